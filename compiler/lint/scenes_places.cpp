// several-scenes: a text that goes from place to place, or through the year: by what it names, and by what is done.
#include <algorithm>

#include "compiler/lint/sentence.hpp"
#include "compiler/lint/several_scenes.hpp"

namespace shot::lint {
namespace {

// What a chain of events is worth: leaving or arriving counts double, since it is the picture that changes.
constexpr int kStrong = 2;
constexpr int kChain = 4;

/// `leaves` is a verb where a place or what belongs to one follows; autumn leaves and cups are none.
bool leaves_somewhere(const Text& text, std::size_t i) {
    const std::string_view word = text.word(i);
    if (text.is(i, Words::BeginVerb)) {
        return text.holds(i + 2, i + 8, Words::Place);
    }
    if (!word.starts_with("leav")) {
        return true;
    }
    const std::string_view next = text.word(i + 1);
    return next == "the" || next == "home" || next == "work" || next == "town" || next == "his" || next == "her" ||
           next == "their" || next == "its";
}

/// `a girl in a kitchen, then we see her on a beach`: another place after `then`.
std::size_t find_next_place(const Text& text, std::size_t i, std::size_t first_place) {
    const std::size_t count = text.word(i) == "now" ? 1 : text.match(i, Words::Then);  // `is now in a studio`
    if (count == 0 || first_place >= i) {
        return 0;
    }
    for (std::size_t k = i + count; k < i + count + 5 && !text.is_end(k); ++k) {
        const std::string_view word = text.word(k);
        if (word != "in" && word != "at" && word != "on") {
            continue;
        }
        const std::size_t noun = text.is(k + 1, Words::Article) || text.is(k + 1, Words::Possessive) ? k + 2 : k + 1;
        const std::string_view before = text.word(k - 1);
        if (before == "looks" || before == "look") {
            return 0;
        }
        for (std::size_t n = noun; n < noun + 3 && text.is_word(n) && !text.is(n, Words::Conjunction); ++n) {
            if (text.is(n, Words::Place)) {
                return n + 1;
            }
        }
    }
    return 0;
}

/// `a kitchen, then a garden, then the street`: the second `then` that names a place; one past it, or 0.
TokenRange find_list_of_places(const Text& text) {
    std::size_t first = 0;
    constexpr std::size_t kReach = 7;  // words after `then`
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.word(i) != "then" || text[i].is_quoted) {
            continue;
        }
        // `then a garden`, `then the same dog at the beach`
        bool is_place = (text.is(i + 1, Words::Article) && text.holds(i + 2, i + 4, Words::Place)) ||
                        (text.is(i + 1, Words::Place) && text.is_stop(i + 2));  // `Then space.`
        const std::size_t where = text.word(i + 1).ends_with("ing") ? i + 2 : i + 1;
        const bool is_elsewhere = text.word(where) == "in" || text.word(where) == "on" || text.word(where) == "at";
        is_place = is_place || is_elsewhere;  // `then on a foot in the rain, then hanging on a door`
        for (std::size_t k = i + 1; !is_place && k < i + kReach && !text.is_stop(k); ++k) {
            const std::string_view word = text.word(k);
            is_place = (word == "in" || word == "at" || word == "on") && text.holds(k + 1, k + 3, Words::Place);
        }
        if (is_place) {
            first = count == 0 ? i : first;
            if (++count == 2) {
                return {first, i + 1};
            }
        }
    }
    return {};
}

/// `A forest, a city, a desert`, `in a gym, an office and a bedroom`.
bool begins_row(const Text& text, std::size_t i) {
    return i == 0 || text.is_end(i - 1) || text.word(i - 1) == "in" || text.word(i - 1) == "at";
}

