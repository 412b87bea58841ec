// SHA-256 of texts and files, as 64 lower-case hexadecimal digits: how a bundle pins what it was made from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/source/file_system.hpp"
#include "compiler/support/result.hpp"

namespace shot::plan {

std::string sha256_of(std::string_view text);

struct FileHash {
    std::string sha256;
    std::uint64_t bytes = 0;  // that were hashed
};

/// Reads the file a piece at a time: a clip of gigabytes takes a megabyte of memory.
Result<FileHash> sha256_of_file(const FileSystem& files, const std::string& path);

}  // namespace shot::plan
