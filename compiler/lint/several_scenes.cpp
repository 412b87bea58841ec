// several-scenes: one clip that goes to other places or times, or a chain of events that belongs to several clips.
#include <algorithm>

#include "compiler/lint/parts.hpp"
#include "compiler/lint/text_lints.hpp"

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
           next == "their";
}

/// The words of a change that a noun before makes innocent: `hair is cut to the shoulder`, `photo montage`.
bool is_change(const Text& text, std::size_t i) {
    const std::string_view word = text.word(i);
    const std::string_view before = i > 0 ? text.word(i - 1) : std::string_view();
    if (i > 0 && (text.is(i - 1, Words::Negation) || (i > 1 && text.is(i - 2, Words::Negation)))) {
        return false;  // `no jump cuts`
    }
    if (const Predicate* predicate = predicate_at(text.predicates(), i);
        word == "cuts" && predicate != nullptr && predicate->subject < text.size()) {
        constexpr Lists kPicture{Words::CameraName, Words::VideoNoun, Words::PictureNoun, Words::PartNoun};
        return text[predicate->subject].lists.has_any(kPicture) ||
               text.word(predicate->subject) == "it";  // a tailor cuts, too
    }
    if (word == "cuts" && i > 0 && text.word(i + 1) == "to") {  // a blade cuts to the bone
        return text.is_stop(i - 1) || text.is(i - 1, Words::CameraName) || text.is(i - 1, Words::VideoNoun) ||
               before == "it" || before == "then" || before.ends_with("ly");
    }
    if (word == "then" && text.word(i + 2) == "see" && (text.word(i + 3) == "what" || text.word(i + 3) == "that")) {
        return false;
    }
    if ((word == "cut" || word == "cuts") && text.word(i + 1) == "to") {
        for (std::size_t k = i + 2; k < i + 5; ++k) {
            if (text.word(k) == "black" || text.word(k) == "white") {
                return false;  // the end
            }
        }
    }
    if (word == "cut" && i > 0) {
        return text.is_stop(i - 1) || before == "smash" || before == "then" || before == "hard" || before == "we" ||
               before == "match" || before == "jump" || before == "and";
    }
    if ((word == "fade" || word == "fades") && (text.word(i + 2) == "black" || text.word(i + 2) == "white")) {
        return false;
    }
    if (word == "montage") {
        return before != "photo" && before != "picture" && before != "wall" && before != "poster";
    }
    return true;
}

/// `Meanwhile, back at the castle`; what goes on behind her meanwhile is the same picture.
std::size_t find_elsewhere(const Text& text, std::size_t i) {
    if (text.word(i) != "meanwhile") {
        return 0;
    }
    const std::size_t next = text.is_mark(i + 1, ',') ? i + 2 : i + 1;
    const std::string_view word = text.word(next);
    const bool is_elsewhere = word == "back" || word == "elsewhere" || word == "across" ||
                              (word == "in" && text.word(next + 1) == "another") ||
                              ((word == "in" || word == "at") && text.is(next + 2, Words::Place));
    return is_elsewhere ? next + 1 - i : 0;
}

bool is_later(const Text& text, std::size_t i) {
    if (i == 0) {
        return true;
    }
    const std::string_view before = text.word(i - 1);
    return before != "for" && before != "until" && before != "by" && before != "of" && before != "till";
}

/// Two of them: one past the second, or 0.
std::size_t find_headings(const Text& text, std::size_t& first) {
    std::size_t count = 0;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (is_heading(text, i)) {
            first = i;
            if (++count == 2) {
                return i + 2;
            }
        }
    }
    return 0;
}

