#include "tests/golden/line_diff.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace shot::tests {
namespace {

constexpr std::size_t kContext = 3;
constexpr std::size_t kMaxTable = 4'000'000;  // cells of the table below: beyond it only the first difference is shown
constexpr std::size_t kMaxReport = 120;       // lines shown of one text: enough to see what happened

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end == std::string_view::npos ? text.size() : end + 1));
        text.remove_prefix(lines.back().size());
    }
    return lines;
}

/// The line for a terminal: control characters as `\x1b`, a missing line end said.
std::string shown(std::string_view line) {
    std::string out;
    const bool is_ended = !line.empty() && line.back() == '\n';
    for (const char byte : is_ended ? line.substr(0, line.size() - 1) : line) {
        const auto value = static_cast<unsigned char>(byte);
        if (value == '\t' || value >= 0x20) {
            out += byte;
        } else {
            out += fmt::format("\\x{:02x}", value);
        }
    }
    return is_ended ? out : out + "  (no line end)";
}

struct Step {
    char mark;  // ` `, `-`, `+`
    std::string_view line;
};

/// The shortest way from one list of lines to the other, by the longest common subsequence.
std::vector<Step> steps_between(const std::vector<std::string_view>& old_lines,
                                const std::vector<std::string_view>& new_lines) {
    const std::size_t rows = old_lines.size();
    const std::size_t columns = new_lines.size();
    std::vector<std::uint32_t> common((rows + 1) * (columns + 1), 0);
    const auto at = [columns](std::size_t row, std::size_t column) { return row * (columns + 1) + column; };
    for (std::size_t row = rows; row-- > 0;) {
        for (std::size_t column = columns; column-- > 0;) {
            common[at(row, column)] = old_lines[row] == new_lines[column]
                                          ? common[at(row + 1, column + 1)] + 1
                                          : std::max(common[at(row + 1, column)], common[at(row, column + 1)]);
        }
    }
    std::vector<Step> steps;
    std::size_t row = 0;
    std::size_t column = 0;
    while (row < rows || column < columns) {
        if (row < rows && column < columns && old_lines[row] == new_lines[column]) {
            steps.push_back({' ', old_lines[row++]});
            ++column;
        } else if (row < rows && (column == columns || common[at(row + 1, column)] >= common[at(row, column + 1)])) {
            steps.push_back({'-', old_lines[row++]});
        } else {
            steps.push_back({'+', new_lines[column++]});
        }
    }
    return steps;
}

std::string first_difference(const std::vector<std::string_view>& old_lines,
                             const std::vector<std::string_view>& new_lines) {
    std::size_t line = 0;
    while (line < old_lines.size() && line < new_lines.size() && old_lines[line] == new_lines[line]) {
        ++line;
    }
    std::string out = fmt::format("@@ line {} of {} and {} @@\n", line + 1, old_lines.size(), new_lines.size());
    out += line < old_lines.size() ? "-" + shown(old_lines[line]) + "\n" : "";
    out += line < new_lines.size() ? "+" + shown(new_lines[line]) + "\n" : "";
    return out;
}

}  // namespace

std::string diff_lines(std::string_view expected, std::string_view actual) {
    if (expected == actual) {
        return {};
    }
    const auto old_lines = lines_of(expected);
    const auto new_lines = lines_of(actual);
    if ((old_lines.size() + 1) * (new_lines.size() + 1) > kMaxTable) {
        return first_difference(old_lines, new_lines);
    }
    const std::vector<Step> steps = steps_between(old_lines, new_lines);
    std::string out;
    std::size_t shown_lines = 0;
    std::size_t old_line = 1;
    bool is_open = false;
    for (std::size_t i = 0; i < steps.size() && shown_lines < kMaxReport; ++i) {
        const auto begin = steps.begin() + static_cast<std::ptrdiff_t>(i < kContext ? 0 : i - kContext);
        const auto end = steps.begin() + static_cast<std::ptrdiff_t>(std::min(steps.size(), i + kContext + 1));
        const bool is_near = std::any_of(begin, end, [](const Step& step) { return step.mark != ' '; });
        if (is_near && !is_open) {
            out += fmt::format("@@ line {} @@\n", old_line);
        }
        if (is_near) {
            out += steps[i].mark + shown(steps[i].line) + "\n";
            ++shown_lines;
        }
        is_open = is_near;
        old_line += steps[i].mark == '+' ? 0 : 1;
    }
    if (shown_lines == kMaxReport) {
        out += "... and more\n";
    }
    return out;
}

}  // namespace shot::tests
