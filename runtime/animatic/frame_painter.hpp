// Draws the frames of a clip one after another: stage, people, words. Needs no other program, so that tests and a
// viewer can use it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/animatic/camera_path.hpp"
#include "runtime/animatic/canvas.hpp"
#include "runtime/animatic/draw_clip.hpp"

namespace shot::animatic {

/// What an extension has to know of the clip that it continues. Stands in the clip's `comment` tag.
struct ClipState {
    Pose pose;              // of the camera at its end
    std::uint64_t set = 0;  // the seed of its set

    [[nodiscard]] std::string print() const;
    /// Nothing where the text is not one that print() wrote.
    static std::optional<ClipState> parse(std::string_view text);
};

class FramePainter {
public:
    /// `order` must outlive it. `first` (may be null): the first frame, of the frame's size. `source`: of the clip that
    /// is extended.
    FramePainter(const ClipOrder& order, std::int64_t frames, std::unique_ptr<Canvas> first,
                 const std::optional<ClipState>& source, std::int64_t frames_before);
    ~FramePainter();

    /// The frame as rows of blue, green, red, nothing. Good until the next call.
    std::string_view draw(std::int64_t frame);
    [[nodiscard]] const Canvas& canvas() const;
    [[nodiscard]] const class Overlay& overlay() const;
    /// At the end of the clip.
    [[nodiscard]] ClipState state() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace shot::animatic
