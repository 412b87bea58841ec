#include "compiler/support/json_text.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

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

constexpr std::size_t kWord = sizeof(std::uint64_t);
constexpr std::size_t kLongestEscape = 6;  // \u00XX

/// Text on its way: filled word by word without asking for room, then appended at once.
class Buffer {
public:
    explicit Buffer(std::string& out) : out_(out) {}

    void make_room() {
        if (used_ + kWord + kLongestEscape > sizeof bytes_) {
            flush();
        }
    }
    /// Writes a word of which the first `count` bytes stay.
    void put_word(std::uint64_t word, std::size_t count) {
        std::memcpy(bytes_ + used_, &word, kWord);
        used_ += count;
    }
    void put(char c) { bytes_[used_++] = c; }
    void put_byte(unsigned char byte) {
        constexpr std::string_view kHex = "0123456789abcdef";
        const char escape = kEscapes[byte];
        if (escape == 0) {
            put(static_cast<char>(byte));
            return;
        }
        put('\\');
        put(escape);
        if (escape == 'u') {
            put('0');
            put('0');
            put(kHex[byte >> 4U]);
            put(kHex[byte & 15U]);
        }
    }
    void flush() {
        out_.append(bytes_, used_);
        used_ = 0;
    }

private:
    std::string& out_;
    std::size_t used_ = 0;
    char bytes_[2048];
};

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    Buffer buffer(out);
    buffer.put('"');
    std::size_t i = 0;
    while (i + kWord <= text.size()) {
        buffer.make_room();
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + i, kWord);
        const std::uint64_t marks = mark_escapes(word);
        if (marks == 0) {
            buffer.put_word(word, kWord);
            i += kWord;
            continue;
        }
        if constexpr (std::endian::native == std::endian::little) {
            const std::size_t plain = static_cast<std::size_t>(std::countr_zero(marks)) / 8;
            buffer.put_word(word, plain);
            i += plain;
        }
        buffer.put_byte(static_cast<unsigned char>(text[i++]));
    }
    for (; i < text.size(); ++i) {
        buffer.make_room();
        buffer.put_byte(static_cast<unsigned char>(text[i]));
    }
    buffer.make_room();
    buffer.put('"');
    buffer.flush();
}

}  // namespace shot
