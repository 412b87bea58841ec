// The lines of a script with what the tree leaves out: comments, blank lines, indentation.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/source/span.hpp"

namespace shot::format {

struct SourceLine {
    Range content;          // trimmed, without its comment; empty: none
    Range comment;          // from `//` on, trimmed; empty: none
    std::size_t width = 0;  // columns of the indentation, a tab as four

    [[nodiscard]] bool is_blank() const { return content.is_empty() && comment.is_empty(); }
};

std::vector<SourceLine> read_lines(std::string_view text);

}  // namespace shot::format
