// Finds out what became of requests whose answer was lost. A job is ours when it has our prompt, is young enough, and no take of the
// ledger has it; that there is none is proved when the server's list, read after the time within which an accepted job shows up,
// has none. While the list is read, no request with the same prompt is under way, so that nobody adopts another's job.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/dialects/api.hpp"
#include "runtime/store/ledger.hpp"

namespace shot::render {

/// One lock a prompt: submissions of it share, looking for a lost one excludes.
class PromptGates {
public:
    std::shared_ptr<std::shared_mutex> gate_of(std::string_view prompt);

private:
    std::mutex mutex_;
    std::map<std::string, std::shared_ptr<std::shared_mutex>, std::less<>> gates_;
};

/// Jobs that have the prompt of a lost take, are young enough, and are no take's, oldest first.
struct LostJobs {
    std::vector<dialects::JobView> same;   // in size and length, too, as far as the server tells
    std::vector<dialects::JobView> other;  // another request's, or ours, and the server made less than was asked

    /// The job of the take; nothing: it cannot be told. `lost`: how many takes with this prompt look for theirs. More jobs than
    /// that are somebody's with another ledger: to take one for ours would lose one that is paid for.
    [[nodiscard]] std::optional<dialects::JobView> choose(std::size_t lost) const;
    [[nodiscard]] bool is_empty() const { return same.empty() && other.empty(); }
};

/// `listed` is what the server shows, `claimed` the ids that takes have. `intended_at` by our clock, in milliseconds; `now`
/// likewise, when the list was read.
LostJobs find_lost_jobs(const store::Take& take, const dialects::Api::Listed& listed, const std::vector<std::string>& claimed, std::int64_t now);

/// What a person has to choose from.
std::string describe_candidates(const LostJobs& found);

struct Search {
    enum class End : std::uint8_t {
        Found,    // `job` is its id
        Absent,   // no job was made
        Unclear,  // nobody can tell; `why`
        Failed,   // the list could not be read; `why`
    };
    End end = End::Failed;
    std::string job;
    std::string why;
};
/// Reads the server's list for the job of a lost take, after the time within which it would stand there. `now` by our clock, in milliseconds.
Search search_lost_job(const store::Take& take, dialects::Api& api, const store::Ledger& ledger, std::int64_t now);

/// Whether the list can prove anything: servers that do not tell prompts leave our job unrecognisable.
bool tells_prompts(const dialects::Api::Listed& listed);

}  // namespace shot::render
