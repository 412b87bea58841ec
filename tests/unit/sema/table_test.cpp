#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "compiler/sema/table.hpp"

namespace {

using shot::sema::Cell;
using shot::sema::Table;
using shot::sema::TableError;

/// A table with what it was read from.
struct Parsed {
    Parsed(std::string text, bool is_json)
        : file(is_json ? "t.json" : "t.csv", std::move(text)), table(Table::parse(file, is_json, errors)) {}

    [[nodiscard]] std::string columns() const {
        std::string out;
        for (std::size_t i = 0; i < table.columns().size(); ++i) {
            CHECK(file.slice(table.column_ranges()[i]) == table.columns()[i]);
            out += (i == 0 ? "" : "|") + table.columns()[i];
        }
        return out;
    }
    [[nodiscard]] std::string row(std::size_t index) const {
        std::vector<Cell> cells(3, Cell{"left over", {}});
        table.read_row(index, cells);
        std::string out;
        for (const Cell& cell : cells) {
            out += (&cell == cells.data() ? "" : "|") + cell.text;
        }
        return out;
    }
    /// `row: reason @ what`.
    [[nodiscard]] std::string error(std::size_t index = 0) const {
        if (index >= errors.size()) {
            return "(none)";
        }
        const TableError& error = errors[index];
        return std::to_string(error.row) + ": " + error.reason + " @ " + std::string(file.slice(error.range));
    }

    shot::SourceFile file;
    std::vector<TableError> errors;
    Table table;
};

Parsed csv(std::string text) {
    return {std::move(text), false};
}
Parsed json(std::string text) {
    return {std::move(text), true};
}

}  // namespace

TEST_CASE("CSV: the first line names the columns, the others are rows") {
    const Parsed parsed = csv("sku,item,price\nA1,red chair,12.50\nB2,,7\n");
    CHECK(parsed.error() == "(none)");
    CHECK(parsed.columns() == "sku|item|price");
    REQUIRE(parsed.table.row_count() == 2);
    CHECK(parsed.row(0) == "A1|red chair|12.50");
    CHECK(parsed.row(1) == "B2||7");
    CHECK(parsed.file.slice(parsed.table.row_range(1)) == "B2,,7");
}

TEST_CASE("CSV: the separator is that of the first line") {
    CHECK(csv("a;b\n1,5;2\n").row(0) == "1,5|2");
    CHECK(csv("a\tb\n1,5\t2;3\n").row(0) == "1,5|2;3");
    CHECK(csv("\"a,b,c\";d\n1;2\n").row(0) == "1|2");
    CHECK(csv("only\nx, y\n").error() == "1: found 2 cells, expected 1 as in the first line @ x, y");
}

TEST_CASE("CSV: quoted cells hold separators, line ends and quotation marks") {
    const Parsed parsed = csv("a,b\n\"x, y\",\"say \"\"no\"\"\"\n\"two\nlines\" , \"\"\n5\" pipe,it's\n");
    CHECK(parsed.error() == "(none)");
    CHECK(parsed.row(0) == "x, y|say \"no\"");
    CHECK(parsed.row(1) == "two\nlines|");
    CHECK(parsed.row(2) == "5\" pipe|it's");
    std::vector<Cell> cells;
    parsed.table.read_row(0, cells);
    CHECK(parsed.file.slice(cells[0].range) == "x, y");
}

TEST_CASE("CSV: a byte-order mark, CRLF, empty lines, white space and a missing last line end are accepted") {
    const Parsed parsed = csv("\xEF\xBB\xBF\r\n a , b \r\n\r\n 1 , \"2\" \r\n   \n3,4");
    CHECK(parsed.error() == "(none)");
    CHECK(parsed.columns() == "a|b");
    REQUIRE(parsed.table.row_count() == 2);
    CHECK(parsed.row(0) == "1|2");
    CHECK(parsed.row(1) == "3|4");
    CHECK(csv("a,b").table.row_count() == 0);
    CHECK(csv("a\tb\n\t\n").row(0) == "|");
}

