// A board from a prompt: for whoever has the request alone, as a server does. Reads the labels that Shot's prompts and the
// guides' have (`Camera:`, `Palette:`, `Actions:` with times, `Dialogue:`, `Background Sound:`), and plain prose as far as the
// vocabulary goes. Any text gives a board.
#pragma once

#include <cstdint>
#include <string_view>

#include "runtime/bundle/board.hpp"

namespace shot::animatic {

bundle::Board read_board(std::string_view prompt, std::int64_t milliseconds);

}  // namespace shot::animatic
