// Two texts compared by lines, as `diff -u` shows them: the report of a golden case that does not match.
#pragma once

#include <string>
#include <string_view>

namespace shot::tests {

/// Lines of `expected` alone begin with `-`, of `actual` alone with `+`, three lines of context around them. Empty when
/// the texts are equal. A missing newline at the end and characters that do not show are made visible.
std::string diff_lines(std::string_view expected, std::string_view actual);

}  // namespace shot::tests
