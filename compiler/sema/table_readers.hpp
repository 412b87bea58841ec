// How Table::parse finds columns and rows, a class a format. For table.cpp alone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/sema/csv_reader.hpp"
#include "compiler/sema/json_scanner.hpp"
#include "compiler/sema/table.hpp"

namespace shot::sema {

/// What the two have in common: errors, and columns by name.
class TableReader {
protected:
    TableReader(std::vector<std::string>& columns, std::vector<Range>& ranges, std::vector<TableError>& errors)
        : columns_(columns), ranges_(ranges), errors_(errors) {}

    static constexpr std::uint32_t kNoColumn = 0xFFFF'FFFFU;

    void report(std::string reason, Range range, std::uint32_t row);
    [[nodiscard]] std::uint32_t find_column(const std::string& name) const;
    /// False where the table has too many columns (reported).
    bool add_column(std::string name, Range range);

private:
    std::vector<std::string>& columns_;
    std::vector<Range>& ranges_;
    std::vector<TableError>& errors_;
    std::unordered_map<std::string, std::uint32_t> by_name_;
};

class CsvTableReader : TableReader {
public:
    CsvTableReader(Table& table, std::vector<TableError>& errors)
        : TableReader(table.columns_, table.column_ranges_, errors), table_(table) {}
    void read(std::uint32_t begin);

private:
    bool read_header(CsvReader& reader);
    /// False where no row can follow.
    bool read_row(CsvReader& reader, std::uint32_t row);

    Table& table_;
};

class JsonTableReader : TableReader {
public:
    JsonTableReader(Table& table, std::vector<TableError>& errors)
        : TableReader(table.columns_, table.column_ranges_, errors), table_(table), scanner_(table.text_, 0) {}
    void read(std::uint32_t begin);

private:
    bool read_document();
    bool read_rows();
    bool read_row();
    bool read_object();
    /// False where the row cannot stay (reported).
    bool check_member(const JsonValue& key, const JsonValue& value);

    Table& table_;
    JsonScanner scanner_;
    std::uint32_t row_ = 0;                 // from 1; 0 outside the rows
    std::uint32_t next_ = 0;                // the column that is likely to come
    std::vector<std::uint32_t> last_rows_;  // by column: the last row that had it
    std::string key_text_;
};

}  // namespace shot::sema
