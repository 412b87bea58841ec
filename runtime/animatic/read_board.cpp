#include "runtime/animatic/read_board.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "runtime/animatic/camera_words.hpp"
#include "runtime/animatic/colours.hpp"
#include "runtime/animatic/prompt_pieces.hpp"
#include "runtime/animatic/words.hpp"

namespace shot::animatic {
namespace {

using Kind = PromptPiece::Kind;

constexpr std::size_t kMaxPrompt = 64 << 10;  // bytes that are read; no model takes as many
constexpr std::size_t kMaxBeats = 200;
constexpr std::size_t kMaxItems = 60;  // of one list

/// Without blanks, bullets and dashes at its start and a full stop at its end.
std::string_view strip(std::string_view text) {
    constexpr std::array<std::string_view, 9> kStarts{"-", "*", "\u2022", "\u2013", "\u2014", ":", "|", "]", ")"};
    text = trim(text);
    for (bool is_changed = true; is_changed;) {
        is_changed = false;
        for (const std::string_view start : kStarts) {
            if (text.starts_with(start)) {
                text = trim(text.substr(start.size()));
                is_changed = true;
            }
        }
    }
    return text.ends_with('.') ? trim(text.substr(0, text.size() - 1)) : text;
}

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> items;
    text = strip(text);
    for (std::size_t begin = 0; begin <= text.size() && items.size() < kMaxItems;) {
        const std::size_t end = std::min(text.find_first_of(",;\n", begin), text.size());
        if (const std::string_view item = strip(text.substr(begin, end - begin)); !item.empty()) {
            items.emplace_back(item);
        }
        begin = end + 1;
    }
    return items;
}

/// Sentences and lines; quotations stay whole.
std::vector<std::string_view> split_sentences(std::string_view text) {
    std::vector<std::string_view> sentences;
    std::size_t begin = 0;
    const auto add = [&](std::size_t end) {
        if (const std::string_view sentence = trim(text.substr(begin, end - begin)); !strip(sentence).empty()) {
            sentences.push_back(sentence);
        }
        begin = end;
    };
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t quoted = quotation_length(text.substr(at)); quoted > 0) {
            at += quoted;
            continue;
        }
        const char c = text[at];
        const bool is_end = (c == '.' || c == '!' || c == '?') &&
                            (at + 1 >= text.size() || text[at + 1] == ' ' || text[at + 1] == '\n');
        const bool is_bullet = c == ' ' && text.substr(at).starts_with(" - ");
        ++at;
        if (is_end || c == '\n' || is_bullet) {
            add(at);
        }
    }
    add(text.size());
    return sentences;
}

std::string_view without_marks(std::string_view quotation) {
    for (const auto& [open, close] : std::array<std::pair<std::string_view, std::string_view>, 5>{
             {{"\"", "\""}, {"\u201c", "\u201d"}, {"\u00ab", "\u00bb"}, {"\u300c", "\u300d"}, {"<d>", "</d>"}}}) {
        if (quotation.starts_with(open) && quotation.ends_with(close) &&
            quotation.size() >= open.size() + close.size()) {
            quotation = quotation.substr(open.size(), quotation.size() - open.size() - close.size());
            break;
        }
    }
    // `<d>[English] …</d>`
    const auto bracket = quotation.starts_with('[') ? quotation.find(']') : std::string_view::npos;
    return trim(bracket == std::string_view::npos ? quotation : quotation.substr(bracket + 1));
}

/// `Fisherman (low and dry, quietly):`, `Fisherman (S1) says quietly, in a low voice:` before a quotation.
void read_speaker(std::string_view before, bundle::Line& line) {
    constexpr std::array<std::string_view, 14> kVerbs{
        " says",    " speaks",  " whispers", " asks",  " shouts",    " replies",          " answers",
        " mutters", " murmurs", " yells",    " cries", " announces", " in an off-screen", " adds"};
    constexpr std::size_t kMaxName = 60;
    before = strip(before);
    before = before.ends_with(':') || before.ends_with(',') ? trim(before.substr(0, before.size() - 1)) : before;
    std::size_t end = before.size();
    std::size_t after = before.size();
    for (const std::string_view verb : kVerbs) {
        if (const auto at = before.find(verb); at < end) {
            end = at;
            after = verb == " says" || verb == " speaks" ? at + verb.size() : at + 1;
        }
    }
    std::string_view name = before.substr(0, end);
    std::string_view delivery = trim(before.substr(after));
    if (const auto open = name.find('('); open != std::string_view::npos) {
        const auto close = name.find(')', open);
        const std::string_view inside =
            name.substr(open + 1, close == std::string_view::npos ? close : close - open - 1);
        const bool is_number = inside.size() <= 3 && inside.starts_with('S');  // H3's `(S1)`
        delivery = is_number ? delivery : trim(inside);
        name = name.substr(0, open);
    }
    line.speaker = trim(name).size() <= kMaxName ? std::string(trim(name)) : std::string();
    line.delivery = std::string(delivery.substr(0, 200));
}

