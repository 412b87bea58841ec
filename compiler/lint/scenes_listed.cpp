// several-scenes: a text that lists its pictures by headings, framings, times or in so many words.
#include <algorithm>

#include "compiler/lint/parts.hpp"
#include "compiler/lint/several_scenes.hpp"

namespace shot::lint {
namespace {

/// Two of them: one past the second, or 0.
TokenRange find_headings(const Text& text) {
    std::size_t first = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (is_heading(text, i)) {
            first = i;
            if (++count == 2) {
                return {first, i + 2};
            }
        }
    }
    return {};
}

/// `Wide shot of a street. Close-up of a shoe.`: one past the head of the second sentence that begins with a shot, or
/// 0.
TokenRange find_list_of_shots(const Text& text) {
    std::size_t first = 0;
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
            if (!is_shot || is_verb || !(text.is(k + 1, Words::Preposition) || text.is_mark(k + 1, ':'))) {
                continue;
            }
            first = count == 0 ? i : first;
            if (++count == 2) {
                return {first, k + 1};
            }
            break;
        }
    }
    return {};
}

/// `Opening shot of a harbour … final shot: the sunset`: two shots that are told by their place in a row. One past the
/// second; 0 where there are fewer.
TokenRange find_ranked_shots(const Text& text) {
    std::size_t first = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_ranked = text.is(i, Words::ShotRank) && text.is(i + 1, Words::RankedShot) && !text[i].is_quoted &&
                               (i == 0 || text.is_stop(i - 1) || text.is(i - 1, Words::Article));
        if (is_ranked) {
            first = count == 0 ? i : first;
            if (++count == 2) {
                return {first, i + 2};
            }
        }
    }
    return {};
}

/// `0:00–0:03 wide shot of the sea, 0:03–0:06 close-up of a surfer`: two times with a framing each. One past the second
/// time; 0 where there are fewer.
TokenRange find_timed_framings(const Text& text) {
    std::size_t first = 0;
    constexpr std::size_t kReach = 7;  // words after the time
    std::size_t count = 0;
    std::size_t times = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i].is_quoted || !is_time_or_count(text, i)) {
            continue;
        }
        constexpr std::size_t kHead = 4;  // `[6-10s] Close-up of her eyes`: a part that begins with a framing
        for (std::size_t k = i + 1; k <= i + kReach && !text.is_end(k); ++k) {
            times += k == i + 1 ? 1 : 0;
            if (text.is(k, Words::FramingWord) && times > 1 && k <= i + kHead && count == 0) {
                return {i, k + 1};
            }
            if (text.is(k, Words::FramingWord)) {
                first = count == 0 ? i : first;
                if (++count == 2) {
                    return {first, i + 1};
                }
                i = k;
                break;
            }
        }
    }
    return {};
}

/// `Morning: he mends nets. Noon: …`, `Before: … After: …`: two times or ranks that head what follows. One past the
/// second; 0 where there are fewer.
TokenRange find_day(const Text& text) {
    std::size_t first = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        // `Morning: …`, `Evening at the pier.`
        const bool has_place = text.is(i, Words::TimeOfDay) && (text.word(i + 1) == "at" || text.word(i + 1) == "in") &&
                               (i == 0 || text.is_end(i - 1));
        const bool is_head = (text.is(i, Words::TimeOfDay) || text.is(i, Words::PartHead)) &&
                             (text.is_mark(i + 1, ':') || has_place) && !text[i].is_quoted &&
                             (i == 0 || text.is_stop(i - 1));
        if (is_head) {
            first = count == 0 ? i : first;
            if (++count == 2) {
                return {first, i + 1};
            }
        }
    }
    return {};
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

/// `close-ups and reaction shots`, `in various settings`: more pictures than one. One past it, or 0.
std::size_t find_many_pictures(const Text& text, std::size_t i) {
    if (i > 0 && !text[i].is_joined && text.word(i - 1) != "up" &&
        (text.is(i - 1, Words::Negation) || text.is(i - 1, Words::Preposition)) && text.word(i - 1) != "of" &&
        text.word(i - 1) != "in" && text.word(i - 1) != "with" && text.word(i - 1) != "between" &&
        text.word(i - 1) != "across") {
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
        if (i > 0 && text.word(i - 1) == "other") {
            return 0;  // `longer than other shots`
        }
        const bool is_one = next == "of" && i > 1 && (text.word(i - 1) == "up" || text.is(i - 1, Words::FramingWord));
        if (is_one) {
            return 0;  // `close-up shots of hands` may be one
        }
        return next == "fired" || next == "ring" || (next == "of" && text.is(i + 2, Words::ShotDrink)) ? 0 : i + 1;
    }
    if (word == "closeups" || (word == "close" && text.word(i + 1) == "ups")) {
        const std::size_t next = i + (word == "close" ? 2 : 1);
        return text.word(next) == "and" ? next : 0;  // `close-ups of his hands` may be one
    }
    // `20 destinations`, `three different places`
    if (word == "scenes" && text.is_mark(i + 1, ':') &&
        text[std::min(i + 2, text.size() - 1)].kind == Token::Kind::Number) {
        return i + 1;  // `Scenes: 1. A person … 2. …`
    }
    const bool is_number = (text[i].kind == Token::Kind::Number && word.size() <= 2 && word != "1") ||
                           (text.is(i, Words::NumberWord) && word != "one" && word != "half");
    if (is_number && text.word(i + 1) == "shot" && i + 1 < text.size() && text[i + 1].is_joined) {
        constexpr Lists kFilm{Words::VideoNoun, Words::PictureNoun};
        for (std::size_t k = i + 2; k < i + 5 && text.is_word(k); ++k) {
            if (text[k].lists.has_any(kFilm)) {
                return k + 1;  // `a three-shot micro-story`
            }
        }
        return 0;
    }
    for (std::size_t k = i + 1;
         (is_number || text.is(i, Words::ManyWord)) && k < i + 4 && text.is_word(k) && !text.is(k, Words::Conjunction);
         ++k) {
        const bool is_turned =
            text.word(k) == "angles" && text.word(i - 1).starts_with("show");  // of a thing in the hand
        const bool is_painted = text.is(k + 1, Words::Auxiliary) && text.is(k + 3, Words::Preposition);  // on a vase
        if (text.is(k, Words::PlaceNoun) && !is_turned && !is_painted && !(is_number && text.word(k) == "rooms")) {
            return k + 1;
        }
    }
    // `Next, show the doors. Then show the wipers`
    if (text.is(i, Words::Then)) {
        const std::size_t verb = text.is_mark(i + 1, ',') ? i + 2 : i + 1;
        if (text.word(verb) == "show") {
            return verb + 1;
        }
        // `Next, tracking shot as she walks home`
        for (std::size_t k = verb; k < verb + 4 && text.is_word(k) && verb > i + 1; ++k) {
            if (text.word(k) == "shot" && k > verb) {
                return k + 1;
            }
        }
        return 0;
    }
    return 0;
}

/// Where a list is said to be one: the first such words.
TokenRange find_said_list(const Text& text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t end =
            text[i].is_quoted
                ? 0
                : std::max({find_series(text, i), match_change_of_picture(text, i), find_many_pictures(text, i)});
        if (end > 0) {
            return {i, end};
        }
    }
    return {};
}

}  // namespace

TokenRange find_listed_pictures(const Text& text) {
    for (const auto find :
         {find_said_list, find_headings, find_list_of_shots, find_ranked_shots, find_timed_framings, find_day}) {
        if (const TokenRange range = find(text); !range.is_empty()) {
            return range;
        }
    }
    return {};
}

}  // namespace shot::lint
