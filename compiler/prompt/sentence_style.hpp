// The form `sentences`: a prompt in sentences, in paragraphs or sections, perhaps with a line or a part for each beat.
// All of it is data of the style; docs/targets/prompt-styles.md says what each key does.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "compiler/prompt/camera_words.hpp"
#include "compiler/sema/resolved_shot.hpp"

namespace shot::prompt {

/// The words round a field's value: `Lit by` … A part without them stands as a sentence of its own.
struct PartWords {
    std::string before;
    bool joins_last = false;  // `and` before the last item, not a comma
};

/// What stands at a place of the prompt.
struct Place {
    enum class Kind : std::uint8_t {
        Field,
        Speakers,
        Beats,      // what happens: actions, dialogue, the beats with their lines
        Negative,   // in prose, where the request has no field for it
        OneTake,    // says that there is no cut
        Opening,    // the head of the first line, before what the prompt says of the whole shot
        Pictures,   // what the pictures of the request are for
        Subjects,   // a line for each speaker with pictures
        Retention,  // a line for each, with the shots that it is in
    };
    Kind kind = Kind::Field;
    sema::FieldKind field = sema::FieldKind::Look;  // only for Kind::Field
};

/// A paragraph, a line, or a section under a heading.
struct TextSection {
    std::string heading;            // empty: none
    bool is_heading_alone = false;  // its text begins on the next line
    bool is_line = false;           // no empty line before it
    std::string before;             // words before its text
    std::string empty;              // stands there where it has no text; empty: the section is left out
    std::vector<Place> places;
};

struct BeatForm {
    enum class Lines : std::uint8_t { None, Beats, Cuts, Parts };
    enum class Clock : std::uint8_t { None, Seconds, Minutes, Milliseconds };
    Lines lines = Lines::None;  // what has a line of its own, or an item of a structured array (Parts)
    Clock clock = Clock::None;
    std::string head;             // of a line: `[{begin}-{end}] `
    std::string first_head;       // of the first, where it is another
    std::string bare_head;        // of one whose first beat has no attributes, where it is another
    bool has_every_head = false;  // also where there is one line alone
    bool is_line_in_paragraph = false;
    bool has_titles = false;
    bool has_sound = true;        // its sfx and music inside it; false: at the place of `sfx` and `music`
    bool gathers_camera = false;  // the attributes of all beats at the place of `camera`
    std::string cut_to;           // before the first attribute of a beat that starts with a cut; empty: cuts are lost
    std::string cut;              // the same without an attribute
    std::string then;             // before the attributes of a beat that goes on inside a line
    std::string gathered_then;    // between the attributes of two beats at the place of `camera`
    std::size_t max_parts = 0;
    std::size_t max_part_characters = 0;
    bool names_speaker = false;  // a part that names nobody says who the shot is about
};

struct SpeechForm {
    struct Language {
        std::string name;
        std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges;  // of letters
    };
    std::string open;  // `"`, `<d>[{language}] `
    std::string close;
    bool has_quotes = true;           // the line stands in quotation marks, so that its own become single ones
    std::string speaker;              // ` (S{n})`, after the name
    std::string silent;               // `speaks`: what a model without sound is shown; empty: nothing
    std::string voice_over;           // instead of `says`
    std::string closed_lips;          // after the line of a voice-over, with `{name}`; for one who is seen
    std::string nobody_speaks;        // the same for one who is not
    std::vector<Language> languages;  // the first with a letter in the line
    std::string language;             // where there is none
};

struct PictureForm {
    bool is_by_speaker = false;  // a number for each speaker, not for each picture
    std::uint32_t base = 1;
    std::string tag;           // `<IMAGE_REF_{n}>`; empty: the prompt does not speak of them
    std::string after_name;    // ` ({tags})`
    bool is_name = false;      // the tag stands for the name wherever it is said
    std::string subject;       // `<Subject {n}>`
    std::string subject_line;  // `{subject} is {name} in {tags}`
    std::string retention_line;
    std::string other_subject;  // of a picture of the shot itself
    std::string other_retention;
    std::string source;          // the first frame in the prefix: `[# Sources <FIRST_FRAME>@Image{m}]`
    std::string reference_open;  // `[# References `
    std::string reference;       // `<IMAGE_REF_{n}>@Image{m}`
    std::string reference_close;
    std::string first_frame;  // sentences at the place of the pictures; `{m}` counts all images from 1
    std::string last_frame;
    std::string references;  // `{images}`
    std::string only_first;  // the first line of a prompt with frames: `{shot}`, `{seconds}`
    std::string first_and_last;
    std::string only_last;
};

struct SentenceStyle {
    std::array<PartWords, syntax::kFieldCount> parts;
    std::vector<TextSection> order;
    std::vector<TextSection> order_with_lines;       // empty: the same
    std::vector<TextSection> order_with_references;  // empty: the same
    std::vector<sema::FieldKind> not_said;
    std::string lens;  // after a focal length
    std::string one_take;
    std::string edit_suffix;  // after the change of an edit, unless it has the words `edit_unless`
    std::string edit_unless;
    std::string no;  // before each item of `negative`
    BeatForm beats;
    SpeechForm speech;
    PictureForm pictures;
    std::shared_ptr<const CameraWords> camera;  // null: as the script says it
};

}  // namespace shot::prompt
