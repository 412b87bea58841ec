// The size and the length of a clip that somebody sent, as ffprobe finds them.
#pragma once

#include "runtime/serve/engine.hpp"

namespace shot::serve {

Result<ClipFacts> probe_clip(const std::string& path);

}  // namespace shot::serve
