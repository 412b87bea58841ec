#include <catch2/catch.hpp>

#include "runtime/dialects/json_path.hpp"

using namespace shot::dialects;

namespace {

std::optional<std::string> text_of(std::string_view json, std::string_view path) {
    const auto parsed = parse_answer(json);
    REQUIRE(parsed);
    return text_at(*parsed, path);
}

}  // namespace

TEST_CASE("a path leads through members, indices and the last element of a kind", "[dialects]") {
    const std::string_view json =
        R"({"a":{"b":[1,{"c":"x"}]},"steps":[{"type":"out","uri":"first"},{"type":"in"},{"type":"out","uri":"last"}]})";
    CHECK(text_of(json, "/a/b/[0]") == "1");
    CHECK(text_of(json, "/a/b/[-1]/c") == "x");
    CHECK(text_of(json, "/steps/[type=out]/uri") == "last");
    CHECK_FALSE(text_of(json, "/steps/[type=other]/uri"));
    CHECK_FALSE(text_of(json, "/a/b/[2]"));
    CHECK_FALSE(text_of(json, "/a/b/[x]"));
    CHECK_FALSE(text_of(json, "/a/b/c"));
    CHECK_FALSE(text_of(json, "/a"));
    CHECK_FALSE(text_of(json, ""));
    CHECK_FALSE(text_of("[]", "/[-1]"));
    CHECK_FALSE(text_of("3", "/a"));
}

TEST_CASE("what is no JSON, or too deep to be read safely, is no answer", "[dialects]") {
    CHECK_FALSE(parse_answer("<html>"));
    CHECK_FALSE(parse_answer(""));
    CHECK_FALSE(parse_answer(R"({"a":)"));
    CHECK_FALSE(parse_answer(std::string(1'000'000, '[')));
    CHECK(parse_answer(R"({"a":"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"[["})"));
}