/// `A forest, a city, then a desert`: three places in a row; one past them, or 0.
std::size_t find_row_of_places(const Text& text, std::size_t i) {
    std::size_t count = 0;
    while (true) {
        while (text.is_mark(i, ',') || text.word(i) == "then" || text.word(i) == "and") {
            ++i;
        }
        const std::size_t noun = text.is(i, Words::Article) ? i + 1 : i;
        const bool ends = text.is_stop(noun + 1) || text.is(noun + 1, Words::Conjunction);
        if (!text.is(noun, Words::Place) || (count == 0 && noun == i) || !ends) {
            break;
        }
        ++count;
        i = noun + 1;
    }
    return count >= 3 ? i : 0;
}

bool is_where(std::string_view word) {
    return word == "in" || word == "on" || word == "at";
}

/// One past the place that an item of a row names at `i`, `on a wet rooftop`, `the hospital`; 0 where it names none.
/// Of the last one any word will do, `and the car`.
std::size_t end_of_place(const Text& text, std::size_t i, bool is_last) {
    constexpr std::size_t kLongest = 3;  // words: `a crowded shopping mall`
    const std::size_t noun = i + (is_where(text.word(i)) ? 1 : 0);
    const bool has_article = text.is(noun, Words::Article) || text.is(noun, Words::Possessive);
    if (!has_article && noun == i) {
        return 0;
    }
    std::size_t end = 0;
    for (std::size_t k = noun + (has_article ? 1 : 0);
         k <= noun + kLongest && text.is_word(k) && !text.is(k, Words::Preposition) && !text.is(k, Words::Conjunction);
         ++k) {
        const bool ends = text.is_stop(k + 1) || text.is(k + 1, Words::Conjunction) || text.is(k + 1, Words::Then);
        end = ends && (text.is(k, Words::Place) || (is_last && text.is_stop(k + 1))) ? k + 1 : end;
    }
    return end;
}

/// `in his shop, on the beach and in the metro`: three places with nothing done between, the last joined by `and` or
/// `then`; `in a house, in a wood, on a hill` is one.
std::size_t find_row_of_whereabouts(const Text& text, std::size_t i) {
    constexpr std::size_t kEnough = 3;
    constexpr std::size_t kMost = 12;  // a longer row is told from its next place
    std::size_t count = 0;
    bool is_joined = false;
    std::size_t end = 0;
    for (std::size_t at = i; count < kMost;) {
        const std::size_t next = end_of_place(text, at, is_joined && count + 1 >= kEnough);
        if (next == 0) {
            return 0;
        }
        ++count;
        end = next;
        if (is_joined && count >= kEnough) {
            return end;
        }
        at = end;
        while (text.is_mark(at, ',') || text.word(at) == "and" || text.is(at, Words::Then)) {
            is_joined = is_joined || !text.is_mark(at, ',');
            ++at;
        }
        if (at == end) {
            return 0;
        }
    }
    return 0;
}

/// `alley → hallway → forest`: three steps, two of them places.
TokenRange find_arrows(const Text& text) {
    constexpr std::size_t kEnough = 2;  // arrows
    constexpr std::size_t kStep = 4;    // words between two
    std::size_t first = 0;
    std::size_t last = 0;
    std::size_t arrows = 0;
    std::size_t places = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        places += text.is(i, Words::Place) ? 1 : 0;
        if (text.word(i) != "\xe2\x86\x92") {
            continue;
        }
        if (arrows == 0 || i > last + kStep) {
            first = i > 0 ? i - 1 : i;
            arrows = 0;
            places = text.is(first, Words::Place) ? 1 : 0;
        }
        last = i;
        if (++arrows >= kEnough) {
            for (std::size_t k = i + 1; k <= i + kStep && text.is_word(k); ++k) {
                if (text.is(k, Words::Place) && places > 0) {
                    return {first, k + 1};
                }
            }
        }
    }
    return {};
}

/// `we look down on a market, a mosque and a river`: one view.
bool is_seen_from_afar(const Text& text, std::size_t i) {
    return i > 0 && (text.word(i - 1) == "down" || text.word(i - 1) == "out");
}

