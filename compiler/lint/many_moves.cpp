// too-many-moves, in prose: camera moves of different kinds in one text. Those of a camera field or a beat's header are
// counted by shot_lints.cpp, from the vocabulary, which adds them to what the prose tells.
#include <algorithm>
#include <array>

#include "compiler/lint/parts.hpp"
#include "compiler/lint/text_lints.hpp"

namespace shot::lint {
namespace {

constexpr std::array kKinds = {Words::FollowMove, Words::PushMove,  Words::PullMove,  Words::PanMove,
                               Words::TiltMove,   Words::CraneMove, Words::OrbitMove, Words::DollyZoom};

MoveKinds bit_of(Words kind) {
    const auto at = std::find(kKinds.begin(), kKinds.end(), kind) - kKinds.begin();
    return static_cast<MoveKinds>(1U << static_cast<unsigned>(at));
}

/// The longest name of a move at `i`, how many tokens it has, and its kind; 0 where none begins there.
std::size_t match_move(const Text& text, std::size_t i, Words& kind) {
    std::size_t count = text.match(i, Words::DollyZoom);  // a dolly back with a zoom in is one move
    kind = count > 0 ? Words::DollyZoom : Words::Count;
    for (const Words one : kKinds) {
        if (const std::size_t length = text.match(i, one); length > count) {
            count = length;
            kind = one;
        }
    }
    return count;
}

/// `Begin with a close-up, slowly pulling back`: whether a framing ends before `end`.
bool ends_framing(const Text& text, std::size_t end) {
    constexpr std::size_t kLongest = 4;  // words
    for (std::size_t count = 1; count <= kLongest && count <= end; ++count) {
        if (text.match(end - count, Words::CameraWord) == count) {
            return true;
        }
    }
    return false;
}

/// Whether the verb at `i` is the camera's: a bird circles, too. Nothing but adverbs and what joins two verbs stands
/// between it and the camera or the move before (which ends at `last`), or a part of the sentence that is the camera's
/// ends there.
bool is_of_camera(const Text& text, std::size_t i, std::size_t last) {
    const Predicate* predicate = predicate_at(text.predicates(), i);
    if (predicate != nullptr && predicate->is_negated) {
        return false;  // `never tilts, pans or zooms`
    }
    const bool has_subject = predicate != nullptr && predicate->subject < text.size() &&
                             !text.is(predicate->subject, Words::Direction);  // `Pan right, slowly zooming out`
    if (has_subject) {
        constexpr Lists kCamera{Words::CameraName, Words::CameraWord, Words::PictureNoun, Words::FollowMove,
                                Words::PushMove,   Words::PullMove,   Words::PanMove,     Words::TiltMove,
                                Words::CraneMove,  Words::OrbitMove,  Words::BeginVerb};
        return text[predicate->subject].lists.has_any(kCamera) ||
               (text.word(predicate->subject) == "it" && text.first_of(Words::CameraName) < i);
    }
    std::size_t before = i;
    while (before > 0) {
        const bool is_between = text.word(before - 1).ends_with("ly") || text.is_mark(before - 1, ',') ||
                                text.is(before - 1, Words::CameraBetween);
        if (!is_between) {
            break;
        }
        --before;
    }
    if (before == 0 || text.is_end(before - 1)) {
        return false;
    }
    if (before < i && ends_framing(text, before)) {
        return true;
    }
    if (text.is(before - 1, Words::CameraName) || (before == last && before < i)) {
        return true;
    }
    if (before == i) {
        return false;  // `a boy who follows`
    }
    constexpr std::size_t kReach = 60;  // tokens; no sentence that is read at sight is longer
    for (std::size_t k = before; k > 0 && k + kReach > before && !text.is_end(k - 1); --k) {
        const std::string_view word = text.word(k - 1);
        const bool is_camera = text.is(k - 1, Words::CameraName);
        if (is_camera || word == "who" || word == "which" || word == "that") {
            return is_camera;
        }
    }
    return false;
}

/// `push in`, `tilt up` and `tracking shot` speak for themselves; of verbs a camera must be the subject.
bool is_move(const Text& text, std::size_t i, std::size_t count, std::size_t last) {
    const std::string_view word = text.word(i);
    if (word == "follows" && i > 0 && text.word(i - 1) == "shot") {
        return false;  // `a close-up shot follows a man as he dials`: what it is of
    }
    const bool is_verb = word.ends_with("s") || word.ends_with("ing");
    // `Zooming in on the eye, then zooming out`: what only a camera does, told of nobody.
    const bool is_own = (word == "zooming" || word == "panning" || word == "dollying") &&
                        (i == 0 || text.is_stop(i - 1) || text.is(i - 1, Words::Then));
    if (word == "sweeping" && text.is_word(i + 1) && !text.is(i + 1, Words::Preposition) &&
        !text.is(i + 1, Words::Path)) {
        return false;  // `a sweeping cinematic landscape`
    }
    const Predicate* predicate = predicate_at(text.predicates(), i);
    const bool is_done = predicate != nullptr && predicate->form == Predicate::Form::Finite &&
                         predicate->subject < text.size();  // `Clawed hands pull back from the wall.`
    const bool is_noun = !is_done && count > 1 && (!is_verb || is_own || text.word(i + count - 1) == "shot");
    return is_noun || is_of_camera(text, i, last);
}

/// `an aerial shot sweeps low over the forest`: it flies on, and does not turn.
bool is_flight(const Text& text, const Predicate& predicate) {
    const auto is_flyer = [&text](std::size_t i) { return text.word(i) == "aerial" || text.word(i) == "drone"; };
    return text.word(predicate.verb).starts_with("sweep") && predicate.subject < text.size() &&
           (is_flyer(predicate.subject) || (predicate.subject > 0 && is_flyer(predicate.subject - 1)));
}

/// Which way a tilt, a pan or a crane goes; empty where it is not told.
std::string_view direction_of(const Text& text, std::size_t i, std::size_t count) {
    for (std::size_t k = i + 1; k <= i + count && text.is_word(k); ++k) {
        if (text.is(k, Words::Direction)) {
            return text.word(k);
        }
    }
    return {};
}

}  // namespace

void find_many_moves(const Text& text, Findings& out) {
    Finding found{Lint::TooManyMoves, 0, 0};
    Lists seen;
    std::size_t last = 0;  // past the move before
    Words last_kind = Words::Count;
    std::size_t last_sentence = text.size();
    std::string_view last_direction;
    bool has_parts = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i].is_quoted) {
            continue;
        }
        if (begins_part(text, i) && found.count < 2) {
            has_parts = true;
            found.count = 0;
            found.kinds = 0;
            seen = {};
        }
        Words kind = Words::Count;
        const std::size_t count = match_move(text, i, kind);
        const Predicate* predicate = count > 0 ? predicate_at(text.predicates(), i) : nullptr;
        const bool is_beside = predicate != nullptr && predicate->form == Predicate::Form::Participle &&
                               !seen.is_empty() && predicate->sentence == last_sentence;
        if (is_beside && (kind == Words::FollowMove || (kind == Words::CraneMove && last_kind == Words::TiltMove))) {
            continue;  // `pans right, following her`, `tilts up, rising along the coat`
        }
        if (kind == Words::PanMove && predicate != nullptr && is_flight(text, *predicate)) {
            kind = Words::PushMove;
        }
        if (count == 0 || (kind != Words::DollyZoom && !is_move(text, i, count, last))) {
            continue;
        }
        if (seen.has(Words::DollyZoom) && (kind == Words::PushMove || kind == Words::PullMove)) {
            continue;  // says what a dolly zoom is
        }
        const std::string_view direction = direction_of(text, i, count);
        const bool is_back =
            !direction.empty() && !last_direction.empty() && direction != last_direction && kind == last_kind;
        last_direction = direction;
        last_kind = kind;
        last_sentence = predicate != nullptr ? predicate->sentence : last_sentence;
        if (!seen.has(kind) || is_back) {  // `tilts down, then tilts up` is two
            found.first = seen.is_empty() ? i : found.first;
            found.last = i + count;
            ++found.count;
            seen.add(kind);
            found.kinds |= bit_of(kind);
        }
        last = i + count;
        i = last - 1;
    }
    if (found.count > 1 || (found.count == 1 && !has_parts)) {
        out.push_back(found);  // one is too many only beside those of another text
    }
}

MoveKinds moves_named(const Text& text) {
    MoveKinds named = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        Words kind = Words::Count;
        if (const std::size_t count = match_move(text, i, kind); count > 0) {
            named |= bit_of(kind);
            i += count - 1;
        }
    }
    return named;
}

}  // namespace shot::lint
