// The program `shot`: finds the command that the first argument names and runs it. Nothing is set up for the others, so
// that a small script is checked in little more than the time of starting a process.
#include <array>
#include <cstdlib>
#include <string_view>

#include <fmt/format.h>

#include "compiler/support/nearest.hpp"
#include "tools/shot/commands.hpp"
#include "tools/command/console.hpp"
#include "tools/shot/hand_over.hpp"

namespace {

using shot::tool::Arguments;

struct Command {
    std::string_view name;
    int (*run)(const Arguments&);
};

constexpr std::array kCommands = {
    Command{"check", shot::tool::run_check},     Command{"compile", shot::tool::run_compile},
    Command{"fix", shot::tool::run_fix},         Command{"fmt", shot::tool::run_fmt},
    Command{"explain", shot::tool::run_explain}, Command{"targets", shot::tool::run_targets},
    Command{"new", shot::tool::run_new},         Command{"version", shot::tool::run_version},
};

constexpr std::string_view kHelp = R"(Examples:
  shot new my-film                              start a film in a folder of its own
  shot check my-film/film.shot                  say what is wrong with it
  shot compile my-film/film.shot -o film.json   turn it into requests for a video API
  shot render my-film/film.shot                 draw it as an animatic, or have a server make it

Usage: shot COMMAND [ARGUMENTS]

Commands:
  check    Check scripts and report what is wrong
  compile  Turn a script into a bundle of requests, or into prompts
  render   Make the clips and the film: on this machine, or on a server
  status   Show the takes of a film, and what they cost
  takes    List takes, or choose the one that is used
  adopt    Settle a take whose answer was lost
  cancel   Stop jobs at their server
  serve    Serve the OpenAI Videos protocol with the animatic engine
  fix      Apply the fixes of what `check` reports
  fmt      Write scripts in their canonical form
  explain  Explain a diagnostic by its code, such as SHOT0301
  targets  List the models that a script can be compiled for
  new      Write a small film to start from
  version  Print the version

`shot COMMAND --help` says more. Exit codes: 0 fine, 1 the script has errors or a shot failed, 2 wrong usage, 3 a file,
the disk or the network failed, 4 a request was sent and its answer lost.
)";

int run_unknown(std::string_view name) {
    if (!name.empty() && name.front() != '-' && name.ends_with(".shot")) {
        shot::tool::write_failure(fmt::format("`{}` is a script; say what to do with it: `shot check {}`", name, name));
        return shot::tool::kWrongUsage;
    }
    std::vector<std::string_view> names;
    for (const Command& command : kCommands) {
        names.push_back(command.name);
    }
    names.insert(names.end(), shot::tool::kRenderCommands.begin(), shot::tool::kRenderCommands.end());
    const auto nearest = shot::find_nearest(name, names);
    shot::tool::write_failure(fmt::format("there is no {} `{}`{}\nSee `shot --help`.",
                                          name.starts_with('-') ? "option" : "command", name,
                                          nearest ? fmt::format("; did you mean `{}`?", *nearest) : std::string()));
    return shot::tool::kWrongUsage;
}

int run(const Arguments& arguments) {
    if (arguments.empty()) {
        shot::tool::write_message(kHelp);
        return shot::tool::kWrongUsage;
    }
    const std::string& name = arguments.front();
    if (name == "--help" || name == "-h" || name == "help") {
        if (name == "help" && arguments.size() > 1) {
            return run({arguments[1], "--help"});
        }
        return shot::tool::write_result(kHelp);
    }
    if (name == "--version" || name == "-V") {
        return shot::tool::run_version({});
    }
    for (const Command& command : kCommands) {
        if (command.name == name) {
            return command.run(Arguments(arguments.begin() + 1, arguments.end()));
        }
    }
    return shot::tool::is_render_command(name) ? shot::tool::hand_over(arguments) : run_unknown(name);
}

}  // namespace

int main(int argc, char** argv) {
    shot::tool::open_standard_descriptors();
    const int code = run(Arguments(argv + (argc > 0 ? 1 : 0), argv + argc));
#ifdef NDEBUG
    std::_Exit(code);  // everything was written to bare descriptors; what runs at exit is for sanitizers and coverage
#else
    return code;
#endif
}
