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

/// The map covers every byte of the text, in order, without gaps; neighbours with one origin are one entry. UTF-8.
struct Prompt {
    std::string text;
    std::vector<MapEntry> map;

    void clear() {
        text.clear();
        map.clear();
    }
};

/// Writes the prompt of `shot` as `style` says; `out` is emptied first and its memory used again. Duration, size, seed
/// and notes never reach it. An edit's prompt is its `change` alone.
void write_prompt(const sema::ResolvedShot& shot, const PromptStyle& style, Prompt& out);

}  // namespace shot::prompt
