// The fix of parameter-in-prose: what the header lacks is added to it, and the sentence is mended.
#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "compiler/lint/craft.hpp"
#include "compiler/lint/sentence.hpp"
#include "compiler/lint/source_lines.hpp"

namespace shot::lint {
namespace {

enum class Kind { Length, Size, Rate, Unknown };

struct Attribute {
    Kind kind = Kind::Unknown;
    std::string text;  // as a header has it
};

constexpr std::pair<std::string_view, std::string_view> kOrientations[] = {
    {"vertical", "9:16"}, {"portrait", "9:16"}, {"horizontal", "16:9"}, {"landscape", "16:9"}, {"widescreen", "16:9"}, {"square", "1:1"},
};

/// What the parameter is called in a header.
Attribute attribute_of(const Text& text, const Finding& finding) {
    const bool has_preposition = text.word(finding.first) == "in";  // `in widescreen`, `in HD`
    std::string word(text.word(finding.first + (has_preposition ? 1 : 0)));
    if (finding.last == finding.first + 3 && text.word(finding.first + 1).size() <= 2 && text[finding.first + 2].kind == Token::Kind::Number) {
        return {Kind::Size, fmt::format("{}x{}", word, text.word(finding.first + 2))};  // `1920 x 1080`
    }
    if (const std::size_t times = word.find("\xc3\x97"); times != std::string::npos) {
        word.replace(times, 2, "x");
    }
    if (word == "uhd" || word == "ultra") {
        return {Kind::Size, "4k"};
    }
    if (text[finding.first].kind == Token::Kind::Word) {
        if (word == "full" || word == "hd") {
            return {Kind::Size, word == "full" ? "1080p" : "720p"};
        }
        if (word == "aspect" && text[finding.last - 1].kind == Token::Kind::Number) {
            return {Kind::Size, std::string(text.word(finding.last - 1))};
        }
        for (const auto& [orientation, aspect] : kOrientations) {
            if (word == orientation) {
                return {Kind::Size, std::string(aspect)};
            }
        }
        const int number = number_of_word(word);
        const bool is_minute = text.is(finding.first + 1, Words::MinuteUnit);
        return number > 0 ? Attribute{Kind::Length, fmt::format("{}s", is_minute ? number * 60 : number)} : Attribute{};
    }
    const std::string digits = word.substr(0, word.find_first_not_of("0123456789."));
    if (word.ends_with("fps") || text.is(finding.first + 1, Words::FrameRateUnit)) {
        return {Kind::Rate, digits + "fps"};
    }
    if (word.ends_with("p") || word.ends_with("k") || word.find('x') != std::string::npos ||
        word.find(':') != std::string::npos) {
        return {Kind::Size, word.ends_with("px") ? word.substr(0, word.size() - 2) : word};
    }
    if (text.is(finding.first + 1, Words::MinuteUnit)) {
        int minutes = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), minutes);
        return {Kind::Length, fmt::format("{}s", minutes * 60)};
    }
    return {Kind::Length, digits + "s"};
}

/// `x` of a size, `:` of an aspect, `p` of a resolution, `s` of a length, `f` of a rate.
char form_of(std::string_view attribute) {
    if (attribute.find('x') != std::string_view::npos) {
        return 'x';
    }
    if (attribute.find(':') != std::string_view::npos) {
        return ':';
    }
    return attribute.ends_with("fps") ? 'f' : attribute.ends_with("s") ? 's' : 'p';
}

class Mender {
public:
    Mender(const Text& text, const std::vector<Finding>& parameters) : text_(text), parameters_(parameters) {}

    /// Whether each parameter stood where it is the video's and nothing else's: before `video` or `clip`, as an item
    /// between marks, or in a sentence of its own. A clock may show 16:9, and a poster be for an 8-second contest.
    [[nodiscard]] bool is_plain() const { return is_plain_; }

