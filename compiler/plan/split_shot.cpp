#include "compiler/plan/split_shot.hpp"

#include <limits>

#include "compiler/targets/dialect.hpp"

namespace shot::plan {
namespace {

using sema::Milliseconds;
using sema::Operation;

/// Where beat `i` begins; past the last one, where the shot ends.
Milliseconds begin_of(const sema::ResolvedShot& shot, std::size_t i) {
    return i == 0 ? 0 : i < shot.beats.size() ? shot.beats[i].begin : shot.duration;
}

/// The best way to hold the beats from one on: what it wastes, in how many parts, and how many beats the first takes.
struct Best {
    Milliseconds waste = std::numeric_limits<Milliseconds>::max();
    std::uint32_t parts = 0;
    std::uint32_t beats = 0;

    [[nodiscard]] bool is_possible() const { return waste != std::numeric_limits<Milliseconds>::max(); }
    [[nodiscard]] bool is_worse_than(Milliseconds other_waste, std::uint32_t other_parts) const {
        return waste != other_waste ? waste > other_waste : parts > other_parts;
    }
};

}  // namespace

bool splits_by_extension(const targets::Profile& profile) {
    return profile.extension && !profile.dialect->extend.empty();
}

std::vector<SplitPart> plan_split(const sema::ResolvedShot& shot, const targets::Profile& profile) {
    const targets::DurationLimits& first = profile.durations;
    const targets::DurationLimits& later =
        splits_by_extension(profile) ? profile.extension->durations : profile.durations;
    const std::size_t count = shot.beats.size();
    if (shot.operation != Operation::Create || first.longest() == 0 || shot.duration <= first.longest() || count < 2) {
        return {};
    }
    std::vector<Best> best(count + 1);
    best[count].waste = 0;
    for (std::size_t i = count; i-- > 0;) {
        const targets::DurationLimits& limits = i == 0 ? first : later;
        for (std::size_t end = i + 1; end <= count; ++end) {
            const Milliseconds length = begin_of(shot, end) - begin_of(shot, i);
            if ((limits.longest() > 0 && length > limits.longest()) || length <= 0) {
                break;
            }
            const Best& rest = best[end];
            if (!rest.is_possible()) {
                continue;
            }
            const Milliseconds waste = limits.covering(length) - length + rest.waste;
            if (best[i].is_worse_than(waste, rest.parts + 1)) {
                best[i] = {waste, rest.parts + 1, static_cast<std::uint32_t>(end - i)};
            }
        }
    }
    std::vector<SplitPart> parts;
    for (std::size_t i = 0; best[0].is_possible() && i < count; i += best[i].beats) {
        SplitPart part;
        part.first_beat = static_cast<std::uint32_t>(i);
        part.beat_count = best[i].beats;
        part.begin = begin_of(shot, i);
        part.length = begin_of(shot, i + part.beat_count) - part.begin;
        part.made = (i == 0 ? first : later).covering(part.length);
        parts.push_back(part);
    }
    return parts;
}

ShotSplitter::ShotSplitter(sema::ResolvedShot& shot, std::vector<SplitPart> parts, bool by_extension)
    : shot_(shot),
      parts_(std::move(parts)),
      by_extension_(by_extension),
      beats_(shot.beats),
      dialogue_(shot.dialogue),
      shot_dialogue_count_(shot.shot_dialogue_count),
      last_frame_(shot.last_frame) {}

void ShotSplitter::take(std::size_t index, std::string_view name, std::string_view title) {
    const SplitPart& part = parts_[index];
    const bool is_first = index == 0;
    shot_.name = name;
    shot_.title = title;
    shot_.duration = part.made;
    total_ += part.made;
    take_beats(part);
    shot_.last_frame = index + 1 == parts_.size() ? last_frame_ : sema::Picture();
    if (is_first) {
        return;
    }
    shot_.first_frame = {};
    if (by_extension_) {
        shot_.operation = Operation::Extend;
        shot_.source.kind = sema::ClipSource::Kind::Shot;
        shot_.source.shot = shot_.id;
        shot_.source.span = shot_.span;
        shot_.extension_number = static_cast<std::uint32_t>(index);
        shot_.total_duration = total_;
        for (sema::ResolvedSpeaker& speaker : shot_.speakers) {
            speaker.has_own_references = false;  // the first part brought them
        }
    }
}

/// The beats of the part, their times counted from where it begins, with what is said in them.
void ShotSplitter::take_beats(const SplitPart& part) {
    shot_.beats.clear();
    shot_.dialogue.clear();
    shot_.shot_dialogue_count = 0;
    if (part.first_beat == 0) {
        shot_.dialogue.assign(dialogue_.begin(), dialogue_.begin() + shot_dialogue_count_);
        shot_.shot_dialogue_count = shot_dialogue_count_;
    }
    for (std::uint32_t i = part.first_beat; i < part.first_beat + part.beat_count; ++i) {
        sema::ResolvedBeat beat = beats_[i];
        beat.begin -= part.begin;
        beat.end -= part.begin;
        const auto first = dialogue_.begin() + beat.first_dialogue;
        beat.first_dialogue = static_cast<std::uint32_t>(shot_.dialogue.size());
        shot_.dialogue.insert(shot_.dialogue.end(), first, first + beat.dialogue_count);
        shot_.beats.push_back(beat);
    }
}

}  // namespace shot::plan
