// Offers against tests/lints/offers.txt: how a text reads after them, and the field that goes beside it.
#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "compiler/lint/offers.hpp"
#include "stdlib/embedded.hpp"
#include "tests/support/lint_table.hpp"

using namespace shot;

namespace {

std::optional<lint::Offer> offer_of(const lint::Text& text, const lint::Finding& finding,
                                    const lint::OfferWords& words) {
    switch (finding.lint) {
        case lint::Lint::VagueMotion:
            return lint::offer_motion(text, finding, words);
        case lint::Lint::AbstractLook:
            return lint::offer_look(text, finding, words);
        case lint::Lint::BrightnessNotSource:
            return lint::offer_light(text, finding, words);
        case lint::Lint::NegatedNoun:
            return lint::offer_negation(text, finding, words);
        default:
            return std::nullopt;
    }
}

bool has_offer(lint::Lint lint) {
    return lint == lint::Lint::VagueMotion || lint == lint::Lint::AbstractLook ||
           lint == lint::Lint::BrightnessNotSource || lint == lint::Lint::NegatedNoun;
}

/// The first finding's offer as the table has it: the text then, ` | field: value`; `-` where there is none.
std::string written_offer(const std::string& before, const lint::Lexicon& lexicon, const lint::OfferWords& words) {
    lint::Text text;
    text.read(before, lexicon);
    lint::Findings found;
    lint::find_all(text, lint::kAllLints, found);
    const auto finding = std::find_if(found.begin(), found.end(), [](const auto& one) { return has_offer(one.lint); });
    if (finding == found.end()) {
        return "no finding";
    }
    const auto offer = offer_of(text, *finding, words);
    if (!offer) {
        return "-";
    }
    const std::string after = lint::apply_cuts(before, offer->cuts);
    return offer->field.empty() ? after : fmt::format("{} | {}: {}", after, offer->field, offer->value);
}

}  // namespace

TEST_CASE("each offer against its table") {
    const auto lexicon = lint::Lexicon::load();
    const auto words = lint::OfferWords::parse(stdlib::find_embedded("lints/offers.json"));
    REQUIRE(lexicon);
    REQUIRE(words);
    const std::vector<test::TableLine> table = test::read_lint_table("offers");
    CHECK(table.size() >= 80);
    for (const auto& [before, after] : table) {
        INFO(before);
        CHECK(written_offer(before, *lexicon, *words) == after);
    }
}

TEST_CASE("the words of offers are read strictly") {
    CHECK_FALSE(lint::OfferWords::parse("[]"));
    CHECK_FALSE(lint::OfferWords::parse(R"({"motion": [{"manners": ["fast"], "verb": ["race"], "to": "on"}]})"));
}
