// Sends the takes of a plan to servers, follows the jobs, fetches the clips. A worker takes one take from where it stands to its end;
// each step is in the ledger before the next is made.
#include <algorithm>
#include <chrono>
#include <deque>
#include <random>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "runtime/http/limiter.hpp"
#include "runtime/render/budget.hpp"
#include "runtime/render/desk.hpp"
#include "runtime/render/settle.hpp"
#include "runtime/render/supplies.hpp"
#include "runtime/render/takes.hpp"

namespace shot::render {
namespace {

using namespace std::chrono_literals;
using dialects::Api;
using dialects::Phase;
using dialects::Submitted;
using store::State;
using store::Take;
using Milliseconds = std::chrono::milliseconds;

constexpr int kMaxRefusedTries = 6;    // of a request that never reached the server
constexpr int kMaxBusyTries = 40;      // 429: with the waits it asks for, minutes
constexpr int kMaxQuestions = 30;      // failures in a row of asking for a job
constexpr int kMaxFetches = 10;        // of fetching its clip
constexpr int kMaxResent = 3;          // of a request that is lost, and proved to have made no job
constexpr int kMaxGone = 3;            // a job that is not known may not be known yet
constexpr Milliseconds kBackoff = 500ms;
constexpr Milliseconds kMaxBackoff = 30s;

std::int64_t now() {
    return std::chrono::duration_cast<Milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// How a worker's piece of work went.
enum class End : std::uint8_t { Done, Failed, Doubtful, Open, Left };

class Worker {
public:
    /// The limiter is its server's, and outlives it.
    Worker(Desk& desk, Api api, http::Limiter& limiter, unsigned seed)
        : desk_(desk), api_(std::move(api)), limiter_(&limiter), random_(seed) {}

    [[nodiscard]] bool serves(std::string_view server) const { return api_.base_url() == server; }

    void work() {
        while (auto work = desk_.queue.next([this](const Work& candidate) { return fits(candidate); })) {
            item_ = &desk_.plan.items[work->item];
            take_ = work->take.id != 0 ? work->take : make_take(desk_.plan, *item_);
            view_.reset();
            gone_ = 0;
            is_refused_ = false;
            resent_ = 0;
            is_over_budget_ = false;
            first_wait_ = take_.id != 0 ? 1ms : 0ms;  // what was begun before may long be done
            const End end = run();
            place_.reset();
            count(end);
            desk_.queue.finish(*work, end == End::Done);
        }
    }

private:
    /// A take stays with its server, and what goes on from a clip goes where that is.
    bool fits(const Work& work) const {
        if (work.take.id != 0 && work.take.state != State::Planned) {
            return serves(work.take.server);
        }
        const Item& item = desk_.plan.items[work.item];
        if (item.waits_for.empty() || item.request->operation == "create") {
            return true;
        }
        const auto source = find_source(desk_.plan, item, desk_.ledger);
        return !source || !*source || (*source)->server.empty() || serves((*source)->server);
    }

    void count(End end) {
        const std::lock_guard guard(desk_.mutex);
        Outcome& outcome = desk_.outcome;
        outcome.done += end == End::Done ? 1 : 0;
        outcome.failed += end == End::Failed ? 1 : 0;
        outcome.open += end == End::Open ? 1 : 0;
        outcome.doubtful += end == End::Doubtful ? 1 : 0;
        outcome.left += end == End::Left ? 1 : 0;
    }

    /// Takes the take as far as it goes.
    End run() {
        for (;;) {
            switch (take_.state) {
                case State::Planned:
                    if (const auto end = submit()) {
                        return *end;
                    }
                    break;
                case State::Intent:
                    if (!doubt("the run that sent it ended before its answer came")) {
                        return End::Left;
                    }
                    break;
                case State::Unknown:
                    if (const auto end = settle()) {
                        return *end;
                    }
                    break;
                case State::Accepted:
                case State::Running:
                    if (const auto end = follow()) {
                        return *end;
                    }
                    break;
                case State::Ready:
                case State::Downloading:
                    if (const auto end = fetch()) {
                        return *end;
                    }
                    break;
                case State::Done:
                    return End::Done;
                case State::Failed:
                case State::Expired:
                case State::Cancelled:
                    trouble(take_.message);
                    return End::Failed;
            }
        }
    }

    // --- The ledger and the events.

    /// Writes the take; false: the ledger failed, and so does the render.
    bool record(State state) {
        take_.state = state;
        const auto written = take_.id == 0 ? desk_.ledger.add(take_) : desk_.ledger.update(take_);
        if (!written) {
            desk_.fail(written.error().message());
            return false;
        }
        desk_.events.on({Event::Kind::State, take_.shot, take_.number, take_.state, -1, 0, take_.message, api_.base_url()});
        return true;
    }

    void note(Event::Kind kind, std::string message, double seconds = 0, int percent = -1) {
        desk_.events.on({kind, take_.shot, take_.number, take_.state, percent, seconds, std::move(message), api_.base_url()});
    }

    void trouble(std::string message) { note(Event::Kind::Trouble, std::move(message)); }

    bool doubt(std::string_view why) {
        take_.doubted_at = now();
        take_.message = why;
        return record(State::Unknown);
    }

    /// Waits before another try; false: stopped.
    bool pause(int attempt, Milliseconds asked, const std::string& why) {
        const double random = std::uniform_real_distribution<double>(0, 1)(random_);
        const Milliseconds wait = asked > 0ms ? asked + Milliseconds(static_cast<int>(random * 250))
                                              : http::backoff(attempt, kBackoff, kMaxBackoff, random);
        note(Event::Kind::Wait, why, std::chrono::duration<double>(wait).count());
        return desk_.wait(wait);
    }

    // --- Submitting.

    /// Nothing: go on from the state that it is in now.
    std::optional<End> submit() {
        if (desk_.is_stopped()) {
            return End::Left;
        }
        Supplies supplies(desk_, api_, *item_, take_);
        const Supplies::Pause pause_here = [this](int attempt, Milliseconds asked, const std::string& why) { return pause(attempt, asked, why); };
        auto ready = supplies.bind(pause_here);
        if (!ready) {
            take_.message = ready.error().message();
            trouble(take_.message);
            return End::Failed;
        }
        for (int tries = 0, busy = 0;;) {
            place_.reset();  // each attempt counts as a request of its minute
            place_ = limiter_->submit(desk_.options.is_stopped);
            if (!place_) {
                return End::Left;
            }
            const Submitted sent = send(*ready);
            switch (sent.outcome) {
                case Submitted::Outcome::Accepted:
                    return accept(sent) ? std::nullopt : std::optional(End::Open);
                case Submitted::Outcome::Unknown:
                    return doubt(sent.message) ? std::nullopt : std::optional(End::Doubtful);
                case Submitted::Outcome::Refused:
                    ready = supplies.bind_again(sent.status, pause_here);
                    if (!ready || !record(State::Planned)) {
                        return refuse(sent);
                    }
                    note(Event::Kind::Note, sent.message + "; its uploads are made again");
                    break;
                case Submitted::Outcome::Busy:
                    limiter_->pause(sent.wait);
                    if (++busy > kMaxBusyTries || !pause(busy, sent.wait, sent.message)) {
                        return give_up(sent.message);
                    }
                    break;
                case Submitted::Outcome::NotSent:
                    if (is_over_budget_ || desk_.is_stopped() || sent.message.empty()) {
                        return End::Left;
                    }
                    if (sent.is_final || ++tries > kMaxRefusedTries || !pause(tries, 0ms, sent.message)) {
                        return give_up(sent.message);
                    }
                    break;
            }
        }
    }

    /// One attempt: the intent is durable before the first byte, and taken back only when it is known that no job was made.
    Submitted send(const dialects::ReadyRequest& ready) {
        const auto gate = desk_.gates.gate_of(take_.prompt);
        const std::shared_lock shared(*gate);
        Submitted sent;
        sent.outcome = Submitted::Outcome::NotSent;
        if (!reserve()) {
            return sent;
        }
        sent = api_.submit(ready);
        const bool is_nothing_made = sent.outcome == Submitted::Outcome::Busy || sent.outcome == Submitted::Outcome::NotSent;
        if (is_nothing_made && !record(State::Planned)) {
            sent.message.clear();
        }
        if (sent.outcome == Submitted::Outcome::Accepted) {
            take_.job = sent.job.id;  // written before the gate opens: whoever looks for a lost job must see it as ours
            take_.message.clear();
            if (!record(State::Accepted)) {
                sent.outcome = Submitted::Outcome::Unknown;
            }
        }
        return sent;
    }

    /// Writes the intent, if the budget has room for it: under one lock, so that no two takes share the last of it.
    bool reserve() {
        const std::lock_guard guard(desk_.budget);
        const auto spent = desk_.ledger.spent();
        if (!spent) {
            desk_.fail(spent.error().message());
            return false;
        }
        const std::string over = describe_overrun(*spent, take_, desk_.options);
        if (!over.empty()) {
            desk_.end_budget(over);
            is_over_budget_ = true;
            return false;
        }
        take_.server = api_.base_url();
        take_.intended_at = now();
        take_.is_refused = false;
        take_.message.clear();
        return record(State::Intent);
    }

    bool accept(const Submitted& sent) {
        first_wait_ = sent.wait;
        if (desk_.dialect.jobs->is_synchronous) {
            take_.answer = sent.answer;
            return record(State::Ready);
        }
        return true;
    }

    std::optional<End> refuse(const Submitted& sent) {
        take_.message = sent.message;
        take_.is_refused = true;
        constexpr int kUnauthorised = 401;
        constexpr int kForbidden = 403;
        if (!record(State::Failed)) {
            return End::Left;
        }
        if (sent.status == kUnauthorised || sent.status == kForbidden || sent.status == 402) {
            trouble(sent.message);
            desk_.fail(fmt::format("{} refuses us: {}", api_.base_url(), sent.message));  // the others would fare no better
            return End::Failed;
        }
        return std::nullopt;
    }

    std::optional<End> give_up(const std::string& why) {
        if (!desk_.is_stopped()) {
            desk_.fail(fmt::format("cannot send to {}: {}", api_.base_url(), why));
        }
        return End::Left;
    }

    // --- A lost answer.

    std::optional<End> settle() {
        const bool is_listed = desk_.dialect.jobs->list.has_value();
        if (!is_listed) {
            trouble(take_.message);
            return End::Doubtful;
        }
        // Whatever stands in the list before an accepted job would: ours may be the next.
        const std::int64_t deadline = std::max(take_.doubted_at, take_.intended_at) + desk_.settle_time().count();
        if (const Milliseconds rest(deadline - now()); rest > 0ms) {
            note(Event::Kind::Wait, "the answer to its request was lost: it is looked for in the server's list",
                 std::chrono::duration<double>(rest).count());
            if (!desk_.wait(rest)) {
                return End::Doubtful;
            }
        }
        for (int failures = 0;;) {
            const Look look = look_for_job();
            if (look.failure.empty()) {
                return look.end;
            }
            if (++failures > kMaxQuestions || !pause(failures, 0ms, look.failure)) {
                desk_.fail(look.failure);
                return End::Doubtful;
            }
        }
    }

    struct Look {
        std::optional<End> end;
        std::string failure;  // else it is decided
    };

    Look look_for_job() {
        const auto gate = desk_.gates.gate_of(take_.prompt);
        const std::unique_lock alone(*gate);
        Search search = search_lost_job(take_, api_, desk_.ledger, now());
        switch (search.end) {
            case Search::End::Failed:
                return {{}, std::move(search.why)};
            case Search::End::Unclear:
                trouble(std::move(search.why));
                return {End::Doubtful, {}};
            case Search::End::Found:
                take_.job = search.job;
                take_.message = "its answer was lost; found again in the server's list";
                note(Event::Kind::Note, fmt::format("found again in the server's list: {}", take_.job));
                return {record(State::Accepted) ? std::nullopt : std::optional(End::Doubtful), {}};
            case Search::End::Absent:
                break;
        }
        const std::string why = std::exchange(take_.message, {});
        if (!record(State::Planned)) {
            return {End::Left, {}};
        }
        if (++resent_ > kMaxResent) {
            desk_.fail(fmt::format("{} loses every answer, and makes no job: {}", api_.base_url(), why));
            return {End::Left, {}};
        }
        note(Event::Kind::Note, "the server made no job of it: it is sent again");
        return {};
    }

    // --- Following.

    std::optional<End> follow() {
        Milliseconds wait = first_wait_ > 0ms ? first_wait_ : desk_.dialect.jobs->poll_first;
        int failures = 0;
        int gone = 0;
        while (desk_.wait(wait)) {
            const Api::Asked asked = api_.ask(take_.job, take_.path);
            wait = asked.wait > 0ms ? asked.wait : std::min(wait * 3 / 2, desk_.dialect.jobs->poll_then);
            if (!asked.job) {
                if (asked.is_gone && ++gone >= kMaxGone) {
                    take_.message = "the server does not know the job any more";
                    return record(State::Expired) ? std::nullopt : std::optional(End::Open);
                }
                if (++failures > kMaxQuestions) {
                    desk_.fail(fmt::format("cannot follow {}: {}", take_.job, asked.message));
                    return End::Open;
                }
                note(Event::Kind::Wait, asked.message, std::chrono::duration<double>(wait).count());
                continue;
            }
            failures = 0;
            if (const auto state = state_of(*asked.job, asked.answer)) {
                return record(*state) ? std::nullopt : std::optional(End::Open);
            }
            note(Event::Kind::Progress, asked.job->word, 0, asked.job->progress);
        }
        return End::Open;
    }

    /// The state that an answer leads to; nothing: it still runs.
    std::optional<State> state_of(const dialects::JobView& job, const std::string& answer) {
        switch (job.phase) {
            case Phase::Waiting:
            case Phase::Running:
                if (take_.state != State::Running && job.phase == Phase::Running && !record(State::Running)) {
                    return State::Running;
                }
                return std::nullopt;
            case Phase::Done:
                view_ = job;
                answer_ = answer;
                take_.message.clear();
                return State::Ready;
            case Phase::Failed:
                take_.message = job.message.empty() ? "the server gave up on it, without a reason" : job.message;
                return State::Failed;
            case Phase::Cancelled:
                take_.message = "cancelled at the server";
                return State::Cancelled;
            case Phase::Expired:
                take_.message = "its clip can be fetched no more";
                return State::Expired;
        }
        return std::nullopt;
    }

    // --- Fetching.

    std::optional<End> fetch() {
        for (int attempt = 1;; ++attempt) {
            if (desk_.is_stopped()) {
                return End::Open;
            }
            if (!view_ || attempt > 1) {  // addresses of clips expire: the job tells a fresh one
                if (const auto end = refresh()) {
                    return end == End::Done ? std::nullopt : end;
                }
            }
            if (!record(State::Downloading)) {
                return End::Open;
            }
            std::string reason;
            if (download(reason)) {
                return End::Done;
            }
            if (take_.state == State::Expired) {
                return std::nullopt;
            }
            if (is_refused_ || attempt >= kMaxFetches) {
                desk_.fail(fmt::format("cannot fetch take {} of `{}`: {}", take_.number, take_.shot, reason));
                return End::Open;
            }
            if (!pause(attempt, 0ms, reason)) {
                return End::Open;
            }
        }
    }

    /// Asks for the job again. Nothing: its clip can be fetched; Done: it is in another state now.
    std::optional<End> refresh() {
        if (desk_.dialect.jobs->is_synchronous) {
            view_ = dialects::read_job(*desk_.dialect.jobs, take_.answer);
            answer_ = take_.answer;
            return std::nullopt;
        }
        for (int failures = 0; failures < kMaxQuestions; ++failures) {
            const Api::Asked asked = api_.ask(take_.job, take_.path);
            if (asked.job) {
                const auto state = state_of(*asked.job, asked.answer);
                if (state == State::Ready) {
                    return std::nullopt;
                }
                // A status that goes backwards: it is followed anew.
                return record(state.value_or(State::Running)) ? End::Done : End::Open;
            }
            if (asked.is_gone && failures + 1 >= kMaxGone) {
                take_.message = "the server does not know the job any more";
                return record(State::Expired) ? End::Done : End::Open;
            }
            if (!pause(failures + 1, asked.wait, asked.message)) {
                return End::Open;
            }
        }
        desk_.fail(fmt::format("cannot ask for {}", take_.job));
        return End::Open;
    }

    bool download(std::string& reason) {
        auto clip = files::TemporaryFile::create(desk_.options.folder + "/" + clip_name(take_.shot, take_.number));
        if (!clip) {
            reason = clip.error().message();
            desk_.fail(reason);
            return false;
        }
        view_->id = take_.job;
        take_.address = view_->url;
        const Api::Fetched fetched = api_.fetch(*view_, answer_, take_.path, clip->descriptor());
        if (!fetched.is_whole) {
            reason = fetched.message;
            is_refused_ = fetched.is_refused;
            if (fetched.is_gone && ++gone_ >= kMaxGone) {
                take_.message = "its clip can be fetched no more: " + reason;
                record(State::Expired);
            }
            return false;
        }
        const auto facts = check_clip(clip->path());
        if (!facts) {
            reason = facts.error().reason;
            return false;
        }
        take_.message = describe_difference(take_, *facts);
        if (auto done = put_in_place(*clip, take_, desk_.ledger); !done) {
            reason = done.error().message();
            desk_.fail(reason);
            return false;
        }
        if (!take_.message.empty()) {
            note(Event::Kind::Note, take_.message);
        }
        desk_.events.on({Event::Kind::State, take_.shot, take_.number, take_.state, -1, 0, {}, api_.base_url()});
        return true;
    }

    Desk& desk_;
    Api api_;
    http::Limiter* limiter_;
    std::mt19937 random_;

    // Of the take that is worked on.
    const Item* item_ = nullptr;
    Take take_;
    std::optional<http::Limiter::Place> place_;  // at the server
    std::optional<dialects::JobView> view_;  // the last that showed its clip
    std::string answer_;
    int gone_ = 0;
    int resent_ = 0;
    bool is_refused_ = false;  // by us: its clip is where we do not go
    bool is_over_budget_ = false;
    Milliseconds first_wait_{0};  // before the first question; 0: as the dialect says
};

/// Takes that are at servers which nobody named this time: they wait.
void tell_of_strangers(const Plan& plan, const std::vector<Worker>& workers, Events& events) {
    for (const Item& item : plan.items) {
        for (const Take& take : item.open) {
            const bool is_ours = take.state == State::Planned ||
                                 std::any_of(workers.begin(), workers.end(), [&](const Worker& worker) { return worker.serves(take.server); });
            if (!is_ours) {
                events.on({Event::Kind::Note, take.shot, take.number, take.state, -1, 0, fmt::format("it is at {}: name that server too, to go on with it", take.server), take.server});
            }
        }
    }
}

}  // namespace

Outcome render_remotely(const bundle::Bundle& bundle, const Plan& plan, store::Ledger& ledger, const dialects::Dialect& dialect,
                        const std::vector<Endpoint>& endpoints, const RenderOptions& options, Events& events) {
    Desk desk{bundle, plan, ledger, dialect, options, events, Queue(plan), {}, {}, {}, {}, {}, {}};
    std::deque<http::Limiter> limiters;  // one a server; workers point at them
    std::vector<Worker> workers;
    std::random_device seed;
    for (const Endpoint& endpoint : endpoints) {
        const int jobs = endpoint.jobs > 0 ? endpoint.jobs : dialect.jobs ? dialect.jobs->most_at_once : 1;
        const int per_minute = endpoint.per_minute > 0 ? endpoint.per_minute : dialect.jobs ? dialect.jobs->most_a_minute : 0;
        http::Limiter& limiter = limiters.emplace_back(http::Limiter::Limits{jobs, per_minute});
        for (int i = 0; i < jobs; ++i) {
            auto api = Api::make(dialect, endpoint.server);
            if (!api) {
                desk.outcome.world_failure = api.error().message();
                return desk.outcome;
            }
            workers.emplace_back(desk, std::move(*api), limiter, seed());
        }
    }
    tell_of_strangers(plan, workers, events);
    std::vector<std::thread> threads;
    for (Worker& worker : workers) {
        threads.emplace_back([&worker] { worker.work(); });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    desk.outcome.left += static_cast<int>(desk.queue.left());
    desk.outcome.is_stopped = desk.is_stopped();
    return desk.outcome;
}

}  // namespace shot::render
