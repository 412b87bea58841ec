// Joins clips to one film. Clips may differ in size, rate and sound (they come from servers too): they are fitted to
// the first.
#pragma once

#include <atomic>
#include <cstdint>
#include <span>
#include <string>

#include "compiler/support/result.hpp"

namespace shot::animatic {

struct ClipPart {
    std::string path;
    std::int64_t skip = 0;  // milliseconds left out at its start: an extension's clip begins with its source
};

/// Writes the film to `path`, whole or not at all: an .mp4 like draw_clip's, in the first clip's size at 24 fps; other
/// sizes get bars. It has sound if one of the clips has. A failure: a clip cannot be read, nothing is left of one after
/// `skip`, it was cancelled.
Result<void> join_clips(std::span<const ClipPart> clips, const std::string& path,
                        const std::atomic<bool>* is_cancelled = nullptr);

}  // namespace shot::animatic
