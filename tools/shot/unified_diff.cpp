// The shortest edit script by Myers' greedy algorithm, then hunks with three lines round each change.
#include "tools/shot/unified_diff.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace shot::tool {
namespace {

constexpr std::size_t kContext = 3;
/// Changes that are searched for the shortest script; a file with more is shown as one change.
constexpr int kMaxChanges = 2000;

using Lines = std::vector<std::string_view>;

Lines split_lines(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1);
        lines.push_back(text.substr(0, end + 1));
        text.remove_prefix(end + 1);
    }
    return lines;
}

/// `count` lines of the old text are replaced by lines of the new one.
struct Change {
    std::size_t old_begin = 0;
    std::size_t old_end = 0;
    std::size_t new_begin = 0;
    std::size_t new_end = 0;
};

class Differ {
public:
    Differ(const Lines& before, const Lines& after) : before_(before), after_(after) {}

    std::vector<Change> find_changes() {
        std::size_t first = 0;
        while (first < before_.size() && first < after_.size() && before_[first] == after_[first]) {
            ++first;
        }
        begin_ = first;
        old_size_ = static_cast<int>(before_.size() - first);
        new_size_ = static_cast<int>(after_.size() - first);
        if (!search()) {
            return {{first, before_.size(), first, after_.size()}};
        }
        trace_back();
        return std::move(changes_);
    }

private:
    [[nodiscard]] bool is_equal(int x, int y) const {
        return before_[begin_ + static_cast<std::size_t>(x)] == after_[begin_ + static_cast<std::size_t>(y)];
    }
    [[nodiscard]] int& furthest(int diagonal) { return furthest_[static_cast<std::size_t>(diagonal + kMaxChanges + 1)]; }

    /// Whether the way to `diagonal` in `step` changes comes from above, by an added line.
    [[nodiscard]] bool comes_from_above(int diagonal, int step) {
        return diagonal == -step || (diagonal != step && furthest(diagonal - 1) < furthest(diagonal + 1));
    }

    bool search() {
        furthest_.assign(2 * kMaxChanges + 3, 0);
        for (int step = 0; step <= kMaxChanges; ++step) {
            trace_.emplace_back(furthest_.begin() + kMaxChanges - step, furthest_.begin() + kMaxChanges + step + 3);
            for (int diagonal = -step; diagonal <= step; diagonal += 2) {
                int x = comes_from_above(diagonal, step) ? furthest(diagonal + 1) : furthest(diagonal - 1) + 1;
                while (x < old_size_ && x - diagonal < new_size_ && x - diagonal >= 0 && is_equal(x, x - diagonal)) {
                    ++x;
                }
                furthest(diagonal) = x;
                if (x >= old_size_ && x - diagonal >= new_size_) {
                    return true;
                }
            }
        }
        return false;
    }

    void trace_back() {
        int x = old_size_;
        int y = new_size_;
        for (int step = static_cast<int>(trace_.size()) - 1; step > 0; --step) {
            const std::vector<int>& kept = trace_[static_cast<std::size_t>(step)];
            std::copy(kept.begin(), kept.end(), furthest_.begin() + kMaxChanges - step);
            const int diagonal = x - y;
            const bool is_added = comes_from_above(diagonal, step);
            const int from = is_added ? diagonal + 1 : diagonal - 1;
            x = furthest(from);
            y = x - from;
            add(x, y, is_added);
        }
        std::reverse(changes_.begin(), changes_.end());
    }

    /// One line more, before those that were found.
    void add(int x, int y, bool is_added) {
        const std::size_t old_at = begin_ + static_cast<std::size_t>(x);
        const std::size_t new_at = begin_ + static_cast<std::size_t>(y);
        const Change change{old_at, old_at + (is_added ? 0 : 1), new_at, new_at + (is_added ? 1 : 0)};
        if (!changes_.empty() && changes_.back().old_begin == change.old_end && changes_.back().new_begin == change.new_end) {
            changes_.back().old_begin = change.old_begin;
            changes_.back().new_begin = change.new_begin;
        } else {
            changes_.push_back(change);
        }
    }

    const Lines& before_;
    const Lines& after_;
    std::size_t begin_ = 0;  // of what differs
    int old_size_ = 0;
    int new_size_ = 0;
    std::vector<int> furthest_;
    std::vector<std::vector<int>> trace_;
    std::vector<Change> changes_;
};

void append_line(std::string& out, char sign, std::string_view line) {
    out += sign;
    out += line;
    out += line.ends_with('\n') ? "" : "\n\\ No newline at end of file\n";
}

std::string range_text(std::size_t begin, std::size_t end) {
    return end - begin == 1 ? fmt::format("{}", begin + 1) : fmt::format("{},{}", begin == end ? begin : begin + 1, end - begin);
}

/// A hunk: changes with at most two contexts between them.
void append_hunk(std::string& out, const Lines& before, const Lines& after, const Change* first, const Change* last) {
    const std::size_t lead = std::min(first->old_begin, kContext);
    const std::size_t tail = std::min(before.size() - last->old_end, kContext);
    out += fmt::format("@@ -{} +{} @@\n", range_text(first->old_begin - lead, last->old_end + tail),
                       range_text(first->new_begin - lead, last->new_end + tail));
    std::size_t at = first->old_begin - lead;
    for (const Change* change = first; change <= last; ++change) {
        for (; at < change->old_begin; ++at) {
            append_line(out, ' ', before[at]);
        }
        for (; at < change->old_end; ++at) {
            append_line(out, '-', before[at]);
        }
        for (std::size_t i = change->new_begin; i < change->new_end; ++i) {
            append_line(out, '+', after[i]);
        }
    }
    for (; at < last->old_end + tail; ++at) {
        append_line(out, ' ', before[at]);
    }
}

}  // namespace

std::string write_unified_diff(std::string_view path, std::string_view before, std::string_view after) {
    if (before == after) {
        return {};
    }
    const Lines old_lines = split_lines(before);
    const Lines new_lines = split_lines(after);
    const std::vector<Change> changes = Differ(old_lines, new_lines).find_changes();
    std::string out = fmt::format("--- {}\n+++ {}\n", path, path);
    for (std::size_t i = 0; i < changes.size();) {
        std::size_t end = i + 1;
        while (end < changes.size() && changes[end].old_begin - changes[end - 1].old_end <= 2 * kContext) {
            ++end;
        }
        append_hunk(out, old_lines, new_lines, &changes[i], &changes[end - 1]);
        i = end;
    }
    return out;
}

}  // namespace shot::tool
