// What has to be done for a bundle, given what the ledger knows: for each request whether it is new, changed, done, on its way, or
// in doubt; what that costs; in which order. Nothing is written here, and nothing sent: `--dry-run` shows it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/result.hpp"
#include "runtime/bundle/bundle.hpp"
#include "runtime/store/ledger.hpp"

namespace shot::render {

/// The name of the engine that draws on this machine; others are called by their dialect.
inline constexpr std::string_view kAnimatic = "animatic";

struct PlanOptions {
    std::string engine{kAnimatic};
    std::string folder;             // of the clips: one that is gone or cut short is fetched or drawn again. Empty: nobody looks
    std::vector<std::string> only;  // shots; empty: all. What they wait for comes along where it is not done
    int takes = 1;                  // wanted of each shot
    bool again = false;             // as many takes more, though the request is unchanged
};

/// Why a shot is, or is not, rendered.
enum class Status : std::uint8_t {
    New,      // nobody asked for it yet
    Changed,  // takes are there, of another request
    Again,    // unchanged, and asked for again, or for more takes
    Resumed,  // a take is on its way
    Doubtful, // a take was sent and its answer is lost
    Done,     // unchanged, with as many takes as are wanted
    Failed,   // unchanged, and the server gave up on it: wants `--again`
    Skipped,  // not asked for
};

[[nodiscard]] std::string_view status_name(Status status);

struct Item {
    const bundle::Request* request = nullptr;
    std::string hash;
    std::string prompt;
    Status status = Status::New;
    std::string why;  // of Changed: `film.shot:31`, or what else differs; of Failed: the server's words
    std::vector<store::Take> open;  // takes to go on with
    int new_takes = 0;
    std::optional<std::int64_t> milliseconds;  // that the request makes; an edit makes its source's clip anew
    std::int64_t clip_milliseconds = 0;        // of the whole clip
    std::vector<std::size_t> waits_for;        // items
    int source_take = 0;                 // the take that it goes on from, where somebody chose one
};

struct Plan {
    std::string engine;
    std::vector<Item> items;  // in the bundle's order: what others wait for need not come first
    int new_takes = 0;
    int open_takes = 0;
    std::optional<std::int64_t> micro_usd = 0;  // of the new takes; nothing: one has no price
    std::int64_t milliseconds = 0;              // of video, of the new takes
};

/// The bundle outlives the plan. A failure: `only` names no shot, or the ledger cannot be read.
Result<Plan> make_plan(const bundle::Bundle& bundle, const store::Ledger& ledger, const PlanOptions& options);

/// The take that stands for a shot: the chosen one, else the newest that is done for this engine and request. Nothing: none yet.
Result<std::optional<store::Take>> find_standing_take(const store::Ledger& ledger, std::string_view shot, std::string_view engine,
                                                      std::string_view hash);

/// The prompt in a request's body: the text that its source map covers.
std::string prompt_of(const bundle::Request& request);

}  // namespace shot::render
