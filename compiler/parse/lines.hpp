// The text of a file as lines with content: checked, measured, without comments and blanks at their ends.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/parse/context.hpp"

namespace shot::parse {

struct Line {
    Range content;            // trimmed, without its comment; never empty
    std::uint32_t begin = 0;  // of the line itself
    int width = 0;            // of its indentation, in the characters that the file indents with
    bool is_muted = false;    // it holds a bad character, which was reported; `content` ends before that
    bool has_comment = false;
};

/// Reports what cannot stand in a script: bytes that are no UTF-8, NUL, lone carriage returns, controls of the direction
/// of writing; one for each line. Gives back their offsets in order. A text in UTF-16 is one report at 0.
std::vector<std::uint32_t> check_text(Context& context);

class LineReader {
public:
    /// `bad` is what check_text() found.
    LineReader(Context& context, std::vector<std::uint32_t> bad);

    /// The next line that holds anything; false at the end.
    bool next(Line& line);
    /// Reports lines that are indented otherwise than the file; called once, after the last line.
    void finish();

    /// An indentation of that width, as this file writes it.
    [[nodiscard]] std::string indentation(int width) const;
    /// One step, for where nothing shows how deep this file indents.
    [[nodiscard]] int step() const { return style_ == '\t' ? 1 : step_; }
    /// The line that begins with `begin` is skipped, with all up to `end`.
    void skip_to(std::uint32_t end) { at_ = end; }

private:
    int measure(std::string_view indentation);
    void add_mixed(std::string_view indentation, int width);

    Context& context_;
    std::vector<std::uint32_t> bad_;
    std::size_t next_bad_ = 0;
    std::uint32_t at_ = 0;
    char style_ = 0;  // ' ' or '\t' once a line is indented
    int step_ = 4;    // the width of the first indentation
    // lines that are indented otherwise: one report, one fix for all
    Range first_mixed_;
    std::string mixed_with_;
    std::vector<diagnostics::Edit> mixed_edits_;
};

/// Offset of the `//` that begins a comment, or npos: at the start of the content (a line without its indentation) or
/// after a blank, so that `https://` and `\//` begin none.
std::size_t find_comment(std::string_view content);

/// Edits that one fix may have: a fix for more lines than that is left out.
inline constexpr std::size_t kMaxLineEdits = 4096;

}  // namespace shot::parse
