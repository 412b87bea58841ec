// Which take is next: those that are on their way first, then new ones in the script's order, each when what it goes on from is done.
// Shared by the workers of a render.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

#include "runtime/render/plan.hpp"

namespace shot::render {

/// One take to be worked on; a new one has no number yet.
struct Work {
    std::size_t item = 0;
    store::Take take;
};

class Queue {
public:
    explicit Queue(const Plan& plan);

    /// The next for somebody who can do what `fits` says, or nothing when there is none and none will come. Waits where others have to
    /// end first.
    std::optional<Work> next(const std::function<bool(const Work&)>& fits);
    /// The work is over: `is_done` lets those who wait for it begin.
    void finish(const Work& work, bool is_done);
    /// Nobody gets anything any more.
    void stop();
    /// Work that nobody took, and none that can still be taken.
    std::size_t left() const;

private:
    enum class Source : std::uint8_t { Pending, Done, Failed };
    Source source_of(const Work& work) const;

    const Plan& plan_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Work> waiting_;
    std::vector<int> unfinished_;  // takes of each item that are waiting or worked on
    std::vector<bool> has_take_;   // items that others can go on from
    std::size_t busy_ = 0;
    bool is_stopped_ = false;
};

}  // namespace shot::render
