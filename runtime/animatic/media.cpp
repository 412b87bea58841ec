#include "runtime/animatic/media.hpp"

#include <stdlib.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "runtime/animatic/draw_clip.hpp"
#include "runtime/process/process.hpp"

namespace shot::animatic {
namespace {

using Json = nlohmann::json;

double number_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end()) {
        return 0;
    }
    if (found->is_number()) {
        return found->get<double>();
    }
    const std::string text = found->is_string() ? found->get<std::string>() : std::string();
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return std::isfinite(value) ? value : 0;
}

/// `24000/1001`.
double rate_of(const Json& stream) {
    for (const char* key : {"avg_frame_rate", "r_frame_rate"}) {
        const std::string text = stream.value(key, "");
        const auto slash = text.find('/');
        double over = 0;
        double under = 1;
        std::from_chars(text.data(), text.data() + std::min(slash, text.size()), over);
        if (slash != std::string::npos) {
            std::from_chars(text.data() + slash + 1, text.data() + text.size(), under);
        }
        if (over > 0 && under > 0) {
            return over / under;
        }
    }
    return kFrameRate;
}

std::string last_line(std::string_view errors) {
    while (!errors.empty() && (errors.back() == '\n' || errors.back() == ' ')) {
        errors.remove_suffix(1);
    }
    const auto at = errors.rfind('\n');
    return std::string(at == std::string_view::npos ? errors : errors.substr(at + 1));
}

}  // namespace

Result<std::string> find_tool(const char* name) {
    std::string path = process::find_program(name);
    if (path.empty()) {
        return tl::unexpected(
            Failure{"run", name,
                    "it is not installed; the animatic engine draws with ffmpeg: `apt install ffmpeg`, `brew install "
                    "ffmpeg`, or https://ffmpeg.org/download.html"});
    }
    return path;
}

std::string file_argument(const std::string& path) {
    return "file:" + path;
}

Result<void> run_ffmpeg(std::vector<std::string> arguments, const char* what, const std::string& on,
                        const std::atomic<bool>* is_cancelled) {
    auto tool = find_tool("ffmpeg");
    if (!tool) {
        return tl::unexpected(std::move(tool.error()));
    }
    arguments.insert(arguments.begin(), {*tool, "-hide_banner", "-nostdin", "-v", "error", "-y"});
    process::RunOptions options;
    options.is_cancelled = is_cancelled;
    auto finished = process::run(arguments, options);
    if (!finished) {
        return tl::unexpected(std::move(finished.error()));
    }
    if (finished->exit_code != 0) {
        return tl::unexpected(Failure{what, on, fmt::format("ffmpeg: {}", last_line(finished->errors))});
    }
    return {};
}

Result<MediaInfo> probe_media(const std::string& path) {
    auto tool = find_tool("ffprobe");
    if (!tool) {
        return tl::unexpected(std::move(tool.error()));
    }
    const auto finished = process::run(
        {*tool, "-v", "error", "-protocol_whitelist", "file", "-print_format", "json", "-show_format", "-show_streams", file_argument(path)});
    if (!finished) {
        return tl::unexpected(finished.error());
    }
    const Json json = Json::parse(finished->output, nullptr, false);
    if (finished->exit_code != 0 || !json.is_object() || !json.contains("streams")) {
        std::string said = last_line(finished->errors);
        const std::string prefix = file_argument(path) + ": ";
        said.erase(0, said.starts_with(prefix) ? prefix.size() : 0);
        return tl::unexpected(Failure{"read", path, said.empty() ? "it is no video" : "ffprobe: " + said});
    }
    MediaInfo info;
    for (const Json& stream : json["streams"]) {
        const std::string type = stream.value("codec_type", "");
        info.has_audio = info.has_audio || type == "audio";
        if (type == "video" && info.width == 0) {
            info.width = static_cast<int>(std::clamp(number_of(stream, "width"), 0.0, 1e5));
            info.height = static_cast<int>(std::clamp(number_of(stream, "height"), 0.0, 1e5));
            info.frame_rate = rate_of(stream);
            const double frames = number_of(stream, "nb_frames");
            const double seconds = number_of(stream, "duration");
            info.seconds = frames > 0 ? frames / info.frame_rate : seconds;
        }
    }
    if (const auto format = json.find("format"); format != json.end()) {
        info.seconds = info.seconds > 0 ? info.seconds : number_of(*format, "duration");
        info.comment = format->value("tags", Json::object()).value("comment", "");
    }
    if (info.width <= 0 || info.height <= 0) {
        return tl::unexpected(Failure{"read", path, "there is no picture in it"});
    }
    return info;
}

std::vector<std::string> video_arguments() {
    // The number of threads is fixed because the encoder's bytes depend on it.
    return {"-c:v",
            "libx264",
            "-preset",
            "veryfast",
            "-crf",
            "20",
            "-threads",
            "4",
            "-pix_fmt",
            "yuv420p",
            "-colorspace",
            "bt709",
            "-color_primaries",
            "bt709",
            "-color_trc",
            "bt709",
            "-color_range",
            "tv",
            "-r",
            std::to_string(kFrameRate)};
}

std::vector<std::string> container_arguments(const std::string& comment) {
    std::vector<std::string> arguments{
        "-c:a",      "aac",        "-b:a",          "128k",     "-ac",           "2",  "-ar",     "48000",
        "-movflags", "+faststart", "-map_metadata", "-1",       "-map_chapters", "-1", "-fflags", "+bitexact",
        "-flags:v",  "+bitexact",  "-flags:a",      "+bitexact"};
    if (!comment.empty()) {
        arguments.insert(arguments.end(), {"-metadata", "comment=" + comment});
    }
    return arguments;
}

std::string fit_filter(int width, int height, std::int64_t frames) {
    return fmt::format(
        "fps={0},scale={1}:{2}:force_original_aspect_ratio=decrease:out_color_matrix=bt709:out_range=tv,pad={1}:{2}:-1:"
        "-1,setsar=1,"
        "format=yuv420p,tpad=stop_mode=clone:stop_duration=2,trim=end_frame={3},setpts=PTS-STARTPTS",
        kFrameRate, width, height, frames);
}

Result<WorkFolder> WorkFolder::create(const std::string& place) {
    std::string path = (std::filesystem::path(place).parent_path() / ".shot-work-XXXXXX").string();
    if (::mkdtemp(path.data()) == nullptr) {
        return tl::unexpected(Failure{"write", place, std::strerror(errno)});
    }
    return WorkFolder(std::move(path));
}

WorkFolder::WorkFolder(WorkFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}

WorkFolder::~WorkFolder() {
    std::error_code ignored;  // what cannot be taken away now is left
    if (!path_.empty()) {
        std::filesystem::remove_all(path_, ignored);
    }
}

}  // namespace shot::animatic
