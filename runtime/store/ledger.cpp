#include "runtime/store/ledger.hpp"

#include <sqlite3.h>

#include <array>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "compiler/support/assert.hpp"
#include "runtime/store/statement.hpp"

namespace shot::store {
namespace {

constexpr int kVersion = 2;
constexpr int kBusyMilliseconds = 10'000;  // somebody reads the ledger (`shot status`)

struct StateRow {
    State state;
    std::string_view name;
};
constexpr std::array kStates{
    StateRow{State::Planned, "planned"},   StateRow{State::Intent, "intent"},
    StateRow{State::Unknown, "unknown"},   StateRow{State::Accepted, "accepted"},
    StateRow{State::Running, "running"},   StateRow{State::Ready, "ready"},
    StateRow{State::Downloading, "downloading"}, StateRow{State::Done, "done"},
    StateRow{State::Failed, "failed"},     StateRow{State::Expired, "expired"},
    StateRow{State::Cancelled, "cancelled"},
};

constexpr const char* kSchema = R"sql(
CREATE TABLE takes (
    id INTEGER PRIMARY KEY, shot TEXT NOT NULL, number INTEGER NOT NULL, state TEXT NOT NULL, hash TEXT NOT NULL,
    engine TEXT NOT NULL, server TEXT NOT NULL, operation TEXT NOT NULL, path TEXT NOT NULL,
    request TEXT NOT NULL,
    prompt TEXT NOT NULL, size TEXT NOT NULL, milliseconds INTEGER, skip INTEGER NOT NULL, micro_usd INTEGER,
    job TEXT NOT NULL, answer TEXT NOT NULL, address TEXT NOT NULL, intended_at INTEGER NOT NULL, doubted_at INTEGER NOT NULL,
    file TEXT NOT NULL, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL, message TEXT NOT NULL, is_refused INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (shot, number)) STRICT;
CREATE UNIQUE INDEX jobs ON takes (server, job) WHERE job <> '';
CREATE TABLE films (sequence TEXT PRIMARY KEY, hash TEXT NOT NULL) STRICT;
CREATE TABLE choices (shot TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT;
CREATE TABLE uploads (
    server TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, remote TEXT NOT NULL,
    PRIMARY KEY (server, kind, name, sha256)) STRICT;
)sql";

constexpr std::string_view kColumns =
    "id, shot, number, state, hash, engine, server, operation, path, request, prompt, size, milliseconds, skip, micro_usd, "
    "job, answer, address, intended_at, doubted_at, file, bytes, sha256, message, is_refused, updated_at";

std::int64_t now() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

Take read_take(Statement& row) {
    row.begin_row();
    Take take;
    take.id = row.number();
    take.shot = row.text();
    take.number = static_cast<int>(row.number());
    take.state = find_state(row.text()).value_or(State::Unknown);  // a word of a later version: nothing is sent again
    take.hash = row.text();
    take.engine = row.text();
    take.server = row.text();
    take.operation = row.text();
    take.path = row.text();
    take.request = row.text();
    take.prompt = row.text();
    take.size = row.text();
    take.milliseconds = row.optional_number();
    take.skip = row.number();
    take.micro_usd = row.optional_number();
    take.job = row.text();
    take.answer = row.text();
    take.address = row.text();
    take.intended_at = row.number();
    take.doubted_at = row.number();
    take.file = row.text();
    take.bytes = static_cast<std::uint64_t>(row.number());
    take.sha256 = row.text();
    take.message = row.text();
    take.is_refused = row.number() != 0;
    take.updated_at = row.number();
    return take;
}

/// All columns but the id, in the order of kColumns.
void bind_take(Statement& statement, const Take& take) {
    statement.bind(take.shot).bind(std::int64_t{take.number}).bind(state_name(take.state)).bind(take.hash);
    statement.bind(take.engine).bind(take.server).bind(take.operation).bind(take.path).bind(take.request);
    statement.bind(take.prompt).bind(take.size).bind(take.milliseconds).bind(take.skip).bind(take.micro_usd);
    statement.bind(take.job).bind(take.answer).bind(take.address).bind(take.intended_at).bind(take.doubted_at);
    statement.bind(take.file).bind(static_cast<std::int64_t>(take.bytes)).bind(take.sha256).bind(take.message);
    statement.bind(std::int64_t{take.is_refused ? 1 : 0}).bind(take.updated_at);
}

}  // namespace

std::string_view state_name(State state) {
    return kStates[static_cast<std::size_t>(state)].name;
}

std::optional<State> find_state(std::string_view name) {
    for (const StateRow& row : kStates) {
        if (row.name == name) {
            return row.state;
        }
    }
    return std::nullopt;
}

bool is_settled(State state) {
    return state == State::Done || state == State::Failed || state == State::Expired || state == State::Cancelled;
}

struct Ledger::Impl {
    sqlite3* database = nullptr;
    std::string path;
    mutable std::mutex mutex;  // one connection, many workers

