#include "runtime/animatic/draw_clip.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <utility>

#include <cairo.h>
#include <fmt/format.h>

#include "runtime/animatic/frame_painter.hpp"
#include "runtime/animatic/media.hpp"
#include "runtime/animatic/overlay.hpp"
#include "runtime/animatic/sound.hpp"
#include "runtime/files/temporary_file.hpp"
#include "runtime/process/process.hpp"

namespace shot::animatic {
namespace {

constexpr int kLeastSide = 16;
constexpr int kMostSide = 8192;                        // what the encoder's level takes, and a frame of 256 MiB
constexpr std::int64_t kMostMilliseconds = 3'600'000;  // an hour; no API makes clips of a tenth of it

bool is_cancelled(const ClipLimits& limits) {
    return limits.is_cancelled != nullptr && limits.is_cancelled->load(std::memory_order_relaxed);
}

tl::unexpected<Failure> fail(const ClipOrder& order, std::string reason) {
    return tl::unexpected(Failure{"draw", order.id, std::move(reason)});
}

std::int64_t frames_of(double seconds) {
    return std::max<std::int64_t>(static_cast<std::int64_t>(std::llround(std::min(seconds, 1e6) * kFrameRate)), 1);
}

Result<void> check_order(const ClipOrder& order, bool needs_length) {
    for (const int side : {order.width, order.height}) {
        if (side < kLeastSide || side > kMostSide || side % 2 != 0) {
            return fail(order, fmt::format("{}x{} is no size of a clip: both are even and from {} to {}", order.width,
                                           order.height, kLeastSide, kMostSide));
        }
    }
    if (needs_length && (order.milliseconds <= 0 || order.milliseconds > kMostMilliseconds)) {
        return fail(order, fmt::format("{} ms is no length of a clip: more than nothing, and at most an hour",
                                       order.milliseconds));
    }
    return {};
}

/// The picture, cut to the frame.
Result<std::unique_ptr<Canvas>> read_picture(const std::string& path, int width, int height) {
    auto tool = find_tool("ffmpeg");
    if (!tool) {
        return tl::unexpected(std::move(tool.error()));
    }
    process::RunOptions options;
    const std::size_t size = static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4;
    options.max_output = size + 1;
    const std::string filter =
        fmt::format("scale={0}:{1}:force_original_aspect_ratio=increase,crop={0}:{1}", width, height);
    auto finished = process::run({*tool, "-hide_banner", "-nostdin", "-v", "error", "-i", file_argument(path),
                                  "-frames:v", "1", "-vf", filter, "-f", "rawvideo", "-pix_fmt", "bgra", "pipe:1"},
                                 options);
    if (!finished) {
        return tl::unexpected(std::move(finished.error()));
    }
    if (finished->exit_code != 0 || finished->output.size() != size) {
        return tl::unexpected(Failure{"read", path, "it is no picture that ffmpeg knows"});
    }
    auto picture = std::make_unique<Canvas>(width, height, Canvas::Kind::Opaque);
    std::memcpy(picture->begin_pixels(), finished->output.data(), size);
    picture->end_pixels();
    return picture;
}

std::vector<std::string> raw_input(const ClipOrder& order) {
    return {"-f",          "rawvideo",
            "-pix_fmt",    "bgr0",
            "-video_size", fmt::format("{}x{}", order.width, order.height),
            "-framerate",  std::to_string(kFrameRate),
            "-i",          "pipe:0"};
}

/// One clip that is being drawn: a new one, or the new part of one that is extended.
class Drawing {
public:
    Drawing(const ClipOrder& order, const ClipLimits& limits, std::string path)
        : order_(order),
          limits_(limits),
          path_(std::move(path)),
          frames_(frames_of(static_cast<double>(order.milliseconds) / 1000)) {}

