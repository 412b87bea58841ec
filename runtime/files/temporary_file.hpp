// A file that appears whole or not at all, and stays through a power cut: written beside its place under a temporary name, made
// durable, renamed, its folder made durable.
#pragma once

#include <string>
#include <string_view>

#include "compiler/support/result.hpp"

namespace shot::files {

/// Taken away again unless it was committed. Its name is `.shot-…` with the ending of its place, which tools like ffmpeg go by.
class TemporaryFile {
public:
    /// Opens a new one beside `place`, for reading and writing; others may not write it.
    static Result<TemporaryFile> create(const std::string& place);

    TemporaryFile(TemporaryFile&& other) noexcept;
    TemporaryFile& operator=(TemporaryFile&&) = delete;
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile();

    [[nodiscard]] int descriptor() const { return descriptor_; }
    [[nodiscard]] const std::string& path() const { return path_; }

    /// Writes all of it, from where the file stands.
    Result<void> write(std::string_view bytes);
    /// Makes it durable and puts it in its place, over what was there. Whoever wrote it by its name (another process) must be done.
    Result<void> commit();

private:
    TemporaryFile(std::string place, std::string path, int descriptor);

    std::string place_;
    std::string path_;  // empty: committed, or moved away
    int descriptor_ = -1;
};

/// Takes away what a killed process left under temporary names in the folder. The caller sees to it that nobody is at work there.
void remove_leftovers(const std::string& folder);

/// Makes a folder and those above it, as far as they are missing.
Result<void> make_folders(const std::string& path);

/// Makes what was renamed into or removed from a folder durable.
Result<void> sync_folder(const std::string& path);

}  // namespace shot::files