/// `visits Paris, Rome and Tokyo`: two places by their names. One past the second; 0 where it is no such row.
std::size_t find_tour(const Text& text, std::size_t i) {
    constexpr std::size_t kLongest = 3;  // words of a name: `New York City`
    const std::size_t tour = text.match(i, Words::TourVerb);
    if (tour > 0 && text.word(i + tour - 1) == "from") {  // `travels from Egypt to Peru to Tibet`
        std::size_t steps = 0;
        std::size_t end = 0;
        for (std::size_t k = i + tour - 1; k < i + tour + 12 && text.is_word(k); ++k) {
            const bool is_step = (text.word(k) == "from" || text.word(k) == "to") && text.has_capital(k + 1);
            steps += is_step ? 1 : 0;
            end = is_step ? k + 2 : end;
        }
        return steps >= 3 ? end : 0;
    }
    std::size_t at = i + tour;
    std::size_t names = 0;
    while (at > i && names < 2) {
        std::size_t end = at;
        while (end < at + kLongest && text.is_word(end) && text.has_capital(end)) {
            ++end;
        }
        if (end == at) {
            return 0;
        }
        ++names;
        const bool has_comma = text.is_mark(end, ',');
        at = end + (has_comma ? 1 : 0);
        at += text.word(at) == "and" ? 1 : 0;
        if (names < 2 && at == end) {
            return 0;
        }
    }
    return names == 2 ? at : 0;
}

/// Where the clause from `begin` to `end` says that it is: a name (`in Paris`), else a kind of place (`at the bar`).
/// Its token; `end` where it says none.
std::size_t find_where(const Text& text, std::size_t begin, std::size_t end, bool by_name) {
    constexpr Lists kWhere{Words::Preposition, Words::Article, Words::Possessive};
    for (std::size_t i = begin; i < end && !text.is_end(i); ++i) {
        const bool is_part = text[i].is_quoted || (i + 1 < text.size() && text[i + 1].is_joined);
        const bool is_there =
            by_name ? text.word(i - 1) == "in" && text.is_word(i) && text.has_capital(i) && !text.is(i, Words::NoTown)
                    : text.is(i, Words::Place) && text[i - 1].lists.has_any(kWhere);
        if (is_there && !is_part) {
            return i;
        }
    }
    return end;
}

/// `It begins in a boxing ring and ends on a podium`, `Start in New York, … end in Paris`.
TokenRange find_begin_and_end(const Text& text) {
    const auto is_at = [&text](std::size_t verb, bool may_be_on) {
        const std::string_view where = text.word(verb + 1);
        constexpr Lists kPicture{Words::CameraWord, Words::FramingWord, Words::BodyPart, Words::PictureNoun};
        for (std::size_t k = verb + 2; k < verb + 6 && text.is_word(k); ++k) {
            if (text[k].lists.has_any(kPicture)) {
                return false;  // `begins on a wide and ends on his hands`
            }
        }
        const bool is_where = where == "in" || where == "at" || (may_be_on && where == "on");
        return is_where && (text.is(verb + 2, Words::Article) || text.is(verb + 2, Words::Indefinite) ||
                            text.has_capital(verb + 2));
    };
    std::size_t begin = text.size();
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        if (text[i].is_quoted || !text.is(i, Words::BeginVerb)) {
            continue;
        }
        const std::string_view word = text.word(i);
        const bool ends = word.starts_with("end") || word.starts_with("finish");
        if (!ends && is_at(i, false)) {
            begin = i;
        } else if (ends && begin < i && is_at(i, true)) {
            return {begin, i + 2};
        }
    }
    return {};
}

