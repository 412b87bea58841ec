#include "runtime/serve/job_store.hpp"

#include <sqlite3.h>

#include <array>
#include <mutex>
#include <utility>

#include <fmt/format.h>

#include "compiler/support/assert.hpp"
#include "runtime/store/statement.hpp"

namespace shot::serve {
namespace {

using store::Statement;

constexpr int kVersion = 1;
constexpr std::array<std::string_view, 5> kStatusNames{"queued", "in_progress", "completed", "failed", "cancelled"};
constexpr std::array<std::string_view, 4> kOperationNames{"create", "extend", "edit", "remix"};

constexpr const char* kSchema = R"sql(
CREATE TABLE jobs (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, operation TEXT NOT NULL, status TEXT NOT NULL,
    model TEXT NOT NULL, prompt TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, milliseconds INTEGER NOT NULL,
    total INTEGER NOT NULL, extensions INTEGER NOT NULL, source_id TEXT NOT NULL, first_frame TEXT NOT NULL,
    source TEXT NOT NULL, fault TEXT NOT NULL, created_at INTEGER NOT NULL, completed_at INTEGER NOT NULL,
    error_code TEXT NOT NULL, error_message TEXT NOT NULL) STRICT;
CREATE INDEX waiting ON jobs (number) WHERE status IN ('queued', 'in_progress');
CREATE TABLE characters (id TEXT PRIMARY KEY, name TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;
CREATE TABLE files (id TEXT PRIMARY KEY, name TEXT NOT NULL, purpose TEXT NOT NULL, bytes INTEGER NOT NULL,
    created_at INTEGER NOT NULL) STRICT;
)sql";

constexpr std::string_view kColumns =
    "number, id, operation, status, model, prompt, width, height, milliseconds, total, extensions, source_id, first_frame, source, "
    "fault, created_at, completed_at, error_code, error_message";

/// A word of a later version gives the first.
template <class Enum, std::size_t count>
Enum find_word(const std::array<std::string_view, count>& names, std::string_view name) {
    for (std::size_t i = 0; i < count; ++i) {
        if (names[i] == name) {
            return static_cast<Enum>(i);
        }
    }
    return Enum{};
}

Job read_job(Statement& row) {
    row.begin_row();
    Job job;
    job.number = row.number();
    job.id = row.text();
    job.operation = find_word<Operation>(kOperationNames, row.text());
    job.status = find_word<Status>(kStatusNames, row.text());
    job.model = row.text();
    job.prompt = row.text();
    job.width = static_cast<int>(row.number());
    job.height = static_cast<int>(row.number());
    job.milliseconds = row.number();
    job.total = row.number();
    job.extensions = static_cast<int>(row.number());
    job.source_id = row.text();
    job.first_frame = row.text();
    job.source = row.text();
    job.fault = row.text();
    job.created_at = row.number();
    job.completed_at = row.number();
    job.error_code = row.text();
    job.error_message = row.text();
    return job;
}

StoredFile read_stored_file(Statement& row) {
    row.begin_row();
    StoredFile file;
    file.id = row.text();
    file.name = row.text();
    file.purpose = row.text();
    file.bytes = row.number();
    file.created_at = row.number();
    return file;
}

}  // namespace

std::string_view status_name(Status status) { return kStatusNames[static_cast<std::size_t>(status)]; }

struct JobStore::Impl {
    sqlite3* database = nullptr;
    std::string path;
    mutable std::mutex mutex;  // one connection, many threads

    ~Impl() { sqlite3_close(database); }

