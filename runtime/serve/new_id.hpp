// Names for what a client made: `video_` and 32 random hexadecimal digits.
#pragma once

#include <string>
#include <string_view>

namespace shot::serve {

std::string new_id(std::string_view prefix);

}  // namespace shot::serve
