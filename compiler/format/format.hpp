// `shot fmt`: a script in its canonical form (docs/language/formatting.md). Nothing is lost, and nothing is reordered but
// what the API sets: the script compiles to the same requests and prompts as before.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/diagnostics/sink.hpp"
#include "compiler/source/source_file.hpp"
#include "compiler/syntax/tree.hpp"

namespace shot::format {

/// Prose is wrapped at this many columns.
inline constexpr std::size_t kMaxColumns = 100;

/// Whether the title of a beat would be taken for a framing without its quotation marks: the words of the camera are
/// known above this library (sema::make_framing_check).
using TitleCheck = std::function<bool(std::string_view)>;

/// The script in its canonical form; nothing where it has syntax errors, which are in the sink. Formatting what this
/// gave gives it again.
std::optional<std::string> format_source(FileId file, const SourceFile& source, diagnostics::Sink& sink,
                                         const TitleCheck& is_framing);

/// The same of a tree without syntax errors. `keeps_lines`: prose stays in the lines in which it is written.
std::string format_tree(const syntax::Tree& tree, const SourceFile& source, const TitleCheck& is_framing, bool keeps_lines);

}  // namespace shot::format
