// Files that are built into the program: libraries, targets, vocabulary, prompt styles, pages of `shot explain`.
#pragma once

#include <span>
#include <string_view>

namespace shot::stdlib {

struct EmbeddedFile {
    std::string_view path;  // `std/film.shot`, `targets/sora-2.json`, `diagnostics/SHOT0301.md`
    std::string_view text;
};

/// All files, sorted by path.
std::span<const EmbeddedFile> embedded_files();
/// One file, or an empty view with a null data pointer.
std::string_view find_embedded(std::string_view path);

}  // namespace shot::stdlib
