#include "compiler/source/text_width.hpp"

#include <cstdint>
#include <cstdlib>
#include <cstring>

#include <utf8proc.h>

#include "compiler/source/code_points.hpp"

namespace shot {
namespace {

constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101U;
constexpr std::uint64_t kHighBits = 0x8080'8080'8080'8080U;
constexpr std::size_t kWord = sizeof(std::uint64_t);

std::uint64_t load_word(const char* at) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, kWord);
    return word;
}

/// The first byte from `from` on that is not ASCII, or the end.
std::size_t skip_ascii(std::string_view text, std::size_t from) {
    std::size_t i = from;
    while (i + kWord <= text.size() && (load_word(text.data() + i) & kHighBits) == 0) {
        i += kWord;
    }
    while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80) {
        ++i;
    }
    return i;
}

/// Length of the well-formed sequence of several bytes at `i`, or 0 (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view text, std::size_t i) {
    const auto byte = [&](std::size_t k) { return k < text.size() ? static_cast<unsigned char>(text[k]) : 0U; };
    const auto is_tail = [&](std::size_t k) { return (byte(k) & 0xC0U) == 0x80U; };
    const unsigned lead = byte(i);
    const unsigned second = byte(i + 1);
    if (lead < 0xC2 || !is_tail(i + 1)) {
        return 0;
    }
    if (lead < 0xE0) {
        return 2;
    }
    if (lead < 0xF0) {
        const bool is_overlong = lead == 0xE0 && second < 0xA0;
        const bool is_surrogate = lead == 0xED && second > 0x9F;
        return is_overlong || is_surrogate || !is_tail(i + 2) ? 0 : 3;
    }
    const bool is_overlong = lead == 0xF0 && second < 0x90;
    const bool is_too_large = lead > 0xF4 || (lead == 0xF4 && second > 0x8F);
    return is_overlong || is_too_large || !is_tail(i + 2) || !is_tail(i + 3) ? 0 : 4;
}

}  // namespace

bool is_capital(char32_t c) {
    const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool is_spaceless(char32_t c) {
    return (c >= 0x0E00 && c <= 0x0EFF) ||  // Thai, Lao
           (c >= 0x1000 && c <= 0x109F) ||  // Myanmar
           (c >= 0x1780 && c <= 0x17FF) ||  // Khmer
           (c >= 0x2E80 && c <= 0x312F) ||  // CJK radicals, punctuation, kana, bopomofo
           (c >= 0x31A0 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFF00 && c <= 0xFF60) ||  // full-width forms
           (c >= 0x1B000 && c <= 0x1B16F) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool joins_without_space(std::string_view before, std::string_view after) {
    if (before.empty() || after.empty()) {
        return false;
    }
    std::size_t last = before.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(before[last]) & 0xC0U) == 0x80) {
        --last;
    }
    return is_spaceless(read_code_point(before, last).value) && is_spaceless(read_code_point(after, 0).value);
}

CodePoint read_code_point(std::string_view text, std::size_t offset) {
    const auto lead = static_cast<unsigned char>(text[offset]);
    if (lead < 0x80) {
        return {lead, 1, true};
    }
    const std::size_t length = sequence_length(text, offset);
    if (length == 0) {
        return {lead, 1, false};
    }
    char32_t value = lead & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) {
        value = (value << 6U) | (static_cast<unsigned char>(text[offset + k]) & 0x3FU);
    }
    return {value, length, true};
}

std::size_t display_width(char32_t code_point) {
    const int width = utf8proc_charwidth(static_cast<utf8proc_int32_t>(code_point));
    return width > 0 ? static_cast<std::size_t>(width) : 0;
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        if (lead < 0x80) {
            width += lead == '\t' ? kTabWidth : 1;
            ++i;
            continue;
        }
        const CodePoint point = read_code_point(text, i);
        width += point.is_valid ? display_width(point.value) : 1;
        i += point.length;
    }
    return width;
}

std::size_t count_code_points(std::string_view text) {
    // Every byte but the second and later ones of a sequence begins a code point.
    std::size_t tails = 0;
    std::size_t i = 0;
    for (; i + kWord <= text.size(); i += kWord) {
        const std::uint64_t word = load_word(text.data() + i);
        const std::uint64_t marks = (word >> 7U) & (~word >> 6U) & kOnes;
        tails += (marks * kOnes) >> 56U;
    }
    for (; i < text.size(); ++i) {
        tails += (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U ? 1 : 0;
    }
    return text.size() - tails;
}

std::size_t count_utf16_units(std::string_view text) {
    std::size_t units = count_code_points(text);
    for (std::size_t i = skip_ascii(text, 0); i < text.size(); ++i) {
        units += static_cast<unsigned char>(text[i]) >= 0xF0 ? 1 : 0;
    }
    return units;
}

std::string to_nfc(std::string_view text) {
    if (is_ascii(text)) {
        return std::string(text);
    }
    utf8proc_uint8_t* mapped = nullptr;
    const utf8proc_ssize_t length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                     &mapped, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    std::string normal = length < 0
                             ? std::string(text)
                             : std::string(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length));
    std::free(mapped);
    return normal;
}

bool is_ascii(std::string_view text) {
    return skip_ascii(text, 0) == text.size();
}

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
    for (std::size_t i = skip_ascii(text, 0); i < text.size(); i = skip_ascii(text, i)) {
        const std::size_t length = sequence_length(text, i);
        if (length == 0) {
            return i;
        }
        i += length;
    }
    return std::nullopt;
}

}  // namespace shot
