#include "compiler/format/fill.hpp"

#include <algorithm>

#include "compiler/format/format.hpp"
#include "compiler/parse/marks.hpp"
#include "compiler/parse/parse.hpp"
#include "compiler/source/code_points.hpp"
#include "compiler/source/text_width.hpp"

namespace shot::format {
namespace {

using parse::mark_at;
using parse::MarkKind;

constexpr std::size_t kMaxLookAhead = 2048;  // bytes that are searched for a colon or a closing brace
constexpr std::size_t kMaxWord = 256;

/// What may be part of a word of a name.
bool is_word_byte(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '-' ||
           byte == '_' || static_cast<unsigned char>(byte) >= 0x80;
}

/// What stands before a place and may be of one word or one pair of braces with it; no walk goes over all of a text.
std::string_view tail_of(std::string_view text) { return text.substr(text.size() - std::min(text.size(), kMaxWord)); }

std::string_view last_word(std::string_view text) {
    text = tail_of(text);
    std::size_t begin = text.size();
    while (begin > 0 && is_word_byte(text[begin - 1])) {
        --begin;
    }
    return text.substr(begin);
}

std::string_view first_word(std::string_view text) {
    std::size_t end = 0;
    text = text.substr(0, kMaxWord);
    while (end < text.size() && is_word_byte(text[end])) {
        ++end;
    }
    return text.substr(0, end);
}

std::string pair_of(std::string_view before, std::string_view after) {
    std::string pair(last_word(before));
    pair += ' ';
    return pair += first_word(after);
}

bool begins_with_capital(std::string_view word) {
    return !word.empty() && is_capital(read_code_point(word, 0).value);
}

MarkKind last_mark(std::string_view text) { return parse::mark_before(text, text.size()).kind; }

/// `。`, `，`, `！`: after them a text without spaces may be broken; no name goes on over one.
bool ends_clause(std::string_view text) {
    constexpr std::string_view kEnds[] = {"。", "、", "，", "．", "！", "？", "；"};
    return std::any_of(std::begin(kEnds), std::end(kEnds), [text](std::string_view end) { return text.ends_with(end); });
}

/// A mark that closes, or another end of a clause: no line begins with one.
bool begins_with_closing(std::string_view text) {
    constexpr std::string_view kClosing[] = {"。", "、", "，", "．", "！", "？", "；", "：", "」", "』", "）", "”", "’", "】", "》", "〉"};
    return std::any_of(std::begin(kClosing), std::end(kClosing), [text](std::string_view mark) { return text.starts_with(mark); });
}

/// A brace at `at` that is closed soon: what stands inside belongs together. The offset behind it, or `at`.
std::size_t skip_braces(std::string_view text, std::size_t at) {
    const std::size_t end = text.substr(at + 1, kMaxLookAhead).find_first_of("{}");
    return end != std::string_view::npos && text[at + 1 + end] == '}' ? at + end + 2 : at;
}

bool is_blank_before(std::string_view text, std::size_t at) { return parse::mark_before(text, at).kind == MarkKind::Blank; }

}  // namespace

void LongNames::add(std::string_view name) {
    for (std::size_t at = name.find(' '); at != std::string_view::npos; at = name.find(' ', at + 1)) {
        pairs_.insert(pair_of(name.substr(0, at), name.substr(at + 1)));
    }
}

/// Names from other files are not known here: two words with capitals may be one.
bool LongNames::may_join(std::string_view before, std::string_view after) const {
    return (begins_with_capital(last_word(before)) && begins_with_capital(first_word(after))) ||
           (!pairs_.empty() && pairs_.contains(pair_of(before, after)));
}

/// True where `before` and `after`, on two lines, say the same as on one.
bool Filler::may_join(std::string_view before, std::string_view after) const {
    const MarkKind last = last_mark(before);
    if (last == MarkKind::Colon || names_.may_join(before, after)) {
        return false;  // after a colon `Name:` and `"line"` would become dialogue
    }
    if (!after.empty() && std::string_view(",.;!?").find(after[0]) != std::string_view::npos) {
        return false;  // the prompt has no blank before a mark that begins a line
    }
    if (joins_without_space(before, after) && (!ends_clause(before) || begins_with_closing(after))) {
        return false;
    }
    // `{ci` is no insertion, and may not become one.
    const std::string_view tail = tail_of(before);
    const std::size_t brace = tail.rfind('{');
    return brace == std::string_view::npos ||
           !std::all_of(tail.begin() + static_cast<std::ptrdiff_t>(brace) + 1, tail.end(),
                        [](char byte) { return byte == ' ' || byte == '\t' || byte == '.' || is_word_byte(byte); });
}

/// True where `text` may be broken: a line ends at `end`, the other begins at `next`.
bool Filler::may_break(std::string_view text, std::size_t end, std::size_t next) const {
    const std::string_view before = text.substr(0, end);
    const std::string_view after = text.substr(next, kMaxLookAhead);
    const MarkKind last = last_mark(before);
    return may_join(before, after) && last != MarkKind::Double && last != MarkKind::Single &&
           joins_without_space(before, after) == (end == next) && parse::may_continue(after);
}

void Filler::break_lines(std::string_view text, std::size_t first, std::size_t rest, std::vector<std::string>& lines) const {
    std::size_t begin = 0;
    std::size_t column = first;
    std::vector<std::pair<std::size_t, std::size_t>> places;  // of the line: where it may end, where the next would begin
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint character = read_code_point(text, at);
        const std::size_t after = at + character.length;
        const bool is_space = character.value == ' ' && at > begin && after < text.size() && !is_blank_before(text, at) &&
                              mark_at(text, after).kind != MarkKind::Blank;
        if (is_space) {
            places.emplace_back(at, after);
        }
        if (column + shot::display_width(character.value) > kMaxColumns) {
            while (!places.empty() && !may_break(text, places.back().first, places.back().second)) {
                places.pop_back();
            }
            if (!places.empty()) {
                lines.emplace_back(text.substr(begin, places.back().first - begin));
                begin = at = places.back().second;
                column = rest;
                places.clear();
                continue;
            }
        }
        column += shot::display_width(character.value);
        if (character.value == '{' && skip_braces(text, at) != at) {
            const std::size_t end = skip_braces(text, at);
            column += shot::display_width(text.substr(after, end - after));
            at = end;
            continue;
        }
        if (character.length == 3 && after < text.size() && ends_clause(text.substr(at, 3))) {
            places.emplace_back(after, after);
        }
        at = after;
    }
    lines.emplace_back(text.substr(begin));
}

