// Real clips, by ffmpeg: small and few, as each takes a moment.
#include "runtime/animatic/draw_clip.hpp"

#include <stdlib.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "runtime/animatic/join_clips.hpp"
#include "runtime/animatic/media.hpp"
#include "runtime/process/process.hpp"

using namespace shot;
using animatic::ClipOrder;
using animatic::draw_clip;

namespace {

/// A folder of its own that goes with the test.
class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "shot-animatic-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }
    [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }
    [[nodiscard]] std::ptrdiff_t count() const {
        return std::distance(std::filesystem::directory_iterator(path_), std::filesystem::directory_iterator());
    }

private:
    std::filesystem::path path_;
};

ClipOrder small_order(std::int64_t milliseconds, int width = 192, int height = 108) {
    ClipOrder order;
    order.id = "x";
    order.title = "A shot";
    order.width = width;
    order.height = height;
    order.milliseconds = milliseconds;
    order.board.sound = "rain";
    order.board.beats.resize(1);
    order.board.beats[0].end = milliseconds;
    order.board.beats[0].camera = {"medium shot", "push-in"};
    order.board.beats[0].lines = {{"Anna", "", "Yes."}};
    return order;
}

struct Probe {
    int width = 0;
    int height = 0;
    int frames = 0;
    double video_seconds = 0;
    double seconds = 0;
    double audio_seconds = -1;  // -1: no sound
    std::string codec;
};

Probe probe(const std::string& path) {
    const auto output = process::run(
        {"ffprobe", "-v", "error", "-count_frames", "-print_format", "json", "-show_format", "-show_streams", path});
    REQUIRE(output);
    INFO(output->errors);
    const auto json = nlohmann::json::parse(output->output);
    Probe found;
    found.seconds = std::stod(json.at("format").at("duration").get<std::string>());
    for (const auto& stream : json.at("streams")) {
        const double seconds = std::stod(stream.at("duration").get<std::string>());
        if (stream.at("codec_type") == "audio") {
            found.audio_seconds = seconds;
            continue;
        }
        found.width = stream.at("width");
        found.height = stream.at("height");
        found.frames = std::stoi(stream.at("nb_read_frames").get<std::string>());
        found.video_seconds = seconds;
        found.codec = stream.at("codec_name").get<std::string>() + " " + stream.at("pix_fmt").get<std::string>() + " " +
                      stream.at("r_frame_rate").get<std::string>();
    }
    return found;
}

void check_clip(const std::string& path, int width, int height, int frames, bool has_sound) {
    const Probe found = probe(path);
    CHECK(found.width == width);
    CHECK(found.height == height);
    CHECK(found.frames == frames);
    CHECK(found.codec == "h264 yuv420p 24/1");
    CHECK(found.video_seconds == Approx(frames / 24.0).margin(0.0005));
    CHECK(found.seconds == Approx(frames / 24.0).margin(0.001));  // an .mp4 has it in milliseconds
    CHECK((found.audio_seconds >= 0) == has_sound);
    if (has_sound) {
        CHECK(found.audio_seconds == Approx(frames / 24.0).margin(0.0005));
    }
}

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void check_drawn(const Result<void>& result) {
    INFO((result ? std::string() : result.error().message()));
    CHECK(result);
}

}  // namespace

TEST_CASE("a clip has the size, the frames and the sound that were asked for", "[animatic]") {
    const Folder folder;
    const ClipOrder order = small_order(1010);
    int percent = 0;
    animatic::ClipLimits limits;
    limits.on_progress = [&percent](int done) { percent = done; };
    check_drawn(draw_clip(order, folder.file("a.mp4"), limits));
    check_clip(folder.file("a.mp4"), 192, 108, 24, true);
    CHECK(percent == 100);
    check_drawn(draw_clip(order, folder.file("b.mp4")));
    CHECK(read_file(folder.file("a.mp4")) == read_file(folder.file("b.mp4")));
    CHECK(folder.count() == 2);
    ClipOrder silent = small_order(700, 108, 192);
    silent.board.is_silent = true;
    check_drawn(draw_clip(silent, folder.file("silent.mp4")));
    check_clip(folder.file("silent.mp4"), 108, 192, 17, false);
}

TEST_CASE("an extension has its source before it, an edit is its source with a mark", "[animatic]") {
    const Folder folder;
    ClipOrder source = small_order(1000);
    check_drawn(draw_clip(source, folder.file("source.mp4")));
    ClipOrder more = small_order(500, 0, 0);
    more.source = folder.file("source.mp4");
    check_drawn(draw_clip(more, folder.file("more.mp4")));
    check_clip(folder.file("more.mp4"), 192, 108, 36, true);
    more.width = 128;
    more.height = 128;
    more.board.is_silent = true;
    check_drawn(draw_clip(more, folder.file("silent.mp4")));
    check_clip(folder.file("silent.mp4"), 128, 128, 36, false);

    ClipOrder edit;
    edit.id = "warmer";
    edit.width = 192;
    edit.height = 108;
    edit.source = folder.file("source.mp4");
    edit.board.change = "Warm the lamp towards amber; 'keep' [0:v] everything else: yes, \\all.";
    check_drawn(draw_clip(edit, folder.file("edit.mp4")));
    check_clip(folder.file("edit.mp4"), 192, 108, 24, true);
    CHECK(read_file(folder.file("edit.mp4")) != read_file(folder.file("source.mp4")));
}

