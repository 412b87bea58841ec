#include "runtime/serve/faults.hpp"

#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "compiler/support/nearest.hpp"

namespace shot::serve {
namespace {

struct ShareRow {
    std::string_view name;
    Fault fault;
    std::string_view meaning;
};
constexpr std::array kShares{
    ShareRow{"drop-before-accept", Fault::DropBeforeAccept, "the connection is closed, no job is made"},
    ShareRow{"drop-after-accept", Fault::DropAfterAccept, "the job is made, its answer is never sent"},
    ShareRow{"429", Fault::Refuse429, "no job is made; Retry-After says one second"},
    ShareRow{"500", Fault::Fail500, "no job is made"},
    ShareRow{"500-after-accept", Fault::Fail500AfterAccept, "the job is made, and 500 is the answer"},
    ShareRow{"clamp-seconds", Fault::ClampSeconds, "the clip is shorter than asked, in silence"},
    ShareRow{"fail-job", Fault::FailJob, "the job ends as failed"},
    ShareRow{"stuck-job", Fault::StuckJob, "the job stays in progress for ever"},
    ShareRow{"backwards-status", Fault::BackwardsStatus, "the job is told as in progress, then as queued, then as it is"},
    ShareRow{"unknown-status", Fault::UnknownStatus, "the job is first told with a status that no document has"},
    ShareRow{"poll-429", Fault::PollRefuse429, "a request that reads is refused; Retry-After says one second"},
    ShareRow{"poll-500", Fault::PollFail500, "a request that reads fails"},
    ShareRow{"cut-download", Fault::CutDownload, "the connection is closed in the middle of the content"},
    ShareRow{"expired", Fault::ExpiredContent, "the content is gone when it is asked for"},
};
static_assert(kShares.size() == kFaultCount);

struct TimeRow {
    std::string_view name;
    std::int64_t Faults::*time;
    std::string_view meaning;
};
constexpr std::array kTimes{
    TimeRow{"slow-accept", &Faults::slow_accept, "the job is made after this time, the client still waiting or gone"},
    TimeRow{"slow-job", &Faults::slow_job, "each job takes this time beyond its drawing"},
};

constexpr double kMaxSeconds = 3600;

std::optional<double> read_number(std::string_view text) {
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc() && end == text.data() + text.size() && value >= 0 ? std::optional(value) : std::nullopt;
}

/// `0.6s`, `600ms`: milliseconds.
std::optional<std::int64_t> read_time(std::string_view text) {
    double factor = 0;
    for (const auto& [unit, milliseconds] : {std::pair<std::string_view, double>{"ms", 1}, {"s", 1000}}) {
        if (factor == 0 && text.ends_with(unit)) {
            factor = milliseconds;
            text.remove_suffix(unit.size());
        }
    }
    const auto value = read_number(text);
    if (!value || factor == 0 || *value * factor > kMaxSeconds * 1000) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(*value * factor + 0.5);
}

std::string unknown_name(std::string_view name) {
    std::vector<std::string_view> names;
    for (const ShareRow& row : kShares) {
        names.push_back(row.name);
    }
    for (const TimeRow& row : kTimes) {
        names.push_back(row.name);
    }
    const auto nearest = find_nearest(name, names);
    return fmt::format("there is no fault `{}`{}", name,
                       nearest ? fmt::format("; did you mean `{}`?", *nearest)
                               : fmt::format("; there are {}", fmt::join(names, ", ")));
}

/// Empty, or what is wrong.
std::string read_fault(std::string_view item, Faults& faults) {
    const std::size_t colon = item.find(':');
    const std::string_view name = item.substr(0, colon);
    const std::string_view value = colon == std::string_view::npos ? std::string_view() : item.substr(colon + 1);
    for (const ShareRow& row : kShares) {
        if (row.name == name) {
            const auto share = read_number(value);
            if (!share || *share > 1) {
                return fmt::format("`{}` needs a share from 0 to 1, as in `{}:0.1`", name, name);
            }
            faults.share(row.fault) = *share;
            return {};
        }
    }
    for (const TimeRow& row : kTimes) {
        if (row.name == name) {
            const auto time = read_time(value);
            if (!time) {
                return fmt::format("`{}` needs a time of at most an hour, as in `{}:0.6s` or `{}:600ms`", name, name, name);
            }
            faults.*row.time = *time;
            return {};
        }
    }
    return unknown_name(name);
}

}  // namespace

Result<Faults> parse_faults(std::string_view text) {
    Faults faults;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        if (std::string problem = read_fault(text.substr(begin, end - begin), faults); !problem.empty()) {
            return tl::unexpected(Failure{"read faults", std::string(text), std::move(problem)});
        }
        begin = end + 1;
    }
    return faults;
}

std::string list_faults() {
    std::string out;
    for (const ShareRow& row : kShares) {
        out += fmt::format("  {:<26}{}\n", fmt::format("{}:SHARE", row.name), row.meaning);
    }
    for (const TimeRow& row : kTimes) {
        out += fmt::format("  {:<26}{}\n", fmt::format("{}:TIME", row.name), row.meaning);
    }
    return out;
}

FaultDice::FaultDice(const Faults& faults) : faults_(faults) {
    for (std::size_t i = 0; i < kFaultCount; ++i) {
        std::seed_seq seed{static_cast<std::uint32_t>(faults.seed), static_cast<std::uint32_t>(faults.seed >> 32),
                           static_cast<std::uint32_t>(i)};
        streams_[i].seed(seed);
    }
}

bool FaultDice::falls(Fault fault) {
    const double share = faults_.share(fault);
    if (share <= 0) {
        return false;
    }
    const std::lock_guard guard(mutex_);
    constexpr double kUnit = 1.0 / (1ULL << 53);  // not std's distribution, which differs from library to library
    return static_cast<double>(streams_[static_cast<std::size_t>(fault)]() >> 11) * kUnit < share;
}

}  // namespace shot::serve
