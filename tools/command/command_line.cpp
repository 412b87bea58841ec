// CLI11's errors and help in this program's words.
#include "tools/command/command_line.hpp"

#include <map>
#include <string_view>

#include <fmt/format.h>

#include "compiler/support/nearest.hpp"

namespace shot::tool {
namespace {

/// The long and short names that the app knows, with their hyphens.
std::vector<std::string> option_names(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) {
            names.push_back("--" + name);
        }
        for (const std::string& name : option->get_snames()) {
            names.push_back("-" + name);
        }
    }
    return names;
}

std::string unexpected_argument(const CLI::App& app) {
    const std::vector<std::string> extras = app.remaining();
    const std::string extra = extras.empty() ? std::string() : extras.front();
    if (extra.empty() || extra.front() != '-') {
        return fmt::format("the argument `{}` is one too many", extra);
    }
    const std::string name = extra.substr(0, extra.find('='));
    const std::vector<std::string> names = option_names(app);
    const auto nearest = find_nearest(name, {names.begin(), names.end()});
    return nearest ? fmt::format("there is no option `{}`; did you mean `{}`?", name, *nearest)
                   : fmt::format("there is no option `{}`", name);
}

}  // namespace

std::optional<int> parse_command_line(CLI::App& app, const Arguments& arguments) {
    try {
        app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));  // CLI11 takes them from the back
        return std::nullopt;
    } catch (const CLI::CallForHelp&) {
        return write_result(app.help());
    } catch (const CLI::ExtrasError&) {
        return write_wrong_usage(app.get_name(), unexpected_argument(app));
    } catch (const CLI::ArgumentMismatch& error) {
        const std::string_view what = error.what();  // `--target: At Most 1 required but received 2`
        const bool is_repeated = what.find("At Most 1 required") != std::string_view::npos;
        return write_wrong_usage(app.get_name(),
                                 is_repeated ? fmt::format("`{}` is given more than once", what.substr(0, what.find(':')))
                                             : std::string(what));
    } catch (const CLI::ParseError& error) {
        return write_wrong_usage(app.get_name(), error.what());
    }
}

void set_up_command(CLI::App& app, std::string_view name, std::string_view examples, std::string_view description) {
    app.name(fmt::format("shot {}", name));
    app.description(fmt::format("{}\n\n{}\n", examples, description));
    app.get_formatter()->column_width(28);
    app.get_formatter()->label("REQUIRED", "");
    app.set_help_flag("-h,--help", "Print this help");
    app.positionals_at_end(false);
}

void add_colour_option(CLI::App& app, ColourMode& mode) {
    const std::map<std::string, ColourMode> modes = {
        {"auto", ColourMode::Auto}, {"always", ColourMode::Always}, {"never", ColourMode::Never}};
    app.add_option_function<std::string>(
           "--color,--colour", [&mode, modes](const std::string& name) { mode = modes.at(name); },
           "Colours: auto, always or never")
        ->check(CLI::IsMember({"auto", "always", "never"}).description(""))
        ->option_text("WHEN");
}

int write_wrong_usage(std::string_view command, std::string_view message) {
    const std::string name = fmt::format("{}{}", command.starts_with("shot ") ? "" : "shot ", command);
    write_message(fmt::format("{}: {}\nSee `{} --help`.\n", name, message, name));
    return kWrongUsage;
}

}  // namespace shot::tool
