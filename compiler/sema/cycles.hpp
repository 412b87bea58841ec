// Circles in a graph whose nodes are numbers: of styles, constants, clips.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace shot::sema {

/// Calls `found` once for each circle that a depth-first walk meets, with its nodes in order (the first is the one that
/// the last leads back to). `edges` appends what a node leads to. Needs no stack of its own depth: a chain may be long.
void find_cycles(std::uint32_t node_count, const std::function<void(std::uint32_t, std::vector<std::uint32_t>&)>& edges,
                 const std::function<void(const std::vector<std::uint32_t>&)>& found);

}  // namespace shot::sema
