#include "compiler/support/json_text.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace shot {
namespace {

/// What stands behind the backslash; 0: the byte is itself; 'u': it is written as \u00XX.
constexpr std::array<char, 256> kEscapes = [] {
    std::array<char, 256> table{};
    for (std::size_t i = 0; i < 0x20; ++i) {
        table[i] = 'u';
    }
    table['\b'] = 'b';
    table['\f'] = 'f';
    table['\n'] = 'n';
    table['\r'] = 'r';
    table['\t'] = 't';
    table['"'] = '"';
    table['\\'] = '\\';
    return table;
}();

constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101U;
constexpr std::uint64_t kHighBits = 0x8080'8080'8080'8080U;

constexpr std::uint64_t mark_zero_bytes(std::uint64_t word) {
    return (word - kOnes) & ~word & kHighBits;
}

/// The high bit of each of the eight bytes that needs an escape; bits above the lowest one may be wrong.
constexpr std::uint64_t mark_escapes(std::uint64_t word) {
    const std::uint64_t controls = (word - kOnes * 0x20U) & ~word & kHighBits;
    return controls | mark_zero_bytes(word ^ (kOnes * '"')) | mark_zero_bytes(word ^ (kOnes * '\\'));
}

/// How many of the bytes from `begin` on need no escape.
std::size_t count_plain(const char* begin, const char* end) {
    const char* at = begin;
#ifdef __SSE2__
    for (; end - at >= 16; at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
        const __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
        const __m128i slashes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
        const int found = _mm_movemask_epi8(_mm_or_si128(controls, _mm_or_si128(quotes, slashes)));
        if (found != 0) {
            return static_cast<std::size_t>(at - begin) + static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(found)));
        }
    }
#endif
    for (; end - at >= 8; at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, sizeof word);
        if (mark_escapes(word) != 0) {
            break;
        }
    }
    while (at != end && kEscapes[static_cast<unsigned char>(*at)] == 0) {
        ++at;
    }
    return static_cast<std::size_t>(at - begin);
}

void append_escape(std::string& out, unsigned char byte) {
    constexpr std::string_view kHex = "0123456789abcdef";
    const char escape = kEscapes[byte];
    const char text[] = {'\\', escape, '0', '0', kHex[byte >> 4U], kHex[byte & 15U]};
    out.append(text, escape == 'u' ? 6 : 2);
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    const char* at = text.data();
    const char* const end = at + text.size();
    out += '"';
    while (at != end) {
        const std::size_t plain = count_plain(at, end);
        out.append(at, plain);
        at += plain;
        if (at != end) {
            append_escape(out, static_cast<unsigned char>(*at++));
        }
    }
    out += '"';
}

bool is_json_deeper(std::string_view text, int max_depth) {
    int depth = 0;
    bool is_in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (is_in_string) {
            i += c == '\\' ? 1 : 0;
            is_in_string = c != '"';
        } else if (c == '"') {
            is_in_string = true;
        } else if (c == '{' || c == '[') {
            if (++depth > max_depth) {
                return true;
            }
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

}  // namespace shot
