// The scripts that a command is given: found in folders, written back.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace shot::tool {

/// The paths with each folder replaced by the scripts (`*.shot`) in it and in the folders below, in the order of their
/// names; what begins with a dot is left out. A folder that cannot be read, or holds no script, is told of, and gives nothing back.
std::optional<std::vector<std::string>> find_scripts(const std::vector<std::string>& paths);

/// Writes a script over the one that was there, as write_file() of output_file.hpp does; gives back the exit code, after
/// saying what was wrong.
int write_script(const std::string& path, const std::string& text);

}  // namespace shot::tool
