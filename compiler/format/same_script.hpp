// Whether a text reads as a script does: what holds of every script and its canonical form.
#pragma once

#include <string>

#include "compiler/source/source_file.hpp"
#include "compiler/syntax/tree.hpp"

namespace shot::format {

/// True where `text` has no syntax errors, the same lines of the same kinds, and the same words after their colons.
bool reads_the_same(const syntax::Tree& tree, const SourceFile& source, const std::string& text);

}  // namespace shot::format
