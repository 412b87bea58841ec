// The part of a terminal diagnostic that quotes the source: lines with their numbers, marks below them, texts at the
// marks.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/source/source_file.hpp"

namespace shot::diagnostics {

enum class Paint { None, Bold, Gutter, Error, Warning, Note, Secondary, Added, Removed };

/// Appends `text`, in colour where the terminal takes it.
class Painter {
public:
    Painter(std::string& out, bool use_colour) : out_(out), use_colour_(use_colour) {}

    void write(Paint paint, std::string_view text);
    void write(std::string_view text) { out_ += text; }
    /// A message, its controls made visible.
    void write_visible(Paint paint, std::string_view text);

private:
    std::string& out_;
    bool use_colour_;
};

/// A place to mark, and what is said there.
struct Mark {
    Span span;
    bool is_primary = false;
    std::string_view text;
};

/// Writes the lines of one file that hold marks. `gutter` is the width of the line numbers. Marks that a cut line does
/// not show are given back.
std::vector<Mark> write_excerpt(Painter& painter, const SourceFile& file, std::vector<Mark> marks, Paint primary,
                                std::size_t gutter);

/// `   | `, `12 | `: the number is left out where it is 0.
void write_gutter(Painter& painter, std::size_t gutter, std::size_t line, std::string_view separator);

}  // namespace shot::diagnostics
