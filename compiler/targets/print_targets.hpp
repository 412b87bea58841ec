// What `shot targets [NAME] [--json]` prints.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/targets/catalog.hpp"
#include "compiler/targets/profile.hpp"

namespace shot::targets {

using Profiles = std::vector<std::shared_ptr<const Profile>>;

/// Every profile of the catalog, by name; the failure of the first that cannot be read.
Result<Profiles> find_all_profiles(const Catalog& catalog);

/// A line a target: state, durations, sizes, audio, references, extension, price, facts as of. `as_of` as in
/// check_lifecycle().
std::string print_targets_table(const Profiles& profiles, std::string_view as_of);
/// One target in full, each limit with its source.
std::string print_target(const Profile& profile, std::string_view as_of);
/// An array of objects, indented; ends with a line feed.
std::string print_targets_json(const Profiles& profiles, std::string_view as_of);

}  // namespace shot::targets
