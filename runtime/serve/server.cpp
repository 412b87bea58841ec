#include "runtime/serve/server.hpp"

#include <ctime>
#include <mutex>
#include <utility>

#include <fmt/format.h>

#include "runtime/files/temporary_file.hpp"
#include "runtime/serve/http_server.hpp"
#include "runtime/store/lock.hpp"

namespace shot::serve {
namespace {

bool is_loopback(std::string_view host) { return host == "localhost" || host == "::1" || host.starts_with("127."); }

/// Removes what a kill left behind, and clips that have expired.
void sweep_all(const JobStore& store, const Folders& folders) {
    files::remove_leftovers(folders.clips);
    // Where the store cannot be read, everything is wanted.
    sweep(folders.clips, [&](std::string_view id) {
        const auto job = store.find(id);
        return !job || (*job && ((*job)->status != Status::Completed || std::time(nullptr) < (*job)->completed_at + kKeepSeconds));
    });
    sweep(folders.inputs, [&](std::string_view id) {
        const auto job = store.find(id);
        return !job || (*job && ((*job)->status == Status::Queued || (*job)->status == Status::InProgress));
    });
    sweep(folders.uploads, [&](std::string_view id) {
        const auto file = store.find_file(id);
        const auto character = store.find_character(id);
        return !file || !character || *file || *character;
    });
}

}  // namespace

Result<void> serve(const ServeOptions& options) {
    if (!is_loopback(options.host) && options.key.empty()) {
        return tl::unexpected(Failure{"listen on", options.host, "others can reach this address, so a key is needed"});
    }
    if (auto made = files::make_folders(options.folder); !made) {
        return made;
    }
    const auto lock = store::Lock::take(options.folder, "shot serve");
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    auto store = JobStore::open(options.folder);
    if (!store) {
        return tl::unexpected(store.error());
    }
    const auto folders = make_data_folders(options.folder);
    if (!folders) {
        return tl::unexpected(folders.error());
    }
    sweep_all(*store, *folders);

    static const std::atomic<bool> kNeverStopped = false;
    const std::atomic<bool>* is_stopped = options.is_stopped == nullptr ? &kNeverStopped : options.is_stopped;
    std::mutex event_mutex;
    const auto say = [&](std::string_view line) {
        const std::lock_guard guard(event_mutex);
        if (options.on_event) {
            options.on_event(line);
        }
    };
    Queue queue(*store, options.engine, *folders, {options.jobs, options.faults.slow_job, say});
    Service service(*store, queue, options.engine, *folders, {options.key, options.faults, is_stopped});
    HttpServer server(service, say);
    const auto port = server.bind(options.host, options.port);
    if (!port) {
        return tl::unexpected(Failure{"listen on", fmt::format("{}:{}", options.host, options.port), port.error().reason});
    }
    if (auto started = queue.start(); !started) {
        return started;
    }
    if (options.on_listening) {
        options.on_listening(*port);
    }
    server.listen(*is_stopped);
    return {};
}

}  // namespace shot::serve
