// What a command is to its program: it takes the arguments after its name and gives the exit code.
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

}  // namespace shot::tool
