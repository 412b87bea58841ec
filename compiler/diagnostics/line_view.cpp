#include "compiler/diagnostics/line_view.hpp"

#include <algorithm>

#include "compiler/diagnostics/visible_text.hpp"

namespace shot::diagnostics {
namespace {

/// Bytes that are looked at on each side of the focus: a line may have millions, and the window holds few.
constexpr std::size_t kReach = 2048;
/// Cells before the focus where the window does not begin with the line.
constexpr std::size_t kCellsBefore = 40;

bool is_tail(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::size_t to_code_point(std::string_view line, std::size_t byte) {
    while (byte > 0 && byte < line.size() && is_tail(line[byte])) {
        --byte;
    }
    return byte;
}

}  // namespace

LineView::LineView(std::string_view line, std::size_t focus_begin, std::size_t focus_end) {
    const std::size_t focus = std::min(focus_begin, line.size());
    const std::size_t begin = to_code_point(line, focus > kReach ? focus - kReach : 0);
    const std::size_t end = to_code_point(line, std::min(line.size(), focus + kReach));
    show(line, begin, end);
    if (begin > 0 || end < line.size() || points_.back().cell > kMaxLineCells) {
        cut(focus, std::min(focus_end, line.size()), begin > 0, end < line.size());
    }
}

void LineView::show(std::string_view line, std::size_t begin, std::size_t end) {
    std::size_t cell = 0;
    for (std::size_t byte = begin; byte < end;) {
        const std::size_t shown = text_.size();
        const ShownPoint point = append_visible_point(text_, line, byte);
        if (point.width > 0 || byte == begin) {
            points_.push_back({byte, cell, shown});
        }
        byte += point.length;
        cell += point.width;
    }
    points_.push_back({end, cell, text_.size()});
}

void LineView::cut(std::size_t focus_begin, std::size_t focus_end, bool is_cut_left, bool is_cut_right) {
    const std::size_t width = points_.back().cell;
    const std::size_t first_cell = cell_at(focus_begin);
    const std::size_t last_cell = focus_end > focus_begin ? cell_at(focus_end) : first_cell + 1;
    // From the line's start where the focus fits in; else some cells before it, and no fewer than fill the window.
    std::size_t from = 0;
    if (is_cut_left || last_cell + 1 > kMaxLineCells) {
        const std::size_t room = kMaxLineCells - (is_cut_right ? 2 : 1);  // a `…` takes a cell
        from = first_cell > kCellsBefore ? first_cell - kCellsBefore : 0;
        from = std::min(from, width > room ? width - room : 0);
    }
    is_cut_left = is_cut_left || from > 0;
    const std::size_t left = is_cut_left ? 1 : 0;
    const auto first = std::lower_bound(points_.begin(), points_.end() - 1, from,
                                        [](const Point& point, std::size_t cell) { return point.cell < cell; });
    auto last = points_.end() - 1;
    is_cut_right = is_cut_right || last->cell - first->cell + left > kMaxLineCells;
    while (last != first && last->cell - first->cell + left + (is_cut_right ? 1 : 0) > kMaxLineCells) {
        --last;
    }
    const Point begin = *first;
    const Point end = *last;
    text_ = (is_cut_left ? "…" : "") + text_.substr(begin.shown, end.shown - begin.shown) + (is_cut_right ? "…" : "");
    points_.erase(last + 1, points_.end());
    points_.erase(points_.begin(), first);
    for (Point& point : points_) {
        point.cell = point.cell - begin.cell + left;
    }
}

std::size_t LineView::cell_at(std::size_t byte) const {
    // A combining mark stands in the cells of the letter before it.
    const auto after = std::upper_bound(points_.begin(), points_.end(), byte,
                                        [](std::size_t wanted, const Point& point) { return wanted < point.byte; });
    return after == points_.begin() ? points_.front().cell : (after - 1)->cell;
}

std::optional<Cells> LineView::find_cells(std::size_t begin, std::size_t end) const {
    if (begin > points_.back().byte || (end < points_.front().byte || (end == points_.front().byte && end > begin))) {
        return std::nullopt;
    }
    const std::size_t first = cell_at(begin);
    // The cells up to the end of the last code point: [begin, end) may end inside one.
    const auto next = std::lower_bound(points_.begin(), points_.end(), end,
                                       [](const Point& point, std::size_t wanted) { return point.byte < wanted; });
    const std::size_t last = next == points_.end() ? points_.back().cell : next->cell;
    return Cells{first, std::max(last, first + 1)};
}

}  // namespace shot::diagnostics
