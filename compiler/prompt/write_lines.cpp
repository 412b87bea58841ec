// What happens, in sentences: the whole shot's actions, then the beats, in lines, in the items of an array, or in the
// text; and what of their times and cuts the prompt cannot say.
#include <algorithm>
#include <array>

#include "compiler/prompt/english.hpp"
#include "compiler/prompt/sentence_writer.hpp"
#include "compiler/prompt/text_rules.hpp"

namespace shot::prompt {

using sema::FieldKind;
using sema::Phrase;
using sema::Phrases;
using sema::ResolvedBeat;

namespace {

/// Whether a head goes on into what follows it: `the camera cuts to `.
bool is_open_sentence(std::string_view text) {
    const std::size_t last = text.find_last_not_of(' ');
    if (last == std::string_view::npos) {
        return false;
    }
    const auto byte = static_cast<unsigned char>(text[last]);
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == ',';
}

std::size_t character_count(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

bool SentenceWriter::is_camera_of_shot(const ResolvedBeat& beat) const {
    if (&beat != shot_.beats.data()) {
        return false;
    }
    return is_opened_ || (shot_.beats.size() == 1 && timeline_.lines.empty());
}

void SentenceWriter::write_what_happens(std::size_t paragraph) {
    write_whole_shot(paragraph);
    if (!timeline_.lines.empty()) {
        write_lines(paragraph);
        return;
    }
    for (const ResolvedBeat& beat : shot_.beats) {
        write_beat(beat, paragraph, &beat == shot_.beats.data());
    }
}

void SentenceWriter::write_lines(std::size_t paragraph) {
    for (std::size_t i = 0; i < timeline_.lines.size(); ++i) {
        const std::size_t before = text_.size();
        const Span origin = shot_.beats[timeline_.lines[i].first_beat].time_span;
        if (i == 0 && is_opened_) {
            write_line(i, paragraph);
            continue;
        }
        if (form_.beats.is_line_in_paragraph) {
            begin_sentence(paragraph, origin);
        } else if (text_.size() != paragraph) {
            text_.append("\n", origin);
        }
        write_head(i);
        const std::size_t begin = text_.size();
        const std::size_t cuts = said_cuts_.size();
        write_line(i, begin);
        if (text_.size() == begin) {
            text_.roll_back(before);
            said_cuts_.resize(cuts);
        }
    }
}

/// An item of the array each: the first has what the prompt says of the whole shot before its beats; what it says after
/// them goes where there is room for it.
void SentenceWriter::write_parts() {
    sema::Milliseconds waiting = 0;  // of beats in which there is nothing to say, and no part before them
    for (std::size_t i = 0; i < timeline_.lines.size(); ++i) {
        const TimeLine& line = timeline_.lines[i];
        const std::size_t before = text_.size();
        if (!out_.parts.empty()) {
            text_.append("\n", shot_.beats[line.first_beat].time_span);
            text_.repeat_names();
        }
        const std::size_t begin = out_.parts.empty() ? 0 : text_.size();
        if (i == 0) {
            write_whole_shot(begin);
        }
        const std::size_t cuts = said_cuts_.size();
        write_line(i, begin);
        write_pending(begin);
        const sema::Milliseconds duration = line.end - line.begin;
        if (text_.size() > begin) {
            out_.parts.push_back(
                {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(text_.size()), duration + waiting});
            waiting = 0;
        } else if (out_.parts.empty()) {
            waiting += duration;
            said_cuts_.resize(cuts);
        } else {
            text_.roll_back(before);
            said_cuts_.resize(cuts);
            out_.parts.back().duration += duration;
        }
    }
}

/// The places behind the beats, as far as this part has room for them. What no part has room for is lost.
void SentenceWriter::write_pending(std::size_t begin) {
    std::vector<Place> later;
    for (const Place& place : pending_) {
        const std::size_t before = text_.size();
        const auto losses = static_cast<std::ptrdiff_t>(draft_.losses.size());
        const bool was_lens_said = is_lens_said_;
        write_place(place, begin);
        const std::size_t room = form_.beats.max_part_characters;
        if (room > 0 && character_count(text_.text_from(begin)) > room) {
            text_.roll_back(before);
            draft_.losses.erase(draft_.losses.begin() + losses, draft_.losses.end());
            is_lens_said_ = was_lens_said;
            later.push_back(place);
        }
    }
    pending_ = std::move(later);
}

/// What happens through all of the shot.
void SentenceWriter::write_whole_shot(std::size_t paragraph) {
    write_deeds(shot_.actions, 0, shot_.shot_dialogue_count, paragraph);
}

/// What is done and said, in the order of the script.
void SentenceWriter::write_deeds(Phrases actions, std::size_t first_dialogue, std::size_t dialogue_count,
                                 std::size_t paragraph) {
    std::size_t said = 0;
    const auto speak_until = [&](std::size_t done) {
        while (said < dialogue_count && shot_.dialogue[first_dialogue + said].after_actions <= done) {
            write_speech(shot_.dialogue[first_dialogue + said++], paragraph);
        }
    };
    std::size_t done = 0;
    for (const sema::Phrase& action : shot_.of(actions)) {
        speak_until(done++);
        text_.add_sentence(action, paragraph);
    }
    speak_until(dialogue_count > 0 ? shot_.dialogue[first_dialogue + dialogue_count - 1].after_actions : 0);
}

void SentenceWriter::write_head(std::size_t index) {
    const BeatForm& form = form_.beats;
    const TimeLine& line = timeline_.lines[index];
    const ResolvedBeat& beat = shot_.beats[line.first_beat];
    const bool is_bare = beat.attributes.is_empty() && !form.bare_head.empty() && index > 0;
    const std::string& head = index == 0 && !form.first_head.empty() ? form.first_head
                              : is_bare                              ? form.bare_head
                                                                     : form.head;
    text_.append(expand(head, {{"n", std::to_string(index + 1)},
                               {"begin", clock_text(form.clock, line.begin)},
                               {"end", clock_text(form.clock, line.end)}}),
                 beat.time_span);
}

void SentenceWriter::write_line(std::size_t index, std::size_t paragraph) {
    const TimeLine& line = timeline_.lines[index];
    if (form_.beats.lines == LineForm::Cuts || form_.beats.lines == LineForm::Parts) {
        said_cuts_.push_back(line.first_beat);
    }
    for (std::size_t i = 0; i < line.beat_count; ++i) {
        const ResolvedBeat& beat = shot_.beats[line.first_beat + i];
        if (i == 0 && beat.attributes.is_empty()) {
            append_missing_name(beat, ".");
        }
        write_beat(beat, paragraph, i == 0);
    }
}

/// A part is read by itself: where its words name nobody, and the shot shows one alone, it must say who.
const sema::ResolvedSpeaker* SentenceWriter::find_unnamed(const TimeLine& line) const {
    const sema::ResolvedSpeaker* seen = nullptr;
    for (const sema::ResolvedSpeaker& speaker : shot_.speakers) {
        if (speaker.is_seen && seen != nullptr) {
            return nullptr;
        }
        seen = speaker.is_seen ? &speaker : seen;
    }
    return seen == nullptr || names(line, *seen) ? nullptr : seen;
}

bool SentenceWriter::names(const TimeLine& line, const sema::ResolvedSpeaker& speaker) const {
    for (std::size_t i = line.first_beat; i < line.first_beat + line.beat_count; ++i) {
        const ResolvedBeat& beat = shot_.beats[i];
        if (flat(beat.actions).find(speaker.display) != std::string::npos) {
            return true;
        }
        for (std::size_t said = beat.first_dialogue; said < beat.first_dialogue + beat.dialogue_count; ++said) {
            if (&shot_.speakers[shot_.dialogue[said].speaker] == &speaker) {
                return true;
            }
        }
    }
    return false;
}

void SentenceWriter::write_beat(const ResolvedBeat& beat, std::size_t paragraph, bool is_first_of_line) {
    const BeatForm& form = form_.beats;
    const bool is_own_line = !timeline_.lines.empty() && is_first_of_line;
    const bool says_cut = is_cut_said(shot_, beat) && !form.cut_to.empty() &&
                          !(is_own_line && (form.lines == LineForm::Cuts || form.lines == LineForm::Parts));
    const bool goes_on = &beat != shot_.beats.data() && !is_own_line && !is_cut_said(shot_, beat);
    const bool has_camera = is_camera_of_shot(beat) || form.gathers_camera;
    if (!has_camera && !beat.attributes.is_empty()) {
        write_beat_camera(beat, paragraph, says_cut ? form.cut_to : goes_on ? form.then : std::string());
    } else if (says_cut && !form.cut.empty()) {
        write_own(form.cut, paragraph);
    }
    if (says_cut || names_cut(draft_, beat.attributes)) {
        said_cuts_.push_back(static_cast<std::size_t>(&beat - shot_.beats.data()));
    }
    const bool is_silent_beat = beat.actions.is_empty() && beat.dialogue_count == 0;
    const bool title_is_said = form.has_titles && !beat.attributes.is_empty() && !form.gathers_camera;
    if (beat.title.count > 0 && !title_is_said && (form.has_titles || is_silent_beat)) {
        text_.add_sentence(beat.title, paragraph);
    }
    write_deeds(beat.actions, beat.first_dialogue, beat.dialogue_count, paragraph);
    const auto write = [&](FieldKind field, Phrases items) {
        const PartWords& words = form_.parts[static_cast<std::size_t>(field)];
        const std::array lists = {items};
        write_list(words.before, lists, words.joins_last, paragraph);
    };
    write(FieldKind::Lighting, beat.lighting);
    if (form.has_sound) {
        write(FieldKind::Sfx, sfx_of(draft_, beat));
        write(FieldKind::Music, music_of(draft_, beat));
    }
}

/// `Cut to close-up, 85mm lens: The match.`
void SentenceWriter::write_beat_camera(const ResolvedBeat& beat, std::size_t paragraph, std::string_view before) {
    const std::size_t old_size = text_.size();
    const Span origin = text_.origin_of(beat.attributes);
    begin_sentence(paragraph, origin);
    const std::size_t begin = text_.size();
    const bool continues_head = begin > 0 && text_.size() == paragraph && text_.text_from(begin - 1) == " " &&
                                is_open_sentence(text_.text_from(begin > 16 ? begin - 16 : 0));
    const bool is_named = append_missing_name(beat, ", ");
    if (!before.empty() && !names_cut(draft_, beat.attributes)) {
        text_.append(before, beat.span);
        text_.append(" ", beat.span);
    }
    const std::array lists = {beat.attributes};
    if (!append_camera_items(lists, {}, ListEnd::Bare)) {
        text_.roll_back(old_size);
        return;
    }
    if (form_.beats.has_titles) {
        append_title(beat, begin);
    }
    text_.end_sentence(begin);
    if (!continues_head && !is_named) {
        text_.capitalise(begin);
    }
}

/// Whom a part is about, where its own words do not say it.
bool SentenceWriter::append_missing_name(const ResolvedBeat& beat, std::string_view after) {
    const auto line = std::find_if(timeline_.lines.begin(), timeline_.lines.end(), [&](const TimeLine& candidate) {
        return &shot_.beats[candidate.first_beat] == &beat;
    });
    if (!form_.beats.names_speaker || line == timeline_.lines.begin() || line == timeline_.lines.end()) {
        return false;
    }
    const sema::ResolvedSpeaker* unnamed = find_unnamed(*line);
    if (unnamed != nullptr) {
        text_.append_name(unnamed->display, beat.time_span);
        text_.append(after, beat.time_span);
    }
    return unnamed != nullptr;
}

void SentenceWriter::append_title(const ResolvedBeat& beat, std::size_t begin) {
    if (beat.title.count == 0 || !has_content(flat(beat.title))) {
        return;
    }
    text_.trim(begin, true);
    text_.append(": ", text_.origin_of(beat.title));
    text_.append_item(beat.title);
}

void SentenceWriter::lose_times() {
    const BeatForm& form = form_.beats;
    std::string detail;
    Span span;
    bool is_rounded = false;
    const auto add = [&](const ResolvedBeat& beat, const std::string& becomes) {
        detail.append(detail.empty() ? "" : ", ").append(times_text(beat.begin, beat.end)).append(becomes);
        span = span.file.is_valid() ? span : beat.time_span;
        is_rounded = is_rounded || !becomes.empty();
    };
    const bool has_range = form.head.find("{end}") != std::string::npos || form.lines == LineForm::Parts;
    for (std::size_t i = 0; i < shot_.beats.size(); ++i) {
        const ResolvedBeat& beat = shot_.beats[i];
        const auto line = std::find_if(timeline_.lines.begin(), timeline_.lines.end(), [&](const TimeLine& candidate) {
            return i >= candidate.first_beat && i < candidate.first_beat + candidate.beat_count;
        });
        const bool is_whole_clip = shot_.beats.size() == 1 && beat.begin == 0 && beat.end >= shot_.duration;
        if (line == timeline_.lines.end() || form.clock == BeatForm::Clock::None) {
            if (!is_whole_clip) {
                add(beat, {});
            }
        } else if (has_range && (line->begin != beat.begin || line->end != beat.end)) {
            add(beat, " becomes " + clock_text(BeatForm::Clock::Seconds, line->begin) + "–" +
                          clock_text(BeatForm::Clock::Seconds, line->end));
        } else if (!has_range && (i != line->first_beat || (i == 0 && beat.begin > 0))) {
            add(beat, {});
        }
    }
    if (!detail.empty()) {
        const bool has_none = form.clock == BeatForm::Clock::None || timeline_.lines.empty();
        const char* reason = is_rounded ? "its prompt counts whole seconds"
                             : has_none ? "its prompt has no times"
                                        : "its prompt has the times of cuts alone";
        draft_.losses.push_back({"beat times", std::move(detail), reason, span, false});
    }
}

/// Where a beat's sounds stand at the place of `sfx` and `music`, nobody sees when they are heard.
void SentenceWriter::lose_sound_times() {
    if (form_.beats.has_sound || form_.beats.clock == BeatForm::Clock::None || timeline_.lines.empty()) {
        return;  // in their beat; or lose_times() has said of all times that they are lost
    }
    std::string detail;
    Span span;
    for (const ResolvedBeat& beat : shot_.beats) {
        for (const Phrases& sounds : {sfx_of(draft_, beat), music_of(draft_, beat)}) {
            for (const Phrase& sound : shot_.of(sounds)) {
                detail.append(detail.empty() ? "" : ", ").append(times_text(beat.begin, beat.end)).append(" ").append(flat(sound));
                span = span.file.is_valid() ? span : shot_.chunks[sound.first].origin;
            }
        }
    }
    if (!detail.empty() && shot_.beats.size() > 1) {
        draft_.losses.push_back({"sound times", std::move(detail), "its prompt names sounds for the whole clip", span, false});
    }
}

void SentenceWriter::lose_cuts() {
    const bool is_array = form_.beats.lines == LineForm::Parts && !timeline_.lines.empty();
    for (std::size_t i = 0; i < shot_.beats.size(); ++i) {
        const ResolvedBeat& beat = shot_.beats[i];
        const bool is_merged = std::find(timeline_.merged.begin(), timeline_.merged.end(), i) != timeline_.merged.end();
        const bool is_said = std::find(said_cuts_.begin(), said_cuts_.end(), i) != said_cuts_.end();
        const std::string at = seconds_text(beat.begin);
        if (is_array && is_merged) {
            draft_.losses.push_back({"cut", at, "its prompt has no more shots in one clip", beat.time_span, false});
        } else if (is_array && is_said && i > 0 && !beat.is_cut) {
            draft_.losses.push_back(
                {"cut", at + " becomes a cut", "each item of its prompt is a shot of its own", beat.time_span, false, "a take that goes on"});
        } else if (is_cut_said(shot_, beat) && !is_said) {
            draft_.losses.push_back({"cut", at, "its prompt has no words for one", beat.time_span, false});
        }
    }
}

}  // namespace shot::prompt
