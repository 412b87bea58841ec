// Reads all of a style but its shot list.
#include "compiler/prompt/style_reader.hpp"

#include <algorithm>
#include <optional>

namespace shot::prompt {

using Json = nlohmann::json;
using sema::FieldKind;
using sema::Layout;

namespace {

constexpr std::array<std::pair<std::string_view, Layout>, 3> kLayouts = {
    {{"blocks", Layout::Blocks}, {"prose", Layout::Prose}, {"shotlist", Layout::Shotlist}}};

}  // namespace

bool is_in_cinematography(FieldKind field) {
    return std::find(kCinematography.begin(), kCinematography.end(), field) != kCinematography.end();
}
bool is_said(FieldKind field) {
    return is_in_cinematography(field) || std::find(kOthers.begin(), kOthers.end(), field) != kOthers.end();
}

bool StyleReader::check_object(const Json& value, const std::string& path,
                               std::initializer_list<std::string_view> required,
                               std::initializer_list<std::string_view> optional) {
    if (!value.is_object()) {
        fail((path.empty() ? std::string("the document") : "key `" + path + "`") + " is not an object");
        return false;
    }
    for (const std::string_view key : required) {
        if (!value.contains(std::string(key))) {
            fail("key `" + join(path, key) + "` is missing");
            return false;
        }
    }
    for (const auto& entry : value.items()) {
        const auto is_key = [&](std::string_view key) { return key == entry.key(); };
        if (std::none_of(required.begin(), required.end(), is_key) &&
            std::none_of(optional.begin(), optional.end(), is_key)) {
            fail("key `" + join(path, entry.key()) + "` is unknown");
            return false;
        }
    }
    return true;
}

std::string StyleReader::read_text(const Json& object, const std::string& path, std::string_view key) {
    const Json& value = object.at(std::string(key));
    if (!value.is_string() || value.get_ref<const std::string&>().empty() ||
        value.get_ref<const std::string&>().find('\n') != std::string::npos) {
        fail("key `" + join(path, key) + "` is not one line of text");
        return {};
    }
    return value.get<std::string>();
}

const std::vector<Json>& StyleReader::read_list(const Json& object, const std::string& path, std::string_view key) {
    const Json& value = object.at(std::string(key));
    if (!value.is_array() || value.empty()) {
        fail("key `" + join(path, key) + "` is not a list with items");
        return no_items_;
    }
    return value.get_ref<const std::vector<Json>&>();
}

FieldKind StyleReader::find_field(const Json& value, const std::string& path) {
    const std::string name = value.is_string() ? value.get<std::string>() : value.dump();
    const std::optional<FieldKind> field = syntax::find_field(name);
    if (!value.is_string() || !field ||
        !(is_said(*field) || *field == FieldKind::Raw || *field == FieldKind::Negative)) {
        fail("key `" + path + "`: `" + name + "` is no field that a prompt says");
        return FieldKind::Look;
    }
    return *field;
}

FieldKind StyleReader::read_field(const Json& object, const std::string& path, std::string_view key) {
    return find_field(object.at(std::string(key)), join(path, key));
}

void StyleReader::read(const Json& root) {
    if (!root.is_object() || !root.contains("form")) {
        fail(root.is_object() ? "key `form` is missing" : "the document is not an object");
        return;
    }
    style_.form = read_choice<Form>(root, "", "form", {{"layouts", Form::Layouts}, {"sentences", Form::Sentences}});
    const bool is_sound =
        style_.form == Form::Layouts
            ? check_object(root, "",
                           {"name", "form", "sources", "layouts", "labels", "words", "cinematography", "extension"},
                           {"$schema", "shotlist"})
            : check_object(root, "",
                           {"name", "form", "sources", "words", "parts", "order", "beats", "speech", "extension"},
                           {"$schema", "order_with_lines", "order_with_references", "not_said", "one_take", "negative",
                            "edit", "pictures", "camera"});
    if (!is_sound) {
        return;
    }
    style_.name = read_text(root, "", "name");
    read_sources(root);
    if (style_.form == Form::Sentences) {
        read_sentences(root);
    } else {
        read_layouts(root);
        read_labels(root);
        read_words(root);
        read_cinematography(root);
        if (style_.knows(Layout::Shotlist)) {
            read_shotlist(root);
        } else if (root.contains("shotlist")) {
            fail("key `shotlist` stands there, but `layouts` does not have it");
        }
    }
    read_extension(root);
}

void StyleReader::read_sources(const Json& root) {
    const std::vector<Json>& list = read_list(root, "", "sources");
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string path = item("sources", i);
        if (check_object(list[i], path, {"id", "title", "url", "date"})) {
            for (const std::string_view key : {"id", "title", "url", "date"}) {
                read_text(list[i], path, key);
            }
        }
    }
}

