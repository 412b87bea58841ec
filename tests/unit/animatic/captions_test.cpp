#include "runtime/animatic/captions.hpp"

#include <catch2/catch.hpp>

using namespace shot;

TEST_CASE("lines of a beat follow each other inside it, by their lengths", "[animatic]") {
    bundle::Board board;
    board.beats.resize(2);
    board.beats[0].end = 2000;
    board.beats[1].begin = 2000;
    board.beats[1].end = 9000;
    board.beats[1].lines = {{"A", "", "A line of some twenty-five."},
                            {"B", "", "A line that is twice as long, and goes on a bit."}};
    const auto subtitles = animatic::make_subtitles(board, 8000);
    REQUIRE(subtitles.size() == 2);
    CHECK(subtitles[0].begin == 2000);
    CHECK(subtitles[0].end == subtitles[1].begin);
    CHECK(subtitles[1].end == 8000);
    CHECK(subtitles[1].end - subtitles[1].begin > subtitles[0].end - subtitles[0].begin);
}

TEST_CASE("short actions stand together, long ones one after another", "[animatic]") {
    bundle::Board board;
    board.beats.resize(1);
    board.beats[0].end = 4000;
    board.beats[0].actions = {"He sits.", "He stands."};
    CHECK(animatic::make_captions(board, 4000).at(0).text == "He sits. · He stands.");
    board.beats[0].actions = {std::string(200, 'a'), std::string(200, 'b')};
    const auto captions = animatic::make_captions(board, 4000);
    REQUIRE(captions.size() == 2);
    CHECK(captions[0].end == 2000);
    CHECK(captions[1].end == 4000);
}
