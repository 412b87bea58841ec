#include "runtime/http/limiter.hpp"

#include <algorithm>

#include "compiler/support/assert.hpp"

namespace shot::http {
namespace {

using std::chrono::milliseconds;

constexpr std::chrono::minutes kWindow{1};
constexpr milliseconds kLook{50};  // how long a cancellation or a clock may go unseen

milliseconds until(Limiter::Time then, Limiter::Time now) {
    return then > now ? std::chrono::ceil<milliseconds>(then - now) : milliseconds(0);
}

}  // namespace

Limiter::Limiter(Limits limits, std::function<Time()> now) : limits_(limits), now_(std::move(now)) {
    SHOT_ASSERT(limits_.jobs >= 1 && limits_.per_minute >= 0);
}

std::optional<Limiter::Place> Limiter::try_submit() {
    const std::lock_guard lock(mutex_);
    return take(true) ? std::optional<Place>(*this) : std::nullopt;
}

std::optional<Limiter::Place> Limiter::try_resume() {
    const std::lock_guard lock(mutex_);
    return take(false) ? std::optional<Place>(*this) : std::nullopt;
}

std::optional<Limiter::Place> Limiter::submit(const std::atomic<bool>* is_cancelled) {
    return wait_for(true, is_cancelled);
}

std::optional<Limiter::Place> Limiter::resume(const std::atomic<bool>* is_cancelled) {
    return wait_for(false, is_cancelled);
}

void Limiter::pause(milliseconds wait) {
    const std::lock_guard lock(mutex_);
    paused_until_ = std::max(paused_until_, now_() + wait);
}

milliseconds Limiter::pause_left() const {
    const std::lock_guard lock(mutex_);
    return until(paused_until_, now_());
}

milliseconds Limiter::wait_left() const {
    const std::lock_guard lock(mutex_);
    return until(next_submission(), now_());
}

void Limiter::give_back() {
    {
        const std::lock_guard lock(mutex_);
        --taken_;
    }
    changed_.notify_one();
}

/// With the lock held.
Limiter::Time Limiter::next_submission() const {
    const bool is_full = limits_.per_minute > 0 && submissions_.size() == static_cast<std::size_t>(limits_.per_minute);
    return is_full ? std::max(paused_until_, submissions_.front() + kWindow) : paused_until_;
}

/// With the lock held.
bool Limiter::take(bool is_submission) {
    const Time now = now_();
    if (taken_ >= limits_.jobs || now < (is_submission ? next_submission() : paused_until_)) {
        return false;
    }
    ++taken_;
    if (is_submission && limits_.per_minute > 0) {
        if (submissions_.size() == static_cast<std::size_t>(limits_.per_minute)) {
            submissions_.pop_front();
        }
        submissions_.push_back(now);
    }
    return true;
}

std::optional<Limiter::Place> Limiter::wait_for(bool is_submission, const std::atomic<bool>* is_cancelled) {
    std::unique_lock lock(mutex_);
    while (is_cancelled == nullptr || !is_cancelled->load()) {
        if (take(is_submission)) {
            return std::optional<Place>(*this);
        }
        changed_.wait_for(lock, kLook);
    }
    return std::nullopt;
}

}  // namespace shot::http
