// `shot serve`: the animatic engine behind the OpenAI Videos protocol, on loopback. For trying clients for nothing, and for our own
// tests: faults on demand. docs/serve.md says what it takes and answers.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <string_view>

#include "compiler/support/result.hpp"
#include "runtime/serve/engine.hpp"
#include "runtime/serve/faults.hpp"

namespace shot::serve {

struct ServeOptions {
    std::string host = "127.0.0.1";
    int port = 8787;          // 0: any that is free
    std::string folder;       // its data: jobs.db, clips
    std::string key;          // what a client must send as bearer; empty: nothing is asked, on loopback alone
    int jobs = 1;             // clips drawn at a time
    Engine engine;            // animatic_engine(), or quick_engine() for load tests
    Faults faults;
    std::function<void(int port)> on_listening;
    std::function<void(std::string_view line)> on_event;  // a line of the log; called from several threads, one at a time
    const std::atomic<bool>* is_stopped = nullptr;
};

/// Serves until `is_stopped`; jobs that were waiting or half drawn are taken up again at the next start.
Result<void> serve(const ServeOptions& options);

}  // namespace shot::serve
