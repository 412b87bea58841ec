// Names of colours, as palettes write them.
#include <catch2/catch.hpp>

#include "compiler/sema/vocabulary.hpp"
#include "stdlib/embedded.hpp"

namespace shot::tests {
namespace {

std::string find(std::string_view name) {
    static const auto colours = sema::Colours::parse(stdlib::find_embedded("vocabulary/colours.json"));
    if (!colours) {
        FAIL(colours.error().message());
    }
    return std::string(colours->find(name).value_or("none"));
}

TEST_CASE("a colour is found by its name in any spelling") {
    CHECK(find("teal") == "#008080");
    CHECK(find("Teal") == "#008080");
    CHECK(find("walnut brown") == "#5c4033");
    CHECK(find("dark slate gray") == "#2f4f4f");
    CHECK(find("DarkSlateGrey") == "#2f4f4f");
    CHECK(find("midnight-blue") == "#191970");
    CHECK(find("robin\u2019s egg blue") == find("robin's egg blue"));
    for (const char* name : {"amber", "cream", "magenta", "charcoal", "brushed metal", "white", "orange", "black"}) {
        INFO(name);
        CHECK(find(name) != "none");
    }
}

TEST_CASE("a colour is found by its last words") {
    CHECK(find("deep teal") == "#008080");
    CHECK(find("a worn, sun-bleached teal") == "#008080");
    CHECK(find("brushed metal accents") == find("brushed metal"));
    CHECK(find("cool cyan rim light") == find("cyan"));
}

TEST_CASE("what is no colour is none") {
    CHECK(find("hope") == "none");
    CHECK(find("") == "none");
    CHECK(find("accents") == "none");
    CHECK(find("teal street") == "none");
    CHECK(find("scarred") == "none");  // ends like red, but is one word
}

TEST_CASE("a broken list of colours names what is wrong") {
    const auto reason = [](std::string_view json) {
        const auto parsed = sema::Colours::parse(json);
        REQUIRE_FALSE(parsed);
        return parsed.error().message();
    };
    CHECK_THAT(reason("["), Catch::Contains("vocabulary/colours.json"));
    CHECK_THAT(reason(R"({"lists": [{"colours": {"teal": "#008080"}}]})"), Catch::Contains("teal"));
    CHECK_THAT(reason(R"({"lists": [{"colours": {"sea green": "2e8b57", "seagreen": "2e8b57"}}]})"),
               Catch::Contains("seagreen"));
}

}  // namespace
}  // namespace shot::tests
