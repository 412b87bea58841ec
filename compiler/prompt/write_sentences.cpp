// The form `sentences`: which sections come, and how the fields of a shot become sentences of them.
#include <algorithm>
#include <array>

#include "compiler/prompt/english.hpp"
#include "compiler/prompt/sentence_writer.hpp"
#include "compiler/prompt/text_rules.hpp"

namespace shot::prompt {

using sema::FieldKind;
using sema::Phrase;
using sema::Phrases;

namespace {

bool is_prose(FieldKind field) {
    const syntax::FieldType type = syntax::field_info(field).type;
    return type == syntax::FieldType::Prose || type == syntax::FieldType::Scene;
}

}  // namespace

void write_sentences(Draft& draft, Prompt& out) {
    SentenceWriter(draft, out).write();
}

void SentenceWriter::write() {
    if (shot_.operation == sema::Operation::Edit) {
        write_edit();
        return;
    }
    number_pictures();
    write_prefix();
    const bool is_structured = form_.beats.lines == LineForm::Parts && !timeline_.lines.empty();
    for (const TextSection& section : order()) {
        write_section(section);
    }
    write_raw(draft_);
    if (is_structured && !out_.parts.empty()) {
        out_.parts.back().end = static_cast<std::uint32_t>(text_.size());
    }
    lose_times();
    lose_sound_times();
    lose_cuts();
}

void SentenceWriter::write_edit() {
    text_.add_sentences(shot_.field(FieldKind::Change).phrases, 0);
    if (form_.edit_suffix.empty() || text_.is_empty() || has_word(text_.text_from(0), form_.edit_unless)) {
        return;
    }
    text_.append_to_last(" ");
    text_.append_to_last(form_.edit_suffix);
}

const std::vector<TextSection>& SentenceWriter::order() const {
    if (has_references() && !form_.order_with_references.empty()) {
        return form_.order_with_references;
    }
    return timeline_.lines.empty() || form_.order_with_lines.empty() ? form_.order : form_.order_with_lines;
}

void SentenceWriter::write_section(const TextSection& section) {
    const std::size_t before = text_.size();
    if (before == prefix_size_) {
        text_.append(before > 0 ? " " : "", shot_.span);
    } else {
        text_.append(text_.is_empty() ? "" : section.is_line ? "\n" : "\n\n", shot_.span);
    }
    if (!section.heading.empty()) {
        text_.append(section.heading, shot_.span);
        text_.append(section.is_heading_alone ? "\n" : " ", shot_.span);
    }
    if (!section.before.empty()) {
        text_.append(section.before, shot_.span);
        text_.append(" ", shot_.span);
    }
    const std::size_t begin = text_.size();
    std::size_t paragraph = begin;
    for (std::size_t i = 0; i < section.places.size(); ++i) {
        const bool is_array = section.places[i].kind == Place::Kind::Beats && form_.beats.lines == LineForm::Parts &&
                              !timeline_.lines.empty();
        if (is_array) {
            pending_.assign(section.places.begin() + static_cast<std::ptrdiff_t>(i) + 1, section.places.end());
            write_parts();
            return;
        }
        write_place(section.places[i], paragraph);
        if (section.places[i].kind == Place::Kind::Opening) {
            paragraph = text_.size();
        }
    }
    if (text_.size() == begin && section.empty.empty()) {
        text_.roll_back(before);
    } else if (text_.size() == begin) {
        text_.append(section.empty, shot_.span);
    }
}

void SentenceWriter::write_place(const Place& place, std::size_t paragraph) {
    switch (place.kind) {
        case Place::Kind::Field:
            write_field(place.field, paragraph);
            break;
        case Place::Kind::Speakers:
            write_speakers_and_names(paragraph);
            break;
        case Place::Kind::Beats:
            write_what_happens(paragraph);
            break;
        case Place::Kind::Negative:
            write_negative(paragraph);
            break;
        case Place::Kind::OneTake: {
            const auto is_cut = [&](const sema::ResolvedBeat& beat) { return is_cut_said(shot_, beat); };
            if (std::none_of(shot_.beats.begin(), shot_.beats.end(), is_cut)) {
                write_own(form_.one_take, paragraph);
            }
            break;
        }
        case Place::Kind::Opening:
            text_.append(expand(form_.beats.first_head, {{"n", "1"}}), shot_.span);
            is_opened_ = true;
            break;
        case Place::Kind::Pictures:
            write_picture_sentences(paragraph);
            break;
        case Place::Kind::Subjects:
            write_subjects(paragraph, false);
            break;
        case Place::Kind::Retention:
            write_subjects(paragraph, true);
            break;
    }
}

void SentenceWriter::write_field(FieldKind field, std::size_t paragraph) {
    switch (field) {
        case FieldKind::Camera:
            write_camera(paragraph);
            return;
        case FieldKind::Lens:
            write_lens(paragraph);
            return;
        case FieldKind::Subject:
            if (is_subject_written(draft_)) {
                text_.add_sentences(value_of(draft_, field), paragraph);
            }
            return;
        case FieldKind::Sfx:
        case FieldKind::Music:
            write_gathered(field, paragraph);
            return;
        default:
            break;
    }
    const Phrases value = value_of(draft_, field);
    const PartWords& words = form_.parts[static_cast<std::size_t>(field)];
    if (is_prose(field) && words.before.empty()) {
        text_.add_sentences(value, paragraph);
    } else {
        const std::array lists = {value};
        write_list(words.before, lists, words.joins_last, paragraph);
    }
}

/// The effects, or the music, of the shot; and of its beats where they are not said in the beats themselves.
void SentenceWriter::write_gathered(FieldKind field, std::size_t paragraph) {
    std::vector<Phrases> lists = {value_of(draft_, field)};
    if (!form_.beats.has_sound) {
        for (const sema::ResolvedBeat& beat : shot_.beats) {
            lists.push_back(field == FieldKind::Sfx ? sfx_of(draft_, beat) : music_of(draft_, beat));
        }
    }
    const PartWords& words = form_.parts[static_cast<std::size_t>(field)];
    write_list(words.before, lists, words.joins_last, paragraph);
}

/// Those who are described, and those of whom the prompt knows no more than a picture.
void SentenceWriter::write_speakers_and_names(std::size_t paragraph) {
    write_speakers(draft_, paragraph, " ");
    for (const SpeakerPictures& pictures : pictures_) {
        const sema::ResolvedSpeaker& speaker = shot_.speakers[pictures.speaker];
        if (is_described(draft_, speaker) || form_.pictures.is_name || form_.pictures.after_name.empty()) {
            continue;
        }
        begin_sentence(paragraph, speaker.span);
        text_.append_name(speaker.display, speaker.span);
        text_.append(".", speaker.span);
    }
}

void SentenceWriter::write_negative(std::size_t paragraph) {
    if (draft_.attachments.has_negative) {
        return;
    }
    for (const Phrase& item : shot_.of(value_of(draft_, FieldKind::Negative))) {
        if (!has_content(flat(item))) {
            continue;
        }
        begin_sentence(paragraph, text_.origin_of(item));
        const std::size_t begin = text_.size();
        if (!begins_with_word(flat(item), "no") && !begins_with_word(flat(item), "No")) {
            text_.append(form_.no, text_.origin_of(item));
            text_.append(" ", text_.origin_of(item));
        }
        text_.append_item(item);
        text_.end_sentence(begin);
        text_.capitalise(begin);
    }
}

void SentenceWriter::begin_sentence(std::size_t paragraph, Span origin) {
    if (text_.size() == paragraph) {
        return;
    }
    const char last = text_.text_from(text_.size() - 1)[0];
    if (last != ' ' && last != '\n') {
        text_.append(" ", origin);
    }
}

void SentenceWriter::write_list(std::string_view before, std::span<const Phrases> lists, bool joins_last,
                                std::size_t paragraph) {
    const auto first = std::find_if(lists.begin(), lists.end(), [](Phrases list) { return !list.is_empty(); });
    if (first == lists.end()) {
        return;
    }
    const std::size_t old_size = text_.size();
    const Span origin = text_.origin_of(*first);
    begin_sentence(paragraph, origin);
    const std::size_t begin = text_.size();
    if (!before.empty()) {
        text_.append(before, origin);
        text_.append(" ", origin);
    }
    if (!text_.append_list(lists, ListEnd::FullStop, joins_last,
                           [this](Phrase item, std::size_t) { return text_.append_item(item); })) {
        text_.roll_back(old_size);
    } else if (before.empty()) {
        text_.capitalise(begin);
    }
}

/// The frame first, then the glass: `close-up, 85mm lens`. What `lens` says keeps its order.
bool SentenceWriter::append_camera_items(std::span<const Phrases> lists, Phrases lens, ListEnd end) {
    std::vector<Phrases> all(lists.begin(), lists.end());
    all.insert(all.end(), lists.begin(), lists.end());
    all.push_back(lens);
    return text_.append_list(all, end, false, [&](Phrase item, std::size_t list) {
        const bool is_wanted = list + 1 == all.size() || is_focal_length(flat(item)) == (list >= lists.size());
        return is_wanted && append_camera_item(item);
    });
}

bool SentenceWriter::append_camera_item(Phrase item) {
    const std::string said = flat(item);
    if (!has_content(said)) {
        return false;
    }
    const bool is_lens = is_focal_length(said) && !form_.lens.empty();
    if (said.find('\n') != std::string::npos || (form_.camera == nullptr && !is_lens)) {
        return text_.append_item(item);
    }
    std::vector<CameraWords::Replaced> replaced;
    std::string words = form_.camera != nullptr ? form_.camera->convert(said, replaced) : said;
    if (is_lens) {
        words.append(" ").append(form_.lens);
    }
    for (const CameraWords::Replaced& loss : replaced) {
        draft_.losses.push_back({"camera", loss.said + " becomes " + loss.word, "its list of camera words has no other",
                                 text_.origin_of(item), false});
    }
    return text_.append_instead(item, words);
}

/// The attributes that belong to the whole shot, its `camera`, and its lens.
void SentenceWriter::write_camera(std::size_t paragraph) {
    const Phrases camera = value_of(draft_, FieldKind::Camera);
    const std::size_t old_size = text_.size();
    begin_sentence(paragraph, text_.origin_of(camera));
    const std::size_t begin = text_.size();
    bool is_any = false;
    const sema::ResolvedBeat* titled = nullptr;
    if (form_.beats.gathers_camera) {
        for (const sema::ResolvedBeat& beat : shot_.beats) {
            const std::size_t before = text_.size();
            text_.append_to_last(is_any ? form_.beats.gathered_then : "");
            const std::array lists = {beat.attributes};
            if (append_camera_items(lists, {}, ListEnd::Bare)) {
                is_any = true;
            } else {
                text_.roll_back(before);
            }
        }
    } else if (!shot_.beats.empty() && is_camera_of_shot(shot_.beats[0])) {
        titled = shot_.beats.data();
    }
    const std::size_t before = text_.size();
    text_.append_to_last(is_any ? ", " : "");
    const Phrases lens = value_of(draft_, FieldKind::Lens);
    // Behind the frames of several beats it would belong to the last of them.
    const bool takes_lens = (is_any && shot_.beats.size() == 1) || !camera.is_empty() ||
                            (titled != nullptr && !titled->attributes.is_empty());
    const std::array lists = {titled != nullptr ? titled->attributes : Phrases{}, camera};
    if (append_camera_items(lists, takes_lens ? lens : Phrases{}, ListEnd::Bare)) {
        is_any = true;
        is_lens_said_ = takes_lens;
    } else {
        text_.roll_back(before);
    }
    if (!is_any) {
        text_.roll_back(old_size);
        return;
    }
    if (titled != nullptr && form_.beats.has_titles) {
        append_title(*titled, begin);
    }
    text_.end_sentence(begin);
    text_.capitalise(begin);
}

/// A lens that no sentence of the camera has taken along.
void SentenceWriter::write_lens(std::size_t paragraph) {
    const Phrases lens = value_of(draft_, FieldKind::Lens);
    if (is_lens_said_ || lens.is_empty()) {
        return;
    }
    const std::size_t old_size = text_.size();
    const Span origin = text_.origin_of(lens);
    begin_sentence(paragraph, origin);
    const std::size_t begin = text_.size();
    const PartWords& words = form_.parts[static_cast<std::size_t>(FieldKind::Lens)];
    text_.append(words.before, origin);
    text_.append(words.before.empty() ? "" : " ", origin);
    const std::span<const Phrase> items = shot_.of(lens);
    const auto focal =
        std::find_if(items.begin(), items.end(), [&](Phrase item) { return is_focal_length(flat(item)); });
    if (focal != items.end() && focal == items.begin() && !form_.lens.empty() && !words.before.ends_with(':')) {
        text_.append(article_before(flat(*focal)), origin);
        text_.append(" ", origin);
    }
    const std::array lists = {lens};
    if (!text_.append_list(lists, ListEnd::FullStop, false,
                           [this](Phrase item, std::size_t) { return append_camera_item(item); })) {
        text_.roll_back(old_size);
        return;
    }
    if (words.before.empty()) {
        text_.capitalise(begin);
    }
}

void SentenceWriter::write_own(std::string_view words, std::size_t paragraph, Values values) {
    if (!words.empty()) {
        begin_sentence(paragraph, shot_.span);
        text_.append(expand(words, values), shot_.span);
    }
}

std::string SentenceWriter::expand(std::string_view words, Values values) {
    std::string result;
    while (!words.empty()) {
        const std::size_t brace = std::min(words.find('{'), words.size());
        result.append(words.substr(0, brace));
        words.remove_prefix(brace);
        if (words.empty()) {
            break;
        }
        const std::size_t end = words.find('}');
        const std::string_view name = words.substr(1, end - 1);
        for (const auto& [key, value] : values) {
            result.append(key == name ? value : "");
        }
        words.remove_prefix(end + 1);
    }
    return result;
}

}  // namespace shot::prompt
