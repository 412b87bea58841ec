// The words of the camera, as filmmakers write them.
#include "compiler/sema/vocabulary.hpp"

#include <catch2/catch.hpp>

#include "stdlib/embedded.hpp"

namespace shot::tests {
namespace {

using sema::Terms;
using sema::Vocabulary;

const Vocabulary& vocabulary() {
    static const auto parsed = Vocabulary::parse(stdlib::find_embedded("vocabulary/camera.json"));
    if (!parsed) {
        FAIL(parsed.error().message());
    }
    return *parsed;
}

// All that was found, in one line: `framing | angle | move >direction ~speed | manner | optics | transition`, empty
// parts left out, with a `!` in front where nothing else stands in the item.
std::string describe(std::string_view item) {
    const Terms terms = vocabulary().read(item);
    std::string out = terms.is_term_only ? "!" : "";
    const auto add = [&out](std::string_view part) {
        if (!part.empty()) {
            out += out.empty() || out == "!" ? "" : " | ";
            out += part;
        }
    };
    std::string move(terms.move);
    if (!terms.direction.empty()) {
        move += " >" + std::string(terms.direction);
    }
    if (!terms.speed.empty()) {
        move += " ~" + std::string(terms.speed);
    }
    add(terms.framing);
    add(terms.angle);
    add(move);
    add(terms.manner);
    add(terms.optics);
    add(terms.transition);
    return out;
}

std::string_view contradiction(std::string_view a, std::string_view b) {
    return vocabulary().contradiction(vocabulary().read(a), vocabulary().read(b));
}

struct Row {
    const char* item;
    const char* found;
};

void check_rows(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        INFO(row.item);
        CHECK(describe(row.item) == row.found);
    }
}

TEST_CASE("framings are found in every spelling") {
    check_rows({
        {"extreme wide shot", "!extreme wide shot"},
        {"Extreme Wide Shot", "!extreme wide shot"},
        {"EWS", "!extreme wide shot"},
        {"wide", "!wide shot"},
        {"Wide", "!wide shot"},
        {"wide shot", "!wide shot"},
        {"a wide shot", "!wide shot"},
        {"wide-angle shot", "!wide shot"},
        {"long shot", "!wide shot"},
        {"full shot", "!full shot"},
        {"full-body shot", "!full shot"},
        {"medium wide", "!medium wide shot"},
        {"cowboy shot", "!cowboy shot"},
        {"medium shot", "!medium shot"},
        {"mid-shot", "!medium shot"},
        {"medium close-up", "!medium close-up"},
        {"medium close up", "!medium close-up"},
        {"Medium Closeup", "!medium close-up"},
        {"medium close\u2010up", "!medium close-up"},
        {"MCU", "!medium close-up"},
        {"close-up", "!close-up"},
        {"closeup", "!close-up"},
        {"CU", "!close-up"},
        {"ECU", "!extreme close-up"},
        {"extreme close-up", "!extreme close-up"},
        {"establishing shot", "!establishing shot"},
        {"over-the-shoulder", "!over-the-shoulder"},
        {"over the shoulder shot", "!over-the-shoulder"},
        {"OTS", "!over-the-shoulder"},
        {"two-shot", "!two-shot"},
        {"medium two shot", "!medium two-shot"},
        {"POV", "!point of view"},
        {"insert", "!insert"},
        {"extreme close-up of a match head", "extreme close-up"},
    });
}

TEST_CASE("angles are found in every spelling") {
    check_rows({
        {"low angle", "!low angle"},
        {"low-angle shot", "!low angle"},
        {"from a low angle", "!low angle"},
        {"high angle", "!high angle"},
        {"eye level", "!eye level"},
        {"at eye-level", "!eye level"},
        {"bird's-eye view", "!bird's-eye view"},
        {"bird\u2019s eye view", "!bird's-eye view"},
        {"birds-eye", "!bird's-eye view"},
        {"top-down", "!bird's-eye view"},
        {"overhead", "!bird's-eye view"},
        {"worm's-eye view", "!worm's-eye view"},
        {"Dutch angle", "!Dutch angle"},
        {"Dutch tilt", "!Dutch angle"},
        {"from behind", "!rear angle"},
        {"profile", "!profile"},
    });
}

TEST_CASE("moves carry their direction and speed") {
    check_rows({
        {"slow dolly left", "!dolly >left ~slow"},
        {"dolly slowly to the left", "!dolly >left ~slow"},
        {"push-in", "!push-in"},
        {"slow push-in", "!push-in ~slow"},
        {"dolly in", "!push-in"},
        {"dolly slowly in", "!push-in ~slow"},
        {"pull back", "!pull-back"},
        {"pull-out", "!pull-back"},
        {"360 orbit", "!orbit"},
        {"smooth 360-degree orbit", "!orbit ~smooth"},
        {"360\u00B0 orbit", "!orbit"},
        {"orbit clockwise", "!orbit >clockwise"},
        {"static", "!static"},
        {"locked-off", "!static"},
        {"locked off", "!static"},
        {"crane up", "!crane >up"},
        {"jib down", "!crane >down"},
        {"pan left", "!pan >left"},
        {"pans slowly right", "!pan >right ~slow"},
        {"whip pan right", "!whip pan >right"},
        {"tilt up", "!tilt >up"},
        {"truck right", "!truck >right"},
        {"zoom in", "!zoom >in"},
        {"slow zoom", "!zoom ~slow"},
        {"crash zoom", "!crash zoom"},
        {"dolly zoom", "!dolly zoom"},
        {"arc left", "!arc >left"},
        {"tracking shot", "!tracking shot"},
        {"follow", "!follow"},
        {"pedestal down", "!pedestal >down"},
        {"drone flyover", "!flyover | drone"},
        {"slow orbit at eye level", "!eye level | orbit ~slow"},
    });
}

TEST_CASE("manner, optics and transitions are kinds of their own") {
    check_rows({
        {"handheld", "!handheld"},
        {"hand-held", "!handheld"},
        {"static on tripod", "!static | tripod"},
        {"static on a tripod", "!static | tripod"},
        {"pan left on a tripod", "!pan >left | tripod"},
        {"shallow depth of field", "!shallow depth of field"},
        {"shallow DOF", "!shallow depth of field"},
        {"rack focus", "!rack focus"},
        {"macro", "!macro"},
        {"long lens", "!telephoto"},
        {"cut", "!cut"},
        {"hard cut", "!cut"},
        {"continuous", "!continuous"},
        {"one take", "!continuous"},
        {"cut to a close-up", "close-up"},  // no pure transition: its words belong to the prompt
    });
}

TEST_CASE("prose is no pure term, and everyday words in it are no terms at all") {
    check_rows({
        {"35mm film", ""},
        {"a wide street", ""},
        {"the low sun", ""},
        {"close friends", ""},
        {"a truck in the street", ""},
        {"a frying pan in the kitchen", ""},
        {"white marble pedestal", ""},
        {"cut glass", ""},
        {"still water", ""},
        {"slow", ""},
        {"left", ""},
        {"camera", ""},
        {"", ""},
        {"  ", ""},
        {"{look} wide", ""},
        {"{dolly left}", ""},
        {"static on tripod with slight handheld micro-shake", "static | tripod"},
        {"camera pulls back to reveal the house", "pull-back"},
        {"follows her through the market", "follow"},
        {"slow dolly-in from eye level", "eye level | push-in ~slow"},
        {"Wide-angle shot slowly pushing forward down a rain-soaked street", "wide shot | push-in ~slow"},
        {"Smooth 360-degree rotating shot of matte-black headphones", "orbit ~smooth"},
    });
}

TEST_CASE("one item may hold several terms") {
    check_rows({
        {"low-angle wide shot", "!wide shot | low angle"},
        {"wide low angle", "!wide shot | low angle"},
        {"handheld close-up", "!close-up | handheld"},
        {"static, then a slow push-in", "push-in ~slow"},
    });
    CHECK(vocabulary().read("dolly left and tilt up").move_count == 2);
    CHECK(vocabulary().read("static").move_count == 0);
    CHECK(vocabulary().read("static").is_move_static);
    CHECK_FALSE(vocabulary().read("static, then a slow push-in").is_move_static);
}

TEST_CASE("an item longer than the inline buffer is read to its end") {
    std::string item;
    for (int i = 0; i < 200; ++i) {
        item += "some words ";
    }
    CHECK(describe(item + "and a slow dolly left") == "dolly >left ~slow");
}

TEST_CASE("what cannot both hold is said with its reason") {
    const std::vector<std::array<const char*, 2>> pairs = {
        {"static", "dolly left"},     {"static on tripod", "slow push-in"},
        {"pan left", "pan right"},    {"crane up", "crane down"},
        {"zoom in", "zoom out"},      {"push-in", "pull back"},
        {"wide shot", "close-up"},    {"low angle", "high angle"},
        {"handheld", "on a tripod"},  {"slow dolly left", "fast dolly left"},
        {"cut", "continuous"},        {"shallow focus", "deep focus"},
        {"two-shot", "three-shot"},   {"profile", "from behind"},
        {"aerial view", "eye level"},
    };
    for (const auto& pair : pairs) {
        INFO(pair[0] << " / " << pair[1]);
        CHECK_FALSE(contradiction(pair[0], pair[1]).empty());
        CHECK(contradiction(pair[0], pair[1]) == contradiction(pair[1], pair[0]));
    }
    CHECK(contradiction("static", "dolly left") == "a camera cannot rest and travel at once");
}

TEST_CASE("what can both hold is left alone") {
    const std::vector<std::array<const char*, 2>> pairs = {
        {"static", "handheld"},
        {"static", "zoom in"},
        {"static", "static on tripod"},
        {"dolly left", "tilt up"},
        {"pan left", "on a tripod"},
        {"pan left", "truck right"},
        {"wide shot", "wide"},
        {"medium shot", "two-shot"},
        {"close-up", "over-the-shoulder"},
        {"low angle", "Dutch angle"},
        {"low angle", "from behind"},
        {"ground level", "low angle"},
        {"handheld", "dolly left"},
        {"slow dolly left", "dolly left"},
        {"static", "dolly left past the window"},  // prose may mean anything
    };
    for (const auto& pair : pairs) {
        INFO(pair[0] << " / " << pair[1]);
        CHECK(contradiction(pair[0], pair[1]).empty());
        CHECK(contradiction(pair[1], pair[0]).empty());
    }
}

TEST_CASE("every word form reads as a pure term of its own") {
    const auto words = vocabulary().words();
    CHECK(words.size() > 400);
    for (const auto word : words) {
        INFO(word);
        CHECK(vocabulary().read(word).is_term_only);
    }
}

TEST_CASE("a vocabulary moves with its words") {
    auto first = Vocabulary::parse(stdlib::find_embedded("vocabulary/camera.json"));
    REQUIRE(first);
    const Terms terms = first->read("slow dolly left");
    const Vocabulary second = std::move(*first);
    CHECK(terms.move == "dolly");
    CHECK(second.read("ECU").framing == "extreme close-up");
}

TEST_CASE("a broken vocabulary names what is wrong") {
    const auto reason = [](std::string_view json) {
        const auto parsed = Vocabulary::parse(json);
        REQUIRE_FALSE(parsed);
        return parsed.error().message();
    };
    CHECK_THAT(reason("{"), Catch::Contains("vocabulary/camera.json"));
    CHECK_THAT(reason("{}"), Catch::Contains("terms"));
    CHECK_THAT(reason(R"({"format": "other"})"), Catch::Contains("other"));
    CHECK_THAT(reason(R"({"terms": {"colour": {"red": []}}})"), Catch::Contains("colour"));
    CHECK_THAT(reason(R"({"terms": {"move": {"pan": []}}, "still": ["static"]})"), Catch::Contains("static"));
    CHECK_THAT(reason(R"({"terms": {"move": {"pan": [], "tilt": ["pan"]}}})"), Catch::Contains("pan"));
    CHECK_THAT(reason(R"({"terms": {"move": {"pan": ["--"]}}})"), Catch::Contains("--"));
    CHECK_THAT(reason(R"({"terms": {"move": {"pan": [true]}}})"), Catch::Contains("true"));
    CHECK_THAT(reason(R"({"terms": {"move": {"pan": []}}, "excludes": [{"any": ["pan"]}]})"),
               Catch::Contains("reason"));
    CHECK_THAT(reason(std::string(100, '[')), Catch::Contains("deep"));
}

}  // namespace
}  // namespace shot::tests
