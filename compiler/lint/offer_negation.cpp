// The offer of negated-noun: the clause that names what is not to be there goes, and the thing is said apart.
#include <fmt/format.h>

#include "compiler/lint/offers.hpp"

namespace shot::lint {
namespace {

/// Tokens [first, last) that go, and the things that they name.
struct Clause {
    std::size_t first = 0;
    std::size_t last = 0;
    std::vector<std::string> things;
};

bool ends_noun(const Text& text, std::size_t i) {
    return text.is_stop(i) || text.is(i, Words::Preposition) || text.is(i, Words::Conjunction);
}

/// Past the thing that begins at `first`, where what comes after shows that it ends there; else 0.
std::size_t end_of_whole_thing(const Text& text, std::size_t first) {
    const std::size_t last = end_of_thing(text, first);
    return ends_noun(text, last) ? last : 0;
}

/// More of the list: `or cars`, `and no houses`.
void add_more(const Text& text, Clause& clause, bool joins_bare) {
    while (text.word(clause.last) == "or" || text.word(clause.last) == "and") {
        std::size_t first = clause.last + 1;
        const std::size_t negation = text.match(first, Words::Negation);
        const bool is_or = text.word(clause.last) == "or";
        first += negation;
        const bool is_thing = text.is_word(first) && !text.is(first, Words::Article) &&
                              !text.is(first, Words::Pronoun) && !text.is(first, Words::Possessive) &&
                              !ends_noun(text, first);
        const std::size_t last = is_thing ? end_of_whole_thing(text, first) : 0;
        if (last == 0 || (negation == 0 && !is_or && !joins_bare)) {
            return;
        }
        clause.things.emplace_back(text.written(first, last));
        clause.last = last;
    }
}

/// A clause that begins with its negation says nothing else: it goes to its end.
std::optional<Clause> find_whole_clause(const Text& text, const Finding& finding, const OfferWords& words) {
    std::size_t first = finding.first;
    const std::size_t begin = clause_begin(text, first);
    const std::string_view before = first > begin ? text.word(first - 1) : std::string_view();
    const bool is_there = first > begin + 1 && text.word(begin).starts_with("there") && first - begin <= 2;
    const bool is_theres = first == begin + 1 && (before == "there's" || before == "please" || before == "and");
    if (first != begin && !is_there && !is_theres) {
        return std::nullopt;
    }
    Clause clause{begin, finding.last, {std::string(text.written(thing_of(text, finding), finding.last))}};
    add_more(text, clause, holds(words.negated_lists, text.word(first)));
    // `no cars and a dog asleep`, `no cars while rain falls`: what is joined to it is there.
    const std::size_t end = clause_end(text, begin);
    for (std::size_t i = clause.last; i < end; ++i) {
        if (text.is(i, Words::Conjunction) && !text.is(i, Words::Preposition)) {
            return std::nullopt;
        }
    }
    const bool is_order = holds(words.imperatives, text.word(first));
    if (!is_order && text.word(first) == "without" && clause.last != end) {
        return std::nullopt;  // `Without a hat he shivers`
    }
    if (text.is(clause.last, Words::Preposition)) {  // `no people in the background` is not `no people`
        clause.things.back() += fmt::format(" {}", text.written(clause.last, end));
    }
    clause.last = end;
    return clause;
}

/// `a street with no cars at night`: `with no cars` goes.
std::optional<Clause> find_phrase(const Text& text, const Finding& finding, const OfferWords& words) {
    std::size_t first = finding.first;
    const std::string_view negation = text.word(first);
    const bool hangs_on = negation == "without" || negation == "free" || negation == "devoid";
    if (!hangs_on && (negation != "no" || text.word(first - 1) != "with")) {
        return std::nullopt;
    }
    first -= hangs_on ? 0 : 1;
    const bool follows_noun = first > 0 && !text.is_stop(first - 1) && !holds(words.copulas, text.word(first - 1)) &&
                              !text.is(first - 1, Words::Conjunction) && !text.is(first - 1, Words::Intensity);
    if (!follows_noun || !ends_noun(text, finding.last)) {
        return std::nullopt;
    }
    Clause clause{first, finding.last, {std::string(text.written(thing_of(text, finding), finding.last))}};
    add_more(text, clause, hangs_on);
    return clause;
}

/// The clause of the finding; where it is one of a list, that of the whole list.
std::optional<Clause> find_clause(const Text& text, const Finding& finding, const OfferWords& words) {
    Findings all;
    find_negated_nouns(text, all);
    for (const Finding& other : all) {
        if (other.first > finding.first) {
            break;
        }
        std::optional<Clause> clause = find_whole_clause(text, other, words);
        if (!clause && other.first > 0) {
            clause = find_phrase(text, other, words);
        }
        if (clause && finding.first >= clause->first && finding.last <= clause->last) {
            return clause;
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<Offer> offer_negation(const Text& text, const Finding& finding, const OfferWords& words) {
    const std::optional<Clause> clause = find_clause(text, finding, words);
    if (!clause) {
        return std::nullopt;
    }
    // `without a saddle and bridle` goes on; `No people are on the beach` tells of a place that would go, too.
    bool tells = text.is(clause->last, Words::Joint);
    for (std::size_t i = clause->first; i < clause->last; ++i) {
        const Predicate* predicate = predicate_at(text.predicates(), i);
        const bool has_verb =
            holds(words.copulas, text.word(i)) ||
            (predicate != nullptr && predicate->form == Predicate::Form::Finite && predicate->subject < text.size());
        tells = tells || (has_verb && text.holds(i + 1, clause->last, Words::Preposition));
    }
    std::optional<std::vector<Cut>> cuts = tells ? std::nullopt : take_out(text, clause->first, clause->last);
    if (!cuts) {
        return std::nullopt;
    }
    Offer offer{std::move(*cuts), "", "negative", ""};
    for (const std::string& thing : clause->things) {
        offer.value += (offer.value.empty() ? "" : ", ") + thing;
    }
    return offer;
}

}  // namespace shot::lint
