// Carries out a plan: on this machine (the animatic), or on servers that take money.
//
// Whatever happens (a lost answer, a kill, a full disk), no request is sent twice unless it is proved that the first made no job: the
// ledger knows of each intent before the first byte goes out.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/support/result.hpp"
#include "runtime/dialects/api.hpp"
#include "runtime/render/events.hpp"
#include "runtime/render/plan.hpp"

namespace shot::render {

struct Endpoint {
    dialects::Server server;
    int jobs = 0;        // at once; 0: what the dialect says
    int per_minute = 0;  // requests; 0: what the dialect says
};

struct RenderOptions {
    std::string folder;  // of the ledger and the clips
    std::string root;    // the script's: where paths of assets count from
    int jobs = 0;        // clips drawn at once; 0: by the machine
    std::optional<std::int64_t> max_micro_usd;     // of all that this folder's ledger ever spent
    std::optional<std::int64_t> max_milliseconds;  // of video, likewise
    std::optional<std::chrono::milliseconds> settle;  // in place of the dialect's
    const std::atomic<bool>* is_stopped = nullptr;  // nothing new is begun, what is being written is finished
};

/// How it ended. Counts are of takes.
struct Outcome {
    int done = 0;
    int failed = 0;
    int open = 0;      // on their way at a server: another run picks them up
    int doubtful = 0;  // sent, the answer is lost, and the server has no list to look in
    int left = 0;      // not begun: the budget, a failure before them, or a stop
    bool is_stopped = false;
    std::string world_failure;  // the disk, the network: why it ended early; empty: it did not
    std::string over_budget;    // what the budget did not allow
};

/// Draws all that the plan wants on this machine.
Outcome render_animatic(const bundle::Bundle& bundle, const Plan& plan, store::Ledger& ledger, const RenderOptions& options, Events& events);

/// Sends, follows and fetches. The plan's engine is the dialect's name.
Outcome render_remotely(const bundle::Bundle& bundle, const Plan& plan, store::Ledger& ledger, const dialects::Dialect& dialect,
                        const std::vector<Endpoint>& endpoints, const RenderOptions& options, Events& events);

/// The name of a take's clip in the folder: of the shot's id alone, whatever its letters.
std::string clip_name(std::string_view shot, int take);


}  // namespace shot::render
