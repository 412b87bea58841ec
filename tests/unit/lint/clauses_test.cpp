// The reader of clauses against tests/lints/clauses.txt: which verbs it finds, and who does them.
#include <catch2/catch.hpp>

#include <string>

#include <fmt/format.h>

#include "compiler/lint/text.hpp"
#include "tests/support/lint_table.hpp"

using namespace shot;

namespace {

/// `she walks, (dog runs), man smiling~, house stands?`: by the way in brackets, a participle, no action.
std::string written_predicates(const lint::Text& text) {
    std::string out;
    for (const lint::Predicate& predicate : text.predicates()) {
        const std::string_view subject = predicate.subject < text.size() ? text.word(predicate.subject) : "-";
        const std::string said = fmt::format("{} {}", subject, text.word(predicate.verb));
        out += out.empty() ? "" : ", ";
        out += predicate.is_subordinate ? fmt::format("({})", said) : said;
        out += predicate.form == lint::Predicate::Form::Participle ? "~" : "";
        out += predicate.is_action ? "" : "?";
    }
    return out.empty() ? "-" : out;
}

}  // namespace

TEST_CASE("who does what, against its table") {
    const auto lexicon = lint::Lexicon::load();
    REQUIRE(lexicon);
    const std::vector<test::TableLine> table = test::read_lint_table("clauses");
    CHECK(table.size() >= 40);
    lint::Text text;
    for (const auto& [prose, predicates] : table) {
        text.read(prose, *lexicon);
        INFO(prose);
        CHECK(written_predicates(text) == predicates);
    }
}

TEST_CASE("forms of verbs") {
    using Kind = lint::VerbForm::Kind;
    const auto lexicon = lint::Lexicon::load();
    REQUIRE(lexicon);
    CHECK(lint::verb_form(*lexicon, "walk").kind == Kind::Base);
    CHECK(lint::verb_form(*lexicon, "carries").kind == Kind::Third);
    CHECK(lint::verb_form(*lexicon, "watches").kind == Kind::Third);
    CHECK(lint::verb_form(*lexicon, "dancing").kind == Kind::Ing);
    CHECK(lint::verb_form(*lexicon, "running").kind == Kind::Ing);
    CHECK(lint::verb_form(*lexicon, "hurried").kind == Kind::Past);
    CHECK(lint::verb_form(*lexicon, "stopped").kind == Kind::Past);
    CHECK(lint::verb_form(*lexicon, "ran").kind == Kind::Past);
    CHECK(lint::verb_form(*lexicon, "taken").kind == Kind::Participle);
    CHECK(lint::verb_form(*lexicon, "lighting").kind == Kind::None);
    CHECK(lint::verb_form(*lexicon, "harbour").kind == Kind::None);
    CHECK(lint::verb_form(*lexicon, "s").kind == Kind::None);
}
