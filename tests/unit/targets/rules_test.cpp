// Cross-field rules: every test and every subject, read from JSON and held against a shot.
#include "compiler/targets/rules.hpp"

#include <catch2/catch.hpp>

#include "tests/support/shot_builder.hpp"

namespace shot::tests {
namespace {

using targets::Json;
using targets::Rule;

Rule rule_of(const std::string& when) {
    const Json json = Json::parse(R"({"name": "r", "says": "s", "effect": "refuse", "when": )" + when + "}");
    targets::JsonProblem problem;
    targets::JsonObject object(json, "$", problem);
    Rule rule = targets::parse_rule(object);
    INFO(problem.text());
    REQUIRE_FALSE(problem.is_found());
    return rule;
}

std::string problem_of(const std::string& when) {
    const Json json = Json::parse(R"({"name": "r", "says": "s", "effect": "refuse", "when": )" + when + "}");
    targets::JsonProblem problem;
    targets::JsonObject object(json, "$", problem);
    static_cast<void>(targets::parse_rule(object));
    return problem.text();
}

sema::ResolvedShot& a_shot(ShotBuilder& builder) {
    sema::ResolvedShot& shot = builder.shot();
    shot.width = 1920;
    shot.height = 1080;
    shot.seed = 7;
    shot.frame_rate = 24'000;
    shot.speakers.resize(2);
    shot.speakers[0].references.resize(1);
    shot.speakers[1].references.resize(1);
    shot.speakers[1].is_seen = false;
    shot.first_frame.kind = sema::Picture::Kind::Shot;
    return shot;
}

bool holds(const std::string& when) {
    ShotBuilder builder;
    const sema::ResolvedShot& shot = a_shot(builder);
    targets::RequestInputs inputs;
    inputs.first_frame_mime = "image/png";
    inputs.frame_rate = shot.frame_rate;
    inputs.frames = 193;
    inputs.characters.push_back({nullptr, 0, "video/mp4", true});
    return applies(rule_of(when), targets::facts_of(shot, inputs, 3));
}

TEST_CASE("a rule holds when all of its conditions do") {
    CHECK(holds(R"({"short_side": 1080, "duration": {"not": 6}})"));
    CHECK_FALSE(holds(R"({"short_side": 1080, "duration": {"not": 8}})"));
    CHECK(holds(R"({"operation": "create", "source": "none"})"));
    CHECK_FALSE(holds(R"({"operation": ["extend", "edit"]})"));
    CHECK(holds(R"({"size": ["1280x720", "1920x1080"]})"));
    CHECK(holds(R"({"aspect": "16:9"})"));
    CHECK(holds(R"({"aspect": "32:18"})"));
    CHECK_FALSE(holds(R"({"aspect": {"not": ["16:9", "9:16"]}})"));
    CHECK(holds(R"({"width": {"more_than": 1919}, "height": {"less_than": 1081}})"));
    CHECK(holds(R"({"duration": {"at_least": 8}})"));
    CHECK(holds(R"({"duration": {"at_most": 8}})"));
    CHECK_FALSE(holds(R"({"duration": {"more_than": 8}})"));
    CHECK_FALSE(holds(R"({"duration": {"less_than": 8}})"));
    CHECK(holds(
        R"({"first_frame": true, "last_frame": false, "seed": true, "negative": false, "silent": {"is": false}})"));
    CHECK(holds(R"({"speakers_with_references": 1, "references": 0, "frame_rate": 24})"));
    CHECK(holds(R"({"extension_number": 0, "total_duration": 0})"));
    CHECK(holds(R"({"frames": {"more_than": 192}, "parts": 3, "beats": 0, "cuts": 0, "dialogue": false})"));
}

TEST_CASE("a rule that cannot be read names its key") {
    CHECK(problem_of("{}").starts_with("$.when: has no condition"));
    CHECK(problem_of(R"({"moon": 1})") == "$.when.moon: is nothing that a rule can ask about");
    CHECK(problem_of(R"({"duration": "long"})") == "$.when.duration: is no value of `duration`");
    CHECK(problem_of(R"({"duration": {"above": 3}})").starts_with("$.when.duration: holds not one of"));
    CHECK(
        problem_of(R"({"duration": {"at_least": 3, "at_most": 4}})").starts_with("$.when.duration: holds not one of"));
    CHECK(problem_of(R"({"duration": {"at_least": [3]}})") == "$.when.duration.at_least: is no value of `duration`");
    CHECK(problem_of(R"({"size": ["1280x720", "big"]})") == "$.when.size[1]: is no value of `size`");
    CHECK(problem_of(R"({"seed": 1})") == "$.when.seed: is no value of `seed`");
}

}  // namespace
}  // namespace shot::tests
