#include "runtime/serve/queue.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <utility>

#include <fmt/format.h>

namespace shot::serve {
namespace {

animatic::ClipOrder clip_order(const Job& job, const Engine& engine, const Folders& folders) {
    animatic::ClipOrder order;
    order.id = job.id;
    order.board = engine.read_board(job.prompt, job.milliseconds);
    order.width = job.width;
    order.height = job.height;
    order.milliseconds = job.milliseconds;
    if (!job.first_frame.empty()) {
        order.first_frame = folders.input(job.first_frame);
    }
    if (!job.source.empty()) {
        order.source = folders.input(job.source);
    }
    if (job.operation == Operation::Edit && order.board.change.empty()) {
        order.board.change = job.prompt;
    }
    return order;
}

}  // namespace

Queue::Queue(JobStore& store, const Engine& engine, const Folders& folders, Options options)
    : store_(store), engine_(engine), folders_(folders), options_(std::move(options)) {}

Queue::~Queue() {
    {
        const std::lock_guard guard(mutex_);
        is_stopping_ = true;
        for (const auto& [id, running] : running_) {
            running->is_cancelled = true;
        }
    }
    is_changed_.notify_all();
    for (std::thread& thread : threads_) {
        thread.join();
    }
}

Result<void> Queue::start() {
    const auto jobs = store_.unfinished();
    if (!jobs) {
        return tl::unexpected(jobs.error());
    }
    for (const Job& job : *jobs) {
        add(job);
    }
    for (int i = 0; i < options_.jobs; ++i) {
        threads_.emplace_back([this] { work(); });
    }
    return {};
}

void Queue::add(const Job& job) {
    {
        const std::lock_guard guard(mutex_);
        waiting_.push_back(job.id);
    }
    is_changed_.notify_all();
}

void Queue::cancel(std::string_view id) {
    {
        const std::lock_guard guard(mutex_);
        waiting_.erase(std::remove(waiting_.begin(), waiting_.end(), id), waiting_.end());
        if (const auto found = running_.find(id); found != running_.end()) {
            found->second->is_cancelled = true;
            if (found->second->is_stuck) {
                running_.erase(found);
            }
        }
    }
    is_changed_.notify_all();
}

int Queue::progress(std::string_view id) const {
    const std::lock_guard guard(mutex_);
    const auto found = running_.find(id);
    return found == running_.end() ? 0 : std::clamp(found->second->progress.load(), 0, 99);
}

bool Queue::wait_for(std::string_view id, const std::atomic<bool>& is_stopped) {
    constexpr std::chrono::milliseconds kLook{100};  // is_stopped has nobody who would wake us
    std::unique_lock lock(mutex_);
    for (;;) {
        const bool is_waiting = std::find(waiting_.begin(), waiting_.end(), id) != waiting_.end();
        if (!is_waiting && running_.find(id) == running_.end()) {
            return !is_stopping_;
        }
        if (is_stopping_ || is_stopped) {
            return false;
        }
        is_changed_.wait_for(lock, kLook);
    }
}

void Queue::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        is_changed_.wait(lock, [this] { return is_stopping_ || !waiting_.empty(); });
        if (is_stopping_) {
            return;
        }
        const std::string id = std::move(waiting_.front());
        waiting_.pop_front();
        const auto running = std::make_shared<Running>();
        running_[id] = running;
        lock.unlock();
        run(id, *running);
        lock.lock();
        if (!running->is_stuck) {
            running_.erase(id);
        }
        is_changed_.notify_all();
    }
}

void Queue::run(const std::string& id, Running& running) {
    const auto found = store_.find(id);
    if (!found || !*found) {
        return;  // deleted; or the disk fails, and the next start finds the job where it is
    }
    Job job = **found;
    if (job.status != Status::Queued && job.status != Status::InProgress) {
        return;
    }
    job.status = Status::InProgress;
    if (const auto updated = store_.update(job); !updated || !*updated) {
        return;
    }
    if (job.fault == "stuck") {
        running.is_stuck = true;
        return;
    }
    if (!wait_as_slow_job(running)) {
        return;
    }
    if (job.fault == "fail") {
        settle(std::move(job), Status::Failed, "video_generation_failed", "The video could not be generated (a fault on demand).");
        return;
    }
    const auto drawn = draw(job, running);
    if (running.is_cancelled) {
        return;  // whoever cancelled it has said what it is now; a stop leaves it to the next start
    }
    if (drawn) {
        settle(std::move(job), Status::Completed, {}, {});
    } else {
        settle(std::move(job), Status::Failed, "video_generation_failed", drawn.error().message());
    }
}

Result<void> Queue::draw(const Job& job, Running& running) {
    animatic::ClipLimits limits;
    limits.is_cancelled = &running.is_cancelled;
    limits.on_progress = [&running](int percent) { running.progress = percent; };
    return engine_.draw_clip(clip_order(job, engine_, folders_), folders_.clip(job.id), limits);
}

bool Queue::wait_as_slow_job(const Running& running) const {
    using namespace std::chrono;
    const auto until = steady_clock::now() + milliseconds(options_.slow_job);
    while (steady_clock::now() < until && !running.is_cancelled) {
        std::this_thread::sleep_for(std::min<steady_clock::duration>(until - steady_clock::now(), milliseconds(20)));
    }
    return !running.is_cancelled;
}

void Queue::settle(Job job, Status status, std::string_view code, const std::string& message) {
    job.status = status;
    job.completed_at = std::time(nullptr);
    job.error_code = code;
    job.error_message = message;
    const auto updated = store_.update(job);
    if (!updated) {
        say(fmt::format("{}: {}", job.id, updated.error().message()));
        return;
    }
    if (!*updated) {
        remove_clip(folders_, job.id);  // deleted while its last frame was drawn
    }
    remove_inputs(folders_, job.first_frame, job.source);
    say(fmt::format("{} {}{}", job.id, status_name(status), message.empty() ? std::string() : fmt::format(": {}", message)));
}

void Queue::say(const std::string& line) const {
    if (options_.on_event) {
        options_.on_event(line);
    }
}

}  // namespace shot::serve