    /// How the sentence reads without its parameters; nothing where no sentence would be left.
    std::vector<Cut> mend() {
        if (const std::size_t from = find_what_it_shows(); from > 0) {
            const std::size_t at = text_[from].begin;
            cuts_.push_back({0, at + 1, capital_of(text_.text(), at, is_upper(text_.text()[0]))});
        }
        for (std::size_t i = 0; i < parameters_.size(); ++i) {
            const std::size_t first = begin_of(parameters_[i]);
            std::size_t last = end_of(parameters_[i]);
            while (i + 1 < parameters_.size() && is_joined_to(last, begin_of(parameters_[i + 1]))) {
                last = end_of(parameters_[++i]);
            }
            if (cuts_.empty() || text_[first].begin >= cuts_.back().end) {
                cut(first, last);
            }
        }
        const bool keeps_words = std::any_of(text_.text().begin(), text_.text().end(), [this](const char& c) {
            const auto at = static_cast<std::size_t>(&c - text_.text().data());
            return c >= 'A' && std::none_of(cuts_.begin(), cuts_.end(),
                                            [at](const Cut& one) { return at >= one.begin && at < one.end; });
        });
        const bool overlap = std::adjacent_find(cuts_.begin(), cuts_.end(), [](const Cut& a, const Cut& b) {
                                 return b.begin < a.end;
                             }) != cuts_.end();
        return keeps_words && !is_stump_ && !overlap ? std::move(cuts_) : std::vector<Cut>();
    }

private:
    [[nodiscard]] bool is_parameter(std::size_t i) const {
        return std::any_of(parameters_.begin(), parameters_.end(),
                           [i](const Finding& finding) { return i >= finding.first && i < finding.last; });
    }

    /// `phone` of `vertical phone video`: stands inside a parameter and is none.
    [[nodiscard]] bool is_within(std::size_t i) const {
        return std::any_of(parameters_.begin(), parameters_.end(), [&](const Finding& finding) {
            return is_orientation(finding.first) && i > finding.first && i < finding.last && !text_.is(i, Words::PlainVideo) &&
                   text_[i].kind == Token::Kind::Word && text_.is(finding.last - 1, Words::VideoNoun);
        });
    }

    /// `Make this an 8-second 1080p video of |a woman`, `In this 8-second video, |a woman`: the token after, or 0.
    [[nodiscard]] std::size_t find_what_it_shows() const {
        bool has_video = false;
        for (std::size_t i = 0; i < text_.size(); ++i) {
            if (const std::size_t verb = text_.match(i, Words::MakeVerb); verb > 0) {
                i += verb - 1;
                continue;
            }
            const std::string_view word = text_.word(i);
            const bool is_end_of_in = text_.word(0) == "in" && text_.is_mark(i, ',');
            if (has_video && (word == "of" || word == "showing" || word == "about" || word == "with" || word == "featuring" ||
                              text_.is_mark(i, ':') || is_end_of_in)) {
                return i + 1 < text_.size() ? i + 1 : 0;
            }
            has_video = has_video || text_.is(i, Words::PlainVideo);
            const bool is_before_parameter = (word == "in" || word == "at" || word == "with") && is_parameter(i + 1);
            const bool is_in = i == 0 && word == "in" && text_.is(1, Words::Article);
            // A `phone video`, a `loop` is a look: it stays.
            if ((!is_parameter(i) || is_within(i)) && !is_before_parameter && !is_in && !text_.is(i, Words::Article) &&
                !text_.is(i, Words::PlainVideo) && !text_.is_mark(i, ',') && word != "me" && word != "please" && word != "this" && word != "is") {
                return 0;
            }
        }
        return 0;
    }

    [[nodiscard]] bool is_orientation(std::size_t i) const {
        return std::any_of(std::begin(kOrientations), std::end(kOrientations),
                           [word = text_.word(i)](const auto& one) { return one.first == word; });
    }

