// negated-noun: a thing that is named in order not to be there. A model draws what a prompt names.
#include "compiler/lint/text_lints.hpp"

namespace shot::lint {
namespace {

bool is_verbal(std::string_view word) {
    return word.size() > 4 && word.ends_with("ing") && word != "clothing" && word != "building";
}

/// One past the noun that is negated, or 0.
std::size_t find_noun(const Text& text, std::size_t i, std::size_t count) {
    std::size_t noun = i + count;
    const bool has_colon = text.is_mark(noun, ':');  // `Negative: cars`, `Don't want: cars`
    if (text.word(i) == "negative" && !has_colon) {
        return 0;
    }
    noun += has_colon ? 1 : 0;
    if (text.word(i) == "no" && text.is(noun, Words::Article)) {
        return 0;  // `says heck no, this is`
    }
    while (text.is(noun, Words::Article) || text.word(noun) == "any" || text.word(noun) == "other") {
        ++noun;
    }
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
    return noun + 1;
}

}  // namespace

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
        if (const std::size_t end = is_number ? 0 : find_noun(text, i, count); end > 0) {
            out.push_back({Lint::NegatedNoun, i, end});
            i = end - 1;
        }
    }
}

}  // namespace shot::lint
