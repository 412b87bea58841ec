#include "runtime/animatic/frame_painter.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <cairo.h>

#include "runtime/animatic/data.hpp"
#include "runtime/animatic/overlay.hpp"
#include "runtime/animatic/stage.hpp"
#include "runtime/animatic/words.hpp"

namespace shot::animatic {
namespace {

constexpr std::string_view kStateFormat = "shot-animatic";

std::int64_t time_of(std::int64_t frame) {
    return frame * 1000 / kFrameRate;
}

/// Shots of one scene have the same set: it goes by what a scene has in common.
std::uint64_t seed_of(const bundle::Board& board) {
    std::uint64_t seed = hash_text(board.lighting);
    for (const bundle::Anchor& anchor : board.palette) {
        seed = hash_text(anchor.name, seed);
    }
    return hash_text(board.sound, seed) & 0xffffffffULL;
}

/// Darker corners, as a picture to be put over each frame.
Canvas make_vignette(int width, int height, double strength) {
    Canvas vignette(width, height, Canvas::Kind::Transparent);
    const double radius = std::hypot(width, height) * 0.5;
    cairo_pattern_t* pattern = cairo_pattern_create_radial(width * 0.5, height * 0.46, radius * 0.45, width * 0.5,
                                                           height * 0.5, radius * 1.05);
    cairo_pattern_add_color_stop_rgba(pattern, 0, 0, 0, 0, 0);
    cairo_pattern_add_color_stop_rgba(pattern, 1, 0, 0, 0, strength);
    cairo_set_source(vignette.cairo(), pattern);
    cairo_paint(vignette.cairo());
    cairo_pattern_destroy(pattern);
    return vignette;
}

}  // namespace

std::string ClipState::print() const {
    nlohmann::ordered_json json;
    json["format"] = kStateFormat;
    json["set"] = set;
    // Thousandths are finer than a pixel, and print the same everywhere.
    for (const double value : pose.values) {
        json["pose"].push_back(static_cast<std::int64_t>(std::llround(value * 1000)));
    }
    return json.dump();
}

std::optional<ClipState> ClipState::parse(std::string_view text) {
    constexpr std::size_t kMaxText = 4096;
    constexpr double kMost = 1e6;
    const auto json = nlohmann::json::parse(text.substr(0, kMaxText), nullptr, false);
    if (!json.is_object() || json.value("format", nlohmann::json()) != kStateFormat) {
        return std::nullopt;
    }
    const auto pose = json.find("pose");
    const auto set = json.find("set");
    if (pose == json.end() || !pose->is_array() || pose->size() != Pose::kCount || set == json.end() ||
        !set->is_number_unsigned()) {
        return std::nullopt;
    }
    ClipState state;
    for (std::size_t i = 0; i < Pose::kCount; ++i) {
        const nlohmann::json& value = (*pose)[i];
        if (!value.is_number()) {
            return std::nullopt;
        }
        state.pose.values[i] = std::clamp(value.get<double>(), -kMost, kMost) / 1000;
    }
    state.set = set->get<std::uint64_t>();
    return state;
}

struct FramePainter::Impl {
    const ClipOrder& order;
    std::int64_t frames;
    std::unique_ptr<Canvas> first;
    Look look;
    std::uint64_t set;
    Cast cast;
    CameraPath path;
    Stage stage;
    Overlay overlay;
    Canvas canvas;
    Canvas picture;  // the last frame without its words
    Canvas vignette;
    std::optional<Pose> last_pose;
    double last_mouth = -1;
    const PathPart* last_part = nullptr;
    int take = -1;
    std::vector<Figure> figures;

