#include "runtime/animatic/overlay.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <cairo.h>
#include <fmt/format.h>

#include "runtime/animatic/camera_path.hpp"
#include "runtime/animatic/words.hpp"

namespace shot::animatic {
namespace {

constexpr Rgb kPaper{0.97, 0.96, 0.93};
constexpr Rgb kInk{0.035, 0.04, 0.05};
constexpr Rgb kSpeech{1, 0.93, 0.62};

std::int64_t time_of(std::int64_t frame) {
    return frame * 1000 / kFrameRate;
}

std::string timecode(std::int64_t frame) {
    const std::int64_t seconds = frame / kFrameRate;
    return fmt::format("{:02}:{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60, frame % kFrameRate);
}

/// What the camera does in a beat, as one line.
std::string camera_line(const bundle::BoardBeat& beat) {
    constexpr std::size_t kMaxLine = 240;
    std::string line;
    const auto add = [&line](std::string_view part) {
        if (!part.empty() && line.size() + part.size() < kMaxLine) {
            line += line.empty() ? "" : "  ·  ";
            line += part;
        }
    };
    add(beat.lens);
    for (const std::string& item : beat.camera) {
        add(item);
    }
    return line;
}

}  // namespace

Overlay::Overlay(const ClipOrder& order, const Look& look, std::int64_t frames, std::int64_t frames_before)
    : order_(order),
      look_(look),
      frames_(frames),
      frames_before_(frames_before),
      em_(std::max(9.0, 0.033 * std::min(order.width, order.height))),
      margin_(std::max(3.0, em_ * 0.75)),
      captions_(make_captions(order.board, time_of(frames))),
      subtitles_(make_subtitles(order.board, time_of(frames))),
      top_(order.width, std::min(order.height, static_cast<int>(std::ceil(em_ * 4.6))), Canvas::Kind::Transparent) {}

const Canvas& Overlay::picture(const std::string& text, const TextStyle& style, int width, int height) {
    constexpr std::size_t kMaxPictures = 64;
    const std::string key = fmt::format("{}\n{}\n{}\n{}\n{}{}{}", text, style.size, width, height, style.is_bold,
                                        style.is_outlined, style.is_mono);
    const auto found = pictures_.find(key);
    if (found != pictures_.end()) {
        return found->second;
    }
    if (pictures_.size() >= kMaxPictures) {
        pictures_.clear();
    }
    return pictures_.emplace(key, draw_text(text, style, width, height)).first->second;
}

const bundle::BoardBeat* Overlay::beat_at(std::int64_t time) const {
    const bundle::BoardBeat* found = nullptr;
    for (const bundle::BoardBeat& beat : order_.board.beats) {
        found = beat.begin <= time || found == nullptr ? &beat : found;
    }
    return found;
}

const Subtitle* Overlay::line_at(std::int64_t time) const {
    for (const Subtitle& subtitle : subtitles_) {
        if (subtitle.begin <= time && time < subtitle.end) {
            return &subtitle;
        }
    }
    return nullptr;
}

void Overlay::draw(const Canvas& canvas, std::int64_t frame, const std::optional<SpeakerMark>& speaker) {
    areas_.clear();
    const std::int64_t time = time_of(frame);
    // A shade under the words at the bottom.
    const double shade = order_.height * 0.34;
    cairo_pattern_t* pattern = cairo_pattern_create_linear(0, order_.height - shade, 0, order_.height);
    cairo_pattern_add_color_stop_rgba(pattern, 0, kInk.red, kInk.green, kInk.blue, 0);
    cairo_pattern_add_color_stop_rgba(pattern, 1, kInk.red, kInk.green, kInk.blue, 0.72);
    cairo_set_source(canvas.cairo(), pattern);
    cairo_rectangle(canvas.cairo(), 0, order_.height - shade, order_.width, shade);
    cairo_fill(canvas.cairo());
    cairo_pattern_destroy(pattern);
    const Subtitle* line = line_at(time);
    if (line != nullptr && speaker && !line->line.speaker.empty()) {
        draw_name(canvas, line->line.speaker, frame, *speaker);
    }
    draw_top(canvas, frame);
    draw_progress(canvas, frame);
    draw_caption(canvas, time);
    draw_subtitle(canvas, time);
}

void Overlay::draw_top(const Canvas& canvas, std::int64_t frame) {
    const bundle::BoardBeat* beat = beat_at(time_of(frame));
    const std::string second = beat == nullptr ? std::string() : camera_line(*beat);
    const std::string title = beat == nullptr ? std::string() : beat->title;
    if (const std::string text = "-" + second + "\n" + title; text != top_text_) {
        top_text_ = text;
        cairo_save(top_.cairo());
        cairo_set_operator(top_.cairo(), CAIRO_OPERATOR_CLEAR);
        cairo_paint(top_.cairo());
        cairo_restore(top_.cairo());
        const double bar = std::round(em_ * 2);
        top_.set_colour(kInk, 0.78);
        cairo_rectangle(top_.cairo(), 0, 0, order_.width, bar);
        cairo_fill(top_.cairo());
        top_.set_colour(look_.accent);
        cairo_rectangle(top_.cairo(), 0, bar, order_.width, std::max(1.0, em_ * 0.09));
        cairo_fill(top_.cairo());
        const double clock = em_ * 7.4;  // for the timecode
        double x = margin_;
        const double room = order_.width - clock - 2 * margin_;
        const Canvas id = draw_text(order_.id, {em_, em_ * 0.75, true, false, false, false, false, kInk},
                                    static_cast<int>(std::max(room * 0.5, 8.0)), static_cast<int>(bar * 0.8));
        top_.set_colour(look_.accent);
        top_.round_rectangle(x, bar * 0.16, id.width() + em_ * 0.8, bar * 0.68, em_ * 0.3);
        cairo_fill(top_.cairo());
        top_.put(id, x + em_ * 0.4, std::round((bar - id.height()) / 2));
        x += id.width() + em_ * 1.5;
        if (const double left = order_.width - clock - margin_ - x; left > em_ * 3 && !order_.title.empty()) {
            const Canvas name = draw_text(order_.title, {em_, em_ * 0.8, false, false, false, false, false, kPaper},
                                          static_cast<int>(left), static_cast<int>(bar * 0.85));
            top_.put(name, x, std::round((bar - name.height()) / 2));
        }
        x = margin_;
        const double row = bar + em_ * 0.45;
        const auto pill = [&](const std::string& words, bool is_bold, const Rgb& colour) {
            const double left = order_.width - x - margin_ - em_ * 0.8;
            if (words.empty() || left < em_ * 3) {
                return;
            }
            const Canvas label = draw_text(words, {em_ * 0.82, em_ * 0.6, is_bold, false, false, false, false, colour},
                                           static_cast<int>(left), static_cast<int>(em_ * 1.5));
            top_.set_colour(kInk, 0.58);
            top_.round_rectangle(x, row, label.width() + em_ * 0.8, em_ * 1.5, em_ * 0.35);
            cairo_fill(top_.cairo());
            top_.put(label, x + em_ * 0.4, std::round(row + (em_ * 1.5 - label.height()) / 2));
            x += label.width() + em_ * 1.2;
        };
        pill(title, true, look_.accent);
        pill(second, false, kPaper);
    }
    canvas.put(top_, 0, 0);
    draw_timecode(canvas, frame);
}

void Overlay::draw_timecode(const Canvas& canvas, std::int64_t frame) {
    const TextStyle style{em_ * 0.95, em_ * 0.7, true, false, true, false, false, kPaper};
    const std::string code = timecode(frames_before_ + frame);
    const double step = std::max(picture("0", style, order_.width, order_.height).width() * 1.0, 1.0);
    double x = order_.width - margin_ - step * static_cast<double>(code.size());
    for (const char letter : code) {
        const Canvas& glyph = picture(std::string(1, letter), style, order_.width, order_.height);
        canvas.put(glyph, std::round(x), std::round((em_ * 2 - glyph.height()) / 2));
        x += step;
    }
}

double Overlay::swatch_width() const {
    return look_.swatches.empty() ? 0 : em_ * 1.25 * static_cast<double>(look_.swatches.size()) + em_ * 0.5;
}

void Overlay::draw_swatches(const Canvas& canvas, double bottom) const {
    if (look_.swatches.empty()) {
        return;
    }
    const double size = em_ * 1.25;
    double x = order_.width - margin_ - size * static_cast<double>(look_.swatches.size());
    for (const Rgb& swatch : look_.swatches) {
        canvas.set_colour(swatch);
        cairo_rectangle(canvas.cairo(), x, bottom - size, size + 0.5, size);
        cairo_fill(canvas.cairo());
        x += size;
    }
    canvas.set_colour(kPaper, 0.75);
    cairo_set_line_width(canvas.cairo(), std::max(1.0, em_ * 0.06));
    const double width = size * static_cast<double>(look_.swatches.size());
    cairo_rectangle(canvas.cairo(), order_.width - margin_ - width, bottom - size, width, size);
    cairo_stroke(canvas.cairo());
}

void Overlay::draw_progress(const Canvas& canvas, std::int64_t frame) const {
    const double thick = std::max(2.0, std::round(em_ * 0.24));
    const double y = order_.height - margin_ - thick;
    const double width = order_.width - 2 * margin_;
    const auto bar = [&](double from, double to, const Rgb& colour, double alpha) {
        canvas.set_colour(colour, alpha);
        cairo_rectangle(canvas.cairo(), margin_ + from * width, y, std::max((to - from) * width, 0.0), thick);
        cairo_fill(canvas.cairo());
    };
    const double done = static_cast<double>(frame + 1) / static_cast<double>(frames_);
    bar(0, 1, kPaper, 0.25);
    bar(0, std::min(done, 1.0), look_.accent, 1);
    const auto length = static_cast<double>(time_of(frames_));
    constexpr std::size_t kMaxTicks = 200;
    for (std::size_t i = 0; i < std::min(order_.board.beats.size(), kMaxTicks); ++i) {
        const bundle::BoardBeat& beat = order_.board.beats[i];
        const double at = static_cast<double>(beat.begin) / std::max(length, 1.0);
        if (beat.begin > 0 && at < 1) {
            // A cut is a bar across, a beat of the same take a notch.
            const double high = beat.is_cut ? thick * 3 : thick * 1.6;
            canvas.set_colour(kPaper);
            cairo_rectangle(canvas.cairo(), margin_ + at * width - std::max(1.0, thick * 0.2), y + thick - high,
                            std::max(2.0, thick * 0.4), high);
            cairo_fill(canvas.cairo());
        }
    }
    draw_swatches(canvas, y - em_ * 0.7);
}

void Overlay::draw_caption(const Canvas& canvas, std::int64_t time) {
    const double bottom = order_.height - margin_ - std::max(2.0, std::round(em_ * 0.24)) - em_ * 0.7;
    caption_top_ = bottom - em_ * 1.25;
    const auto found = std::find_if(captions_.begin(), captions_.end(), [time](const Caption& caption) {
        return caption.begin <= time && time < caption.end;
    });
    if (found == captions_.end()) {
        return;
    }
    // Beside the swatches; in a frame that has no room for both, over them.
    const double widest = std::max(order_.width - margin_ - em_ * 0.6, 1.0);
    const double room = std::min(std::max(order_.width - 2 * margin_ - swatch_width() - em_, em_ * 4), widest);
    const Canvas& text = picture(found->text, {em_ * 0.95, em_ * 0.66, false, false, false, false, false, kPaper},
                                 static_cast<int>(room), static_cast<int>(order_.height * 0.2));
    const Area area{margin_, bottom - text.height(), text.width() + em_ * 0.6, static_cast<double>(text.height())};
    canvas.set_colour(look_.accent);
    cairo_rectangle(canvas.cairo(), area.x, area.y, std::max(2.0, em_ * 0.14), area.height);
    cairo_fill(canvas.cairo());
    canvas.put(text, std::round(area.x + em_ * 0.5), std::round(area.y));
    areas_.push_back(area);
    caption_top_ = std::min(caption_top_, area.y);
}

void Overlay::draw_subtitle(const Canvas& canvas, std::int64_t time) {
    const Subtitle* subtitle = line_at(time);
    if (subtitle == nullptr) {
        return;
    }
    const std::string& delivery = subtitle->line.delivery;
    const int width = static_cast<int>(order_.width * 0.86);
    const Canvas& text = picture(subtitle->line.text, {em_ * 1.25, em_ * 0.8, true, false, false, true, true, kSpeech},
                                 width, static_cast<int>(order_.height * 0.2));
    const std::string who =
        delivery.empty() ? subtitle->line.speaker : fmt::format("{} ({})", subtitle->line.speaker, delivery);
    const Canvas& name = picture(who, {em_ * 0.8, em_ * 0.6, false, false, false, true, true, kPaper}, width,
                                 static_cast<int>(em_ * 1.6));
    double y = std::round(caption_top_ - em_ * 0.6 - text.height());
    const Area line{std::round((order_.width - text.width()) * 0.5), y, static_cast<double>(text.width()),
                    static_cast<double>(text.height())};
    canvas.put(text, line.x, line.y);
    y -= name.height();
    const Area speaker{std::round((order_.width - name.width()) * 0.5), y, static_cast<double>(name.width()),
                       static_cast<double>(name.height())};
    canvas.put(name, speaker.x, speaker.y);
    areas_.push_back(line);
    areas_.push_back(speaker);
}

void Overlay::draw_name(const Canvas& canvas, const std::string& name, std::int64_t frame, const SpeakerMark& speaker) {
    constexpr double kTop = 4.4;  // ems that belong to the strip
    const Canvas& text = picture(name, {em_ * 0.8, em_ * 0.65, true, false, false, false, false, kInk},
                                 static_cast<int>(order_.width * 0.4), static_cast<int>(em_ * 1.4));
    const double width = text.width() + em_ * 2.2;
    const double height = em_ * 1.35;
    // Over the head, or beside it where there is no room.
    const double over = speaker.crown.y - height * 1.3;
    const double wanted = over < em_ * kTop ? speaker.crown.x + speaker.radius : speaker.crown.x - width / 2;
    const double x = std::clamp(wanted, margin_, std::max(order_.width - margin_ - width, margin_));
    const double y = std::clamp(over, em_ * kTop, std::max(order_.height * 0.6, em_ * kTop));
    canvas.set_colour(kSpeech, 0.94);
    canvas.round_rectangle(x, y, width, height, height / 2);
    cairo_fill(canvas.cairo());
    canvas.put(text, x + em_ * 0.6, std::round(y + (height - text.height()) / 2));
    // A voice that moves.
    canvas.set_colour(kInk);
    for (int i = 0; i < 3; ++i) {
        const double loud = 0.25 + 0.55 * std::abs(std::sin(static_cast<double>(frame) * 0.42 + i * 1.3));
        cairo_rectangle(canvas.cairo(), x + width - em_ * (1.15 - 0.3 * i), y + height * (0.5 - loud / 2), em_ * 0.16,
                        height * loud);
    }
    cairo_fill(canvas.cairo());
}

Canvas draw_edit_mark(const std::string& change, int width, int height) {
    Canvas mark(width, height, Canvas::Kind::Transparent);
    const double em = std::max(9.0, 0.036 * std::min(width, height));
    const std::string named = ColourNames().find(change);
    const Rgb tint = named.empty() ? read_light(change).colour : read_hex(named);
    mark.set_colour(tint, 0.16);
    cairo_paint(mark.cairo());
    const Canvas text = draw_text("EDIT: " + change, {em, em * 0.7, true, false, false, false, false, kInk},
                                  static_cast<int>(width - em * 3), static_cast<int>(height * 0.25));
    const double top = std::round(em * 4.1);
    mark.set_colour({1, 0.78, 0.2}, 0.94);
    mark.round_rectangle(em * 0.8, top, text.width() + em * 1.4, text.height() + em * 0.7, em * 0.3);
    cairo_fill(mark.cairo());
    mark.put(text, std::round(em * 1.5), std::round(top + em * 0.35));
    mark.set_colour({1, 0.78, 0.2}, 0.94);
    cairo_set_line_width(mark.cairo(), std::max(2.0, em * 0.3));
    cairo_rectangle(mark.cairo(), em * 0.15, em * 0.15, width - em * 0.3, height - em * 0.3);
    cairo_stroke(mark.cairo());
    return mark;
}

}  // namespace shot::animatic