void StyleReader::read_layouts(const Json& root) {
    const std::vector<Json>& list = read_list(root, "", "layouts");
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto* const found = std::find_if(kLayouts.begin(), kLayouts.end(),
                                               [&](const auto& layout) { return list[i] == Json(layout.first); });
        if (found == kLayouts.end()) {
            fail("key `" + item("layouts", i) + "` is not `blocks`, `prose` or `shotlist`");
        } else if (style_.knows(found->second)) {
            fail("key `" + item("layouts", i) + "` stands there twice");
        } else {
            style_.layouts.push_back(found->second);
        }
    }
}

void StyleReader::read_labels(const Json& root) {
    const Json& labels = root.at("labels");
    if (!check_object(labels, "labels",
                      {"cinematography", "actions", "dialogue", "sound", "music", "finishing", "beat_sound"})) {
        return;
    }
    style_.cinematography_heading = read_text(labels, "labels", "cinematography");
    style_.actions_heading = read_text(labels, "labels", "actions");
    style_.dialogue_heading = read_text(labels, "labels", "dialogue");
    style_.sound_label = read_text(labels, "labels", "sound");
    style_.music_label = read_text(labels, "labels", "music");
    style_.finishing_label = read_text(labels, "labels", "finishing");
    style_.beat_sound_label = read_text(labels, "labels", "beat_sound");
}

void StyleReader::read_words(const Json& root) {
    const Json& words = root.at("words");
    if (!check_object(words, "words", {"wearing", "with", "cut", "cut_to", "shot", "shots"})) {
        return;
    }
    style_.words.wearing = read_text(words, "words", "wearing");
    style_.words.with = read_text(words, "words", "with");
    style_.words.cut = read_text(words, "words", "cut");
    style_.words.cut_to = read_text(words, "words", "cut_to");
    style_.words.shot = read_text(words, "words", "shot");
    style_.words.shots = read_text(words, "words", "shots");
}

void StyleReader::read_cinematography(const Json& root) {
    const std::vector<Json>& list = read_list(root, "", "cinematography");
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string path = item("cinematography", i);
        if (!check_object(list[i], path, {"field", "label"})) {
            return;
        }
        const FieldKind field = read_field(list[i], path, "field");
        if (!is_in_cinematography(field)) {
            fail("key `" + path + ".field`: this field has its place elsewhere");
        } else if (!style_.label_of(field).empty()) {
            fail("key `" + path + ".field` stands there twice");
        }
        style_.cinematography.push_back({field, read_text(list[i], path, "label")});
    }
    for (const FieldKind field : kCinematography) {
        if (style_.label_of(field).empty()) {
            fail("key `cinematography` has no place for `" + std::string(syntax::field_info(field).name) + "`");
        }
    }
}

void StyleReader::read_extension(const Json& root) {
    const Json& extension = root.at("extension");
    if (!check_object(extension, "extension", {"repeats", "describes_speakers"})) {
        return;
    }
    const Json& repeats = extension.at("repeats");
    if (!repeats.is_array()) {
        fail("key `extension.repeats` is not a list");
        return;
    }
    for (std::size_t i = 0; i < repeats.size(); ++i) {
        const std::string path = item("extension.repeats", i);
        const FieldKind field = find_field(repeats[i], path);
        std::vector<FieldKind>& known = style_.extension_repeats;
        if (std::find(known.begin(), known.end(), field) != known.end()) {
            fail("key `" + path + "` stands there twice");
        }
        known.push_back(field);
    }
    const Json& describes = extension.at("describes_speakers");
    if (!describes.is_boolean()) {
        fail("key `extension.describes_speakers` is not true or false");
        return;
    }
    style_.extension_describes_speakers = describes.get<bool>();
}

}  // namespace shot::prompt
