// The animatic engine: draws a shot's board as a clip, on this machine, with no key and no network. Frames are drawn
// with Cairo and Pango and go through a pipe to ffmpeg, a process with fixed arguments.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include "compiler/support/result.hpp"
#include "runtime/bundle/board.hpp"

namespace shot::animatic {

inline constexpr int kFrameRate = 24;

/// What to draw.
struct ClipOrder {
    std::string id;     // of the shot: burnt in
    std::string title;  // of the shot; may be empty
    bundle::Board board;
    int width = 1280;  // pixels, even, 16 to 8192; both 0 with a source: its size
    int height = 720;
    std::int64_t milliseconds = 0;  // of the clip, or of an extension's new part, at most an hour; rounded to a frame.
                                    // An edit is as long as its source
    std::string first_frame;  // path of a picture to begin with; empty: none
    std::string source;  // path of the clip that is extended (drawn before the new part, as the APIs give it back) or,
                         // where `board.change` is said, edited; empty: none
};

struct ClipLimits {
    const std::atomic<bool>* is_cancelled = nullptr;  // looked at between frames
    std::function<void(int percent)> on_progress;     // called from the drawing thread
};

/// Draws the clip into `path` (an .mp4 in H.264 and AAC, yuv420p, 24 fps, `moov` first): whole, or not at all (it is
/// written beside it under a temporary name, then renamed). Equal orders give equal pictures. A silent board gives a
/// clip without a track of sound. A failure: ffmpeg is not there (says how it is installed), a file cannot be read, the
/// order asks for what there is not, it was cancelled.
Result<void> draw_clip(const ClipOrder& order, const std::string& path, const ClipLimits& limits = {});

/// A still of a clip, as PNG or WebP or JPEG by the ending of `path`; `at` in milliseconds;
/// behind the end it is the last frame.
Result<void> draw_still(const std::string& clip, std::int64_t at, const std::string& path);

}  // namespace shot::animatic