    /// `vertical 9:16`, `(square 1:1)`: the word says no more than the ratio.
    [[nodiscard]] std::size_t begin_of(const Finding& parameter) const {
        const std::size_t first = parameter.first;
        if (first > 1 && text_.is_mark(first - 1, ',') && is_orientation(first - 2) && is_orientation(first) &&
            (first == 2 || text_.is_stop(first - 3))) {
            return first - 2;  // `, vertical, portrait mode`
        }
        const bool is_ratio = text_.word(parameter.first).find(':') != std::string_view::npos;
        return is_ratio && parameter.first > 0 && is_orientation(parameter.first - 1) ? parameter.first - 1 : parameter.first;
    }

    /// Of a `vertical video` the video stays, but for an item that says nothing else.
    [[nodiscard]] std::size_t end_of(const Finding& parameter) const {
        const bool is_ratio = text_.word(parameter.last - 1).find(':') != std::string_view::npos;
        if (is_ratio && is_orientation(parameter.last)) {
            return parameter.last + 1;  // `9:16 vertical`
        }
        const bool is_item = (parameter.first == 0 || text_.is_stop(parameter.first - 1)) && text_.is_stop(parameter.last);
        const bool has_noun = parameter.last > parameter.first + 1 && text_.is(parameter.last - 1, Words::VideoNoun);
        if (has_noun && is_orientation(parameter.first) && parameter.last > parameter.first + 2) {
            const bool has_ratio = text_.word(parameter.first + 1).find(':') != std::string_view::npos;
            return parameter.first + (has_ratio ? 2 : 1);  // of a `vertical phone video` the phone video
        }
        return has_noun && !is_item ? parameter.last - 1 : parameter.last;
    }

    /// The first token of `Length: ` before `first`, of the item `duration 8s`, or `first`.
    [[nodiscard]] std::size_t label_begin(std::size_t first) const {
        const bool has_colon = first > 0 && text_.is_mark(first - 1, ':');
        const std::size_t end = has_colon ? first - 1 : first;
        std::size_t label = end;
        while (label > 0 && text_.is(label - 1, Words::ParameterLabel)) {
            --label;
        }
        const bool is_item = label == 0 || text_.is_stop(label - 1);
        return label < end && (has_colon || is_item) ? label : first;
    }

    /// `8-second video` between two marks says nothing else.
    [[nodiscard]] std::size_t end_of_item(std::size_t first, std::size_t last) const {
        const bool begins = first == 0 || text_.is_stop(first - 1);
        const bool is_item = begins && text_.is(last, Words::PlainVideo) && text_.is_stop(last + 1) && !text_.is_mark(last + 1, ':');
        return is_item ? last + 1 : last;
    }

    [[nodiscard]] bool is_joined_to(std::size_t last, std::size_t next) const {
        next = label_begin(next);
        return next == last || (next == last + 1 && (text_.is_mark(last, ',') || text_.word(last) == "and" || text_.word(last) == "at" ||
                                    text_.word(last) == "in"));  // `1080p at 24fps`
    }