    Result<void> draw() {
        auto work = WorkFolder::create(path_);
        auto tool = find_tool("ffmpeg");
        if (!work || !tool) {
            return tl::unexpected(work ? std::move(tool.error()) : std::move(work.error()));
        }
        std::optional<ClipState> state;
        if (!order_.source.empty()) {
            auto source = probe_media(order_.source);
            if (!source) {
                return tl::unexpected(std::move(source.error()));
            }
            source_has_sound_ = source->has_audio;
            frames_before_ = frames_of(source->seconds);
            state = ClipState::parse(source->comment);
        }
        std::unique_ptr<Canvas> first;
        if (!order_.first_frame.empty()) {
            auto picture = read_picture(order_.first_frame, order_.width, order_.height);
            if (!picture) {
                return tl::unexpected(std::move(picture.error()));
            }
            first = std::move(*picture);
        }
        FramePainter painter(order_, frames_, std::move(first), state, frames_before_);
        const std::string sound = work->path_of("sound.wav");
        if (auto made = make_sound(painter, sound); !made) {
            return made;
        }
        return encode(painter, *tool, sound);
    }

private:
    Result<void> make_sound(const FramePainter& painter, const std::string& sound) const {
        if (order_.board.is_silent) {
            return {};
        }
        const auto speeches = speak_lines(painter.overlay().subtitles(), limits_.is_cancelled);
        if (!speeches) {
            return tl::unexpected(speeches.error());
        }
        constexpr std::int64_t kFrameSamples = kSampleRate / kFrameRate;
        const std::int64_t silence = source_has_sound_ ? 0 : frames_before_ * kFrameSamples;
        return write_sound(order_.board, *speeches, silence, frames_ * kFrameSamples, sound);
    }

    [[nodiscard]] std::vector<std::string> arguments(const std::string& tool, const std::string& sound,
                                                     const std::string& state) const {
        std::vector<std::string> list{tool, "-hide_banner", "-v", "error", "-y"};
        const auto add = [&list](const std::vector<std::string>& more) {
            list.insert(list.end(), more.begin(), more.end());
        };
        const bool has_sound = !order_.board.is_silent;
        const bool extends = !order_.source.empty();
        if (extends) {
            add({"-i", file_argument(order_.source)});
        }
        add(raw_input(order_));
        if (has_sound) {
            add({"-i", file_argument(sound)});
        }
        const std::string ours = "scale=out_color_matrix=bt709:out_range=tv,setsar=1,format=yuv420p";
        if (!extends) {
            add({"-vf", ours});
        } else {
            std::string filter = fmt::format("[0:v:0]{}[before];[1:v:0]{}[after];[before][after]concat=n=2:v=1:a=0[v]",
                                             fit_filter(order_.width, order_.height, frames_before_), ours);
            if (has_sound && source_has_sound_) {
                filter += fmt::format(
                    ";[0:a:0]aresample={0},aformat=channel_layouts=mono,apad,atrim=end_sample={1},asetpts=N/SR/"
                    "TB[sound];"
                    "[sound][2:a:0]concat=n=2:v=0:a=1[a]",
                    kSampleRate, frames_before_ * kSampleRate / kFrameRate);
            }
            add({"-filter_complex", filter, "-map", "[v]"});
            if (has_sound) {
                add({"-map", source_has_sound_ ? "[a]" : "2:a:0"});
            }
        }
        add(video_arguments());
        add(container_arguments(state));
        list.push_back(file_argument(path_));
        return list;
    }

    Result<void> encode(FramePainter& painter, const std::string& tool, const std::string& sound) const {
        auto pipe = process::Pipe::start(arguments(tool, sound, painter.state().print()));
        if (!pipe) {
            return tl::unexpected(std::move(pipe.error()));
        }
        int told = -1;
        for (std::int64_t frame = 0; frame < frames_; ++frame) {
            if (is_cancelled(limits_)) {
                return fail(order_, "it was cancelled");
            }
            if (auto written = pipe->write(painter.draw(frame)); !written) {
                return is_cancelled(limits_) ? fail(order_, "it was cancelled") : written;
            }
            const int percent = static_cast<int>((frame + 1) * 100 / frames_);
            if (limits_.on_progress && percent != told) {
                limits_.on_progress(told = percent);
            }
        }
        return pipe->finish(limits_.is_cancelled);
    }

