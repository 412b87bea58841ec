// The parts of a prompt that more than one layout has: the lead, speakers, beats, lines of dialogue, labelled values.
// A layout's writer puts them in its order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/prompt/prompt_builder.hpp"
#include "compiler/prompt/prompt_style.hpp"
#include "compiler/sema/resolved_shot.hpp"

namespace shot::prompt {

/// A prompt that is being written. `text` stands for both the prompt and its map.
struct Draft {
    const sema::ResolvedShot& shot;
    const PromptStyle& style;
    const Attachments& attachments;
    PromptBuilder text;
    std::vector<PromptLoss>& losses;  // those that its writer knows of; find_losses() adds what was not written
};

// The layouts, one writer a file. Each writes the whole prompt.
void write_blocks(Draft& draft);
void write_prose(Draft& draft);
void write_shotlist(Draft& draft);
/// The form `sentences`.
void write_sentences(Draft& draft, Prompt& out);

/// All content of the shot that is not among the written phrases, as losses, in the order of the script's table.
void find_losses(const Draft& draft, Prompt& out);

// --- Fields (write_fields.cpp) ---

/// What the prompt says of a field: an extension leaves out what it took over and the style does not repeat.
sema::Phrases value_of(const Draft& draft, sema::FieldKind field);
/// A beat's effects and music: none where the clip makes no sound.
sema::Phrases sfx_of(const Draft& draft, const sema::ResolvedBeat& beat);
sema::Phrases music_of(const Draft& draft, const sema::ResolvedBeat& beat);
/// `before`, the label and the items of both lists. False, and nothing written, if there are none.
bool write_labelled(Draft& draft, std::string_view before, std::string_view label, sema::Phrases first,
                    sema::Phrases second, ListEnd end);
/// Look, speakers and subject, scene, wardrobe and props of the shot: sentences, from the start of the prompt.
void write_lead(Draft& draft);
/// The sound beds and the effects of the whole shot, then the music; each with `before` in front. False if there is
/// none.
bool write_sound(Draft& draft, std::string_view before_sound, std::string_view before_music, ListEnd end);
/// Last in every layout: its lines as they are, after an empty line.
void write_raw(Draft& draft);
/// An empty line between what is written and what comes now; none at the start.
void separate_section(Draft& draft, Span origin);

// --- Speakers (write_speakers.cpp) ---

/// `Fisherman: an elderly fisherman, wearing a navy wool sweater.`, a line or a sentence each, for those who are seen
/// and have a description. `separator` stands between them and what the paragraph has before.
void write_speakers(Draft& draft, std::size_t paragraph, std::string_view separator);
/// Who is seen and has words, or a picture, to be described by.
bool is_described(const Draft& draft, const sema::ResolvedSpeaker& speaker);
/// False where the subject is nothing but the names of speakers who are described.
bool is_subject_written(const Draft& draft);

// --- Beats (write_beats.cpp) ---

enum class TitleForm : std::uint8_t { Plain, Quoted };

/// With one beat, its attributes are the camera's line; a shot list keeps them at their entry.
bool are_attributes_in_camera(const Draft& draft);
/// `smash cut to close-up` says it already.
bool names_cut(const Draft& draft, sema::Phrases attributes);
/// Whether there is something to say of a beat besides its dialogue.
bool has_beat_line(const Draft& draft, const sema::ResolvedBeat& beat, bool with_attributes);
/// `0.00–2.40 — Hands at rest (medium close-up, static)`
void write_beat_head(Draft& draft, const sema::ResolvedBeat& beat, TitleForm form, bool with_attributes);
/// Its actions as sentences, then its sound, light and music; false if there is none. Begins a paragraph.
bool write_beat_body(Draft& draft, const sema::ResolvedBeat& beat);
/// Head and body in one line. `is_sentence`: with a full stop, whatever there is of it.
void write_beat_line(Draft& draft, const sema::ResolvedBeat& beat, bool is_sentence);

// --- Dialogue (write_dialogue.cpp) ---

/// `2.40–8.00 — Fisherman (low and dry, quietly): "Not tonight."`, with the times of `beat`, if any. False, and nothing
/// written, if nothing is said.
bool write_dialogue_line(Draft& draft, const sema::ResolvedDialogue& dialogue, const sema::ResolvedBeat* beat);
/// The beat that a line of dialogue (an index) is spoken in, or nullptr.
const sema::ResolvedBeat* beat_of_dialogue(const sema::ResolvedShot& shot, std::size_t index);

/// `0.00–2.40`: seconds with two decimals, three where they are needed.
void write_times(Draft& draft, const sema::ResolvedBeat& beat);

}  // namespace shot::prompt
