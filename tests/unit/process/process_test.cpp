#include "runtime/process/process.hpp"

#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include <catch2/catch.hpp>

using namespace shot;
using process::Pipe;
using process::run;

TEST_CASE("a program gets its arguments and its input as they are, and gives back what it says", "[process]") {
    const auto echoed = run({"printf", "%s|", "a b", "$HOME", "*", ""});
    REQUIRE(echoed);
    CHECK(echoed->exit_code == 0);
    CHECK(echoed->output == "a b|$HOME|*||");

    process::RunOptions options;
    options.input = std::string(3'000'000, 'x') + "end";
    const auto copied = run({"cat"}, options);
    REQUIRE(copied);
    CHECK(copied->output == options.input);
}

TEST_CASE("exit codes, signals and complaints are told apart", "[process]") {
    const auto failed = run({"sh", "-c", "echo bad >&2; exit 3"});
    REQUIRE(failed);
    CHECK(failed->exit_code == 3);
    CHECK(failed->errors == "bad\n");
    const auto killed = run({"sh", "-c", "kill -9 $$"});
    REQUIRE(killed);
    CHECK(killed->exit_code == 128 + 9);
    const auto missing = run({"no-such-program-of-ours"});
    REQUIRE_FALSE(missing);
    CHECK(missing.error().reason == "there is no such program in PATH");
}

TEST_CASE("what does not read its input, or says too much, does no harm", "[process]") {
    process::RunOptions options;
    options.input = std::string(3'000'000, 'x');
    const auto deaf = run({"true"}, options);
    REQUIRE(deaf);
    CHECK(deaf->exit_code == 0);
    options.input.clear();
    options.max_output = 1000;
    CHECK_FALSE(run({"sh", "-c", "yes | head -c 100000"}, options));
}

TEST_CASE("a cancelled program ends soon, with all that it started", "[process]") {
    std::atomic<bool> is_cancelled = false;
    process::RunOptions options;
    options.is_cancelled = &is_cancelled;
    std::thread later([&is_cancelled] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        is_cancelled = true;
    });
    const auto begin = std::chrono::steady_clock::now();
    const auto cancelled = run({"sh", "-c", "sleep 60 & sleep 60"}, options);
    later.join();
    REQUIRE_FALSE(cancelled);
    CHECK(cancelled.error().reason == "it was cancelled");
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
}

TEST_CASE("a pipe says why its program ended", "[process]") {
    auto good = Pipe::start({"sh", "-c", "cat >/dev/null"});
    REQUIRE(good);
    CHECK(good->write(std::string(1'000'000, 'x')));
    CHECK(good->finish());

    auto bad = Pipe::start({"sh", "-c", "echo 'no room' >&2; exit 1"});
    REQUIRE(bad);
    Result<void> written;
    for (int i = 0; i < 1000 && written; ++i) {
        written = bad->write(std::string(100'000, 'x'));
    }
    REQUIRE_FALSE(written);
    CHECK(written.error().reason == "no room");

    auto late = Pipe::start({"sh", "-c", "cat >/dev/null; exit 4"});
    REQUIRE(late);
    CHECK(late->write("x"));
    const auto finished = late->finish();
    REQUIRE_FALSE(finished);
    CHECK(finished.error().reason == "it ended with exit code 4");
}
