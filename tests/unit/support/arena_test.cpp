#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "compiler/support/arena.hpp"

TEST_CASE("text in an arena stays where it is while the arena grows") {
    shot::Arena arena;
    std::vector<std::string_view> copies;
    for (int i = 0; i < 5'000; ++i) {
        copies.push_back(arena.copy("text number " + std::to_string(i)));
    }
    for (int i = 0; i < 5'000; ++i) {
        REQUIRE(copies[static_cast<std::size_t>(i)] == "text number " + std::to_string(i));
    }
}

TEST_CASE("an arena takes texts larger than its blocks, and none at all") {
    shot::Arena arena;
    const std::string large(100'000, 'x');
    CHECK(arena.copy("before") == "before");
    CHECK(arena.copy(large) == large);
    CHECK(arena.copy("after") == "after");
    CHECK(arena.copy("").empty());
}

TEST_CASE("a cleared arena uses its memory again") {
    shot::Arena arena;
    const char* first = arena.copy("one").data();
    arena.clear();
    CHECK(arena.copy("two").data() == first);
}
