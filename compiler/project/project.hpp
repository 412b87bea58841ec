// `shot.toml`: what a project says once for all its scripts. Found from a script's folder upwards, read before the script
// is. docs/language/project.md is its description for people.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/plan/compile.hpp"

namespace shot::project {

inline constexpr std::string_view kProjectFile = "shot.toml";
/// Bytes of a shot.toml, which is written by hand.
inline constexpr std::uint64_t kMaxProjectBytes = 1ULL << 20U;

/// Paths count from the folder that the program runs in, as those of the command line do.
struct Project {
    std::string path;  // of the file, as messages name it; empty: there is none
    std::string target;  // of scripts without a `target` line; empty: none
    Span target_span;
    std::vector<std::string> library_folders;             // that are there
    plan::LintLevels levels;                              // `all` first, then `craft`, then lints by name
    std::shared_ptr<const lint::HouseRules> house_rules;  // null: none
    std::string baseline;                                 // empty: none
    Span baseline_span;
    bool is_broken = false;  // it could not be read, or is no TOML: nothing is known of what it wants
};

/// The nearest shot.toml in `folder` (empty: the current one) or above it, as a path from the current folder. The search
/// ends at the root of a repository (a folder with `.git`) or of the file system.
std::optional<std::string> find_project_file(const FileSystem& files, const std::string& folder);

/// Reads a shot.toml and adds it to the sources. What is wrong with it is in the sink, and left out.
Project read_project(const std::string& path, const FileSystem& files, Sources& sources, diagnostics::Sink& sink);

/// The options for a script of the project: those of the command line come last, and hold.
plan::Options options_for(const Project& project, plan::Options command_line);

}  // namespace shot::project
