// Why a file cannot be read, in the same words whatever file system says so.
#pragma once

#include <cstdint>
#include <string>

namespace shot {

inline constexpr const char* kNoSuchFile = "no such file";
inline constexpr const char* kIsDirectory = "is a directory";
inline constexpr const char* kNotRegular = "is a pipe or a device, not a regular file";
inline constexpr const char* kLinkCircle = "its symbolic links go round in a circle";

/// `larger than 8 MiB`; in the largest unit that says it exactly.
std::string too_large_reason(std::uint64_t max_bytes);

}  // namespace shot