    /// What is to be thought of the cut: `it is 8 seconds long`, `resolution: 1280x720` would leave a stump.
    void judge(std::size_t first, std::size_t last) {
        std::size_t before = first;
        while (before > 0 && (text_.word(before - 1) == "in" || text_.word(before - 1) == "at")) {
            --before;
        }
        const bool is_label = before > 0 && text_.is_mark(before - 1, ':');
        // `in crisp 4K`, `with full 4K`: what is said of the parameter would stay.
        const bool is_described = before == first && before > 1 && text_.is_word(before - 1) && !text_.is(before - 1, Words::Article) &&
                                  (text_.word(before - 2) == "in" || text_.word(before - 2) == "at" || text_.word(before - 2) == "with") &&
                                  text_.is_stop(last);
        // `with a 16:9 aspect ratio and flakes`: the article would stand alone; `16:9 of a fox` would begin with `of`.
        const bool is_bare = before > 0 && text_.is(before - 1, Words::Article) &&
                             (text_.is_end(last) || text_.is(last, Words::Conjunction) || text_.is(last, Words::Preposition));
        const bool is_headless = first == 0 && (text_.word(last) == "of" || text_.word(last) == "and");
        is_stump_ = is_stump_ || is_label || is_bare || is_headless || text_.word(last) == "hdr" || is_described || text_.word(last) == "long" ||
                    (before > 0 && text_.is(before - 1, Words::NeedsMore));
        std::size_t noun = last;
        while (text_.is(noun, Words::VideoNoun)) {
            ++noun;
        }
        const std::string_view after = text_.word(noun);
        // Of this video, and not of one that somebody in it makes or watches: it begins the sentence.
        std::size_t begin = first;
        while (begin > 0 && (text_.is(begin - 1, Words::Article) || text_.is(begin - 1, Words::MakeVerb) || text_.is(begin - 1, Words::BeforeParameter) ||
                             text_.is(begin - 1, Words::AbstractLook) || text_.is(begin - 1, Words::StyleWord))) {
            --begin;
        }
        const bool is_at_begin = begin == 0 || text_.is_end(begin - 1);
        const bool is_of_video = noun > last && is_at_begin && (text_.is_stop(noun) || after == "of" || after == "showing" || after == "about" ||
                                                 after == "that" || after == "where" || after == "with");
        // `…, 1080p`, `… in 1080p.`
        const bool is_item = (before < first || before == 0 || text_.is_stop(before - 1)) && text_.is_stop(last);
        is_plain_ = is_plain_ && (is_of_video || is_item);
    }

    /// `8-second 4k video.`: a sentence of parameters and what they are of goes whole.
    bool cut_sentence(std::size_t first, std::size_t last) {
        const bool is_pure = first == 0 || text_.is_end(first - 1);  // `8s, 1080p.`
        bool has_noun = is_pure;
        while (first > 0 && (text_.is(first - 1, Words::Article) || text_.is(first - 1, Words::MakeVerb) || text_.is(first - 1, Words::BeforeParameter))) {
            has_noun = has_noun || text_.is(first - 1, Words::MakeVerb);  // `Render at 1080p, 30 fps.`
            --first;
        }
        const std::size_t label = label_begin(first);
        has_noun = has_noun || label < first;
        first = label;
        while (text_.is(last, Words::VideoNoun) || text_.is_mark(last, ',') || is_parameter(last) || text_.word(last) == "please") {
            has_noun = has_noun || text_.is(last, Words::VideoNoun);
            ++last;
        }
        if (!has_noun || !text_.is_end(last) || (first > 0 && !text_.is_end(first - 1))) {
            return false;
        }
        const std::size_t size = text_.text().size();
        const std::size_t next = last + 1 < text_.size() ? text_[last + 1].begin : size;
        const std::size_t end = last < text_.size() ? text_[last].end : size;
        cuts_.push_back(first > 0 ? Cut{text_[first - 1].end, end, ""} : Cut{0, next, ""});
        return true;
    }

