#include <catch2/catch.hpp>

#include "compiler/plan/hash_file.hpp"
#include "compiler/source/memory_file_system.hpp"
#include "compiler/support/sha256.hpp"

using namespace shot;
using namespace shot::plan;

TEST_CASE("a file that is read in pieces has the hash of its text", "[plan]") {
    MemoryFileSystem files;
    std::string text;
    for (int i = 0; text.size() < 2'500'000; ++i) {  // two pieces and a half
        text += std::to_string(i);
    }
    files.add("takes/harbour.mp4", text);
    const auto hash = hash_file(files, "takes/harbour.mp4");
    REQUIRE(hash);
    CHECK(hash->sha256 == sha256_of(text));
    CHECK(hash->bytes == text.size());
    CHECK_FALSE(hash_file(files, "takes/other.mp4"));
    CHECK_FALSE(hash_file(files, "takes"));
}
