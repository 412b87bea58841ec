#include "runtime/serve/job_store.hpp"

#include <filesystem>

#include <unistd.h>

#include <catch2/catch.hpp>

using namespace shot::serve;

namespace {

/// Gone with its files at the end of a test.
class Folder {
public:
    Folder() : path_(std::filesystem::temp_directory_path() / ("shot-job-store-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

Job job(std::string id) {
    Job made;
    made.id = std::move(id);
    made.operation = Operation::Extend;
    made.model = "m";
    made.prompt = "p\xc3\xa9";
    made.width = 1280;
    made.height = 720;
    made.milliseconds = 4000;
    made.total = 8000;
    made.extensions = 1;
    made.source_id = "s";
    made.created_at = 17;
    return made;
}

}  // namespace

TEST_CASE("jobs are there again when the store is opened anew", "[serve]") {
    const Folder folder;
    {
        auto store = JobStore::open(folder.path());
        REQUIRE(store);
        Job made = job("a");
        REQUIRE(store->add(made));
        CHECK(made.number == 1);
        made.number = 0;
        CHECK_FALSE(store->add(made));  // the id is taken
    }
    auto store = JobStore::open(folder.path());
    REQUIRE(store);
    const auto found = store->find("a");
    REQUIRE(found);
    REQUIRE(*found);
    CHECK((*found)->operation == Operation::Extend);
    CHECK((*found)->prompt == "p\xc3\xa9");
    CHECK((*found)->total == 8000);
    CHECK((*found)->source_id == "s");
    CHECK_FALSE(*store->find("b"));
}

TEST_CASE("a job that is settled stays as it is", "[serve]") {
    const Folder folder;
    auto store = JobStore::open(folder.path());
    REQUIRE(store);
    Job made = job("a");
    REQUIRE(store->add(made));
    CHECK(store->unfinished()->size() == 1);
    made.status = Status::InProgress;
    CHECK(*store->update(made));
    CHECK(store->unfinished()->size() == 1);
    made.status = Status::Cancelled;
    CHECK(*store->update(made));
    made.status = Status::Completed;
    CHECK_FALSE(*store->update(made));
    CHECK((*store->find("a"))->status == Status::Cancelled);
    CHECK(store->unfinished()->empty());
    CHECK(*store->remove("a"));
    CHECK_FALSE(*store->remove("a"));
}

TEST_CASE("jobs are listed page by page, from both ends", "[serve]") {
    const Folder folder;
    auto store = JobStore::open(folder.path());
    REQUIRE(store);
    for (const char* id : {"a", "b", "c"}) {
        Job made = job(id);
        REQUIRE(store->add(made));
    }
    const auto ids = [&](std::int64_t after, std::int64_t limit, bool is_newest_first) {
        const auto jobs = store->list(after, limit, is_newest_first);
        REQUIRE(jobs);
        std::string text;
        for (const Job& one : *jobs) {
            text += one.id;
        }
        return text;
    };
    CHECK(ids(0, 10, true) == "cba");
    CHECK(ids(0, 2, false) == "ab");
    CHECK(ids(2, 10, false) == "c");
    CHECK(ids(2, 10, true) == "a");
    CHECK(ids(0, 0, true).empty());
    REQUIRE(store->remove("c"));
    Job made = job("d");
    REQUIRE(store->add(made));
    CHECK(made.number == 4);  // a number is never used again
}
