// Reads a bundle that somebody else wrote: strictly, within limits, with the JSON path of whatever is wrong. What it
// accepts is what docs/bundle.schema.json accepts, and whose ids also fit together.
#pragma once

#include <cstdint>
#include <string_view>

#include "compiler/support/result.hpp"
#include "runtime/bundle/bundle.hpp"

namespace shot::bundle {

inline constexpr std::uint64_t kMaxBundleBytes = 1ULL << 30;  // four times that of 100,000 shots
inline constexpr int kMaxBundleDepth = 64;  // the document itself has 5 levels; the rest is for bodies

struct ReadLimits {
    std::uint64_t max_bytes = kMaxBundleBytes;
    int max_depth = kMaxBundleDepth;
};

/// The bundle in `json`; `path` is named in a failure, whose reason has the place: `$.requests[3].cost.usd: is no
/// number`. Bodies come out compact, their members in order. Holds after it: ids are unique, what `depends_on`,
/// `assets` and sequences name is there, no request waits for itself, source maps are without gaps.
Result<Bundle> read_bundle(std::string_view json, std::string_view path, const ReadLimits& limits = {});

}  // namespace shot::bundle
