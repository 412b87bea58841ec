// What all workers of a render share, and how one of them ends it for all.
#pragma once

#include <algorithm>
#include <chrono>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "runtime/render/queue.hpp"
#include "runtime/render/render.hpp"
#include "runtime/render/settle.hpp"

namespace shot::render {

/// One a render; its workers share it.
struct Desk {
    const bundle::Bundle& bundle;
    const Plan& plan;
    store::Ledger& ledger;
    const dialects::Dialect& dialect;
    const RenderOptions& options;
    Events& events;
    Queue queue;
    PromptGates gates;
    std::mutex mutex;    // of the outcome
    std::mutex budget;   // from reading what is spent to writing what is about to be
    std::mutex uploads;  // a file is uploaded once
    std::set<std::string, std::less<>> uploaded{};  // the servers' ids of this run's; behind `uploads`
    Outcome outcome;

    [[nodiscard]] bool is_stopped() const { return options.is_stopped != nullptr && *options.is_stopped; }
    [[nodiscard]] std::chrono::milliseconds settle_time() const { return options.settle.value_or(dialect.jobs->settle); }

    /// Ends the render because of the world; the first reason is told.
    void fail(const std::string& reason) {
        {
            const std::lock_guard guard(mutex);
            if (outcome.world_failure.empty()) {
                outcome.world_failure = reason;
            }
        }
        queue.stop();
    }

    /// Nothing more is begun; what is under way goes on.
    void end_budget(const std::string& why) {
        {
            const std::lock_guard guard(mutex);
            outcome.over_budget = why;
        }
        queue.stop();
    }

    /// False: it was stopped meanwhile.
    bool wait(std::chrono::milliseconds time) {
        const auto end = std::chrono::steady_clock::now() + time;
        while (!is_stopped() && std::chrono::steady_clock::now() < end) {
            std::this_thread::sleep_for(std::min<std::chrono::steady_clock::duration>(std::chrono::milliseconds(100), end - std::chrono::steady_clock::now()));
        }
        return !is_stopped();
    }
};

}  // namespace shot::render
