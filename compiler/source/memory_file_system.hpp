// Files in memory: for tests, editors with unsaved text, browsers. Behaves as DiskFileSystem does, symbolic links
// included.
#pragma once

#include <map>
#include <string_view>

#include "compiler/source/file_system.hpp"

namespace shot {

class MemoryFileSystem final : public FileSystem {
public:
    /// Relative paths count from `working_folder`, which is absolute and always there.
    explicit MemoryFileSystem(std::string_view working_folder = "/project");

    /// Adds or replaces a file; the folders above it exist from then on.
    void add(std::string_view path, std::string text);
    /// Adds or replaces a symbolic link; `target` counts from the link's folder and need not exist.
    void add_link(std::string_view path, std::string target);
    /// Forgets a file or a link.
    void remove(std::string_view path);

    [[nodiscard]] FileInfo info(const std::string& path) const override;
    [[nodiscard]] Result<std::string> canonical(const std::string& path) const override;
    [[nodiscard]] Result<std::string> read(const std::string& path, std::uint64_t max_bytes) const override;
    [[nodiscard]] Result<std::string> read_range(const std::string& path, std::uint64_t offset,
                                                 std::uint64_t size) const override;
    [[nodiscard]] std::vector<std::string> list(const std::string& folder) const override;

private:
    [[nodiscard]] std::string absolute(std::string_view path) const;
    [[nodiscard]] bool is_folder(const std::string& path) const;
    [[nodiscard]] const std::string* find_text(const std::string& path, std::string& reason) const;
    /// The path without links; may name nothing. `reason` is set where it cannot be followed.
    [[nodiscard]] std::string resolve(std::string_view path, std::string& reason) const;

    std::string working_folder_;
    std::map<std::string, std::string, std::less<>> files_;  // by absolute normal path
    std::map<std::string, std::string, std::less<>> links_;
};

}  // namespace shot
