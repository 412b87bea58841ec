#include "runtime/render/settle.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

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

/// An extension's seconds may be those of the whole clip. What the server does not tell is no difference.
bool is_same_request(const store::Take& take, const dialects::JobView& job) {
    const bool is_size = job.size.empty() || take.size.empty() || job.size == take.size;
    double seconds = 0;
    const auto read = std::from_chars(job.seconds.data(), job.seconds.data() + job.seconds.size(), seconds);
    if (job.seconds.empty() || read.ec != std::errc() || !take.milliseconds) {
        return is_size;
    }
    const std::int64_t told = std::llround(seconds * 1000);
    return is_size && (told == *take.milliseconds || told == *take.milliseconds + take.skip);
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

std::optional<dialects::JobView> LostJobs::choose(std::size_t lost) const {
    return !same.empty() && same.size() <= lost ? std::optional(same.front()) : std::nullopt;
}

LostJobs find_lost_jobs(const store::Take& take, const dialects::Api::Listed& listed, const std::vector<std::string>& claimed, std::int64_t now) {
    constexpr std::int64_t kMilliseconds = 1000;
    const std::int64_t skew = listed.server_now == 0 ? 0 : listed.server_now - now / kMilliseconds;
    const std::int64_t since = take.intended_at / kMilliseconds + skew - kClockMargin;
    const std::string prompt = squeeze(take.prompt);
    LostJobs found;
    for (const dialects::JobView& job : listed.jobs) {
        const bool is_claimed = std::find(claimed.begin(), claimed.end(), job.id) != claimed.end();
        if (is_claimed || (job.created != 0 && job.created < since) || squeeze(job.prompt) != prompt) {
            continue;
        }
        (is_same_request(take, job) ? found.same : found.other).push_back(job);
    }
    // Servers list the newest first; takes find theirs in the order in which they were sent.
    for (auto* jobs : {&found.same, &found.other}) {
        std::reverse(jobs->begin(), jobs->end());
        std::stable_sort(jobs->begin(), jobs->end(), [](const auto& one, const auto& two) { return one.created < two.created; });
    }
    return found;
}

std::string describe_candidates(const LostJobs& found) {
    constexpr std::size_t kMost = 5;
    std::string names;
    std::size_t count = 0;
    for (const auto* jobs : {&found.same, &found.other}) {
        for (const dialects::JobView& job : *jobs) {
            names += ++count <= kMost ? fmt::format("{}{}", names.empty() ? "" : ", ", job.id) : "";
        }
    }
    names += count > kMost ? ", ..." : "";
    return found.same.empty() ? fmt::format("the server has a job with its prompt, and of another size or length: {}", names)
                              : fmt::format("the server has {} jobs with its prompt that this ledger does not know: {}", count, names);
}

bool tells_prompts(const dialects::Api::Listed& listed) {
    return std::all_of(listed.jobs.begin(), listed.jobs.end(), [](const dialects::JobView& job) { return !job.prompt.empty(); });
}

Search search_lost_job(const store::Take& take, dialects::Api& api, const store::Ledger& ledger, std::int64_t now) {
    using End = Search::End;
    constexpr std::int64_t kDay = 86'400;  // the clocks may differ by hours; the list is read to there
    const auto listed = api.list(take.intended_at / 1000 - kDay);
    if (!listed) {
        return {End::Failed, {}, listed.error().message()};
    }
    if (listed->is_missing) {
        return {End::Unclear, {}, "the server has no list of jobs, so its job cannot be known again"};
    }
    const auto takes = ledger.takes();
    if (!takes) {
        return {End::Failed, {}, takes.error().message()};
    }
    std::vector<std::string> claimed;
    std::size_t lost = 0;
    for (const store::Take& other : *takes) {
        if (other.server != api.base_url()) {
            continue;
        }
        const bool is_open = other.state == store::State::Unknown || other.state == store::State::Intent;
        lost += is_open && other.job.empty() && other.prompt == take.prompt ? 1 : 0;
        if (!other.job.empty()) {
            claimed.push_back(other.job);
        }
    }
    const LostJobs found = find_lost_jobs(take, *listed, claimed, now);
    if (const auto job = found.choose(lost)) {
        return {End::Found, job->id, {}};
    }
    if (!found.is_empty()) {
        return {End::Unclear, {}, describe_candidates(found)};
    }
    return tells_prompts(*listed) ? Search{End::Absent, {}, {}}
                                  : Search{End::Unclear, {}, "the server's list does not tell prompts, so its job cannot be known again"};
}

}  // namespace shot::render
