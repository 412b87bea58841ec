// Layout `shotlist`: the sections of the official ultra-detailed template, each with a heading without a colon, and the
// beats as an optimized shot list with an entry each.
#include <algorithm>
#include <string>

#include "compiler/prompt/parts.hpp"

namespace shot::prompt {
namespace {

using sema::FieldKind;
using sema::Phrases;
using sema::ResolvedBeat;

bool is_prose(FieldKind field) {
    const syntax::FieldType type = syntax::field_info(field).type;
    return type == syntax::FieldType::Prose || type == syntax::FieldType::Scene;
}

/// A section whose heading is written with its first line, so that there is no heading over nothing.
class SectionWriter {
public:
    SectionWriter(Draft& draft, const Section& section) : draft_(draft), section_(section) {}

    void write() {
        for (const Part& part : section_.parts) {
            switch (part.kind) {
                case Part::Kind::Field:
                    write_field(part);
                    break;
                case Part::Kind::Speakers:
                    write_speaker_lines();
                    break;
                case Part::Kind::Beats:
                    write_shots();
                    break;
            }
        }
    }

private:
    /// The next line, under the heading; `gap` is an empty line where the section is open already.
    void begin_line(Span origin, std::string_view gap = "\n") {
        before_ = draft_.text.size();
        if (!is_open_) {
            separate_section(draft_, origin);
            write_heading(origin);
        }
        draft_.text.append(gap, origin);
        begin_ = draft_.text.size();
    }

    void end_line() {
        if (draft_.text.size() == begin_) {
            draft_.text.roll_back(before_);
        } else {
            is_open_ = true;
        }
    }

    void write_heading(Span origin);
    void write_field(const Part& part);
    void write_speaker_lines();
    void write_shots();
    void write_entry(const ResolvedBeat& beat);
    void write_said(std::size_t first, std::size_t count);

    Draft& draft_;
    const Section& section_;
    bool is_open_ = false;
    std::size_t before_ = 0;
    std::size_t begin_ = 0;
};

/// Whole seconds as they are, others with as many decimals as they need.
std::string seconds_of(const sema::ResolvedShot& shot) {
    const sema::Milliseconds total = shot.duration > 0 || shot.beats.empty() ? shot.duration : shot.beats.back().end;
    std::string text = std::to_string(total / 1000);
    if (total % 1000 != 0) {
        text += '.';
        text += std::to_string(1000 + total % 1000).substr(1);
        text.erase(text.find_last_not_of('0') + 1);
    }
    return text;
}

void SectionWriter::write_heading(Span origin) {
    std::string_view heading = section_.heading;
    while (!heading.empty()) {
        const std::size_t brace = std::min(heading.find('{'), heading.size());
        draft_.text.append(heading.substr(0, brace), origin);
        heading.remove_prefix(brace);
        if (heading.empty()) {
            break;
        }
        const std::size_t end = heading.find('}') + 1;
        if (heading.starts_with("{shots}")) {
            const std::size_t count = std::max<std::size_t>(draft_.shot.beats.size(), 1);
            draft_.text.append(std::to_string(count) + ' ', origin);
            draft_.text.append(count == 1 ? draft_.style.words.shot : draft_.style.words.shots, origin);
        } else {
            draft_.text.append(seconds_of(draft_.shot), origin);
        }
        heading.remove_prefix(end);
    }
}

void SectionWriter::write_field(const Part& part) {
    const Phrases value = value_of(draft_, part.field);
    if (value.is_empty() || (part.field == FieldKind::Subject && !is_subject_written(draft_))) {
        return;
    }
    PromptBuilder& text = draft_.text;
    begin_line(text.origin_of(value));
    if (is_prose(part.field)) {
        if (!part.label.empty()) {
            text.append_label(part.label, text.origin_of(value));
        }
        const std::size_t paragraph = text.size();
        text.add_sentences(value, paragraph);
        if (text.size() == paragraph) {
            text.roll_back(begin_);
        }
    } else if (part.label.empty()) {
        text.add_list_sentence(value, text.size());
    } else {
        write_labelled(draft_, "", part.label, value, {}, ListEnd::FullStop);
    }
    end_line();
}

void SectionWriter::write_speaker_lines() {
    if (draft_.shot.speakers.empty()) {
        return;
    }
    begin_line(draft_.shot.speakers[0].span);
    write_speakers(draft_, begin_, "\n");
    end_line();
}

/// What is said, a line each.
void SectionWriter::write_said(std::size_t first, std::size_t count) {
    for (std::size_t i = first; i < first + count; ++i) {
        begin_line(draft_.shot.dialogue[i].span);
        write_dialogue_line(draft_, draft_.shot.dialogue[i], nullptr);
        end_line();
    }
}

/// What holds for the whole shot, then an entry a beat.
void SectionWriter::write_shots() {
    const sema::ResolvedShot& shot = draft_.shot;
    if (!shot.actions.is_empty()) {
        begin_line(draft_.text.origin_of(shot.actions));
        draft_.text.add_sentences(shot.actions, begin_);
        end_line();
    }
    write_said(0, shot.shot_dialogue_count);
    for (const ResolvedBeat& beat : shot.beats) {
        write_entry(beat);
    }
}

void SectionWriter::write_entry(const ResolvedBeat& beat) {
    begin_line(beat.time_span, "\n\n");
    write_beat_head(draft_, beat, TitleForm::Quoted, true);
    end_line();
    if (has_beat_line(draft_, beat, false)) {
        const std::size_t before = draft_.text.size();
        draft_.text.append("\n", beat.time_span);
        if (!write_beat_body(draft_, beat)) {
            draft_.text.roll_back(before);
        }
    }
    write_said(beat.first_dialogue, beat.dialogue_count);
}

}  // namespace

void write_shotlist(Draft& draft) {
    for (const Section& section : draft.style.shotlist) {
        SectionWriter(draft, section).write();
    }
    write_raw(draft);
}

}  // namespace shot::prompt
