// The fields of a shot: which of them the prompt says, and how a labelled value and the lead paragraph are written.
#include <algorithm>

#include "compiler/prompt/parts.hpp"

namespace shot::prompt {

using sema::FieldKind;
using sema::Phrases;

Phrases value_of(const Draft& draft, FieldKind field) {
    const sema::FieldValue& value = draft.shot.field(field);
    if (draft.shot.operation == sema::Operation::Extend && !value.is_own) {
        const std::vector<FieldKind>& repeated = draft.style.extension_repeats;
        if (std::find(repeated.begin(), repeated.end(), field) == repeated.end()) {
            return {};
        }
    }
    const bool is_sound = field == FieldKind::Sound || field == FieldKind::Sfx || field == FieldKind::Music;
    return is_sound && !draft.attachments.makes_sound ? Phrases{} : value.phrases;
}

Phrases sfx_of(const Draft& draft, const sema::ResolvedBeat& beat) {
    return draft.attachments.makes_sound ? beat.sfx : Phrases{};
}
Phrases music_of(const Draft& draft, const sema::ResolvedBeat& beat) {
    return draft.attachments.makes_sound ? beat.music : Phrases{};
}

bool write_labelled(Draft& draft, std::string_view before, std::string_view label, Phrases first, Phrases second,
                    ListEnd end) {
    if (first.is_empty() && second.is_empty()) {
        return false;
    }
    const std::size_t begin = draft.text.size();
    const Span origin = draft.text.origin_of(first.is_empty() ? second : first);
    draft.text.append(before, origin);
    draft.text.append_label(label, origin);
    if (!draft.text.append_items(first, second, end)) {
        draft.text.roll_back(begin);
        return false;
    }
    return true;
}

void write_lead(Draft& draft) {
    PromptBuilder& text = draft.text;
    text.add_sentences(value_of(draft, FieldKind::Look), 0);
    write_speakers(draft, 0, " ");
    if (is_subject_written(draft)) {
        text.add_sentences(value_of(draft, FieldKind::Subject), 0);
    }
    text.add_sentences(value_of(draft, FieldKind::Scene), 0);
    text.add_list_sentence(value_of(draft, FieldKind::Wardrobe), 0);
    text.add_list_sentence(value_of(draft, FieldKind::Props), 0);
}

bool write_sound(Draft& draft, std::string_view before_sound, std::string_view before_music, ListEnd end) {
    const bool has_sound = write_labelled(draft, before_sound, draft.style.sound_label,
                                          value_of(draft, FieldKind::Sound), value_of(draft, FieldKind::Sfx), end);
    const bool has_music = write_labelled(draft, has_sound ? before_music : before_sound, draft.style.music_label,
                                          value_of(draft, FieldKind::Music), {}, end);
    return has_sound || has_music;
}

void write_raw(Draft& draft) {
    bool is_first = true;
    for (const sema::Phrase& line : draft.shot.of(value_of(draft, FieldKind::Raw))) {
        const Span origin = draft.text.origin_of(line);
        if (is_first) {
            separate_section(draft, origin);
        } else {
            draft.text.append("\n", origin);
        }
        draft.text.mark(line, draft.text.size());
        for (const sema::Chunk& chunk : draft.shot.of(line)) {
            draft.text.append(chunk.text, chunk.origin);
        }
        is_first = false;
    }
}

void separate_section(Draft& draft, Span origin) {
    if (!draft.text.is_empty()) {
        draft.text.append("\n\n", origin);
    }
}

}  // namespace shot::prompt
