// The commands of `shot`: each is one function in one file, takes the arguments after its name and gives the exit code. main() calls
// exactly one of them.
#pragma once

#include "tools/command/command.hpp"

namespace shot::tool {

int run_check(const Arguments& arguments);
int run_compile(const Arguments& arguments);
int run_fix(const Arguments& arguments);
int run_fmt(const Arguments& arguments);
int run_explain(const Arguments& arguments);
int run_targets(const Arguments& arguments);
int run_new(const Arguments& arguments);
int run_version(const Arguments& arguments);

}  // namespace shot::tool
