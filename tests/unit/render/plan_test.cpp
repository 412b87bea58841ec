#include <catch2/catch.hpp>

#include "runtime/render/plan.hpp"
#include "runtime/render/queue.hpp"
#include "runtime/render/render.hpp"
#include "runtime/render/takes.hpp"

using namespace shot;
using namespace shot::render;
using store::State;
using store::Take;

namespace {

bundle::Request make_request(std::string id, std::string prompt, std::vector<std::string> waits_for = {}) {
    bundle::Request request;
    request.id = std::move(id);
    request.operation = waits_for.empty() ? "create" : "extend";
    request.depends_on = std::move(waits_for);
    request.method = "POST";
    request.path = "/v1/videos";
    request.body = R"({"model":"sora-2","prompt":")" + prompt + R"(","size":"1280x720"})";
    request.milliseconds = 8000;
    request.size = "1280x720";
    request.cost.micro_usd = 800'000;
    request.source_map = {{0, 4, "film.shot", 3}, {4, prompt.size(), "film.shot", 7}};
    return request;
}

bundle::Bundle make_bundle() {
    bundle::Bundle made;
    made.requests = {make_request("door", "A door opens."), make_request("storm", "A storm comes.", {"door"})};
    return made;
}

struct World {
    bundle::Bundle bundle = make_bundle();
    store::Ledger ledger = *store::Ledger::open_in_memory();
    PlanOptions options;

    World() { options.engine = "openai-videos"; }

    Plan plan() const {
        auto made = make_plan(bundle, ledger, options);
        REQUIRE(made);
        return std::move(*made);
    }
    Take add(std::string_view shot, State state) {
        const Plan made = plan();
        for (const Item& item : made.items) {
            if (item.request->id == shot) {
                Take take = make_take(made, item);
                take.server = "http://127.0.0.1";
                take.state = state;
                REQUIRE(ledger.add(take));
                return take;
            }
        }
        FAIL("no such shot");
        return {};
    }
};

}  // namespace

