// Which beats share a line of the prompt, and the times that the line says: on a model's grid, in order, none empty.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "compiler/prompt/sentence_style.hpp"
#include "compiler/sema/resolved_shot.hpp"

namespace shot::prompt {

/// Neighbours in ResolvedShot::beats that stand in one line (or item of an array).
struct TimeLine {
    std::size_t first_beat = 0;
    std::size_t beat_count = 0;
    sema::Milliseconds begin = 0;
    sema::Milliseconds end = 0;
};

struct Timeline {
    std::vector<TimeLine> lines;      // empty: the beats have no lines, and stand in the text
    std::vector<std::size_t> merged;  // beats that would begin a line and had no room for one
};

/// A beat that starts with a cut; there is nothing before the first frame of a new clip to cut from.
bool is_cut_said(const sema::ResolvedShot& shot, const sema::ResolvedBeat& beat);

/// The lines of a shot. Where it has one alone that lasts as long as the clip, the prompt needs none, unless the form
/// has every head. Parts begin where the one before ends, and last as long as the clip together.
Timeline make_timeline(const sema::ResolvedShot& shot, const BeatForm& form);

/// `3`, `00:03`, `00:03.500`
std::string clock_text(BeatForm::Clock clock, sema::Milliseconds time);
/// `2.40`: as losses say it.
std::string seconds_text(sema::Milliseconds time);
std::string times_text(sema::Milliseconds begin, sema::Milliseconds end);

}  // namespace shot::prompt
