// Draws the takes of a plan on this machine, several at a time.
#include <algorithm>
#include <atomic>
#include <filesystem>
#include <thread>

#include <fmt/format.h>

#include "runtime/animatic/draw_clip.hpp"
#include "runtime/animatic/text.hpp"
#include "runtime/render/queue.hpp"
#include "runtime/render/render.hpp"
#include "runtime/render/takes.hpp"

namespace shot::render {
namespace {

using store::State;

/// What a clip is drawn at where the script leaves it to the model.
constexpr int kDefaultWidth = 1280;
constexpr int kDefaultHeight = 720;
constexpr int kMaxJobs = 64;

class Studio {
public:
    Studio(const bundle::Bundle& bundle, const Plan& plan, store::Ledger& ledger, const RenderOptions& options, Events& events)
        : bundle_(bundle), plan_(plan), ledger_(ledger), options_(options), events_(events), queue_(plan) {}

    Outcome render() {
        const int machine = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
        const int jobs = std::clamp(options_.jobs > 0 ? options_.jobs : machine, 1, kMaxJobs);
        std::vector<std::thread> workers;
        for (int i = 0; i < jobs; ++i) {
            workers.emplace_back([this] { work(); });
        }
        for (std::thread& worker : workers) {
            worker.join();
        }
        outcome_.left = static_cast<int>(queue_.left());
        outcome_.is_stopped = is_stopped();
        return outcome_;
    }

private:
    [[nodiscard]] bool is_stopped() const { return options_.is_stopped != nullptr && *options_.is_stopped; }

    void work() {
        while (auto work = queue_.next([](const Work&) { return true; })) {
            const Item& item = plan_.items[work->item];
            store::Take take = work->take.id != 0 ? work->take : make_take(plan_, item);
            auto drawn = is_stopped() ? tl::unexpected(Failure{"draw", take.shot, "stopped"}) : draw(item, take);
            if (!drawn && is_stopped()) {
                queue_.stop();
            } else if (!drawn) {
                give_up(take, drawn.error());
            }
            {
                const std::lock_guard guard(mutex_);
                outcome_.done += drawn ? 1 : 0;
                outcome_.left += !drawn && is_stopped() ? 1 : 0;
            }
            queue_.finish(*work, drawn.has_value());
        }
    }

    Result<void> draw(const Item& item, store::Take& take) {
        auto order = make_order(item, take);
        if (!order) {
            return tl::unexpected(order.error());
        }
        take.state = State::Running;
        if (auto known = take.id == 0 ? ledger_.add(take) : ledger_.update(take); !known) {
            return known;
        }
        tell(Event::Kind::State, take);
        tell_of_fonts(order->board, take);
        auto clip = files::TemporaryFile::create(options_.folder + "/" + clip_name(take.shot, take.number));
        if (!clip) {
            return tl::unexpected(clip.error());
        }
        animatic::ClipLimits limits;
        limits.is_cancelled = options_.is_stopped;
        limits.on_progress = [this, &take](int percent) {
            Event event{Event::Kind::Progress, take.shot, take.number, take.state, percent, 0, {}, {}};
            events_.on(event);
        };
        if (auto drawn = animatic::draw_clip(*order, clip->path(), limits); !drawn) {
            return drawn;
        }
        if (auto done = put_in_place(*clip, take, ledger_); !done) {
            return done;
        }
        tell(Event::Kind::State, take);
        return {};
    }

    /// Once a render: letters that no font of this machine has show as boxes.
    void tell_of_fonts(const bundle::Board& board, const store::Take& take) {
        std::string text;
        for (const bundle::BoardBeat& beat : board.beats) {
            text += beat.title + " ";
            for (const std::string& action : beat.actions) {
                text += action + " ";
            }
            for (const bundle::Line& line : beat.lines) {
                text += line.speaker + " " + line.text + " ";
            }
        }
        const bool is_plain = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        if (is_plain || !animatic::lacks_letters(text) || is_told_of_fonts_.exchange(true)) {
            return;
        }
        events_.on({Event::Kind::Note, take.shot, take.number, take.state, -1, 0,
                    "some of its letters are in no font of this machine and show as boxes; on Debian: apt install fonts-noto-cjk fonts-noto-core "
                    "fonts-noto-color-emoji",
                    {}});
    }