class BoardReader {
public:
    explicit BoardReader(std::int64_t milliseconds) : milliseconds_(std::max<std::int64_t>(milliseconds, 1)) {}

    bundle::Board read(std::string_view prompt) {
        const std::string_view text = prompt.substr(0, kMaxPrompt);
        pieces_ = split_prompt(text);
        make_beats();
        for (const PromptPiece& piece : pieces_) {
            read_piece(piece);
        }
        finish();
        return std::move(board_);
    }

private:
    /// Times first: what is said of a beat may stand before or after it.
    void make_beats() {
        std::size_t shots = 0;
        for (const PromptPiece& piece : pieces_) {
            if (piece.kind == Kind::Time && board_.beats.size() < kMaxBeats && piece.begin < milliseconds_) {
                add_beat(piece.begin, std::min(piece.end, milliseconds_));
            }
            shots += piece.kind == Kind::Shot ? 1 : 0;
        }
        shots = std::min(shots, kMaxBeats);
        if (board_.beats.empty() && shots > 0) {
            are_shots_ = true;
            for (std::size_t i = 0; i < shots; ++i) {
                const auto at = [&](std::size_t index) {
                    return milliseconds_ * static_cast<std::int64_t>(index) / static_cast<std::int64_t>(shots);
                };
                add_beat(at(i), at(i + 1));
                board_.beats.back().is_cut = i > 0;
            }
        }
        std::stable_sort(board_.beats.begin(), board_.beats.end(),
                         [](const auto& a, const auto& b) { return a.begin < b.begin; });
        is_single_ = board_.beats.empty();
        if (is_single_) {
            add_beat(0, milliseconds_);
        }
    }

    /// The same time in the actions and in the dialogue is one beat; no two overlap.
    void add_beat(std::int64_t begin, std::int64_t end) {
        const bool is_there = std::any_of(board_.beats.begin(), board_.beats.end(), [&](const bundle::BoardBeat& beat) {
            return begin < beat.end && end > beat.begin;
        });
        if (!is_there && end > begin) {
            board_.beats.emplace_back();
            board_.beats.back().begin = begin;
            board_.beats.back().end = end;
        }
    }

    bundle::BoardBeat& beat_at(std::int64_t time) {
        bundle::BoardBeat* found = &board_.beats.front();
        for (bundle::BoardBeat& beat : board_.beats) {
            found = beat.begin <= time ? &beat : found;
        }
        return *found;
    }

    void read_piece(const PromptPiece& piece) {
        const auto say = [](std::string& into, std::string_view text) {
            const std::string_view said = strip(text);
            if (said != "N/A" && said != "none") {
                into += (into.empty() || said.empty() ? "" : ", ") + std::string(said.substr(0, 4000));
            }
        };
        switch (piece.kind) {
            case Kind::Camera:
                add_camera(piece.text);
                break;
            case Kind::Lens:
                say(lens_, piece.text);
                break;
            case Kind::Lighting:
                say(board_.lighting, piece.text);
                break;
            case Kind::Palette:
                add_palette(piece.text);
                break;
            case Kind::Sound:
                say(board_.sound, first_block(piece.text));
                break;
            case Kind::BeatSound:
                is_in_beat_ && !is_single_ ? read_sfx(piece.text) : say(board_.sound, first_block(piece.text));
                break;
            case Kind::Sfx:
                read_sfx(piece.text);
                break;
            case Kind::Music:
                say(board_.music, first_block(piece.text));
                break;
            case Kind::Time:
                read_time_piece(piece);
                break;
            case Kind::Shot:
                read_shot_piece(piece);
                break;
            case Kind::Actions:
                is_in_beat_ = false;
                read_body(piece.text, board_.beats.front(), false);
                break;
            case Kind::Dialogue:
                is_in_beat_ = false;
                read_body(piece.text, board_.beats.front(), false);
                break;
            case Kind::Prose:
                read_prose(piece.text, true);
                break;
            case Kind::Other:
                break;
        }
        if (piece.kind == Kind::Lighting || piece.kind == Kind::Palette || piece.kind == Kind::Lens ||
            piece.kind == Kind::Music || piece.kind == Kind::Sound) {
            is_in_beat_ = false;
        }
    }

