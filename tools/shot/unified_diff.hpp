// Two versions of a file as a unified diff, which `patch` and `git apply` read.
#pragma once

#include <string>
#include <string_view>

namespace shot::tool {

/// Empty where both are equal.
std::string write_unified_diff(std::string_view path, std::string_view before, std::string_view after);

}  // namespace shot::tool
