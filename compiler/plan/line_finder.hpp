// Spans to the paths and lines that stand in a bundle. Spans come nearly in order, so the last line of each file is
// remembered: a hundred thousand source maps ask millions of times.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/sema/script.hpp"
#include "compiler/source/source_file.hpp"

namespace shot::plan {

class LineFinder {
public:
    LineFinder(const sema::Script& script, const Sources& sources) : script_(script), sources_(sources) {}

    /// The path from the project's root; empty for no file. Good until the next call.
    const std::string& path_of(FileId file);
    /// From 1; 0 for no file.
    std::uint32_t line_of(Span span);

private:
    struct File {
        const SourceFile* source = nullptr;  // null: not asked for yet
        std::string path;
        std::uint32_t line = 0;  // the last answer, and its bytes [begin, end)
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
    };
    File& file_of(FileId id);

    const sema::Script& script_;
    const Sources& sources_;
    std::vector<File> files_;  // by FileId
    std::string no_path_;
};

}  // namespace shot::plan