std::vector<std::string> Filler::fill_prose(const std::vector<std::string_view>& pieces, std::size_t first,
                                            std::size_t rest) const {
    std::vector<std::string> lines;
    std::string joined;
    for (const std::string_view piece : pieces) {
        // What may be a slip of indentation (SHOT0107; whether `Ada:` is one only the names of the script say) stays a line.
        if (!joined.empty() && may_join(joined, piece) && parse::may_continue(piece)) {
            joined += joins_without_space(joined, piece) ? "" : " ";
        } else if (!joined.empty()) {
            break_lines(joined, lines.empty() ? first : rest, rest, lines);
            joined.clear();
        }
        joined += piece;
    }
    break_lines(joined, lines.empty() ? first : rest, rest, lines);
    return lines;
}

std::vector<std::string> Filler::fill_items(const std::vector<std::string>& items, bool is_last, std::size_t first,
                                            std::size_t rest) {
    std::vector<std::string> lines(1);
    std::size_t column = first;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::string item = items[i] + (i + 1 < items.size() || !is_last ? "," : "");
        const std::size_t width = shot::display_width(item);
        const bool is_first = lines.back().empty();
        if (!is_first && column + 1 + width > kMaxColumns && parse::may_continue(item)) {
            lines.push_back(item);
            column = rest + width;
            continue;
        }
        lines.back() += (is_first ? "" : " ") + item;
        column += width + (is_first ? 0 : 1);
    }
    return lines;
}

}  // namespace shot::format