    /// A label's text ends with its block.
    static std::string_view first_block(std::string_view text) {
        text = trim(text);
        return text.substr(0, std::min(text.find("\n\n"), text.size()));
    }

    /// `Sound: a shutter bangs twice.` is a sentence; the beat goes on after it.
    void read_sfx(std::string_view text) {
        bundle::BoardBeat& beat = beat_ == nullptr ? board_.beats.front() : *beat_;
        text = trim(text);
        const std::size_t end = std::min({text.find('\n'), text.find(". "), text.size()});
        const std::string_view said = strip(text.substr(0, end));
        beat.sfx += (beat.sfx.empty() || said.empty() ? "" : ", ") + std::string(said.substr(0, 1000));
        read_paragraphs(text.substr(std::min(end + 1, text.size())), beat, false);
    }

    /// An empty line ends a beat: what stands below it is said of the clip.
    void read_paragraphs(std::string_view text, bundle::BoardBeat& beat, bool has_head) {
        const std::size_t end = std::min(text.find("\n\n"), text.size());
        read_body(text.substr(0, end), beat, has_head);
        read_prose(text.substr(end), false);
    }

    void add_camera(std::string_view text) {
        for (std::string& item : split_list(first_block(text))) {
            if (camera_.size() < kMaxItems) {
                camera_.push_back(std::move(item));
            }
        }
    }

    void add_palette(std::string_view text) {
        for (const std::string& item : split_list(first_block(text))) {
            std::size_t begin = 0;
            for (std::size_t end = 0; begin <= item.size(); begin = end + 5) {  // past ` and `
                end = std::min(item.find(" and ", begin), item.size());
                add_anchor(strip(std::string_view(item).substr(begin, end - begin)));
            }
        }
    }

    void add_anchor(std::string_view name) {
        constexpr std::size_t kMaxAnchors = 8;
        name = name.starts_with("and ") ? name.substr(4) : name;
        if (!name.empty() && name.size() < 80 && board_.palette.size() < kMaxAnchors) {
            const auto hash = name.find('#');
            const bool has_value = hash != std::string_view::npos && name.size() >= hash + 7;
            board_.palette.push_back({std::string(trim(name.substr(0, hash))),
                                      has_value ? std::string(name.substr(hash, 7)) : colours_.find(name)});
        }
    }

    void read_time_piece(const PromptPiece& piece) {
        beat_ = &beat_at(piece.begin);
        is_in_beat_ = true;
        read_paragraphs(piece.text, *beat_, true);
    }

    void read_shot_piece(const PromptPiece& piece) {
        is_in_beat_ = true;
        std::string_view text = trim(piece.text);
        // H3 says when: `At 00:05.000, the camera cuts to close-up`.
        if (are_shots_ && shot_ < board_.beats.size()) {
            beat_ = &board_.beats[shot_];
            if (std::size_t length = 0; text.starts_with("At ") && shot_ > 0) {
                const std::int64_t at = read_time(text.substr(3), length);
                if (at > board_.beats[shot_ - 1].begin && at < milliseconds_) {
                    beat_->begin = at;
                    beat_->end = milliseconds_;
                    board_.beats[shot_ - 1].end = at;
                    text = strip(text.substr(3 + length));
                    text = text.starts_with(',') ? trim(text.substr(1)) : text;
                }
            }
            ++shot_;
        }
        read_paragraphs(text, beat_ == nullptr ? board_.beats.front() : *beat_, true);
    }

    /// A beat: perhaps a head with title and camera, then actions and lines.
    void read_body(std::string_view text, bundle::BoardBeat& beat, bool has_head) {
        if (has_head) {
            text = read_head(strip_start(text), beat);
        }
        for (const std::string_view sentence : split_sentences(text)) {
            if (!read_known(sentence) && !read_line(sentence, beat) && !read_camera_sentence(sentence, beat) &&
                beat.actions.size() < kMaxItems) {
                beat.actions.emplace_back(std::string(strip(sentence).substr(0, 1000)) +
                                          (trim(sentence).ends_with('.') ? "." : ""));
            }
        }
    }