    Impl(const ClipOrder& clip, std::int64_t frame_count, std::unique_ptr<Canvas> first_frame,
         const std::optional<ClipState>& source, std::int64_t frames_before)
        : order(clip),
          frames(frame_count),
          first(std::move(first_frame)),
          look(make_look(clip.board)),
          set(source ? source->set : seed_of(clip.board)),
          cast(Cast::of(clip.board)),
          path(clip.board, cast, CameraWords(), time_of(frame_count), static_cast<double>(clip.width) / clip.height,
               source ? std::optional<Pose>(source->pose) : std::nullopt),
          stage(look, set),
          overlay(clip, look, frame_count, frames_before),
          canvas(clip.width, clip.height, Canvas::Kind::Opaque),
          picture(clip.width, clip.height, Canvas::Kind::Opaque),
          vignette(make_vignette(clip.width, clip.height, 0.5)) {
        for (std::size_t i = 0; i < cast.names.size(); ++i) {
            figures.push_back(make_figure(look, cast.names[i], i));
        }
    }

    /// Who stands where in this part of the clip.
    std::vector<Figure> place_figures(const PathPart& part, const Pose& pose, std::int64_t time,
                                      const Lens& lens) const;
    void draw_picture(const PathPart& part, const Pose& pose, const std::vector<Figure>& people, const Lens& lens);
    /// How much of the given picture covers the frame.
    [[nodiscard]] double first_frame_share(std::int64_t frame) const;
    [[nodiscard]] Lens lens_of(const Pose& pose) const { return Lens(pose, order.width, order.height); }
};

std::vector<Figure> FramePainter::Impl::place_figures(const PathPart& part, const Pose& pose, std::int64_t time,
                                                      const Lens& lens) const {
    const Subtitle* line = overlay.line_at(time);
    std::vector<Figure> people = figures;
    const auto wanted = static_cast<std::size_t>(std::clamp(part.people, 1, 6));
    // A two-shot has two, though one of them says nothing.
    for (std::size_t i = people.size(); i < wanted; ++i) {
        people.push_back(make_figure(look, std::string(i + 1, '+'), i));
    }
    Cast places = cast;
    places.names.resize(people.size());
    const double seconds = static_cast<double>(time) / 1000;
    const double apart = cast.names.size() >= wanted ? 0.0 : places.place_of(0) - cast.place_of(0);
    for (std::size_t i = 0; i < people.size(); ++i) {
        Figure& figure = people[i];
        const double place = wanted > 1 || apart != 0 ? places.place_of(i) : cast.place_of(i);
        figure.place = {place + pose[Pose::Walk], 0, i % 2 == 0 ? 0.0 : 0.12};
        const bool is_one = people.size() == 1;
        figure.facing = part.is_walking ? (part.moved[Pose::Walk] < 0 ? -78 : 78)
                        : is_one        ? 8
                        : place < 0     ? 34
                        : place > 0     ? -34
                                        : 0;
        figure.stride = part.is_walking ? std::sin(seconds * 5.6 + static_cast<double>(i)) : 0;
        figure.place.y = part.is_walking ? 0.018 * std::abs(std::cos(seconds * 5.6)) : 0;
        const bool speaks = line != nullptr && i < cast.names.size() && cast.names[i] == line->line.speaker &&
                            !is_off_screen(line->line);
        figure.mouth = speaks ? std::round(4 * std::abs(std::sin(seconds * 9.5) * std::sin(seconds * 3.1 + 1))) / 4 : 0;
        figure.lit_side = stage.lit_side(lens);
    }
    if (part.view == View::OverShoulder) {
        Figure other = people.size() > 1 ? people[1] : make_figure(look, "over the shoulder", 1);
        if (people.size() > 1) {
            const auto focused = std::min_element(people.begin(), people.end(), [&](const Figure& a, const Figure& b) {
                return std::abs(a.place.x - lens.subject().x) < std::abs(b.place.x - lens.subject().x);
            });
            other = people[focused == people.begin() ? 1 : 0];
            people = {*focused};
        }
        for (Figure& figure : people) {
            figure.facing = lens.bearing() + 16;
        }
        const double depth = std::clamp(lens.distance() * 0.52, 0.45, 1.2);
        const double seen = lens.width() / lens.scale_at(depth);
        other.place = lens.place(seen * 0.36, 0, depth);
        other.place.y = lens.eye().y - 1.56;  // its shoulder at the frame's lower third
        other.facing = lens.bearing() + 180 + 14;
        other.darkness = 0.75;
        other.mouth = 0;
        people.push_back(other);
    }
    return people;
}

void FramePainter::Impl::draw_picture(const PathPart& part, const Pose& pose, const std::vector<Figure>& people,
                                      const Lens& lens) {
    double mouths = 0;
    for (const Figure& figure : people) {
        mouths = mouths * 5 + figure.mouth;
    }
    // A camera that rests has the same picture again.
    if (last_pose && last_pose->values == pose.values && last_mouth == mouths && last_part == &part &&
        !part.is_walking) {
        return;
    }
    last_pose = pose;
    last_mouth = mouths;
    last_part = &part;
    stage.draw(picture, lens, people, part.view == View::Detail);
    picture.put(vignette, 0, 0, part.view == View::Eyes ? 1 : 0.8);
    if (part.view == View::Eyes) {
        picture.put(vignette, 0, 0, 1);
    }
}

double FramePainter::Impl::first_frame_share(std::int64_t frame) const {
    if (!first) {
        return 0;
    }
    // It stands for a second and gives way in half a one; in a short clip, or before an early cut, for a third and a sixth of that.
    const auto& parts = path.parts();
    const auto cut = std::find_if(parts.begin(), parts.end(), [&](const PathPart& part) { return part.take != parts.front().take; });
    const double length = cut == parts.end() ? static_cast<double>(frames) : static_cast<double>(cut->begin) * kFrameRate / 1000;
    const double hold = std::min(1.0 * kFrameRate, length / 3);
    const double fade = std::max(hold / 2, 1.0);
    return std::clamp(1 - (static_cast<double>(frame) - hold) / fade, 0.0, 1.0);
}

FramePainter::FramePainter(const ClipOrder& order, std::int64_t frames, std::unique_ptr<Canvas> first,
                           const std::optional<ClipState>& source, std::int64_t frames_before)
    : impl_(std::make_unique<Impl>(order, frames, std::move(first), source, frames_before)) {}

FramePainter::~FramePainter() = default;

std::string_view FramePainter::draw(std::int64_t frame) {
    Impl& impl = *impl_;
    const std::int64_t time = time_of(frame);
    const PathPart& part = impl.path.part_at(time);
    const Pose pose = impl.path.pose_at(time);
    const Lens lens = impl.lens_of(pose);
    if (part.take != impl.take) {
        impl.take = part.take;
        impl.stage.start_take(impl.lens_of(impl.path.take_start(part.take)));
    }
    const std::vector<Figure> people = impl.place_figures(part, pose, time, lens);
    impl.draw_picture(part, pose, people, lens);
    impl.canvas.put(impl.picture, 0, 0);
    const double covered = impl.first_frame_share(frame);
    if (covered > 0) {
        impl.canvas.put(*impl.first, 0, 0, covered);
    }
    std::optional<SpeakerMark> mark;
    const Subtitle* line = impl.overlay.line_at(time);
    const auto speaker = line == nullptr ? std::nullopt : impl.cast.find(line->line.speaker);
    if (speaker && covered < 0.5 && !is_off_screen(line->line) && part.view != View::OverShoulder && part.view != View::Detail) {
        const auto crown = find_crown(lens, people[*speaker]);
        if (crown && crown->x > 0 && crown->x < impl.order.width && crown->y < impl.order.height) {
            mark = SpeakerMark{*crown, 0.12 * lens.scale_at(crown->depth)};
        }
    }
    impl.overlay.draw(impl.canvas, frame, mark);
    return impl.canvas.pixels();
}

const Canvas& FramePainter::canvas() const {
    return impl_->canvas;
}

const Overlay& FramePainter::overlay() const {
    return impl_->overlay;
}

ClipState FramePainter::state() const {
    return {impl_->path.end_pose(), impl_->set};
}

}  // namespace shot::animatic
