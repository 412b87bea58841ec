// Quotation marks and full-width forms, decoded by hand: for the values that are scanned without a grammar.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace shot::parse {

enum class MarkKind : std::uint8_t { None, Double, Single, Comma, Colon, OpenBracket, CloseBracket, Blank };

struct Mark {
    MarkKind kind = MarkKind::None;
    std::uint8_t size = 1;        // bytes
    std::uint16_t code_point = 0;
};

/// What the bytes of ASCII are.
inline constexpr std::array<MarkKind, 128> kAsciiMarks = [] {
    std::array<MarkKind, 128> kinds{};
    kinds['"'] = MarkKind::Double;
    kinds['\''] = MarkKind::Single;
    kinds[','] = MarkKind::Comma;
    kinds[':'] = MarkKind::Colon;
    kinds['('] = MarkKind::OpenBracket;
    kinds[')'] = MarkKind::CloseBracket;
    kinds[' '] = kinds['\t'] = MarkKind::Blank;
    return kinds;
}();

Mark wide_mark_at(std::string_view text, std::size_t at);
/// The mark that begins at `at`, or None with the size of one byte. `‹ ›` are Double: they are no apostrophes.
inline Mark mark_at(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    return byte < 0x80 ? Mark{kAsciiMarks[byte], 1, byte} : wide_mark_at(text, at);
}

/// The mark that ends at `end`, or None.
Mark mark_before(std::string_view text, std::size_t end);

/// Offset past the mark that closes `open`, which stands at `at`; npos where none does. A single mark closes only where
/// no letter follows, and within 256 bytes (kMaxSingleQuoted of the grammar).
std::size_t find_quote_end(std::string_view text, std::size_t at, Mark open);

/// True where a single mark at `at` opens a quotation, and is no apostrophe.
bool is_opening_single(std::string_view text, std::size_t at, Mark mark);

std::string_view trim_blanks(std::string_view text);
/// Blanks of every kind off both ends.
inline std::string_view trim(std::string_view text) {
    const auto is_plain = [](char byte) { return byte > ' ' && byte < 0x7F; };
    return !text.empty() && is_plain(text.front()) && is_plain(text.back()) ? text : trim_blanks(text);
}
/// Without the quotation marks round it, where it has some.
std::string_view unquote(std::string_view text);

}  // namespace shot::parse
