// Reads a style of the form `sentences`: all of its keys but those that every style has.
#include <algorithm>
#include <charconv>

#include "compiler/prompt/style_reader.hpp"
#include "stdlib/embedded.hpp"

namespace shot::prompt {

using Json = nlohmann::json;
using sema::FieldKind;

namespace {

template <class Value>
using Names = std::initializer_list<std::pair<std::string_view, Value>>;

constexpr std::size_t kMaxOrders = 3;

}  // namespace

std::string StyleReader::read_text_if(const Json& object, const std::string& path, std::string_view key,
                                      std::initializer_list<std::string_view> placeholders) {
    if (!object.contains(std::string(key))) {
        return {};
    }
    std::string text = read_text(object, path, key);
    check_placeholders(text, join(path, key), placeholders);
    return text;
}

bool StyleReader::read_flag_if(const Json& object, const std::string& path, std::string_view key, bool otherwise) {
    if (!object.contains(std::string(key))) {
        return otherwise;
    }
    const Json& value = object.at(std::string(key));
    if (!value.is_boolean()) {
        fail("key `" + join(path, key) + "` is not true or false");
        return otherwise;
    }
    return value.get<bool>();
}

std::uint32_t StyleReader::read_count_if(const Json& object, const std::string& path, std::string_view key,
                                         std::uint32_t otherwise) {
    if (!object.contains(std::string(key))) {
        return otherwise;
    }
    const Json& value = object.at(std::string(key));
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > 0xFFFFFFU) {
        fail("key `" + join(path, key) + "` is not a whole number");
        return otherwise;
    }
    return value.get<std::uint32_t>();
}

/// Braces stand only for these names.
void StyleReader::check_placeholders(std::string_view text, const std::string& path,
                                     std::initializer_list<std::string_view> placeholders) {
    for (std::size_t at = text.find_first_of("{}"); at != std::string_view::npos; at = text.find_first_of("{}", at)) {
        const std::string_view rest = text.substr(at + 1);
        const std::string_view name = rest.substr(0, std::min(rest.find('}'), rest.size()));
        if (text[at] == '}' || name.size() == rest.size() ||
            std::find(placeholders.begin(), placeholders.end(), name) == placeholders.end()) {
            fail("key `" + path + "`: braces stand here for nothing that is known");
            return;
        }
        at += name.size() + 2;
    }
}

void StyleReader::read_sentences(const Json& root) {
    SentenceStyle& form = style_.sentences;
    const Json& words = root.at("words");
    if (check_object(words, "words", {"wearing", "with", "described"}, {"lens"})) {
        style_.words.wearing = read_text(words, "words", "wearing");
        style_.words.with = read_text(words, "words", "with");
        style_.described = read_text(words, "words", "described");
        form.lens = read_text_if(words, "words", "lens", {});
    }
    form.one_take = read_text_if(root, "", "one_take", {});
    form.no = read_text_if(root, "", "negative", {});
    read_parts(root.at("parts"));
    read_beats(root.at("beats"));
    read_speech(root.at("speech"));
    if (root.contains("edit") && check_object(root.at("edit"), "edit", {"suffix", "unless"})) {
        form.edit_suffix = read_text(root.at("edit"), "edit", "suffix");
        form.edit_unless = read_text(root.at("edit"), "edit", "unless");
    }
    if (root.contains("pictures")) {
        read_pictures(root.at("pictures"));
    }
    if (root.contains("camera")) {
        read_camera(root.at("camera"));
    }
    if (root.contains("not_said")) {
        const std::vector<Json>& list = read_list(root, "", "not_said");
        for (std::size_t i = 0; i < list.size(); ++i) {
            form.not_said.push_back(find_field(list[i], item("not_said", i)));
        }
    }
    const std::array<std::pair<const char*, std::vector<TextSection>*>, kMaxOrders> orders = {
        {{"order", &form.order},
         {"order_with_lines", &form.order_with_lines},
         {"order_with_references", &form.order_with_references}}};
    for (const auto& [key, order] : orders) {
        if (root.contains(key)) {
            read_order(root, key, *order);
            check_order_is_whole(*order, key);
        }
    }
}

