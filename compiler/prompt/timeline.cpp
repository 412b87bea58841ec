// Beats to lines: group, merge what has no room, round.
#include "compiler/prompt/timeline.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace shot::prompt {
namespace {

using sema::Milliseconds;
using sema::ResolvedBeat;
using sema::ResolvedShot;

constexpr Milliseconds kSecond = 1000;

bool begins_line(const ResolvedShot& shot, const ResolvedBeat& beat, BeatForm::Lines lines) {
    switch (lines) {
        case BeatForm::Lines::Cuts:
            return is_cut_said(shot, beat);
        case BeatForm::Lines::Parts:
            return !beat.is_continuous;
        default:
            return true;
    }
}

/// The two neighbours that last shortest together become one.
void merge_shortest(Timeline& timeline) {
    std::vector<TimeLine>& lines = timeline.lines;
    std::size_t shortest = 1;
    for (std::size_t i = 2; i < lines.size(); ++i) {
        if (lines[i].end - lines[i - 1].begin < lines[shortest].end - lines[shortest - 1].begin) {
            shortest = i;
        }
    }
    timeline.merged.push_back(lines[shortest].first_beat);
    lines[shortest - 1].beat_count += lines[shortest].beat_count;
    lines[shortest - 1].end = lines[shortest].end;
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(shortest));
}

Milliseconds round_to_second(Milliseconds time) {
    return (time + kSecond / 2) / kSecond * kSecond;
}

/// Each line begins on a second of its own, at least one after the line before, and ends before the next one begins.
void round_lines(std::vector<TimeLine>& lines, Milliseconds total, bool fills_clip) {
    const std::size_t count = lines.size();
    std::vector<Milliseconds> begins(count);
    for (std::size_t i = 0; i < count; ++i) {
        begins[i] = round_to_second(lines[i].begin);
        if (i > 0) {
            begins[i] = std::max(begins[i], begins[i - 1] + kSecond);
        }
    }
    Milliseconds latest = total;
    for (std::size_t i = count; i-- > 0;) {
        latest -= kSecond;
        begins[i] = std::min(begins[i], latest);
        latest = begins[i];
    }
    if (fills_clip) {
        begins[0] = 0;
    }
    for (std::size_t i = 0; i < count; ++i) {
        const Milliseconds next = i + 1 < count ? begins[i + 1] : total;
        const bool touches = fills_clip || (i + 1 < count && lines[i].end == lines[i + 1].begin);
        lines[i].end = touches ? next : std::clamp(round_to_second(lines[i].end), begins[i] + kSecond, next);
        lines[i].begin = begins[i];
    }
}

}  // namespace

bool is_cut_said(const ResolvedShot& shot, const ResolvedBeat& beat) {
    const bool is_start = &beat == shot.beats.data() && beat.begin == 0;
    return beat.is_cut && !(is_start && shot.operation != sema::Operation::Extend);
}

Timeline make_timeline(const ResolvedShot& shot, const BeatForm& form) {
    Timeline timeline;
    if (shot.beats.empty() || form.lines == BeatForm::Lines::None) {
        return timeline;
    }
    std::vector<TimeLine>& lines = timeline.lines;
    for (std::size_t i = 0; i < shot.beats.size(); ++i) {
        const ResolvedBeat& beat = shot.beats[i];
        if (i == 0 || begins_line(shot, beat, form.lines)) {
            lines.push_back({i, 1, beat.begin, beat.end});
        } else {
            ++lines.back().beat_count;
            lines.back().end = std::max(lines.back().end, beat.end);
        }
    }
    const Milliseconds clip = std::max(shot.duration, lines.back().end);
    const bool is_parts = form.lines == BeatForm::Lines::Parts;
    const bool has_grid = is_parts || form.clock == BeatForm::Clock::Seconds || form.clock == BeatForm::Clock::Minutes;
    const Milliseconds total = std::max(round_to_second(clip), kSecond);
    while (lines.size() > 1 && ((has_grid && static_cast<Milliseconds>(lines.size()) * kSecond > total) ||
                                (form.max_parts > 0 && lines.size() > form.max_parts))) {
        merge_shortest(timeline);
    }
    if (has_grid) {
        round_lines(lines, total, is_parts);
    }
    const bool is_whole_clip = lines.size() == 1 && (form.clock == BeatForm::Clock::None || is_parts ||
                                                     (lines[0].begin == 0 && lines[0].end >= clip - kSecond / 2));
    if (is_whole_clip && !form.has_every_head) {
        lines.clear();
    }
    return timeline;
}

std::string clock_text(BeatForm::Clock clock, Milliseconds time) {
    switch (clock) {
        case BeatForm::Clock::None:
            return {};
        case BeatForm::Clock::Seconds:
            return fmt::format("{}", time / kSecond);
        case BeatForm::Clock::Minutes:
            return fmt::format("{:02}:{:02}", time / (60 * kSecond), time / kSecond % 60);
        case BeatForm::Clock::Milliseconds:
            return fmt::format("{:02}:{:02}.{:03}", time / (60 * kSecond), time / kSecond % 60, time % kSecond);
    }
    return {};
}

std::string seconds_text(Milliseconds time) {
    return time % 10 == 0 ? fmt::format("{}.{:02}", time / kSecond, time % kSecond / 10)
                          : fmt::format("{}.{:03}", time / kSecond, time % kSecond);
}

std::string times_text(Milliseconds begin, Milliseconds end) {
    return seconds_text(begin) + "–" + seconds_text(end);
}

}  // namespace shot::prompt
