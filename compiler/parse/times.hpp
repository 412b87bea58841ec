// Why a text is no time: for messages. The time itself is find_time() of values.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace shot::parse {

/// A clause that says what is wrong with a time that find_time() did not read.
std::string_view find_time_problem(std::string_view text);
/// Milliseconds as a script has them: `2.4`, `62.5`.
std::string print_time(std::int32_t milliseconds);

}  // namespace shot::parse
