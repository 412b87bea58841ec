// The offer of negated-noun: the clause that names what is not to be there goes, and the thing is said apart.
#include <algorithm>
#include <iterator>

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

/// Whether what begins at `first` cannot be one more thing that is kept out: `, a dog`, `, just snow`, `, walking`.
bool is_said_apart(const Text& text, std::size_t first) {
    constexpr std::size_t kReach = 5;  // words: `, rain falling`
    for (std::size_t i = first; i < first + kReach && !text.is_stop(i); ++i) {
        if (predicate_at(text.predicates(), i) != nullptr) {
            return true;
        }
    }
    return !text.is_word(first) || text.is(first, Words::Article) || text.is(first, Words::Indefinite) ||
           text.is(first, Words::Pronoun) || text.is(first, Words::Possessive) || text.is(first, Words::SmallAdverb) ||
           text.is(first, Words::Preposition) || text.is(first, Words::Conjunction) ||
           text.is(first, Words::CameraWord) || text.is(first, Words::StyleWord) || text.word(first).ends_with("ing") ||
           text.word(first).ends_with("ly") || text.word(first) == "just" || text.word(first) == "only";
}

/// `with no shoes on walks on gravel`: a verb that was not read as one.
bool may_be_told(const Text& text, std::size_t i) {
    const std::string_view word = text.word(i);
    return (word.ends_with('s') || word.ends_with("ed")) &&
           verb_form(text.lexicon(), word).kind != VerbForm::Kind::None && text.is(i - 1, Words::Preposition);
}

/// Whether more is told than where the things are not: somebody does something, or another thing is there.
bool tells_more(const Text& text, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
        const std::string_view word = text.word(i);
        const bool is_joined = text.is(i, Words::Conjunction) && !text.is(i, Words::Preposition);
        if (is_joined || text.is(i, Words::Indefinite) || word == "a" || word == "an" || word == "except" ||
            word == "but" || predicate_at(text.predicates(), i) != nullptr || may_be_told(text, i)) {
            return true;
        }
    }
    return false;
}