    Result<animatic::ClipOrder> make_order(const Item& item, store::Take& take) {
        const bundle::Request& request = *item.request;
        animatic::ClipOrder order;
        order.id = request.id;
        order.title = request.title;
        order.board = request.board;
        order.milliseconds = request.milliseconds.value_or(0);
        const auto source = find_source(plan_, item, ledger_);
        if (!source) {
            return tl::unexpected(source.error());
        }
        if (*source) {
            order.source = options_.folder + "/" + (*source)->file;
            take.skip = request.operation == "extend" ? (*source)->skip + (*source)->milliseconds.value_or(0) : 0;
        } else if (request.operation != "create") {
            order.source = find_file("video", request);
        }
        set_size(request, order);
        if (!request.board.first_frame.empty()) {
            auto frame = first_frame(request.board.first_frame);
            if (!frame) {
                return tl::unexpected(frame.error());
            }
            order.first_frame = std::move(*frame);
        }
        return order;
    }

    static void set_size(const bundle::Request& request, animatic::ClipOrder& order) {
        order.width = kDefaultWidth;
        order.height = kDefaultHeight;
        const std::size_t cross = request.size.find('x');
        if (cross != std::string::npos) {
            order.width = std::atoi(request.size.c_str());
            order.height = std::atoi(request.size.c_str() + cross + 1);
        }
    }

    /// The file of that kind that the request needs; empty: it needs none, or one that only the provider has.
    std::string find_file(std::string_view kind, const bundle::Request& request) const {
        for (const bundle::Asset& asset : bundle_.assets) {
            const bool is_needed = std::find(request.assets.begin(), request.assets.end(), asset.id) != request.assets.end();
            if (is_needed && asset.kind == kind) {
                return (std::filesystem::path(options_.root) / asset.path).string();
            }
        }
        return {};
    }

    /// A picture of the script's, or the last frame of a clip that was drawn before.
    Result<std::string> first_frame(const std::string& id) const {
        const auto asset = std::find_if(bundle_.assets.begin(), bundle_.assets.end(),
                                        [&](const bundle::Asset& candidate) { return candidate.id == id; });
        if (asset == bundle_.assets.end()) {
            return std::string();
        }
        if (asset->request.empty()) {
            return (std::filesystem::path(options_.root) / asset->path).string();
        }
        return take_last_frame(*asset, plan_, ledger_, options_.folder);
    }

    void give_up(store::Take& take, const Failure& failure) {
        take.state = State::Failed;
        take.is_refused = true;  // it cost nothing: the next run tries again
        take.message = failure.message();
        const auto known = take.id == 0 ? ledger_.add(take) : ledger_.update(take);
        Event event{Event::Kind::Trouble, take.shot, take.number, take.state, -1, 0, take.message, {}};
        events_.on(event);
        const std::lock_guard guard(mutex_);
        ++outcome_.failed;
        if (!known) {
            outcome_.world_failure = known.error().message();
        }
    }

    void tell(Event::Kind kind, const store::Take& take) { events_.on({kind, take.shot, take.number, take.state, -1, 0, {}, {}}); }

    const bundle::Bundle& bundle_;
    const Plan& plan_;
    store::Ledger& ledger_;
    const RenderOptions& options_;
    Events& events_;
    Queue queue_;
    std::atomic<bool> is_told_of_fonts_ = false;
    std::mutex mutex_;
    Outcome outcome_;
};

}  // namespace

Outcome render_animatic(const bundle::Bundle& bundle, const Plan& plan, store::Ledger& ledger, const RenderOptions& options, Events& events) {
    return Studio(bundle, plan, ledger, options, events).render();
}

}  // namespace shot::render