/// `Wide shot of a street. Close-up of a shoe.`: one past the head of the second sentence that begins with a shot, or
/// 0.
std::size_t find_list_of_shots(const Text& text, std::size_t& first) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i].is_quoted || (i > 0 && !text.is_end(i - 1) && !text.is_mark(i - 1, ']'))) {
            continue;
        }
        for (std::size_t k = i; k < i + 5 && text.is_word(k); ++k) {
            const std::string_view word = text.word(k);
            const bool is_shot = word == "shot" || word == "closeup" || (word == "view" && text.word(k + 1) == "of") ||
                                 (word == "up" && k > i && text.word(k - 1) == "close");
            const bool is_verb = k == i && word == "shot" && text.word(k + 1) != "of";  // `Shot on 65mm`
            if (!is_shot || is_verb || !text.is(k + 1, Words::Preposition)) {
                continue;
            }
            first = count == 0 ? i : first;
            if (++count == 2) {
                return k + 1;
            }
            break;
        }
    }
    return 0;
}

/// `a girl in a kitchen, then we see her on a beach`: another place after `then`.
std::size_t find_next_place(const Text& text, std::size_t i, std::size_t first_place) {
    const std::size_t count = text.match(i, Words::Then);
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

/// `Spring turns to summer`, `from summer to winter`; three of them in any words. One past the last; 0 where there are
/// fewer.
std::size_t find_seasons(const Text& text, std::size_t& first) {
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
                return i + 1;
            }
        }
        last = i;
    }
    return 0;
}

/// `visits Paris, Rome and Tokyo`: two places by their names. One past the second; 0 where it is no such row.
std::size_t find_tour(const Text& text, std::size_t i) {
    constexpr std::size_t kLongest = 3;  // words of a name: `New York City`
    std::size_t at = i + text.match(i, Words::TourVerb);
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

/// `0:00–0:03 wide shot of the sea, 0:03–0:06 close-up of a surfer`: two times with a framing each. One past the second
/// time; 0 where there are fewer.
std::size_t find_timed_framings(const Text& text, std::size_t& first) {
    constexpr std::size_t kReach = 7;  // words after the time
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i].is_quoted || !is_time_or_count(text, i)) {
            continue;
        }
        for (std::size_t k = i + 1; k <= i + kReach && !text.is_end(k); ++k) {
            if (text.is(k, Words::FramingWord)) {
                first = count == 0 ? i : first;
                if (++count == 2) {
                    return i + 1;
                }
                i = k;
                break;
            }
        }
    }
    return 0;
}

/// `Morning: he mends nets. Noon: …`: two times of day that head what follows. One past the second; 0 where there are
/// fewer.
std::size_t find_day(const Text& text, std::size_t& first) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_head = text.is(i, Words::TimeOfDay) && text.is_mark(i + 1, ':') && !text[i].is_quoted &&
                             (i == 0 || text.is_stop(i - 1));
        if (is_head) {
            first = count == 0 ? i : first;
            if (++count == 2) {
                return i + 1;
            }
        }
    }
    return 0;
}

/// `ties her laces at home, runs through the park and sits down in a bar`: things done one after another, each in a
/// place of its own. The last of three places; 0 where there are fewer.
std::size_t find_places_of_actions(const Text& text, std::size_t& first) {
    constexpr Lists kWhere{Words::Preposition, Words::Article, Words::Possessive};
    std::vector<std::string_view> places;
    const Predicates& all = text.predicates();
    for (std::size_t n = 0; n < all.size(); ++n) {
        if (all[n].form != Predicate::Form::Finite || !all[n].is_action || all[n].is_subordinate) {
            continue;
        }
        const std::size_t end = n + 1 < all.size() ? all[n + 1].verb : text.size();
        for (std::size_t i = all[n].verb + 1; i < end && !text.is_end(i); ++i) {
            const bool is_there = text.is(i, Words::Place) && !text[i].is_quoted && text[i - 1].lists.has_any(kWhere) &&
                                  !(i + 1 < text.size() && text[i + 1].is_joined);
            if (is_there && std::find(places.begin(), places.end(), text.word(i)) == places.end()) {
                first = places.empty() ? all[n].verb : first;
                places.push_back(text.word(i));
                if (places.size() == 3) {
                    return i + 1;
                }
                break;
            }
        }
    }
    return 0;
}

