// Joins clips to one film. Clips may differ in size, rate and sound (they come from servers too): they are fitted to the first.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "compiler/support/result.hpp"

namespace shot::animatic {

struct ClipPart {
    std::string path;
    std::int64_t skip = 0;  // milliseconds left out at its start: an extension's clip begins with its source
};

/// Writes the film to `path`, whole or not at all.
Result<void> join_clips(std::span<const ClipPart> clips, const std::string& path);

}  // namespace shot::animatic
