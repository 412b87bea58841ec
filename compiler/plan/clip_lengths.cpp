#include "compiler/plan/clip_lengths.hpp"

#include <algorithm>

#include "compiler/sema/script.hpp"

namespace shot::plan {

void ClipLengths::add(const sema::ResolvedShot& shot) {
    Clip& clip = clips_[shot.id.value];
    clip.own = shot.duration;
    clip.whole = std::max(shot.duration, shot.total_duration);
    if (shot.operation == sema::Operation::Edit && shot.source.kind == sema::ClipSource::Kind::Shot) {
        clip.edited = shot.source.shot;
    }
}

sema::Milliseconds ClipLengths::length_of(sema::ShotId id) const {
    const Clip* clip = &clips_[id.value];
    if (!clip->edited) {
        return clip->own;
    }
    for (int depth = 0; clip->edited && depth < sema::kMaxClipChain; ++depth) {
        clip = &clips_[clip->edited.value];
    }
    return clip->whole;
}

}  // namespace shot::plan
