// A table for `make ... from`: CSV (comma, semicolon or tab, by its first line; RFC 4180 quoting) or JSON (an array of
// flat objects, or `{"rows": [...]}`), read row by row so that a million rows cost an offset each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/sema/json_scanner.hpp"
#include "compiler/source/source_file.hpp"
#include "compiler/support/result.hpp"

namespace shot::sema {

/// Columns of a table; what has more is no table of shots.
inline constexpr std::size_t kMaxTableColumns = 1000;
/// Errors that are told of one table: as many as a sink keeps of a file.
inline constexpr std::size_t kMaxTableErrors = 1000;

/// A cell as text, and where it stands. Numbers and booleans of JSON come as they are written; null and missing keys as
/// empty text. Ready to be used as a value: nothing in it is split or read again.
struct Cell {
    std::string text;
    Range range;
};

/// What is wrong with a table, where in it.
struct TableError {
    std::string reason;
    Range range;
    std::uint32_t row = 0;  // 0: the table as a whole; else from 1, without the header line
};

class Table {
public:
    /// Reads the columns and finds the rows; a ragged CSV row, a nested JSON value, a duplicate or empty column name
    /// and JSON nested deeper than kMaxJsonDepth are errors (each row reported by itself; the other rows stay). A BOM
    /// is accepted. `is_json` by the file's extension.
    static Table parse(const SourceFile& file, bool is_json, std::vector<TableError>& errors);

    [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
    [[nodiscard]] const std::vector<Range>& column_ranges() const { return column_ranges_; }
    [[nodiscard]] std::size_t row_count() const { return rows_.size(); }
    /// The cells of a row (from 0), one for each column; `cells` keeps its memory.
    void read_row(std::size_t row, std::vector<Cell>& cells) const;
    /// Where the row stands, for messages.
    [[nodiscard]] Range row_range(std::size_t row) const { return rows_[row]; }

private:
    friend class CsvTableReader;
    friend class JsonTableReader;

    void read_csv_row(std::size_t row, std::vector<Cell>& cells) const;
    void read_json_row(std::size_t row, std::vector<Cell>& cells) const;
    /// The column of a key of JSON; kept in an order of their own, for rows whose keys stand in another.
    [[nodiscard]] std::size_t find_column(std::string_view name) const;

    std::string_view text_;
    bool is_json_ = false;
    char separator_ = ',';
    std::vector<std::string> columns_;
    std::vector<Range> column_ranges_;
    std::vector<Range> rows_;
    std::vector<std::uint32_t> by_name_;  // JSON: the columns in the order of their names
};

}  // namespace shot::sema
