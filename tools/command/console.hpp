// Standard output and standard error: whole writes whose failure is known, and whether colours are wanted.
#pragma once

#include <string>
#include <string_view>

namespace shot::tool {

/// Makes sure that the descriptors 0, 1 and 2 are taken, so that no file that is opened later becomes somebody's
/// standard output. A closed one fails when it is read or written, as if it still were closed.
void open_standard_descriptors();

/// Writes a result to standard output. Fine: 0. Else what was wrong has been said, and the exit code is given back.
int write_result(std::string_view text);

/// Writes to standard error; a failure there has nobody to be told to.
void write_message(std::string_view text);
/// `shot: MESSAGE` as a line on standard error.
void write_failure(std::string_view message);

enum class ColourMode { Auto, Always, Never };

/// --color first, then NO_COLOR, then CLICOLOR_FORCE, then whether the descriptor is a terminal that has colours.
bool wants_colour(ColourMode mode, int descriptor);

/// All of standard input, up to `max_bytes`. False: `failure` says why not (`text` is empty then), or what the limit is.
bool read_standard_input(std::size_t max_bytes, std::string& text, std::string& failure);

}  // namespace shot::tool
