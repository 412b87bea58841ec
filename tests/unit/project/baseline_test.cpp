#include <catch2/catch.hpp>

#include "compiler/project/baseline.hpp"
#include "compiler/source/memory_file_system.hpp"

using namespace shot;
using project::Baseline;

namespace {

constexpr std::string_view kText = "shot a\n    - He  moves.\n\t- He moves. \n    - She moves.\n";

struct World {
    MemoryFileSystem files{"/home/me"};
    Sources sources;
    FileId file;

    World() {
        files.add("films/x.shot", std::string(kText));
        file = sources.add("films/x.shot", std::string(kText));
    }
    /// The place of the nth `moves` of the file.
    [[nodiscard]] Span place(int n) const {
        std::size_t at = 0;
        for (int i = 0; i <= n; ++i) {
            at = kText.find("moves", at + 1);
        }
        return {file, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 5)};
    }
};

std::string failure_of(std::string_view text) {
    MemoryFileSystem files;
    files.add("known.json", std::string(text));
    const auto baseline = Baseline::read("known.json", files);
    return baseline ? "" : baseline.error().reason;
}

}  // namespace

TEST_CASE("a finding is known by its file, its lint and the words of its line, as often as it was there") {
    World world;
    world.files.add("base/other", "");
    Baseline first("base/known.json", world.files);
    first.begin_script();
    CHECK_FALSE(first.is_known("vague-motion", world.place(0), world.sources));
    CHECK_FALSE(first.is_known("vague-motion", world.place(0), world.sources));  // for another target
    CHECK_FALSE(first.is_known("vague-motion", world.place(2), world.sources));
    first.end_script(world.file, world.sources);
    const std::string text = project::write_baseline(first.refreshed());
    CHECK(text ==
          "{\n  \"shot-baseline\": 1,\n  \"findings\": [\n"
          "    {\"file\": \"../films/x.shot\", \"lint\": \"vague-motion\", \"line\": \"- He moves.\"},\n"
          "    {\"file\": \"../films/x.shot\", \"lint\": \"vague-motion\", \"line\": \"- She moves.\"}\n  ]\n}\n");

    world.files.add("base/known.json", text);
    auto again = Baseline::read("base/known.json", world.files);
    REQUIRE(again);
    again->begin_script();
    CHECK(again->is_known("vague-motion", world.place(1), world.sources));
    CHECK_FALSE(again->is_known("vague-motion", world.place(0), world.sources));  // one more of the same words
    CHECK(again->is_known("vague-motion", world.place(1), world.sources));        // the same one for another target
    CHECK_FALSE(again->is_known("negated-noun", world.place(2), world.sources));
    CHECK(again->known_count() == 1);
    CHECK(again->gone().empty());  // the script has not been checked whole
    again->end_script(world.file, world.sources);
    REQUIRE(again->gone().size() == 1);
    CHECK(again->gone().begin()->first.line == "- She moves.");
}

TEST_CASE("a library that two scripts use is counted once, and entries of other files stay") {
    World world;
    world.files.add("known.json", R"({"shot-baseline": 1, "findings": [
        {"file": "films/x.shot", "lint": "vague-motion", "line": "- They moved.", "count": 3},
        {"file": "gone.shot", "lint": "vague-motion", "line": "- They moved."}]})");
    auto baseline = Baseline::read("known.json", world.files);
    REQUIRE(baseline);
    for (int script = 0; script < 2; ++script) {
        baseline->begin_script();
        baseline->is_known("vague-motion", world.place(0), world.sources);
    }
    const auto counts = baseline->refreshed();
    CHECK(counts.size() == 2);
    CHECK(counts.at({"films/x.shot", "vague-motion", "- He moves."}) == 1);
    CHECK(counts.at({"films/x.shot", "vague-motion", "- They moved."}) == 3);
    REQUIRE(baseline->gone().size() == 1);
    CHECK(baseline->gone().begin()->first.file == "gone.shot");
}

TEST_CASE("a long line is its beginning and a hash, which tells it from another with the same beginning") {
    MemoryFileSystem files;
    Sources sources;
    const std::string begin(300, 'a');
    const FileId file = sources.add("x.shot", begin + "é\n" + begin + "è\n");
    Baseline baseline("known.json", files);
    baseline.begin_script();
    baseline.is_known("vague-motion", {file, 0, 3}, sources);
    baseline.is_known("vague-motion", {file, 310, 312}, sources);
    const auto counts = baseline.refreshed();
    REQUIRE(counts.size() == 2);
    CHECK(counts.begin()->first.line.size() < 220);
}

TEST_CASE("what is no baseline is said to be none, with the entry that is wrong") {
    CHECK(failure_of("{\n  \"shot-baseline\": 1,\n  nonsense}") == "it is no JSON from line 3 on");
    CHECK(failure_of("[]") == "it is no baseline: it has no `shot-baseline`");
    CHECK(failure_of(R"({"shot-baseline": 7, "findings": []})") == "it is of version 7, this program knows 1");
    CHECK(failure_of(R"({"shot-baseline": 1})") == "`findings` is no list");
    CHECK(failure_of(R"({"shot-baseline": 1, "findings": [], "more": 1})") == "`more` is not known");
    CHECK(failure_of(R"({"shot-baseline": 1, "findings": [{"file": "a", "lint": 3}]})") ==
          "entry 1 has a `lint` that is no text");
    CHECK(failure_of(R"({"shot-baseline": 1, "findings": [{"file": "a", "lint": "b", "count": 0}]})") ==
          "entry 1 has a `count` that is no number from 1");
    CHECK(failure_of(R"({"shot-baseline": 1, "findings": [{"file": "a"}]})") == "entry 1 has no `file` or no `lint`");
    CHECK(failure_of(R"({"shot-baseline": 1, "findings": []})").empty());
}
