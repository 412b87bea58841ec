#include "runtime/store/statement.hpp"

#include <sqlite3.h>

namespace shot::store {

Statement::Statement(sqlite3* database, std::string_view sql) {
    sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement_, nullptr);
}

Statement::~Statement() { sqlite3_finalize(statement_); }

Statement& Statement::bind(std::string_view text) {
    sqlite3_bind_text64(statement_, ++bound_, text.data() == nullptr ? "" : text.data(), text.size(), SQLITE_TRANSIENT,
                        SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind(std::int64_t number) {
    sqlite3_bind_int64(statement_, ++bound_, number);
    return *this;
}

Statement& Statement::bind(std::optional<std::int64_t> number) {
    if (number) {
        return bind(*number);
    }
    sqlite3_bind_null(statement_, ++bound_);
    return *this;
}

int Statement::step() { return statement_ == nullptr ? SQLITE_ERROR : sqlite3_step(statement_); }

std::string Statement::text() {
    const auto* data = sqlite3_column_text(statement_, ++read_);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, read_));
    return data == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(data), size);
}

std::int64_t Statement::number() { return sqlite3_column_int64(statement_, ++read_); }

std::optional<std::int64_t> Statement::optional_number() {
    const bool is_null = sqlite3_column_type(statement_, read_ + 1) == SQLITE_NULL;
    const std::int64_t value = number();
    return is_null ? std::nullopt : std::optional(value);
}

}  // namespace shot::store
