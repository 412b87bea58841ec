// Layout `blocks`: a lead paragraph, then blocks with a heading each and a line for each value, beat and line of
// dialogue.
#include "compiler/prompt/parts.hpp"

namespace shot::prompt {
namespace {

using sema::FieldKind;
using sema::Phrases;

/// A block whose heading is written with its first line, so that there is no heading over nothing.
class Block {
public:
    Block(Draft& draft, std::string_view heading) : draft_(draft), heading_(heading) {}

    /// Begins a line; what is written after it up to end_line() is its text.
    void begin_line(std::string_view bullet, Span origin) {
        before_ = draft_.text.size();
        if (!is_open_) {
            separate_section(draft_, origin);
            draft_.text.append(heading_, origin);
            draft_.text.append(":", origin);
        }
        draft_.text.append("\n", origin);
        draft_.text.append(bullet, origin);
        begin_ = draft_.text.size();
    }

    /// Takes the line back, and with it an unwritten block's heading, if nothing came.
    void end_line() {
        if (draft_.text.size() == begin_) {
            draft_.text.roll_back(before_);
        } else {
            is_open_ = true;
        }
    }

private:
    Draft& draft_;
    std::string_view heading_;
    bool is_open_ = false;
    std::size_t before_ = 0;
    std::size_t begin_ = 0;
};

void write_cinematography(Draft& draft) {
    Block block(draft, draft.style.cinematography_heading);
    for (const LabelledField& field : draft.style.cinematography) {
        const Phrases value = value_of(draft, field.field);
        const bool takes_beat = field.field == FieldKind::Camera && are_attributes_in_camera(draft);
        const Phrases of_beat = takes_beat ? draft.shot.beats[0].attributes : Phrases{};
        if (value.is_empty() && of_beat.is_empty()) {
            continue;
        }
        block.begin_line("", draft.text.origin_of(value.is_empty() ? of_beat : value));
        write_labelled(draft, "", field.label, value, of_beat, ListEnd::AsWritten);
        block.end_line();
    }
}

void write_actions(Draft& draft) {
    Block block(draft, draft.style.actions_heading);
    for (const sema::Phrase& action : draft.shot.of(draft.shot.actions)) {
        block.begin_line("- ", draft.text.origin_of(action));
        draft.text.add_sentence(action, draft.text.size());
        block.end_line();
    }
    const bool with_attributes = !are_attributes_in_camera(draft);
    for (const sema::ResolvedBeat& beat : draft.shot.beats) {
        if (has_beat_line(draft, beat, with_attributes)) {
            block.begin_line("- ", beat.time_span);
            write_beat_line(draft, beat, false);
            block.end_line();
        }
    }
}

void write_dialogue(Draft& draft) {
    Block block(draft, draft.style.dialogue_heading);
    for (std::size_t i = 0; i < draft.shot.dialogue.size(); ++i) {
        const sema::ResolvedDialogue& dialogue = draft.shot.dialogue[i];
        const sema::ResolvedBeat* beat = beat_of_dialogue(draft.shot, i);
        block.begin_line("- ", beat != nullptr ? beat->time_span : dialogue.span);
        write_dialogue_line(draft, dialogue, beat);
        block.end_line();
    }
}

}  // namespace

void write_blocks(Draft& draft) {
    write_lead(draft);
    write_cinematography(draft);
    write_actions(draft);
    write_dialogue(draft);
    const std::string_view gap = draft.text.is_empty() ? "" : "\n\n";
    write_sound(draft, gap, "\n", ListEnd::AsWritten);
    write_labelled(draft, draft.text.is_empty() ? "" : "\n\n", draft.style.finishing_label,
                   value_of(draft, FieldKind::Finishing), {}, ListEnd::AsWritten);
    write_raw(draft);
}

}  // namespace shot::prompt
