// `--split`: a clip that is too long is cut where its beats begin, so that each part is offered.
#include "compiler/plan/split_shot.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/unit/plan/compile_support.hpp"

namespace shot::tests {
namespace {

nlohmann::json bundle_of(const std::string& text, std::string_view target) {
    MemoryFileSystem files;
    plan::Options options;
    options.target = target;
    options.split = true;
    const Compiled compiled = compile(files, text, plan::OutputFormat::Bundle, options);
    INFO(compiled.errors());
    REQUIRE(compiled.errors().empty());
    return nlohmann::json::parse(compiled.texts.at(0));
}

const std::string kLong = R"(target sora-2, 1280x720, 20s

shot storm "The storm": a stone harbour
    0–4 Waves, wide shot
        - Waves break over the wall.
    4–8 The bell, close-up, cut
        - The bell swings.
    8–15 Out, wide shot, cut
        - A boat leaves the harbour.
        sfx: an engine
    15–20 Gone, slow pull-back
        - It is gone.

shot dawn, extends storm, 7s
    - The sun comes up.

sequence film, 27s
    storm
    dawn
)";

TEST_CASE("where the target extends clips, the parts continue each other") {
    const auto bundle = bundle_of(kLong, "veo-3.1");
    const auto& requests = bundle["requests"];
    REQUIRE(requests.size() == 4);
    CHECK(requests[0]["id"] == "storm");
    CHECK(requests[0]["title"] == "The storm (1 of 3)");
    CHECK(requests[0]["operation"] == "create");
    CHECK(requests[0]["seconds"] == 8);
    CHECK(requests[1]["id"] == "storm-2");
    CHECK(requests[1]["operation"] == "extend");
    CHECK(requests[1]["depends_on"] == nlohmann::json({"storm"}));
    CHECK(requests[2]["depends_on"] == nlohmann::json({"storm-2"}));
    CHECK(requests[3]["id"] == "dawn");
    CHECK(requests[3]["depends_on"] == nlohmann::json({"storm-3"}));
    CHECK(bundle["sequences"][0]["shots"] == nlohmann::json({"storm", "storm-2", "storm-3", "dawn"}));
    const std::string second = requests[1]["body"]["instances"][0]["prompt"];
    CHECK_THAT(second, Catch::Contains("A boat leaves the harbour.") && !Catch::Contains("The bell swings"));
    CHECK_THAT(requests[2]["lost"].dump(), Catch::Contains("5 s becomes 7 s"));
}

TEST_CASE("where it does not, each part is a clip of its own") {
    std::string text = kLong.substr(0, kLong.find("shot dawn"));
    const auto bundle = bundle_of(text, "seedance-2.0");
    const auto& requests = bundle["requests"];
    REQUIRE(requests.size() == 2);
    CHECK(requests[1]["operation"] == "create");
    CHECK(requests[1]["depends_on"].empty());
    CHECK(requests[0]["seconds"].get<int>() + requests[1]["seconds"].get<int>() == 20);
}

TEST_CASE("what fits, has no beats to cut at, or has a beat that is too long is left whole") {
    MemoryFileSystem files;
    plan::Options options;
    options.split = true;
    const auto found = [&](const std::string& text) { return compile(files, text, plan::OutputFormat::Bundle, options); };
    CHECK(found("target veo-3.1, 8s\n\nshot a: a hall\n    0–4 One\n    4–8 Two\n").frame.totals.requests == 1);
    CHECK(found("target veo-3.1, 20s\n\nshot a: a hall\n    - Rain.\n").has("duration-not-offered"));
    CHECK(found("target veo-3.1, 20s\n\nshot a: a hall\n    0–2 One\n    2–20 Two\n").has("duration-not-offered"));
}

TEST_CASE("the name of a part that a shot has already goes by") {
    const auto bundle = bundle_of(
        "target sora-2, 20s\n\nshot a: a hall\n    0–8 One\n        - Rain.\n    8–15 Two\n        - Wind.\n    15–20 Three\n        - Sun.\n"
        "\nshot a-2, 8s: a yard\n",
        "seedance-2.0");
    CHECK(bundle["requests"][1]["id"] == "a-3");
    CHECK(bundle["requests"][2]["id"] == "a-2");
}

}  // namespace
}  // namespace shot::tests
