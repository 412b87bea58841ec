// Draws the jobs that wait, oldest first, some at a time. What it has not finished when it ends stays in the store as it is, and is
// taken up again by the next one.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "runtime/serve/engine.hpp"
#include "runtime/serve/folders.hpp"
#include "runtime/serve/job_store.hpp"

namespace shot::serve {

class Queue {
public:
    struct Options {
        int jobs = 1;
        std::int64_t slow_job = 0;  // milliseconds before each drawing
        std::function<void(std::string_view line)> on_event;
    };

    /// Takes up what is unfinished in the store. All of the arguments outlive it.
    Queue(JobStore& store, const Engine& engine, const Folders& folders, Options options);
    Queue(const Queue&) = delete;
    Queue& operator=(const Queue&) = delete;
    /// Stops drawing, within a frame.
    ~Queue();

    /// Reads what waits from the store, and begins.
    Result<void> start();
    void add(const Job& job);
    /// The job will not be drawn, or no further.
    void cancel(std::string_view id);
    /// Percent, of a job that is being drawn.
    [[nodiscard]] int progress(std::string_view id) const;
    /// Waits until nothing more happens to the job; false: `is_stopped` came first.
    bool wait_for(std::string_view id, const std::atomic<bool>& is_stopped);

private:
    struct Running {
        std::atomic<bool> is_cancelled{false};
        std::atomic<int> progress{0};
        std::atomic<bool> is_stuck{false};  // a fault: nobody works on it, and it is told as running
    };
    using RunningJobs = std::map<std::string, std::shared_ptr<Running>, std::less<>>;

    void work();
    void run(const std::string& id, Running& running);
    Result<void> draw(const Job& job, Running& running);
    /// Sleeps; false: cancelled.
    bool wait_as_slow_job(const Running& running) const;
    void settle(Job job, Status status, std::string_view code, const std::string& message);
    void say(const std::string& line) const;

    JobStore& store_;
    const Engine& engine_;
    const Folders& folders_;
    Options options_;
    mutable std::mutex mutex_;
    std::condition_variable is_changed_;
    std::deque<std::string> waiting_;
    RunningJobs running_;
    bool is_stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace shot::serve
