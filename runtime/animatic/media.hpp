// ffmpeg and ffprobe: where they are, what a file holds, the arguments that all clips share.
#pragma once

#include <atomic>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "compiler/support/result.hpp"

namespace shot::animatic {

struct MediaInfo {
    int width = 0;  // pixels, as it is shown
    int height = 0;
    double frame_rate = 0;
    double seconds = 0;  // of its pictures
    bool has_audio = false;
    std::string comment;  // its tag

    [[nodiscard]] std::int64_t milliseconds() const { return std::llround(seconds * 1000); }
};

/// What the first video stream of a file is, whoever made it: no protocol but files is followed from it. A failure where there is none.
Result<MediaInfo> probe_media(const std::string& path);

/// A path as an argument: never an option, never a protocol.
std::string file_argument(const std::string& path);

/// Runs ffmpeg to its end; a failure where its exit code is not 0, or where it is not installed. `what` and `on`: for
/// the failure.
Result<void> run_ffmpeg(std::vector<std::string> arguments, const char* what, const std::string& on,
                        const std::atomic<bool>* is_cancelled = nullptr);

/// The path of ffmpeg or ffprobe; a failure that says how it is installed.
Result<std::string> find_tool(const char* name);

/// Of the pictures in the clips that we write: the encoder and what makes equal pictures equal bytes.
std::vector<std::string> video_arguments();
/// Of a whole .mp4: sound, container, `comment`.
std::vector<std::string> container_arguments(const std::string& comment);

/// Filters that fit any pictures into a size at 24 fps, with bars, and give exactly so many frames.
std::string fit_filter(int width, int height, std::int64_t frames);

/// A folder beside a file that is being made; vanishes with all in it.
class WorkFolder {
public:
    static Result<WorkFolder> create(const std::string& place);
    WorkFolder(WorkFolder&& other) noexcept;
    WorkFolder& operator=(WorkFolder&&) = delete;
    ~WorkFolder();
    [[nodiscard]] std::string path_of(const std::string& name) const { return path_ + "/" + name; }

private:
    explicit WorkFolder(std::string path) : path_(std::move(path)) {}
    std::string path_;
};

}  // namespace shot::animatic
