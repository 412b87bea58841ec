#include "runtime/animatic/camera_words.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "stdlib/embedded.hpp"

using namespace shot;
using animatic::CameraReading;
using animatic::CameraWords;

namespace {

CameraReading read(const std::vector<std::string>& items) {
    return CameraWords().read(items);
}

nlohmann::json data(std::string_view path) {
    return nlohmann::json::parse(stdlib::find_embedded(path));
}

}  // namespace

TEST_CASE("framings go from far to near", "[animatic]") {
    double last = 0;
    for (const char* framing : {"extreme wide shot", "wide", "full shot", "medium wide", "cowboy shot", "mid-shot",
                                "MCU", "close up", "big close-up", "ECU"}) {
        const CameraReading reading = read({framing});
        INFO(framing);
        REQUIRE(reading.height);
        CHECK(*reading.height > last);
        last = *reading.height;
    }
    CHECK(read({"two-shot"}).people == 2);
    CHECK(read({"over-the-shoulder"}).view == animatic::View::OverShoulder);
    CHECK_FALSE(read({"with a wide grin and tears"}).height);
    CHECK_FALSE(read({}).height);
}

TEST_CASE("moves have a direction, a speed and an amount", "[animatic]") {
    CHECK(read({"push-in"}).move.nearer > read({"slow push-in"}).move.nearer);
    CHECK(read({"slow push-in"}).move.nearer > 0);
    CHECK(read({"slow dolly-in from eye level"}).move.nearer > 0);
    CHECK(read({"pull back"}).move.nearer < 0);
    CHECK(read({"dolly left"}).move.travel < 0);
    CHECK(read({"truck right"}).move.travel > 0);
    CHECK(read({"pan from left to right"}).move.turn > 0);
    CHECK(read({"tilt down"}).move.tilt < 0);
    CHECK(read({"360 orbit"}).move.orbit == Approx(360));
    CHECK(read({"slow 180 orbit left"}).move.orbit * 1 == Approx(-180));
    CHECK(read({"crane up"}).move.raise > 0);
    CHECK(read({"whip pan"}).move.rush);
    const CameraReading both = read({"slow push-in and tilt up"});
    CHECK(both.move.nearer > 0);
    CHECK(both.move.tilt > 0);
    CHECK(read({"static"}).is_static);
    CHECK(read({"static"}).move.is_still());
}

TEST_CASE("a hand shakes, and less where it is slight", "[animatic]") {
    CHECK(read({"handheld"}).shake == Approx(1));
    const CameraReading slight = read({"static on tripod with slight handheld micro-shake"});
    CHECK(slight.shake > 0);
    CHECK(slight.shake < 0.6);
    CHECK(read({"static"}).shake == 0);
}

TEST_CASE("every term of the vocabulary that can be drawn has its entry", "[animatic]") {
    const auto vocabulary = data("vocabulary/camera.json").at("terms");
    const auto moves = data("animatic/moves.json");
    for (const auto& [group, entries] :
         {std::pair("framing", "framings"), std::pair("angle", "angles"), std::pair("move", "moves")}) {
        for (const auto& [term, forms] : vocabulary.at(group).items()) {
            INFO(group << " " << term);
            CHECK((moves.at(entries).contains(term) || moves.at(entries).contains(term + " in") || term == "push-in"));
        }
        for (const auto& [name, entry] : moves.at(entries).items()) {
            INFO(name);
            CHECK(CameraWords().is_camera(name));
        }
    }
}

TEST_CASE("a focal length is read with its unit", "[animatic]") {
    CHECK(animatic::read_focal_length("50mm, anamorphic 2.0x") == 50.0);
    CHECK(animatic::read_focal_length("anamorphic, 32 mm") == 32.0);
    CHECK_FALSE(animatic::read_focal_length("macro"));
    CHECK_FALSE(animatic::read_focal_length("99999mm"));
}
