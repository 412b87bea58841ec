// Changes of a script's looks, such as people and their editors make: what a formatter is for. Equal seeds, equal bytes.
#pragma once

#include <cstdint>
#include <string>

namespace shot::tests {

/// `text` with some of its spacing, dashes, quotation marks, indentation, comments, line ends and line breaks changed.
/// The result may have syntax errors.
std::string change_looks(const std::string& text, std::uint64_t seed);

}  // namespace shot::tests
