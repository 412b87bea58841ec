// Terminal cells, code points and normal forms of UTF-8 text (utf8proc).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace shot {

/// Cells that the text takes on a terminal: wide East Asian characters two, combining marks none, a tab as four.
std::size_t display_width(std::string_view text);
/// Unicode code points.
std::size_t count_code_points(std::string_view text);
/// UTF-16 code units.
std::size_t count_utf16_units(std::string_view text);
/// The text in NFC. ASCII is given back as it is.
std::string to_nfc(std::string_view text);
/// True where the text is pure ASCII (and so in NFC).
bool is_ascii(std::string_view text);
/// Offset of the first byte that is no UTF-8 (overlong forms and surrogates are none), or nothing.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

}  // namespace shot
