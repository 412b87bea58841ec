// What a script comes to on its board: whose words hold in which beat.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "runtime/bundle/reader.hpp"
#include "tests/unit/plan/compile_support.hpp"

namespace shot::tests {
namespace {

bundle::Bundle bundle_of(const std::string& text, const plan::Options& options = {}) {
    MemoryFileSystem files;
    const Compiled compiled = compile(files, text, plan::OutputFormat::Bundle, options);
    INFO(compiled.errors());
    REQUIRE(compiled.errors().empty());
    auto read = bundle::read_bundle(compiled.texts.at(0), "film.json");
    INFO((read ? std::string() : read.error().reason));
    REQUIRE(read);
    return std::move(*read);
}

/// The board of the only shot, whose body is given.
bundle::Board board_of(const std::string& shot) {
    return bundle_of("target sora-2, 1280x720, 8s\n\nspeaker Bo \"Old Bo\": a fisherman\n\n" + shot).requests.at(0).board;
}

using Texts = std::vector<std::string>;

std::vector<Texts> cameras_of(const bundle::Board& board) {
    std::vector<Texts> cameras;
    for (const bundle::BoardBeat& beat : board.beats) {
        cameras.push_back(beat.camera);
    }
    return cameras;
}

Texts lenses_of(const bundle::Board& board) {
    Texts lenses;
    for (const bundle::BoardBeat& beat : board.beats) {
        lenses.push_back(beat.lens);
    }
    return lenses;
}

TEST_CASE("a shot without beats is one beat as long as the clip") {
    const bundle::Board board = board_of(
        "shot a, 4s, 32mm, wide shot, slow dolly left: a quay\n"
        "    sound: rain, wind,\n    sfx: a bell\n    music: a waltz\n    lighting: a lamp, fog\n"
        "    - Bo looks up.\n    - He waits\n      for rain.\n    Bo (quietly): \"Not \\\"tonight\\\".\"\n");
    REQUIRE(board.beats.size() == 1);
    const bundle::BoardBeat& beat = board.beats[0];
    CHECK(beat.begin == 0);
    CHECK(beat.end == 4000);
    CHECK_FALSE(beat.is_cut);
    CHECK(beat.camera == Texts{"wide shot", "slow dolly left"});
    CHECK(beat.lens == "32mm");
    CHECK(beat.actions == Texts{"Old Bo looks up.", "He waits for rain."});
    REQUIRE(beat.lines.size() == 1);
    CHECK(beat.lines[0].speaker == "Old Bo");
    CHECK(beat.lines[0].delivery == "quietly");
    CHECK(board.sound == "rain, wind, a bell");
    CHECK(board.music == "a waltz");
    CHECK(board.lighting == "a lamp, fog");
    CHECK_FALSE(board.is_silent);
}

TEST_CASE("what stands before the first beat is part of it") {
    const bundle::Board board = board_of(
        "shot a, 8s, silent: a quay\n    - Rain.\n    Bo: \"One.\"\n"
        "    0–3.5 Start\n        - Wind.\n        Bo: \"Two.\"\n        sfx: a bell\n"
        "    4–8 End, cut\n        Bo: \"Three.\"\n        lighting: dark\n        music: a waltz\n");
    REQUIRE(board.beats.size() == 2);
    CHECK(board.is_silent);
    CHECK(board.beats[0].title == "Start");
    CHECK(board.beats[0].actions == Texts{"Rain.", "Wind."});
    REQUIRE(board.beats[0].lines.size() == 2);
    CHECK(board.beats[0].lines[1].text == "Two.");
    CHECK(board.beats[0].sfx == "a bell");
    CHECK(board.beats[1].begin == 4000);
    CHECK(board.beats[1].is_cut);
    CHECK(board.beats[1].actions.empty());
    REQUIRE(board.beats[1].lines.size() == 1);
    CHECK(board.beats[1].lines[0].text == "Three.");
    CHECK(board.beats[1].lighting == "dark");
    CHECK(board.beats[1].music == "a waltz");
    CHECK(board.beats[1].sfx.empty());
}

TEST_CASE("the shot's camera holds where neither a beat nor its take says otherwise") {
    const std::string beats =
        "    0–2 One, low angle\n        - A.\n    2–4 Two, slow dolly left, close-up\n        - B.\n"
        "    4–6 Three\n        - C.\n    6–8 Four, cut, slow dolly left\n        - D.\n";
    CHECK(cameras_of(board_of("shot a, 8s, wide shot, static: a quay\n" + beats)) ==
          std::vector<Texts>{{"wide shot", "static", "low angle"},
                             {"slow dolly left", "close-up"},
                             {"static"},
                             {"wide shot", "slow dolly left"}});
    CHECK(cameras_of(board_of("shot a, 8s: a quay\n" + beats)) ==
          std::vector<Texts>{{"low angle"}, {"slow dolly left", "close-up"}, {}, {"slow dolly left"}});
}

TEST_CASE("a lens is the beat's, or its take's, or the shot's") {
    CHECK(lenses_of(board_of("shot a, 8s: a quay\n    lens: 32mm, anamorphic 2.0x, zoom lens\n    camera: f/1.8, wide shot\n"
                             "    0–2 One\n        - A.\n    2–4 Two, cut, 85mm, T2.8, close-up\n        - B.\n"
                             "    4–6 Three, static\n        - C.\n    6–8 Four, cut\n        - D.\n")) ==
          Texts{"32mm, anamorphic 2.0x, zoom lens, f/1.8", "85mm, T2.8", "85mm, T2.8",
                "32mm, anamorphic 2.0x, zoom lens, f/1.8"});
    const bundle::Board board = board_of("shot a, 8s: a quay\n    0–8 One, 50mm, macro, 180°, eye level\n        - A.\n");
    CHECK(board.beats[0].lens == "50mm, macro");
    CHECK(board.beats[0].camera == Texts{"180°", "eye level"});
}

TEST_CASE("an anchor of the palette has the script's value, or that of its name") {
    const bundle::Bundle made = bundle_of(
        "target sora-2, 1280x720, 4s\n\npalette Dusk: deep teal, teal #5C4033, ice #FfF, hope\n\n"
        "shot a: a quay\n    palette: Dusk\n\nshot b: a quay\n    palette: Dusk, amber\n\nshot c: a quay\n");
    const auto& palette = made.requests[0].board.palette;
    REQUIRE(palette.size() == 4);
    CHECK(palette[0].name == "deep teal");
    CHECK(palette[0].hex == "#008080");
    CHECK(palette[1].name == "teal");
    CHECK(palette[1].hex == "#5c4033");
    CHECK(palette[2].hex == "#ffffff");
    CHECK(palette[3].hex.empty());
    REQUIRE(made.requests[1].board.palette.size() == 5);
    CHECK(made.requests[1].board.palette[1].hex == "#5c4033");
    CHECK(made.requests[2].board.palette.empty());
    CHECK(made.requests[0].body.find("5C4033") == std::string::npos);
}

TEST_CASE("an extension counts from its new part, and an edit has its change alone") {
    const bundle::Bundle made = bundle_of(
        "target sora-2, 1280x720, 8s\n\nshot a, wide shot: a quay\n    lighting: a lamp\n    0–8 All\n        - Rain.\n\n"
        "shot b, extends a, 4s\n    0–1 One, cut\n        - Wind.\n    1–4 Two\n        - Sun.\n\n"
        "shot c, edits a\n    change: the lamp is red\n");
    const bundle::Board& extension = made.requests[1].board;
    REQUIRE(extension.beats.size() == 2);
    CHECK(extension.beats[0].is_cut);
    CHECK(extension.beats[1].end == 4000);
    CHECK(extension.lighting == "a lamp");
    CHECK(extension.beats[0].camera == Texts{"wide shot"});
    const bundle::Board& edit = made.requests[2].board;
    CHECK_THAT(edit.change, Catch::Contains("he lamp is red"));
    CHECK(edit.lighting.empty());
    CHECK(edit.beats.empty());
}

TEST_CASE("parts of a shot that is split count from their own start, and their take goes on") {
    plan::Options options;
    options.split = true;
    options.target = "veo-3.1";
    const bundle::Bundle made = bundle_of(
        "target sora-2, 1280x720, 15s\n\nspeaker Bo: a fisherman\n\nshot a, wide shot: a quay\n"
        "    0–4 One, 85mm\n        - A.\n    4–8 Two, close-up, slow push-in\n        - B.\n"
        "    8–15 Three\n        - C.\n        Bo: \"Rain.\"\n",
        options);
    REQUIRE(made.requests.size() == 2);
    REQUIRE(made.requests[1].board.beats.size() == 1);
    const bundle::BoardBeat& last = made.requests[1].board.beats[0];
    CHECK(last.begin == 0);
    CHECK(last.end == 7000);
    CHECK(last.camera.empty());
    CHECK(last.lens == "85mm");
    REQUIRE(last.lines.size() == 1);
    CHECK(last.lines[0].text == "Rain.");
}

TEST_CASE("a first frame is the asset that is sent") {
    MemoryFileSystem files;
    const Compiled compiled = compile(files,
                                      "target veo-3.1, 8s\n\nshot a: a quay\n    - Rain.\n\n"
                                      "shot b: a quay\n    first frame: a\n    - Wind.\n",
                                      plan::OutputFormat::Bundle);
    INFO(compiled.errors());
    REQUIRE(compiled.errors().empty());
    const auto read = bundle::read_bundle(compiled.texts.at(0), "film.json");
    REQUIRE(read);
    CHECK(read->requests[0].board.first_frame.empty());
    CHECK(read->requests[1].board.first_frame == "a-last-frame");
}

}  // namespace
}  // namespace shot::tests
