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

/// The job of a lost take among those that the server lists; nothing: none of them is. `listed` is what the server shows, `claimed` the ids
/// that takes have. `intended_at` by our clock, in milliseconds; `now` likewise, when the list was read.
std::optional<dialects::JobView> find_lost_job(const store::Take& take, const dialects::Api::Listed& listed,
                                               const std::vector<std::string>& claimed, std::int64_t now);

/// Whether the list can prove anything: servers that do not tell prompts leave our job unrecognisable.
bool tells_prompts(const dialects::Api::Listed& listed);

}  // namespace shot::render
