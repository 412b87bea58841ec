// The parts that a text says a clip has: headings, times, cuts. For the lints that count within a part, and for the one
// that counts the parts.
#pragma once

#include <cstddef>

#include "compiler/lint/text.hpp"

namespace shot::lint {

/// `Scene 1`, `Prompt 2`, `Second Cut:`, `INT.`, `[S1]`, `[shot cut]`: what heads a part of a list of shots.
bool is_heading(const Text& text, std::size_t i);

/// `The scene shifts to a field`, `the shot transitions into`: the picture itself goes elsewhere. A camera must cut or
/// jump: it turns to many things in one take. One past `to`, or 0.
std::size_t match_change_of_picture(const Text& text, std::size_t i);

/// `3–6s:`, `0:03–0:06`, `[00:05]`, `(2)`: what stands before a part that is told by its time.
bool is_time_or_count(const Text& text, std::size_t i);

/// Whether a part begins that has a time, a move and actions of its own: a heading, `3–6s:`, `[00:05]`, `(2)`, a cut.
bool begins_part(const Text& text, std::size_t i);

}  // namespace shot::lint
