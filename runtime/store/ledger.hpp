// The ledger of a film: every take that was ever asked for, what became of it, and what it cost. SQLite, in the film's folder.
//
// What is written here is durable before the next step is taken: the intent to submit before the first byte goes out, the server's
// id of a job before it is polled, the file's place before the take is done. So whatever happens to this process, the ledger
// and the server's own list tell what is paid for. One process writes at a time (lock.hpp); others read.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/result.hpp"

namespace shot::store {

/// Where a take stands. Nothing is submitted in Planned; from Accepted on the server has it; what lies between is uncertain.
enum class State : std::uint8_t {
    Planned,      // decided, nothing sent
    Intent,       // about to be sent, or sent: whoever finds this after a crash must ask the server
    Unknown,      // sent, and the answer is lost
    Accepted,     // the server gave it an id
    Running,      // the server works on it
    Ready,        // the clip can be fetched
    Downloading,  // it is being fetched
    Done,         // its file is whole and in its place
    Failed,       // the server gave up on it, or refused it
    Expired,      // it was made, and can be fetched no more
    Cancelled,    // by the user
};

[[nodiscard]] std::string_view state_name(State state);
[[nodiscard]] std::optional<State> find_state(std::string_view name);
/// Whether nothing more will happen to it by itself.
[[nodiscard]] bool is_settled(State state);

/// One attempt at a shot. Times are milliseconds since 1970, by this machine's clock.
struct Take {
    std::int64_t id = 0;  // 0: not in the ledger yet
    std::string shot;
    int number = 0;  // from 1, counted by shot; never used again
    State state = State::Planned;
    std::string hash;       // of all that decides the result: what makes a request `unchanged`
    std::string engine;     // `animatic`, or the dialect
    std::string server;     // base address; empty for the animatic
    std::string operation;  // `create`, `extend`, `edit`
    std::string path;       // where it is submitted, as the bundle has it: jobs of some servers are asked for below it
    std::string request;    // the body as the bundle has it
    std::string prompt;     // for finding the job in the server's list
    std::string size;       // asked: `1280x720`; empty: not known
    std::optional<std::int64_t> milliseconds;  // of the clip or of an extension's new part; none for an edit
    std::int64_t skip = 0;  // milliseconds of the source that an extension's clip begins with
    std::optional<std::int64_t> micro_usd;  // estimated price
    std::string job;        // the server's id
    std::string answer;     // the server's, where it has the clip in it: until that is a file
    std::string address;    // of the clip at the server, for requests that name it so
    std::int64_t intended_at = 0;  // when the request began to be sent
    std::int64_t doubted_at = 0;   // when it became Unknown
    std::string file;       // name in the film's folder, once Done
    std::uint64_t bytes = 0;
    std::string sha256;
    std::string message;    // why it failed; what the server changed in silence
    bool is_refused = false;  // Failed before a job was made: nothing was spent
    std::int64_t updated_at = 0;
};

/// A file that a server already has.
struct Upload {
    std::string server;
    std::string kind;  // `character`, `image`, `video`
    std::string name;  // of a character
    std::string sha256;
    std::string remote;  // the server's id
};

class Ledger {
public:
    /// Opens or creates `ledger.db` in the folder. `reads_only`: it must exist, and nothing is written.
    static Result<Ledger> open(const std::string& folder, bool reads_only = false);
    /// An empty one that nobody keeps: for plans of what was never rendered.
    static Result<Ledger> open_in_memory();
    Ledger(Ledger&&) noexcept;
    ~Ledger();

    /// All takes, in the order in which they were made.
    Result<std::vector<Take>> takes() const;
    Result<std::vector<Take>> takes_of(std::string_view shot) const;
    /// Adds a take under the next number of its shot; sets its id and number.
    Result<void> add(Take& take);
    /// Durable when it returns.
    Result<void> update(Take& take);
    /// Takes that may have cost money, summed; `unpriced`: how many of them have no price.
    struct Spent {
        std::int64_t micro_usd = 0;
        std::int64_t milliseconds = 0;
        int unpriced = 0;
    };
    Result<Spent> spent() const;

    /// The take that somebody chose for a shot; 0: none.
    Result<int> chosen(std::string_view shot) const;
    /// 0 takes the choice back.
    Result<void> choose(std::string_view shot, int number);

    /// The hash of the takes that a joined film is of; empty: there is none.
    Result<std::string> film(std::string_view sequence) const;
    Result<void> put_film(std::string_view sequence, std::string_view hash);

    Result<std::optional<std::string>> find_upload(const Upload& upload) const;
    Result<void> put_upload(const Upload& upload);
    /// Unless it was uploaded anew meanwhile.
    Result<void> forget_upload(const Upload& upload);

private:
    struct Impl;
    explicit Ledger(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace shot::store