TEST_CASE("CSV: a bad row is reported, and the others stay") {
    const Parsed parsed = csv("a,b\n1,2\nonly\n1,2,3\n\"x\"y,2\n5,6\n");
    CHECK(parsed.error(0) == "2: found 1 cell, expected 2 as in the first line @ only");
    CHECK(parsed.error(1) == "3: found 3 cells, expected 2 as in the first line @ 1,2,3");
    CHECK(parsed.error(2) == "4: found text after the closing quotation mark, where the cell ends @ y,2");
    CHECK(parsed.errors.size() == 3);
    REQUIRE(parsed.table.row_count() == 2);
    CHECK(parsed.row(1) == "5|6");
}

TEST_CASE("CSV: an open quotation mark is reported where it stands") {
    const Parsed parsed = csv("a,b\n1,2\n3,\"x\n5,6\n");
    CHECK(parsed.error() == "2: this quotation mark is not closed @ \"");
    CHECK(parsed.errors.size() == 1);
    CHECK(parsed.table.row_count() == 1);
}

TEST_CASE("CSV: columns have names of their own") {
    CHECK(csv("a,,c\n").error() == "0: column 2 has no name @ ");
    CHECK(csv("a,b,a\n").error() == "0: two columns are called `a` @ a");
    CHECK(csv("").error() == "0: it is empty; its first line names the columns @ ");
    CHECK(csv("\n \n").error() == "0: it is empty; its first line names the columns @ ");
}

TEST_CASE("tables are text") {
    CHECK(csv("a,b\n1,\xFF\n").errors.at(0).reason == "it holds a byte that is not UTF-8 text");
    CHECK(csv(std::string("a,b\n1,\0\n", 8)).errors.at(0).reason == "it holds the character NUL");
    CHECK(json("[{\"a\":\"\xC3\"}]").errors.at(0).range.begin == 7);
}

TEST_CASE("JSON: a list of objects") {
    const Parsed parsed = json(R"([
        {"sku": "A1", "price": 12.50, "new": true},
        {"price": -1e3, "colour": "a \"red\" \u00e9 \ud83c\udfac \\ \/ \n", "sku": null},
        {}
    ])");
    CHECK(parsed.error() == "(none)");
    CHECK(parsed.columns() == "sku|price|new|colour");
    REQUIRE(parsed.table.row_count() == 3);
    CHECK(parsed.row(0) == "A1|12.50|true|");
    CHECK(parsed.row(1) == "|-1e3||a \"red\" é 🎬 \\ / \n");
    CHECK(parsed.row(2) == "|||");
    std::vector<Cell> cells;
    parsed.table.read_row(0, cells);
    CHECK(parsed.file.slice(cells[0].range) == "A1");
    CHECK(parsed.file.slice(cells[1].range) == "12.50");
    CHECK(parsed.file.slice(cells[3].range) == R"({"sku": "A1", "price": 12.50, "new": true})");
}

TEST_CASE("JSON: an object with rows") {
    const Parsed parsed = json("\xEF\xBB\xBF{\"made\": {\"by\": [1, {}]}, \"rows\": [{\"a\": 1}], \"x\": []}");
    CHECK(parsed.error() == "(none)");
    CHECK(parsed.row(0) == "1");
    CHECK(json("[]").error() == "(none)");
    CHECK(json("[]").table.row_count() == 0);
    CHECK(json("{\"row\": []}").error() == "0: it is no list of objects and has no `rows` @ {");
    CHECK(json("{\"rows\": [], \"rows\": []}").error() == "0: `rows` stands twice @ rows");
    CHECK(json("{\"rows\": 1}").error() == "0: found `1`, expected a list of objects @ 1");
}

