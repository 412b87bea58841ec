// The files of a run: what the compiler reads is remembered, so that no output is written over it.
#pragma once

#include <string>
#include <vector>

#include "compiler/source/disk_file_system.hpp"

namespace shot::tool {

/// The disk, with a memory of what was read.
class InputFiles final : public FileSystem {
public:
    [[nodiscard]] FileInfo info(const std::string& path) const override { return disk_.info(path); }
    [[nodiscard]] Result<std::string> canonical(const std::string& path) const override {
        return disk_.canonical(path);
    }
    [[nodiscard]] Result<std::string> read(const std::string& path, std::uint64_t max_bytes) const override;
    [[nodiscard]] Result<std::string> read_range(const std::string& path, std::uint64_t offset,
                                                 std::uint64_t size) const override;

    /// True where the path leads to a file that was read, or to the one that standard input reads (`reads_stdin`):
    /// under whatever name, through symbolic and hard links too.
    [[nodiscard]] bool holds(const std::string& path, bool reads_stdin) const;

private:
    void remember(const std::string& path) const;

    DiskFileSystem disk_;
    mutable std::vector<std::string> read_;  // sorted
};

}  // namespace shot::tool
