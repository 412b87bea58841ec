// What a lint or a warning comes to: as its catalog entry says, or as the command line and the project's shot.toml say.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/diagnostics/catalog.hpp"

namespace shot::plan {

enum class LintLevel { Warn, Error, Allow };

/// What a lint, `craft` (every lint) or `all` (every warning) comes to; of several that mean one, the last holds.
using LintLevels = std::vector<std::pair<std::string, LintLevel>>;

/// Whether the name is one that can be given this level: a warning's, `craft` or `all`; only lints can be allowed.
bool can_have_level(std::string_view name, LintLevel level);
/// Every name that can be given the level, for 'did you mean'.
std::vector<std::string_view> names_with_level(LintLevel level);

LintLevel level_of(const diagnostics::CatalogEntry& entry, const LintLevels& levels);

}  // namespace shot::plan
