// A file's bytes: all, the first, or some of them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "compiler/support/result.hpp"

namespace shot::serve {

/// Open for reading; may be read from several places.
class OpenFile {
public:
    static Result<std::shared_ptr<OpenFile>> open(const std::string& path);
    explicit OpenFile(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile();

    [[nodiscard]] std::uint64_t size() const { return size_; }
    /// At most `count` bytes from `offset` on; empty at the end, or where it cannot be read.
    [[nodiscard]] std::string read(std::uint64_t offset, std::size_t count) const;

private:
    int descriptor_;
    std::uint64_t size_;
};

/// Enough to tell what kind of file it is; empty where it cannot be read.
std::string read_file_head(const std::string& path);

}  // namespace shot::serve
