// Text for people's eyes: what a terminal would obey, hide or turn round is shown instead. Scripts come from anywhere,
// and a message that quotes one must not move the cursor or hide what it says.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace shot::diagnostics {

/// Appends the code point at `offset` as it is shown: a tab as four spaces, controls as `␛`, invisible formatting as
/// `<U+202E>`, bytes that are no UTF-8 as `<0xFF>`.
struct ShownPoint {
    std::size_t length = 0;  // bytes read
    std::size_t width = 0;   // cells written
};
ShownPoint append_visible_point(std::string& out, std::string_view text, std::size_t offset);

/// A message as one visible line.
void append_visible(std::string& out, std::string_view text);

/// For JSON: the text, with U+FFFD for bytes that are no UTF-8 (paths may hold them).
void append_json_text(std::string& out, std::string_view text);

}  // namespace shot::diagnostics
