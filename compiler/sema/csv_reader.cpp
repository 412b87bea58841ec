#include "compiler/sema/csv_reader.hpp"

#include <algorithm>
#include <array>

namespace shot::sema {

void CsvReader::skip_empty_lines() {
    while (!is_at_end()) {
        std::uint32_t end = offset_;
        while (at(end) == ' ' || at(end) == '\t' || at(end) == '\r') {
            ++end;
        }
        // A line of tabs alone is a row of empty cells.
        if (at(end) != '\n' || (separator_ == '\t' && at(offset_) == '\t')) {
            return;
        }
        offset_ = end + 1;
    }
}

CsvCell CsvReader::read_cell() {
    std::uint32_t begin = offset_;
    while (is_blank(at(begin))) {
        ++begin;
    }
    if (at(begin) != '"') {
        return read_plain();
    }
    offset_ = begin;
    return read_quoted();
}

CsvCell CsvReader::read_plain() {
    std::uint32_t begin = offset_;
    while (at(offset_) != separator_ && at(offset_) != '\n') {
        ++offset_;
    }
    std::uint32_t end = offset_;
    while (end > begin && (is_blank(at(end - 1)) || at(end - 1) == '\r')) {
        --end;
    }
    while (begin < end && is_blank(at(begin))) {
        ++begin;
    }
    CsvCell cell{{begin, end}};
    end_cell(cell);
    return cell;
}

CsvCell CsvReader::read_quoted() {
    const std::uint32_t open = offset_;
    CsvCell cell;
    cell.range = {open + 1, open + 1};
    for (std::size_t from = open + 1;;) {
        const std::size_t quote = text_.find('"', from);
        if (quote == std::string_view::npos) {
            cell.range = {open, std::min(static_cast<std::uint32_t>(text_.size()), open + 1)};
            cell.reason = "this quotation mark is not closed";
            cell.is_unclosed = true;
            cell.ends_row = true;
            offset_ = static_cast<std::uint32_t>(text_.size());
            return cell;
        }
        if (quote + 1 < text_.size() && text_[quote + 1] == '"') {
            cell.has_escapes = true;
            from = quote + 2;
            continue;
        }
        cell.range.end = static_cast<std::uint32_t>(quote);
        offset_ = cell.range.end + 1;
        break;
    }
    while (is_blank(at(offset_)) || at(offset_) == '\r') {
        ++offset_;
    }
    end_cell(cell);
    return cell;
}

void CsvReader::end_cell(CsvCell& cell) {
    if (!is_at_end() && at(offset_) == separator_) {
        ++offset_;
        return;
    }
    cell.ends_row = true;
    if (at(offset_) != '\n') {
        const std::size_t end = std::min(text_.find('\n', offset_), text_.size());
        cell.reason = "found text after the closing quotation mark, where the cell ends";
        cell.range = {offset_, static_cast<std::uint32_t>(end)};
        offset_ = cell.range.end;
    }
    offset_ = std::min(offset_ + 1, static_cast<std::uint32_t>(text_.size()));
}

char find_separator(std::string_view text, std::uint32_t offset) {
    constexpr std::array kSeparators = {',', ';', '\t'};
    std::array<std::size_t, kSeparators.size()> counts{};
    bool is_quoted = false;
    for (std::size_t i = offset; i < text.size() && (is_quoted || text[i] != '\n'); ++i) {
        is_quoted = is_quoted != (text[i] == '"');
        const auto* const found = std::find(kSeparators.begin(), kSeparators.end(), text[i]);
        if (!is_quoted && found != kSeparators.end()) {
            ++counts[static_cast<std::size_t>(found - kSeparators.begin())];
        }
    }
    return kSeparators[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

void read_cell_text(std::string_view text, const CsvCell& cell, std::string& out) {
    const std::string_view written = text.substr(cell.range.begin, cell.range.size());
    if (!cell.has_escapes) {
        out = written;
        return;
    }
    out.clear();
    for (std::size_t i = 0; i < written.size(); ++i) {
        out += written[i];
        i += written[i] == '"' ? 1 : 0;  // the second one of the pair
    }
}

}  // namespace shot::sema
