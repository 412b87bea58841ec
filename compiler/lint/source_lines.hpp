// Lines and blocks of a source by their indentation: for fixes, and for how far a comment reaches.
#pragma once

#include <cstddef>
#include <string_view>

namespace shot::lint {

/// Where the first line begins: behind a byte order mark.
std::size_t first_line(std::string_view text);
std::size_t line_begin_of(std::string_view text, std::size_t at);
/// The begin of the line after that of `at`, or the end of the text.
std::size_t next_line(std::string_view text, std::size_t at);
/// Blanks and tabs at the begin of the line.
std::size_t indentation_of(std::string_view text, std::size_t line);
/// Whether nothing stands on the line, or a comment alone.
bool is_blank(std::string_view text, std::size_t line);
/// From a line's begin to that of the next line that is indented no deeper.
std::size_t end_of_block(std::string_view text, std::size_t line);

}  // namespace shot::lint
