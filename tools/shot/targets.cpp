// `shot targets`: the models that a script can be compiled for, all in a table or one in full.
#include <fmt/format.h>

#include "compiler/support/nearest.hpp"
#include "compiler/targets/print_targets.hpp"
#include "tools/shot/command_line.hpp"
#include "tools/shot/compile_options.hpp"

namespace shot::tool {
namespace {

/// Leaves the profile of this name alone, or says that there is none.
std::optional<int> select_profile(targets::Profiles& profiles, const std::string& name) {
    std::vector<std::string_view> names;
    for (const auto& profile : profiles) {
        if (profile->name == name) {
            profiles = targets::Profiles{profile};
            return std::nullopt;
        }
        names.emplace_back(profile->name);
    }
    const auto nearest = find_nearest(name, names);
    write_failure(fmt::format("there is no target `{}`{}\n`shot targets` lists them all.", name,
                              nearest ? fmt::format("; did you mean `{}`?", *nearest) : std::string()));
    return kWrongUsage;
}

}  // namespace

int run_targets(const Arguments& arguments) {
    CLI::App app;
    std::string name;
    std::string as_of;
    bool as_json = false;
    set_up_command(app, "targets", "Examples:\n  shot targets\n  shot targets sora-2-pro",
                   "Lists the models that a script can be compiled for; with a name, every limit of one and its source.");
    app.add_option("NAME", name, "A target")->option_text(" ");
    app.add_flag("--json", as_json, "Print a JSON array");
    add_as_of_option(app, as_of);
    if (const auto code = parse_command_line(app, arguments)) {
        return *code;
    }
    Result<targets::Profiles> profiles = targets::find_all_profiles(targets::Catalog());
    if (!profiles) {
        write_failure(profiles.error().message());
        return kWorldFailed;
    }
    if (!name.empty()) {
        if (const auto code = select_profile(*profiles, name)) {
            return *code;
        }
    }
    return write_result(as_json        ? targets::print_targets_json(*profiles, as_of)
                        : name.empty() ? targets::print_targets_table(*profiles, as_of)
                                       : targets::print_target(*profiles->front(), as_of));
}

}  // namespace shot::tool
