// negated-noun: a thing that is named in order not to be there. A model draws what a prompt names.
#include "compiler/lint/text_lints.hpp"

namespace shot::lint {
namespace {

bool is_verbal(std::string_view word) {
    return word.size() > 4 && word.ends_with("ing") && word != "clothing" && word != "building";
}

/// Where the noun phrase begins whose negation begins at `i`.
std::size_t skip_negation(const Text& text, std::size_t i) {
    std::size_t noun = i + text.match(i, Words::Negation);
    noun += text.is_mark(noun, ':') ? 1 : 0;  // `Negative: cars`, `Don't want: cars`
    while (text.is(noun, Words::Article) || text.word(noun) == "any" || text.word(noun) == "other") {
        ++noun;
    }
    return noun;
}

/// One past the noun phrase at `noun`, where it is a thing that one could see; else 0.
std::size_t find_thing(const Text& text, std::size_t noun) {
    if (text.word(noun) == "on" && noun + 1 < text.size() && text[noun + 1].is_joined) {
        noun += 2;  // `no on-screen text`
    }
    if (!text.is_word(noun) || text[noun].is_joined || text.is(noun, Words::Unseen) || is_verbal(text.word(noun)) ||
        text.is(noun, Words::Preposition) || text.is(noun, Words::Conjunction) || text.is(noun, Words::Pronoun)) {
        return 0;
    }
    // `no camera movement`, `no visible cuts`: the noun is the word after, too.
    for (std::size_t head = noun + 1; head <= noun + 2 && text.is_word(head) && !text.is(head, Words::Preposition) &&
                                      !text.is(head, Words::Conjunction);
         ++head) {
        if (text.is(head, Words::Unseen)) {
            return 0;  // `no polished studio look`
        }
    }
    return end_of_thing(text, noun);
}

/// `No music, subtitles, extra words or additional animals.`: a sentence that names things alone, two at least after
/// the first.
bool is_list(const Text& text, std::size_t i, std::size_t noun) {
    if (text.word(i) != "no" || (i > 0 && !text.is_end(i - 1))) {
        return false;
    }
    std::size_t items = 0;
    for (std::size_t k = noun; !text.is_end(k); ++k) {
        const Predicate* predicate = predicate_at(text.predicates(), k);
        const bool is_told = predicate != nullptr && predicate->form == Predicate::Form::Finite;
        if (is_told || text.is(k, Words::Article) || text.is(k, Words::Pronoun) || text[k].is_quoted) {
            return false;  // `No music, rain on the roof`
        }
        items += text.is_mark(k, ',') || text.word(k) == "or" ? 1 : 0;
    }
    return items >= 2;
}

/// One past the noun phrase that is negated, or 0.
std::size_t find_noun(const Text& text, std::size_t i) {
    const std::size_t after = i + text.match(i, Words::Negation);
    if ((text.word(i) == "negative" && !text.is_mark(after, ':')) ||
        (text.word(i) == "no" && text.is(after, Words::Article))) {
        return 0;  // `says heck no, this is`
    }
    const std::size_t noun = skip_negation(text, i);
    if (const std::size_t end = find_thing(text, noun);
        end > 0 || !(text.is(i, Words::ListedNegation) || is_list(text, i, noun))) {
        return end;
    }
    if (is_verbal(text.word(noun)) && !text.is_mark(noun + 1, ',')) {
        return 0;  // `without changing the logo or sole shape`
    }
    constexpr std::size_t kReach = 24;  // tokens of a list
    for (std::size_t k = noun; k < noun + kReach && !text.is_end(k); ++k) {
        const Predicate* predicate = predicate_at(text.predicates(), k);
        if (text.is(k, Words::Article) || (predicate != nullptr && predicate->form == Predicate::Form::Finite)) {
            return 0;  // `Without any sound, the snow falls.`
        }
    }
    for (std::size_t k = noun; k < noun + kReach && !text.is_end(k); ++k) {
        const bool is_next = text.is_mark(k, ',') || text.word(k) == "and" || text.word(k) == "or";
        if (const std::size_t end = is_next ? find_thing(text, k + 1) : 0; end > 0) {
            return end;  // `Avoid flicker, distorted faces`
        }
    }
    return 0;
}

}  // namespace

std::size_t end_of_thing(const Text& text, std::size_t first) {
    constexpr Lists kEnds{Words::Preposition, Words::Conjunction, Words::Auxiliary,
                          Words::Article,     Words::SmallAdverb, Words::Pronoun,
                          Words::Possessive,  Words::Determiner,  Words::SaidOfThing};  // `no horizon visible`
    constexpr std::size_t kMost = 3;                                                    // words
    constexpr VerbForm::Kind kNone = VerbForm::Kind::None;  // in `no hat walks` another clause goes on
    std::size_t end = first + 1;
    while (end < first + kMost && text.is_word(end) && !text[end].lists.has_any(kEnds) &&
           !text.word(end).ends_with("ing") &&
           (text.is(end - 1, Words::ThingModifier) || verb_form(text.lexicon(), text.word(end)).kind == kNone)) {
        ++end;
    }
    return end;
}

std::size_t thing_of(const Text& text, const Finding& finding) {
    const std::size_t first = skip_negation(text, finding.first);
    if (first > 0 && text.word(first - 1) == "other") {
        return first - 1;  // `no other people`
    }
    return text.is(first, Words::Possessive) && first + 1 < finding.last ? first + 1 : first;
}

void find_negated_nouns(const Text& text, Findings& out) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t count = text[i].is_quoted ? 0 : text.match(i, Words::Negation);
        if (count == 0) {
            continue;
        }
        if (const std::size_t idiom = text.match(i, Words::NoIdiom); idiom > 0) {
            i += idiom - 1;
            continue;
        }
        if (i > 0 && text.is(i - 1, Words::SpeechVerb)) {
            continue;  // `The sign says no entry.`
        }
        const bool is_number = text.is_mark(i + 1, '.');
        if (const std::size_t end = is_number ? 0 : find_noun(text, i); end > 0) {
            out.push_back({Lint::NegatedNoun, i, end});
            i = end - 1;
        }
    }
}

}  // namespace shot::lint