    void cut(std::size_t first, std::size_t last) {
        const bool is_in_brackets = first > 0 && ((text_.is_mark(first - 1, '(') && text_.is_mark(last, ')')) ||
                                                  (text_.is_mark(first - 1, '[') && text_.is_mark(last, ']')));
        first -= is_in_brackets ? 1 : 0;
        last += is_in_brackets ? 1 : 0;
        if (cut_sentence(first, last)) {
            return;
        }
        while (text_.is(last, Words::FormNoun)) {
            ++last;  // `in 9:16 format`
        }
        if (const std::size_t label = label_begin(first); label == 0 || text_.is_stop(label - 1)) {
            first = label;
        }
        last = first > 0 ? end_of_item(first, last) : last;
        judge(first, last);
        const std::size_t size = text_.text().size();
        const bool is_head = first == 1 && (text_.word(0) == "in" || text_.word(0) == "at");  // `In 1080p, a robot`
        const bool at_begin = first == 0 || (is_head && text_.is_mark(last, ','));
        std::size_t begin = text_[first].begin;
        std::size_t end = text_[last - 1].end;
        if (!at_begin && (text_.word(first - 1) == "in" || text_.word(first - 1) == "at")) {
            --first;
            begin = text_[first].begin;
        }
        // What stands between two commas goes with one of them.
        if (first > 0 && text_.is_mark(first - 1, ',') && text_.is_stop(last)) {
            begin = text_[first - 1].begin;
        } else if (at_begin && text_.is_mark(last, ',') && last + 1 < text_.size()) {
            const std::size_t next = text_[last + 1].begin;
            cuts_.push_back({0, next + 1, capital_of(text_.text(), next, is_upper(text_.text()[0]))});
            return;
        } else if (first > 0 && text_.is_mark(first - 1, ',') && text_.is_word(last) && !is_in_brackets &&
                   !text_.is(last, Words::Article) && !text_.is(last, Words::Preposition)) {
            cuts_.push_back({text_[first - 1].begin, text_[last].begin, " "});  // `a cinematic, 8k fox`
            return;
        } else if (last < text_.size() && text_.is_word(last) && !(is_in_brackets && first > 0)) {
            end = text_[last].begin;
            if (std::optional<Cut> article = mend_article(text_, first, last)) {
                cuts_.push_back(std::move(*article));
            }
            if (at_begin) {
                cuts_.push_back({0, end + 1, capital_of(text_.text(), end, true)});
                return;
            }
        } else if (first > 0) {
            begin = text_[first - 1].end;
        }
        cuts_.push_back({begin, std::min(end, size), ""});
    }

    const Text& text_;
    const std::vector<Finding>& parameters_;
    std::vector<Cut> cuts_;
    bool is_plain_ = true;
    bool is_stump_ = false;
};

/// What becomes of parameters that prose asked for.
struct Wishes {
    std::string added;    // to the header
    std::string refused;  // that the target does not offer: an error there
    std::string other;    // than what the header says
    std::string forms;    // of what is added: a header has one of a form

    /// `header`: what stands there of its kind.
    void add(const std::string& attribute, std::string_view header, bool is_offered) {
        const char form = form_of(attribute);
        const bool is_taken = !header.empty() && (form_of(header) == form || form_of(header) == 'x' || form == 'x');
        if (header == attribute || holds(added, attribute) || holds(refused, attribute) || holds(other, attribute)) {
            return;
        }
        if (is_taken || forms.find(form) != std::string::npos) {
            append(other, attribute);
        } else if (is_offered) {
            forms += form;
            append(added, attribute);
        } else {
            append(refused, attribute);
        }
    }

    [[nodiscard]] std::string comment(std::string_view target, std::string_view refusal) const {
        std::string text;
        if (!refused.empty()) {
            text = fmt::format("asked for {}, which {} {}", refused, target, refusal);
        }
        if (!other.empty()) {
            text += fmt::format("{}asked for {} too", text.empty() ? "" : "; ", other);
        }
        return text.empty() ? text : "  // " + text;
    }

private:
    static void append(std::string& list, std::string_view item) { list += fmt::format("{}{}", list.empty() ? "" : ", ", item); }
    static bool holds(std::string_view list, std::string_view item) {
        return fmt::format(", {},", list).find(fmt::format(", {},", item)) != std::string::npos;
    }
};

/// After the name, the title and the parameters of a shot's header.
std::size_t attribute_place(std::string_view source, std::size_t name_end) {
    std::size_t at = name_end;
    const auto skip_to = [&](std::size_t from) {
        return std::min(source.find_first_not_of(" \t", from), source.size());
    };
    if (std::size_t next = skip_to(at);
        next < source.size() && (source[next] == '"' || source.substr(next, 3) == "\xe2\x80\x9c")) {
        const bool is_plain = source[next] == '"';
        const std::size_t close = source.find(is_plain ? "\"" : "\xe2\x80\x9d", next + 1);
        at = close == std::string_view::npos ? at : close + (is_plain ? 1 : 3);
    }
    if (const std::size_t next = skip_to(at); next < source.size() && source[next] == '(') {
        const std::size_t close = source.find(')', next);
        at = close == std::string_view::npos ? at : close + 1;
    }
    return at;
}

}  // namespace