/// `no papers on it`, `without a cloud in sight`, `no people at all`: says nothing of a place.
bool is_said_of_things(const Text& text, std::size_t first) {
    constexpr std::string_view kWords[] = {"them", "him", "her", "his", "sight", "all"};
    const std::string_view word = text.word(first + 1);
    return text.is(first + 1, Words::Pronoun) || text.is(first + 1, Words::Possessive) ||
           std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

/// `in the rain`, `at night`, `in Tokyo`: of the whole picture, and not of the things that are not in it.
bool is_of_picture(const Text& text, std::size_t first) {
    const std::size_t noun = first + (text.is(first + 1, Words::Article) ? 2 : 1);
    constexpr std::string_view kWords[] = {"rain", "snow", "fog", "mist", "dark", "wind", "sun", "storm", "moonlight"};
    return text.is(noun, Words::TimeOfDay) || text.has_capital(first + 1) ||
           std::find(std::begin(kWords), std::end(kWords), text.word(noun)) != std::end(kWords);
}

/// `in the frame`, `on the screen`: everywhere.
bool is_anywhere(const Text& text, std::size_t first) {
    constexpr std::string_view kWords[] = {"frame", "image", "picture", "shot", "video", "scene", "screen", "clip", "footage"};
    const std::size_t noun = first + (text.is(first + 1, Words::Article) ? 2 : 1);
    return std::find(std::begin(kWords), std::end(kWords), text.word(noun)) != std::end(kWords);
}

bool is_exception(std::string_view word) {
    return word == "except" || word == "apart" || word == "save" || word == "besides" || word == "but";
}

/// More of the list: `or cars`, `and no houses`, `, people, or dogs`. False where it cannot be told what is one more
/// thing and what is there after all.
bool add_more(const Text& text, Clause& clause, bool joins_bare) {
    while (true) {
        const bool has_comma = text.is_mark(clause.last, ',');
        std::size_t first = clause.last + (has_comma ? 1 : 0);
        const bool is_or = text.word(first) == "or" || text.word(first) == "nor";
        const bool is_and = text.word(first) == "and";
        first += is_or || is_and ? 1 : 0;
        const std::size_t negation = text.match(first, Words::Negation);
        if (!has_comma && !is_or && !is_and) {
            return true;
        }
        if (has_comma && negation > 0) {
            return true;  // `, no cars`: a clause of its own
        }
        first += negation;
        // `without a boat, a bird, or a cloud`; of `no boat, a bird` the bird is there
        const bool may_have_article = joins_bare && (is_or || end_of_list(text, first + 1) > first + 1);
        first += may_have_article && (text.word(first) == "a" || text.word(first) == "an" || text.word(first) == "any")
                     ? 1
                     : 0;
        if (joins_bare && has_comma && !may_have_article && text.is(first, Words::Article)) {
            return false;
        }
        const bool is_thing = text.is_word(first) && !text.is(first, Words::Article) &&
                              !text.is(first, Words::Indefinite) && !text.is(first, Words::Pronoun) &&
                              !text.is(first, Words::Possessive) && !ends_noun(text, first);
        const std::size_t last = is_thing ? end_of_whole_thing(text, first) : 0;
        if (last == 0 || (negation == 0 && is_and && !has_comma && !joins_bare)) {
            return !has_comma || is_said_apart(text, first);
        }
        if (has_comma && !is_or && !is_and && end_of_list(text, last) == last) {
            return is_said_apart(text, first);
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
    if (!add_more(text, clause, holds(words.negated_lists, text.word(first)))) {
        return std::nullopt;
    }
    const std::size_t end = clause_end(text, clause.last);
    const bool goes_on = text.word(end + 1) == "but" || text.word(end + 1) == "only";
    if (tells_more(text, clause.last, end) || goes_on) {
        return std::nullopt;  // `no boats, but swans`
    }
    const bool is_order = holds(words.imperatives, text.word(first));
    if (!is_order && text.word(first) == "without" && clause.last != end) {
        return std::nullopt;  // `Without a hat he shivers`
    }
    // `no people in the background` is not `no people`; `Exclude people from the frame` is
    if (text.is(clause.last, Words::Preposition)) {
        if (is_of_picture(text, clause.last)) {
            return std::nullopt;  // `no cars in the rain`: it does rain
        }
        const bool is_bare =
            text.word(clause.last) == "from" || is_said_of_things(text, clause.last) || is_anywhere(text, clause.last);
        if (!is_bare && begin == 0 && text.is_end(end)) {
            return std::nullopt;  // `No cars on the wet street at night`: the street would go, too
        }
        clause.things.back() += is_bare ? "" : fmt::format(" {}", text.written(clause.last, end));
    }
    std::size_t next = end + 1;
    while (text.match(next, Words::Negation) > 0) {
        next = clause_end(text, next) + 1;
    }
    const bool is_apposed = text.is_mark(end, ',') && predicate_at(text.predicates(), next) != nullptr;
    if (text.is_mark(end, ')') || is_apposed) {
        return std::nullopt;  // `A woman, no shoes, no hat, walks`
    }
    clause.last = end;
    return clause;
}

/// `a street with no cars at night`: `with no cars` goes, and with it what is said of them: `no papers on it`.
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
    if (!add_more(text, clause, hangs_on)) {
        return std::nullopt;
    }
    const bool is_joined = text.is(clause.last, Words::Conjunction) && !text.is(clause.last, Words::Preposition) &&
                           text.word(clause.last) != "and";
    const bool goes_on =
        text.is_mark(clause.last, ',') && (text.match(clause.last + 1, Words::Negation) > 0 ||
                                           text.word(clause.last + 1) == "and" || text.word(clause.last + 1) == "but");
    if (is_joined || goes_on || is_exception(text.word(clause.last))) {
        return std::nullopt;  // `without people until a girl enters`, `with no hat, no tie, and red hair`
    }
    if (!text.is(clause.last, Words::Preposition)) {
        return clause;
    }
    const std::size_t end = clause_end(text, clause.last);
    const bool is_theirs = is_said_of_things(text, clause.last);
    if (tells_more(text, clause.last, end) || !(is_theirs || is_of_picture(text, clause.last))) {
        return std::nullopt;  // `with no shoes on walks on gravel`, `without people in red coats`
    }
    clause.last = is_theirs ? end : clause.last;
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

std::size_t end_of_list(const Text& text, std::size_t last) {
    constexpr std::size_t kLongest = 24;  // tokens
    for (std::size_t i = last; i < last + kLongest && !text.is_end(i); ++i) {
        if (text.word(i) == "or" || text.word(i) == "nor") {
            return clause_end(text, i);
        }
        if (text.word(i) == "the" || text.is(i, Words::Pronoun)) {
            break;
        }
    }
    return last;
}

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
