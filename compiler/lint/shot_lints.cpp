// What a shot lacks, or has too much of. Each is asked only where the answer would help: nobody is told that a line of
// two words has no style.
#include <algorithm>
#include <bit>

#include <fmt/format.h>

#include "compiler/lint/craft.hpp"
#include "compiler/support/assert.hpp"
#include "stdlib/embedded.hpp"

namespace shot::lint {
namespace {

using sema::FieldKind;
using sema::Milliseconds;
using sema::Operation;

// Guides: one move and one or two actions a beat of some seconds hold; more break up.
constexpr std::int64_t kMovesABeat = 1;
constexpr std::int64_t kLeastActions = 3;             // so many are never too many
constexpr Milliseconds kMillisecondsAnAction = 1500;  // below it, an action cannot be seen through
constexpr Milliseconds kMillisecondsAVerb = 1650;     // of prose, which tells of no more than every second action
constexpr std::string_view kOneMoveHolds =
    "two moves at once or in a row break up in the result: keep one a beat, and give the other a beat of its own: "
    "`+4 The door, slow push-in`";
constexpr std::size_t kLeastAnchors = 3;
constexpr std::size_t kMostAnchors = 5;

std::string seconds_text(Milliseconds milliseconds) {
    const Milliseconds tenths = (milliseconds + 50) / 100;
    return tenths % 10 == 0 ? fmt::format("{} s", tenths / 10) : fmt::format("{}.{} s", tenths / 10, tenths % 10);
}

bool are_too_many(std::int64_t actions, Milliseconds length) {
    return length > 0 && actions > kLeastActions && actions * kMillisecondsAnAction > length;
}

}  // namespace

bool Craft::has_any_beat(sema::Phrases sema::ResolvedBeat::*list) const {
    return std::any_of(shot_->beats.begin(), shot_->beats.end(),
                       [list](const sema::ResolvedBeat& beat) { return !(beat.*list).is_empty(); });
}

bool Craft::has_content() const {
    return has(FieldKind::Subject) || has(FieldKind::Scene) || !shot_->actions.is_empty() || !shot_->speakers.empty() ||
           has_any_beat(&sema::ResolvedBeat::actions);
}

/// An extension or an edit has what its source has, and is not asked.
void Craft::check_missing() {
    if (shot_->operation != Operation::Create || !has_content() || has(FieldKind::Raw)) {
        return;
    }
    const auto knows = [this](Words list) { return lists_.has(list); };
    if (!has(FieldKind::Look) && !has(FieldKind::Film) && !has(FieldKind::Grade) && !knows(Words::StyleWord)) {
        report(diag::MissingStyle, shot_->span, shot_->name)
            .note(
                "style is the strongest lever, and the model takes one of its own: give the shot a `look:` such as "
                "`a 90s documentary interview`, or name a style in its header that has one; std.look has a shelf of "
                "them");
    }
    if (!has(FieldKind::Camera) && !has_any_beat(&sema::ResolvedBeat::attributes) && !knows(Words::CameraWord)) {
        report(diag::MissingCamera, shot_->span, shot_->name)
            .note("the model frames it anew each time: a size and a move, as in `medium close-up, slow push-in`");
    }
    const bool is_heard = has(FieldKind::Sound) || has(FieldKind::Sfx) || has(FieldKind::Music) ||
                          !shot_->dialogue.empty() || has_any_beat(&sema::ResolvedBeat::sfx) ||
                          has_any_beat(&sema::ResolvedBeat::music) || knows(Words::SoundWord);
    if (context_->makes_sound && !shot_->is_silent && !is_heard) {
        report(diag::MissingSound, shot_->span, shot_->name)
            .note(
                "the model invents a background: even a quiet scene wants one sound with a rhythm, as in "
                "`sound: distant traffic hiss, a ticking clock`; std.sound has beds ready");
    }
}

void Craft::check_palette() {
    const sema::FieldValue& palette = shot_->field(FieldKind::Palette);
    const std::size_t count = palette.phrases.count;
    if (count == 0 || (count >= kLeastAnchors && count <= kMostAnchors) || !palette.span.file.is_valid()) {
        return;
    }
    report(diag::PaletteSize, palette.span, static_cast<diag::Int>(count), count == 1 ? "anchor" : "anchors")
        .note(count < kLeastAnchors
                  ? "fewer leave the rest to the model, and the cut jumps; as in `palette: amber, cream, walnut brown`"
                  : "more pull against each other: keep those that must be the same in every shot");
}

/// `negative: no people`: the field says `no` already.
void Craft::check_negative() {
    for (const sema::Phrase& phrase : shot_->of(shot_->field(FieldKind::Negative).phrases)) {
        text_.read(join(phrase), lexicon_);
        const std::size_t count = text_.match(0, Words::Negation);
        const bool is_item = text_.word(0) == "negative";  // `negative space` is a thing
        if (count == 0 || count >= text_.size() || is_item) {
            continue;
        }
        const Span span = span_of(phrase, 0, text_[count].begin);
        auto added = report(diag::NegatedNoun, span_of(phrase, 0, text_.text().size()), text_.text());
        if (added) {
            added.note(
                fmt::format("`negative` takes the things alone: `negative: {}`", text_.written(count, text_.size())));
            if (is_written_here(phrase)) {
                added.fix(fmt::format("write `{}`", text_.written(count, text_.size())), span, "", true);
            }
        }
    }
}

/// Moves of a beat, or of a shot without beats. A pan that ends in a hold is one: `static` counts for nothing.
void Craft::check_moves() {
    const auto count_moves = [this](sema::Phrases list, Span& place) {
        std::int64_t moves = 0;
        for (const sema::Phrase& phrase : shot_->of(list)) {
            const std::int64_t found = terms_of(phrase).move_count;
            if (found > 0) {
                place = shot_->of(phrase).front().origin;
            }
            moves += found;
        }
        return moves;
    };
    const auto check = [this](std::int64_t moves, Span place, std::string_view where) {
        if (moves > kMovesABeat && place.file.is_valid()) {
            report(diag::TooManyMoves, place, moves, where).note(std::string(kOneMoveHolds));
        }
    };
    for (const sema::ResolvedBeat& beat : shot_->beats) {
        Span place;
        const std::int64_t moves = count_moves(beat.attributes, place);
        check(moves, place, "one beat");
    }
    if (shot_->beats.empty()) {
        Span place;
        const std::int64_t moves = count_moves(shot_->field(FieldKind::Camera).phrases, place);
        check(moves, place, "one shot");
    }
}

void Craft::add_up_moves() {
    for (std::size_t i = 0, next = 0; i < pending_.size(); i = next) {
        const std::size_t part = pending_[i].part;
        for (next = i; next < pending_.size() && pending_[next].part == part;) {
            ++next;
        }
        if (part > 0 || shot_->beats.empty()) {  // what holds for the whole shot is nothing that a beat does
            add_up_moves(part, {pending_.data() + i, next - i});
        }
    }
}

void Craft::add_up_moves(std::size_t part, std::span<Pending> told) {
    const sema::Phrases header =
        part == 0 ? shot_->field(FieldKind::Camera).phrases : shot_->beats[part - 1].attributes;
    MoveKinds known = 0;
    for (const sema::Phrase& phrase : shot_->of(header)) {
        text_.read(join(phrase), lexicon_);
        known |= moves_named(text_);
        if (terms_of(phrase).move_count > kMovesABeat) {
            return;  // check_moves() says so
        }
    }
    for (Pending& pending : told) {
        Finding& finding = pending.finding;
        const MoveKinds together = known | finding.kinds;
        if (known != 0 && together != known) {
            finding.count = std::max(finding.count, std::popcount(together));
        }
        known = together;
    }
}

void Craft::check_actions() {
    const auto check = [this](sema::Phrases actions, Milliseconds length, Span place, std::string_view where) {
        if (are_too_many(actions.count, length)) {
            report_many_actions(place, actions.count, where, length, kMillisecondsAnAction);
        }
    };
    for (const sema::ResolvedBeat& beat : shot_->beats) {
        check(beat.actions, beat.end - beat.begin, beat.span, "a beat");
    }
    if (shot_->beats.empty()) {
        check(shot_->actions, shot_->duration, shot_->span, "a shot");
    }
}

void Craft::report_many_actions(Span place, std::int64_t count, std::string_view where, Milliseconds length,
                                Milliseconds each) {
    const std::int64_t fitting = std::clamp<std::int64_t>(length / each, 1, count - 1);
    report(diag::TooManyActions, place, count, where, seconds_text(length))
        .note(fmt::format(
            "an action wants a second and a half to be seen: about {} fit; what is more runs together or is "
            "left out",
            fitting));
}

bool Craft::is_too_much(const Finding& finding) const {
    if (finding.lint == Lint::TooManyMoves) {
        return finding.count > kMovesABeat;
    }
    return finding.lint != Lint::TooManyActions ||
           (shot_->duration > 0 && finding.count * kMillisecondsAVerb > std::max(shot_->duration, told_length_));
}

void Craft::report_count(const Finding& finding, Span span) {
    if (finding.lint == Lint::TooManyMoves) {
        report(diag::TooManyMoves, span, finding.count, part_ > 0 ? "one beat" : "one shot")
            .note(std::string(kOneMoveHolds));
    } else {
        report_many_actions(span, finding.count, "a shot", shot_->duration, kMillisecondsAVerb);
    }
}

const SpeechRates& Craft::speech_rates() {
    if (!speech_) {
        auto rates = SpeechRates::parse(stdlib::find_embedded("lints/speech.json"));
        SHOT_ASSERT(rates);  // embedded: a test reads it
        speech_.emplace(std::move(*rates));
    }
    return *speech_;
}

bool Craft::has_room_for(sema::Phrase text, std::int64_t actions, std::string_view said) {
    sema::Phrases list = shot_->actions;
    Milliseconds length = shot_->duration;
    std::span<const sema::ResolvedDialogue> lines = shot_->dialogue;
    for (const sema::ResolvedBeat& beat : shot_->beats) {
        const auto phrases = shot_->of(beat.actions);
        if (std::any_of(phrases.begin(), phrases.end(),
                        [&](const sema::Phrase& one) { return one.first == text.first; })) {
            list = beat.actions;
            length = beat.end - beat.begin;
            lines = lines.subspan(beat.first_dialogue, beat.dialogue_count);
        }
    }
    Milliseconds speech = offered_speech_ + speech_rates().measure(said).milliseconds;
    for (const sema::ResolvedDialogue& line : lines) {
        std::string words;  // not join(): the text that is mended stands in its memory
        for (const sema::Chunk& chunk : shot_->of(line.line)) {
            words += chunk.text;
        }
        speech += speech_rates().measure(words).milliseconds;
    }
    if (length > 0 && (speech > length || are_too_many(list.count + offered_actions_ + actions, length))) {
        return false;
    }
    offered_speech_ += speech_rates().measure(said).milliseconds;
    offered_actions_ += std::max<std::int64_t>(actions, 0);
    return true;
}

/// The lines of a beat against its time, those of the shot against the clip.
void Craft::check_speech() {
    if (shot_->dialogue.empty()) {
        return;
    }
    const SpeechRates& rates = speech_rates();
    const auto check = [this, &rates](std::size_t first, std::size_t count, Milliseconds length,
                                      std::string_view where) {
        Milliseconds bound = 0;
        for (std::size_t i = first; i < first + count && i < shot_->dialogue.size(); ++i) {
            bound += rates.bound(join(shot_->dialogue[i].line));
        }
        if (bound <= length) {
            return;
        }
        Speech sum;
        for (std::size_t i = first; i < first + count && i < shot_->dialogue.size(); ++i) {
            const Speech line = rates.measure(join(shot_->dialogue[i].line));
            sum.count += line.count;
            sum.milliseconds += line.milliseconds;
            sum.is_words = line.is_words;
            sum.per_second = line.per_second;
            sum.language = line.language;
            sum.is_language_known = line.is_language_known;
        }
        if (sum.count == 0 || length <= 0 || sum.milliseconds <= length) {
            return;
        }
        const std::int64_t fits = sum.count * length / sum.milliseconds;  // pauses and all
        const std::string_view unit = sum.is_words ? "words" : "characters";
        auto added = report(diag::DialogueTooLong, shot_->dialogue[first].span, sum.count, unit,
                            seconds_text(sum.milliseconds), where, seconds_text(length));
        if (added) {
            added.note(fmt::format(
                "about {} {}, at {}.{:02} a second with pauses ({}{}); a longer line is rushed, or cut off: "
                "shorten it, give it more time, or carry it into the next shot",
                fits, fits == 1 ? fmt::format("{} fits", unit.substr(0, unit.size() - 1)) : fmt::format("{} fit", unit),
                sum.per_second / 1000, sum.per_second % 1000 / 10,
                sum.is_language_known ? "" : "no language is known by its words: taken as ", sum.language));
        }
    };
    std::size_t all = shot_->shot_dialogue_count;
    for (const sema::ResolvedBeat& beat : shot_->beats) {
        if (beat.dialogue_count > 0) {
            check(beat.first_dialogue, beat.dialogue_count, beat.end - beat.begin, "the beat");
            all += beat.dialogue_count;
        }
    }
    if (shot_->shot_dialogue_count > 0) {
        check(0, std::min(all, shot_->dialogue.size()), shot_->duration, "the clip");
    }
}

void Craft::check_prompt_words() {
    if (context_->helpful_words <= 0 ||
        static_cast<std::int64_t>(context_->prompt.size()) <= 2 * context_->helpful_words) {
        return;  // a word has a letter and a blank
    }
    std::int64_t words = 0;
    bool is_word = false;
    for (const char c : context_->prompt) {
        const bool is_blank = c == ' ' || c == '\n' || c == '\t';
        words += !is_blank && !is_word ? 1 : 0;
        is_word = !is_blank;
    }
    if (words > context_->helpful_words) {
        report(diag::PromptLength, shot_->span, shot_->name, words, context_->target, context_->helpful_words)
            .note(
                "what its guide says: past this point the model drops details of its own choice; leave out what the "
                "picture "
                "does not need");
    }
}

}  // namespace shot::lint
