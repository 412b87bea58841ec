// What goes wrong on purpose, for tests of clients: each fault in a share of the cases, decided by a seed.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <random>
#include <string>
#include <string_view>

#include "compiler/support/result.hpp"

namespace shot::serve {

enum class Fault : std::uint8_t {
    // Of requests that make a job:
    DropBeforeAccept,  // the connection is closed, no job is made
    DropAfterAccept,   // the job is made, its answer is never sent
    Refuse429,         // with Retry-After, no job is made
    Fail500,           // no job is made
    Fail500AfterAccept,
    ClampSeconds,      // a shorter clip than asked, in silence
    // Of jobs:
    FailJob,
    StuckJob,          // stays in progress for ever
    BackwardsStatus,   // is told as in progress, then as queued, then as it is
    UnknownStatus,     // is first told with a status that no document has
    // Of requests that read:
    PollRefuse429,
    PollFail500,
    CutDownload,       // the connection is closed in the middle of the content
    ExpiredContent,    // the clip is gone
};
inline constexpr std::size_t kFaultCount = static_cast<std::size_t>(Fault::ExpiredContent) + 1;

struct Faults {
    std::array<double, kFaultCount> shares{};  // 0 to 1, by Fault
    std::int64_t slow_accept = 0;  // milliseconds before a job is made, the client still waiting or gone
    std::int64_t slow_job = 0;     // milliseconds that each job takes beyond its drawing
    std::uint64_t seed = 1;

    double& share(Fault fault) { return shares[static_cast<std::size_t>(fault)]; }
    [[nodiscard]] double share(Fault fault) const { return shares[static_cast<std::size_t>(fault)]; }
};

/// `drop-after-accept:0.1,slow-accept:0.6s,429:0.1`. A failure's reason names what is wrong and what there is.
Result<Faults> parse_faults(std::string_view text);

/// A line a fault, its name and what it does: for help.
std::string list_faults();

/// Decides. The n-th decision on a fault depends on the seed and on nothing else.
class FaultDice {
public:
    explicit FaultDice(const Faults& faults);
    bool falls(Fault fault);

private:
    Faults faults_;
    std::mutex mutex_;
    std::array<std::mt19937_64, kFaultCount> streams_;
};

}  // namespace shot::serve
