#include "compiler/sema/table.hpp"

#include <algorithm>
#include <numeric>

#include "compiler/sema/csv_reader.hpp"
#include "compiler/sema/table_readers.hpp"
#include "compiler/source/text_width.hpp"

namespace shot::sema {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// The text goes into prompts, so it has to be text. Gives back whether it is.
bool check_text(std::string_view text, std::vector<TableError>& errors) {
    const auto report = [&](std::size_t offset, const char* reason) {
        const auto begin = static_cast<std::uint32_t>(offset);
        errors.push_back({reason, {begin, begin + 1}, 0});
        return false;
    };
    if (const auto invalid = find_invalid_utf8(text)) {
        return report(*invalid, "it holds a byte that is not UTF-8 text");
    }
    const std::size_t nul = text.find('\0');
    return nul == std::string_view::npos || report(nul, "it holds the character NUL");
}

}  // namespace

Table Table::parse(const SourceFile& file, bool is_json, std::vector<TableError>& errors) {
    Table table;
    table.text_ = file.text();
    table.is_json_ = is_json;
    if (!check_text(table.text_, errors)) {
        return table;
    }
    const std::uint32_t begin =
        table.text_.starts_with(kByteOrderMark) ? static_cast<std::uint32_t>(kByteOrderMark.size()) : 0;
    if (!is_json) {
        CsvTableReader(table, errors).read(begin);
        return table;
    }
    JsonTableReader(table, errors).read(begin);
    table.by_name_.resize(table.columns_.size());
    std::iota(table.by_name_.begin(), table.by_name_.end(), 0U);
    std::sort(table.by_name_.begin(), table.by_name_.end(),
              [&](std::uint32_t a, std::uint32_t b) { return table.columns_[a] < table.columns_[b]; });
    return table;
}

void Table::read_row(std::size_t row, std::vector<Cell>& cells) const {
    cells.resize(columns_.size());
    if (is_json_) {
        read_json_row(row, cells);
    } else {
        read_csv_row(row, cells);
    }
}

void Table::read_csv_row(std::size_t row, std::vector<Cell>& cells) const {
    CsvReader reader(text_.substr(0, rows_[row].end), separator_, rows_[row].begin);
    for (Cell& cell : cells) {
        const CsvCell read = reader.read_cell();
        cell.range = read.range;
        read_cell_text(text_, read, cell.text);
    }
}

void Table::read_json_row(std::size_t row, std::vector<Cell>& cells) const {
    for (Cell& cell : cells) {
        cell.text.clear();
        cell.range = rows_[row];
    }
    JsonScanner scanner(text_, rows_[row].begin);
    scanner.accept('{');
    std::string key_text;
    JsonValue key;
    JsonValue value;
    std::size_t next = 0;  // most rows have the same keys in the same order
    while (scanner.offset() < rows_[row].end && scanner.read_string(key)) {
        read_string_text(text_, key, key_text);
        const std::size_t column = next < columns_.size() && columns_[next] == key_text ? next : find_column(key_text);
        next = column + 1;
        if (!scanner.accept(':') || !scanner.read_value(value)) {
            break;
        }
        Cell& cell = cells[column];
        cell.range = value.range;
        if (value.kind == JsonValue::Kind::String) {
            read_string_text(text_, value, cell.text);
        } else if (value.kind != JsonValue::Kind::Null) {
            cell.text = text_.substr(value.range.begin, value.range.size());
        }
        if (!scanner.accept(',')) {
            break;
        }
    }
}

std::size_t Table::find_column(std::string_view name) const {
    const auto found =
        std::lower_bound(by_name_.begin(), by_name_.end(), name,
                         [&](std::uint32_t column, std::string_view wanted) { return columns_[column] < wanted; });
    return *found;  // parse() has seen every key
}

}  // namespace shot::sema
