// Lines and indentation -> tree: the only code that sees PEGTL at work.
#pragma once

#include <string_view>

#include "compiler/diagnostics/sink.hpp"
#include "compiler/source/source_file.hpp"
#include "compiler/syntax/tree.hpp"

namespace shot::parse {

/// Blocks inside blocks; beyond it a line is reported (SHOT0106) and skipped. The language itself needs four; the limit
/// keeps later stages from having to think of depth.
inline constexpr int kMaxNesting = 128;

/// Reads a whole file. Always gives a tree; a line that cannot be read is reported once and stands as an Error node, and
/// every other line is still read.
syntax::Tree parse_file(FileId file, const SourceFile& source, diagnostics::Sink& sink);

/// True where a line of prose may go on with this text: it cannot be taken for a field, a beat, an action, a line of
/// dialogue or a declaration (SHOT0107). Stricter than the parser, which knows the names of the script: words before a
/// colon may be a speaker.
bool may_continue(std::string_view line);

}  // namespace shot::parse
