#include <catch2/catch.hpp>

#include <string>

#include "compiler/source/text_width.hpp"

using namespace shot;

TEST_CASE("cells of a terminal") {
    CHECK(display_width("plain") == 5);
    CHECK(display_width("夜の港") == 6);
    CHECK(display_width("cafe\xCC\x81") == 4);
    CHECK(display_width("🎬") == 2);
    CHECK(display_width("a\tb") == 6);
    CHECK(display_width("ﬁlm") == 3);
    CHECK(display_width("") == 0);
}

TEST_CASE("code points and UTF-16 units") {
    CHECK(count_code_points("") == 0);
    CHECK(count_code_points("naïve") == 5);
    CHECK(count_code_points("🎬 at dusk, long enough for whole words: 夜") == 41);
    CHECK(count_utf16_units("naïve") == 5);
    CHECK(count_utf16_units("夜🎬") == 3);
    for (std::size_t length = 0; length < 40; ++length) {
        std::string text;
        for (std::size_t i = 0; i < length; ++i) {
            text += i % 3 == 0 ? "é" : i % 3 == 1 ? "x" : "夜";
        }
        REQUIRE(count_code_points(text) == length);
    }
}

TEST_CASE("NFC composes, and leaves ASCII alone") {
    CHECK(to_nfc("cafe\xCC\x81") == "café");
    CHECK(to_nfc("plain") == "plain");
    CHECK(to_nfc("") == "");
    CHECK(to_nfc("\xE2\x84\xAB") == "\xC3\x85");  // the ångström sign is the letter
    CHECK(to_nfc("ﬁlm") == "ﬁlm");                // compatibility forms are other characters
}

TEST_CASE("ASCII is recognised in every place of a word") {
    for (std::size_t place = 0; place < 20; ++place) {
        std::string text(20, 'a');
        REQUIRE(is_ascii(text));
        text[place] = '\x80';
        REQUIRE_FALSE(is_ascii(text));
    }
}

TEST_CASE("bytes that are no UTF-8 are found where they stand") {
    CHECK_FALSE(find_invalid_utf8("plain, naïve, 夜, 🎬, \xF4\x8F\xBF\xBF"));
    CHECK(find_invalid_utf8("ab\xFF") == 2U);
    CHECK(find_invalid_utf8("\x80 tail") == 0U);
    CHECK(find_invalid_utf8("é\xC3") == 2U);             // cut short
    CHECK(find_invalid_utf8("\xE5\xA4") == 0U);          // cut short
    CHECK(find_invalid_utf8("a\xC0\xAF") == 1U);         // an overlong slash
    CHECK(find_invalid_utf8("\xE0\x80\xAF") == 0U);      // overlong
    CHECK(find_invalid_utf8("\xF0\x80\x80\xAF") == 0U);  // overlong
    CHECK(find_invalid_utf8("\xED\xA0\x80") == 0U);      // a surrogate
    CHECK(find_invalid_utf8("\xF4\x90\x80\x80") == 0U);  // past U+10FFFF
    CHECK(find_invalid_utf8("\xF8\x88\x80\x80\x80") == 0U);
    CHECK(find_invalid_utf8("twelve bytes \xE5\xA4x") == 13U);
}
