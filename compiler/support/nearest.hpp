// 'Did you mean': the candidate that a slip of the fingers, of case or of word order would turn into `wanted`.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace shot {

/// Edits (insert, delete, replace, swap neighbours) between two texts, in code points; gives up above `limit` and
/// returns limit + 1. Case counts half: `dusk` is nearer to `Dusk` than to `dust`.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// The nearest candidate within a third of the length of `wanted` (at least 1, at most 3 edits), or nothing. On a tie
/// the first wins. Runs only when a name is missing, so it may be linear in the candidates.
std::optional<std::string_view> find_nearest(std::string_view wanted, const std::vector<std::string_view>& candidates);

}  // namespace shot