/// `Opening shot of a harbour … final shot: the sunset`: two shots that are told by their place in a row. One past the
/// second; 0 where there are fewer.
std::size_t find_ranked_shots(const Text& text, std::size_t& first) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_ranked = text.is(i, Words::ShotRank) && text.is(i + 1, Words::RankedShot) && !text[i].is_quoted &&
                               (i == 0 || text.is_stop(i - 1) || text.is(i - 1, Words::Article));
        if (is_ranked) {
            first = count == 0 ? i : first;
            if (++count == 2) {
                return i + 2;
            }
        }
    }
    return 0;
}

/// `a kitchen, then a garden, then the street`: the second `then` that names a place; one past it, or 0.
std::size_t find_list_of_places(const Text& text, std::size_t& first) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.is(i, Words::Then) && text.word(i) == "then" && text.is(i + 1, Words::Article) &&
            text.holds(i + 2, i + 4, Words::Place)) {
            first = count == 0 ? i : first;
            if (++count == 2) {
                return i + 3;
            }
        }
    }
    return 0;
}

/// `the landscape with its craters transitions to an interior`, `then transitioning to a side-angle shot`: told by a
/// verb whose subject is the picture, or which leads to another shot. One past `to`, or 0.
std::size_t find_transition(const Text& text, const Predicate& predicate) {
    constexpr std::size_t kReach = 5;
    const std::size_t to = text.word(predicate.verb + 1).ends_with("ly") ? predicate.verb + 2 : predicate.verb + 1;
    const std::string_view verb = text.word(predicate.verb);
    if (!verb.starts_with("transition") || (text.word(to) != "to" && text.word(to) != "into")) {
        return 0;
    }
    if (text.is(predicate.subject, Words::PictureNoun)) {
        return to + 1;
    }
    for (std::size_t k = to + 1; k <= to + kReach && text.is_word(k); ++k) {
        constexpr Lists kElsewhere{Words::PartNoun, Words::PictureNoun, Words::Place, Words::ManyWord};
        const bool is_take = text.word(k) == "close" || text.word(k) == "closeup";  // the same take comes nearer
        if (is_take) {
            return 0;
        }
        if (text[k].lists.has_any(kElsewhere)) {
            return k + 1;
        }
    }
    return 0;
}

/// `close-ups and reaction shots`, `in various settings`: more pictures than one. One past it, or 0.
std::size_t find_many_pictures(const Text& text, std::size_t i) {
    if (i > 0 && !text[i].is_joined && text.word(i - 1) != "up" &&
        (text.is(i - 1, Words::Negation) || text.is(i - 1, Words::Preposition)) && text.word(i - 1) != "of" &&
        text.word(i - 1) != "in" && text.word(i - 1) != "with" && text.word(i - 1) != "between") {
        return 0;
    }
    const std::string_view word = text.word(i);
    if (word == "shots") {
        for (std::size_t k = i; k > 0 && k + 8 > i && !text.is_stop(k - 1); --k) {
            if (text.word(k - 1) == "style") {
                return 0;  // `in the style of golden hour shots`
            }
        }
        const std::string_view next = text.word(i + 1);
        return next == "fired" || next == "ring" || (next == "of" && text.is(i + 2, Words::ShotDrink)) ? 0 : i + 1;
    }
    if (word == "closeups" || (word == "close" && text.word(i + 1) == "ups")) {
        const std::size_t next = i + (word == "close" ? 2 : 1);
        return text.word(next) == "and" ? next : 0;  // `close-ups of his hands` may be one
    }
    for (std::size_t k = i + 1;
         text.is(i, Words::ManyWord) && k < i + 4 && text.is_word(k) && !text.is(k, Words::Conjunction); ++k) {
        if (text.is(k, Words::PlaceNoun)) {
            return k + 1;
        }
    }
    // `Next, show the doors. Then show the wipers`
    if (text.is(i, Words::Then)) {
        const std::size_t verb = text.is_mark(i + 1, ',') ? i + 2 : i + 1;
        return text.word(verb) == "show" ? verb + 1 : 0;
    }
    return 0;
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

/// `a series of short workplace clips`: one past the noun, or 0.
std::size_t find_series(const Text& text, std::size_t i) {
    if ((text.word(i) != "series" && text.word(i) != "sequence") || text.word(i + 1) != "of") {
        return 0;
    }
    for (std::size_t k = i + 2; k < i + 6 && text.is_word(k); ++k) {
        const std::string_view word = text.word(k);
        if (word == "clips" || word == "shots" || word == "scenes" || word == "vignettes") {
            return k + 1;
        }
    }
    return 0;
}

/// A chain of events that leaves one place for another. `then … then` tells a story, and counts like an event.
bool find_chain(const Text& text, Finding& found) {
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
    found.lint = Lint::SeveralScenes;
    return worth + (thens >= 2 ? 1 : 0) >= kChain && events >= 2;
}

/// A tale in the past tense, sentence after sentence: `She crossed the desert. Next, she went to the library and solved
/// …`.
bool find_tale(const Text& text, Finding& found) {
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
    found.lint = Lint::SeveralScenes;
    return events >= kEvents && sentences >= kSentences && text.all_lists().has(Words::TaleWord);
}

}  // namespace

