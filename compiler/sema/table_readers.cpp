#include "compiler/sema/table_readers.hpp"

#include <utility>

namespace shot::sema {

void TableReader::report(std::string reason, Range range, std::uint32_t row) {
    if (errors_.size() < kMaxTableErrors) {
        errors_.push_back({std::move(reason), range, row});
    }
}

std::uint32_t TableReader::find_column(const std::string& name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? kNoColumn : found->second;
}

bool TableReader::add_column(std::string name, Range range) {
    if (columns_.size() == kMaxTableColumns) {
        report("it has more than " + std::to_string(kMaxTableColumns) + " columns", range, 0);
        return false;
    }
    by_name_.emplace(name, static_cast<std::uint32_t>(columns_.size()));
    columns_.push_back(std::move(name));
    ranges_.push_back(range);
    return true;
}

void CsvTableReader::read(std::uint32_t begin) {
    CsvReader blank(table_.text_, ',', begin);
    blank.skip_empty_lines();
    if (blank.is_at_end()) {
        report("it is empty; its first line names the columns", {begin, begin}, 0);
        return;
    }
    table_.separator_ = find_separator(table_.text_, blank.offset());
    CsvReader reader(table_.text_, table_.separator_, blank.offset());
    if (!read_header(reader)) {
        return;
    }
    for (std::uint32_t row = 1;; ++row) {
        reader.skip_empty_lines();
        if (reader.is_at_end() || !read_row(reader, row)) {
            return;
        }
    }
}

bool CsvTableReader::read_header(CsvReader& reader) {
    bool is_good = true;
    for (bool is_last = false; !is_last;) {
        const CsvCell cell = reader.read_cell();
        is_last = cell.ends_row;
        if (cell.reason != nullptr) {
            report(cell.reason, cell.range, 0);
            return false;
        }
        std::string name;
        read_cell_text(table_.text_, cell, name);
        if (name.empty()) {
            report("column " + std::to_string(table_.columns_.size() + 1) + " has no name", cell.range, 0);
            is_good = false;
        } else if (find_column(name) != kNoColumn) {
            report("two columns are called `" + name + "`", cell.range, 0);
            is_good = false;
        }
        if (!add_column(std::move(name), cell.range)) {
            return false;
        }
    }
    return is_good;
}

bool CsvTableReader::read_row(CsvReader& reader, std::uint32_t row) {
    const std::uint32_t begin = reader.offset();
    std::size_t count = 0;
    CsvCell cell;
    do {
        cell = reader.read_cell();
        ++count;
    } while (!cell.ends_row);
    if (cell.reason != nullptr) {
        report(cell.reason, cell.range, row);
        return !cell.is_unclosed;
    }
    // Without the line end: of the last cell, its quotation mark and the white space behind it still count.
    std::uint32_t end = reader.offset();
    const std::string_view text = table_.text_;
    while (end > begin && (text[end - 1] == '\n' || text[end - 1] == '\r') && end > cell.range.end) {
        --end;
    }
    const std::size_t wanted = table_.columns_.size();
    if (count != wanted) {
        report("found " + std::to_string(count) + (count == 1 ? " cell" : " cells") + ", expected " +
                   std::to_string(wanted) + " as in the first line",
               {begin, end}, row);
        return true;
    }
    table_.rows_.push_back({begin, end});
    return true;
}

void JsonTableReader::read(std::uint32_t begin) {
    scanner_ = JsonScanner(table_.text_, begin);
    if (!read_document()) {
        if (!scanner_.reason().empty()) {
            report(scanner_.reason(), scanner_.error_range(), row_);
        }
        return;
    }
    if (!scanner_.is_at_end()) {
        report("found text after its end", {scanner_.offset(), scanner_.offset() + 1}, 0);
    }
}

/// False where reading stopped: by an error of the scanner, or one that was reported.
bool JsonTableReader::read_document() {
    if (scanner_.is_next('[')) {
        return read_rows();
    }
    const std::uint32_t begin = scanner_.offset();
    if (!scanner_.expect('{', "a list of objects, or an object with `rows`")) {
        return false;
    }
    bool has_rows = false;
    JsonValue key;
    JsonValue value;
    for (bool is_more = !scanner_.accept('}'); is_more;) {
        if (!scanner_.read_string(key)) {
            return false;
        }
        read_string_text(table_.text_, key, key_text_);
        const bool is_rows = key_text_ == "rows";
        if (is_rows && has_rows) {
            report("`rows` stands twice", key.range, 0);
            return false;
        }
        has_rows = has_rows || is_rows;
        if (!scanner_.expect(':', "a colon") || !(is_rows ? read_rows() : scanner_.read_value(value))) {
            return false;
        }
        is_more = scanner_.accept(',');
        if (!is_more && !scanner_.expect('}', "a comma or `}`")) {
            return false;
        }
    }
    if (!has_rows) {
        report("it is no list of objects and has no `rows`", {begin, begin + 1}, 0);
    }
    return has_rows;
}

bool JsonTableReader::read_rows() {
    if (!scanner_.expect('[', "a list of objects")) {
        return false;
    }
    for (bool is_more = !scanner_.accept(']'); is_more;) {
        ++row_;
        if (!read_row()) {
            return false;
        }
        is_more = scanner_.accept(',');
        if (!is_more && !scanner_.expect(']', "a comma or `]`")) {
            return false;
        }
    }
    row_ = 0;
    return true;
}

bool JsonTableReader::read_row() {
    if (scanner_.is_next('{')) {
        return read_object();
    }
    JsonValue value;
    if (!scanner_.read_value(value)) {
        return false;
    }
    report("a row is an object: `{\"column\": \"cell\"}`", value.range, row_);
    return true;
}

bool JsonTableReader::read_object() {
    const std::uint32_t begin = scanner_.offset();
    scanner_.accept('{');
    bool is_good = true;
    next_ = 0;
    JsonValue key;
    JsonValue value;
    for (bool is_more = !scanner_.accept('}'); is_more;) {
        if (!scanner_.read_string(key) || !scanner_.expect(':', "a colon") || !scanner_.read_value(value)) {
            return false;
        }
        is_good = check_member(key, value) && is_good;
        is_more = scanner_.accept(',');
        if (!is_more && !scanner_.expect('}', "a comma or `}`")) {
            return false;
        }
    }
    if (is_good) {
        table_.rows_.push_back({begin, scanner_.offset()});
    }
    return true;
}

bool JsonTableReader::check_member(const JsonValue& key, const JsonValue& value) {
    read_string_text(table_.text_, key, key_text_);
    if (key_text_.empty()) {
        report("a key is empty", {key.range.begin - 1, key.range.end + 1}, row_);
        return false;
    }
    if (next_ >= table_.columns_.size() || table_.columns_[next_] != key_text_) {
        next_ = find_column(key_text_);
    }
    if (next_ == kNoColumn) {
        next_ = static_cast<std::uint32_t>(table_.columns_.size());
        if (!add_column(key_text_, key.range)) {
            next_ = 0;
            return false;
        }
        last_rows_.push_back(0);
    }
    const bool is_repeated = std::exchange(last_rows_[next_], row_) == row_;
    ++next_;
    if (is_repeated) {
        report("`" + key_text_ + "` stands twice", key.range, row_);
        return false;
    }
    if (value.kind == JsonValue::Kind::Array || value.kind == JsonValue::Kind::Object) {
        report("`" + key_text_ + "` holds a list or an object; a cell is text, a number, true, false or null",
               value.range, row_);
        return false;
    }
    return true;
}

}  // namespace shot::sema
