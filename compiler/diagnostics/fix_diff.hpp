// What a fix makes of a line, for showing it: only fixes of a single line have one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/source/source_file.hpp"

namespace shot::diagnostics {

struct FixDiff {
    FileId file;
    std::uint32_t line = 0;          // the first line shown, from 1
    std::vector<std::string> added;  // without line ends
    std::string_view removed;        // shown where nothing is added: the fix takes the line away
    std::size_t changed_begin = 0;   // bytes of the first line shown that are new
    std::size_t changed_end = 0;
};

/// Nothing for a fix of several lines or files, for one that adds many lines, and for edits that overlap.
std::optional<FixDiff> make_fix_diff(const Fix& fix, const Sources& sources);

/// Lines that fixes add get the line ends of the file that they are added to.
void keep_line_ends(std::vector<Diagnostic>& diagnostics, const Sources& sources);

}  // namespace shot::diagnostics
