// A project's own targets: JSON alone makes one, with a combination of limits that no built-in one has.
#include "compiler/targets/catalog.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "compiler/source/memory_file_system.hpp"
#include "tests/unit/plan/compile_support.hpp"

namespace shot::tests {
namespace {

constexpr std::string_view kAurora = R"({
  "name": "aurora-1", "title": "Aurora", "provider": "Nobody", "model": "aurora", "facts_as_of": "2026-11-22",
  "dialect": "aurora", "prompt_style": "veo",
  "server": "cloud", "servers": {"local": {"model": "aurora-local", "prompt": null}},
  "sources": {"doc": {"title": "Doc", "url": "https://example.com", "date": "2026"}},
  "lifecycle": {"state": "live", "source": "doc"},
  "duration": {"frames": {"step": 6, "offset": 2}, "min_seconds": 1, "max_seconds": 9, "default": 5, "source": "doc"},
  "frame_rate": {"min": 12, "max": 30, "default": 25, "source": "doc"},
  "size": {"aspects": ["2:1"], "resolutions": {"500p": "M"}, "multiple": 8, "default": "1000x500", "source": "doc"},
  "prompt": {"max": 12, "unit": "tokens", "effect": "warn", "source": "doc"},
  "audio": {"mode": "toggle", "source": "doc"},
  "fields": {"seed": {"min": 1, "max": 9}, "negative": {"max_characters": 5}, "source": "doc"},
  "first_frame": {"kinds": ["png"], "required": true, "source": "doc"},
  "rules": [{"name": "slow", "when": {"frame_rate": {"less_than": 20}, "duration": {"more_than": 4}}, "effect": "refuse",
             "says": "slow clips last 4 s at most", "source": "doc"}]
})";
constexpr std::string_view kDialect = R"({
  "name": "aurora", "title": "Aurora API", "facts_as_of": "2026-11-22",
  "sources": {"doc": {"title": "Doc", "url": "https://example.com", "date": "2026"}},
  "operations": {"create": {"method": "POST", "path": "/v9/{model}/make", "source": "doc", "body": {
    "text": "$prompt", "frames": "$frames", "fps": "$frame_rate", "class": "$resolution", "shape": "$aspect",
    "start": "$first_frame.url", "sound": "$audio:yes/no", "seed": "$seed", "not": "$negative"}}}
})";

MemoryFileSystem project() {
    MemoryFileSystem files;
    files.add("targets/aurora-1.json", std::string(kAurora));
    files.add("targets/dialects/aurora.json", std::string(kDialect));
    files.add("frame.png", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\3\xe8\0\0\1\xf4\x08\2\0\0\0\0\0\0\0", 33));
    return files;
}

std::string script(std::string_view attributes, std::string_view lines) {
    return std::string("target aurora-1").append(attributes).append("\n\nshot hall, silent: a stone hall\n").append(lines);
}

TEST_CASE("a made-up target with new limits needs JSON only") {
    MemoryFileSystem files = project();
    const Compiled compiled = compile(files, script(", 3s, 24fps", "    first frame: \"frame.png\"\n    seed: 9\n    negative: fog\n"),
                                      plan::OutputFormat::Bundle);
    CHECK(compiled.errors().empty());
    REQUIRE(compiled.texts.size() == 1);
    CHECK_THAT(compiled.texts[0], Catch::Contains("\"path\":\"/v9/aurora/make\""));
    CHECK_THAT(compiled.texts[0],
               Catch::Contains(R"("body":{"text":"A stone hall.","frames":74,"fps":24,"class":"M","shape":"2:1",)"
                               R"("start":"${assets.frame.url}","sound":"no","seed":9,"not":"fog"})"));
}

TEST_CASE("each of its limits is held") {
    const auto found = [](std::string_view attributes, std::string_view lines) {
        MemoryFileSystem files = project();
        return compile(files, script(attributes, lines), plan::OutputFormat::Bundle);
    };
    constexpr std::string_view kFrame = "    first frame: \"frame.png\"\n";
    CHECK(found(", 10s", kFrame).has("duration-not-offered"));
    CHECK(found(", 3s", "").has("first-frame-required"));
    CHECK(found(", 16:9", kFrame).has("size-not-offered"));
    CHECK(found(", 5s, 15fps", kFrame).has("rule-broken"));
    CHECK(found("", std::string(kFrame) + "    seed: 10\n").has("seed-out-of-range"));
    CHECK(found("", std::string(kFrame) + "    negative: people, cars\n").has("negative-too-long"));
    CHECK(found("", std::string(kFrame) + "    mood: one two three four five six seven eight nine ten eleven\n").has("prompt-long"));
    CHECK(found("@local", kFrame).errors().empty());
    CHECK(found("@nowhere", kFrame).has("unknown-target"));
}

TEST_CASE("a catalog has the project's targets beside the built-in ones") {
    const MemoryFileSystem files = project();
    const targets::Catalog catalog(files, "targets");
    const auto names = catalog.names();
    CHECK(std::find(names.begin(), names.end(), "aurora-1") != names.end());
    CHECK(std::find(names.begin(), names.end(), "sora-2") != names.end());
    CHECK(catalog.has("aurora-1@local"));
    CHECK_FALSE(targets::Catalog().has("aurora-1"));
    const auto local = *catalog.find("aurora-1@local");
    CHECK(local->name == "aurora-1@local");
    CHECK(local->model == "aurora-local");
    CHECK(local->prompt.max == 0);
    CHECK((*catalog.find("aurora-1@cloud"))->name == "aurora-1");
    CHECK(catalog.find("../secret").error().reason == "there is no profile of this name");
}

TEST_CASE("a project's target that is wrong is an error that names the key") {
    MemoryFileSystem files = project();
    std::string broken(kAurora);
    files.add("targets/aurora-1.json", broken.replace(broken.find("\"toggle\""), 8, "\"loud\""));
    const Compiled compiled = compile(files, script("", ""), plan::OutputFormat::Bundle);
    CHECK_THAT(compiled.errors(), Catch::Contains("$.audio.mode: found `loud`"));
}

}  // namespace
}  // namespace shot::tests
