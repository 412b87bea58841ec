#include "runtime/animatic/frame_painter.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "compiler/support/sha256.hpp"
#include "runtime/animatic/overlay.hpp"
#include "runtime/animatic/text.hpp"

using namespace shot;
using animatic::ClipOrder;
using animatic::FramePainter;

namespace {

ClipOrder order_of(std::vector<std::string> camera, int width = 320, int height = 180) {
    ClipOrder order;
    order.id = "x";
    order.width = width;
    order.height = height;
    order.milliseconds = 2000;
    order.board.palette = {{"teal", "#008080"}, {"amber", "#ffbf00"}};
    order.board.beats.emplace_back();
    order.board.beats[0].end = 2000;
    order.board.beats[0].camera = std::move(camera);
    return order;
}

FramePainter painter_of(const ClipOrder& order) {
    return FramePainter(order, order.milliseconds * animatic::kFrameRate / 1000, nullptr, std::nullopt, 0);
}

std::string frame_of(const ClipOrder& order, std::int64_t frame) {
    FramePainter painter = painter_of(order);
    return std::string(painter.draw(frame));
}

/// The share of pixels of the middle of the frame, where no words are, that differ.
double difference(const std::string& a, const std::string& b, int width, int height) {
    std::size_t differing = 0;
    std::size_t all = 0;
    for (int y = height * 2 / 5; y < height * 3 / 5; ++y) {
        for (int x = 0; x < width; ++x, ++all) {
            const auto at =
                (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * 4;
            differing += a.compare(at, 3, b, at, 3) != 0 ? 1 : 0;
        }
    }
    return static_cast<double>(differing) / static_cast<double>(all);
}

}  // namespace

TEST_CASE("equal orders give equal frames", "[animatic]") {
    const ClipOrder order = order_of({"close-up", "handheld"});
    CHECK(frame_of(order, 20) == frame_of(order, 20));
}

TEST_CASE("framings, angles and palettes look different", "[animatic]") {
    std::vector<std::string> frames;
    for (const char* camera :
         {"extreme wide shot", "wide shot", "full shot", "medium shot", "medium close-up", "close-up",
          "extreme close-up", "bird's-eye view", "low angle", "profile", "over-the-shoulder", "insert"}) {
        frames.push_back(frame_of(order_of({camera}), 0));
        for (std::size_t i = 0; i + 1 < frames.size(); ++i) {
            INFO(camera << " against " << i);
            CHECK(difference(frames[i], frames.back(), 320, 180) > 0.05);
        }
    }
    ClipOrder red = order_of({"medium shot"});
    red.board.palette = {{"red", "#ff0000"}, {"white", "#ffffff"}};
    CHECK(difference(frame_of(red, 0), frame_of(order_of({"medium shot"}), 0), 320, 180) > 0.9);
}

TEST_CASE("a move moves, and a static camera rests", "[animatic]") {
    for (const char* camera : {"push-in", "pull-back", "dolly left", "pan right", "tilt up", "360 orbit", "handheld",
                               "zoom in", "crane up", "roll", "tracking shot"}) {
        const ClipOrder order = order_of({"medium shot", camera});
        INFO(camera);
        CHECK(difference(frame_of(order, 4), frame_of(order, 40), 320, 180) > 0.02);
    }
    const ClipOrder still = order_of({"medium shot", "static"});
    CHECK(difference(frame_of(still, 4), frame_of(still, 40), 320, 180) == 0);
    CHECK(frame_of(still, 4) != frame_of(still, 40));  // its timecode runs
}

TEST_CASE("words stay in the frame, whatever they are", "[animatic]") {
    const std::string arabic = "لا أعرف ماذا أقول لك الآن، فالوقت متأخر والمطر لا يتوقف. ";
    std::string huge;
    while (huge.size() < 20'000) {
        huge += arabic + "とても長い字幕です。";
    }
    for (const auto& [width, height] :
         {std::pair(256, 144), std::pair(720, 1280), std::pair(400, 400), std::pair(16, 16), std::pair(2000, 64)}) {
        for (const std::string& text : {huge, std::string(5000, 'W'), std::string("bad \xff\xfe \xe2\x82 bytes\0!", 18),
                                        std::string("🎬 ok"), std::string()}) {
            ClipOrder order = order_of({text, "two-shot"}, width, height);
            order.id = text;
            order.title = text;
            bundle::BoardBeat& beat = order.board.beats[0];
            beat.title = text;
            beat.lens = text;
            beat.actions = {text, text};
            beat.lines = {{text.substr(0, 90), text, text}, {"Anna", "", text}};
            FramePainter painter = painter_of(order);
            for (const std::int64_t frame : {0, 47}) {
                painter.draw(frame);
                for (const animatic::Area& area : painter.overlay().text_areas()) {
                    INFO(width << "x" << height << " " << text.size());
                    CHECK(area.x >= 0);
                    CHECK(area.x + area.width <= width);
                    CHECK(area.y + area.height <= height);
                }
            }
        }
    }
}

TEST_CASE("text is cut and cleaned", "[animatic]") {
    CHECK(animatic::clean_text("a\tb\nc") == "a b c");
    CHECK(animatic::clean_text(std::string_view("a\xff", 2)) == "a\xef\xbf\xbd");
    CHECK(animatic::clean_text(std::string(10'000, 'x')).size() < 2010);
    const animatic::Canvas picture = animatic::draw_text(std::string(3000, 'x'), {}, 100, 40);
    CHECK(picture.width() <= 100);
    CHECK(picture.height() <= 40);
}

TEST_CASE("a clip's state is read back, and nothing else is", "[animatic]") {
    const ClipOrder order = order_of({"close-up", "push-in"});
    const animatic::ClipState state = painter_of(order).state();
    const auto again = animatic::ClipState::parse(state.print());
    REQUIRE(again);
    CHECK(again->set == state.set);
    CHECK(again->pose[animatic::Pose::Size] == Approx(state.pose[animatic::Pose::Size]).margin(0.001));
    for (const char* text : {"", "{", "[]", "{\"format\":\"shot-animatic\"}", "{\"format\":3}",
                             "{\"format\":\"shot-animatic\",\"set\":1,\"pose\":[1]}"}) {
        CHECK_FALSE(animatic::ClipState::parse(text));
    }
}
