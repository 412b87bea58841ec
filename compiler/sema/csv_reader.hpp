// CSV cell by cell (RFC 4180, and what spreadsheets write beside it): offsets only, nothing is copied.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/source/span.hpp"

namespace shot::sema {

struct CsvCell {
    Range range;               // without quotation marks, and without the white space round what has none
    bool has_escapes = false;  // `""` stands for `"`
    bool ends_row = false;
    const char* reason = nullptr;  // what is wrong with it
    bool is_unclosed = false;      // its quotation mark closes nowhere: nothing after it can be told apart
};

class CsvReader {
public:
    CsvReader(std::string_view text, char separator, std::uint32_t offset)
        : text_(text), separator_(separator), offset_(offset) {}

    [[nodiscard]] bool is_at_end() const { return offset_ >= text_.size(); }
    [[nodiscard]] std::uint32_t offset() const { return offset_; }
    /// Passes lines of nothing but white space.
    void skip_empty_lines();
    /// The next cell; after a bad one the rest of its line is passed over.
    CsvCell read_cell();

private:
    CsvCell read_plain();
    CsvCell read_quoted();
    /// Passes a separator or a line end, or all of the line where there is something else.
    void end_cell(CsvCell& cell);
    [[nodiscard]] bool is_blank(char c) const { return c == ' ' || (c == '\t' && separator_ != '\t'); }
    [[nodiscard]] char at(std::uint32_t offset) const { return offset < text_.size() ? text_[offset] : '\n'; }

    std::string_view text_;
    char separator_;
    std::uint32_t offset_;
};

/// The one of comma, semicolon and tab that the line at `offset` has most of, quoted text aside.
char find_separator(std::string_view text, std::uint32_t offset);

/// The cell's text in `out`, `""` as `"`.
void read_cell_text(std::string_view text, const CsvCell& cell, std::string& out);

}  // namespace shot::sema
