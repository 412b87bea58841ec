#include "compiler/source/word_forms.hpp"

#include <array>

#include <utf8proc.h>

#include "compiler/source/code_points.hpp"

namespace shot {
namespace {

constexpr std::size_t kLongestDecomposition = 32;  // code points; Unicode has at most 18

utf8proc_category_t category_of(char32_t c) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

bool is_apostrophe(char32_t c) {
    return c == U'\'' || c == U'\u2018' || c == U'\u2019' || c == U'\u02BC';
}

/// The code point that ends before the place, which is not the text's begin.
char32_t before(std::string_view text, std::size_t at) {
    std::size_t begin = at - 1;
    while (begin > 0 && at - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80) {
        --begin;
    }
    return read_code_point(text, begin).value;
}

/// Whether one word can hold both, one after the other.
bool go_together(char32_t a, char32_t b) {
    return is_combining(b) || (is_word_part(a) && is_word_part(b) && !is_spaceless(a) && !is_spaceless(b));
}

/// `'t` of `can't`, at the apostrophe; not the `'s` of `the model's`.
bool is_contraction(std::string_view text, std::size_t at) {
    const CodePoint mark = read_code_point(text, at);
    const std::size_t next = at + mark.length;
    if (!is_apostrophe(mark.value) || next >= text.size()) {
        return false;
    }
    const CodePoint letter = read_code_point(text, next);
    const bool is_s = letter.value == U's' || letter.value == U'S';
    const std::size_t after = next + letter.length;
    const bool is_last = after >= text.size() || !is_word_part(read_code_point(text, after).value);
    return is_word_part(letter.value) && !(is_s && is_last);
}

void append_utf8(char32_t c, std::string& out) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const utf8proc_ssize_t count = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), bytes.data());
    out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(count));
}

char32_t upper_of(char32_t c) {
    return static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c)));
}

}  // namespace

void append_compared(char32_t c, LetterCase letter_case, std::u32string& out) {
    if (is_white_space(c)) {
        out += U' ';
    } else if (c < 0x80) {
        out += c >= U'A' && c <= U'Z' && letter_case == LetterCase::Ignored ? c + (U'a' - U'A') : c;
    } else if (is_apostrophe(c)) {
        out += U'\'';
    } else if (c == U'\u2010' || c == U'\u2011') {
        out += U'-';
    } else {
        std::array<utf8proc_int32_t, kLongestDecomposition> parts{};
        int bound_class = UTF8PROC_BOUNDCLASS_START;
        const auto options = static_cast<utf8proc_option_t>(
            UTF8PROC_DECOMPOSE | (letter_case == LetterCase::Ignored ? UTF8PROC_CASEFOLD : 0));
        const utf8proc_ssize_t count =
            utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts.data(),
                                    static_cast<utf8proc_ssize_t>(parts.size()), options, &bound_class);
        for (utf8proc_ssize_t i = 0; i < count; ++i) {
            out += static_cast<char32_t>(parts[static_cast<std::size_t>(i)]);
        }
    }
}

bool is_word_part(char32_t c) {
    if (c < 0x80) {
        return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9') || c == U'_';
    }
    const utf8proc_category_t category = category_of(c);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO) || category == UTF8PROC_CATEGORY_PC;
}

bool is_combining(char32_t c) {
    const utf8proc_category_t category = c < 0x80 ? UTF8PROC_CATEGORY_CN : category_of(c);
    return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

bool is_white_space(char32_t c) {
    return c == U' ' || (c >= U'\t' && c <= U'\r') || (c >= 0x80 && category_of(c) == UTF8PROC_CATEGORY_ZS);
}

bool is_word_begin(std::string_view text, std::size_t at) {
    return at == 0 || at >= text.size() || !go_together(before(text, at), read_code_point(text, at).value);
}

bool is_word_end(std::string_view text, std::size_t at) {
    if (at == 0 || at >= text.size()) {
        return true;
    }
    const char32_t last = before(text, at);
    return !go_together(last, read_code_point(text, at).value) && !(is_word_part(last) && is_contraction(text, at));
}

std::string in_case_of(std::string_view written, std::string_view replacement) {
    std::size_t letters = 0;
    std::size_t capitals = 0;
    bool begins_with_capital = false;
    for (std::size_t at = 0; at < written.size();) {
        const CodePoint point = read_code_point(written, at);
        const bool is_small = category_of(point.value) == UTF8PROC_CATEGORY_LL;
        begins_with_capital = begins_with_capital || (at == 0 && is_capital(point.value));
        capitals += is_capital(point.value) ? 1 : 0;
        letters += is_small || is_capital(point.value) ? 1 : 0;
        at += point.length;
    }
    const bool is_shouted = letters > 1 && letters == capitals;
    std::string out;
    for (std::size_t at = 0; at < replacement.size();) {
        const CodePoint point = read_code_point(replacement, at);
        append_utf8(is_shouted || (begins_with_capital && at == 0) ? upper_of(point.value) : point.value, out);
        at += point.length;
    }
    return out;
}

}  // namespace shot
