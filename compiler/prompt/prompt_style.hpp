// A prompt style: how a family of models is spoken to. Data (stdlib/prompt-styles/*.json): labels, the order of the
// parts, which layouts it knows, what an extension says again. What data cannot say is a writer of its own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/prompt/sentence_style.hpp"
#include "compiler/sema/resolved_shot.hpp"
#include "compiler/support/result.hpp"

namespace shot::prompt {

/// `Lens` and the field whose value follows it. Labels and headings stand here without their colon.
struct LabelledField {
    sema::FieldKind field;
    std::string label;
};

/// What a section of the shot list holds: a field, the descriptions of the speakers, or the beats.
struct Part {
    enum class Kind : std::uint8_t { Field, Speakers, Beats };
    Kind kind = Kind::Field;
    sema::FieldKind field = sema::FieldKind::Look;  // only for Kind::Field
    std::string label;                              // empty: the value stands as a sentence
};

/// A section of the shot list. In the heading, `{shots}` is the number of beats with its word (`2 shots`) and
/// `{seconds}` their total.
struct Section {
    std::string heading;
    std::vector<Part> parts;
};

/// The few words that the writers add to what the script says.
struct Words {
    std::string wearing;  // before a speaker's wardrobe
    std::string with;     // before a speaker's props
    std::string cut;      // a beat that starts with a cut and has no attributes
    std::string cut_to;   // the same, before its first attribute
    std::string shot;     // after 1, in a shot list's heading
    std::string shots;    // after any other number
};

/// Which writer writes it.
enum class Form : std::uint8_t {
    Layouts,    // blocks, prose or a shot list, as the script asks
    Sentences,  // sentences in an order of the style's own; see SentenceStyle
};

struct PromptStyle {
    std::string name;
    Form form = Form::Layouts;
    std::string described = ":";  // between a speaker's name and description
    SentenceStyle sentences;      // only for Form::Sentences; what stands below and is no word or extension is Layouts'
    std::vector<sema::Layout> layouts;          // those it knows, never empty; the first is its default
    std::vector<LabelledField> cinematography;  // in order
    std::string cinematography_heading;
    std::string actions_heading;
    std::string dialogue_heading;
    std::string sound_label;  // `Background Sound`
    std::string music_label;
    std::string finishing_label;
    std::string beat_sound_label;  // inside a beat's line
    Words words;
    std::vector<Section> shotlist;                   // empty where the layout is not known
    std::vector<sema::FieldKind> extension_repeats;  // inherited fields that an extension's prompt writes again
    bool extension_describes_speakers = false;

    [[nodiscard]] bool knows(sema::Layout layout) const;
    /// The label of a field of the cinematography, or empty.
    [[nodiscard]] std::string_view label_of(sema::FieldKind field) const;
};

/// Reads a style's JSON, published as docs/targets/prompt-style.schema.json: an unknown, missing, repeated or mistyped
/// key is a failure that names it, and so is a field that the style has no place for (it would be lost unseen).
Result<PromptStyle> parse_prompt_style(std::string_view json, std::string_view path);

}  // namespace shot::prompt
