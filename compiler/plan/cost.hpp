// What a request is expected to cost, from the prices in the target's profile.
#pragma once

#include "compiler/sema/resolved_shot.hpp"
#include "compiler/targets/profile.hpp"
#include "runtime/bundle/bundle.hpp"

namespace shot::plan {

/// Price by the second times the seconds that are made; an extension makes its new part. Without a price where no
/// source says one; the basis tells why. At the price of single requests, not of batches.
bundle::Cost estimate_cost(const sema::ResolvedShot& shot, const targets::Profile& profile);

}  // namespace shot::plan
