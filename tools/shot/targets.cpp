// `shot targets`: the models that a script can be compiled for, all in a table or one in full.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/source/disk_file_system.hpp"
#include "compiler/source/paths.hpp"
#include "compiler/support/nearest.hpp"
#include "compiler/targets/print_targets.hpp"
#include "tools/command/command_line.hpp"
#include "tools/command/compile_options.hpp"

namespace shot::tool {
namespace {

constexpr std::uint64_t kMaxProfileBytes = 1U << 20;  // as the reader takes; a profile is a few thousand

int show_one(const targets::Catalog& catalog, const std::string& name, std::string_view as_of, bool as_json) {
    if (!catalog.has(name)) {
        const std::vector<std::string> names = catalog.names();
        const auto nearest = find_nearest(name, std::vector<std::string_view>(names.begin(), names.end()));
        write_failure(fmt::format("there is no target `{}`{}\n`shot targets` lists them all.", name,
                                  nearest ? fmt::format("; did you mean `{}`?", *nearest) : std::string()));
        return kWrongUsage;
    }
    const auto profile = catalog.find(name);
    if (!profile) {
        write_failure(fmt::format("{}: {}", profile.error().on, profile.error().reason));
        return kScriptHasErrors;
    }
    return write_result(as_json ? targets::print_targets_json({*profile}, as_of)
                                : targets::print_target(**profile, as_of));
}

/// What is wrong with a profile of the user's own, as each of its servers runs it; empty: nothing.
std::string check_profile(const FileSystem& files, const std::string& path, bool& is_read, std::string& summary) {
    const auto text = files.read(path, kMaxProfileBytes);
    is_read = text.has_value();
    if (!text) {
        return text.error().message();
    }
    const targets::Catalog catalog(files, std::string(parent_path(path)));
    auto profile = catalog.read(*text, path);
    std::vector<std::string> servers = profile ? (*profile)->servers : std::vector<std::string>();
    for (std::size_t i = 1; i < servers.size() && profile; ++i) {
        profile = catalog.read(*text, path, servers[i]);
    }
    if (!profile) {
        return fmt::format("{}: {}", profile.error().on, profile.error().reason);
    }
    const std::string name(targets::split_server((*profile)->name).first);
    if (path_stem(path) != name || path_extension(path) != "json") {
        return fmt::format("{}: $.name: the profile is called `{}`, so its file must be `{}.json`", path, name, name);
    }
    summary = fmt::format("{}: fine, `target {}`{}", path, name,
                          servers.empty() ? std::string() : fmt::format(" on {}", fmt::join(servers, ", ")));
    return {};
}

/// `shot targets check FILE...`
int run_check_profiles(const std::vector<std::string>& paths) {
    const DiskFileSystem files;
    int code = kFine;
    for (const std::string& path : paths) {
        bool is_read = false;
        std::string summary;
        const std::string problem = check_profile(files, path, is_read, summary);
        if (problem.empty()) {
            write_message(summary + "\n");
        } else {
            write_failure(problem);
            code = std::max(code, is_read ? int{kScriptHasErrors} : int{kWorldFailed});
        }
    }
    return code;
}

}  // namespace

int run_targets(const Arguments& arguments) {
    CLI::App app;
    std::vector<std::string> names;
    std::string as_of;
    bool as_json = false;
    set_up_command(app, "targets",
                   "Examples:\n  shot targets\n  shot targets sora-2-pro\n  shot targets wan2.2-t2v-a14b@sglang\n"
                   "  shot targets check targets/aurora-1.json",
                   "Lists the models that a script can be compiled for; with a name, every limit of one and its source.\n"
                   "Those of the folder `targets/` here count, too. `check` holds files of your own against the format.");
    app.add_option("NAME", names, "A target; or `check` and the files of profiles")->option_text(" ");
    app.add_flag("--json", as_json, "Print a JSON array");
    add_as_of_option(app, as_of);
    if (const auto code = parse_command_line(app, arguments)) {
        return *code;
    }
    if (!names.empty() && names.front() == "check") {
        names.erase(names.begin());
        return names.empty() ? write_wrong_usage("targets", "`shot targets check` needs the files of profiles")
                             : run_check_profiles(names);
    }
    if (names.size() > 1) {
        return write_wrong_usage("targets", fmt::format("one target at a time, found {}", names.size()));
    }
    const DiskFileSystem files;
    const targets::Catalog catalog(files, "targets");
    if (!names.empty()) {
        return show_one(catalog, names.front(), as_of, as_json);
    }
    targets::Profiles profiles;
    int code = kFine;
    for (const std::string& name : catalog.names()) {
        if (auto profile = catalog.find(name)) {
            profiles.push_back(std::move(*profile));
        } else {
            write_failure(fmt::format("{}: {}", profile.error().on, profile.error().reason));
            code = kScriptHasErrors;
        }
    }
    return std::max(code, write_result(as_json ? targets::print_targets_json(profiles, as_of)
                                               : targets::print_targets_table(profiles, as_of)));
}

}  // namespace shot::tool