/// `Inside the house a mother cooks. … In the barn the kids feed goats.`: three sentences that begin with a place each.
TokenRange find_heads(const Text& text) {
    constexpr std::size_t kReach = 4;  // words
    constexpr std::size_t kEnough = 3;
    std::vector<std::string_view> places;
    std::size_t first = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view word = text.word(i);
        const bool is_head = (i == 0 || text.is_end(i - 1)) && !text[i].is_quoted;
        if (is_head && (word == "outside" || word == "inside") && !text.is(i + 1, Words::Article)) {
            first = places.empty() ? i : first;
            places.push_back(word);
        }
        const bool is_placed = is_where(word) || word == "inside" || word == "outside";
        for (std::size_t k = i + 1; is_head && is_placed && k <= i + kReach && text.is_word(k); ++k) {
            if (text.is(k, Words::Place)) {
                first = places.empty() ? i : first;
                if (std::find(places.begin(), places.end(), text.word(k)) == places.end()) {
                    places.push_back(text.word(k));
                }
                break;
            }
        }
        if (places.size() >= kEnough) {
            return {first, i + 1};
        }
    }
    return {};
}

/// `The boy is in the car. The boy is in the kitchen. The boy is on the roof`: three sentences that say where he is.
TokenRange find_whereabouts(const Text& text) {
    constexpr std::size_t kEnough = 3;
    std::vector<std::string_view> places;
    std::size_t first = 0;
    for (std::size_t i = 1; i + 3 < text.size(); ++i) {
        const bool is_said = (text.word(i) == "is" || text.word(i) == "are") && is_where(text.word(i + 1)) &&
                             text.is(i + 2, Words::Article) && text.is_stop(i + 4) && !text[i].is_quoted;
        if (is_said && std::find(places.begin(), places.end(), text.word(i + 3)) == places.end()) {
            first = places.empty() ? i : first;
            places.push_back(text.word(i + 3));
            if (places.size() >= kEnough) {
                return {first, i + 4};
            }
        }
    }
    return {};
}

/// `a clerk by day, a dancer on the rooftops by night`.
TokenRange find_day_and_night(const Text& text) {
    std::size_t day = text.size();
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text.word(i) != "by" || text[i].is_quoted) {
            continue;
        }
        day = text.word(i + 1) == "day" ? i : day;
        if (text.word(i + 1) == "night" && day < i) {
            return {day, i + 2};
        }
    }
    return {};
}

/// Things done one after another, each in a place of its own: two with names (`boards in Paris and steps off in
/// Venice`) or three of a kind (`at home`, `through the park`, `in a bar`). One past the last; 0 where there are too
/// few.
TokenRange find_places_of_actions(const Text& text, bool by_name) {
    std::size_t first = 0;
    const std::size_t enough = by_name ? 2 : 3;
    std::vector<std::string_view> places;
    const Predicates& all = text.predicates();
    for (std::size_t n = 0; n < all.size(); ++n) {
        if (all[n].form != Predicate::Form::Finite || !all[n].is_action || all[n].is_subordinate) {
            continue;
        }
        const std::size_t end = n + 1 < all.size() ? all[n + 1].verb : text.size();
        std::size_t place = find_where(text, all[n].verb + 1, end, by_name);
        if (place == end && !by_name && (n == 0 || all[n - 1].sentence != all[n].sentence)) {
            const std::size_t begin = sentence_begin(text, all[n].verb);  // `At school he meets his friends.`
            const std::size_t head = is_where(text.word(begin)) ? begin + 1 : all[n].verb;
            place = find_where(text, head, all[n].verb, false);
            place = place == all[n].verb ? end : place;
        }
        if (place < end && std::find(places.begin(), places.end(), text.word(place)) == places.end()) {
            first = places.empty() ? all[n].verb : first;
            places.push_back(text.word(place));
            if (places.size() == enough) {
                return {first, place + 1};
            }
        }
    }
    return {};
}

