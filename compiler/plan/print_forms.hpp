// `shot compile --print=FORM`: each stage's result as stable text. The golden files are made of the same.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/plan/compile.hpp"

namespace shot::plan {

enum class PrintForm { Ast, Script, Diagnostics, Prompt, Bundle };

/// `ast`, `script`, `diagnostics`, `prompt`, `bundle`.
std::optional<PrintForm> find_print_form(std::string_view name);

/// The tree of the script's own file; empty where it could not be read.
std::string print_ast(const sema::Script& script, const Sources& sources);
/// What is declared and made.
std::string print_script(const sema::Script& script);
/// A line each, with labels, notes and fixes below.
std::string print_diagnostics(const std::vector<diagnostics::Diagnostic>& found, const Sources& sources);

}  // namespace shot::plan
