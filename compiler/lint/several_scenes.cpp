// several-scenes: one clip that goes to other places or times, or a chain of events that belongs to several clips.
#include "compiler/lint/several_scenes.hpp"

#include <algorithm>

#include "compiler/lint/text_lints.hpp"

namespace shot::lint {
namespace {

/// The words of a change that a noun before makes innocent: `hair is cut to the shoulder`, `photo montage`.
bool is_change(const Text& text, std::size_t i) {
    const std::string_view word = text.word(i);
    const std::string_view before = i > 0 ? text.word(i - 1) : std::string_view();
    if (i > 0 && (text.is(i - 1, Words::Negation) || (i > 1 && text.is(i - 2, Words::Negation)))) {
        return false;  // `no jump cuts`
    }
    for (std::size_t k = i + 2; word == "cuts" && text.word(i + 1) == "to" && k < i + 10 && text.is_word(k); ++k) {
        if (text.is(k, Words::FramingWord) || text.word(k) == "shot") {
            return true;  // `she turns, then cuts to a low-angle hero shot`: no tailor
        }
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
    if (word == "scenes" && before == "the") {
        return false;  // `behind the scenes of`
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

/// `the landscape with its craters transitions to an interior`, `then transitioning to a side-angle shot`: told by a
/// verb whose subject is the picture, or which leads to another shot. One past `to`, or 0.
std::size_t find_transition(const Text& text, const Predicate& predicate) {
    constexpr std::size_t kReach = 5;
    const std::size_t to = text.word(predicate.verb + 1).ends_with("ly") ? predicate.verb + 2 : predicate.verb + 1;
    const std::string_view verb = text.word(predicate.verb);
    // `The scene transitions from a beach to a city`; from a cat that plays to one that sleeps it is the same.
    if (verb.starts_with("transition") && text.word(to) == "from" && text.is(predicate.subject, Words::PictureNoun)) {
        constexpr std::size_t kLongest = 30;  // words
        std::size_t end = to;
        while (!text.is_end(end) && end < to + kLongest) {
            ++end;
        }
        return text.holds(to, end, Words::Place) ? to + 1 : 0;
    }
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

/// `cut to`, `hours later`, `meanwhile, at the castle`: the words of a change.
TokenRange find_said_change(const Text& text) {
    constexpr Lists kChanges{Words::SceneChange, Words::LaterTime, Words::Then};
    for (std::size_t i = 0; text.all_lists().has_any(kChanges) && i < text.size(); ++i) {
        if (text[i].is_quoted || !text[i].lists.has_any(kChanges)) {
            continue;
        }
        const std::size_t change = is_change(text, i) ? text.match(i, Words::SceneChange) : 0;
        std::size_t later = is_later(text, i) ? text.match(i, Words::LaterTime) : 0;
        later = text.is(i + later, Words::Auxiliary) ? 0 : later;  // `Later that night is written on a card.`
        if (const std::size_t count = std::max({change, later, find_elsewhere(text, i)}); count > 0) {
            return {i, i + count};
        }
    }
    return {};
}

TokenRange find_changed_picture(const Text& text) {
    for (const Predicate& predicate : text.predicates()) {
        if (const std::size_t end = find_transition(text, predicate); end > 0) {
            return {predicate.verb, end};
        }
    }
    return {};
}

}  // namespace

void find_several_scenes(const Text& text, Findings& out) {
    for (const auto find : {find_said_change, find_changed_picture, find_other_places, find_listed_pictures}) {
        if (const TokenRange range = find(text); !range.is_empty()) {
            out.push_back({Lint::SeveralScenes, range.first, std::min(range.last, text.size())});
            return;  // said once a text
        }
    }
}

}  // namespace shot::lint
