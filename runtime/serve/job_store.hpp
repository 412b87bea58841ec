// What the server knows of its videos, characters and files: SQLite, in its folder, durable before a client is told. The clips
// themselves are files beside it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/result.hpp"
#include "runtime/serve/order.hpp"

namespace shot::serve {

enum class Status : std::uint8_t { Queued, InProgress, Completed, Failed, Cancelled };
[[nodiscard]] std::string_view status_name(Status status);

/// A video, finished or not. Times are seconds since 1970.
struct Job {
    std::int64_t number = 0;  // in the order in which they were made; 0: not in the store yet
    std::string id;           // `video_…`
    Operation operation = Operation::Create;
    Status status = Status::Queued;
    std::string model;
    std::string prompt;
    int width = 0;
    int height = 0;
    std::int64_t milliseconds = 0;  // of what is drawn: the clip, an extension's new part
    std::int64_t total = 0;         // of the whole clip
    int extensions = 0;             // how many it has behind it
    std::string source_id;          // the video that it extends, edits or remixes
    std::string first_frame;        // names of files in the folder `inputs`; empty: none
    std::string source;
    std::string fault;              // what is to go wrong with it
    std::int64_t created_at = 0;
    std::int64_t completed_at = 0;
    std::string error_code;
    std::string error_message;
};

struct Character {
    std::string id;
    std::string name;
    std::int64_t created_at = 0;
};

struct StoredFile {
    std::string id;
    std::string name;
    std::string purpose;
    std::int64_t bytes = 0;
    std::int64_t created_at = 0;
};

/// May be used from several threads. What was written is durable when the call returns.
class JobStore {
public:
    /// Opens or creates `jobs.db` in the folder.
    static Result<JobStore> open(const std::string& folder);
    JobStore(JobStore&&) noexcept;
    ~JobStore();

    /// Sets its number.
    Result<void> add(Job& job);
    /// Status, times and error of a job that is not settled. False: somebody has deleted or cancelled it.
    Result<bool> update(const Job& job);
    Result<std::optional<Job>> find(std::string_view id) const;
    /// False: it was not there.
    Result<bool> remove(std::string_view id);
    /// Up to `limit` of them beyond the one with the number `after` (0: from the end that the order begins with).
    Result<std::vector<Job>> list(std::int64_t after, std::int64_t limit, bool is_newest_first) const;
    /// What is queued or in progress, oldest first.
    Result<std::vector<Job>> unfinished() const;

    Result<void> add(const Character& character);
    Result<std::optional<Character>> find_character(std::string_view id) const;
    Result<void> add(const StoredFile& file);
    Result<std::optional<StoredFile>> find_file(std::string_view id) const;
    Result<std::vector<StoredFile>> files() const;
    Result<bool> remove_file(std::string_view id);

private:
    struct Impl;
    explicit JobStore(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace shot::serve
