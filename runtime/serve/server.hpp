// `shot serve`: the animatic engine behind the OpenAI Videos protocol, on loopback. For trying clients for nothing, and for our own
// tests: faults on demand.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "compiler/support/result.hpp"

namespace shot::serve {

/// What goes wrong on purpose: each a share of the requests, from a fixed seed.
struct Faults {
    double drop_before_accept = 0;  // the connection is closed before the job is made
    double drop_after_accept = 0;   // the job is made, its answer is never sent
    std::int64_t slow_accept = 0;   // milliseconds before a job is made, the client still waiting or gone
    double refuse_429 = 0;          // with Retry-After
    double fail_500 = 0;            // before the job is made
    double fail_500_after_accept = 0;
    double fail_job = 0;            // the job ends as `failed`
    double cut_download = 0;        // the connection is closed in the middle of the content
    double clamp_seconds = 0;       // a shorter clip than asked, in silence
    std::uint64_t seed = 1;
};

/// `drop-after-accept:0.1,slow-accept:0.6s,429:0.1`. A failure's reason names what is wrong and what there is.
Result<Faults> parse_faults(std::string_view text);

struct ServeOptions {
    std::string host = "127.0.0.1";
    int port = 8787;          // 0: any that is free
    std::string folder;       // its data: jobs.db, clips
    std::string key;          // what a client must send as bearer; empty: nothing is asked
    int jobs = 1;             // clips drawn at a time
    bool draws_nothing = false;  // for load tests: a clip of one tiny fixed frame in place of each drawing
    Faults faults;
    std::function<void(int port)> on_listening;
    std::function<void(std::string_view line)> on_event;  // a line of the log
    const std::atomic<bool>* is_stopped = nullptr;
};

/// Serves until `is_stopped`; jobs that were waiting or half drawn are taken up again at the next start.
Result<void> serve(const ServeOptions& options);

}  // namespace shot::serve