void find_several_scenes(const Text& text, Findings& out) {
    constexpr Lists kMoves{Words::StrongMove, Words::WeakMove};
    constexpr Lists kChanges{Words::SceneChange, Words::LaterTime, Words::Then};
    if (text.all_lists().has_any(kChanges)) {
        const std::size_t first_place = text.first_of(Words::Place);
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i].is_quoted) {
                continue;
            }
            if (!text[i].lists.has_any(kChanges)) {
                continue;
            }
            const std::size_t change = is_change(text, i) ? text.match(i, Words::SceneChange) : 0;
            const std::size_t later = is_later(text, i) ? text.match(i, Words::LaterTime) : 0;
            const std::size_t count = std::max({change, later, find_elsewhere(text, i)});
            const std::size_t place = count > 0 ? i + count : find_next_place(text, i, first_place);
            if (place > 0) {
                out.push_back({Lint::SeveralScenes, i, place});
                return;  // said once a text
            }
        }
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t end =
            text[i].is_quoted
                ? 0
                : std::max({find_series(text, i), (i == 0 || text.is_end(i - 1)) ? find_row_of_places(text, i) : 0,
                            match_change_of_picture(text, i), find_many_pictures(text, i)});
        if (end > 0) {
            out.push_back({Lint::SeveralScenes, i, end});
            return;
        }
    }
    for (const Predicate& predicate : text.predicates()) {
        if (const std::size_t end = find_transition(text, predicate); end > 0) {
            out.push_back({Lint::SeveralScenes, predicate.verb, end});
            return;
        }
    }
    std::size_t first = 0;
    const bool has_then = text.all_lists().has(Words::Then);
    if (const std::size_t end = has_then ? find_list_of_places(text, first) : 0; end > 0) {
        out.push_back({Lint::SeveralScenes, first, std::min(end, text.size())});
        return;
    }
    Finding chain;
    if ((text.all_lists().has_any(kMoves) && find_chain(text, chain)) || find_tale(text, chain)) {
        out.push_back(chain);
        return;
    }
    std::size_t end = find_headings(text, first);
    end = end > 0 ? end : find_list_of_shots(text, first);
    end = end > 0 ? end : find_ranked_shots(text, first);
    end = end > 0 ? end : find_timed_framings(text, first);
    end = end > 0 ? end : find_day(text, first);
    end = end > 0 ? end : find_places_of_actions(text, first);
    for (std::size_t i = 0; end == 0 && i < text.size(); ++i) {
        end = text.is(i, Words::TourVerb) && !text[i].is_quoted ? find_tour(text, i) : 0;
        first = i;
    }
    end = end == 0 && text.all_lists().has(Words::Season) ? find_seasons(text, first) : end;
    if (end > 0) {
        out.push_back({Lint::SeveralScenes, first, end});
    }
}

}  // namespace shot::lint
