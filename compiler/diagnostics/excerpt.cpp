#include "compiler/diagnostics/excerpt.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/diagnostics/line_view.hpp"
#include "compiler/diagnostics/visible_text.hpp"

namespace shot::diagnostics {
namespace {

std::string_view escape_of(Paint paint) {
    switch (paint) {
        case Paint::None:
            break;
        case Paint::Bold:
            return "\x1b[1m";
        case Paint::Gutter:
        case Paint::Secondary:
            return "\x1b[1;34m";
        case Paint::Error:
            return "\x1b[1;31m";
        case Paint::Warning:
            return "\x1b[1;33m";
        case Paint::Note:
            return "\x1b[1;36m";
        case Paint::Added:
            return "\x1b[32m";
        case Paint::Removed:
            return "\x1b[31m";
    }
    return "";
}

struct PlacedMark {
    Cells cells;
    Mark mark;
};

/// One row below a source line: cells of ASCII, each with its paint, then perhaps a text.
class MarkRow {
public:
    void put(std::size_t cell, char c, Paint paint) {
        if (cell >= cells_.size()) {
            cells_.resize(cell + 1, {' ', Paint::None});
        }
        cells_[cell] = {c, paint};
    }
    void pad_to(std::size_t cell) { cells_.resize(std::max(cell, cells_.size()), {' ', Paint::None}); }

    void write(Painter& painter) const {
        for (std::size_t begin = 0; begin < cells_.size();) {
            std::size_t end = begin;
            std::string run;
            while (end < cells_.size() && cells_[end].paint == cells_[begin].paint) {
                run.push_back(cells_[end++].c);
            }
            painter.write(cells_[begin].paint, run);
            begin = end;
        }
    }

private:
    struct Cell {
        char c = ' ';
        Paint paint = Paint::None;
    };
    std::vector<Cell> cells_;
};

class ExcerptWriter {
public:
    ExcerptWriter(Painter& painter, const SourceFile& file, Paint primary, std::size_t gutter)
        : painter_(painter), file_(file), primary_(primary), gutter_(gutter) {}

    /// Marks of one line, the primary one among them first.
    void write_line(std::uint32_t line, const std::vector<Mark>& marks, std::vector<Mark>& hidden) {
        const std::string_view text = file_.line_text(line);
        const std::uint32_t begin = file_.line_begin(line);
        const auto in_line = [&](std::uint32_t offset) {
            return std::min<std::size_t>(offset > begin ? offset - begin : 0, text.size());
        };
        const Span focus = marks.empty() ? Span() : marks.front().span;
        const LineView view(text, in_line(focus.begin), in_line(focus.end));
        write_source(line, view);
        std::vector<PlacedMark> placed;
        for (const Mark& mark : marks) {
            if (const auto cells = view.find_cells(in_line(mark.span.begin), in_line(mark.span.end))) {
                placed.push_back({*cells, mark});
            } else {
                hidden.push_back(mark);
            }
        }
        std::stable_sort(placed.begin(), placed.end(),
                         [](const PlacedMark& a, const PlacedMark& b) { return a.cells.begin < b.cells.begin; });
        write_marks(placed);
    }

    void write_gap() {
        painter_.write(Paint::Gutter, "...");
        painter_.write("\n");
    }

private:
    void write_source(std::uint32_t line, const LineView& view) {
        write_gutter(painter_, gutter_, line, view.text().empty() ? " |" : " | ");
        painter_.write(view.text());
        painter_.write("\n");
    }

    [[nodiscard]] Paint paint_of(const Mark& mark) const { return mark.is_primary ? primary_ : Paint::Secondary; }

