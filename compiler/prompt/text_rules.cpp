// The tables are utf8proc's; ASCII, which is nearly all of every prompt, is decided without them.
#include "compiler/prompt/text_rules.hpp"

#include <algorithm>
#include <cstdint>

#include <utf8proc.h>

namespace shot::prompt {
namespace {

struct Decoded {
    utf8proc_int32_t point = -1;  // -1: no UTF-8
    std::size_t size = 1;
};

Decoded decode(std::string_view text) {
    Decoded result;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const utf8proc_ssize_t size = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &result.point);
    result.size = size > 0 ? static_cast<std::size_t>(size) : 1;
    return result;
}

Decoded decode_last(std::string_view text) {
    std::size_t begin = text.size();
    do {
        --begin;
    } while (begin > 0 && text.size() - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U);
    Decoded result = decode(text.substr(begin));
    result.size = text.size() - begin;
    return result;
}

bool is_ascii_lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_ascii_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_ascii_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80U;
}
char to_ascii_lower(char c) {
    return is_ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Letters of scripts that are written without spaces and have a full stop of their own.
bool is_wide_letter(utf8proc_int32_t c) {
    return (c >= 0x3005 && c <= 0x3007) || (c >= 0x3040 && c <= 0x312F) || (c >= 0x31A0 && c <= 0x31FF) ||
           (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFF66 && c <= 0xFF9F) || (c >= 0x20000 && c <= 0x3FFFD);
}

bool is_wide_mark(utf8proc_int32_t c) {
    return (c >= 0x3001 && c <= 0x301F) || (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) ||
           (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF65);
}

bool is_closing_mark(utf8proc_int32_t c) {
    if (c < 0x80) {
        return c == '"' || c == '\'' || c == ')' || c == ']' || c == '}';
    }
    const utf8proc_category_t category = utf8proc_category(c);
    // An opening quotation mark of one language closes in another: „so“, »so«.
    return category == UTF8PROC_CATEGORY_PE || category == UTF8PROC_CATEGORY_PF || category == UTF8PROC_CATEGORY_PI;
}

// . ! ? … ⋯ — 。 ！ ． ？ ｡ ‼ ‽ ⁇ ⁈ ⁉ and those of Armenian, Arabic, Urdu, Hindi, Burmese, Ethiopic and Khmer. The
// long dash breaks a sentence off.
constexpr std::array<utf8proc_int32_t, 25> kSentenceEnds = {
    '.',    '!',    '?',    0x2026, 0x22EF, 0x2014, 0x3002, 0xFF01, 0xFF0E, 0xFF1F, 0xFF61, 0x203C, 0x203D,
    0x2047, 0x2048, 0x2049, 0x0589, 0x061F, 0x06D4, 0x0964, 0x0965, 0x104B, 0x1362, 0x1367, 0x17D4};

bool is_sentence_end(utf8proc_int32_t c) {
    return std::find(kSentenceEnds.begin(), kSentenceEnds.end(), c) != kSentenceEnds.end();
}

/// `text` without the closing quotes and brackets at its end.
std::string_view without_closing_marks(std::string_view text) {
    while (!text.empty()) {
        const Decoded last = decode_last(text);
        if (!is_closing_mark(last.point)) {
            break;
        }
        text.remove_suffix(last.size);
    }
    return text;
}

constexpr std::uint32_t bit(utf8proc_category_t category) {
    return 1U << static_cast<unsigned>(category);
}

// The categories of which a word that is all small letters is made, and those that any word may have besides.
constexpr std::uint32_t kSmall = bit(UTF8PROC_CATEGORY_LL) | bit(UTF8PROC_CATEGORY_LM) | bit(UTF8PROC_CATEGORY_LO) |
                                 bit(UTF8PROC_CATEGORY_MN) | bit(UTF8PROC_CATEGORY_MC) | bit(UTF8PROC_CATEGORY_ME);
constexpr std::uint32_t kWord = kSmall | bit(UTF8PROC_CATEGORY_LU) | bit(UTF8PROC_CATEGORY_LT) |
                                bit(UTF8PROC_CATEGORY_ND) | bit(UTF8PROC_CATEGORY_NL) | bit(UTF8PROC_CATEGORY_NO) |
                                bit(UTF8PROC_CATEGORY_PC);

bool is_word_point(utf8proc_int32_t c) {
    return c >= 0 && (bit(utf8proc_category(c)) & kWord) != 0;
}
bool is_small_point(utf8proc_int32_t c) {
    return c >= 0 && (bit(utf8proc_category(c)) & kSmall) != 0;
}

/// What follows the first word makes it no word: `f/1.8`, `adidas.com`, `https://`, `name@host`.
bool is_no_word_before(std::string_view rest) {
    if (rest.size() < 2) {
        return false;
    }
    const char next = rest[1];
    switch (rest[0]) {
        case '@':
            return true;
        case '/':
            return is_ascii_digit(next);
        case ':':
            return next == '/';
        case '.':
            return is_ascii_lower(next) || is_ascii_upper(next) || is_ascii_digit(next);
        default:
            return false;
    }
}

std::optional<Capital> make_capital(std::size_t offset, const Decoded& letter) {
    const utf8proc_int32_t title = utf8proc_totitle(letter.point);
    if (title == letter.point) {
        return std::nullopt;
    }
    Capital capital{offset, letter.size, {}, 0};
    std::array<utf8proc_uint8_t, 4> bytes{};
    capital.size = static_cast<std::size_t>(utf8proc_encode_char(title, bytes.data()));
    std::copy(bytes.begin(), bytes.end(), capital.bytes.begin());
    return capital;
}

/// A mark that the first word may stand behind: a bracket, ¿ or ¡; not a quotation mark, „ and ‚ among them.
bool may_open_sentence(utf8proc_int32_t c) {
    if (c == ' ' || c == 0xBF || c == 0xA1) {
        return true;
    }
    return c >= 0 && utf8proc_category(c) == UTF8PROC_CATEGORY_PS && c != 0x201E && c != 0x201A && !is_wide_mark(c);
}

std::optional<Capital> find_capital_slowly(std::string_view sentence) {
    std::size_t offset = 0;
    Decoded first;
    for (; offset < sentence.size(); offset += first.size) {
        first = decode(sentence.substr(offset));
        if (!may_open_sentence(first.point)) {
            break;
        }
    }
    if (offset >= sentence.size() || first.point < 0 || utf8proc_category(first.point) != UTF8PROC_CATEGORY_LL) {
        return std::nullopt;
    }
    std::size_t end = offset + first.size;
    while (end < sentence.size()) {
        const Decoded next = decode(sentence.substr(end));
        if (!is_word_point(next.point)) {
            break;
        }
        if (!is_small_point(next.point)) {
            return std::nullopt;
        }
        end += next.size;
    }
    if (is_no_word_before(sentence.substr(end))) {
        return std::nullopt;
    }
    return make_capital(offset, first);
}

/// Size of a comma, semicolon, colon or blank at the end of `text`; 0: there is none.
std::size_t tail_size(std::string_view text, bool drop_stop) {
    const char last = text.back();
    if (is_ascii(last)) {
        if (last == ',' || last == ';' || last == ':' || last == ' ') {
            return 1;
        }
        const bool is_stop = last == '.' && !(text.size() > 1 && text[text.size() - 2] == '.');
        return drop_stop && is_stop ? 1 : 0;
    }
    constexpr std::array<utf8proc_int32_t, 6> kCommas = {0xFF0C, 0x3001, 0xFF1B,
                                                         0xFF1A, 0x060C, 0x3000};  // ， 、 ； ： ،
    constexpr std::array<utf8proc_int32_t, 3> kStops = {0x3002, 0xFF0E, 0xFF61};   // 。 ． ｡
    const Decoded point = decode_last(text);
    const bool is_dropped = std::find(kCommas.begin(), kCommas.end(), point.point) != kCommas.end() ||
                            (drop_stop && std::find(kStops.begin(), kStops.end(), point.point) != kStops.end());
    return is_dropped ? point.size : 0;
}

}  // namespace

