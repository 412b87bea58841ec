// A board from a prompt: for whoever has the request alone, as a server does. Reads the labels that Shot's prompts and
// the guides' have (`Camera:`, `Palette:`, `Actions:` with times, `Dialogue:`, `Background Sound:`), and plain prose as
// far as the vocabulary goes. Any text gives a board.
#pragma once

#include <cstdint>
#include <string_view>

#include "runtime/bundle/board.hpp"

namespace shot::animatic {

/// `milliseconds`: of the clip; beats end with it. The first 64 KiB of the prompt are read. There is at least one beat.
bundle::Board read_board(std::string_view prompt, std::int64_t milliseconds);

}  // namespace shot::animatic