    static std::string_view strip_start(std::string_view text) {
        const std::string_view stripped = strip(text);
        return stripped.empty() ? stripped : text.substr(static_cast<std::size_t>(stripped.data() - text.data()));
    }

    /// `Hands at rest (32mm, medium close-up, static): `, `slow push-in: `, `“Turn” (cut to close-up)`. Gives what
    /// comes after.
    std::string_view read_head(std::string_view text, bundle::BoardBeat& beat) {
        constexpr std::size_t kMaxHead = 300;
        const std::string_view line = text.substr(0, std::min({text.find('\n'), kMaxHead, text.size()}));
        if (const auto open = line.find('('); open < 80 && line.find_first_of(".!?:") > open) {
            const auto close = line.find(')', open);
            if (close != std::string_view::npos && says_camera(line.substr(open + 1, close - open - 1))) {
                set_title(line.substr(0, open), beat);
                add_beat_camera(line.substr(open + 1, close - open - 1), beat);
                return text.substr(close + 1);
            }
        }
        const auto colon = line.find(": ");
        const auto stop = line.find(". ");
        const std::size_t end = std::min({colon, stop, line.size()});
        const std::string_view head = line.substr(0, end);
        const std::size_t quoted = quotation_length(line);
        if ((quoted == 0 || quoted == line.size()) && head.find('"') == std::string_view::npos && says_camera(head) &&
            head.size() < 120 && (colon < stop || is_short(head))) {
            add_beat_camera(head, beat);
            text = text.substr(std::min(end + (end == colon || end == stop ? 1 : 0), text.size()));
            // `Medium close-up, static: Hands at rest. Fisherman looks …`: a title has no verb that we could see, but
            // is short.
            const std::string_view more = trim(text);
            const auto title = more.find('.');
            if (end == colon && colon < stop && title < 32 && split_words(more.substr(0, title)).size() <= 4) {
                set_title(more.substr(0, title), beat);
                return more.substr(title + 1);
            }
            return text;
        }
        return text;
    }

    static std::string without_lens(std::string_view said) {
        return std::string(said.ends_with(" lens") ? said.substr(0, said.size() - 5) : said);
    }

    static bool is_short(std::string_view text) {
        constexpr std::size_t kMost = 9;  // words
        return split_words(text).size() <= kMost;
    }

    [[nodiscard]] bool says_camera(std::string_view text) const {
        return words_.is_camera(text) || read_focal_length(text).has_value();
    }

    static void set_title(std::string_view title, bundle::BoardBeat& beat) {
        title = strip(title);
        beat.title = std::string(quotation_length(title) == title.size() ? without_marks(title) : title);
    }

    void add_beat_camera(std::string_view text, bundle::BoardBeat& beat) {
        for (const std::string& item : split_list(text)) {
            std::string_view said =
                quotation_length(item) == item.size() ? without_marks(item) : std::string_view(item);
            for (const std::string_view cut : {"the camera cuts to ", "Cut to ", "cut to "}) {
                if (said.starts_with(cut)) {
                    said = said.substr(cut.size());
                    beat.is_cut = true;
                }
            }
            beat.is_cut = beat.is_cut || said == "cut" || said == "Cut";
            if (read_focal_length(said)) {
                beat.lens = without_lens(said);
            } else if (beat.camera.size() < kMaxItems && said != "cut" && said != "Cut") {
                beat.camera.emplace_back(said);
            }
        }
    }

    /// A sentence with a quotation at its end is a line of dialogue; a sign that reads something is not.
    bool read_line(std::string_view sentence, bundle::BoardBeat& beat) {
        for (std::size_t at = 0; at < sentence.size(); ++at) {
            const std::size_t quoted = quotation_length(sentence.substr(at));
            if (quoted == 0) {
                continue;
            }
            const std::string_view before = trim(sentence.substr(0, at));
            const bool is_line =
                before.ends_with(':') || before.ends_with(',') || sentence.substr(at).starts_with("<d>");
            if (!is_line || beat.lines.size() >= kMaxItems) {
                return false;
            }
            bundle::Line line;
            read_speaker(before, line);
            line.text = std::string(without_marks(sentence.substr(at, quoted)));
            beat.lines.push_back(std::move(line));
            return true;
        }
        return false;
    }

