// Where something was written. Offsets are bytes; lines and columns are computed when a diagnostic is printed.
#pragma once

#include <cstdint>

#include "compiler/support/ids.hpp"

namespace shot {

/// Bytes [begin, end) of one file that is known from the context.
struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
    [[nodiscard]] constexpr bool is_empty() const { return begin == end; }
    constexpr auto operator<=>(const Range&) const = default;
};

/// Bytes [begin, end) of a file. An invalid file stands for no place in any file (the command line).
struct Span {
    FileId file;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] constexpr Range range() const { return {begin, end}; }
    constexpr auto operator<=>(const Span&) const = default;
};

constexpr Span make_span(FileId file, Range range) { return {file, range.begin, range.end}; }

}  // namespace shot
