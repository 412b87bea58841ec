// Reads the sections of a style's shot list.
#include <algorithm>

#include "compiler/prompt/style_reader.hpp"

namespace shot::prompt {

using Json = nlohmann::json;
using sema::FieldKind;

Part StyleReader::read_part(const Json& value, const std::string& path) {
    Part part;
    if (!check_object(value, path, {"part"}, {"label"})) {
        return part;
    }
    const bool has_label = value.contains("label");
    if (value.at("part") == "speakers" || value.at("part") == "beats") {
        part.kind = value.at("part") == "beats" ? Part::Kind::Beats : Part::Kind::Speakers;
        if (has_label) {
            fail("key `" + path + ".label`: this part has its own words");
        }
        return part;
    }
    part.field = read_field(value, path, "part");
    if (!is_said(part.field)) {
        fail("key `" + path + ".part`: this field has its place elsewhere");
    }
    part.label = has_label ? read_text(value, path, "label") : std::string();
    return part;
}

void StyleReader::read_shotlist(const Json& root) {
    if (!root.contains("shotlist")) {
        fail("key `shotlist` is missing");
        return;
    }
    const std::vector<Json>& list = read_list(root, "", "shotlist");
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string path = item("shotlist", i);
        if (!check_object(list[i], path, {"heading", "parts"})) {
            return;
        }
        Section section{read_text(list[i], path, "heading"), {}};
        check_heading(section.heading, path + ".heading");
        const std::vector<Json>& parts = read_list(list[i], path, "parts");
        for (std::size_t j = 0; j < parts.size(); ++j) {
            section.parts.push_back(read_part(parts[j], item(path + ".parts", j)));
        }
        style_.shotlist.push_back(std::move(section));
    }
    check_shotlist_is_whole();
}

/// Braces stand only for the two values that a heading may have.
void StyleReader::check_heading(const std::string& heading, const std::string& path) {
    for (std::size_t at = heading.find_first_of("{}"); at != std::string::npos; at = heading.find_first_of("{}", at)) {
        const std::string_view rest = std::string_view(heading).substr(at);
        const std::string_view name = rest.substr(0, std::min(rest.find('}') + 1, rest.size()));
        if (name != "{shots}" && name != "{seconds}") {
            fail("key `" + path + "`: braces stand only for `{shots}` and `{seconds}`");
            return;
        }
        at += name.size();
    }
}

/// Every part once: one without a place would be lost unseen.
void StyleReader::check_shotlist_is_whole() {
    const auto check = [&](Part::Kind kind, FieldKind field, const std::string& name) {
        std::size_t count = 0;
        for (const Section& section : style_.shotlist) {
            count += static_cast<std::size_t>(
                std::count_if(section.parts.begin(), section.parts.end(), [&](const Part& part) {
                    return part.kind == kind && (kind != Part::Kind::Field || part.field == field);
                }));
        }
        if (count != 1) {
            fail("key `shotlist` " + std::string(count == 0 ? "has no place for `" : "has more than one place for `") +
                 name + "`");
        }
    };
    check(Part::Kind::Speakers, FieldKind::Look, "speakers");
    check(Part::Kind::Beats, FieldKind::Look, "beats");
    for (const syntax::FieldInfo& info : syntax::fields()) {
        if (is_said(info.kind)) {
            check(Part::Kind::Field, info.kind, std::string(info.name));
        }
    }
}

}  // namespace shot::prompt
