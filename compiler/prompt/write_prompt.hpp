// Resolved shot -> prompt text with a source map.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/prompt/prompt_style.hpp"
#include "compiler/sema/resolved_shot.hpp"

namespace shot::prompt {

/// Bytes [begin, end) of the prompt come from `origin`. Labels and punctuation belong to what they introduce or end.
struct MapEntry {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    Span origin;
};

/// A shot of a structured array (Kling's `multi_prompt`): bytes [begin, end) of the prompt, for so long.
struct PromptPart {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    sema::Milliseconds duration = 0;
};

/// Words of the script that the prompt cannot say, or says less exactly: a beat's fraction of a second, a cut, a line
/// of dialogue on a silent model.
struct PromptLoss {
    std::string_view what;  // `beat times`, `cut`, `dialogue`: what kind of thing, the same word for all targets
    std::string detail;     // the words or figures that are lost
    std::string reason;     // one clause: `it makes no sound`
    Span span;
    bool is_taken_over = false;  // an extension has it from its source: it stands in the report alone
    std::string_view said = {};  // how the warning names it, where `the WHAT as written` would be untrue
};

/// A phrase of the shot that stands in the prompt, by its first chunk, and where.
struct WrittenPhrase {
    std::uint32_t offset = 0;
    std::uint32_t chunk = 0;
};

/// What the request carries beside the prompt, as targets decided it, so that the prompt can speak of it.
struct Attachments {
    bool makes_sound = true;    // false: a silent model, or a shot that is `silent` where the target can be
    bool has_negative = false;  // `negative` goes into a field of the request
    bool has_first_frame = false;
    bool has_last_frame = false;
    std::vector<std::uint32_t> speaker_pictures;  // by ResolvedShot::speakers: how many of its references are sent
    std::uint32_t shot_pictures = 0;              // of the shot's own `references`, after those of the speakers
};

/// The map covers every byte of the text, in order, without gaps; neighbours with one origin are one entry. UTF-8.
/// `parts`, where a style has them, cover the text but for the line feed between two.
struct Prompt {
    std::string text;
    std::vector<MapEntry> map;
    std::vector<PromptPart> parts;
    std::vector<PromptLoss> losses;
    std::vector<WrittenPhrase> written;  // in the order of the text; what is not among them is lost

    void clear() {
        text.clear();
        map.clear();
        parts.clear();
        losses.clear();
        written.clear();
    }
};

/// Writes the prompt of `shot` as `style` says; `out` is emptied first and its memory used again. Duration, size, seed
/// and notes never reach it. An edit's prompt is its `change` alone. What of the shot's content stands neither in the
/// text nor in `attachments` is in `out.losses`: nothing is dropped in silence.
void write_prompt(const sema::ResolvedShot& shot, const PromptStyle& style, const Attachments& attachments,
                  Prompt& out);

}  // namespace shot::prompt