std::optional<diagnostics::Fix> Craft::make_parameter_fix(sema::Phrase phrase,
                                                          const std::vector<Finding>& parameters) const {
    Mender mender(text_, parameters);
    const std::vector<Cut> cuts = mender.mend();
    const Span whole = span_of(phrase, 0, text_.text().size());
    const std::string_view source = sources_.get(whole.file).text();
    if (cuts.empty() || whole.end <= whole.begin || !is_written_here(phrase) ||
        !reads_well(text_, apply_cuts(text_.text(), cuts), lexicon_)) {
        return std::nullopt;
    }
    const std::size_t line = line_begin_of(source, shot_->span.begin);
    const bool is_own = whole.file == shot_->span.file && source.substr(line, 5) == "shot " && whole.begin >= line &&
                        whole.end <= end_of_block(source, line);
    const std::size_t line_end = next_line(source, line);
    const auto written_in_header = [&](Span span) {
        const bool is_there = span.file == shot_->span.file && span.begin >= line && span.begin < line_end;
        return is_there ? sources_.slice(span) : std::string_view();
    };
    const bool has_pixels = std::any_of(parameters.begin(), parameters.end(), [this](const Finding& finding) {
        return form_of(attribute_of(text_, finding).text) == 'x';
    });
    diagnostics::Fix fix;
    fix.is_safe = is_own && mender.is_plain();
    Wishes wishes;
    for (const Finding& finding : parameters) {
        const Attribute attribute = attribute_of(text_, finding);
        if (attribute.kind == Kind::Unknown) {
            fix.is_safe = false;
            continue;
        }
        if (!is_own) {
            return std::nullopt;  // no header to move it to: it would be lost
        }
        if (attribute.kind == Kind::Size && has_pixels && form_of(attribute.text) != 'x') {
            continue;  // a size is an aspect and a resolution in one
        }
        const bool can_have = shot_->operation == sema::Operation::Create ||
                              (shot_->operation == sema::Operation::Extend && attribute.kind == Kind::Length);
        const bool is_offered = attribute.kind == Kind::Rate && !context_->takes_frame_rate
                                    ? false
                                    : can_have && context_->offers && context_->offers(attribute.text);
        const std::string_view header = attribute.kind == Kind::Length ? written_in_header(shot_->duration_span)
                                        : attribute.kind == Kind::Size ? written_in_header(shot_->size_span)
                                                                       : written_in_header(shot_->frame_rate_span);
        wishes.add(attribute.text, header, is_offered);
    }
    if (!wishes.added.empty()) {
        const auto at = static_cast<std::uint32_t>(attribute_place(source, shot_->span.end));
        fix.edits.push_back({{whole.file, at, at}, ", " + wishes.added});
    }
    if (const std::string comment = wishes.comment(context_->target, context_->refusal); !comment.empty()) {
        // The prose could not set it either; a comment keeps the wish, for whoever chooses the target.
        const auto at = static_cast<std::uint32_t>(source.find_last_not_of("\r\n", line_end - 1) + 1);
        fix.edits.push_back({{whole.file, at, at}, comment});
    }
    for (const Cut& cut : cuts) {
        fix.edits.push_back({span_of(phrase, cut.begin, cut.end), cut.replacement});
    }
    fix.title = wishes.added.empty() ? "take it out of the sentence" : fmt::format("move it to the header: `{}`", wishes.added);
    if (!wishes.refused.empty()) {
        fix.title += fmt::format("; {} {} {}, so a comment keeps that", context_->target, context_->refusal, wishes.refused);
    }
    return fix;
}

}  // namespace shot::lint