    [[nodiscard]] tl::unexpected<Failure> failure(std::string attempted) const {
        return tl::unexpected(Failure{std::move(attempted), path, sqlite3_errmsg(database)});
    }
    Result<void> finish(Statement& statement) const {
        return statement.step() == SQLITE_DONE ? Result<void>() : failure("write");
    }
    /// Whether it changed a row.
    Result<bool> finish_change(Statement& statement) const {
        if (auto done = finish(statement); !done) {
            return tl::unexpected(done.error());
        }
        return sqlite3_changes(database) > 0;
    }
    template <class T>
    Result<std::vector<T>> read_all(Statement& statement, T (*read)(Statement&)) const {
        std::vector<T> rows;
        int code = statement.step();
        for (; code == SQLITE_ROW; code = statement.step()) {
            rows.push_back(read(statement));
        }
        return code == SQLITE_DONE ? Result<std::vector<T>>(std::move(rows)) : failure("read");
    }
    template <class T>
    Result<std::optional<T>> read_one(Statement& statement, T (*read)(Statement&)) const {
        auto rows = read_all(statement, read);
        if (!rows) {
            return tl::unexpected(rows.error());
        }
        return rows->empty() ? std::nullopt : std::optional(std::move(rows->front()));
    }
    Result<void> set_up() const;
};

Result<void> JobStore::Impl::set_up() const {
    // A write-ahead log: a job costs one wait for the disk, and SIGKILL at any point leaves what was told.
    if (sqlite3_exec(database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", nullptr, nullptr, nullptr) != SQLITE_OK) {
        return failure("open");
    }
    std::int64_t version = 0;
    {
        Statement statement(database, "PRAGMA user_version");
        if (statement.step() != SQLITE_ROW) {
            return failure("open");
        }
        statement.begin_row();
        version = statement.number();
    }
    if (version > kVersion) {
        return tl::unexpected(Failure{"open", path, "it was written by a later version of Shot"});
    }
    const std::string schema = fmt::format("BEGIN IMMEDIATE; {} PRAGMA user_version = {}; COMMIT", kSchema, kVersion);
    return version != 0 || sqlite3_exec(database, schema.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK ? Result<void>()
                                                                                                         : failure("write");
}

Result<JobStore> JobStore::open(const std::string& folder) {
    auto impl = std::make_unique<Impl>();
    impl->path = folder + "/jobs.db";
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX;
    if (sqlite3_open_v2(impl->path.c_str(), &impl->database, flags, nullptr) != SQLITE_OK) {
        return impl->failure("open");
    }
    if (auto done = impl->set_up(); !done) {
        return tl::unexpected(done.error());
    }
    return JobStore(std::move(impl));
}

JobStore::JobStore(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
JobStore::JobStore(JobStore&&) noexcept = default;
JobStore::~JobStore() = default;

Result<void> JobStore::add(Job& job) {
    SHOT_ASSERT(job.number == 0);
    const std::lock_guard guard(impl_->mutex);
    Statement statement(impl_->database,
                        fmt::format("INSERT INTO jobs ({}) VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", kColumns));
    statement.bind(job.id).bind(kOperationNames[static_cast<std::size_t>(job.operation)]).bind(status_name(job.status));
    statement.bind(job.model).bind(job.prompt).bind(std::int64_t{job.width}).bind(std::int64_t{job.height});
    statement.bind(job.milliseconds).bind(job.total).bind(std::int64_t{job.extensions}).bind(job.source_id);
    statement.bind(job.first_frame).bind(job.source).bind(job.fault).bind(job.created_at).bind(job.completed_at);
    statement.bind(job.error_code).bind(job.error_message);
    if (auto done = impl_->finish(statement); !done) {
        return done;
    }
    job.number = sqlite3_last_insert_rowid(impl_->database);
    return {};
}

Result<bool> JobStore::update(const Job& job) {
    const std::lock_guard guard(impl_->mutex);
    Statement statement(impl_->database,
                        "UPDATE jobs SET status = ?, completed_at = ?, error_code = ?, error_message = ? WHERE id = ? "
                        "AND status IN ('queued', 'in_progress')");
    statement.bind(status_name(job.status)).bind(job.completed_at).bind(job.error_code).bind(job.error_message).bind(job.id);
    return impl_->finish_change(statement);
}

Result<std::optional<Job>> JobStore::find(std::string_view id) const {
    const std::lock_guard guard(impl_->mutex);
    Statement statement(impl_->database, fmt::format("SELECT {} FROM jobs WHERE id = ?", kColumns));
    return impl_->read_one(statement.bind(id), read_job);
}

Result<bool> JobStore::remove(std::string_view id) {
    const std::lock_guard guard(impl_->mutex);
    Statement statement(impl_->database, "DELETE FROM jobs WHERE id = ?");
    return impl_->finish_change(statement.bind(id));
}

Result<std::vector<Job>> JobStore::list(std::int64_t after, std::int64_t limit, bool is_newest_first) const {
    const std::lock_guard guard(impl_->mutex);
    Statement statement(impl_->database,
                        is_newest_first
                            ? fmt::format("SELECT {} FROM jobs WHERE ?1 = 0 OR number < ?1 ORDER BY number DESC LIMIT ?2", kColumns)
                            : fmt::format("SELECT {} FROM jobs WHERE number > ?1 ORDER BY number LIMIT ?2", kColumns));
    return impl_->read_all(statement.bind(after).bind(limit), read_job);
}

Result<std::vector<Job>> JobStore::unfinished() const {
    const std::lock_guard guard(impl_->mutex);
    Statement statement(impl_->database,
                        fmt::format("SELECT {} FROM jobs WHERE status IN ('queued', 'in_progress') ORDER BY number", kColumns));
    return impl_->read_all(statement, read_job);
}

Result<void> JobStore::add(const Character& character) {
    const std::lock_guard guard(impl_->mutex);
    Statement statement(impl_->database, "INSERT INTO characters (id, name, created_at) VALUES (?, ?, ?)");
    return impl_->finish(statement.bind(character.id).bind(character.name).bind(character.created_at));
}

Result<std::optional<Character>> JobStore::find_character(std::string_view id) const {
    const std::lock_guard guard(impl_->mutex);
    Statement statement(impl_->database, "SELECT id, name, created_at FROM characters WHERE id = ?");
    return impl_->read_one<Character>(statement.bind(id), [](Statement& row) {
        row.begin_row();
        Character character;
        character.id = row.text();
        character.name = row.text();
        character.created_at = row.number();
        return character;
    });
}

Result<void> JobStore::add(const StoredFile& file) {
    const std::lock_guard guard(impl_->mutex);
    Statement statement(impl_->database, "INSERT INTO files (id, name, purpose, bytes, created_at) VALUES (?, ?, ?, ?, ?)");
    return impl_->finish(statement.bind(file.id).bind(file.name).bind(file.purpose).bind(file.bytes).bind(file.created_at));
}

Result<std::optional<StoredFile>> JobStore::find_file(std::string_view id) const {
    const std::lock_guard guard(impl_->mutex);
    Statement statement(impl_->database, "SELECT id, name, purpose, bytes, created_at FROM files WHERE id = ?");
    return impl_->read_one(statement.bind(id), read_stored_file);
}

Result<std::vector<StoredFile>> JobStore::files() const {
    const std::lock_guard guard(impl_->mutex);
    Statement statement(impl_->database, "SELECT id, name, purpose, bytes, created_at FROM files ORDER BY created_at, id");
    return impl_->read_all(statement, read_stored_file);
}

Result<bool> JobStore::remove_file(std::string_view id) {
    const std::lock_guard guard(impl_->mutex);
    Statement statement(impl_->database, "DELETE FROM files WHERE id = ?");
    return impl_->finish_change(statement.bind(id));
}

}  // namespace shot::serve
