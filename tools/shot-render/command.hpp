// The commands of the program, as tools/shot/command.hpp has those of `shot`: each is one function in one file.
#pragma once

#include "tools/shot/command.hpp"

namespace shot::tool {

int run_serve(const Arguments& arguments);

}  // namespace shot::tool
