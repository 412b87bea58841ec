#include <catch2/catch.hpp>

#include "compiler/plan/sha256.hpp"
#include "compiler/source/memory_file_system.hpp"

using namespace shot;
using namespace shot::plan;

TEST_CASE("SHA-256 has the answers of FIPS 180-4", "[plan]") {
    CHECK(sha256_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256_of(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("a file that is read in pieces has the hash of its text", "[plan]") {
    MemoryFileSystem files;
    std::string text;
    for (int i = 0; text.size() < 2'500'000; ++i) {  // two pieces and a half
        text += std::to_string(i);
    }
    files.add("takes/harbour.mp4", text);
    const auto hash = sha256_of_file(files, "takes/harbour.mp4");
    REQUIRE(hash);
    CHECK(hash->sha256 == sha256_of(text));
    CHECK(hash->bytes == text.size());
    CHECK_FALSE(sha256_of_file(files, "takes/other.mp4"));
    CHECK_FALSE(sha256_of_file(files, "takes"));
}
