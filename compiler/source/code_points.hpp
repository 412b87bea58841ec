// One code point at a time: for what shows text cell by cell.
#pragma once

#include <cstddef>
#include <string_view>

namespace shot {

inline constexpr std::size_t kTabWidth = 4;  // cells

struct CodePoint {
    char32_t value = 0;      // the byte itself where it is no UTF-8
    std::size_t length = 1;  // bytes
    bool is_valid = true;
};

/// The code point at `offset`, which lies inside the text. A byte that is no UTF-8 is read alone.
CodePoint read_code_point(std::string_view text, std::size_t offset);

/// Cells on a terminal: two for wide characters, none for combining marks and for controls.
std::size_t display_width(char32_t code_point);

/// A letter in upper or title case.
bool is_capital(char32_t code_point);
/// Letters and marks of scripts that are written without spaces between words (Chinese, Japanese, Thai, ...).
bool is_spaceless(char32_t code_point);
/// True between two letters or marks of a script that is written without spaces (Chinese, Japanese, Thai, ...): a
/// continuation joins there without one.
bool joins_without_space(std::string_view before, std::string_view after);

}  // namespace shot
