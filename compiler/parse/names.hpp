// Why a text is no name: for messages. The question itself is is_name() of values.hpp.
#pragma once

#include <string>
#include <string_view>

namespace shot::parse {

/// What keeps `text` from being a name, as a clause: "it starts with a digit", "`#` is no letter, digit, `_` or `-`".
/// Empty for a good name.
std::string find_name_problem(std::string_view text, bool may_start_with_digit);
/// `text` with each character that a name cannot have turned into `-`; "" where nothing would be left.
std::string make_name(std::string_view text);

}  // namespace shot::parse