TEST_CASE("JSON: a bad row is reported, and the others stay") {
    const Parsed parsed =
        json(R"([{"a": 1}, {"a": [1, 2]}, "text", {"a": 1, "a": 2}, {"": 1}, {"a": {"b": 2}}, {"a": 3}])");
    CHECK(parsed.error(0) ==
          "2: `a` holds a list or an object; a cell is text, a number, true, false or null @ [1, 2]");
    CHECK(parsed.error(1) == "3: a row is an object: `{\"column\": \"cell\"}` @ text");
    CHECK(parsed.error(2) == "4: `a` stands twice @ a");
    CHECK(parsed.error(3) == "5: a key is empty @ \"\"");
    CHECK(parsed.errors.size() == 5);
    REQUIRE(parsed.table.row_count() == 2);
    CHECK(parsed.row(1) == "3");
}

TEST_CASE("JSON: mistakes of its syntax are told where they stand") {
    CHECK(json("").error() == "0: found the end of the file, expected a list of objects, or an object with `rows` @ ");
    CHECK(json("hello").error() == "0: found `h`, expected a list of objects, or an object with `rows` @ h");
    CHECK(json("[{\"a\": 1} {\"a\": 2}]").error() == "1: found `{`, expected a comma or `]` @ {");
    CHECK(json("[{\"a\": 1}, {\"a\": }]").error() == "2: found `}`, expected a value @ }");
    CHECK(json("[{\"a\" 1}]").error() == "1: found `1`, expected a colon @ 1");
    CHECK(json("[{\"a\": 1,}]").error() == "1: found `}`, expected a text in quotation marks @ }");
    CHECK(json("[{\"a\": \"x]").error() == "1: this quotation mark is not closed @ \"");
    CHECK(json("[{\"a\": \"x\ny\"}]").error() ==
          "1: a text in JSON cannot hold a line end, a tab or another control character @ \n");
    CHECK(json("[{\"a\": \"\\x\"}]").error() == "1: this escape is none of JSON's @ \\x");
    CHECK(json("[{\"a\": \"\\u12\"}]").error() == "1: `\\u` has four hexadecimal digits @ \\u");
    CHECK(json("[{\"a\": \"\\ud83c\"}]").error() == "1: this is half of a surrogate pair @ \\ud83c");
    CHECK(json("[{\"a\": \"\\u0000\"}]").error() == "1: a cell cannot hold the character NUL @ \\u0000");
    CHECK(json("[{\"a\": 01}]").error() == "1: a number in JSON does not begin with `0`; write it as text @ 01");
    CHECK(json("[{\"a\": 1.}]").error() == "1: found `}`, expected a digit @ }");
    CHECK(json("[{\"a\": [1 2]}]").error() == "1: found `2`, expected a comma or `]` @ 2");
    CHECK(json("[{\"a\": [}]").error() == "1: found `}`, expected a value @ }");
    CHECK(json("[{\"a\": 1").error() == "1: found the end of the file, expected a comma or `}` @ ");
    CHECK(json("[] x").error() == "0: found text after its end @ x");
}

TEST_CASE("JSON: nesting has a limit, and any depth is survived") {
    CHECK(json("[{\"a\": " + std::string(64, '[') + std::string(64, ']') + "}]")
              .errors.at(0)
              .reason.starts_with("`a` holds a list"));
    CHECK(json("[{\"a\": " + std::string(65, '[') + std::string(65, ']') + "}]").error() ==
          "1: nested deeper than 64 levels @ [");
    CHECK(json("[{\"a\": " + std::string(1'000'000, '[')).error() == "1: nested deeper than 64 levels @ [");
}

TEST_CASE("tables have a limit of columns and of errors") {
    std::string header = "c0";
    std::string object = "[{\"c0\":0";
    for (int i = 1; i < 1'001; ++i) {
        header += ",c" + std::to_string(i);
        object += ",\"c" + std::to_string(i) + "\":0";
    }
    CHECK(csv(header + "\n").error() == "0: it has more than 1000 columns @ c1000");
    CHECK(json(object + "}]").error() == "0: it has more than 1000 columns @ c1000");
    std::string rows = "a,b\n";
    for (int i = 0; i < 5'000; ++i) {
        rows += "x\n";
    }
    CHECK(csv(rows).errors.size() == 1'000);
}