void StyleReader::read_parts(const Json& parts) {
    if (!parts.is_object()) {
        fail("key `parts` is not an object");
        return;
    }
    for (const auto& entry : parts.items()) {
        const std::string path = join("parts", entry.key());
        const FieldKind field = find_field(Json(entry.key()), path);
        if (check_object(entry.value(), path, {}, {"before", "and"})) {
            PartWords& words = style_.sentences.parts[static_cast<std::size_t>(field)];
            words.before = read_text_if(entry.value(), path, "before", {});
            words.joins_last = read_flag_if(entry.value(), path, "and", false);
        }
    }
}

void StyleReader::read_beats(const Json& beats) {
    using Lines = BeatForm::Lines;
    using Clock = BeatForm::Clock;
    if (!check_object(
            beats, "beats", {"lines", "clock"},
            {"head", "first_head", "bare_head", "every_head", "in_paragraph", "titles", "sound", "gather_camera",
             "cut_to", "cut", "then", "gathered_then", "max_parts", "max_part_characters", "name_speaker"})) {
        return;
    }
    BeatForm& form = style_.sentences.beats;
    form.lines = read_choice<Lines>(
        beats, "beats", "lines",
        {{"none", Lines::None}, {"beats", Lines::Beats}, {"cuts", Lines::Cuts}, {"parts", Lines::Parts}});
    form.clock = read_choice<Clock>(beats, "beats", "clock",
                                    {{"none", Clock::None},
                                     {"seconds", Clock::Seconds},
                                     {"minutes", Clock::Minutes},
                                     {"milliseconds", Clock::Milliseconds}});
    const auto head = [&](std::string_view key) { return read_text_if(beats, "beats", key, {"n", "begin", "end"}); };
    form.head = head("head");
    form.first_head = head("first_head");
    form.bare_head = head("bare_head");
    form.has_every_head = read_flag_if(beats, "beats", "every_head", false);
    form.is_line_in_paragraph = read_flag_if(beats, "beats", "in_paragraph", false);
    form.has_titles = read_flag_if(beats, "beats", "titles", false);
    form.has_sound = read_flag_if(beats, "beats", "sound", true);
    form.gathers_camera = read_flag_if(beats, "beats", "gather_camera", false);
    form.cut_to = read_text_if(beats, "beats", "cut_to", {});
    form.cut = read_text_if(beats, "beats", "cut", {});
    form.then = read_text_if(beats, "beats", "then", {});
    form.gathered_then = read_text_if(beats, "beats", "gathered_then", {});
    form.max_parts = read_count_if(beats, "beats", "max_parts", 0);
    form.max_part_characters = read_count_if(beats, "beats", "max_part_characters", 0);
    form.names_speaker = read_flag_if(beats, "beats", "name_speaker", false);
    if (form.lines != Lines::None && form.lines != Lines::Parts && form.head.empty()) {
        fail("key `beats.head` is missing");
    }
    if (form.gathers_camera && form.gathered_then.empty()) {
        fail("key `beats.gathered_then` is missing");
    }
}

void StyleReader::read_speech(const Json& speech) {
    if (!check_object(
            speech, "speech", {"open", "close"},
            {"quotes", "speaker", "silent", "voice_over", "closed_lips", "nobody_speaks", "languages", "language"})) {
        return;
    }
    SpeechForm& form = style_.sentences.speech;
    form.open = read_text_if(speech, "speech", "open", {"language"});
    form.close = read_text(speech, "speech", "close");
    form.has_quotes = read_flag_if(speech, "speech", "quotes", true);
    form.speaker = read_text_if(speech, "speech", "speaker", {"n"});
    form.silent = read_text_if(speech, "speech", "silent", {});
    form.voice_over = read_text_if(speech, "speech", "voice_over", {});
    form.closed_lips = read_text_if(speech, "speech", "closed_lips", {"name"});
    form.nobody_speaks = read_text_if(speech, "speech", "nobody_speaks", {"name"});
    form.language = read_text_if(speech, "speech", "language", {});
    if (form.open.find("{language}") != std::string::npos && form.language.empty()) {
        fail("key `speech.language` is missing");
    }
    if (speech.contains("languages")) {
        const std::vector<Json>& list = read_list(speech, "speech", "languages");
        for (std::size_t i = 0; i < list.size(); ++i) {
            read_language(list[i], item("speech.languages", i));
        }
    }
}