TEST_CASE("a plan of a film that nobody rendered is all of it", "[render]") {
    const World world;
    const Plan plan = world.plan();
    CHECK(plan.new_takes == 2);
    CHECK(plan.micro_usd == 1'600'000);
    CHECK(plan.milliseconds == 16'000);
    CHECK(plan.items[0].status == Status::New);
    CHECK(plan.items[0].prompt == "A door opens.");
    CHECK(plan.items[1].waits_for == std::vector<std::size_t>{0});
}

TEST_CASE("what is unchanged is done, and what changed says which line did it", "[render]") {
    World world;
    world.add("door", State::Done);
    world.add("storm", State::Done);
    CHECK(world.plan().new_takes == 0);
    CHECK(world.plan().items[0].status == Status::Done);

    world.bundle.requests[1] = make_request("storm", "A calm comes.", {"door"});
    Plan plan = world.plan();
    CHECK(plan.items[0].status == Status::Done);
    CHECK(plan.items[1].status == Status::Changed);
    CHECK(plan.items[1].why == "film.shot:3");
    CHECK(plan.new_takes == 1);

    // What goes on from a clip changes with it.
    world.bundle = make_bundle();
    world.bundle.requests[0] = make_request("door", "A door shuts.");
    plan = world.plan();
    CHECK(plan.items[0].why == "film.shot:7");
    CHECK(plan.items[1].status == Status::Changed);
    CHECK(plan.items[1].why == "a file, or the clip that it goes on from");
}

TEST_CASE("what is gone from a prompt is told by what follows it now", "[render]") {
    World world;
    world.bundle.requests[0] = make_request("door", "A grey door opens.");
    world.add("door", State::Done);
    world.bundle.requests[0] = make_request("door", "A door opens.");
    CHECK(world.plan().items[0].why == "something is gone before film.shot:3");
}

TEST_CASE("a file is known by its bytes, whatever it is called", "[render]") {
    World world;
    const auto with_frame = [](const std::string& name, const std::string& sum) {
        bundle::Bundle made = make_bundle();
        made.assets.push_back({});
        made.assets[0].id = name;
        made.assets[0].sha256 = sum;
        made.requests[0].assets = {name};
        made.requests[0].body = R"({"prompt":"A door opens.","input_reference":"${assets.)" + name + R"(.file}"})";
        return made;
    };
    world.bundle = with_frame("q", "11");
    world.add("door", State::Done);
    world.bundle = with_frame("z", "11");
    CHECK(world.plan().items[0].status == Status::Done);
    world.bundle = with_frame("z", "22");
    CHECK(world.plan().items[0].status == Status::Changed);
}

TEST_CASE("a clip that is gone is fetched from its job again", "[render]") {
    World world;
    world.options.engine = "openai-videos";
    world.options.folder = "/nonexistent";
    world.add("door", State::Done);
    Take take = world.ledger.takes()->front();
    take.file = "door.take1.mp4";
    take.bytes = 10;
    take.job = "video_1";
    take.server = "http://127.0.0.1:1";
    REQUIRE(world.ledger.update(take));
    const Plan plan = world.plan();
    REQUIRE(plan.items[0].open.size() == 1);
    CHECK(plan.items[0].open[0].state == State::Ready);
    CHECK(plan.items[0].new_takes == 0);
    CHECK(plan.items[0].why == "door.take1.mp4 is gone or cut short");
}

TEST_CASE("a take of another engine is none of ours", "[render]") {
    World world;
    world.add("door", State::Done);
    world.options.engine = std::string(kAnimatic);
    const Plan plan = world.plan();
    CHECK(plan.items[0].status == Status::New);
    CHECK(plan.micro_usd == 0);
}

TEST_CASE("takes that are on their way are gone on with, and not made anew", "[render]") {
    World world;
    world.add("door", State::Running);
    world.add("storm", State::Unknown);
    Plan plan = world.plan();
    CHECK(plan.new_takes == 0);
    CHECK(plan.open_takes == 2);
    CHECK(plan.items[0].status == Status::Resumed);
    CHECK(plan.items[1].status == Status::Doubtful);
    // Even when the script has changed since: the old take is paid for.
    world.bundle.requests[0] = make_request("door", "A door shuts.");
    plan = world.plan();
    CHECK(plan.items[0].open.size() == 1);
    CHECK(plan.items[0].new_takes == 1);
}

TEST_CASE("what the server gave up on is not paid for again unasked, what it refused is", "[render]") {
    World world;
    Take failed = world.add("door", State::Failed);
    CHECK(world.plan().items[0].status == Status::Failed);
    CHECK(world.plan().items[0].new_takes == 0);
    world.options.again = true;
    CHECK(world.plan().items[0].new_takes == 1);
    world.options.again = false;
    failed.is_refused = true;
    REQUIRE(world.ledger.update(failed));
    CHECK(world.plan().items[0].new_takes == 1);
}

TEST_CASE("more takes are as many as are wanted, again as many more", "[render]") {
    World world;
    world.add("door", State::Done);
    world.options.takes = 3;
    CHECK(world.plan().items[0].new_takes == 2);
    CHECK(world.plan().items[0].status == Status::Again);
    world.options.again = true;
    CHECK(world.plan().items[0].new_takes == 3);
}

TEST_CASE("only what is named is rendered, with what it waits for where that is not done", "[render]") {
    World world;
    world.options.only = {"storm"};
    CHECK(world.plan().new_takes == 2);
    world.add("door", State::Done);
    CHECK(world.plan().new_takes == 1);
    world.options.again = true;
    CHECK(world.plan().items[0].new_takes == 0);
    CHECK(world.plan().items[1].new_takes == 1);
    world.options.only = {"strom"};
    const auto unknown = make_plan(world.bundle, world.ledger, world.options);
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().reason.find("did you mean `storm`?") != std::string::npos);
}

TEST_CASE("another take of its source, once chosen, changes what goes on from it", "[render]") {
    World world;
    world.add("door", State::Done);
    world.add("storm", State::Done);
    world.options.takes = 2;
    world.add("door", State::Done);
    world.options.takes = 1;
    REQUIRE(world.ledger.choose("door", 1));
    CHECK(world.plan().items[1].status == Status::Changed);
    const auto standing = find_standing_take(world.ledger, "door", world.options.engine, world.plan().items[0].hash);
    REQUIRE(standing);
    REQUIRE(*standing);
    CHECK((*standing)->number == 1);
}

TEST_CASE("the queue gives what waits for a clip when that is done, and never when it failed", "[render]") {
    const World world;
    const Plan plan = world.plan();
    const auto any = [](const Work&) { return true; };
    {
        Queue queue(plan);
        const auto first = queue.next(any);
        REQUIRE(first);
        CHECK(first->item == 0);
        queue.finish(*first, true);
        const auto second = queue.next(any);
        REQUIRE(second);
        CHECK(second->item == 1);
        queue.finish(*second, true);
        CHECK_FALSE(queue.next(any));
        CHECK(queue.left() == 0);
    }
    Queue queue(plan);
    const auto first = queue.next(any);
    REQUIRE(first);
    queue.finish(*first, false);
    CHECK_FALSE(queue.next(any));
    CHECK(queue.left() == 1);
}

TEST_CASE("a clip's name is made of the shot's id alone, and is never too long", "[render]") {
    CHECK(clip_name("storm", 2) == "storm.take2.mp4");
    std::string letters;
    for (int i = 0; i < 200; ++i) {
        letters += "é";
    }
    const std::string name = clip_name(letters, 1);
    CHECK(name.size() < 220);
    CHECK(name != clip_name(letters + "x", 1));
}
