// Layout `prose`: one paragraph. What is seen and done in sentences, then the labelled values, each ending with a full
// stop and keeping its case.
#include "compiler/prompt/parts.hpp"

namespace shot::prompt {
namespace {

using sema::FieldKind;
using sema::Phrases;

std::string_view gap(const Draft& draft) {
    return draft.text.is_empty() ? "" : " ";
}

void write_actions(Draft& draft) {
    draft.text.add_sentences(draft.shot.actions, 0);
    const bool with_attributes = !are_attributes_in_camera(draft);
    for (const sema::ResolvedBeat& beat : draft.shot.beats) {
        if (has_beat_line(draft, beat, with_attributes)) {
            draft.text.append(gap(draft), beat.time_span);
            write_beat_line(draft, beat, true);
        }
    }
}

void write_cinematography(Draft& draft) {
    for (const LabelledField& field : draft.style.cinematography) {
        const bool takes_beat = field.field == FieldKind::Camera && are_attributes_in_camera(draft);
        write_labelled(draft, gap(draft), field.label, value_of(draft, field.field),
                       takes_beat ? draft.shot.beats[0].attributes : Phrases{}, ListEnd::FullStop);
    }
}

void write_dialogue(Draft& draft) {
    bool is_labelled = false;
    for (std::size_t i = 0; i < draft.shot.dialogue.size(); ++i) {
        const sema::ResolvedDialogue& dialogue = draft.shot.dialogue[i];
        const sema::ResolvedBeat* beat = beat_of_dialogue(draft.shot, i);
        const Span origin = beat != nullptr ? beat->time_span : dialogue.span;
        const std::size_t before = draft.text.size();
        draft.text.append(gap(draft), origin);
        if (!is_labelled) {
            draft.text.append_label(draft.style.dialogue_heading, origin);
        }
        const std::size_t begin = draft.text.size();
        if (write_dialogue_line(draft, dialogue, beat)) {
            draft.text.end_sentence(begin);
            is_labelled = true;
        } else {
            draft.text.roll_back(before);
        }
    }
}

}  // namespace

void write_prose(Draft& draft) {
    write_lead(draft);
    write_actions(draft);
    write_cinematography(draft);
    write_dialogue(draft);
    write_sound(draft, gap(draft), " ", ListEnd::FullStop);
    write_labelled(draft, gap(draft), draft.style.finishing_label, value_of(draft, FieldKind::Finishing), {},
                   ListEnd::FullStop);
    write_raw(draft);
}

}  // namespace shot::prompt
