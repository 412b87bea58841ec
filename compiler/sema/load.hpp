// Reads a script and all that it imports into modules, and declares their names.
#pragma once

#include <string>

#include "compiler/diagnostics/sink.hpp"
#include "compiler/sema/module.hpp"

namespace shot::sema {

/// Loads the script at `path` (or `text`, from standard input) as the first module and every library that it reaches.
/// Cycles, missing files, paths that leave the project and files over the limits are reported; what can be loaded is.
void load_modules(Script::Data& data, const std::string& path, const std::string* text, diagnostics::Sink& sink);

/// A file beside `folder` or in a library folder: where it lies, or why it cannot be used (reported at `span`; nothing
/// then). Containment is decided on the path with symbolic links resolved.
struct FoundFile {
    std::string path;         // to be opened
    std::string bundle_path;  // from the project's root or its library folder
};
/// What a file is wanted for: how it is said that there is none.
enum class FileUse : std::uint8_t { Import, Table };
std::optional<FoundFile> find_file(const Script::Data& data, std::string_view folder, std::string_view written,
                                   Span span, diagnostics::Sink& sink, FileUse use = FileUse::Import);

/// A path as a bundle has it: from the library folder that holds it, else from the project's root.
std::string bundle_path_of(const Script::Data& data, const std::string& path);

/// Fills Module::speaker_names: who can be named in the prose of each module. Runs when all names are declared.
void collect_speaker_names(Script::Data& data, diagnostics::Sink& sink);

}  // namespace shot::sema
