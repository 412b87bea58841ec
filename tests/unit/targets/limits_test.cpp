// The shapes of limits: what each offers, what is nearest, and how it is said.
#include "compiler/targets/limits.hpp"

#include <catch2/catch.hpp>

namespace shot::tests {
namespace {

using targets::DurationLimits;
using targets::FrameFormula;
using targets::PromptLimits;
using targets::Size;
using targets::SizeLimits;

TEST_CASE("frames: the smallest legal count that covers the clip") {
    const FrameFormula wan{4, 1};
    CHECK(wan.at_least(80) == 81);
    CHECK(wan.at_least(81) == 81);
    CHECK(wan.at_least(82) == 85);
    CHECK(wan.at_least(0) == 1);
    const FrameFormula h3{17, 5};
    CHECK(h3.at_least(96) == 107);
    CHECK(h3.at_least(192) == 192);
    CHECK(h3.at_least(208) == 209);
    CHECK(FrameFormula{8, 1}.at_least(192) == 193);
    CHECK(wan.text() == "4n+1");
    CHECK(FrameFormula{8, 0}.text() == "8n");
    CHECK(FrameFormula{8, 0}.at_least(0) == 8);
}

TEST_CASE("a length without end") {
    const DurationLimits any{.frames = FrameFormula{4, 1}};
    CHECK(any.offers(1));
    CHECK(any.offers(3'600'000));
    CHECK(any.longest() == 0);
    CHECK(any.covering(5'100) == 5'100);
    CHECK(any.text() == "any length, in 4n+1 frames");
}

TEST_CASE("the length that holds a part") {
    const DurationLimits veo{.values = {4000, 6000, 8000}, .min = 4000, .max = 8000};
    CHECK(veo.covering(4001) == 6000);
    CHECK(veo.covering(8000) == 8000);
    CHECK(veo.covering(9000) == 8000);
    const DurationLimits whole{.min = 3000, .max = 10'000, .step = 1000};
    CHECK(whole.covering(1500) == 3000);
    CHECK(whole.covering(3200) == 4000);
    CHECK(whole.covering(12'000) == 10'000);
}

SizeLimits aspects_and_resolutions() {
    SizeLimits limits;
    limits.aspects = {{16, 9}, {9, 16}, {21, 9}};
    limits.resolutions = {{"480p", "480p", 480}, {"720p", "std", 720}, {"4k", "4k", 2160}};
    limits.make_pixels();
    return limits;
}

TEST_CASE("every aspect at every resolution") {
    const SizeLimits limits = aspects_and_resolutions();
    CHECK(limits.find({1280, 720}) == Size{1280, 720});
    CHECK(limits.find({854, 480}) == Size{854, 480});
    CHECK(limits.find({852, 480}) == Size{854, 480});  // as another rounds
    CHECK(limits.find({2160, 3840}) == Size{2160, 3840});
    CHECK_FALSE(limits.find({1920, 1080}).has_value());
    CHECK_FALSE(limits.find({720, 720}).has_value());
    CHECK(limits.nearest({1920, 1080}) == Size{1280, 720});
    CHECK(limits.nearest({1080, 1920}) == Size{720, 1280});
    CHECK(limits.aspect_of({854, 480}) == Size{16, 9});
    CHECK(limits.aspect_of({1680, 720}) == Size{21, 9});
    CHECK(limits.resolution_of({1280, 720})->word == "std");
    CHECK(limits.text() == "16:9, 9:16 or 21:9 at 480p, 720p or 4k");
}

TEST_CASE("with a multiple the longer side is cut") {
    SizeLimits limits;
    limits.aspects = {{16, 9}, {1, 1}};
    limits.resolutions = {{"768p", "768p", 768}};
    limits.multiple = 32;
    limits.make_pixels();
    CHECK(limits.pixels == std::vector<Size>{{1344, 768}, {768, 768}});
    CHECK(limits.find({1366, 768}) == Size{1344, 768});
}

TEST_CASE("any multiple, some of them trained") {
    SizeLimits limits;
    limits.multiple = 32;
    limits.trained = {{768, 512}, {1536, 1024}};
    CHECK(limits.find({1280, 704}) == Size{1280, 704});
    CHECK_FALSE(limits.find({1280, 720}).has_value());
    CHECK(limits.nearest({1280, 720}) == Size{1280, 704});
    CHECK(limits.is_trained({768, 512}));
    CHECK_FALSE(limits.is_trained({1280, 704}));
    CHECK(limits.text() == "multiples of 32, best 768x512 or 1536x1024");
}

TEST_CASE("prompts are measured in the unit of the target") {
    const auto measure = [](PromptLimits::Unit unit, std::string_view text) {
        PromptLimits limits;
        limits.unit = unit;
        return limits.measure(text);
    };
    CHECK(measure(PromptLimits::Unit::Characters, "né🎬") == 3);
    CHECK(measure(PromptLimits::Unit::Utf16, "né🎬") == 4);
    CHECK(measure(PromptLimits::Unit::Words, "  A dim study,\nrain. ") == 4);
    CHECK(measure(PromptLimits::Unit::Words, "雨の町 at night") == 5);
    CHECK(measure(PromptLimits::Unit::Tokens, "rain") == 1);
    CHECK(measure(PromptLimits::Unit::Tokens, "lighthouse, rain") == 4);
    CHECK(measure(PromptLimits::Unit::Tokens, "雨の町") == 3);
    CHECK(measure(PromptLimits::Unit::Tokens, "") == 0);
}

}  // namespace
}  // namespace shot::tests
