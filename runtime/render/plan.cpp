#include "runtime/render/plan.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "compiler/support/assert.hpp"
#include "compiler/support/nearest.hpp"
#include "compiler/support/sha256.hpp"
#include "runtime/bundle/writer.hpp"

namespace shot::render {
namespace {

using Json = nlohmann::ordered_json;
using store::State;
using store::Take;

constexpr int kMaxDepth = 64;  // of a body; the reader of bundles holds the same

void collect_texts(const Json& value, int depth, std::vector<const std::string*>& texts) {
    if (value.is_string()) {
        texts.push_back(&value.get_ref<const std::string&>());
    } else if (value.is_structured() && depth < kMaxDepth) {
        for (const Json& element : value) {
            collect_texts(element, depth + 1, texts);
        }
    }
}

std::uint64_t prompt_size(const bundle::Request& request) {
    return request.source_map.empty() ? 0 : request.source_map.back().end;
}

/// All that decides what comes out, with files and sources by what is in them.
class Hasher {
public:
    Hasher(const bundle::Bundle& bundle, std::string_view engine) : engine_(engine) {
        for (const bundle::Asset& asset : bundle.assets) {
            contents_[asset.id] = asset.sha256;
        }
    }

    /// `sources`: the hashes of the requests that it waits for, in their order, with the takes that were chosen.
    std::string hash(const bundle::Request& request, std::string_view sources) const {
        Sha256 sum;
        const auto add = [&sum](std::string_view part) {
            sum.add(part);
            sum.add(std::string_view("\0", 1));
        };
        add(engine_);
        add(request.operation);
        if (engine_ == kAnimatic) {
            add(drawn_part(request));
        } else {
            add(request.method);
            add(request.path);
            add(with_contents(request));
        }
        for (const std::string& id : request.assets) {
            add(content_of(id));
        }
        add(sources);
        return sum.finish();
    }

private:
    /// What is drawn is the board, in the clip's size and length; who the model is and what it is told does not matter.
    static std::string drawn_part(const bundle::Request& request) {
        bundle::Request drawn;
        drawn.id = request.id;
        drawn.title = request.title;
        drawn.operation = request.operation;
        drawn.method = "POST";
        drawn.path = "/";
        drawn.body = "{}";
        drawn.milliseconds = request.milliseconds;
        drawn.size = request.size;
        drawn.board = request.board;
        bundle::RequestWriter writer;
        writer.add(drawn);
        const bundle::TextBuffer text = writer.take();
        std::string all;
        for (std::size_t i = 0; i < text.block_count(); ++i) {
            all += text.block(i);
        }
        return all;
    }

    /// What stands for the asset: its bytes, whatever its file is called; its id, where only the provider has it.
    [[nodiscard]] std::string_view content_of(std::string_view id) const {
        const auto content = contents_.find(id);
        return content == contents_.end() || content->second.empty() ? id : std::string_view(content->second);
    }

    /// The body, its assets named by what is in them.
    [[nodiscard]] std::string with_contents(const bundle::Request& request) const {
        std::string body = request.body;
        for (const std::string& id : request.assets) {
            const std::string name = fmt::format("${{assets.{}.", id);
            const std::string content = fmt::format("${{assets.{}.", content_of(id));
            for (std::size_t at = body.find(name); at != std::string::npos; at = body.find(name, at + content.size())) {
                body.replace(at, name.size(), content);
            }
        }
        return body;
    }

    std::string_view engine_;
    std::map<std::string, std::string, std::less<>> contents_;
};

/// Says what of a request differs from the last take's: a line of the script where the prompt does.
std::string describe_change(const Take& before, const Item& item) {
    const bundle::Request& now = *item.request;
    const std::string& prompt = item.prompt;
    if (before.engine == kAnimatic && before.request == now.body) {
        return "what is drawn of it";
    }
    const std::string& old = before.prompt;
    if (old != prompt && !now.source_map.empty()) {
        const auto [old_at, new_at] = std::mismatch(old.begin(), old.end(), prompt.begin(), prompt.end());
        // What is gone stands nowhere: it is told by what follows it now.
        const bool is_removed = old.size() > prompt.size() && old.ends_with(std::string_view(new_at, prompt.end()));
        const auto offset = std::min(static_cast<std::uint64_t>(new_at - prompt.begin()), prompt.empty() ? 0 : prompt.size() - 1);
        for (const bundle::MapRange& range : now.source_map) {
            if (offset < range.end && range.line != 0) {
                return fmt::format("{}{}:{}", is_removed ? "something is gone before " : "", range.file, range.line);
            }
        }
        return "the prompt";
    }
    if (before.size != now.size) {
        return fmt::format("size {} to {}", before.size, now.size);
    }
    if (before.milliseconds != item.milliseconds) {
        return fmt::format("length {:g} s to {:g} s", static_cast<double>(before.milliseconds.value_or(0)) / 1000,
                           static_cast<double>(item.milliseconds.value_or(0)) / 1000);
    }
    return before.request != now.body ? "a parameter" : "a file, or the clip that it goes on from";
}

class Planner {
public:
    Planner(const bundle::Bundle& bundle, const store::Ledger& ledger, const PlanOptions& options)
        : bundle_(bundle), ledger_(ledger), options_(options), hasher_(bundle, options.engine) {}

