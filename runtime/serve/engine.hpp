// What draws: the animatic engine in the product, a fixed clip for load tests, anything in unit tests.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "compiler/support/result.hpp"
#include "runtime/animatic/draw_clip.hpp"

namespace shot::serve {

/// Each writes its file whole or not at all, and may be called from several threads.
struct Engine {
    std::function<bundle::Board(std::string_view prompt, std::int64_t milliseconds)> read_board;
    std::function<Result<void>(const animatic::ClipOrder&, const std::string& path, const animatic::ClipLimits&)> draw_clip;
    /// A frame from its middle, WebP.
    std::function<Result<void>(const std::string& clip, std::int64_t milliseconds, const std::string& path)> draw_thumbnail;
    /// Frames from its whole length side by side, JPEG.
    std::function<Result<void>(const std::string& clip, std::int64_t milliseconds, const std::string& path)> draw_sheet;
};

Engine animatic_engine();
/// Draws nothing: each clip is the same single small frame, whatever its length.
Engine quick_engine();

}  // namespace shot::serve