void StyleReader::read_language(const Json& value, const std::string& path) {
    if (!check_object(value, path, {"name", "letters"})) {
        return;
    }
    SpeechForm::Language language{read_text(value, path, "name"), {}};
    const std::vector<Json>& ranges = read_list(value, path, "letters");
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        const std::string text = ranges[i].is_string() ? ranges[i].get<std::string>() : std::string();
        const char* const end = text.data() + text.size();
        std::pair<std::uint32_t, std::uint32_t> range;
        const auto first = std::from_chars(text.data(), end, range.first, 16);
        const bool has_dash = first.ec == std::errc() && first.ptr != end && *first.ptr == '-';
        const auto last = std::from_chars(has_dash ? first.ptr + 1 : end, end, range.second, 16);
        if (!has_dash || last.ec != std::errc() || last.ptr != end || range.first > range.second) {
            fail("key `" + item(path + ".letters", i) + "` is no range of code points as in `0400-04FF`");
        }
        language.ranges.push_back(range);
    }
    style_.sentences.speech.languages.push_back(std::move(language));
}

void StyleReader::read_pictures(const Json& pictures) {
    if (!check_object(
            pictures, "pictures", {"tag"},
            {"base", "by_speaker", "after_name", "instead_of_name", "subject", "subject_line", "retention_line",
             "other_subject", "other_retention", "source", "reference_open", "reference", "reference_close",
             "first_frame", "last_frame", "references", "only_first", "first_and_last", "only_last"})) {
        return;
    }
    PictureForm& form = style_.sentences.pictures;
    const auto text = [&](std::string_view key, std::initializer_list<std::string_view> placeholders) {
        return read_text_if(pictures, "pictures", key, placeholders);
    };
    form.base = read_count_if(pictures, "pictures", "base", 1);
    form.is_by_speaker = read_flag_if(pictures, "pictures", "by_speaker", false);
    form.is_name = read_flag_if(pictures, "pictures", "instead_of_name", false);
    form.tag = text("tag", {"n"});
    form.after_name = text("after_name", {"tags"});
    form.subject = text("subject", {"n"});
    form.subject_line = text("subject_line", {"subject", "name", "tags"});
    form.retention_line = text("retention_line", {"subject", "name", "tags", "shots"});
    form.other_subject = text("other_subject", {"subject", "tags"});
    form.other_retention = text("other_retention", {"subject", "tags"});
    form.source = text("source", {"m"});
    form.reference_open = text("reference_open", {});
    form.reference = text("reference", {"n", "m"});
    form.reference_close = text("reference_close", {});
    form.first_frame = text("first_frame", {"m"});
    form.last_frame = text("last_frame", {"m"});
    form.references = text("references", {"images"});
    form.only_first = text("only_first", {"shot", "seconds"});
    form.first_and_last = text("first_and_last", {"shot", "seconds"});
    form.only_last = text("only_last", {"shot", "seconds"});
}

/// `words`: a canonical term to its word, or to `{"nearest": word}` where the list has nothing that means it.
void StyleReader::read_camera(const Json& camera) {
    if (!check_object(camera, "camera", {"words"}, {"speeds"})) {
        return;
    }
    auto vocabulary = sema::Vocabulary::parse(stdlib::find_embedded("vocabulary/camera.json"));
    if (!vocabulary || !camera.at("words").is_object()) {
        fail(vocabulary ? "key `camera.words` is not an object" : vocabulary.error().message());
        return;
    }
    auto table = std::make_shared<CameraWords>(std::make_shared<const sema::Vocabulary>(std::move(*vocabulary)));
    for (const auto& entry : camera.at("words").items()) {
        const std::string path = join("camera.words", entry.key());
        const bool is_nearest = entry.value().is_object();
        const bool is_sound = !is_nearest || check_object(entry.value(), path, {"nearest"});
        const std::string word = !is_sound    ? std::string()
                                 : is_nearest ? read_text(entry.value(), path, "nearest")
                                              : read_text(camera.at("words"), "camera.words", entry.key());
        if (!table->add(entry.key(), word, is_nearest)) {
            fail("key `" + path + "` is no term of the camera's vocabulary");
        }
    }
    if (camera.contains("speeds") && camera.at("speeds").is_object()) {
        for (const auto& entry : camera.at("speeds").items()) {
            if (!table->add_speed(entry.key(), read_text(camera.at("speeds"), "camera.speeds", entry.key()))) {
                fail("key `" + join("camera.speeds", entry.key()) + "` is no speed of the camera's vocabulary");
            }
        }
    } else if (camera.contains("speeds")) {
        fail("key `camera.speeds` is not an object");
    }
    style_.sentences.camera = std::move(table);
}