    Result<Plan> make() {
        plan_.engine = options_.engine;
        plan_.items.resize(bundle_.requests.size());
        for (std::size_t i = 0; i < bundle_.requests.size(); ++i) {
            index_[bundle_.requests[i].id] = i;
        }
        if (auto read = read_takes(); !read) {
            return tl::unexpected(read.error());
        }
        for (std::size_t i = 0; i < plan_.items.size(); ++i) {
            if (auto done = set_up(i, 0); !done) {
                return tl::unexpected(done.error());
            }
        }
        if (auto chosen = select(); !chosen) {
            return tl::unexpected(chosen.error());
        }
        for (Item& item : plan_.items) {
            add_to_totals(item);
        }
        return std::move(plan_);
    }

private:
    Result<void> read_takes() {
        auto takes = ledger_.takes();
        if (!takes) {
            return tl::unexpected(takes.error());
        }
        for (Take& take : *takes) {
            takes_[take.shot].push_back(std::move(take));
        }
        return {};
    }

    /// Fills an item, those that it waits for first. The reader of bundles sees to it that nothing waits for itself.
    Result<void> set_up(std::size_t index, std::size_t depth) {
        SHOT_ASSERT(depth <= plan_.items.size());
        Item& item = plan_.items[index];
        if (item.request != nullptr) {
            return {};
        }
        const bundle::Request& request = bundle_.requests[index];
        std::string sources;
        for (const std::string& name : request.depends_on) {
            const std::size_t source = index_.at(name);
            if (auto done = set_up(source, depth + 1); !done) {
                return done;
            }
            const auto chosen = ledger_.chosen(name);
            if (!chosen) {
                return tl::unexpected(chosen.error());
            }
            item.waits_for.push_back(source);
            item.source_take = *chosen;
            sources += plan_.items[source].hash + (*chosen > 0 ? fmt::format(" take {}", *chosen) : "") + "\n";
        }
        item.request = &request;
        item.prompt = prompt_of(request);
        item.hash = hasher_.hash(request, sources);
        const std::int64_t source = item.waits_for.empty() || request.operation == "create" ? 0 : plan_.items[item.waits_for.front()].clip_milliseconds;
        const bool is_edit = request.operation == "edit" && !request.milliseconds;
        item.milliseconds = is_edit && source > 0 ? std::optional(source) : request.milliseconds;
        item.clip_milliseconds = item.milliseconds.value_or(0) + (request.operation == "extend" ? source : 0);
        judge(item);
        return {};
    }

    void judge(Item& item) {
        int done = 0;
        const Take* failed = nullptr;
        const Take* other = nullptr;
        bool is_doubtful = false;
        for (const Take& take : takes_[item.request->id]) {
            if (take.engine != options_.engine) {
                continue;
            }
            if (take.hash != item.hash) {
                other = &take;
                if (take.state == State::Done || is_settled(take.state) || take.state == State::Planned) {
                    continue;
                }
            }
            if (take.state == State::Done && is_lost_clip(take)) {
                if (!take.job.empty() && take.server != "") {  // it is paid for, and the server may have it still
                    item.open.push_back(take);
                    item.open.back().state = State::Ready;
                }
                item.why = fmt::format("{} is gone or cut short", take.file);
            } else if (!is_settled(take.state)) {  // one of an older request too: it is paid for
                item.open.push_back(take);
                is_doubtful = is_doubtful || take.state == State::Unknown || take.state == State::Intent;
            } else if (take.state == State::Done) {
                ++done;
            } else if (!take.is_refused) {
                failed = &take;
            }
        }
        const auto same = static_cast<int>(
            std::count_if(item.open.begin(), item.open.end(), [&](const Take& take) { return take.hash == item.hash; }));
        item.new_takes = std::max(0, options_.takes - same - (options_.again ? 0 : done));
        if (failed != nullptr && !options_.again && done + same == 0) {
            item.new_takes = 0;
            item.status = Status::Failed;
            item.why = failed->message.empty() ? std::string(state_name(failed->state)) : failed->message;
        } else if (item.new_takes == 0) {
            item.status = item.open.empty() ? Status::Done : is_doubtful ? Status::Doubtful : Status::Resumed;
        } else if (done + same > 0) {
            item.status = Status::Again;
        } else if (other != nullptr) {
            item.status = Status::Changed;
            item.why = describe_change(*other, item);
        }
    }

