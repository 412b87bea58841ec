#include "tools/shot/input_files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

namespace shot::tool {

void InputFiles::remember(const std::string& path) const {
    const auto place = std::lower_bound(read_.begin(), read_.end(), path);
    if (place == read_.end() || *place != path) {
        read_.insert(place, path);
    }
}

Result<std::string> InputFiles::read(const std::string& path, std::uint64_t max_bytes) const {
    remember(path);
    return disk_.read(path, max_bytes);
}

Result<std::string> InputFiles::read_range(const std::string& path, std::uint64_t offset, std::uint64_t size) const {
    remember(path);
    return disk_.read_range(path, offset, size);
}

bool InputFiles::holds(const std::string& path, bool reads_stdin) const {
    struct stat output {};
    if (::stat(path.c_str(), &output) != 0 || !S_ISREG(output.st_mode)) {
        return false;
    }
    const auto is_same = [&](const struct stat& input) {
        return input.st_dev == output.st_dev && input.st_ino == output.st_ino;
    };
    struct stat input {};
    if (reads_stdin && ::fstat(STDIN_FILENO, &input) == 0 && is_same(input)) {
        return true;
    }
    return std::any_of(read_.begin(), read_.end(), [&](const std::string& read) {
        return ::stat(read.c_str(), &input) == 0 && is_same(input);
    });
}

}  // namespace shot::tool
