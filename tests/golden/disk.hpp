// Files of the repository for the golden tests: whole reads and writes, sorted listings.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace shot::tests {

/// Nothing where there is no such file.
std::optional<std::string> read_file(const std::string& path);
/// False where it could not be written whole.
bool write_file(const std::string& path, const std::string& text);
void remove_file(const std::string& path);

/// Regular files below `folder`, as paths relative to it with `/`, sorted; all levels, or the folder's own alone.
std::vector<std::string> list_files(const std::string& folder, bool all_levels = true);
std::vector<std::string> list_folders(const std::string& folder);

}  // namespace shot::tests
