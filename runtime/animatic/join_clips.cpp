#include "runtime/animatic/join_clips.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "runtime/animatic/draw_clip.hpp"
#include "runtime/animatic/media.hpp"
#include "runtime/files/temporary_file.hpp"

namespace shot::animatic {
namespace {

struct Part {
    MediaInfo info;
    std::int64_t frames = 0;  // that are used
};

/// One clip in the film's size and rate, with sound of exactly its length, uncompressed so that it can be joined to the
/// next without a gap.
Result<void> fit_part(const ClipPart& clip, const Part& part, int width, int height, bool has_sound,
                      const std::string& path, const std::atomic<bool>* is_cancelled) {
    constexpr int kRate = 48'000;
    const double skip = static_cast<double>(clip.skip) / 1000;
    std::vector<std::string> list{"-i", file_argument(clip.path)};
    std::string filter =
        fmt::format("[0:v:0]trim=start={:.4f},setpts=PTS-STARTPTS,{}[v]", skip, fit_filter(width, height, part.frames));
    if (has_sound) {
        const std::string source =
            part.info.has_audio
                ? fmt::format(
                      "[0:a:0]aresample={},aformat=channel_layouts=stereo,atrim=start={:.4f},asetpts=PTS-STARTPTS,apad",
                      kRate, skip)
                : fmt::format("anullsrc=r={}:cl=stereo", kRate);
        filter += fmt::format(";{},atrim=end_sample={}[a]", source, part.frames * kRate / kFrameRate);
    }
    list.insert(list.end(), {"-filter_complex", filter, "-map", "[v]"});
    if (has_sound) {
        list.insert(list.end(), {"-map", "[a]", "-c:a", "pcm_s16le"});
    }
    const std::vector<std::string> video = video_arguments();
    list.insert(list.end(), video.begin(), video.end());
    list.insert(list.end(), {"-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-f", "mov",
                             file_argument(path)});
    return run_ffmpeg(std::move(list), "join", clip.path, is_cancelled);
}

Result<std::vector<Part>> probe_parts(std::span<const ClipPart> clips) {
    std::vector<Part> parts;
    for (const ClipPart& clip : clips) {
        auto info = probe_media(clip.path);
        if (!info) {
            return tl::unexpected(std::move(info.error()));
        }
        const double seconds = info->seconds - static_cast<double>(clip.skip) / 1000;
        const auto frames = static_cast<std::int64_t>(std::llround(std::clamp(seconds, -1.0, 1e6) * kFrameRate));
        if (clip.skip < 0 || frames <= 0) {
            return tl::unexpected(Failure{
                "join", clip.path, fmt::format("{} ms are to be left out of its {:.3f} s", clip.skip, info->seconds)});
        }
        parts.push_back({std::move(*info), frames});
    }
    return parts;
}

}  // namespace

Result<void> join_clips(std::span<const ClipPart> clips, const std::string& path,
                        const std::atomic<bool>* is_cancelled) {
    if (clips.empty()) {
        return tl::unexpected(Failure{"join", path, "there are no clips"});
    }
    const auto parts = probe_parts(clips);
    if (!parts) {
        return tl::unexpected(parts.error());
    }
    auto file = files::TemporaryFile::create(path);
    auto work = WorkFolder::create(path);
    if (!file || !work) {
        return tl::unexpected(file ? std::move(work.error()) : std::move(file.error()));
    }
    const int width = std::max(parts->front().info.width & ~1, 2);
    const int height = std::max(parts->front().info.height & ~1, 2);
    const bool has_sound =
        std::any_of(parts->begin(), parts->end(), [](const Part& part) { return part.info.has_audio; });
    std::string list = "ffconcat version 1.0\n";
    for (std::size_t i = 0; i < clips.size(); ++i) {
        const std::string name = fmt::format("{:05}.mov", i);
        if (auto fitted = fit_part(clips[i], (*parts)[i], width, height, has_sound, work->path_of(name), is_cancelled);
            !fitted) {
            return fitted;
        }
        list += "file " + name + "\n";
    }
    const std::string list_path = work->path_of("clips.ffconcat");
    auto list_file = files::TemporaryFile::create(list_path);
    if (!list_file) {
        return tl::unexpected(std::move(list_file.error()));
    }
    auto written = list_file->write(list);
    written = written ? list_file->commit() : written;
    if (!written) {
        return written;
    }
    std::vector<std::string> arguments{"-f", "concat", "-i", file_argument(list_path), "-map", "0", "-c:v", "copy"};
    const std::vector<std::string> container = container_arguments({});
    arguments.insert(arguments.end(), container.begin(), container.end());
    arguments.push_back(file_argument(file->path()));
    if (auto joined = run_ffmpeg(std::move(arguments), "join", path, is_cancelled); !joined) {
        return joined;
    }
    return file->commit();
}

}  // namespace shot::animatic
