// A loaded file and the set of all loaded files. Texts never move, so views into them are good for a whole compilation.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/span.hpp"

namespace shot {

struct Position {
    std::uint32_t line = 1;    // from 1
    std::uint32_t column = 1;  // from 1, in Unicode code points
    std::uint32_t offset = 0;  // from 0, in bytes
};

class SourceFile {
public:
    SourceFile(std::string path, std::string text);

    /// The path as people see it: relative to the project where it can be, with `/`; `<stdin>`, `std/film.shot`.
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] std::string_view slice(Range range) const {
        return std::string_view(text_).substr(range.begin, range.end - range.begin);
    }

    /// Builds the line table on first use. Offsets past the end are read as the end.
    [[nodiscard]] Position position(std::uint32_t offset) const;
    [[nodiscard]] std::uint32_t line_of(std::uint32_t offset) const;  // from 1
    /// The text of a line (from 1) without its line end.
    [[nodiscard]] std::string_view line_text(std::uint32_t line) const;
    [[nodiscard]] std::uint32_t line_begin(std::uint32_t line) const;
    [[nodiscard]] std::uint32_t line_count() const;

private:
    const std::vector<std::uint32_t>& lines() const;

    std::string path_;
    std::string text_;
    mutable std::vector<std::uint32_t> line_begins_;  // a cache, filled on first use
    mutable Position last_;                           // a cache: what position() gave last
};

/// All files of a compilation. Files are only added.
class Sources {
public:
    FileId add(std::string path, std::string text);
    [[nodiscard]] const SourceFile& get(FileId id) const { return files_[id.value]; }
    [[nodiscard]] std::string_view slice(Span span) const { return get(span.file).slice(span.range()); }
    [[nodiscard]] std::size_t size() const { return files_.size(); }

private:
    std::deque<SourceFile> files_;
};

}  // namespace shot
