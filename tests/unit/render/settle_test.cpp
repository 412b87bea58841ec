#include <catch2/catch.hpp>

#include "runtime/render/settle.hpp"

using namespace shot;
using namespace shot::render;

namespace {

constexpr std::int64_t kIntended = 1'700'000'000'000;  // milliseconds
constexpr std::int64_t kNow = kIntended + 60'000;

store::Take lost_take() {
    store::Take take;
    take.prompt = "A door  opens.\n";
    take.size = "1280x720";
    take.milliseconds = 4000;
    take.intended_at = kIntended;
    return take;
}

dialects::JobView job(std::string id, std::int64_t created, std::string prompt = "A door opens.", std::string size = "1280x720") {
    dialects::JobView view;
    view.id = std::move(id);
    view.created = created;
    view.prompt = std::move(prompt);
    view.size = std::move(size);
    return view;
}

std::string found(std::vector<dialects::JobView> jobs, const std::vector<std::string>& claimed = {}, std::int64_t server_now = kNow / 1000) {
    const auto lost = find_lost_jobs(lost_take(), {std::move(jobs), server_now, false}, claimed, kNow).choose(1);
    return lost ? lost->id : "";
}

}  // namespace

TEST_CASE("a lost job is the one with our prompt that is young enough and nobody's", "[render]") {
    constexpr std::int64_t kThen = kIntended / 1000;
    CHECK(found({job("v", kThen + 1)}) == "v");
    CHECK(found({job("v", kThen)}) == "v");
    CHECK(found({job("v", kThen - 60)}).empty());
    CHECK(found({job("v", kThen + 1, "A window opens.")}).empty());
    CHECK(found({job("v", kThen + 1)}, {"v"}).empty());
    CHECK(found({job("new", kThen + 9), job("old", kThen + 1)}).empty());  // one of them is somebody else's
    CHECK(found({job("new", kThen + 9), job("old", kThen + 1)}, {"old"}) == "new");
    CHECK(found({job("v", 0)}) == "v");
    CHECK(found({}).empty());
}

TEST_CASE("a job of another size or length is not taken for ours, nor for none", "[render]") {
    constexpr std::int64_t kThen = kIntended / 1000;
    const auto of_length = [](std::string id, std::string seconds) {
        dialects::JobView view = job(std::move(id), kIntended / 1000 + 1);
        view.seconds = std::move(seconds);
        return view;
    };
    const auto look = [](std::vector<dialects::JobView> jobs) { return find_lost_jobs(lost_take(), {std::move(jobs), kNow / 1000, false}, {}, kNow); };
    CHECK(found({job("v", kThen + 1, "A door opens.", "720x720")}).empty());
    CHECK(look({job("v", kThen + 1, "A door opens.", "720x720")}).other.size() == 1);
    CHECK(found({of_length("v", "8")}).empty());
    CHECK(found({of_length("v", "8"), of_length("ours", "4")}) == "ours");
    CHECK(found({of_length("ours", "4.0")}) == "ours");
    CHECK(describe_candidates(look({of_length("v", "8")})) == "the server has a job with its prompt, and of another size or length: v");
}

TEST_CASE("as many jobs as takes are lost are theirs, in the order in which they were sent", "[render]") {
    constexpr std::int64_t kThen = kIntended / 1000;
    const LostJobs jobs = find_lost_jobs(lost_take(), {{job("second", kThen + 2), job("first", kThen + 1)}, kNow / 1000, false}, {}, kNow);
    CHECK(jobs.choose(2)->id == "first");
    CHECK_FALSE(jobs.choose(1));
    CHECK(describe_candidates(jobs) == "the server has 2 jobs with its prompt that this ledger does not know: first, second");
}

TEST_CASE("the server's clock counts, not ours", "[render]") {
    constexpr std::int64_t kHour = 3600;
    CHECK(found({job("v", kIntended / 1000 + kHour + 1)}, {}, kNow / 1000 + kHour) == "v");
    CHECK(found({job("v", kIntended / 1000 - kHour + 1)}, {}, kNow / 1000 - kHour) == "v");
    CHECK(found({job("old", kIntended / 1000 + 1)}, {}, kNow / 1000 + kHour).empty());
}

TEST_CASE("a list without prompts proves nothing", "[render]") {
    CHECK(tells_prompts({{job("v", 1)}, 0, false}));
    CHECK_FALSE(tells_prompts({{job("v", 1), job("w", 1, "")}, 0, false}));
    CHECK(tells_prompts({{}, 0, false}));
}
