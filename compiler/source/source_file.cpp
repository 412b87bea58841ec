#include "compiler/source/source_file.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "compiler/source/text_width.hpp"

namespace shot {

SourceFile::SourceFile(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {}

const std::vector<std::uint32_t>& SourceFile::lines() const {
    if (!line_begins_.empty()) {
        return line_begins_;
    }
    // A byte-order mark belongs to no line: columns count from what stands after it, and no excerpt shows it.
    line_begins_.push_back(text_.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    const char* const begin = text_.data();
    const char* const end = begin + text_.size();
    for (const char* at = begin; at != end;) {
        const void* found = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
        if (found == nullptr) {
            break;
        }
        at = static_cast<const char*>(found) + 1;
        line_begins_.push_back(static_cast<std::uint32_t>(at - begin));
    }
    return line_begins_;
}

std::uint32_t SourceFile::line_of(std::uint32_t offset) const {
    const auto& begins = lines();
    const auto after = std::upper_bound(begins.begin(), begins.end(), offset);
    return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(after - begins.begin()));
}

Position SourceFile::position(std::uint32_t offset) const {
    const auto end = static_cast<std::uint32_t>(text_.size());
    const std::uint32_t at = std::max(std::min(offset, end), lines().front());
    const std::uint32_t line = line_of(at);
    const std::uint32_t begin = line_begin(line);
    // Diagnostics come in order, so on a long line the next place is counted from the last one.
    const std::uint32_t from = last_.line == line && last_.offset <= at && last_.offset >= begin ? last_.offset : begin;
    const std::uint32_t columns_before = from == begin ? 1 : last_.column;
    const std::string_view between = std::string_view(text_).substr(from, at - from);
    last_ = {line, columns_before + static_cast<std::uint32_t>(count_code_points(between)), at};
    return last_;
}

std::string_view SourceFile::line_text(std::uint32_t line) const {
    const std::uint32_t begin = line_begin(line);
    const std::uint32_t next = line_begin(line + 1);
    std::string_view text = std::string_view(text_).substr(begin, next - begin);
    if (text.ends_with('\n')) {
        text.remove_suffix(text.ends_with("\r\n") ? 2 : 1);
    }
    return text;
}

std::uint32_t SourceFile::line_begin(std::uint32_t line) const {
    const auto& begins = lines();
    return line <= begins.size() ? begins[line - 1] : static_cast<std::uint32_t>(text_.size());
}

std::uint32_t SourceFile::line_count() const {
    return static_cast<std::uint32_t>(lines().size());
}

FileId Sources::add(std::string path, std::string text) {
    files_.emplace_back(std::move(path), std::move(text));
    return FileId{files_.size() - 1};
}

}  // namespace shot
