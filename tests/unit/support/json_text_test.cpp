#include <catch2/catch.hpp>

#include <string>

#include <nlohmann/json.hpp>

#include "compiler/support/json_text.hpp"

namespace {

std::string json(std::string_view text) {
    std::string out;
    shot::append_json_string(out, text);
    return out;
}

}  // namespace

TEST_CASE("text in JSON is escaped as little as JSON allows") {
    CHECK(json("") == R"("")");
    CHECK(json("a lamp") == R"("a lamp")");
    CHECK(json("say \"no\" \\ / 夜 é\x7F") == "\"say \\\"no\\\" \\\\ / 夜 é\x7F\"");
    CHECK(json("a\nb\tc\rd\be\ff") == R"("a\nb\tc\rd\be\ff")");
    CHECK(json(std::string_view("\0\x1f", 2)) == R"("\u0000\u001f")");
}

TEST_CASE("text in JSON is added to what is there") {
    std::string out = "{\"a\":";
    shot::append_json_string(out, "b");
    CHECK(out == R"({"a":"b")");
}

TEST_CASE("every character in every place of a word comes back from JSON") {
    for (int c = 0; c < 0x80; ++c) {
        for (std::size_t place = 0; place < 20; ++place) {
            std::string text = "twenty letters or so";
            text[place] = static_cast<char>(c);
            REQUIRE(nlohmann::json::parse(json(text)).get<std::string>() == text);
        }
    }
    const std::string wide = "ü夜🎬ÿ߿\xEF\xBF\xBF";
    CHECK(nlohmann::json::parse(json(wide)).get<std::string>() == wide);
}

TEST_CASE("how deep a JSON text nests is known before it is parsed, brackets in strings aside", "[support]") {
    CHECK_FALSE(shot::is_json_deeper("[[]]", 2));
    CHECK(shot::is_json_deeper("[[{", 2));
    CHECK_FALSE(shot::is_json_deeper("[][][]", 1));
    CHECK_FALSE(shot::is_json_deeper(R"({"a[[[":"{{\"[[\\"})", 1));
    CHECK(shot::is_json_deeper(std::string(1'000'000, '['), 64));
    CHECK_FALSE(shot::is_json_deeper("]]]", 0));
    CHECK_FALSE(shot::is_json_deeper(R"("[[[)", 0));
}
