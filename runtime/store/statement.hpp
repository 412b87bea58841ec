// One SQL statement of SQLite's: prepared, its parameters bound in order, its rows read in order.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace shot::store {

/// What is wrong with it is known by the code of step(); sqlite3_errmsg() has the words.
class Statement {
public:
    Statement(sqlite3* database, std::string_view sql);
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    Statement& bind(std::string_view text);
    Statement& bind(std::int64_t number);
    /// NULL where there is none.
    Statement& bind(std::optional<std::int64_t> number);

    /// SQLITE_ROW, SQLITE_DONE, or an error.
    int step();

    /// Before the first column of each row.
    void begin_row() { read_ = -1; }
    std::string text();
    std::int64_t number();
    std::optional<std::int64_t> optional_number();

private:
    sqlite3_stmt* statement_ = nullptr;
    int bound_ = 0;
    int read_ = -1;
};

}  // namespace shot::store
