// How much of us a server gets at once: so many jobs, so many submissions a minute, nothing while it asked to be left alone. One for
// each server; threads share it.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>

namespace shot::http {

class Limiter {
public:
    using Time = std::chrono::steady_clock::time_point;

    struct Limits {
        int jobs = 1;        // that are with the server at once, at least 1
        int per_minute = 0;  // submissions in any 60 seconds; 0: as many as there are
    };

    /// A job's place at the server, given back when it goes. The limiter outlives it.
    class Place {
    public:
        explicit Place(Limiter& limiter) : limiter_(&limiter) {}
        Place(Place&& other) noexcept : limiter_(std::exchange(other.limiter_, nullptr)) {}
        Place& operator=(Place&& other) noexcept {
            std::swap(limiter_, other.limiter_);
            return *this;
        }
        ~Place() {
            if (limiter_ != nullptr) {
                limiter_->give_back();
            }
        }

    private:
        Limiter* limiter_;
    };

    /// `now` is called under the limiter's lock.
    explicit Limiter(Limits limits, std::function<Time()> now = std::chrono::steady_clock::now);

    /// A place for a job that is about to be submitted, which counts as a submission; nothing while one of the limits is reached.
    std::optional<Place> try_submit();
    /// A place for a job that the server has already; only their number and a pause hold it back.
    std::optional<Place> try_resume();
    /// As these, but waits for it; nothing where it was cancelled (seen within 100 ms).
    std::optional<Place> submit(const std::atomic<bool>* is_cancelled);
    std::optional<Place> resume(const std::atomic<bool>* is_cancelled);

    /// The server asked for it (`Retry-After`): until then nothing is sent. A shorter one does not end a longer one.
    void pause(std::chrono::milliseconds wait);
    /// How long the pause still lasts: for exchanges that need no place, such as questions and downloads.
    [[nodiscard]] std::chrono::milliseconds pause_left() const;
    /// How long time alone holds a submission back (a pause, the minute's number); 0 where it does not.
    [[nodiscard]] std::chrono::milliseconds wait_left() const;

private:
    void give_back();
    [[nodiscard]] Time next_submission() const;
    bool take(bool is_submission);
    std::optional<Place> wait_for(bool is_submission, const std::atomic<bool>* is_cancelled);

    const Limits limits_;
    const std::function<Time()> now_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    int taken_ = 0;
    // The last `per_minute` of them, oldest first. A bucket of tokens would let twice the number through in its first minute.
    std::deque<Time> submissions_;
    Time paused_until_{};
};

}  // namespace shot::http
