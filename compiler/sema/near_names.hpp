// Names of speakers that are misspelt in prose: nobody is shown then, and nothing else would say so.
#pragma once

#include "compiler/diagnostics/sink.hpp"
#include "compiler/sema/module.hpp"

namespace shot::sema {

/// Warns of capitalised words one slip away from a speaker's name, in every prose of the script and its libraries.
void check_near_names(const Script::Data& data, diagnostics::Sink& sink);

}  // namespace shot::sema
