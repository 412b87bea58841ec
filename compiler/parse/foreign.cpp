// Foreign lines and labels: see foreign.hpp.
#include "compiler/parse/foreign.hpp"

#include <array>
#include <string>

#include "compiler/parse/headers.hpp"
#include "compiler/parse/marks.hpp"
#include "compiler/parse/slips.hpp"

namespace shot::parse {

namespace {

using syntax::FieldKind;

struct LabelEntry {
    std::string_view name;
    Label label;
};

constexpr LabelEntry field_label(std::string_view name, FieldKind field, bool is_doubtful = false) {
    return {name, {Label::Kind::Field, field, {}, is_doubtful}};
}
constexpr LabelEntry heading(std::string_view name, std::string_view what) { return {name, {Label::Kind::Heading, {}, what, false}}; }
constexpr LabelEntry attribute(std::string_view name, std::string_view what) {
    return {name, {Label::Kind::Attribute, {}, what, true}};
}

constexpr std::string_view kActions = "actions stand in their shot or beat, each after `- `";
constexpr std::string_view kDialogue = "a line of dialogue begins with the name of its speaker";
constexpr std::string_view kVoiceOver = "who is heard and not seen speaks as `NAME (voice-over): \"…\"`";
constexpr std::string_view kFields = "its fields stand straight in the shot";
constexpr std::string_view kBeats = "beats stand straight in the shot";

// The labels of prompts as the guides of the video models have them, and the words that other tools use.
constexpr std::array kLabels{
    field_label("background sound", FieldKind::Sound),
    field_label("background sounds", FieldKind::Sound),
    field_label("ambient sound", FieldKind::Sound),
    field_label("ambience", FieldKind::Sound, true),
    field_label("audio", FieldKind::Sound, true),
    field_label("sounds", FieldKind::Sound, true),
    field_label("sound effects", FieldKind::Sfx),
    field_label("camera shot", FieldKind::Camera),
    field_label("camera movement", FieldKind::Camera),
    field_label("camera motion", FieldKind::Camera),
    field_label("camera notes", FieldKind::Camera),
    field_label("camera notes (why it reads)", FieldKind::Camera),
    field_label("framing", FieldKind::Camera, true),
    field_label("lenses", FieldKind::Lens, true),
    field_label("lenses & filtration", FieldKind::Lens),
    field_label("lighting & atmosphere", FieldKind::Lighting),
    field_label("lighting and atmosphere", FieldKind::Lighting),
    field_label("lighting + palette", FieldKind::Lighting),
    field_label("light", FieldKind::Lighting, true),
    field_label("lights", FieldKind::Lighting, true),
    field_label("grade / palette", FieldKind::Grade),
    field_label("color grade", FieldKind::Grade),
    field_label("colour grade", FieldKind::Grade),
    field_label("color palette", FieldKind::Palette),
    field_label("colour palette", FieldKind::Palette),
    field_label("palette anchors", FieldKind::Palette),
    field_label("colors", FieldKind::Palette, true),
    field_label("colours", FieldKind::Palette, true),
    field_label("depth of field", FieldKind::Lens),
    field_label("focal length", FieldKind::Lens),
    field_label("color", FieldKind::Grade, true),
    field_label("colour", FieldKind::Grade, true),
    field_label("visual style", FieldKind::Look),
    field_label("characters", FieldKind::Subject, true),
    field_label("character", FieldKind::Subject, true),
    field_label("film stock", FieldKind::Film),
    field_label("filters", FieldKind::Filtration, true),
    field_label("format & look", FieldKind::Look),
    field_label("format and look", FieldKind::Look),
    field_label("description", FieldKind::Look, true),
    field_label("appearance", FieldKind::Look, true),
    field_label("clothing", FieldKind::Wardrobe, true),
    field_label("costume", FieldKind::Wardrobe, true),
    field_label("wardrobe / props / extras", FieldKind::Wardrobe),
    field_label("location", FieldKind::Scene, true),
    field_label("location & framing", FieldKind::Scene),
    field_label("location and framing", FieldKind::Scene),
    field_label("setting", FieldKind::Scene, true),
    field_label("tone", FieldKind::Mood, true),
    field_label("atmosphere", FieldKind::Mood, true),
    field_label("negative prompt", FieldKind::Negative),
    field_label("start frame", FieldKind::FirstFrame),
    field_label("end frame", FieldKind::LastFrame),
    field_label("reference", FieldKind::References, true),
    field_label("notes", FieldKind::Note, true),
    heading("actions", kActions),
    heading("action", kActions),
    heading("dialogue", kDialogue),
    heading("dialog", kDialogue),
    heading("voiceover", kVoiceOver),
    heading("voice over", kVoiceOver),
    heading("voice-over", kVoiceOver),
    heading("title", "a title stands in quotation marks after the name, as `shot storm \"The storm\"`"),
    heading("name", "a shot's name stands in its header, as `shot storm`"),
    heading("prompt", "a script says in its fields what the prompt is made of; `raw` puts text last as it is"),
    heading("cinematography", kFields),
    heading("optimized shot list", kBeats),
    heading("shot list", kBeats),
    heading("beats", kBeats),
    attribute("duration", "a duration"),
    attribute("seconds", "a duration"),
    attribute("length", "a duration"),
    attribute("size", "a size"),
    attribute("resolution", "a resolution"),
    attribute("aspect", "an aspect"),
    attribute("aspect ratio", "an aspect"),
    attribute("ratio", "an aspect"),
    attribute("fps", "a frame rate"),
    attribute("frame rate", "a frame rate"),
    attribute("style", "a style"),
    attribute("styles", "a style"),
    attribute("extends", "what a shot extends"),
    attribute("edits", "what a shot edits"),
};

constexpr std::array<std::string_view, 8> kBullets{"•", "‣", "◦", "▪", "●", "·", "–", "—"};

bool is_brace_line(std::string_view line) {
    return line.find_first_not_of("{}[],; ") == std::string_view::npos;
}

bool is_quoted_key(std::string_view line) {
    const Mark mark = mark_at(line, 0);
    if (mark.kind != MarkKind::Double) {
        return false;
    }
    const std::size_t end = find_quote_end(line, 0, mark);
    if (end == std::string_view::npos) {
        return false;
    }
    const std::string_view rest = trim(line.substr(end));
    return !rest.empty() && mark_at(rest, 0).kind == MarkKind::Colon;
}

bool is_bracket_time(std::string_view line) {
    const std::size_t end = line.find_first_of("])");
    return (line[0] == '[' || line[0] == '(') && end != std::string_view::npos && begins_with_beat(trim(line.substr(1, end - 1)));
}

}  // namespace

Label find_label(std::string_view label) {
    std::string name = to_lower(trim(label));
    for (char& byte : name) {
        byte = byte == '_' ? ' ' : byte;
    }
    if (const auto field = syntax::find_field(name)) {
        const bool is_right = name == label;
        return {is_right ? Label::Kind::None : Label::Kind::Field, *field, {}, false};
    }
    for (const LabelEntry& entry : kLabels) {
        if (entry.name == name) {
            return entry.label;
        }
    }
    return {};
}

std::size_t bullet_size(std::string_view line) {
    if (line.starts_with("* ")) {
        return 1;
    }
    for (const std::string_view bullet : kBullets) {
        if (line.starts_with(bullet) && line.size() > bullet.size() &&
            mark_at(line, bullet.size()).kind == MarkKind::Blank) {
            return bullet.size();
        }
    }
    return 0;
}

Foreign find_foreign(std::string_view line) {
    if (line[0] == '#') {
        return Foreign::HashComment;
    }
    if (line.starts_with("/*")) {
        return Foreign::BlockComment;
    }
    if (line[0] == '-' && line.size() > 1 && line[1] != '-' && mark_at(line, 1).kind != MarkKind::Blank) {
        return Foreign::TightDash;
    }
    if (bullet_size(line) > 0) {
        return Foreign::Bullet;
    }
    if (is_brace_line(line)) {
        return Foreign::Brace;
    }
    if (is_quoted_key(line)) {
        return Foreign::QuotedKey;
    }
    return is_bracket_time(line) ? Foreign::BracketTime : Foreign::None;
}

}  // namespace shot::parse
