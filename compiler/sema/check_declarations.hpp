// What can be wrong with a declaration by itself, used or not: names in it, its attributes, parameters, circles.
#pragma once

#include "compiler/diagnostics/sink.hpp"
#include "compiler/sema/module.hpp"

namespace shot::sema {

/// Checks every declaration of every module. Shots that are compiled are checked when they are resolved; here only
/// their `on` blocks (all of them, not just the target's) and templates with open parameters.
void check_declarations(const Script::Data& data, diagnostics::Sink& sink);

/// Reports circles of styles, of constants, palettes and sound beds, and of clips. True where there is one.
bool check_cycles(const Script::Data& data, diagnostics::Sink& sink);

}  // namespace shot::sema
