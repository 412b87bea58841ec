// The animatic engine as the server uses it.
#include <algorithm>

#include <fmt/format.h>

#include "runtime/animatic/read_board.hpp"
#include "runtime/files/temporary_file.hpp"
#include "runtime/process/process.hpp"
#include "runtime/serve/engine.hpp"

namespace shot::serve {
namespace {

constexpr int kSheetSide = 5;       // frames across and down
constexpr int kSheetPixels = 320;  // the width of each

Result<void> draw_sheet(const std::string& clip, std::int64_t milliseconds, const std::string& path) {
    const std::string program = process::find_program("ffmpeg");
    if (program.empty()) {
        return tl::unexpected(Failure{"draw", path, "there is no ffmpeg"});
    }
    auto file = files::TemporaryFile::create(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    const double seconds = static_cast<double>(std::max<std::int64_t>(milliseconds, 1)) / 1000;
    const std::string filter = fmt::format("fps={:.6f},scale={}:-2,tile={}x{}", kSheetSide * kSheetSide / seconds, kSheetPixels,
                                           kSheetSide, kSheetSide);
    const auto done = process::run({program, "-nostdin", "-v", "error", "-y", "-i", "file:" + clip, "-vf", filter, "-frames:v", "1",
                                    "-q:v", "4", "-f", "mjpeg", "file:" + file->path()});
    if (!done) {
        return tl::unexpected(done.error());
    }
    return done->exit_code == 0 ? file->commit() : tl::unexpected(Failure{"draw", path, done->errors});
}

}  // namespace

Engine animatic_engine() {
    Engine engine;
    engine.read_board = animatic::read_board;
    engine.draw_clip = animatic::draw_clip;
    engine.draw_thumbnail = [](const std::string& clip, std::int64_t milliseconds, const std::string& path) {
        return animatic::draw_still(clip, milliseconds / 2, path);
    };
    engine.draw_sheet = draw_sheet;
    return engine;
}

}  // namespace shot::serve
