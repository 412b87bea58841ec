// What is burnt in over the picture: the strip with id, title, camera and timecode, the palette, captions, subtitles,
// beats.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "runtime/animatic/canvas.hpp"
#include "runtime/animatic/captions.hpp"
#include "runtime/animatic/colours.hpp"
#include "runtime/animatic/draw_clip.hpp"
#include "runtime/animatic/lens.hpp"
#include "runtime/animatic/text.hpp"

namespace shot::animatic {

/// A rectangle of the frame, in pixels.
struct Area {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

/// The head of who speaks.
struct SpeakerMark {
    Spot crown;
    double radius = 0;  // pixels
};

class Overlay {
public:
    /// `frames_before`: those of the clip that is extended; the timecode goes on from there.
    Overlay(const ClipOrder& order, const Look& look, std::int64_t frames, std::int64_t frames_before);

    /// `speaker`: if it is in the frame.
    void draw(const Canvas& canvas, std::int64_t frame, const std::optional<SpeakerMark>& speaker);

    [[nodiscard]] const std::vector<Subtitle>& subtitles() const { return subtitles_; }
    /// The subtitle at a time.
    [[nodiscard]] const Subtitle* line_at(std::int64_t time) const;
    /// Where captions and subtitles stood in the last frame, for tests.
    [[nodiscard]] const std::vector<Area>& text_areas() const { return areas_; }

private:
    void draw_top(const Canvas& canvas, std::int64_t frame);
    void draw_timecode(const Canvas& canvas, std::int64_t frame);
    void draw_swatches(const Canvas& canvas, double bottom) const;
    void draw_progress(const Canvas& canvas, std::int64_t frame) const;
    void draw_caption(const Canvas& canvas, std::int64_t time);
    void draw_subtitle(const Canvas& canvas, std::int64_t time);
    void draw_name(const Canvas& canvas, const std::string& name, std::int64_t frame, const SpeakerMark& speaker);
    const Canvas& picture(const std::string& text, const TextStyle& style, int width, int height);
    [[nodiscard]] const bundle::BoardBeat* beat_at(std::int64_t time) const;
    [[nodiscard]] double swatch_width() const;

    const ClipOrder& order_;
    const Look& look_;
    std::int64_t frames_;
    std::int64_t frames_before_;
    double em_;  // pixels of the usual letter
    double margin_;
    std::vector<Caption> captions_;
    std::vector<Subtitle> subtitles_;
    std::map<std::string, Canvas> pictures_;
    Canvas top_;
    std::string top_text_;
    double caption_top_ = 0;
    std::vector<Area> areas_;
};

/// The mark over a clip that is edited, of the size of the frame: what is to change, and a tint where a colour is
/// named.
Canvas draw_edit_mark(const std::string& change, int width, int height);

}  // namespace shot::animatic