    void write_marks(const std::vector<PlacedMark>& placed) {
        if (placed.empty()) {
            return;
        }
        MarkRow row;
        for (const bool is_primary : {false, true}) {
            for (const PlacedMark& one : placed) {
                for (std::size_t cell = one.cells.begin; one.mark.is_primary == is_primary && cell < one.cells.end;
                     ++cell) {
                    row.put(cell, is_primary ? '^' : '-', paint_of(one.mark));
                }
            }
        }
        // The text of the rightmost mark stands beside it, unless another mark reaches past it.
        const PlacedMark& last = placed.back();
        const bool is_beside = !last.mark.text.empty() &&
                               std::all_of(placed.begin(), placed.end(),
                                           [&](const PlacedMark& one) { return one.cells.end <= last.cells.end; });
        write_gutter(painter_, gutter_, 0, " | ");
        row.write(painter_);
        if (is_beside) {
            painter_.write(" ");
            painter_.write_visible(paint_of(last.mark), last.mark.text);
        }
        painter_.write("\n");
        write_hanging(placed, is_beside ? placed.size() - 1 : placed.size());
    }

    /// The texts of the other marks, each below its mark, from right to left, with a line down to it.
    void write_hanging(const std::vector<PlacedMark>& placed, std::size_t count) {
        std::vector<const PlacedMark*> left;
        for (std::size_t i = 0; i < count; ++i) {
            if (!placed[i].mark.text.empty()) {
                left.push_back(&placed[i]);
            }
        }
        for (bool is_first = true; !left.empty(); is_first = false) {
            MarkRow row;
            const std::size_t column = left.back()->cells.begin;
            for (const PlacedMark* one : left) {
                if (is_first || one->cells.begin < column) {
                    row.put(one->cells.begin, '|', paint_of(one->mark));
                }
            }
            row.pad_to(is_first ? 0 : column);
            write_gutter(painter_, gutter_, 0, " | ");
            row.write(painter_);
            if (!is_first) {
                painter_.write_visible(paint_of(left.back()->mark), left.back()->mark.text);
                left.pop_back();
            }
            painter_.write("\n");
        }
    }

    Painter& painter_;
    const SourceFile& file_;
    Paint primary_;
    std::size_t gutter_;
};

}  // namespace

void Painter::write(Paint paint, std::string_view text) {
    const std::string_view escape = use_colour_ ? escape_of(paint) : "";
    out_ += escape;
    out_ += text;
    out_ += escape.empty() ? "" : "\x1b[0m";
}

void Painter::write_visible(Paint paint, std::string_view text) {
    std::string visible;
    append_visible(visible, text);
    write(paint, visible);
}

void write_gutter(Painter& painter, std::size_t gutter, std::size_t line, std::string_view separator) {
    painter.write(Paint::Gutter, line == 0 ? fmt::format("{:{}}{}", "", gutter, separator)
                                           : fmt::format("{:>{}}{}", line, gutter, separator));
}

std::vector<Mark> write_excerpt(Painter& painter, const SourceFile& file, std::vector<Mark> marks, Paint primary,
                                std::size_t gutter) {
    std::stable_sort(marks.begin(), marks.end(), [&](const Mark& a, const Mark& b) {
        const std::uint32_t a_line = file.line_of(a.span.begin);
        const std::uint32_t b_line = file.line_of(b.span.begin);
        return a_line != b_line ? a_line < b_line : a.is_primary > b.is_primary;
    });
    ExcerptWriter writer(painter, file, primary, gutter);
    std::vector<Mark> hidden;
    std::uint32_t line_before = 0;
    for (auto first = marks.begin(); first != marks.end();) {
        const std::uint32_t line = file.line_of(first->span.begin);
        const auto next =
            std::find_if(first, marks.end(), [&](const Mark& mark) { return file.line_of(mark.span.begin) != line; });
        if (line_before != 0 && line == line_before + 2) {
            writer.write_line(line - 1, {}, hidden);  // as short as a gap would be
        } else if (line_before != 0 && line > line_before + 1) {
            writer.write_gap();
        }
        writer.write_line(line, {first, next}, hidden);
        line_before = line;
        first = next;
    }
    return hidden;
}

}  // namespace shot::diagnostics
