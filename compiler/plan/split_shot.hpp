// `--split`: a shot that is longer than the target's longest clip becomes several clips, cut where its beats begin. Where
// the target extends clips, the later ones continue the first; else each stands by itself, one after the other in a cut.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/sema/resolved_shot.hpp"
#include "compiler/targets/profile.hpp"

namespace shot::plan {

/// Neighbouring beats that one clip holds.
struct SplitPart {
    std::uint32_t first_beat = 0;
    std::uint32_t beat_count = 0;
    sema::Milliseconds begin = 0;   // in the whole shot
    sema::Milliseconds length = 0;  // of its beats, up to where the next part begins
    sema::Milliseconds made = 0;    // the clip that is asked for: the shortest that the target offers and that holds them
};

/// How the shot is cut; empty where it needs no cut, or cannot be cut so that each part fits. The parts waste as little as
/// they can, then are as few as they can.
std::vector<SplitPart> plan_split(const sema::ResolvedShot& shot, const targets::Profile& profile);

/// Whether the parts after the first continue it.
bool splits_by_extension(const targets::Profile& profile);

/// Takes one part after the other out of a shot; holds what the shot had while it stands for its parts.
class ShotSplitter {
public:
    ShotSplitter(sema::ResolvedShot& shot, std::vector<SplitPart> parts, bool by_extension);

    /// The shot becomes its part `index`, called `name`. Parts are taken in order.
    void take(std::size_t index, std::string_view name, std::string_view title);

private:
    void take_beats(const SplitPart& part);

    sema::ResolvedShot& shot_;
    std::vector<SplitPart> parts_;
    bool by_extension_;
    std::vector<sema::ResolvedBeat> beats_;
    std::vector<sema::ResolvedDialogue> dialogue_;
    std::uint32_t shot_dialogue_count_;
    sema::Picture last_frame_;
    sema::Milliseconds total_ = 0;
};

}  // namespace shot::plan
