// Where targets come from: the `targets/` folder beside a script first, then those that are built in. A file is read when
// it is asked for, and no more than that. docs/targets/adding.md walks through a target of one's own.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/file_system.hpp"
#include "compiler/targets/profile.hpp"

namespace shot::targets {

class Catalog {
public:
    /// The built-in targets alone.
    Catalog() = default;
    /// With those of a project: `NAME.json` in `folder`, dialects in `folder/dialects`, prompt styles in
    /// `folder/prompt-styles`. `files` outlives it.
    Catalog(const FileSystem& files, std::string folder) : files_(&files), folder_(std::move(folder)) {}

    /// The profile of `model` or `model@server`, with its dialect and prompt style. A failure where there is none, or where
    /// one of the three files is wrong.
    [[nodiscard]] Result<std::shared_ptr<const Profile>> find(std::string_view name) const;
    /// A profile from a file of any name; what it joins is looked up as ever.
    [[nodiscard]] Result<std::shared_ptr<const Profile>> read(std::string_view json, std::string_view path,
                                                              std::string_view server = {}) const;
    /// Whether there is a profile of the model that `name` names, good or bad, whatever its server.
    [[nodiscard]] bool has(std::string_view name) const;
    /// All models, sorted, without servers.
    [[nodiscard]] std::vector<std::string> names() const;

private:
    struct Text {
        std::string owned;       // of the project; empty: built in
        std::string_view built;  // null data: there is none
        std::string path;
        [[nodiscard]] bool is_found() const { return !owned.empty() || built.data() != nullptr; }
        [[nodiscard]] std::string_view text() const { return owned.empty() ? built : std::string_view(owned); }
    };
    /// `project` and `built_in` are folders: `` and `targets`, `dialects` and `dialects`.
    [[nodiscard]] Result<Text> find_text(std::string_view project, std::string_view built_in,
                                         std::string_view name) const;

    const FileSystem* files_ = nullptr;
    std::string folder_;
};

}  // namespace shot::targets
