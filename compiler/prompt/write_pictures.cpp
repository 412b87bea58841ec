// What the prompt says of the pictures that come with the request: tags behind names, a prefix, sentences, sections.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/prompt/sentence_writer.hpp"

namespace shot::prompt {

std::uint32_t SentenceWriter::frame_count() const {
    return (draft_.attachments.has_first_frame ? 1U : 0U) + (draft_.attachments.has_last_frame ? 1U : 0U);
}

/// The tags of so many pictures, from this one (counted from 0) on.
std::string SentenceWriter::tags_of(std::uint32_t first, std::uint32_t count) const {
    std::string tags;
    for (std::uint32_t i = first; i < first + count; ++i) {
        tags += tags.empty() ? "" : ", ";
        tags += expand(form_.pictures.tag, {{"n", std::to_string(i + form_.pictures.base)}});
    }
    return tags;
}

void SentenceWriter::number_pictures() {
    const PictureForm& form = form_.pictures;
    std::uint32_t next = 0;
    std::vector<NameTag> names;
    const std::vector<std::uint32_t>& counts = draft_.attachments.speaker_pictures;
    for (std::size_t i = 0; i < std::min(counts.size(), shot_.speakers.size()); ++i) {
        if (counts[i] == 0) {
            continue;
        }
        const SpeakerPictures pictures{static_cast<std::uint32_t>(i), next, form.is_by_speaker ? 1U : counts[i]};
        next += pictures.count;
        pictures_.push_back(pictures);
        if (form.tag.empty()) {
            continue;
        }
        const std::string_view display = shot_.speakers[i].display;
        if (form.is_name) {
            const std::string number = std::to_string(pictures_.size());
            names.push_back({display, expand(form.subject, {{"n", number}}), true, NameTag::kNowhere});
        } else if (!form.after_name.empty()) {
            const std::string tags = tags_of(pictures.first, pictures.count);
            names.push_back({display, expand(form.after_name, {{"tags", tags}}), false, NameTag::kNowhere});
        }
    }
    text_.set_names(std::move(names));
}

/// Before all else: what each picture is, in the words that the model was trained on.
void SentenceWriter::write_prefix() {
    const PictureForm& form = form_.pictures;
    const Attachments& carried = draft_.attachments;
    if (has_references() && !form_.order_with_references.empty()) {
        return;  // the sections say it
    }
    const std::string& frames = carried.has_first_frame && carried.has_last_frame ? form.first_and_last
                                : carried.has_first_frame                         ? form.only_first
                                                                                  : form.only_last;
    if (frame_count() > 0 && !frames.empty()) {
        const std::string seconds = fmt::format("{}.{:02}", shot_.duration / 1000, shot_.duration % 1000 / 10);
        text_.append(expand(frames, {{"shot", last_shot()}, {"seconds", seconds}}), shot_.span);
    }
    std::string prefix = carried.has_first_frame ? expand(form.source, {{"m", "1"}}) : std::string();
    std::uint32_t count = carried.shot_pictures;
    for (const SpeakerPictures& pictures : pictures_) {
        count += pictures.count;
    }
    if (count > 0 && !form.reference.empty()) {
        prefix += (prefix.empty() ? "" : " ") + form.reference_open;
        for (std::uint32_t i = 0; i < count; ++i) {
            prefix += i == 0 ? "" : " ";
            prefix += expand(form.reference,
                             {{"n", std::to_string(i + form.base)}, {"m", std::to_string(i + 1 + frame_count())}});
        }
        prefix += form.reference_close;
    }
    text_.append(prefix, shot_.span);
    prefix_size_ = prefix.empty() ? 0 : text_.size();
}

/// `Use Image1 as the starting frame.`
void SentenceWriter::write_picture_sentences(std::size_t paragraph) {
    const PictureForm& form = form_.pictures;
    const Attachments& carried = draft_.attachments;
    if (carried.has_first_frame) {
        write_own(form.first_frame, paragraph, {{"m", "1"}});
    }
    if (carried.has_last_frame) {
        write_own(form.last_frame, paragraph, {{"m", std::to_string(frame_count())}});
    }
    std::uint32_t first = 0;
    if (!form.after_name.empty()) {  // those of speakers stand behind their names
        for (const SpeakerPictures& pictures : pictures_) {
            first += pictures.count;
        }
    }
    if (carried.shot_pictures > 0) {
        write_own(form.references, paragraph, {{"images", tags_of(first, carried.shot_pictures)}});
    }
}

void SentenceWriter::write_subjects(std::size_t paragraph, bool is_retention) {
    const PictureForm& form = form_.pictures;
    const auto begin_line = [&](Span origin) { text_.append(text_.size() == paragraph ? "" : "\n", origin); };
    std::uint32_t number = 0;
    std::uint32_t pictures_so_far = 0;
    for (const SpeakerPictures& pictures : pictures_) {
        const sema::ResolvedSpeaker& speaker = shot_.speakers[pictures.speaker];
        const std::string tags = tags_of(pictures.first, pictures.count);
        const std::string subject = expand(form.subject, {{"n", std::to_string(++number)}});
        begin_line(speaker.span);
        text_.append(
            expand(is_retention ? form.retention_line : form.subject_line,
                   {{"subject", subject}, {"name", speaker.display}, {"tags", tags}, {"shots", shots_of(speaker)}}),
            speaker.span);
        pictures_so_far += pictures.count;
    }
    for (std::uint32_t i = 0; i < draft_.attachments.shot_pictures; ++i) {
        const std::string subject = expand(form.subject, {{"n", std::to_string(++number)}});
        const Span origin = shot_.references_span.file.is_valid() ? shot_.references_span : shot_.span;
        begin_line(origin);
        text_.append(expand(is_retention ? form.other_retention : form.other_subject,
                            {{"subject", subject}, {"tags", tags_of(pictures_so_far + i, 1)}}),
                     origin);
    }
}

/// `[Shot 1], [Shot 2]`: the lines whose beats name the speaker; the first, where none does.
std::string SentenceWriter::shots_of(const sema::ResolvedSpeaker& speaker) const {
    std::string shots;
    for (std::size_t i = 0; i < timeline_.lines.size(); ++i) {
        if (names(timeline_.lines[i], speaker)) {
            shots += fmt::format("{}[Shot {}]", shots.empty() ? "" : ", ", i + 1);
        }
    }
    return shots.empty() ? "[Shot 1]" : shots;
}

std::string SentenceWriter::last_shot() const {
    return std::to_string(std::max<std::size_t>(timeline_.lines.size(), 1));
}

}  // namespace shot::prompt
