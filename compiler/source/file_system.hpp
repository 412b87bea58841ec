// The outside world's files, behind an interface: the disk (disk_file_system.hpp), a map in memory for tests, editors
// and browsers (memory_file_system.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/support/result.hpp"

namespace shot {

struct FileInfo {
    enum class Kind { Missing, File, Directory, Other };
    Kind kind = Kind::Missing;
    std::uint64_t size = 0;  // bytes
};

class FileSystem {
public:
    virtual ~FileSystem() = default;

    [[nodiscard]] virtual FileInfo info(const std::string& path) const = 0;
    /// The absolute path with `.`, `..` and symbolic links resolved: what containment is decided on.
    [[nodiscard]] virtual Result<std::string> canonical(const std::string& path) const = 0;
    /// The whole file; a failure when it is larger than `max_bytes` (never reads more than that), a directory, missing.
    [[nodiscard]] virtual Result<std::string> read(const std::string& path, std::uint64_t max_bytes) const = 0;
    /// Up to `size` bytes from `offset`; fewer at the end of the file. For the headers of media files.
    [[nodiscard]] virtual Result<std::string> read_range(const std::string& path, std::uint64_t offset,
                                                         std::uint64_t size) const = 0;
    /// The names of the files in a folder, sorted; none where it is no folder.
    [[nodiscard]] virtual std::vector<std::string> list(const std::string& folder) const {
        static_cast<void>(folder);
        return {};
    }
};

}  // namespace shot
