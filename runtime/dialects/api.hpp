// A server and its dialect, as the renderer sees them: submit, ask, list, fetch, stop. Every call says what it knows of the job
// afterwards, and never guesses: what may or may not have reached the server is Unknown.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/result.hpp"
#include "runtime/dialects/dialect.hpp"
#include "runtime/http/client.hpp"

namespace shot::dialects {

/// Where requests go.
struct Server {
    std::string base_url;  // `http://127.0.0.1:8787`
    std::map<std::string, std::string, std::less<>> settings;  // `project`, `location`: what paths ask for
    std::string key;       // of whoever pays; empty: none is sent
    bool allows_plain_http = false;  // to another machine
    const std::atomic<bool>* is_cancelled = nullptr;
};

/// A job as the server shows it.
struct JobView {
    std::string id;
    Phase phase = Phase::Running;
    std::string word;     // the server's own, for people
    int progress = -1;    // percent; -1: not said
    std::string message;  // why it failed
    std::string size;
    std::string seconds;
    std::int64_t created = 0;  // seconds since 1970; 0: not said
    std::string prompt;        // in a list
    std::string url;           // of the clip
    bool has_data = false;     // the answer has the clip itself
};

/// What came of a call that makes or changes something.
struct Submitted {
    enum class Outcome : std::uint8_t {
        Accepted,  // `job` is the server's
        Refused,   // nothing was made: the server said so, and why
        Busy,      // nothing was made: the server said to come back in `wait`
        NotSent,   // nothing was made: no byte of the request was written
        Unknown,   // it may have been made
    };
    Outcome outcome = Outcome::Unknown;
    JobView job;
    std::string answer;  // of Accepted: the body, which may have the clip in it
    std::string message;
    int status = 0;
    bool is_final = false;  // of NotSent: we refuse to send it, now and later
    std::chrono::milliseconds wait{0};
};

/// A file for a form field or a body, as the plan binds it.
struct FileValue {
    std::string path;
    std::string name;  // as the server is told: `door.png`
    std::string mime;
};

/// The body of one request with everything in it known.
struct ReadyRequest {
    std::string method;
    std::string path;
    std::string body;                                   // compact JSON; `${…}` are bound
    std::vector<std::pair<std::string, FileValue>> files;  // of a form: `"${files.0}"` stands in the body for the first
};

class Api {
public:
    /// A failure: the address or a setting that the paths ask for is missing or no good.
    static Result<Api> make(const Dialect& dialect, const Server& server);
    Api(Api&&) noexcept;
    ~Api();

    Submitted submit(const ReadyRequest& request);
    Submitted upload(const UploadCall& call, const FileValue& file, std::string_view name);

    /// A failure is the network's, or an answer that makes no sense; `is_gone`: the server does not know the job.
    struct Asked {
        std::optional<JobView> job;
        bool is_gone = false;
        std::string answer;
        std::string message;
        std::chrono::milliseconds wait{0};  // what the server asks for before the next question
    };
    Asked ask(std::string_view job, std::string_view submitted_path);
    Asked cancel(std::string_view job, std::string_view submitted_path);

    /// Jobs of the server's, newest first, no older than `since` (seconds since 1970, by its clock), all pages. `server_now`: by its clock.
    struct Listed {
        std::vector<JobView> jobs;
        std::int64_t server_now = 0;  // 0: not said
        bool is_missing = false;      // the server has no such list
    };
    Result<Listed> list(std::int64_t since);

    /// Writes the clip into an open, empty file. `answer`: the last that showed the job, for clips that stand in it. 404 and 410 mean
    /// that it is gone (`is_gone`).
    struct Fetched {
        bool is_whole = false;
        bool is_gone = false;
        bool is_refused = false;  // by us: where the clip is said to be, we do not go
        std::string message;
        std::string content_type;
        std::chrono::milliseconds wait{0};
    };
    Fetched fetch(const JobView& job, std::string_view answer, std::string_view submitted_path, int descriptor);

    [[nodiscard]] const Dialect& dialect() const;
    [[nodiscard]] const std::string& base_url() const;

private:
    struct Impl;
    explicit Api(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// Reads a job out of an answer.
JobView read_job(const Jobs& jobs, std::string_view answer);

/// Fills `{settings.NAME}` and `${settings.NAME}`; a failure names what is missing.
Result<std::string> fill_settings(std::string_view text, const std::map<std::string, std::string, std::less<>>& settings);

}  // namespace shot::dialects
