#include <catch2/catch.hpp>

#include <filesystem>

#include "runtime/store/ledger.hpp"
#include "runtime/store/lock.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace shot;
using namespace shot::store;

namespace {

Take sample_take(std::string shot) {
    Take take;
    take.shot = std::move(shot);
    take.hash = "abc";
    take.engine = "openai-videos";
    take.server = "http://127.0.0.1:8787";
    take.operation = "create";
    take.path = "/v1/videos";
    take.request = R"({"prompt":"A door."})";
    take.prompt = "A door.";
    take.milliseconds = 8000;
    take.micro_usd = 800'000;
    return take;
}

}  // namespace

TEST_CASE("a ledger keeps takes over a restart, numbered by shot", "[store]") {
    const tests::TemporaryFolder folder;
    {
        auto ledger = Ledger::open(folder.path());
        REQUIRE(ledger);
        for (const char* shot : {"door", "door", "storm"}) {
            Take take = sample_take(shot);
            REQUIRE(ledger->add(take));
        }
        auto takes = ledger->takes_of("door");
        REQUIRE(takes);
        Take second = takes->at(1);
        second.state = State::Accepted;
        second.job = "video_1";
        second.answer = std::string("with\0a null", 11);
        REQUIRE(ledger->update(second));
    }
    const auto ledger = Ledger::open(folder.path(), true);
    REQUIRE(ledger);
    const auto takes = ledger->takes();
    REQUIRE(takes);
    REQUIRE(takes->size() == 3);
    CHECK(takes->at(1).number == 2);
    CHECK(takes->at(1).state == State::Accepted);
    CHECK(takes->at(1).job == "video_1");
    CHECK(takes->at(1).path == "/v1/videos");
    CHECK(takes->at(1).answer.size() == 11);
    CHECK(takes->at(1).milliseconds == 8000);
    CHECK(takes->at(2).shot == "storm");
    CHECK(takes->at(2).number == 1);
}

TEST_CASE("no two takes have one job of a server", "[store]") {
    auto ledger = Ledger::open_in_memory();
    REQUIRE(ledger);
    Take first = sample_take("door");
    Take second = sample_take("storm");
    first.job = second.job = "video_1";
    REQUIRE(ledger->add(first));
    CHECK_FALSE(ledger->add(second));
    second.server = "http://127.0.0.1:9999";
    CHECK(ledger->add(second));
}

TEST_CASE("what may have cost money counts as spent, and what was refused does not", "[store]") {
    auto ledger = Ledger::open_in_memory();
    REQUIRE(ledger);
    const auto add = [&](State state, bool is_refused, std::optional<std::int64_t> price, std::string server) {
        Take take = sample_take("door");
        take.state = state;
        take.is_refused = is_refused;
        take.micro_usd = price;
        take.server = std::move(server);
        REQUIRE(ledger->add(take));
    };
    const std::string server = "https://example.com";
    add(State::Planned, false, 1, server);
    add(State::Intent, false, 10, server);
    add(State::Unknown, false, 100, server);
    add(State::Done, false, 1000, server);
    add(State::Failed, false, 10'000, server);
    add(State::Failed, true, 100'000, server);
    add(State::Done, false, 1'000'000, "");
    add(State::Running, false, std::nullopt, server);
    const auto spent = ledger->spent();
    REQUIRE(spent);
    CHECK(spent->micro_usd == 11'110);
    CHECK(spent->unpriced == 1);
    CHECK(spent->milliseconds == 5 * 8000);
}

TEST_CASE("choices and uploads are kept, and a choice is taken back", "[store]") {
    auto ledger = Ledger::open_in_memory();
    REQUIRE(ledger);
    CHECK(ledger->chosen("door").value() == 0);
    REQUIRE(ledger->choose("door", 3));
    CHECK(ledger->chosen("door").value() == 3);
    REQUIRE(ledger->choose("door", 0));
    CHECK(ledger->chosen("door").value() == 0);
    const Upload upload{"https://a", "character", "Fisherman", "00ff", "char_1"};
    CHECK_FALSE(ledger->find_upload(upload).value());
    REQUIRE(ledger->put_upload(upload));
    CHECK(ledger->find_upload(upload).value() == "char_1");
    CHECK_FALSE(ledger->find_upload({"https://b", "character", "Fisherman", "00ff", {}}).value());
}

TEST_CASE("a file that is no ledger is said to be none, and stays as it is", "[store]") {
    const tests::TemporaryFolder folder;
    folder.write("ledger.db", "this is no database, and long enough that SQLite reads a header of it: 0123456789012345678901234567890123456789");
    const auto ledger = Ledger::open(folder.path());
    REQUIRE_FALSE(ledger);
    CHECK(ledger.error().message().find("ledger.db") != std::string::npos);
    CHECK(std::filesystem::file_size(folder.path() + "/ledger.db") > 100);
    CHECK_FALSE(Ledger::open(folder.path() + "/nowhere", true));
}

TEST_CASE("a folder is locked by one holder, who is named", "[store]") {
    const tests::TemporaryFolder folder;
    {
        const auto lock = Lock::take(folder.path(), "shot render film.shot");
        REQUIRE(lock);
        const auto other = Lock::take(folder.path(), "shot render film.shot");
        REQUIRE_FALSE(other);
        CHECK(other.error().message().find("shot render film.shot (process ") != std::string::npos);
    }
    CHECK(Lock::take(folder.path(), "shot status"));
}

TEST_CASE("every state has a name that leads back to it", "[store]") {
    for (int i = 0; i <= static_cast<int>(State::Cancelled); ++i) {
        const auto state = static_cast<State>(i);
        CHECK(find_state(state_name(state)) == state);
    }
    CHECK_FALSE(find_state("lost"));
}
