// What targets cannot express, as one table for people: a line a kind and reason, with the shots that it concerns. What
// `shot compile` shows in place of a warning for each.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/bundle/bundle.hpp"

namespace shot::plan {

class LossTable {
public:
    void add(const bundle::Request& request);
    [[nodiscard]] bool is_empty() const { return rows_.empty(); }
    /// A heading that names the target, then the rows; ends with a line feed. Empty where nothing is lost.
    [[nodiscard]] std::string render(std::string_view target) const;

private:
    struct Row {
        std::string what;
        std::string reason;
        std::string detail;  // the first one
        std::string shot;    // the first one
        std::uint64_t shots = 0;
        std::uint64_t count = 0;
        std::string last_shot;
    };
    std::vector<Row> rows_;  // in the order in which they came up: a few dozen at most
    std::uint64_t count_ = 0;
};

}  // namespace shot::plan
