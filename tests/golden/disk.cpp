#include "tests/golden/disk.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace shot::tests {

namespace stdfs = std::filesystem;

std::optional<std::string> read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file || !stdfs::is_regular_file(path)) {
        return std::nullopt;
    }
    return std::string(std::istreambuf_iterator<char>(file), {});
}

bool write_file(const std::string& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    return !file.fail();
}

void remove_file(const std::string& path) {
    std::error_code ignored;
    stdfs::remove(path, ignored);
}

std::vector<std::string> list_files(const std::string& folder, bool all_levels) {
    std::vector<std::string> found;
    std::error_code error;
    for (stdfs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        if (entry->is_directory() && (!all_levels || entry->path().filename() == "node_modules")) {
            entry.disable_recursion_pending();
        } else if (entry->is_regular_file()) {
            found.push_back(stdfs::relative(entry->path(), folder).generic_string());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<std::string> list_folders(const std::string& folder) {
    std::vector<std::string> found;
    std::error_code error;
    for (stdfs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        if (entry->is_directory()) {
            found.push_back(entry->path().filename().string());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace shot::tests