    /// `Slow push-in.`, `Medium close-up, static.`, with or without a title after it.
    bool read_camera_sentence(std::string_view sentence, bundle::BoardBeat& beat) {
        const std::string_view said = strip(sentence);
        // `Medium close-up, static: Hands at rest`
        if (const auto colon = said.find(": "); colon < 120 && all_camera(said.substr(0, colon))) {
            add_beat_camera(said.substr(0, colon), beat);
            set_title(said.substr(colon + 2), beat);
            return true;
        }
        if (!is_short(sentence) || !all_camera(sentence)) {
            return false;
        }
        add_beat_camera(sentence, beat);
        return true;
    }

    [[nodiscard]] bool all_camera(std::string_view sentence) const {
        const std::vector<std::string> items = split_list(sentence);
        return !items.empty() && std::all_of(items.begin(), items.end(), [this](const std::string& item) {
            return says_camera(item) && split_words(item).size() <= 5;
        });
    }

    /// `Lit by a lamp.`, `Color palette of teal and amber.`: sentences of the prompt styles without labels.
    bool read_known(std::string_view sentence) {
        const std::string_view said = strip(sentence);
        const auto after = [&](std::string_view start) {
            return said.starts_with(start) ? said.substr(start.size()) : std::string_view();
        };
        if (const std::string_view light = after("Lit by "); !light.empty()) {
            board_.lighting += (board_.lighting.empty() ? "" : ", ") + std::string(light);
        } else if (const std::string_view palette = after("Color palette of "); !palette.empty()) {
            add_palette(palette);
        } else if (const std::string_view lens = after("Filmed with "); !lens.empty()) {
            lens_ = without_lens(lens.starts_with("a ") ? lens.substr(2) : lens);
        } else {
            return said.starts_with("The mood is ");
        }
        return true;
    }

    /// Prose: what is said of the camera holds for the shot. `can_act`: where nothing else happens, it is what happens.
    void read_prose(std::string_view text, bool can_act) {
        bundle::BoardBeat& first = board_.beats.front();
        for (const std::string_view sentence : split_sentences(text)) {
            const std::string_view said = strip(sentence);
            if (read_known(sentence) || read_line(sentence, first)) {
                continue;
            }
            if (read_camera_sentence(sentence, first)) {
                continue;
            }
            if (camera_.size() < kMaxItems && words_.is_camera(said)) {
                camera_.emplace_back(said);
            }
            if (can_act) {
                prose_.push_back(said);
            }
        }
    }

    void finish() {
        bundle::BoardBeat& first = board_.beats.front();
        // What holds for the whole shot is the first beat's, where that says nothing itself.
        first.camera.insert(first.camera.begin(), camera_.begin(), camera_.end());
        for (bundle::BoardBeat& beat : board_.beats) {
            beat.lens = beat.lens.empty() ? lens_ : beat.lens;
        }
        const bool has_actions = std::any_of(board_.beats.begin(), board_.beats.end(),
                                             [](const auto& beat) { return !beat.actions.empty(); });
        for (std::size_t i = 0; i < prose_.size() && !has_actions && i < kMaxItems; ++i) {
            first.actions.emplace_back(prose_[i]);
        }
        if (board_.lighting.empty()) {
            std::string all;
            for (std::size_t i = 0; i < prose_.size() && all.size() < 4000; ++i) {
                all += std::string(prose_[i]) + " ";
            }
            board_.lighting = all;
        }
    }

    std::int64_t milliseconds_;
    bundle::Board board_;
    CameraWords words_;
    ColourNames colours_;
    std::vector<PromptPiece> pieces_;
    std::vector<std::string> camera_;
    std::string lens_;
    std::vector<std::string_view> prose_;
    bundle::BoardBeat* beat_ = nullptr;
    bool is_in_beat_ = false;
    bool is_single_ = false;
    bool are_shots_ = false;
    std::size_t shot_ = 0;
};

}  // namespace

bundle::Board read_board(std::string_view prompt, std::int64_t milliseconds) {
    return BoardReader(milliseconds).read(prompt);
}

}  // namespace shot::animatic