/// `Spring turns to summer`, `from summer to winter`; three of them in any words. One past the last; 0 where there are
/// fewer.
TokenRange find_seasons(const Text& text) {
    std::size_t first = 0;
    constexpr std::size_t kReach = 4;  // words between two that change
    constexpr std::size_t kMany = 3;
    std::vector<std::string_view> seasons;
    std::size_t last = text.size();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i].is_quoted || !text.is(i, Words::Season)) {
            continue;
        }
        bool is_change = false;
        for (std::size_t k = last + 1; last < text.size() && k < i && i <= last + kReach; ++k) {
            is_change = is_change || text.is(k, Words::SeasonChange);
        }
        if (std::find(seasons.begin(), seasons.end(), text.word(i)) == seasons.end()) {
            first = seasons.empty() ? i : first;
            seasons.push_back(text.word(i));
            if (is_change || seasons.size() >= kMany) {
                return {first, i + 1};
            }
        }
        last = i;
    }
    return {};
}

/// A chain of events that leaves one place for another. `then … then` tells a story, and counts like an event.
TokenRange find_chain(const Text& text) {
    TokenRange found;
    int worth = 0;
    int events = 0;
    int thens = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i].is_quoted) {
            continue;
        }
        thens += text.word(i) == "then" ? 1 : 0;
        const std::size_t strong = text.match(i, Words::StrongMove);
        const std::size_t weak = text.match(i, Words::WeakMove);
        const std::size_t count = std::max(strong, weak);
        if (count == 0 || (strong >= weak && !leaves_somewhere(text, i))) {
            continue;
        }
        found.first = events == 0 ? i : found.first;
        found.last = i + count;
        worth += strong >= weak ? kStrong : 1;
        ++events;
        i += count - 1;
    }
    return worth + (thens >= 2 ? 1 : 0) >= kChain && events >= 2 ? found : TokenRange();
}

/// A tale in the past tense, sentence after sentence: `She crossed the desert. Next, she went to the library and solved
/// …`.
TokenRange find_tale(const Text& text) {
    TokenRange found;
    constexpr int kEvents = 4;
    constexpr std::size_t kSentences = 3;
    int events = 0;
    std::size_t sentences = 0;
    std::size_t last_sentence = text.size();
    for (const Predicate& predicate : text.predicates()) {
        if (!predicate.is_past || !predicate.is_action) {
            continue;
        }
        found.first = events == 0 ? predicate.verb : found.first;
        found.last = predicate.verb + 1;
        sentences += predicate.sentence != last_sentence ? 1 : 0;
        last_sentence = predicate.sentence;
        ++events;
    }
    return events >= kEvents && sentences >= kSentences && text.all_lists().has(Words::TaleWord) ? found : TokenRange();
}

/// The first row of places or names.
TokenRange find_row(const Text& text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::size_t row = !text[i].is_quoted && begins_row(text, i) ? find_row_of_places(text, i) : 0;
        row = row == 0 && !text[i].is_quoted && is_where(text.word(i)) && !is_seen_from_afar(text, i)
                  ? find_row_of_whereabouts(text, i)
                  : row;
        const std::size_t end = row == 0 && !text[i].is_quoted ? find_tour(text, i) : row;
        if (end > 0) {
            return {i, end};
        }
    }
    return {};
}

/// `then we see her on a beach`, where another place stands before.
TokenRange find_next(const Text& text) {
    const std::size_t first_place = text.first_of(Words::Place);
    for (std::size_t i = 0; first_place < text.size() && i < text.size(); ++i) {
        if (const std::size_t end = text[i].is_quoted ? 0 : find_next_place(text, i, first_place); end > 0) {
            return {i, end};
        }
    }
    return {};
}

TokenRange find_named_places_of_actions(const Text& text) {
    return find_places_of_actions(text, true);
}

TokenRange find_kinds_of_places_of_actions(const Text& text) {
    return find_places_of_actions(text, false);
}

}  // namespace

TokenRange find_other_places(const Text& text) {
    for (const auto find : {find_next, find_row, find_arrows, find_begin_and_end, find_heads, find_day_and_night,
                            find_whereabouts, find_list_of_places, find_chain, find_tale, find_named_places_of_actions,
                            find_kinds_of_places_of_actions, find_seasons}) {
        if (const TokenRange range = find(text); !range.is_empty()) {
            return range;
        }
    }
    return {};
}

}  // namespace shot::lint
