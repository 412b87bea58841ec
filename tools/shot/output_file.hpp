// Writing results: a file appears whole or stays as it was, what is no ordinary file is written straight through, and
// every failure is known.
#pragma once

#include <string>
#include <vector>

#include "compiler/support/result.hpp"
#include "runtime/bundle/text_buffer.hpp"

namespace shot::tool {

/// A text and where it goes. Both outlive the call.
struct TextFile {
    std::string path;
    const bundle::TextBuffer* text = nullptr;
};

/// Writes all files or, but for a crash between two renames, none: each under a temporary name in its folder, flushed
/// to the disk, then renamed. A file that exists keeps its permissions; a link stays, and what it leads to is replaced.
/// Devices, pipes and `/dev/stdout` are written to as they are, after the files.
Result<void> write_files(const std::vector<TextFile>& files);

/// One of them.
Result<void> write_file(const std::string& path, const bundle::TextBuffer& text);

/// Writes to standard output, as write_result() of console.hpp does: gives back the exit code, after saying what was
/// wrong.
int write_result(const bundle::TextBuffer& text);

}  // namespace shot::tool
