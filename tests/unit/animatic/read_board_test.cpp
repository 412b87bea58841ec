#include "runtime/animatic/read_board.hpp"

#include <chrono>
#include <string>

#include <catch2/catch.hpp>

using namespace shot;
using animatic::read_board;

TEST_CASE("a prompt in Shot's blocks gives its board back", "[animatic]") {
    const bundle::Board board = read_board(R"(A 90s documentary interview. A dim study.

Cinematography:
Lens: 50mm
Lighting: soft window light from screen-left, warm practical lamp fill
Palette: amber, cream, walnut brown #5C4033

Actions:
- 0.00–2.40 — Hands at rest (32mm, medium close-up, static): Fisherman looks down. He sighs.
- 2.40–5.00 — slow push-in: A faint smile crosses his face. Sound: a shutter bangs twice.
- 5.00–8.00 — Turn (cut to close-up)

Dialogue:
- 2.40–5.00 — Fisherman (low and dry, quietly): "I still remember: when I was young."
- 5.00–8.00 — Anna: "Lens: 12mm, they say."

Background Sound: distant foghorn, ticking wall clock
Music: slow cello)",
                                           8000);
    REQUIRE(board.beats.size() == 3);
    CHECK(board.beats[0].title == "Hands at rest");
    CHECK(board.beats[0].camera == std::vector<std::string>{"medium close-up", "static"});
    CHECK(board.beats[0].lens == "32mm");
    CHECK(board.beats[0].actions == std::vector<std::string>{"Fisherman looks down.", "He sighs."});
    CHECK(board.beats[1].begin == 2400);
    CHECK(board.beats[1].camera == std::vector<std::string>{"slow push-in"});
    CHECK(board.beats[1].lens == "50mm");
    CHECK(board.beats[1].sfx == "a shutter bangs twice");
    REQUIRE(board.beats[1].lines.size() == 1);
    CHECK(board.beats[1].lines[0].speaker == "Fisherman");
    CHECK(board.beats[1].lines[0].delivery == "low and dry, quietly");
    CHECK(board.beats[1].lines[0].text == "I still remember: when I was young.");
    CHECK(board.beats[2].is_cut);
    REQUIRE(board.beats[2].lines.size() == 1);
    CHECK(board.beats[2].lines[0].text == "Lens: 12mm, they say.");
    CHECK(board.sound == "distant foghorn, ticking wall clock");
    CHECK(board.music == "slow cello");
    REQUIRE(board.palette.size() == 3);
    CHECK(board.palette[0].hex.size() == 7);
    CHECK(board.palette[2].name == "walnut brown");
    CHECK(board.palette[2].hex == "#5C4033");
}

TEST_CASE("a guide's prompt on one line is read", "[animatic]") {
    const bundle::Board board = read_board(
        "In a documentary, an elderly fisherman sits in a study. Cinematography: Camera: medium close-up, static "
        "Lighting: soft window light "
        "Mood: nostalgic Actions: - He looks down at his hands. - A faint smile crosses his face. Dialogue: - "
        "Fisherman (quietly): \"I still "
        "remember.\" Background Sound: distant foghorn.",
        8000);
    REQUIRE(board.beats.size() == 1);
    CHECK(board.beats[0].camera == std::vector<std::string>{"medium close-up", "static"});
    CHECK(board.beats[0].actions ==
          std::vector<std::string>{"He looks down at his hands.", "A faint smile crosses his face."});
    REQUIRE(board.beats[0].lines.size() == 1);
    CHECK(board.beats[0].lines[0].speaker == "Fisherman");
    CHECK(board.lighting == "soft window light");
    CHECK(board.sound == "distant foghorn");
}

TEST_CASE("time lines and numbered shots are beats", "[animatic]") {
    const bundle::Board lines = read_board(
        "[00:00-00:02] Medium close-up, static: Hands at rest. He sighs.\n[00:02-00:08] Cut to close-up: Turn. Anna "
        "says softly: \"Do you?\" SFX: a "
        "bang.\n\nLit by a lamp. Color palette of teal and amber.",
        8000);
    REQUIRE(lines.beats.size() == 2);
    CHECK(lines.beats[0].title == "Hands at rest");
    CHECK(lines.beats[1].is_cut);
    CHECK(lines.beats[1].camera == std::vector<std::string>{"close-up"});
    CHECK(lines.beats[1].lines.at(0).speaker == "Anna");
    CHECK(lines.beats[1].sfx == "a bang");
    CHECK(lines.lighting == "a lamp");
    CHECK(lines.palette.size() == 2);

    const bundle::Board shots =
        read_board("Shot 1: Wide shot. A harbour wakes.\nShot 2: Close-up. A gull screams.", 6000);
    REQUIRE(shots.beats.size() == 2);
    CHECK(shots.beats[1].begin == 3000);
    CHECK(shots.beats[1].is_cut);
    CHECK(shots.beats[1].camera == std::vector<std::string>{"Close-up"});

    const bundle::Board timed = read_board(
        "[Shot 1] Static Shot. A harbour. [Shot 2] At 00:05.000, the camera cuts to close-up: Gull. Anna (S1) "
        "says: <d>[English] Fly.</d>",
        8000);
    REQUIRE(timed.beats.size() == 2);
    CHECK(timed.beats[1].begin == 5000);
    CHECK(timed.beats[1].lines.at(0).text == "Fly.");
}

TEST_CASE("prose has what the vocabulary finds in it", "[animatic]") {
    const bundle::Board board =
        read_board("Handheld close-up of a man of 8-10 words who reads a sign \"Exit\" at night.", 4000);
    REQUIRE(board.beats.size() == 1);
    CHECK(board.beats[0].camera.size() == 1);
    CHECK(board.beats[0].actions.size() == 1);
    CHECK(board.beats[0].lines.empty());
}

TEST_CASE("any bytes give a board, in linear time", "[animatic]") {
    for (const std::string& text : {std::string(), std::string("\0\xff\xfe\"", 4), std::string("\""),
                                    std::string("0.00-"), std::string("[0-2s]")}) {
        CHECK(read_board(text, 0).beats.size() == 1);
    }
    std::uint64_t state = 88172645463325252ULL;
    const std::string seed =
        "Camera: close-up, [00:00-00:02] — Name (x): \"y\" Shot 1: 0.00–2.40 (\n\n- Lit by <d>[a]</d> Palette: amber, "
        "Sound: ";
    for (int i = 0; i < 300; ++i) {
        std::string text;
        for (int j = 0; j < 200; ++j) {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            text += state % 5 == 0 ? std::string(1, static_cast<char>(state >> 8))
                                   : seed.substr(state % seed.size(), state >> 32 & 7);
        }
        const bundle::Board board = read_board(text, 8000);
        REQUIRE_FALSE(board.beats.empty());
        for (const bundle::BoardBeat& beat : board.beats) {
            CHECK(beat.begin < beat.end);
            CHECK(beat.end <= 8000);
        }
    }
    const auto begin = std::chrono::steady_clock::now();
    for (const char* unit : {"\"", "(", "0.1-0.2 ", "Shot 1: ", "a, ", "Camera: ", "<d>"}) {
        std::string text;
        while (text.size() < 4'000'000) {
            text += unit;
        }
        CHECK_FALSE(read_board(text, 8000).beats.empty());
    }
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(30));
}
