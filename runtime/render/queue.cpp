#include "runtime/render/queue.hpp"

#include <algorithm>

namespace shot::render {

Queue::Queue(const Plan& plan) : plan_(plan), unfinished_(plan.items.size(), 0), has_take_(plan.items.size(), false) {
    for (std::size_t i = 0; i < plan.items.size(); ++i) {
        for (const store::Take& take : plan.items[i].open) {
            waiting_.push_back({i, take});
        }
    }
    for (std::size_t i = 0; i < plan.items.size(); ++i) {
        const Item& item = plan.items[i];
        // A take that is there will do, whether or not more are wanted: extensions need not wait for another one.
        has_take_[i] = item.status == Status::Done || item.status == Status::Again || item.status == Status::Skipped;
        for (int take = 0; take < item.new_takes; ++take) {
            waiting_.push_back({i, {}});
        }
        unfinished_[i] = item.new_takes + static_cast<int>(item.open.size());
    }
}

Queue::Source Queue::source_of(const Work& work) const {
    if (work.take.id != 0 && work.take.state != store::State::Planned) {
        return Source::Done;  // it was sent: it has had its source
    }
    for (const std::size_t source : plan_.items[work.item].waits_for) {
        if (has_take_[source]) {
            continue;
        }
        return unfinished_[source] > 0 ? Source::Pending : Source::Failed;
    }
    return Source::Done;
}

std::optional<Work> Queue::next(const std::function<bool(const Work&)>& fits) {
    std::unique_lock lock(mutex_);
    while (!is_stopped_) {
        bool may_come = false;
        for (auto work = waiting_.begin(); work != waiting_.end(); ++work) {
            const Source source = source_of(*work);
            may_come = may_come || source == Source::Pending;
            if (source == Source::Done && fits(*work)) {
                Work taken = std::move(*work);
                waiting_.erase(work);
                ++busy_;
                return taken;
            }
        }
        if (!may_come || busy_ == 0) {
            return std::nullopt;
        }
        changed_.wait(lock);
    }
    return std::nullopt;
}

void Queue::finish(const Work& work, bool is_done) {
    const std::lock_guard lock(mutex_);
    --busy_;
    --unfinished_[work.item];
    has_take_[work.item] = has_take_[work.item] || is_done;
    changed_.notify_all();
}

void Queue::stop() {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
    changed_.notify_all();
}

std::size_t Queue::left() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
}

}  // namespace shot::render
