// Reading a command's arguments with CLI11: help that starts with an example, mistakes in one plain line.
#pragma once

#include <optional>

#include <CLI/CLI.hpp>

#include "tools/command/command.hpp"
#include "tools/command/console.hpp"

namespace shot::tool {

/// Reads `arguments` into what `app` is bound to. Nothing: go on. Else the help or the mistake has been written, and this
/// is the exit code.
std::optional<int> parse_command_line(CLI::App& app, const Arguments& arguments);

/// Sets up an app: `shot NAME`, its example, what it does.
void set_up_command(CLI::App& app, std::string_view name, std::string_view examples, std::string_view description);

/// `--color auto|always|never`.
void add_colour_option(CLI::App& app, ColourMode& mode);

/// Writes the one line of a wrong call, and where to read more; gives back the exit code.
int write_wrong_usage(std::string_view command, std::string_view message);

}  // namespace shot::tool
