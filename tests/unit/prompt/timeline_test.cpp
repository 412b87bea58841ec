// Beats on the grid of a model: in order, none empty, and parts fill the clip.
#include <random>

#include <catch2/catch.hpp>

#include "compiler/prompt/timeline.hpp"
#include "tests/support/prompt_text.hpp"

using namespace shot;
using namespace shot::tests;
using prompt::BeatForm;

namespace {

std::string times(const ShotBuilder& b, const BeatForm& form) {
    std::string text;
    for (const prompt::TimeLine& line : prompt::make_timeline(b.shot(), form).lines) {
        text += (text.empty() ? "" : " ") + prompt::clock_text(form.clock, line.begin) + "-" +
                prompt::clock_text(form.clock, line.end) + (line.beat_count > 1 ? "*" : "");
    }
    return text;
}

}  // namespace

TEST_CASE("beats are rounded to whole seconds of their own") {
    const BeatForm& omni = style("omni").sentences.beats;
    CHECK(times(ShotBuilder().beat(0, 2400).beat(2400, 8000), omni) == "0-2 2-8");
    CHECK(times(ShotBuilder().beat(0, 2500).beat(2500, 8000), omni) == "0-3 3-8");
    CHECK(times(ShotBuilder().beat(0, 400).beat(400, 900).beat(900, 8000), omni) == "0-1 1-2 2-8");
    CHECK(times(ShotBuilder().beat(0, 7200).beat(7200, 7700).beat(7700, 8000), omni) == "0-6 6-7 7-8");
    CHECK(times(ShotBuilder().beat(0, 2000).beat(4000, 6000), omni) == "0-2 4-6");
    CHECK(times(ShotBuilder().beat(0, 8000), omni).empty());
    CHECK(times(ShotBuilder().beat(2000, 6000), omni) == "2-6");
    CHECK(times(ShotBuilder().duration(2000).beat(0, 600).beat(600, 1300).beat(1300, 2000), omni) == "0-1* 1-2");
    CHECK(times(ShotBuilder(), omni).empty());
}

TEST_CASE("a cut begins a line where lines go by cuts") {
    const BeatForm& h3 = style("h3").sentences.beats;
    ShotBuilder b;
    b.beat(0, 2400).beat(2400, 4000).beat(4000, 8000, {{}, {}, {}, {}, {}, {}, true});
    CHECK(times(b, h3) == "00:00.000-00:04.000* 00:04.000-00:08.000");
    CHECK(times(ShotBuilder().beat(0, 8000), h3) == "00:00.000-00:08.000");
}

TEST_CASE("parts fill the clip, and there are no more of them than the model takes") {
    const BeatForm& kling = style("kling").sentences.beats;
    CHECK(times(ShotBuilder().beat(1000, 2000).beat(4000, 6000), kling) == "0-4 4-8");
    ShotBuilder goes_on;
    goes_on.beat(0, 2000).beat(2000, 5000, {{}, {}, {}, {}, {}, {}, false, true}).beat(5000, 8000);
    CHECK(times(goes_on, kling) == "0-5* 5-8");
    std::mt19937 random(3);
    for (int round = 0; round < 500; ++round) {
        ShotBuilder b;
        const auto seconds = static_cast<sema::Milliseconds>(3 + random() % 13);
        b.duration(seconds * 1000);
        sema::Milliseconds at = 0;
        while (at < seconds * 1000) {
            const auto end = std::min<sema::Milliseconds>(at + 100 + static_cast<sema::Milliseconds>(random() % 4000),
                                                          seconds * 1000);
            b.beat(at, end);
            at = end;
        }
        const auto lines = prompt::make_timeline(b.shot(), kling).lines;
        REQUIRE(lines.size() <= 6);
        sema::Milliseconds sum = 0;
        for (const prompt::TimeLine& line : lines) {
            REQUIRE(line.begin == sum);
            REQUIRE(line.end - line.begin >= 1000);
            REQUIRE((line.end - line.begin) % 1000 == 0);
            sum = line.end;
        }
        REQUIRE((lines.empty() || sum == seconds * 1000));
    }
}
