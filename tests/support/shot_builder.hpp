// Builds a ResolvedShot by hand, for tests of what comes after resolving. Every chunk gets an origin of its own in file
// 0, in the order in which it was added, so that a test can follow it through a source map. Texts must be literals.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/sema/resolved_shot.hpp"

namespace shot::tests {

using sema::FieldKind;
using sema::Phrase;
using sema::Phrases;
using Texts = std::initializer_list<std::string_view>;

struct SpeakerText {
    Texts look = {};
    Texts wardrobe = {};
    Texts props = {};
    Texts voice = {};
    bool is_seen = true;
};

struct BeatText {
    std::string_view title = {};
    Texts attributes = {};
    Texts actions = {};
    Texts sfx = {};
    Texts lighting = {};
    Texts music = {};
    bool is_cut = false;
    bool is_continuous = false;
};

class ShotBuilder {
public:
    ShotBuilder() {
        shot_.name = "test";
        shot_.duration = 8000;
        shot_.span = next_span(4);
    }

    ShotBuilder& field(FieldKind kind, Texts texts, bool is_own = true) {
        shot_.field(kind).phrases = phrases(texts);
        shot_.field(kind).is_own = is_own;
        return *this;
    }
    /// A prose of one value that is made of several chunks, as `{…}` makes it.
    ShotBuilder& chunks(FieldKind kind, Texts texts) {
        const Phrase whole{static_cast<std::uint32_t>(shot_.chunks.size()), static_cast<std::uint32_t>(texts.size())};
        for (const std::string_view text : texts) {
            shot_.chunks.push_back({text, next_span(text.size())});
        }
        shot_.field(kind).phrases = {static_cast<std::uint32_t>(shot_.phrases.size()), 1};
        shot_.field(kind).is_own = true;
        shot_.phrases.push_back(whole);
        return *this;
    }
    ShotBuilder& speaker(std::string_view name, const SpeakerText& text = {}) {
        sema::ResolvedSpeaker& speaker = shot_.speakers.emplace_back();
        speaker.name = name;
        speaker.display = name;
        speaker.span = next_span(name.size());
        speaker.is_seen = text.is_seen;
        speaker.look = phrases(text.look);
        speaker.wardrobe = phrases(text.wardrobe);
        speaker.props = phrases(text.props);
        speaker.voice = phrases(text.voice);
        return *this;
    }
    /// Actions of the whole shot.
    ShotBuilder& actions(Texts texts) {
        shot_.actions = phrases(texts);
        return *this;
    }
    ShotBuilder& beat(sema::Milliseconds begin, sema::Milliseconds end, const BeatText& text = {}) {
        sema::ResolvedBeat beat;
        beat.begin = begin;
        beat.end = end;
        beat.is_cut = text.is_cut;
        beat.is_continuous = text.is_continuous;
        beat.time_span = next_span(9);
        beat.span = next_span(20);
        beat.title = text.title.empty() ? Phrase{} : phrase(text.title);
        beat.attributes = phrases(text.attributes);
        beat.actions = phrases(text.actions);
        beat.sfx = phrases(text.sfx);
        beat.lighting = phrases(text.lighting);
        beat.music = phrases(text.music);
        beat.first_dialogue = static_cast<std::uint32_t>(shot_.dialogue.size());
        shot_.beats.push_back(beat);
        return *this;
    }
    /// Said in the beat that was added last, or, before any beat, in the whole shot; after the actions that it has by then.
    ShotBuilder& says(std::uint32_t speaker, std::string_view delivery, std::string_view line) {
        sema::ResolvedDialogue dialogue;
        dialogue.speaker = speaker;
        dialogue.span = next_span(30);
        dialogue.delivery = delivery.empty() ? Phrase{} : phrase(delivery);
        dialogue.line = phrase(line);
        shot_.dialogue.push_back(dialogue);
        if (shot_.beats.empty()) {
            shot_.dialogue.back().after_actions = shot_.actions.count;
            ++shot_.shot_dialogue_count;
        } else {
            shot_.dialogue.back().after_actions = shot_.beats.back().actions.count;
            ++shot_.beats.back().dialogue_count;
        }
        return *this;
    }
    ShotBuilder& layout(sema::Layout layout) {
        shot_.layout = layout;
        return *this;
    }
    ShotBuilder& operation(sema::Operation operation) {
        shot_.operation = operation;
        return *this;
    }
    ShotBuilder& duration(sema::Milliseconds duration) {
        shot_.duration = duration;
        return *this;
    }
    ShotBuilder& silent() {
        shot_.is_silent = true;
        return *this;
    }
    ShotBuilder& subject_is_names() {
        shot_.subject_is_names = true;
        return *this;
    }

    [[nodiscard]] const sema::ResolvedShot& shot() const { return shot_; }
    [[nodiscard]] sema::ResolvedShot& shot() { return shot_; }

private:
    Span next_span(std::size_t size) {
        const std::uint32_t begin = offset_;
        offset_ += static_cast<std::uint32_t>(size) + 1;
        return {FileId(0U), begin, offset_ - 1};
    }
    Phrase phrase(std::string_view text) {
        shot_.chunks.push_back({text, next_span(text.size())});
        return {static_cast<std::uint32_t>(shot_.chunks.size() - 1), 1};
    }
    Phrases phrases(Texts texts) {
        std::vector<Phrase> made;
        for (const std::string_view text : texts) {
            made.push_back(phrase(text));
        }
        const Phrases result{static_cast<std::uint32_t>(shot_.phrases.size()), static_cast<std::uint32_t>(made.size())};
        shot_.phrases.insert(shot_.phrases.end(), made.begin(), made.end());
        return result;
    }

    sema::ResolvedShot shot_;
    std::uint32_t offset_ = 0;
};

}  // namespace shot::tests
