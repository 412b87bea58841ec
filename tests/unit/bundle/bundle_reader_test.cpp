#include <catch2/catch.hpp>

#include <functional>

#include <nlohmann/json.hpp>

#include "runtime/bundle/reader.hpp"
#include "runtime/bundle/writer.hpp"
#include "tests/unit/bundle/sample_bundle.hpp"

using namespace shot;
using namespace shot::bundle;
using Json = nlohmann::ordered_json;

namespace {

std::string sample_text() { return write_bundle(tests::sample_bundle()).text(); }

/// The reason why the sample is refused after `change`.
std::string reason_after(const std::function<void(Json&)>& change) {
    Json json = Json::parse(sample_text());
    change(json);
    const auto read = read_bundle(json.dump(), "film.json");
    return read ? "" : read.error().reason;
}

}  // namespace

TEST_CASE("a bundle that is read and written again is byte-equal", "[bundle]") {
    const std::string text = sample_text();
    const auto read = read_bundle(text, "film.json");
    REQUIRE(read);
    CHECK(write_bundle(*read).text() == text);
    CHECK(read->requests[0].cost.micro_usd == 2'400'000);
    CHECK(read->requests[1].milliseconds == 2500);
    CHECK(read->assets[2].bytes == 5'000'000'000);
}

TEST_CASE("another layout of the same document reads as the same bundle", "[bundle]") {
    const auto read = read_bundle(Json::parse(sample_text()).dump(4), "film.json");
    REQUIRE(read);
    CHECK(write_bundle(*read).text() == sample_text());
}

TEST_CASE("a bundle of another version or format is refused by its number", "[bundle]") {
    CHECK(reason_after([](Json& json) { json["version"] = 1; }) ==
          "$.version: is 1; this program reads version 2: compile the script again");
    CHECK(reason_after([](Json& json) { json["version"] = 3; }) ==
          "$.version: is 3; this program reads version 2: a newer program wrote it");
    CHECK(reason_after([](Json& json) { json["format"] = "other"; }) == "$.format: is none of `shot-bundle`");
    CHECK(reason_after([](Json& json) { json["version"] = "1"; }).starts_with("$.version: is no whole number"));
}

TEST_CASE("what is wrong in a bundle is named by its JSON path", "[bundle]") {
    CHECK(reason_after([](Json& json) { json["extra"] = 1; }) == "$: has an unknown key `extra`");
    CHECK(reason_after([](Json& json) { json["requests"][1]["cost"]["currency"] = "EUR"; }) ==
          "$.requests[1].cost: has an unknown key `currency`");
    CHECK(reason_after([](Json& json) { json["requests"][2].erase("lost"); }) == "$.requests[2].lost: is missing");
    CHECK(reason_after([](Json& json) { json["requests"][0]["body"] = "{}"; }) == "$.requests[0].body: is no object");
    CHECK(reason_after([](Json& json) { json["requests"][0]["seconds"] = 1.00005; })
              .starts_with("$.requests[0].seconds: is no number"));
    CHECK(reason_after([](Json& json) { json["requests"][0]["cost"]["usd"] = -1; })
              .starts_with("$.requests[0].cost.usd: is no number"));
    CHECK(reason_after([](Json& json) { json["requests"][0]["size"] = "720p"; })
              .starts_with("$.requests[0].size: is no size"));
    CHECK(reason_after([](Json& json) { json["requests"][0]["operation"] = "remix"; })
              .starts_with("$.requests[0].operation: is none of"));
    CHECK(reason_after([](Json& json) { json["assets"][0]["sha256"] = "ABC"; }).starts_with("$.assets[0].sha256: is no SHA"));
    CHECK(reason_after([](Json& json) { json["assets"][1]["path"] = "/etc/passwd"; }) == "$.assets[1].path: is absolute");
    CHECK(reason_after([](Json& json) { json["script"] = 3; }) == "$.script: is no object");
    CHECK(reason_after([](Json& json) { json["sequences"][0]["shots"][1] = 3; }) == "$.sequences[0].shots[1]: is no id");
}

TEST_CASE("a source map has no gaps", "[bundle]") {
    CHECK(reason_after([](Json& json) { json["requests"][0]["source_map"][1]["start"] = 13; }) ==
          "$.requests[0].source_map[1]: covers 13 to 30; expected a range that starts at 12");
    CHECK(reason_after([](Json& json) { json["requests"][0]["source_map"][0]["line"] = 0; })
              .starts_with("$.requests[0].source_map[0].line:"));
}

TEST_CASE("a board is read as strictly as the rest", "[bundle]") {
    const auto reason = [](const std::function<void(Json&)>& change) {
        return reason_after([&](Json& json) { change(json["requests"][0]["board"]); });
    };
    CHECK(reason([](Json& board) { board.erase("music"); }) == "$.requests[0].board.music: is missing");
    CHECK(reason([](Json& board) { board["mood"] = "calm"; }) == "$.requests[0].board: has an unknown key `mood`");
    CHECK(reason([](Json& board) { board["sound"] = ""; }) == "$.requests[0].board.sound: is neither a text nor null");
    CHECK(reason([](Json& board) { board["silent"] = 0; }) == "$.requests[0].board.silent: is neither true nor false");
    CHECK(reason([](Json& board) { board["palette"][0]["hex"] = "#5C4033"; }) ==
          "$.requests[0].board.palette[0].hex: is no colour like `#5c4033`");
    CHECK(reason([](Json& board) { board["first_frame"] = "harbour"; }) ==
          "$.requests[0].board.first_frame: `harbour` is none of the request's assets");
    CHECK(reason([](Json& board) { board["beats"][0]["camera"][1] = ""; }) ==
          "$.requests[0].board.beats[0].camera[1]: is no text");
    CHECK(reason([](Json& board) { board["beats"][1]["lines"][0].erase("delivery"); }) ==
          "$.requests[0].board.beats[1].lines[0].delivery: is missing");
    CHECK(reason([](Json& board) { board["beats"] = Json::array(); }) == "$.requests[0].board.beats: is empty");
    CHECK(reason([](Json& board) { board["change"] = "warmer"; }) ==
          "$.requests[0].board.change: is there, but the request is no edit");
    CHECK(reason_after([](Json& json) { json["requests"][2]["board"] = json["requests"][1]["board"]; }) ==
          "$.requests[2].board.beats[0]: lasts from 0 to 2.5; expected times from 0 to 0");
    CHECK(reason_after([](Json& json) { json["requests"][2]["board"]["lighting"] = "dim"; }) ==
          "$.requests[2].board: has more than the change of an edit");
}

TEST_CASE("the beats of a board are in order and within the clip", "[bundle]") {
    const auto reason = [](std::size_t beat, double begin, double end) {
        return reason_after([&](Json& json) {
            json["requests"][0]["board"]["beats"][beat]["begin"] = begin;
            json["requests"][0]["board"]["beats"][beat]["end"] = end;
        });
    };
    CHECK(reason(1, 2.4, 8).empty());
    CHECK(reason(1, 2.399, 8) ==
          "$.requests[0].board.beats[1]: lasts from 2.399 to 8; expected times from 2.4 to 8");
    CHECK(reason(1, 3, 8.001) == "$.requests[0].board.beats[1]: lasts from 3 to 8.001; expected times from 2.4 to 8");
    CHECK(reason(0, 2, 1) == "$.requests[0].board.beats[0]: lasts from 2 to 1; expected times from 0 to 8");
    CHECK(reason(0, 2, 2).empty());  // a beat that is too short to read is a warning
    CHECK(reason(0, -1, 2).starts_with("$.requests[0].board.beats[0].begin: is no number"));
}

TEST_CASE("names in a bundle lead somewhere", "[bundle]") {
    CHECK(reason_after([](Json& json) { json["requests"][1]["depends_on"][0] = "confesion"; }) ==
          "$.requests[1].depends_on[0]: there is no request `confesion`");
    CHECK(reason_after([](Json& json) { json["requests"][0]["assets"][0] = "hall"; }) ==
          "$.requests[0].assets[0]: there is no asset `hall`");
    CHECK(reason_after([](Json& json) { json["sequences"][0]["shots"][0] = "x"; }) ==
          "$.sequences[0].shots[0]: there is no request `x`");
    CHECK(reason_after([](Json& json) { json["assets"][3]["request"] = "x"; }) ==
          "$.assets[3].request: there is no request `x`");
    CHECK(reason_after([](Json& json) { json["requests"][2]["id"] = "storm"; }) ==
          "$.requests[2].id: `storm` stands twice");
    CHECK(reason_after([](Json& json) { json["requests"][0]["depends_on"] = {"storm"}; }) ==
          "$.requests[0].depends_on: goes round in a circle");
    CHECK(reason_after([](Json& json) { json["totals"]["requests"] = 4; }) == "$.totals.requests: is 4, but there are 3");
}

TEST_CASE("what is no JSON, or not safely JSON, is refused", "[bundle]") {
    const auto reason = [](std::string_view text, const ReadLimits& limits = {}) {
        const auto read = read_bundle(text, "film.json", limits);
        return read ? std::string() : read.error().message();
    };
    CHECK(reason("").starts_with("cannot read the bundle `film.json`: parse error at line 1"));
    CHECK(reason("{\"format\":\"shot-bundle\",").find("line 1, column 25") != std::string::npos);
    CHECK(reason("[]").find("$: is no object") != std::string::npos);
    CHECK(reason(R"({"format":"shot-bundle","format":"x"})").find("`format` stands twice") != std::string::npos);
    CHECK(reason("\"\xff\"").find("ill-formed UTF-8") != std::string::npos);
    CHECK(reason(std::string(65, '[')).find("nests deeper than 64 levels") != std::string::npos);
    CHECK(reason(std::string(1'000'000, '[')).find("nests deeper than 64 levels") != std::string::npos);
    CHECK(reason(sample_text(), {100, 64}).find("more than 100 bytes") != std::string::npos);
    CHECK(reason(R"(["]]]]]","[[[["])", {1000, 1}).find("deeper") == std::string::npos);
}

TEST_CASE("every prefix of a bundle is refused", "[bundle]") {
    const std::string text = sample_text();
    for (std::size_t size = 0; size + 2 < text.size(); size += 7) {
        CHECK_FALSE(read_bundle(std::string_view(text).substr(0, size), "film.json"));
    }
}
