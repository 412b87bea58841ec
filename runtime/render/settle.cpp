#include "runtime/render/settle.hpp"

#include <algorithm>

namespace shot::render {
namespace {

constexpr std::int64_t kClockMargin = 3;  // seconds: `created_at` is whole, a `Date` too, and an answer takes its time

/// White space is what servers change in a prompt, if anything.
std::string squeeze(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool is_space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!is_space) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    while (out.ends_with(' ')) {
        out.pop_back();
    }
    return out;
}

}  // namespace

std::shared_ptr<std::shared_mutex> PromptGates::gate_of(std::string_view prompt) {
    const std::lock_guard guard(mutex_);
    auto found = gates_.find(prompt);
    if (found == gates_.end()) {
        found = gates_.emplace(std::string(prompt), std::make_shared<std::shared_mutex>()).first;
    }
    return found->second;
}

std::optional<dialects::JobView> find_lost_job(const store::Take& take, const dialects::Api::Listed& listed,
                                               const std::vector<std::string>& claimed, std::int64_t now) {
    constexpr std::int64_t kMilliseconds = 1000;
    const std::int64_t skew = listed.server_now == 0 ? 0 : listed.server_now - now / kMilliseconds;
    const std::int64_t since = take.intended_at / kMilliseconds + skew - kClockMargin;
    const std::string prompt = squeeze(take.prompt);
    const dialects::JobView* best = nullptr;
    bool is_best_size = false;
    for (const dialects::JobView& job : listed.jobs) {
        const bool is_claimed = std::find(claimed.begin(), claimed.end(), job.id) != claimed.end();
        if (is_claimed || (job.created != 0 && job.created < since) || squeeze(job.prompt) != prompt) {
            continue;
        }
        const bool is_size = job.size == take.size;  // takes of one prompt may differ in it
        // The oldest, that takes find theirs in the order in which they were sent.
        if (best == nullptr || is_size || !is_best_size) {
            best = &job;
            is_best_size = is_size;
        }
    }
    return best == nullptr ? std::nullopt : std::optional(*best);
}

bool tells_prompts(const dialects::Api::Listed& listed) {
    return std::all_of(listed.jobs.begin(), listed.jobs.end(), [](const dialects::JobView& job) { return !job.prompt.empty(); });
}

}  // namespace shot::render
