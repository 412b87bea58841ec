// The tables of tests/lints whose lines are `BEFORE => AFTER`.
#pragma once

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <catch2/catch.hpp>

namespace shot::test {

struct TableLine {
    std::string before;
    std::string after;
};

/// Empty lines and those that begin with `#` are left out; one without an arrow fails the test.
inline std::vector<TableLine> read_lint_table(std::string_view name) {
    constexpr std::string_view kArrow = " => ";
    std::ifstream file(fmt::format("{}/tests/lints/{}.txt", SHOT_SOURCE_FOLDER, name));
    std::vector<TableLine> table;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') {
            continue;
        }
        const std::size_t arrow = line.find(kArrow);
        REQUIRE(arrow != std::string::npos);
        table.push_back({line.substr(0, arrow), line.substr(arrow + kArrow.size())});
    }
    return table;
}

}  // namespace shot::test
