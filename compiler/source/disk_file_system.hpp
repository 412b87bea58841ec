// The files of this machine (POSIX). Opens for reading only, and only regular files: a pipe or a device named by a
// script could hang the compiler or never end.
#pragma once

#include "compiler/source/file_system.hpp"

namespace shot {

class DiskFileSystem final : public FileSystem {
public:
    [[nodiscard]] FileInfo info(const std::string& path) const override;
    [[nodiscard]] Result<std::string> canonical(const std::string& path) const override;
    [[nodiscard]] Result<std::string> read(const std::string& path, std::uint64_t max_bytes) const override;
    [[nodiscard]] Result<std::string> read_range(const std::string& path, std::uint64_t offset,
                                                 std::uint64_t size) const override;
    [[nodiscard]] std::vector<std::string> list(const std::string& folder) const override;
};

}  // namespace shot
