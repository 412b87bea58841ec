#include "runtime/serve/probe_clip.hpp"

#include <cmath>

#include <nlohmann/json.hpp>

#include "runtime/process/process.hpp"

namespace shot::serve {

Result<ClipFacts> probe_clip(const std::string& path) {
    const std::string program = process::find_program("ffprobe");
    if (program.empty()) {
        return tl::unexpected(Failure{"read", path, "there is no ffprobe (install ffmpeg)"});
    }
    const auto done = process::run({program, "-v", "error", "-protocol_whitelist", "file", "-select_streams", "v:0", "-show_entries",
                                    "stream=width,height:format=duration", "-of", "json", "file:" + path});
    if (!done) {
        return tl::unexpected(done.error());
    }
    const nlohmann::json found = nlohmann::json::parse(done->output, nullptr, false);
    const auto streams = found.is_object() ? found.value("streams", nlohmann::json::array()) : nlohmann::json::array();
    if (done->exit_code != 0 || streams.empty() || !streams[0].contains("width") || !streams[0].contains("height")) {
        return tl::unexpected(Failure{"read", path, "it is no clip that ffmpeg can read"});
    }
    const auto format = found.value("format", nlohmann::json::object());
    const double seconds = std::strtod(format.value("duration", std::string("0")).c_str(), nullptr);
    return ClipFacts{streams[0]["width"].get<int>(), streams[0]["height"].get<int>(), std::llround(seconds * 1000)};
}

}  // namespace shot::serve
