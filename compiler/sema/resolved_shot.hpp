// A shot with everything decided: inheritance done, names looked up, `{…}` inserted, times computed. What the checks,
// the prompt writers and the plan read; they need neither trees nor symbols.
//
// One ResolvedShot is filled again and again (clear() keeps its memory), so that a hundred thousand shots take the
// memory of one. Views in it point into source files or its own arena and are good until it is filled again.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/source/span.hpp"
#include "compiler/support/arena.hpp"
#include "compiler/syntax/fields.hpp"

namespace shot::sema {

using syntax::FieldKind;
using Milliseconds = std::int64_t;
using ShotId = Id<struct ShotTag>;  // a shot that is compiled: an index into Script::shots

/// Text that goes to the prompt as it is, and where it was written. Empty: a colour's hex value, which stands behind its
/// words in a palette and is for boards alone.
struct Chunk {
    std::string_view text;
    Span origin;
};

/// One item of a list, or one value of a prose (`field:` or `field+:`): neighbours in ResolvedShot::chunks. Never empty.
/// Has no leading or trailing white space.
struct Phrase {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

/// Neighbours in ResolvedShot::phrases.
struct Phrases {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    [[nodiscard]] bool is_empty() const { return count == 0; }
};

/// A field after inheritance: items of a list; for prose a value each; for `raw` and `note` a line each; weakest layer
/// first, so in reading order.
struct FieldValue {
    Phrases phrases;
    bool is_own = false;  // given, or added to, in this shot itself (not by its scene, styles, target, source)
    Span span;            // the strongest place that gave it: where its checks report
};

/// A reference file (a picture, a clip), as written and as it is found from the project's root.
struct MediaFile {
    std::string_view written;  // as it stands in the script, for messages
    std::string_view path;     // normalised, to be opened by the FileSystem
    std::string_view display;  // relative to the project's root, for the bundle
    Span span;
};

/// A picture: a file, or the last frame of another shot.
struct Picture {
    enum class Kind : std::uint8_t { None, File, Shot };
    Kind kind = Kind::None;
    MediaFile file;
    ShotId shot;
    std::string_view name;   // of a Shot: as it is written, for messages
    std::int32_t width = 0;  // of a Shot: pixels of its clip; 0: not known
    std::int32_t height = 0;
    Span span;
};

/// What an extension continues or an edit changes.
struct ClipSource {
    enum class Kind : std::uint8_t { None, Shot, File, ProviderId };
    Kind kind = Kind::None;
    ShotId shot;
    MediaFile file;
    std::string_view provider_id;
    Span span;
};

struct ResolvedSpeaker {
    std::string_view name;      // as declared: names the asset
    std::string_view display;   // as the prompt says it: the display name, or the name
    Span span;                  // of the name in its declaration
    Span mention;               // where this shot names it first
    bool is_seen = true;        // false: only heard (off-screen, voice-over): not described, no reference
    Phrases look;
    Phrases wardrobe;
    Phrases props;
    Phrases voice;
    std::vector<MediaFile> references;
    Span references_span;
    bool has_own_references = false;  // given in this shot itself (`Fisherman.references:`), or an extension shows anew who has them
};

struct ResolvedDialogue {
    std::uint32_t speaker = 0;  // index into ResolvedShot::speakers
    Phrase delivery;            // count 0: none
    Phrase line;                // without its quotation marks
    std::uint32_t after_actions = 0;  // how many actions of its beat, or of the whole shot, stand above it
    Span span;
};

struct ResolvedBeat {
    Milliseconds begin = 0;
    Milliseconds end = 0;
    bool is_cut = false;        // starts with a cut: said outright, or because its lens changes
    bool is_continuous = false; // said outright: goes on in the same take
    Phrase title;               // count 0: none
    Phrases attributes;         // header items in order, then its `camera:` field; as written; without `cut`, `continuous`
    Phrases actions;
    Phrases sfx;
    Phrases lighting;
    Phrases music;
    std::uint32_t first_dialogue = 0;  // into ResolvedShot::dialogue
    std::uint32_t dialogue_count = 0;
    Span span;                  // its header line
    Span time_span;
};

enum class Operation : std::uint8_t { Create, Extend, Edit };
enum class Layout : std::uint8_t { Blocks, Prose, Shotlist };

struct ResolvedShot {
    ShotId id;
    std::string_view name;   // unique in the script; the request's id
    std::string_view title;  // for people
    Span span;               // the shot's name
    Operation operation = Operation::Create;
    ClipSource source;

    // Parameters. A span says where it was written; an invalid file: it is the profile's default.
    Milliseconds duration = 0;  // 0 for an edit
    Span duration_span;
    bool is_duration_of_target = false;  // a `target` line gave it to an extension, or to another profile
    std::int32_t width = 0;     // pixels; 0 for extensions and edits of clips whose size is not known
    std::int32_t height = 0;
    Span size_span;
    bool is_size_exact = true;       // in pixels; not an aspect or a resolution alone
    bool is_aspect_borrowed = false;  // a `target` line for another profile gave this half of it
    bool are_lines_borrowed = false;
    bool is_silent = false;
    Span silent_span;
    std::int64_t frame_rate = 0;  // thousandths of a frame a second; 0: none asked for
    Span frame_rate_span;
    std::optional<std::int64_t> seed;
    Span seed_span;
    Layout layout = Layout::Blocks;

    // Content. Scene holds the scene's own words (a scene's look); fields that are no text stay empty here.
    std::array<FieldValue, syntax::kFieldCount> fields;
    std::vector<ResolvedSpeaker> speakers;  // in the order in which the shot names them
    Phrases actions;                        // of the whole shot: before the first beat, or there is none
    std::vector<ResolvedBeat> beats;
    std::vector<ResolvedDialogue> dialogue;  // first those of the whole shot, then beat by beat
    std::uint32_t shot_dialogue_count = 0;   // of the whole shot
    bool subject_is_names = false;           // the subject is speakers' names alone: adds nothing to their descriptions
    Picture first_frame;
    Picture last_frame;
    std::vector<MediaFile> references;       // of the shot
    Span references_span;
    Span negative_span;

    // For an extension, what its root clip brings. Chain: the created clip, then each extension down to this one.
    std::uint32_t extension_number = 0;      // 1 for the first extension of a clip
    Milliseconds total_duration = 0;         // the whole clip with all extensions so far; 0: the source is not known

    std::vector<Phrase> phrases;
    std::vector<Chunk> chunks;
    Arena arena;

    [[nodiscard]] const FieldValue& field(FieldKind kind) const { return fields[static_cast<std::size_t>(kind)]; }
    [[nodiscard]] FieldValue& field(FieldKind kind) { return fields[static_cast<std::size_t>(kind)]; }
    [[nodiscard]] std::span<const Phrase> of(Phrases list) const {
        return std::span(phrases).subspan(list.first, list.count);
    }
    [[nodiscard]] std::span<const Chunk> of(Phrase phrase) const {
        return std::span(chunks).subspan(phrase.first, phrase.count);
    }

    /// Empties it and keeps its memory.
    void clear();
};

}  // namespace shot::sema
