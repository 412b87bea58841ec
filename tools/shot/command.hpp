// The commands of the program: each is one function in one file, takes the arguments after its name and gives the exit
// code. main() calls exactly one of them.
#pragma once

#include <string>
#include <vector>

namespace shot::tool {

using Arguments = std::vector<std::string>;

/// What the program ends with.
enum ExitCode : int {
    kFine = 0,
    kScriptHasErrors = 1,
    kWrongUsage = 2,
    kWorldFailed = 3,      // a file, the disk, the network
    kBrokenPipe = 128 + 13  // nobody reads the output any more: what the shell shows for SIGPIPE
};

int run_check(const Arguments& arguments);
int run_compile(const Arguments& arguments);
int run_fix(const Arguments& arguments);
int run_fmt(const Arguments& arguments);
int run_explain(const Arguments& arguments);
int run_targets(const Arguments& arguments);
int run_new(const Arguments& arguments);
int run_version(const Arguments& arguments);

}  // namespace shot::tool