Place StyleReader::read_place(const Json& value, const std::string& path) {
    using Kind = Place::Kind;
    constexpr std::array<std::pair<std::string_view, Kind>, 8> kKinds = {{{"speakers", Kind::Speakers},
                                                                          {"beats", Kind::Beats},
                                                                          {"negative", Kind::Negative},
                                                                          {"one_take", Kind::OneTake},
                                                                          {"opening", Kind::Opening},
                                                                          {"pictures", Kind::Pictures},
                                                                          {"subjects", Kind::Subjects},
                                                                          {"retention", Kind::Retention}}};
    for (const auto& [name, kind] : kKinds) {
        if (value == Json(name)) {
            return {kind, FieldKind::Look};
        }
    }
    Place place{Kind::Field, find_field(value, path)};
    if (place.field == FieldKind::Raw) {
        fail("key `" + path + "`: `raw` is always last");
    }
    return place;
}

void StyleReader::read_order(const Json& root, const std::string& key, std::vector<TextSection>& order) {
    const std::vector<Json>& list = read_list(root, "", key);
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string path = item(key, i);
        if (!check_object(list[i], path, {"parts"}, {"heading", "heading_alone", "line", "before", "empty"})) {
            return;
        }
        TextSection section;
        section.heading = read_text_if(list[i], path, "heading", {});
        section.is_heading_alone = read_flag_if(list[i], path, "heading_alone", false);
        section.is_line = read_flag_if(list[i], path, "line", false);
        section.before = read_text_if(list[i], path, "before", {});
        section.empty = read_text_if(list[i], path, "empty", {});
        const std::vector<Json>& places = read_list(list[i], path, "parts");
        for (std::size_t j = 0; j < places.size(); ++j) {
            section.places.push_back(read_place(places[j], item(path + ".parts", j)));
        }
        order.push_back(std::move(section));
    }
}

/// Every part once, unless the style says that it does not say it; and the words of the places that need some.
void StyleReader::check_order_is_whole(const std::vector<TextSection>& order, const std::string& key) {
    const auto count = [&](Place::Kind kind, FieldKind field) {
        std::ptrdiff_t found = 0;
        for (const TextSection& section : order) {
            found += std::count_if(section.places.begin(), section.places.end(), [&](const Place& place) {
                return place.kind == kind && (kind != Place::Kind::Field || place.field == field);
            });
        }
        return found;
    };
    const auto check = [&](std::ptrdiff_t found, const std::string& name) {
        if (found != 1) {
            fail("key `" + key + "` has " + (found == 0 ? "no place" : "more than one place") + " for `" + name + "`");
        }
    };
    check(count(Place::Kind::Speakers, FieldKind::Look), "speakers");
    check(count(Place::Kind::Beats, FieldKind::Look), "beats");
    const SentenceStyle& form = style_.sentences;
    for (const syntax::FieldInfo& info : syntax::fields()) {
        const bool is_left_out =
            std::find(form.not_said.begin(), form.not_said.end(), info.kind) != form.not_said.end();
        if (is_said(info.kind) && !is_left_out) {
            check(count(Place::Kind::Field, info.kind), std::string(info.name));
        }
    }
    const auto needs = [&](Place::Kind kind, const std::string& words, const char* name) {
        if (count(kind, FieldKind::Look) > 0 && words.empty()) {
            fail("key `" + std::string(name) + "` is missing");
        }
    };
    needs(Place::Kind::Negative, form.no, "negative");
    needs(Place::Kind::OneTake, form.one_take, "one_take");
    needs(Place::Kind::Opening, form.beats.first_head, "beats.first_head");
    needs(Place::Kind::Pictures, form.pictures.tag, "pictures");
    needs(Place::Kind::Subjects, form.pictures.subject_line, "pictures.subject_line");
    needs(Place::Kind::Retention, form.pictures.retention_line, "pictures.retention_line");
}

}  // namespace shot::prompt