    const ClipOrder& order_;
    const ClipLimits& limits_;
    std::string path_;
    std::int64_t frames_;
    std::int64_t frames_before_ = 0;
    bool source_has_sound_ = false;
};

/// The source with a mark over it.
Result<void> draw_edit(const ClipOrder& order, const MediaInfo& source, const ClipLimits& limits,
                       const std::string& path) {
    auto work = WorkFolder::create(path);
    if (!work) {
        return tl::unexpected(std::move(work.error()));
    }
    const std::string mark = work->path_of("mark.png");
    const Canvas picture = draw_edit_mark(order.board.change, order.width, order.height);
    if (cairo_surface_write_to_png(picture.surface(), mark.c_str()) != CAIRO_STATUS_SUCCESS) {
        return tl::unexpected(Failure{"write", mark, "there is no room, or the folder does not take it"});
    }
    const std::int64_t frames = frames_of(source.seconds);
    std::string filter = fmt::format("[0:v:0]{}[before];[before][1:v:0]overlay=format=auto,format=yuv420p[v]",
                                     fit_filter(order.width, order.height, frames));
    const bool has_sound = source.has_audio && !order.board.is_silent;
    if (has_sound) {
        filter += fmt::format(";[0:a:0]aresample={},apad,atrim=end_sample={}[a]", kSampleRate,
                              frames * kSampleRate / kFrameRate);
    }
    std::vector<std::string> list{
        "-i", file_argument(order.source), "-i", file_argument(mark), "-filter_complex", filter, "-map", "[v]"};
    const auto add = [&list](const std::vector<std::string>& more) {
        list.insert(list.end(), more.begin(), more.end());
    };
    if (has_sound) {
        add({"-map", "[a]"});
    }
    add(video_arguments());
    const auto state = ClipState::parse(source.comment);
    add(container_arguments(state ? state->print() : std::string()));
    list.push_back(file_argument(path));
    return run_ffmpeg(std::move(list), "draw", order.id, limits.is_cancelled);
}

/// `order` in the size of its source, where it says none.
void take_size(ClipOrder& order, const MediaInfo& source) {
    if (order.width == 0 && order.height == 0) {
        order.width = source.width & ~1;
        order.height = source.height & ~1;
    }
}

}  // namespace

Result<void> draw_clip(const ClipOrder& order, const std::string& path, const ClipLimits& limits) {
    ClipOrder clip = order;
    const bool is_edit = !order.source.empty() && !order.board.change.empty();
    std::optional<MediaInfo> source;
    if (!order.source.empty()) {
        auto probed = probe_media(order.source);
        if (!probed) {
            return tl::unexpected(std::move(probed.error()));
        }
        source = std::move(*probed);
        take_size(clip, *source);
    }
    if (auto checked = check_order(clip, !is_edit); !checked) {
        return checked;
    }
    auto file = files::TemporaryFile::create(path);
    if (!file) {
        return tl::unexpected(std::move(file.error()));
    }
    auto drawn = is_edit ? draw_edit(clip, *source, limits, file->path()) : Drawing(clip, limits, file->path()).draw();
    if (!drawn) {
        return drawn;
    }
    return file->commit();
}

Result<void> draw_still(const std::string& clip, std::int64_t at, const std::string& path) {
    const auto info = probe_media(clip);
    if (!info) {
        return tl::unexpected(info.error());
    }
    auto file = files::TemporaryFile::create(path);
    if (!file) {
        return tl::unexpected(std::move(file.error()));
    }
    // Not behind the start of its last frame, where there would be none.
    const double last = std::max(info->seconds - 1 / std::max(info->frame_rate, 1.0), 0.0);
    const double seconds = std::clamp(static_cast<double>(at) / 1000, 0.0, last);
    auto drawn = run_ffmpeg({"-ss", fmt::format("{:.3f}", std::floor(seconds * 1000) / 1000), "-i", file_argument(clip),
                             "-frames:v", "1", "-q:v", "3", "-update", "1", "-map_metadata", "-1", "-fflags",
                             "+bitexact", "-flags:v", "+bitexact", file_argument(file->path())},
                            "draw a still of", clip);
    if (!drawn) {
        return drawn;
    }
    return file->commit();
}

}  // namespace shot::animatic