    ~Impl() { sqlite3_close(database); }

    [[nodiscard]] tl::unexpected<Failure> failure(std::string attempted) const {
        return tl::unexpected(Failure{std::move(attempted), path, sqlite3_errmsg(database)});
    }
    Result<void> execute(const char* sql) const {
        return sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK ? Result<void>() : failure("write");
    }
    Result<void> finish(Statement& statement) const {
        return statement.step() == SQLITE_DONE ? Result<void>() : failure("write");
    }
    Result<std::int64_t> read_number(std::string_view sql) const {
        Statement statement(database, sql);
        if (statement.step() != SQLITE_ROW) {
            return failure("read");
        }
        statement.begin_row();
        return statement.number();
    }
    Result<std::vector<Take>> read_takes(Statement& statement) const {
        std::vector<Take> takes;
        int code = statement.step();
        for (; code == SQLITE_ROW; code = statement.step()) {
            takes.push_back(read_take(statement));
        }
        return code == SQLITE_DONE ? Result<std::vector<Take>>(std::move(takes)) : failure("read");
    }
    Result<void> set_up(bool reads_only) const;
};

Result<void> Ledger::Impl::set_up(bool reads_only) const {
    sqlite3_busy_timeout(database, kBusyMilliseconds);
    const auto version = read_number("PRAGMA user_version");
    if (!version) {
        return tl::unexpected(version.error());
    }
    if (*version > kVersion) {
        return tl::unexpected(Failure{"open", path, "it was written by a later version of Shot"});
    }
    if (*version > 0 && *version < kVersion) {  // none was released yet
        return tl::unexpected(Failure{"open", path, "it was written by an earlier version of Shot: render into another folder"});
    }
    if (reads_only) {
        return *version == kVersion ? Result<void>() : tl::unexpected(Failure{"open", path, "it is no ledger of Shot's"});
    }
    // EXTRA: the folder is made durable too, when a journal goes: what was promised as written stays written.
    if (auto done = execute("PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON"); !done) {
        return done;
    }
    if (*version == 0) {
        return execute(fmt::format("BEGIN IMMEDIATE; {} PRAGMA user_version = {}; COMMIT", kSchema, kVersion).c_str());
    }
    return {};
}

Result<Ledger> Ledger::open(const std::string& folder, bool reads_only) {
    auto impl = std::make_unique<Impl>();
    impl->path = folder + "/ledger.db";
    const int flags = (reads_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) | SQLITE_OPEN_FULLMUTEX;
    if (sqlite3_open_v2(impl->path.c_str(), &impl->database, flags, nullptr) != SQLITE_OK) {
        return impl->failure("open");
    }
    if (auto done = impl->set_up(reads_only); !done) {
        return tl::unexpected(done.error());
    }
    return Ledger(std::move(impl));
}

Result<Ledger> Ledger::open_in_memory() {
    auto impl = std::make_unique<Impl>();
    impl->path = ":memory:";
    if (sqlite3_open(impl->path.c_str(), &impl->database) != SQLITE_OK) {
        return impl->failure("open");
    }
    auto done = impl->set_up(false);
    return done ? Result<Ledger>(Ledger(std::move(impl))) : tl::unexpected(done.error());
}

Ledger::Ledger(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Result<std::vector<Take>> Ledger::takes() const {
    const std::lock_guard guard(impl_->mutex);
    Statement statement(impl_->database, fmt::format("SELECT {} FROM takes ORDER BY id", kColumns));
    return impl_->read_takes(statement);
}

Result<std::vector<Take>> Ledger::takes_of(std::string_view shot) const {
    const std::lock_guard guard(impl_->mutex);
    Statement statement(impl_->database, fmt::format("SELECT {} FROM takes WHERE shot = ? ORDER BY number", kColumns));
    return impl_->read_takes(statement.bind(shot));
}

Result<void> Ledger::add(Take& take) {
    SHOT_ASSERT(take.id == 0);
    const std::lock_guard guard(impl_->mutex);
    Statement last(impl_->database, "SELECT coalesce(max(number), 0) FROM takes WHERE shot = ?");
    if (last.bind(take.shot).step() != SQLITE_ROW) {
        return impl_->failure("read");
    }
    last.begin_row();
    take.number = static_cast<int>(last.number()) + 1;
    take.updated_at = now();
    Statement statement(impl_->database,
                        fmt::format("INSERT INTO takes ({}) VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                                    "?, ?, ?, ?, ?)",
                                    kColumns));
    bind_take(statement, take);
    if (auto done = impl_->finish(statement); !done) {
        return done;
    }
    take.id = sqlite3_last_insert_rowid(impl_->database);
    return {};
}

Result<void> Ledger::update(Take& take) {
    SHOT_ASSERT(take.id != 0);
    const std::lock_guard guard(impl_->mutex);
    take.updated_at = now();
    Statement statement(
        impl_->database,
        "UPDATE takes SET shot = ?, number = ?, state = ?, hash = ?, engine = ?, server = ?, operation = ?, path = ?, request = ?, "
        "prompt = ?, size = ?, milliseconds = ?, skip = ?, micro_usd = ?, job = ?, answer = ?, address = ?, "
        "intended_at = ?, doubted_at = ?, file = ?, bytes = ?, sha256 = ?, message = ?, is_refused = ?, updated_at = ? "
        "WHERE id = ?");
    bind_take(statement, take);
    statement.bind(take.id);
    return impl_->finish(statement);
}

Result<Ledger::Spent> Ledger::spent() const {
    const std::lock_guard guard(impl_->mutex);
    Statement statement(impl_->database,
                        "SELECT coalesce(sum(micro_usd), 0), coalesce(sum(milliseconds), 0), "
                        "coalesce(sum(micro_usd IS NULL), 0) FROM takes WHERE state <> 'planned' AND is_refused = 0 AND server <> ''");
    if (statement.step() != SQLITE_ROW) {
        return impl_->failure("read");
    }
    statement.begin_row();
    Spent spent;
    spent.micro_usd = statement.number();
    spent.milliseconds = statement.number();
    spent.unpriced = static_cast<int>(statement.number());
    return spent;
}

Result<int> Ledger::chosen(std::string_view shot) const {
    const std::lock_guard guard(impl_->mutex);
    Statement statement(impl_->database, "SELECT number FROM choices WHERE shot = ?");
    const int code = statement.bind(shot).step();
    if (code != SQLITE_ROW) {
        return code == SQLITE_DONE ? Result<int>(0) : impl_->failure("read");
    }
    statement.begin_row();
    return static_cast<int>(statement.number());
}

Result<void> Ledger::choose(std::string_view shot, int number) {
    const std::lock_guard guard(impl_->mutex);
    if (number == 0) {
        Statement statement(impl_->database, "DELETE FROM choices WHERE shot = ?");
        return impl_->finish(statement.bind(shot));
    }
    Statement statement(impl_->database, "INSERT OR REPLACE INTO choices (shot, number) VALUES (?, ?)");
    return impl_->finish(statement.bind(shot).bind(std::int64_t{number}));
}

Result<std::string> Ledger::film(std::string_view sequence) const {
    const std::lock_guard guard(impl_->mutex);
    Statement statement(impl_->database, "SELECT hash FROM films WHERE sequence = ?");
    const int code = statement.bind(sequence).step();
    if (code != SQLITE_ROW) {
        return code == SQLITE_DONE ? Result<std::string>(std::string()) : impl_->failure("read");
    }
    statement.begin_row();
    return statement.text();
}

Result<void> Ledger::put_film(std::string_view sequence, std::string_view hash) {
    const std::lock_guard guard(impl_->mutex);
    Statement statement(impl_->database, "INSERT OR REPLACE INTO films (sequence, hash) VALUES (?, ?)");
    return impl_->finish(statement.bind(sequence).bind(hash));
}

Result<std::optional<std::string>> Ledger::find_upload(const Upload& upload) const {
    const std::lock_guard guard(impl_->mutex);
    Statement statement(impl_->database,
                        "SELECT remote FROM uploads WHERE server = ? AND kind = ? AND name = ? AND sha256 = ?");
    const int code = statement.bind(upload.server).bind(upload.kind).bind(upload.name).bind(upload.sha256).step();
    if (code != SQLITE_ROW) {
        return code == SQLITE_DONE ? Result<std::optional<std::string>>(std::nullopt) : impl_->failure("read");
    }
    statement.begin_row();
    return std::optional(statement.text());
}

Result<void> Ledger::put_upload(const Upload& upload) {
    const std::lock_guard guard(impl_->mutex);
    Statement statement(impl_->database,
                        "INSERT OR REPLACE INTO uploads (server, kind, name, sha256, remote) VALUES (?, ?, ?, ?, ?)");
    statement.bind(upload.server).bind(upload.kind).bind(upload.name).bind(upload.sha256).bind(upload.remote);
    return impl_->finish(statement);
}

Result<void> Ledger::forget_upload(const Upload& upload) {
    const std::lock_guard guard(impl_->mutex);
    Statement statement(impl_->database, "DELETE FROM uploads WHERE server = ? AND kind = ? AND name = ? AND sha256 = ? AND remote = ?");
    statement.bind(upload.server).bind(upload.kind).bind(upload.name).bind(upload.sha256).bind(upload.remote);
    return impl_->finish(statement);
}

}  // namespace shot::store
