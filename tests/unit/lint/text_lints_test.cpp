// The text lints against tests/lints/NAME.txt: `+ text` raises the lint, `- text` does not.
#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <string>

#include <fmt/format.h>

#include "compiler/lint/speech.hpp"
#include "compiler/lint/text_lints.hpp"
#include "stdlib/embedded.hpp"

using namespace shot;

namespace {

struct LintCase {
    bool raises = false;
    std::string text;
};

std::vector<LintCase> read_cases(std::string_view name) {
    std::ifstream file(fmt::format("{}/tests/lints/{}.txt", SHOT_SOURCE_FOLDER, name));
    std::vector<LintCase> cases;
    for (std::string line; std::getline(file, line);) {
        if (line.size() > 2 && line[0] != '#') {
            cases.push_back({line[0] == '+', line.substr(2)});
        }
    }
    return cases;
}

}  // namespace

TEST_CASE("each text lint against its table") {
    const auto lexicon = lint::Lexicon::load();
    INFO((lexicon ? "" : lexicon.error().message()));
    REQUIRE(lexicon);
    lint::Text text;
    for (const lint::TextLint& entry : lint::text_lints()) {
        const std::vector<LintCase> cases = read_cases(entry.name);
        CHECK(cases.size() >= 40);
        for (const LintCase& one : cases) {
            text.read(one.text, *lexicon);
            lint::Findings found;
            lint::find_all(text, lint::kAllLints, found);
            const bool is_excused = lint::lists_said(text).has_any(lint::excusing_lists(entry.lint));
            const bool raised =
                !is_excused && std::any_of(found.begin(), found.end(), [&](const lint::Finding& finding) {
                    const bool is_one_move = finding.lint == lint::Lint::TooManyMoves && finding.count == 1;
                    return finding.lint == entry.lint && !is_one_move;
                });
            INFO(entry.name << (one.raises ? " misses: " : " nags: ") << one.text);
            CHECK(raised == one.raises);
        }
    }
}

TEST_CASE("every file of lints is read strictly") {
    lint::Lexicon lexicon;
    CHECK_FALSE(lexicon.add("sound", R"({"lists": {}})"));
    CHECK_FALSE(lexicon.add("sound", R"({"lists": {"words": ["hum"], "wrods": []}})"));
    CHECK_FALSE(lexicon.add("sound", R"({"lists": {"words": [1]}})"));
    CHECK_FALSE(lexicon.add("sound", R"({"lists": {"words": ["hum"]}, "extra": 1})"));
    CHECK(lexicon.add("sound", R"({"lists": {"words": ["hum"]}})"));
}

TEST_CASE("a line is measured in the rate of its language") {
    const auto rates = lint::SpeechRates::parse(stdlib::find_embedded("lints/speech.json"));
    REQUIRE(rates);
    const lint::Speech english = rates->measure("I still remember when I was young.");
    CHECK(english.count == 7);
    CHECK(english.milliseconds == 7'000'000 / 2750);
    CHECK(rates->measure("Well, I do. You know it.").milliseconds == 6'000'000 / 2750 + 200 + 400);
    CHECK(rates->measure("Ich bin nicht du.").per_second == 2160);
    const lint::Speech japanese = rates->measure("ここで待っていた。");
    CHECK_FALSE(japanese.is_words);
    CHECK(japanese.count == 8);
    CHECK(rates->measure("我在这里等你").per_second == 3080);
    for (const std::string_view line : {"Well, I do. You know it.", "ここで待っていた。", "Ich, nicht du!"}) {
        CHECK(rates->measure(line).milliseconds <= rates->bound(line));
    }
    CHECK_FALSE(lint::SpeechRates::parse("{}"));
    CHECK_FALSE(lint::SpeechRates::parse(R"({"comma_pause": 1, "stop_pause": 1, "languages": []})"));
}