TEST_CASE("clips of any size and sound make one film", "[animatic]") {
    const Folder folder;
    ClipOrder first = small_order(500);
    ClipOrder tall = small_order(750, 90, 160);
    tall.board.is_silent = true;
    check_drawn(draw_clip(first, folder.file("it's first.mp4")));
    check_drawn(draw_clip(tall, folder.file("-tall:2.mp4")));
    const std::vector<animatic::ClipPart> parts{
        {folder.file("it's first.mp4"), 0}, {folder.file("-tall:2.mp4"), 0}, {folder.file("it's first.mp4"), 250}};
    check_drawn(animatic::join_clips(parts, folder.file("film.mp4")));
    check_clip(folder.file("film.mp4"), 192, 108, 12 + 18 + 6, true);
    CHECK(folder.count() == 3);
    CHECK_FALSE(animatic::join_clips({}, folder.file("none.mp4")));
    const std::vector<animatic::ClipPart> too_short{{folder.file("-tall:2.mp4"), 5000}};
    CHECK_FALSE(animatic::join_clips(too_short, folder.file("none.mp4")));
}

TEST_CASE("stills and first frames are pictures", "[animatic]") {
    const Folder folder;
    check_drawn(draw_clip(small_order(500), folder.file("a.mp4")));
    check_drawn(animatic::draw_still(folder.file("a.mp4"), 100, folder.file("a.png")));
    check_drawn(animatic::draw_still(folder.file("a.mp4"), 99'999, folder.file("a.webp")));
    check_drawn(animatic::draw_still(folder.file("a.mp4"), -5, folder.file("a.jpg")));
    CHECK(read_file(folder.file("a.png")).starts_with("\x89PNG"));
    CHECK(read_file(folder.file("a.webp")).starts_with("RIFF"));
    CHECK(read_file(folder.file("a.jpg")).starts_with("\xff\xd8"));
    ClipOrder begun = small_order(500);
    begun.first_frame = folder.file("a.png");
    check_drawn(draw_clip(begun, folder.file("b.mp4")));
    CHECK(read_file(folder.file("a.mp4")) != read_file(folder.file("b.mp4")));
    begun.first_frame = folder.file("a.mp4") + "-not-there";
    CHECK_FALSE(draw_clip(begun, folder.file("c.mp4")));
    CHECK_FALSE(std::filesystem::exists(folder.file("c.mp4")));
}

TEST_CASE("what cannot be drawn is refused, and leaves nothing", "[animatic]") {
    const Folder folder;
    for (const auto& [width, height, milliseconds] :
         {std::tuple(191, 108, 500L), std::tuple(192, 8200, 500L), std::tuple(0, 0, 500L), std::tuple(192, 108, 0L),
          std::tuple(192, 108, 3'600'001L)}) {
        CHECK_FALSE(draw_clip(small_order(milliseconds, width, height), folder.file("a.mp4")));
    }
    std::atomic<bool> is_cancelled = false;
    animatic::ClipLimits limits;
    limits.is_cancelled = &is_cancelled;
    limits.on_progress = [&is_cancelled](int percent) { is_cancelled = percent > 2; };
    const auto cancelled = draw_clip(small_order(5000), folder.file("a.mp4"), limits);
    REQUIRE_FALSE(cancelled);
    CHECK(cancelled.error().reason == "it was cancelled");
    std::ofstream(folder.file("noise.mp4")) << "no clip";
    ClipOrder extension = small_order(500);
    extension.source = folder.file("noise.mp4");
    CHECK_FALSE(draw_clip(extension, folder.file("a.mp4")));
    CHECK_FALSE(draw_clip(small_order(500), folder.file("no/such/folder/a.mp4")));
    CHECK(folder.count() == 1);
}

TEST_CASE("without ffmpeg it says how to get it", "[animatic]") {
    const Folder folder;
    const std::string path = ::getenv("PATH");
    ::setenv("PATH", folder.file("").c_str(), 1);
    const auto drawn = draw_clip(small_order(500), folder.file("a.mp4"));
    ::setenv("PATH", path.c_str(), 1);
    REQUIRE_FALSE(drawn);
    CHECK(drawn.error().reason.find("apt install ffmpeg") != std::string::npos);
    CHECK(folder.count() == 0);
}
