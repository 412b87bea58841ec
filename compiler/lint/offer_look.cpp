// The offer of abstract-look: praise goes out of the sentence, and what stood for a film becomes one.
#include <algorithm>

#include "compiler/lint/offers.hpp"

namespace shot::lint {
namespace {

/// Tokens [first, last) of praise, with what joins them.
struct Praise {
    std::size_t first = 0;
    std::size_t last = 0;
};

std::size_t count_praise(const Text& text, std::size_t i) {
    return i >= text.size() || text[i].is_quoted || text.is_name(i) || text.is(i, Words::Brightness)
               ? 0
               : text.match(i, Words::AbstractLook);
}

/// `incredibly`: goes with what it strengthens.
bool is_strengthener(const Text& text, std::size_t i) {
    const std::string_view word = text.word(i);
    return word != "and" && word != "more" &&
           (text.is(i, Words::Intensity) || (text.is_word(i) && word.size() > 4 && word.ends_with("ly")));
}

std::vector<Praise> find_praise(const Text& text) {
    std::vector<Praise> found;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t count = count_praise(text, i);
        if (count == 0) {
            continue;
        }
        std::size_t first = i;
        while (first > 0 && is_strengthener(text, first - 1)) {
            --first;
        }
        const std::size_t joint = !found.empty() && first > 0 && text.word(first - 1) == "and" ? 1 : 0;
        if (!found.empty() && found.back().last + joint == first) {
            found.back().last = i + count;
        } else {
            found.push_back({first, i + count});
        }
        i += count - 1;
    }
    return found;
}

bool is_determiner(const Text& text, std::size_t i) {
    return text.is(i, Words::Article) || text.is(i, Words::Possessive);
}

/// Whether a noun or an adjective may stand at `i`.
bool may_be_described(const Text& text, std::size_t i) {
    return i < text.size() && !text.is_stop(i) && !text.is(i, Words::Preposition) && !text.is(i, Words::Conjunction) &&
           !is_determiner(text, i) && !text.is(i, Words::Pronoun);
}

/// What goes with the praise, so that the rest reads; nothing where no rule is sure.
std::optional<Praise> widen(const Text& text, Praise praise, const OfferWords& words) {
    const bool begins = praise.first == 0 || text.is_stop(praise.first - 1);
    const std::string_view before = begins ? std::string_view() : text.word(praise.first - 1);
    const std::string_view after = text.word(praise.last);
    const bool is_measured =
        before == "most" || before == "more" || before == "less" || before == "so" || before == "as";
    const bool is_manner = !text.is_stop(praise.last + 1) && (after == "style" || after == "look" || after == "feel");
    const bool is_of_noun =
        (before == "with" || before == "and") && holds(words.look_nouns, after) && !text.is_stop(praise.last + 1);
    bool is_denied = before == "of";  // `of epic proportions`, `not at all cinematic`
    for (std::size_t i = praise.first; i > 0 && i + 4 > praise.first && !text.is_stop(i - 1); --i) {
        is_denied = is_denied || text.word(i - 1) == "not";
    }
    if (is_denied || is_measured || is_manner || is_of_noun || after == "only" ||
        text.word(praise.last + 1) == "only") {
        return std::nullopt;  // `the most beautiful beach in the world`, `In cinematic style a tower stands`
    }
    // `soft and beautiful`, `ancient and beautiful temple`
    const bool joins_adjective =
        before == "and" && praise.first > 2 &&
        (is_determiner(text, praise.first - 3) || holds(words.copulas, text.word(praise.first - 3)));
    if (joins_adjective && (text.is_stop(praise.last) || may_be_described(text, praise.last))) {
        return Praise{praise.first - 1, praise.last};
    }
    const bool has_article = !begins && is_determiner(text, praise.first - 1);
    const bool is_predicate = holds(words.copulas, before);
    // `, cinematic quality`, `with a cinematic look`
    std::size_t last = praise.last;
    if (last < text.size() && holds(words.look_nouns, text.word(last)) && text.is_stop(last + 1)) {
        ++last;
    }
    if (text.is_stop(last)) {
        std::size_t first = praise.first - (has_article ? 1 : 0);
        const bool is_with = first > 0 && (text.word(first - 1) == "with" || text.word(first - 1) == "in");
        first -= is_with ? 1 : 0;
        const bool stands_apart = first == 0 || text.is_stop(first - 1) || is_with;
        const bool is_between = first > 0 && text.is_mark(first - 1, ',') && text.word(last + 1) == "of";
        return stands_apart && !is_between ? std::optional<Praise>({first, last}) : std::nullopt;
    }
    // `a masterpiece of a castle`
    if (text.word(praise.last) == "of" && is_determiner(text, praise.last + 1)) {
        const std::size_t first = praise.first - (has_article ? 1 : 0);
        return first == 0 || text.is_stop(first - 1) ? std::optional<Praise>({first, praise.last + 1}) : std::nullopt;
    }
    // `beautiful and ancient`
    const bool joins = text.word(praise.last) == "and" && may_be_described(text, praise.last + 1);
    if (joins) {
        const bool fits = has_article || is_predicate || begins;
        return fits ? std::optional<Praise>({praise.first, praise.last + 1}) : std::nullopt;
    }
    return !is_predicate && may_be_described(text, praise.last) ? std::optional<Praise>(praise) : std::nullopt;
}

/// Cuts after those before; false where they overlap. An article that begins the sentence now (`Cinematic, a beautiful
/// old harbour`) is touched by both.
bool add_cuts(std::vector<Cut> more, std::vector<Cut>& cuts) {
    if (!cuts.empty() && more.size() > 1 && more.front().begin + 1 == cuts.back().end) {
        cuts.back().end = more.front().end;
        cuts.back().replacement += more.front().replacement.substr(1);
        more.erase(more.begin());
    }
    if (!cuts.empty() && more.front().begin < cuts.back().end) {
        return false;
    }
    cuts.insert(cuts.end(), more.begin(), more.end());
    return true;
}

}  // namespace

std::optional<Offer> offer_look(const Text& text, const Finding& finding, const OfferWords& words) {
    if (text.is(finding.first, Words::PraiseOfLight)) {
        return offer_light(text, finding, words);  // `dramatic lighting` wants a source
    }
    Offer offer;
    for (const Praise& praise : find_praise(text)) {
        for (std::size_t i = praise.first; i < praise.last; ++i) {
            const std::size_t count = count_praise(text, i);
            std::string said(text.word(i));
            for (std::size_t k = 1; k < count; ++k) {
                said += " " + std::string(text.word(i + k));
            }
            if (holds(words.filmic, said)) {
                offer.field = "film";
                offer.value = words.film;
            }
        }
        std::optional<Praise> out = widen(text, praise, words);
        // `a stunning, sharp image`
        const bool is_list = text.is_mark(praise.last, ',') && praise.first > 0 &&
                             is_determiner(text, praise.first - 1) && may_be_described(text, praise.last + 1);
        if (is_list) {
            out = Praise{praise.first, praise.last + 1};
        }
        std::optional<std::vector<Cut>> cuts = out ? take_out(text, out->first, out->last) : std::nullopt;
        if (!cuts || !add_cuts(std::move(*cuts), offer.cuts)) {
            return std::nullopt;
        }
    }
    return offer.cuts.empty() ? std::nullopt : std::optional<Offer>(std::move(offer));
}

}  // namespace shot::lint
