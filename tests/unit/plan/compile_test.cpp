#include <catch2/catch.hpp>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "compiler/support/sha256.hpp"
#include "runtime/bundle/reader.hpp"
#include "runtime/bundle/writer.hpp"
#include "tests/unit/plan/compile_support.hpp"
#include "tests/unit/targets/media_bytes.hpp"

using namespace shot;
using namespace shot::tests;
using nlohmann::json;
using plan::OutputFormat;

namespace {

constexpr const char* kFilm = R"(target sora-2-pro, 1280x720, 8s

scene Study: a dim study lined with maritime maps

speaker Fisherman: an elderly Swedish fisherman with a weathered face
    references: "cast/fisherman.mp4"

shot confession "The confession": Study
    subject: Fisherman
    seed: 42
    - Fisherman looks up to camera.

shot storm, extends confession, 4s
    - The flame bends.

shot after, wide: a harbour at dawn
    first frame: storm

shot hall, wide: a marble hall
    first frame: "frames/hall.png"

shot warmer, edits confession: Warm the lamp; keep everything else.

shot mended, edits "takes/harbour.mp4": Take the gull out.

shot known, edits "video_68d7": Take the gull out.

sequence film "Lighthouse", 24s
    confession
    storm
    warmer
)";

MemoryFileSystem film_files() {
    MemoryFileSystem files;
    files.add("cast/fisherman.mp4", mp4());
    files.add("takes/harbour.mp4", mp4({.milliseconds = 8000}));
    files.add("frames/hall.png", png(1280, 720));
    return files;
}

const json& request_of(const json& bundle, std::string_view id) {
    for (const json& request : bundle["requests"]) {
        if (request["id"] == id) {
            return request;
        }
    }
    FAIL("no request " << id);
    return bundle;
}

}  // namespace

TEST_CASE("a script becomes a bundle of requests", "[plan]") {
    auto files = film_files();
    const Compiled compiled = compile(files, kFilm, OutputFormat::Bundle);
    REQUIRE(compiled.errors() == "");
    REQUIRE(compiled.texts.size() == 1);
    const json bundle = json::parse(compiled.texts[0]);

    SECTION("creates name the files that they need") {
        const json& confession = request_of(bundle, "confession");
        CHECK(confession["operation"] == "create");
        CHECK(confession["title"] == "The confession");
        CHECK(confession["path"] == "/v1/videos");
        CHECK(confession["body"]["model"] == "sora-2-pro");
        CHECK(confession["body"]["size"] == "1280x720");
        CHECK(confession["body"]["seconds"] == "8");
        CHECK(confession["body"]["characters"] == json::parse(R"([{"id":"${assets.Fisherman.id}"}])"));
        CHECK(confession["assets"] == json{"Fisherman"});
        CHECK(confession["depends_on"] == json::array());
        CHECK(confession["cost"]["usd"] == 2.4);
        CHECK(request_of(bundle, "hall")["body"]["input_reference"]["file_id"] == "${assets.frames-hall.id}");
    }
    SECTION("what follows a clip waits for it") {
        const json& storm = request_of(bundle, "storm");
        CHECK(storm["body"]["video"]["id"] == "${requests.confession.id}");
        CHECK(storm["depends_on"] == json{"confession"});
        CHECK(storm["seconds"] == 4);
        CHECK(storm["size"] == "1280x720");
        CHECK(storm["assets"] == json::array());
        CHECK(storm["cost"]["usd"] == 1.2);
        const json& after = request_of(bundle, "after");
        CHECK(after["depends_on"] == json{"storm"});
        CHECK(after["body"]["input_reference"]["file_id"] == "${assets.storm-last-frame.id}");
    }
    SECTION("edits have their change alone") {
        const json& warmer = request_of(bundle, "warmer");
        CHECK(warmer["body"] == json::parse(R"({"video":{"id":"${requests.confession.id}"},
            "prompt":"Warm the lamp; keep everything else."})"));
        CHECK(warmer["seconds"].is_null());
        CHECK(warmer["cost"]["usd"].is_null());
        CHECK(request_of(bundle, "mended")["body"]["video"]["id"] == "${assets.takes-harbour.id}");
        CHECK(request_of(bundle, "mended")["body"]["model"] == "sora-2-pro");
        CHECK(request_of(bundle, "known")["body"]["video"]["id"] == "video_68d7");
        CHECK(request_of(bundle, "known")["depends_on"] == json::array());
    }
    SECTION("assets stand once, with their hashes") {
        REQUIRE(bundle["assets"].size() == 4);
        CHECK(bundle["assets"][0]["id"] == "Fisherman");
        CHECK(bundle["assets"][0]["sha256"] == sha256_of(mp4()));
        CHECK(bundle["assets"][1]["request"] == "storm");
        CHECK(bundle["script"]["files"][0]["sha256"] == sha256_of(kFilm));
    }
    SECTION("losses are listed with their line") {
        const json& lost = request_of(bundle, "confession")["lost"];
        REQUIRE(lost.size() == 1);
        CHECK(lost[0]["what"] == "seed");
        CHECK(lost[0]["detail"] == "42");
        CHECK(lost[0]["file"] == "film.shot");
        CHECK(lost[0]["line"] == 10);
        CHECK(compiled.has("lost"));
    }
    SECTION("sums and cuts") {
        CHECK(bundle["totals"]["requests"] == 7);
        CHECK(bundle["totals"]["usd"].is_null());
        CHECK(bundle["sequences"][0]["seconds"] == 20);  // 8, the new 4, and the edit of 8
        CHECK(bundle["sequences"][0]["promised_seconds"] == 24);
    }
    SECTION("it is read and written again to the byte") {
        const auto read = bundle::read_bundle(compiled.texts[0], "film.json");
        REQUIRE(read);
        CHECK(bundle::write_bundle(*read).text() == compiled.texts[0]);
    }
}

