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
    const auto lost = find_lost_job(lost_take(), {std::move(jobs), server_now}, claimed, kNow);
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
    CHECK(found({job("new", kThen + 9), job("old", kThen + 1)}) == "old");
    CHECK(found({job("new", kThen + 9), job("old", kThen + 1)}, {"old"}) == "new");
    CHECK(found({job("v", 0)}) == "v");
    CHECK(found({}).empty());
}

TEST_CASE("a server that clamps what was asked does not hide the job", "[render]") {
    CHECK(found({job("v", kIntended / 1000 + 1, "A door opens.", "720x720")}) == "v");
    CHECK(found({job("other", kIntended / 1000 + 1, "A door opens.", "720x720"), job("ours", kIntended / 1000 + 1)}) == "ours");
    CHECK(found({job("ours", kIntended / 1000 + 1), job("other", kIntended / 1000 + 1, "A door opens.", "720x720")}) == "ours");
}

TEST_CASE("the server's clock counts, not ours", "[render]") {
    constexpr std::int64_t kHour = 3600;
    CHECK(found({job("v", kIntended / 1000 + kHour + 1)}, {}, kNow / 1000 + kHour) == "v");
    CHECK(found({job("v", kIntended / 1000 - kHour + 1)}, {}, kNow / 1000 - kHour) == "v");
    CHECK(found({job("old", kIntended / 1000 + 1)}, {}, kNow / 1000 + kHour).empty());
}

TEST_CASE("a list without prompts proves nothing", "[render]") {
    CHECK(tells_prompts({{job("v", 1)}, 0}));
    CHECK_FALSE(tells_prompts({{job("v", 1), job("w", 1, "")}, 0}));
    CHECK(tells_prompts({{}, 0}));
}
