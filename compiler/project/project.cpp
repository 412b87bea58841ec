#include "compiler/project/project.hpp"

#include "compiler/source/paths.hpp"

namespace shot::project {

std::optional<std::string> find_project_file(const FileSystem& files, const std::string& folder) {
    const auto begin = files.canonical(folder.empty() ? "." : folder);
    if (!begin) {
        return std::nullopt;  // neither is there a script
    }
    for (std::string_view at = *begin;; at = parent_path(at)) {
        const std::string path = join_path(at, kProjectFile);
        if (files.info(path).kind != FileInfo::Kind::Missing) {
            const auto current = files.canonical(".");
            return current ? relative_path(path, *current) : path;
        }
        if (parent_path(at) == at || files.info(join_path(at, ".git")).kind != FileInfo::Kind::Missing) {
            return std::nullopt;
        }
    }
}

plan::Options options_for(const Project& project, plan::Options options) {
    options.default_target = project.target;
    options.default_target_span = project.target_span;
    auto& folders = options.load.library_folders;
    folders.insert(folders.end(), project.library_folders.begin(), project.library_folders.end());
    options.levels.insert(options.levels.begin(), project.levels.begin(), project.levels.end());
    options.house_rules = project.house_rules;
    return options;
}

}  // namespace shot::project
