// `shot fmt`: a script in its canonical form (docs/language/formatting.md). Nothing is lost, and nothing is reordered but
// what the API sets: the script compiles to the same requests and prompts as before.
#pragma once

#include <optional>
#include <string>

#include "compiler/diagnostics/sink.hpp"
#include "compiler/source/source_file.hpp"

namespace shot::format {

/// Prose is wrapped at this many columns.
inline constexpr std::size_t kMaxColumns = 100;

/// The script in its canonical form; nothing where it has syntax errors, which are in the sink. Formatting what this
/// gave gives it again.
std::optional<std::string> format_source(FileId file, const SourceFile& source, diagnostics::Sink& sink);

}  // namespace shot::format
