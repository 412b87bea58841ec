// The words of a house in texts: what is found, and what is written instead.
#include <catch2/catch.hpp>

#include "compiler/lint/house_rules.hpp"

using namespace shot;

namespace {

/// What is found in the text for these words, joined by `|`.
std::string found(std::initializer_list<std::string_view> words, std::string_view text, bool keeps_case = false) {
    lint::HouseRules rules;
    lint::HouseRule rule;
    rule.keeps_case = keeps_case;
    for (const std::string_view word : words) {
        CHECK(rules.add(rule, word) == nullptr);
    }
    std::vector<lint::HouseMatch> matches;
    rules.find(text, matches);
    std::string all;
    for (const lint::HouseMatch& match : matches) {
        all += (all.empty() ? "" : "|") + std::string(text.substr(match.begin, match.end - match.begin));
    }
    return all;
}

}  // namespace

TEST_CASE("whole words in any case") {
    CHECK(found({"model"}, "The Model, a MODEL; models remodel the model.") == "Model|MODEL|model");
    CHECK(found({"model"}, "the model's hat, the model’s hat, model-made") == "model|model|model");
    CHECK(found({"can"}, "he can't, he can’t, he can") == "can");
    CHECK(found({"best"}, "best_of best2 2best (best)") == "best");
    CHECK(found({"C++", "#1"}, "C++ is #1, C+++ and ##1") == "C++|#1|C++|#1");
    CHECK(found({"Apple"}, "Apple apple APPLE", true) == "Apple");
    CHECK(found({"don't"}, "don’t, DON'T, dont") == "don’t|DON'T");
}

TEST_CASE("phrases, the longest at a place, over any white space") {
    CHECK(found({"brand new", "brand", "new car"}, "a brand  new car, a brand\tnew car") == "brand  new|brand\tnew");
    CHECK(found({"brand new"}, "brand-new brand") == "");
    CHECK(found({"  ice   cream "}, "ice cream") == "ice cream");
    CHECK(found({"a b c", "b"}, "a b d") == "b");
}

TEST_CASE("words of every script, however they are encoded") {
    CHECK(found({"café"}, "Cafe\u0301, CAFÉ, cafe, cafés") == "Cafe\u0301|CAFÉ");
    CHECK(found({"cafe"}, "cafe\u0301 café") == "");
    CHECK(found({"Straße"}, "STRASSE, strasse") == "STRASSE|strasse");
    CHECK(found({"ΣΟΦΟΣ"}, "σοφός σοφος") == "σοφος");
    CHECK(found({"東京"}, "夜の東京タワー、東京。") == "東京|東京");
    CHECK(found({"дом"}, "Дом, домой") == "Дом");
    CHECK(found({"best"}, std::string_view("\xFF best \xC3", 8)) == "best");
}

TEST_CASE("a word has one rule") {
    lint::HouseRules rules;
    lint::HouseRule rule;
    rule.place = "first";
    CHECK(rules.add(rule, "Best") == nullptr);
    const lint::HouseRule* other = rules.add(rule, "best");
    REQUIRE(other != nullptr);
    CHECK(other->place == "first");
    rule.keeps_case = true;
    CHECK(rules.add(rule, "BEST") == nullptr);
    std::vector<lint::HouseMatch> matches;
    rules.find("best BEST", matches);
    REQUIRE(matches.size() == 2);
    CHECK_FALSE(matches[0].rule->keeps_case);
    CHECK(matches[1].rule->keeps_case);
}

TEST_CASE("a replacement takes over capitals") {
    CHECK(in_case_of("model", "presenter") == "presenter");
    CHECK(in_case_of("Model", "presenter") == "Presenter");
    CHECK(in_case_of("MODEL", "presenter") == "PRESENTER");
    CHECK(in_case_of("A", "one") == "One");
    CHECK(in_case_of("Élan", "über") == "Über");
    CHECK(in_case_of("model", "McCoy") == "McCoy");
}
