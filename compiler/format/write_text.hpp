// What stands after a colon or a dash, over all its lines: wrapped prose, lists, dialogue, lines that stay as they are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/format/fill.hpp"

namespace shot::format {

enum class TextKind : std::uint8_t {
    Prose,
    List,
    Paths,     // a list of quoted paths
    Lines,     // each line as it was written
    Verbatim,  // as Lines, with what they are indented more than each other (`note`, `raw`)
    Dialogue,
};

/// A line of a text: of prose, of a comment alone, or both.
struct TextLine {
    std::string text;
    std::string_view comment;
    bool has_blank_before = false;
    std::size_t indent = 0;  // columns, Verbatim alone

    [[nodiscard]] bool is_plain() const { return comment.empty() && !text.empty(); }
};

/// The lines in their canonical form: the first stands behind the head of the text, in column `first`; it is empty where
/// the text begins below. The others stand in column `rest`. `is_pinned`: every line has to stay.
std::vector<TextLine> arrange_text(std::vector<TextLine> lines, TextKind kind, bool is_pinned, const Filler& filler,
                                   std::size_t first, std::size_t rest);

}  // namespace shot::format
