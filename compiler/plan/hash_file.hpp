// SHA-256 of a file: how a bundle pins what it needs.
#pragma once

#include <cstdint>
#include <string>

#include "compiler/source/file_system.hpp"
#include "compiler/support/result.hpp"

namespace shot::plan {

struct FileHash {
    std::string sha256;
    std::uint64_t bytes = 0;  // that were hashed
};

/// Reads the file a piece at a time: a clip of gigabytes takes a megabyte of memory.
Result<FileHash> hash_file(const FileSystem& files, const std::string& path);

}  // namespace shot::plan
