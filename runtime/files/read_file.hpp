// Files that are read as they are: whole, or piece by piece.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "compiler/support/result.hpp"

namespace shot::files {

/// Hands the file on in pieces of up to a mebibyte.
Result<void> read_pieces(const std::string& path, const std::function<void(std::string_view)>& use);

/// The whole file. One that is larger than `max_bytes` is a failure.
Result<std::string> read_file(const std::string& path, std::uint64_t max_bytes);

struct FileSum {
    std::string sha256;
    std::uint64_t bytes = 0;
};
Result<FileSum> sum_file(const std::string& path);

}  // namespace shot::files
