// Which shots a script compiles: those that stand in it, and those that `make` makes; and its sequences and targets.
#pragma once

#include "compiler/diagnostics/sink.hpp"
#include "compiler/sema/module.hpp"

namespace shot::sema {

/// Fills Data::shots, made, tables, targets, sequences from the script's own file, and gives every compiled shot's name
/// its ShotId. Reports tables that cannot be read, names that come twice, sequences that name no shot.
void list_shots(Script::Data& data, diagnostics::Sink& sink);

}  // namespace shot::sema
