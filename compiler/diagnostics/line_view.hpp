// A source line as a terminal shows it: tabs and controls made visible, very long lines cut to a window round the place
// that matters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shot::diagnostics {

/// The widest excerpt; a longer line is shown in part.
inline constexpr std::size_t kMaxLineCells = 160;

/// Cells [begin, end) of a shown line.
struct Cells {
    std::size_t begin = 0;
    std::size_t end = 0;
};

class LineView {
public:
    /// Shows `line` so that its bytes [focus_begin, focus_end), or the first of them, are in the window.
    LineView(std::string_view line, std::size_t focus_begin, std::size_t focus_end);

    [[nodiscard]] const std::string& text() const { return text_; }
    /// Where the bytes [begin, end) of the line stand; at least one cell. Nothing where the window does not show them.
    [[nodiscard]] std::optional<Cells> find_cells(std::size_t begin, std::size_t end) const;

private:
    struct Point {
        std::size_t byte = 0;   // in the line
        std::size_t cell = 0;   // of its first cell
        std::size_t shown = 0;  // in the text
    };

    void show(std::string_view line, std::size_t begin, std::size_t end);
    void cut(std::size_t focus_begin, std::size_t focus_end, bool is_cut_left, bool is_cut_right);
    [[nodiscard]] std::size_t cell_at(std::size_t byte) const;

    std::string text_;
    std::vector<Point> points_;  // one a code point that takes cells, and one for the end
};

}  // namespace shot::diagnostics
