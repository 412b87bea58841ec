#include "compiler/targets/catalog.hpp"

#include <algorithm>

#include "compiler/source/paths.hpp"
#include "compiler/targets/dialect.hpp"
#include "compiler/targets/json_reader.hpp"
#include "stdlib/embedded.hpp"

namespace shot::targets {
namespace {

constexpr std::string_view kFolder = "targets/";
constexpr std::string_view kExtension = ".json";

/// A name becomes part of a path: it holds nothing that leads elsewhere.
bool is_file_name(std::string_view name) {
    return !name.empty() && name.front() != '.' && name.find_first_of("/\\") == std::string_view::npos;
}

std::string_view stem_of(std::string_view file) { return file.substr(0, file.size() - kExtension.size()); }

}  // namespace

Result<Catalog::Text> Catalog::find_text(std::string_view project, std::string_view built_in,
                                         std::string_view name) const {
    Text text;
    if (!is_file_name(name)) {
        return text;
    }
    const std::string file = std::string(name).append(kExtension);
    if (files_ != nullptr) {
        text.path = join_path(project.empty() ? folder_ : join_path(folder_, project), file);
        if (files_->info(text.path).kind == FileInfo::Kind::File) {
            auto read = files_->read(text.path, kMaxDataBytes);
            if (!read) {
                return tl::unexpected(read.error());
            }
            text.owned = read->empty() ? " " : std::move(*read);
            return text;
        }
    }
    text.path = std::string(built_in) + "/" + file;
    text.built = stdlib::find_embedded(text.path);
    return text;
}

Result<std::shared_ptr<const Profile>> Catalog::find(std::string_view name) const {
    const auto [model, server] = split_server(name);
    const auto text = find_text("", "targets", model);
    if (!text) {
        return tl::unexpected(text.error());
    }
    if (!text->is_found()) {
        return tl::unexpected(Failure{"find the target", std::string(name), "there is no profile of this name"});
    }
    auto profile = read(text->text(), text->path, server);
    if (profile && split_server((*profile)->name).first != model) {
        return tl::unexpected(Failure{"read", text->path,
                                      "$.name: the profile is called `" + (*profile)->name + "`, and its file `" +
                                          std::string(model) + ".json`"});
    }
    return profile;
}

Result<std::shared_ptr<const Profile>> Catalog::read(std::string_view json, std::string_view path,
                                                     std::string_view server) const {
    auto parsed = parse_profile(json, path, server);
    if (!parsed) {
        return tl::unexpected(parsed.error());
    }
    auto profile = std::make_shared<Profile>(std::move(*parsed));
    const auto dialect_text = find_text("dialects", "dialects", profile->dialect_name);
    if (!dialect_text) {
        return tl::unexpected(dialect_text.error());
    }
    if (!dialect_text->is_found()) {
        return tl::unexpected(Failure{"find the dialect", profile->dialect_name, "there is none of this name"});
    }
    auto dialect = parse_dialect(dialect_text->text(), dialect_text->path);
    if (!dialect) {
        return tl::unexpected(dialect.error());
    }
    for (const DialectOperation& one : dialect->create) {
        if ((one.holds & (bit_of(Placeholder::Prompt) | bit_of(Placeholder::Parts))) == 0) {
            return tl::unexpected(
                Failure{"read", dialect_text->path, "$.operations.create: has no place for `$prompt`"});
        }
    }
    const auto style_text = find_text("prompt-styles", "prompt-styles", profile->prompt_style_name);
    if (!style_text) {
        return tl::unexpected(style_text.error());
    }
    if (!style_text->is_found()) {
        return tl::unexpected(
            Failure{"find the prompt style", profile->prompt_style_name, "there is none of this name"});
    }
    auto style = prompt::parse_prompt_style(style_text->text(), style_text->path);
    if (!style) {
        return tl::unexpected(style.error());
    }
    profile->dialect = std::make_shared<const Dialect>(std::move(*dialect));
    profile->style = std::make_shared<const prompt::PromptStyle>(std::move(*style));
    return profile;
}

bool Catalog::has(std::string_view name) const {
    const auto text = find_text("", "targets", split_server(name).first);
    return !text || text->is_found();
}

std::vector<std::string> Catalog::names() const {
    std::vector<std::string> names;
    for (const stdlib::EmbeddedFile& file : stdlib::embedded_files()) {
        if (file.path.starts_with(kFolder) && file.path.ends_with(kExtension)) {
            names.emplace_back(stem_of(file.path.substr(kFolder.size())));
        }
    }
    if (files_ != nullptr) {
        for (const std::string& file : files_->list(folder_)) {
            if (file.ends_with(kExtension)) {
                names.emplace_back(stem_of(file));
            }
        }
    }
    std::sort(names.begin(), names.end());  // by path, `sora-2-pro.json` stood before `sora-2.json`
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

}  // namespace shot::targets
