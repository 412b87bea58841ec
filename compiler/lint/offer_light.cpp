// The offer of brightness-not-source: what makes it bright or dark, in its place or as the field `lighting`.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/lint/offers.hpp"

namespace shot::lint {
namespace {

bool is_dim(const Text& text, std::size_t first, std::size_t last, const OfferWords& words) {
    bool found = false;
    for (std::size_t i = first; i < last; ++i) {
        found = found || holds(words.dim_words, text.word(i));
    }
    return found;
}

OfferWords::Source find_source(const Text& text, std::size_t first, std::size_t last, const OfferWords& words) {
    bool is_outside = false;
    bool has_no_sun = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view word = text.word(i);
        const bool is_hour = text[i].kind == Token::Kind::Number && (word.ends_with("am") || word.ends_with("pm"));
        is_outside = is_outside || holds(words.outdoors, word);
        has_no_sun = has_no_sun || is_hour || holds(words.sunless, word);
    }
    const bool dim = is_dim(text, first, last, words);
    const bool is_wild = std::any_of(words.wild.begin(), words.wild.end(), [&](const std::string& place) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text.word(i) == place) {
                return true;
            }
        }
        return false;
    });
    if (is_wild && (dim || has_no_sun)) {
        return words.moon;
    }
    return (dim ? words.dim : words.bright)[(is_outside || is_wild ? 1U : 0U) + (has_no_sun ? 2U : 0U)];
}

bool is_function_word(const Text& text, std::size_t i) {
    return text.is(i, Words::Preposition) || text.is(i, Words::Conjunction);
}

Offer put(const Text& text, std::size_t first, std::size_t last, const std::string& better) {
    return {{{text[first].begin, text[last - 1].end, as_begin_of(text, first, better)}}, better, "", ""};
}

/// `is soft and beautiful`: past what the copula at `i` says, where the clause ends there; else 0.
std::size_t end_of_predicate(const Text& text, std::size_t last) {
    if (text.is_stop(last)) {
        return last;
    }
    return text.word(last) == "and" && text.is_word(last + 1) && text.is_stop(last + 2) ? last + 2 : 0;
}

/// `brightly lit`, `lit brightly`, `bright room`.
std::optional<Offer> offer_adjective(const Text& text, const Finding& finding, const OfferWords& words) {
    const OfferWords::Source source = find_source(text, finding.first, finding.last, words);
    std::size_t first = finding.first;
    std::size_t last = finding.last;
    const bool has_place = text.is(first, Words::BrightAdjective) && text.is(first + 1, Words::BrightPlace);
    if (has_place) {
        last = first + 1;
    }
    while (first > 0 && text.is(first - 1, Words::Intensity) && text.word(first - 1) != "and") {
        --first;
    }
    if (is_dim(text, finding.first, finding.last, words)) {
        return Offer{{}, "", "lighting", source.name};  // it is dark: that stays, beside what there is of light
    }
    const bool follows_word = first > 0 && !text.is_stop(first - 1);
    const bool is_predicate = follows_word && holds(words.copulas, text.word(first - 1));
    const bool may_follow = follows_word && !text.is(first - 1, Words::Article) && !is_function_word(text, first - 1);
    const bool ends = text.is_stop(last) || (is_function_word(text, last) && text.word(last) != "and");
    if (!has_place && ends && (may_follow || !follows_word)) {
        return put(text, first, last, "lit by " + source.by);
    }
    if (text.is_stop(last) || (text.word(last) == "and" && !is_predicate) ||
        (is_predicate && text.word(last) != "and")) {
        return std::nullopt;
    }
    // `is brightly lit and modern`
    const std::size_t past = text.word(last) == "and" ? last + 1 : last;
    if (text.is_stop(past) || is_function_word(text, past) || text.is(past, Words::Article)) {
        return std::nullopt;
    }
    std::optional<std::vector<Cut>> cuts = take_out(text, first, past);
    return cuts ? std::optional<Offer>({std::move(*cuts), "", "lighting", source.name}) : std::nullopt;
}

/// `the lighting is soft`, `the scene is dark`.
std::optional<Offer> offer_predicate(const Text& text, const Finding& finding, const OfferWords& words) {
    const std::size_t last = end_of_predicate(text, finding.last);
    if (last == 0) {
        return std::nullopt;
    }
    const OfferWords::Source source = find_source(text, finding.first, last, words);
    const bool is_light = text.word(finding.first) == "lighting";
    return put(text, finding.first + 2, last, is_light ? source.by : "lit by " + source.by);
}

/// `dramatic lighting`, `lots of light`, with the adjectives before it.
std::optional<Offer> offer_noun(const Text& text, const Finding& finding, const OfferWords& words) {
    if (!text.is_stop(finding.last) && !is_function_word(text, finding.last)) {
        return std::nullopt;  // `dramatic lighting setup`
    }
    std::size_t first = finding.first;
    while (first > 0 && text.is_word(first - 1) && !is_function_word(text, first - 1) &&
           !text.is(first - 1, Words::Article) && finding.first - first < 2) {
        --first;
    }
    if (first > 0 && text.is(first - 1, Words::Article)) {
        --first;
    }
    const bool fits = first == 0 || text.is_stop(first - 1) || is_function_word(text, first - 1);
    const OfferWords::Source source = find_source(text, first, finding.last, words);
    return fits ? std::optional<Offer>(put(text, first, finding.last, source.light)) : std::nullopt;
}

}  // namespace

std::optional<Offer> offer_light(const Text& text, const Finding& finding, const OfferWords& words) {
    // `not very brightly lit`, `brightly and evenly lit`, `too bright to look at`: what is left would not read
    for (std::size_t i = finding.first; i > 0 && i + 3 > finding.first && !text.is_stop(i - 1); --i) {
        if (text.word(i - 1) == "not" || text.word(i - 1) == "and") {
            return std::nullopt;
        }
    }
    if (text.word(finding.last) == "to" || (text.word(finding.last) == "and" && text.word(finding.last - 1) != "lit") ||
        text.word(finding.first + 1) == "and" ||
        (text.is(finding.first, Words::BrightAdjective) && text.word(finding.first + 1) == "of")) {
        return std::nullopt;
    }
    bool has_light = false;
    for (std::size_t i = finding.first; i < finding.last; ++i) {
        has_light = has_light || text.word(i).starts_with("light") || text.word(i).ends_with("lit") ||
                    text.word(i).ends_with("lighted") || text.word(i).starts_with("illuminat") ||
                    text.word(i) == "is" || text.is(i, Words::BrightPlace);
    }
    if (!has_light) {  // `The room is too dark.`
        return Offer{{}, "", "lighting", find_source(text, finding.first, finding.last, words).name};
    }
    bool is_lit = text.is(finding.first, Words::BrightAdjective) && text.is(finding.first + 1, Words::BrightPlace);
    for (std::size_t i = finding.first; i < finding.last; ++i) {
        if (text.word(i) == "is") {
            return offer_predicate(text, finding, words);
        }
        is_lit = is_lit || text.word(i) == "lit" || text.word(i) == "illuminated";
    }
    return is_lit ? offer_adjective(text, finding, words) : offer_noun(text, finding, words);
}

}  // namespace shot::lint