std::optional<Capital> find_capital(std::string_view sentence) {
    // Nearly every sentence opens with an ASCII word, so that is decided without tables.
    std::size_t end = 0;
    while (end < sentence.size() && is_ascii_lower(sentence[end])) {
        ++end;
    }
    if (end == sentence.size()) {
        return end == 0 ? std::nullopt : std::optional(Capital{0, 1, {static_cast<char>(sentence[0] - 'a' + 'A')}, 1});
    }
    const char next = sentence[end];
    if (!is_ascii(next) || next == '(' || next == '[' || next == '{') {
        return find_capital_slowly(sentence);
    }
    if (end == 0 || is_ascii_upper(next) || is_ascii_digit(next) || next == '_' ||
        is_no_word_before(sentence.substr(end))) {
        return std::nullopt;
    }
    return Capital{0, 1, {static_cast<char>(sentence[0] - 'a' + 'A')}, 1};
}

bool has_sentence_end(std::string_view text) {
    if (!text.empty() && is_ascii(text.back()) && !is_closing_mark(text.back())) {
        return text.back() == '.' || text.back() == '!' || text.back() == '?';
    }
    text = without_closing_marks(text);
    return !text.empty() && is_sentence_end(decode_last(text).point);
}

std::string_view full_stop_after(std::string_view text) {
    if (text.empty() || is_ascii(text.back())) {
        return ".";
    }
    text = without_closing_marks(text);
    return !text.empty() && is_wide_letter(decode_last(text).point) ? "。" : ".";
}

std::size_t size_without_tail(std::string_view text, bool drop_stop) {
    while (!text.empty()) {
        const std::size_t tail = tail_size(text, drop_stop);
        if (tail == 0) {
            break;
        }
        text.remove_suffix(tail);
    }
    return text.size();
}

bool wants_blank_between(std::string_view before, std::string_view after) {
    if (before.empty() || after.empty() || is_ascii(before.back()) || is_ascii(after.front())) {
        return true;
    }
    const utf8proc_int32_t first = decode(after).point;
    return !(is_wide_mark(decode_last(before).point) && (is_wide_letter(first) || is_wide_mark(first)));
}

bool begins_with_word(std::string_view text, std::string_view word) {
    if (word.empty() || !text.starts_with(word)) {
        return false;
    }
    text.remove_prefix(word.size());
    return text.empty() || !is_word_point(decode(text).point);
}

bool has_word(std::string_view text, std::string_view word) {
    const auto is_letter = [](char c) { return is_ascii_lower(to_ascii_lower(c)) || !is_ascii(c); };
    for (std::size_t begin = 0; begin + word.size() <= text.size(); ++begin) {
        const std::size_t end = begin + word.size();
        const bool is_whole =
            (begin == 0 || !is_letter(text[begin - 1])) && (end == text.size() || !is_letter(text[end]));
        const auto is_same = [](char wanted, char found) { return to_ascii_lower(found) == wanted; };
        if (is_whole && std::equal(word.begin(), word.end(), text.substr(begin).begin(), is_same)) {
            return true;
        }
    }
    return false;
}

}  // namespace shot::prompt
