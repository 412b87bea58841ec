// A beat: its times, title and attributes, and what happens in it.
#include <array>

#include "compiler/prompt/parts.hpp"
#include "compiler/prompt/text_rules.hpp"
#include "compiler/prompt/timeline.hpp"

namespace shot::prompt {
namespace {

using sema::FieldKind;
using sema::Phrases;
using sema::ResolvedBeat;

/// Writes `value` seconds into `out`, which has room for any time; returns the end.
char* write_seconds(char* out, sema::Milliseconds value) {
    std::array<char, 20> digits{};
    std::size_t count = 0;
    for (auto whole = static_cast<std::uint64_t>(value) / 1000; whole > 0 || count == 0; whole /= 10) {
        digits[count++] = static_cast<char>('0' + whole % 10);
    }
    while (count > 0) {
        *out++ = digits[--count];
    }
    const auto thousandths = static_cast<unsigned>(static_cast<std::uint64_t>(value) % 1000);
    *out++ = '.';
    *out++ = static_cast<char>('0' + thousandths / 100);
    *out++ = static_cast<char>('0' + thousandths / 10 % 10);
    if (thousandths % 10 != 0) {
        *out++ = static_cast<char>('0' + thousandths % 10);
    }
    return out;
}

/// `(cut to close-up, 85mm)`, `(cut)`, or nothing.
void write_attributes(Draft& draft, const ResolvedBeat& beat, bool with_attributes) {
    PromptBuilder& text = draft.text;
    const bool is_cut = is_cut_said(draft.shot, beat);
    const std::size_t before = text.size();
    if (with_attributes && !beat.attributes.is_empty()) {
        text.append(" (", text.origin_of(beat.attributes));
        if (is_cut && !names_cut(draft, beat.attributes)) {
            text.append(draft.style.words.cut_to, beat.span);
            text.append(" ", beat.span);
        }
        if (text.append_items(beat.attributes, ListEnd::Bare)) {
            text.append_to_last(")");
            return;
        }
        text.roll_back(before);
    }
    if (is_cut) {
        text.append(" (", beat.span);
        text.append(draft.style.words.cut, beat.span);
        text.append(")", beat.span);
    }
}

bool has_sound_light_music(const Draft& draft, const ResolvedBeat& beat) {
    return !sfx_of(draft, beat).is_empty() || !beat.lighting.is_empty() || !music_of(draft, beat).is_empty();
}

/// Each as a sentence of its own, behind a blank unless it begins the paragraph.
bool write_sound_light_music(Draft& draft, const ResolvedBeat& beat, std::size_t paragraph) {
    const auto write = [&](std::string_view label, Phrases items) {
        return write_labelled(draft, draft.text.size() > paragraph ? " " : "", label, items, {}, ListEnd::FullStop);
    };
    const bool has_sound = write(draft.style.beat_sound_label, sfx_of(draft, beat));
    const bool has_light = write(draft.style.label_of(FieldKind::Lighting), beat.lighting);
    const bool has_music = write(draft.style.music_label, music_of(draft, beat));
    return has_sound || has_light || has_music;
}

}  // namespace

bool names_cut(const Draft& draft, Phrases attributes) {
    for (const sema::Phrase& phrase : draft.shot.of(attributes)) {
        for (const sema::Chunk& chunk : draft.shot.of(phrase)) {
            if (has_word(chunk.text, "cut")) {
                return true;
            }
        }
    }
    return false;
}

void write_times(Draft& draft, const ResolvedBeat& beat) {
    std::array<char, 64> buffer{};
    char* end = write_seconds(buffer.data(), beat.begin);
    for (const char c : std::string_view("–")) {
        *end++ = c;
    }
    end = write_seconds(end, beat.end);
    draft.text.append({buffer.data(), static_cast<std::size_t>(end - buffer.data())}, beat.time_span);
}

bool are_attributes_in_camera(const Draft& draft) {
    return draft.shot.beats.size() == 1 && !draft.style.label_of(FieldKind::Camera).empty();
}

bool has_beat_line(const Draft& draft, const ResolvedBeat& beat, bool with_attributes) {
    return beat.title.count > 0 || !beat.actions.is_empty() || has_sound_light_music(draft, beat) ||
           (with_attributes && !beat.attributes.is_empty()) || is_cut_said(draft.shot, beat);
}

void write_beat_head(Draft& draft, const ResolvedBeat& beat, TitleForm form, bool with_attributes) {
    PromptBuilder& text = draft.text;
    write_times(draft, beat);
    if (beat.title.count > 0) {
        const Span origin = text.origin_of(beat.title);
        const std::size_t before = text.size();
        text.append(" — ", origin);
        text.append(form == TitleForm::Quoted ? "“" : "", origin);
        const std::size_t begin = text.size();
        text.append_phrase(beat.title);
        text.trim(begin, true);
        if (text.size() == begin) {
            text.roll_back(before);
        } else if (form == TitleForm::Quoted) {
            text.soften_quotes(begin);
            text.append_to_last("”");
        }
    }
    write_attributes(draft, beat, with_attributes);
}

bool write_beat_body(Draft& draft, const ResolvedBeat& beat) {
    const std::size_t begin = draft.text.size();
    draft.text.add_sentences(beat.actions, begin);
    write_sound_light_music(draft, beat, begin);
    return draft.text.size() > begin;
}

void write_beat_line(Draft& draft, const ResolvedBeat& beat, bool is_sentence) {
    PromptBuilder& text = draft.text;
    const std::size_t begin = text.size();
    write_beat_head(draft, beat, TitleForm::Plain, !are_attributes_in_camera(draft));
    const std::size_t head_end = text.size();
    if (!beat.actions.is_empty()) {
        text.append(": ", text.origin_of(beat.actions));
        if (!write_beat_body(draft, beat)) {
            text.roll_back(head_end);
        }
    } else if (has_sound_light_music(draft, beat)) {
        // Labels after a colon would read as if the beat were called by them.
        const Phrases sfx = sfx_of(draft, beat);
        const Phrases first = !sfx.is_empty() ? sfx : !beat.lighting.is_empty() ? beat.lighting : beat.music;
        const bool is_time_alone = beat.title.count == 0 && text.text_from(begin).back() != ')';
        text.append(is_time_alone ? " — " : ". ", text.origin_of(first));
        if (!write_beat_body(draft, beat)) {
            text.roll_back(head_end);
        }
    }
    if (is_sentence) {
        text.end_sentence(begin);
    }
}

}  // namespace shot::prompt