TEST_CASE("the source map leads from each byte of a prompt to its line", "[plan]") {
    auto files = film_files();
    const Compiled compiled = compile(files, kFilm, OutputFormat::Bundle);
    const json bundle = json::parse(compiled.texts.at(0));
    const json& request = request_of(bundle, "confession");
    const std::string prompt = request["body"]["prompt"];
    std::size_t end = 0;
    for (const json& range : request["source_map"]) {
        CHECK(range["start"] == end);
        end = range["end"];
        CHECK(range["file"] == "film.shot");
        const std::string text = prompt.substr(range["start"], end - range["start"].get<std::size_t>());
        if (text.find("weathered face") != std::string::npos) {
            CHECK(range["line"] == 5);
        }
        if (text.find("looks up to camera") != std::string::npos) {
            CHECK(range["line"] == 11);
        }
    }
    CHECK(end == prompt.size());
}

TEST_CASE("--strict turns losses into errors", "[plan]") {
    auto files = film_files();
    plan::Options options;
    options.strict = true;
    CHECK(compile(files, kFilm, OutputFormat::Bundle, options).errors() != "");
}

TEST_CASE("a batch has the clips that can be made at once", "[plan]") {
    auto files = film_files();
    const Compiled compiled = compile(files, kFilm, OutputFormat::Batch);
    REQUIRE(compiled.errors() == "");
    REQUIRE(compiled.texts.size() == 1);
    CHECK(std::count(compiled.texts[0].begin(), compiled.texts[0].end(), '\n') == 2);  // confession and hall
    CHECK(compiled.texts[0].starts_with(R"({"custom_id":"confession","method":"POST","url":"/v1/videos","body":{"model":)"));
    CHECK(std::count_if(compiled.found.begin(), compiled.found.end(),
                        [](const auto& one) { return one.name == "not-in-batch"; }) == 5);
    CHECK(compiled.has("batch-needs-ids"));
}

TEST_CASE("prompts stand under their shot's name and title", "[plan]") {
    MemoryFileSystem files;
    const Compiled compiled = compile(files,
                                      "shot dawn \"First light\", 4s, wide: a harbour at dawn\n"
                                      "shot dusk, 4s, wide: a harbour at dusk\n",
                                      OutputFormat::Prompt);
    REQUIRE(compiled.errors() == "");
    CHECK(compiled.texts.at(0).starts_with("## dawn \"First light\"\n\nA harbour at dawn."));
    CHECK(compiled.texts.at(0).find("\n\n## dusk\n\nA harbour at dusk.") != std::string::npos);
}

TEST_CASE("which targets a script is compiled for", "[plan]") {
    MemoryFileSystem files;
    const std::string shot = "shot dawn, wide: a harbour at dawn\n";
    const std::string two = "target sora-2, 8s\ntarget sora-2-pro as large, 1920x1080, 4s\n" + shot;
    const auto with = [&](const std::string& text, const std::string& target, bool all = false) {
        plan::Options options;
        options.target = target;
        options.all_targets = all;
        return compile(files, text, OutputFormat::Bundle, options);
    };
    CHECK(with(shot, "").targets == std::vector<std::string>{"sora-2"});
    CHECK(with(two, "").targets == std::vector<std::string>{"sora-2"});
    CHECK(with(two, "large").targets == std::vector<std::string>{"large"});
    CHECK(with(two, "sora-2-pro").targets == std::vector<std::string>{"large"});
    CHECK(with(two, "", true).targets == std::vector<std::string>{"sora-2", "large"});

    const json large = json::parse(with(two, "large").texts.at(0));
    CHECK(large["target"]["alias"] == "large");
    CHECK(large["requests"][0]["size"] == "1920x1080");
    // A profile that no line names takes the first line's attributes.
    const json other = json::parse(with("target sora-2, 8s\n" + shot, "sora-2-pro").texts.at(0));
    CHECK(other["target"]["model"] == "sora-2-pro");
    CHECK(other["requests"][0]["seconds"] == 8);

    const Compiled misspelt = with(two, "larg");
    CHECK(misspelt.targets.empty());
    REQUIRE(misspelt.found.size() == 1);
    CHECK(misspelt.found[0].message == "there is no target `larg`");
    CHECK(misspelt.found[0].notes.at(0) == "did you mean `large`?");
    const Compiled unknown = with("target sora-2, 8s\ntarget sora-2-por\n" + shot, "");
    REQUIRE(unknown.has("unknown-target"));
    CHECK(unknown.found.back().fixes.at(0).edits.at(0).replacement == "sora-2-pro");
}
