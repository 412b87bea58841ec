#include "runtime/animatic/prompt_pieces.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <string>

namespace shot::animatic {
namespace {

using Kind = PromptPiece::Kind;

struct Label {
    std::string_view name;
    Kind kind;
};

// Longer ones before those that they begin with. Those of Shot's layouts, of the models' guides and of what people
// write.
constexpr std::array<Label, 41> kLabels{{
    {"cinematography", Kind::Other},
    {"camera notes (why it reads)", Kind::Camera},
    {"camera notes", Kind::Camera},
    {"camera shot", Kind::Camera},
    {"camera", Kind::Camera},
    {"framing", Kind::Camera},
    {"lenses & filtration", Kind::Lens},
    {"lens", Kind::Lens},
    {"filtration", Kind::Other},
    {"film", Kind::Other},
    {"lighting & atmosphere", Kind::Lighting},
    {"lighting + palette", Kind::Lighting},
    {"lighting", Kind::Lighting},
    {"light", Kind::Lighting},
    {"grade / palette", Kind::Palette},
    {"palette anchors", Kind::Palette},
    {"palette", Kind::Palette},
    {"color palette", Kind::Palette},
    {"colour palette", Kind::Palette},
    {"grade", Kind::Other},
    {"mood", Kind::Other},
    {"tone", Kind::Other},
    {"actions", Kind::Actions},
    {"action", Kind::Actions},
    {"dialogue", Kind::Dialogue},
    {"background sound", Kind::Sound},
    {"background sounds", Kind::Sound},
    {"ambient noise", Kind::Sound},
    {"ambient sound", Kind::Sound},
    {"sound design", Kind::Sound},
    {"overall_soundscape", Kind::Sound},
    {"soundscape", Kind::Sound},
    {"audio", Kind::Sound},
    {"sound effects", Kind::Sfx},
    {"sfx", Kind::Sfx},
    {"in the background", Kind::Sound},
    {"sound", Kind::BeatSound},
    {"music", Kind::Music},
    {"non_diegetic_music", Kind::Music},
    {"finishing", Kind::Other},
    {"integrated_multimodal_description", Kind::Prose},
}};

/// Lines of the official shot list that head a section without a colon.
constexpr std::array<Label, 9> kHeadings{{{"format & look", Kind::Other},
                                          {"lenses & filtration", Kind::Lens},
                                          {"grade / palette", Kind::Palette},
                                          {"lighting & atmosphere", Kind::Lighting},
                                          {"location & framing", Kind::Prose},
                                          {"wardrobe / props / extras", Kind::Other},
                                          {"sound", Kind::Sound},
                                          {"camera notes (why it reads)", Kind::Camera},
                                          {"finishing", Kind::Other}}};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

bool starts_like(std::string_view text, std::string_view small) {
    return text.size() >= small.size() && std::equal(small.begin(), small.end(), text.begin(), [](char a, char b) {
               return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
           });
}

std::size_t blanks(std::string_view text) {
    return std::min(text.find_first_not_of(" \t"), text.size());
}

std::size_t dash_length(std::string_view text) {
    for (const std::string_view dash : {"-", "\u2013", "\u2014", "to "}) {
        if (text.starts_with(dash)) {
            return dash.size();
        }
    }
    return 0;
}

struct Head {
    PromptPiece piece;
    std::size_t length = 0;
};

/// `0.00–2.40`, `[00:00-00:02]`, `0-2s`: two bare whole numbers are no times.
std::optional<Head> find_time(std::string_view text) {
    constexpr std::int64_t kMost = 3'600'000;
    const bool is_in_brackets = text.starts_with('[') || text.starts_with('(');
    std::size_t at = is_in_brackets ? 1 : 0;
    std::size_t length = 0;
    const std::size_t start = at;
    const std::int64_t begin = read_time(text.substr(at), length);
    if (begin < 0) {
        return std::nullopt;
    }
    at += length;
    at += text.substr(at).starts_with('s') ? 1 : 0;
    at += blanks(text.substr(at));
    const std::size_t dash = dash_length(text.substr(at));
    at += dash;
    at += blanks(text.substr(at));
    const std::int64_t end = read_time(text.substr(at), length);
    if (dash == 0 || end <= begin || end > kMost) {
        return std::nullopt;
    }
    at += length;
    const std::string_view numbers = text.substr(start, at - start);
    bool is_time = is_in_brackets || numbers.find_first_of(".:") != std::string_view::npos;
    if (text.substr(at).starts_with('s') && (at + 1 >= text.size() || !is_letter(text[at + 1]))) {
        is_time = true;
        ++at;
    }
    if (is_in_brackets && (at >= text.size() || (text[at] != ']' && text[at] != ')'))) {
        return std::nullopt;
    }
    at += is_in_brackets ? 1 : 0;
    return is_time ? std::optional(Head{{Kind::Time, {}, begin, end}, at}) : std::nullopt;
}

/// `Shot 2:`, `[Shot 2]`.
std::optional<Head> find_shot(std::string_view text) {
    std::size_t at = text.starts_with('[') ? 1 : 0;
    if (!starts_like(text.substr(at), "shot ")) {
        return std::nullopt;
    }
    at += 5;
    const std::size_t number = at;
    while (at < text.size() && is_digit(text[at])) {
        ++at;
    }
    const bool is_closed = at < text.size() && (text[at] == ':' || (text.front() == '[' && text[at] == ']'));
    return at > number && is_closed ? std::optional(Head{{Kind::Shot, {}, -1, -1}, at + 1}) : std::nullopt;
}

std::optional<Head> find_label(std::string_view text, bool is_line_start) {
    for (const Label& label : kLabels) {
        if (!starts_like(text, label.name)) {
            continue;
        }
        std::size_t at = label.name.size();
        at += blanks(text.substr(at));
        const bool is_capital = text.front() >= 'A' && text.front() <= 'Z';
        if (at < text.size() && text[at] == ':' && (is_line_start || is_capital)) {
            return Head{{label.kind, {}, -1, -1}, at + 1};
        }
    }
    if (!is_line_start) {
        return std::nullopt;
    }
    const std::string_view line = text.substr(0, std::min(text.find('\n'), text.size()));
    if (starts_like(line, "optimized shot list")) {
        return Head{{Kind::Actions, {}, -1, -1}, line.size()};
    }
    for (const Label& heading : kHeadings) {
        const bool is_all = starts_like(line, heading.name) &&
                            blanks(line.substr(heading.name.size())) == line.size() - heading.name.size();
        if (is_all) {
            return Head{{heading.kind, {}, -1, -1}, line.size()};
        }
    }
    return std::nullopt;
}

}  // namespace

std::size_t quotation_length(std::string_view text) {
    constexpr std::size_t kMost = 1500;  // bytes; more is a mark that was forgotten
    struct Marks {
        std::string_view open;
        std::string_view close;
    };
    constexpr std::array<Marks, 5> kMarks{
        {{"\"", "\""}, {"\u201c", "\u201d"}, {"\u00ab", "\u00bb"}, {"\u300c", "\u300d"}, {"<d>", "</d>"}}};
    for (const Marks& marks : kMarks) {
        if (text.starts_with(marks.open)) {
            const std::string_view inside = text.substr(marks.open.size(), kMost);
            const auto close = inside.find(marks.close);
            const bool is_line =
                close != std::string_view::npos && inside.substr(0, close).find('\n') == std::string_view::npos;
            return is_line ? marks.open.size() + close + marks.close.size() : 0;
        }
    }
    return 0;
}

std::int64_t read_time(std::string_view text, std::size_t& length) {
    constexpr std::size_t kMaxDigits = 6;
    std::int64_t seconds = 0;
    std::int64_t part = 0;
    std::size_t at = 0;
    std::size_t digits = 0;
    for (; at < text.size() && digits <= kMaxDigits; ++at) {
        if (is_digit(text[at])) {
            part = part * 10 + (text[at] - '0');
            ++digits;
        } else if (text[at] == ':' && digits > 0 && at + 1 < text.size() && is_digit(text[at + 1])) {
            seconds = (seconds + part) * 60;
            part = 0;
        } else {
            break;
        }
    }
    if (digits == 0 || digits > kMaxDigits) {
        return -1;
    }
    std::int64_t milliseconds = (seconds + part) * 1000;
    if (at + 1 < text.size() && text[at] == '.' && is_digit(text[at + 1])) {
        std::int64_t unit = 100;
        for (++at; at < text.size() && is_digit(text[at]); ++at) {
            milliseconds += (text[at] - '0') * unit;
            unit /= 10;
        }
    }
    length = at;
    return milliseconds;
}

std::vector<PromptPiece> split_prompt(std::string_view prompt) {
    std::vector<PromptPiece> pieces(1);
    std::size_t text_begin = 0;
    const auto close = [&](std::size_t end) { pieces.back().text = prompt.substr(text_begin, end - text_begin); };
    bool is_line_start = true;
    for (std::size_t at = 0; at < prompt.size();) {
        const char c = prompt[at];
        if (c == '\n') {
            is_line_start = true;
            ++at;
            continue;
        }
        const bool is_blank = c == ' ' || c == '\t' || c == '\r';
        if (is_blank || (is_line_start && (c == '-' || c == '*' || c == '#'))) {
            ++at;
            continue;
        }
        const bool is_word_start =
            at == 0 || is_line_start || prompt[at - 1] == ' ' || prompt[at - 1] == '(' || prompt[at - 1] == '\t';
        if (const std::size_t quoted = quotation_length(prompt.substr(at)); quoted > 0) {
            at += quoted;
            is_line_start = false;
            continue;
        }
        std::optional<Head> head;
        if (is_word_start) {
            head = find_time(prompt.substr(at));
            head = head ? head : find_shot(prompt.substr(at));
            head = head ? head : find_label(prompt.substr(at), is_line_start);
        }
        is_line_start = false;
        if (!head) {
            ++at;
            continue;
        }
        close(at);
        pieces.push_back(head->piece);
        at += head->length;
        text_begin = at;
        // `Cinematography:` ends its line, `Camera:` begins the next.
        is_line_start = head->piece.kind != Kind::Time && head->piece.kind != Kind::Shot;
    }
    close(prompt.size());
    return pieces;
}

}  // namespace shot::animatic
