#include <catch2/catch.hpp>

#include <filesystem>

#include "runtime/files/temporary_file.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace shot;
using namespace shot::files;

namespace {

std::size_t count_files(const std::string& folder) {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder)) {
        ++count;
    }
    return count;
}

}  // namespace

TEST_CASE("a file appears when it is committed, and leaves nothing when it is not", "[files]") {
    const tests::TemporaryFolder folder;
    const std::string place = folder.path() + "/clip.mp4";
    {
        auto file = TemporaryFile::create(place);
        REQUIRE(file);
        REQUIRE(file->write("half"));
        CHECK_FALSE(std::filesystem::exists(place));
        CHECK(file->path().ends_with(".mp4"));
    }
    CHECK(count_files(folder.path()) == 0);
    {
        auto file = TemporaryFile::create(place);
        REQUIRE(file);
        REQUIRE(file->write("whole"));
        REQUIRE(file->commit());
    }
    CHECK(count_files(folder.path()) == 1);
    CHECK(folder.read("clip.mp4") == "whole");
}

TEST_CASE("two files of one place do not meet, and the last that is committed stands", "[files]") {
    const tests::TemporaryFolder folder;
    auto first = TemporaryFile::create(folder.path() + "/a");
    auto second = TemporaryFile::create(folder.path() + "/a");
    REQUIRE(first);
    REQUIRE(second);
    CHECK(first->path() != second->path());
    REQUIRE(second->write("2"));
    REQUIRE(first->write("1"));
    REQUIRE(first->commit());
    REQUIRE(second->commit());
    CHECK(folder.read("a") == "2");
    CHECK(count_files(folder.path()) == 1);
}

TEST_CASE("a folder that is not there is named", "[files]") {
    const auto file = TemporaryFile::create("/nowhere/at/all");
    REQUIRE_FALSE(file);
    CHECK(file.error().message() == "cannot write `/nowhere/at/all`: No such file or directory");
}
