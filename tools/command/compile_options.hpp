// The options that `shot check`, `compile` and `fix` share, and how they run the compiler.
#pragma once

#include <string>
#include <vector>

#include "compiler/plan/compile.hpp"
#include "tools/command/command_line.hpp"

namespace shot::tool {

struct CompileOptions {
    CompileOptions() { plan.craft = true; }

    plan::Options plan;
    std::string config;           // the shot.toml that holds for every script; empty: each has its own
    bool ignores_config = false;
    std::string baseline;         // empty: what the project names
    std::vector<std::string> sets;  // NAME=VALUE, before they are taken apart
    bool as_json = false;
    bool as_sarif = false;
    ColourMode colour = ColourMode::Auto;
};

/// `--as-of YYYY-MM-DD`.
void add_as_of_option(CLI::App& app, std::string& as_of);
void add_compile_options(CLI::App& app, CompileOptions& options);

/// What CLI11 cannot see: takes --set apart and checks that they name anything. Nothing: go on. Else the exit code.
std::optional<int> finish_compile_options(const CLI::App& app, CompileOptions& options);

/// `-`, and what a shell makes of it.
bool is_standard_input(std::string_view path);

/// Loads a script from its path or, for `-`, from standard input. What is wrong with it is in the compilation's sink.
sema::Script load_script(const std::string& path, plan::Compilation& compilation);

}  // namespace shot::tool