    [[nodiscard]] bool is_lost_clip(const Take& take) const {
        if (options_.folder.empty() || take.file.empty()) {
            return false;
        }
        std::error_code error;
        const std::uintmax_t size = std::filesystem::file_size(std::filesystem::path(options_.folder) / take.file, error);
        return error || size != take.bytes;
    }

    /// Leaves what is not asked for, and nobody who is asked for waits for, alone.
    Result<void> select() {
        if (options_.only.empty()) {
            return {};
        }
        std::vector<bool> is_wanted(plan_.items.size(), false);
        std::vector<std::size_t> stack;
        for (const std::string& name : options_.only) {
            const auto found = index_.find(name);
            if (found == index_.end()) {
                return tl::unexpected(Failure{"render", name, unknown_shot(name)});
            }
            stack.push_back(found->second);
        }
        std::vector<bool> is_named(plan_.items.size(), false);
        for (const std::size_t index : stack) {
            is_named[index] = true;
        }
        while (!stack.empty()) {
            const std::size_t index = stack.back();
            stack.pop_back();
            if (is_wanted[index]) {
                continue;
            }
            is_wanted[index] = true;
            stack.insert(stack.end(), plan_.items[index].waits_for.begin(), plan_.items[index].waits_for.end());
        }
        for (std::size_t i = 0; i < plan_.items.size(); ++i) {
            Item& item = plan_.items[i];
            const bool is_needed = is_named[i] || (is_wanted[i] && item.status != Status::Done && item.status != Status::Again);
            if (!is_needed) {
                item.new_takes = 0;
                item.open.clear();
                item.status = item.status == Status::Done || item.status == Status::Again ? Status::Done : Status::Skipped;
            }
        }
        return {};
    }

    std::string unknown_shot(const std::string& name) const {
        std::vector<std::string_view> names;
        for (const bundle::Request& request : bundle_.requests) {
            names.push_back(request.id);
        }
        const auto near = find_nearest(name, names);
        return near ? fmt::format("there is no shot of that name; did you mean `{}`?", *near) : "there is no shot of that name";
    }

    void add_to_totals(const Item& item) {
        plan_.new_takes += item.new_takes;
        plan_.open_takes += static_cast<int>(item.open.size());
        plan_.milliseconds += item.new_takes * item.milliseconds.value_or(0);
        const auto& price = item.request->cost.micro_usd;
        if (item.new_takes > 0 && options_.engine != kAnimatic) {
            plan_.micro_usd = plan_.micro_usd && price ? std::optional(*plan_.micro_usd + item.new_takes * *price) : std::nullopt;
        }
    }

    const bundle::Bundle& bundle_;
    const store::Ledger& ledger_;
    const PlanOptions& options_;
    Hasher hasher_;
    Plan plan_;
    std::map<std::string, std::size_t, std::less<>> index_;
    std::map<std::string, std::vector<Take>, std::less<>> takes_;
};

}  // namespace

std::string_view status_name(Status status) {
    constexpr std::array<std::string_view, 8> kNames{"new", "changed", "again", "on its way", "in doubt", "done", "failed", "left out"};
    return kNames[static_cast<std::size_t>(status)];
}

Result<Plan> make_plan(const bundle::Bundle& bundle, const store::Ledger& ledger, const PlanOptions& options) {
    return Planner(bundle, ledger, options).make();
}

Result<std::optional<store::Take>> find_standing_take(const store::Ledger& ledger, std::string_view shot, std::string_view engine,
                                                      std::string_view hash) {
    const auto chosen = ledger.chosen(shot);
    const auto takes = ledger.takes_of(shot);
    if (!chosen || !takes) {
        return tl::unexpected(!chosen ? chosen.error() : takes.error());
    }
    std::optional<Take> standing;
    for (const Take& take : *takes) {
        if (take.state != State::Done) {
            continue;
        }
        if (take.number == *chosen) {
            return take;
        }
        if (take.engine == engine && take.hash == hash) {
            standing = take;
        }
    }
    return standing;
}

std::string prompt_of(const bundle::Request& request) {
    const Json body = Json::parse(request.body, nullptr, false);
    std::vector<const std::string*> texts;
    if (!body.is_discarded()) {
        collect_texts(body, 0, texts);
    }
    const std::uint64_t size = prompt_size(request);
    const auto found = std::find_if(texts.begin(), texts.end(), [&](const std::string* text) { return text->size() == size; });
    if (found != texts.end()) {
        return **found;
    }
    // A prompt for each shot of a clip, counted with a line feed between; or no source map.
    const auto prompt = body.is_object() ? body.find("prompt") : body.end();
    return body.is_object() && prompt != body.end() && prompt->is_string() ? prompt->get<std::string>() : std::string();
}

}  // namespace shot::render
