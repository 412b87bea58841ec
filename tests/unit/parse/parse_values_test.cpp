// The small languages inside a value: shapes, lists, insertions, times, quoted lines, names, colours.
#include <catch2/catch.hpp>

#include <string>

#include <fmt/format.h>

#include "compiler/parse/values.hpp"

namespace shot::tests {
namespace {

std::string shape(std::string_view text) {
    const auto found = parse::find_shape(text);
    return found ? fmt::format("{} {} {}", parse::shape_name(found->kind), found->a, found->b) : "none";
}

std::string list(std::string_view text) {
    std::string out;
    for (const Range& item : parse::split_list(text)) {
        out += fmt::format("[{}]", text.substr(item.begin, item.size()));
    }
    return out;
}

std::string segments(std::string_view text) {
    std::vector<parse::Segment> found;
    parse::split_segments(text, found);
    std::string out;
    for (const parse::Segment& segment : found) {
        const Range range = segment.is_name ? segment.name : segment.range;
        const std::string_view part = text.substr(range.begin, range.size());
        out += segment.is_name ? fmt::format("<{}>", part) : fmt::format("[{}]", part);
    }
    return out;
}

std::string quoted(std::string_view text) {
    const parse::QuotedLine line = parse::find_quoted_line(text);
    const auto part = [&](Range range) { return text.substr(range.begin, range.size()); };
    if (!line.is_closed) {
        return "open";
    }
    return fmt::format("{}{}|{}{}", part(line.leading), part(line.leading).empty() ? "" : "|", part(line.words),
                       line.trailing.is_empty() ? "" : fmt::format("|{}", part(line.trailing)));
}

TEST_CASE("an attribute is read by its shape") {
    CHECK(shape("8s") == "a duration 8000 0");
    CHECK(shape("2.5 s") == "a duration 2500 0");
    CHECK(shape("8sec") == "a duration 8000 0");
    CHECK(shape("8 seconds") == "a duration 8000 0");
    CHECK(shape("500ms") == "a duration 500 0");
    CHECK(shape("2 min") == "a duration 120000 0");
    CHECK(shape("1280x720") == "a size 1280 720");
    CHECK(shape("1280 × 720") == "a size 1280 720");
    CHECK(shape("16:9") == "an aspect 16 9");
    CHECK(shape("16：9") == "an aspect 16 9");
    CHECK(shape("2.39:1") == "an aspect 239 100");
    CHECK(shape("1080:1920") == "an aspect 9 16");
    CHECK(shape("720p") == "a resolution 720 0");
    CHECK(shape("2k") == "a resolution 1440 0");
    CHECK(shape("4K") == "a resolution 2160 0");
    CHECK(shape("32mm") == "a focal length 320 0");
    CHECK(shape("37.5 mm") == "a focal length 375 0");
    CHECK(shape("24-70mm") == "a focal length 240 700");
    CHECK(shape("24–70mm lens") == "a focal length 240 700");
    CHECK(shape("anamorphic 2.0x") == "a squeeze 200 0");
    CHECK(shape("1.33x") == "a squeeze 133 0");
    CHECK(shape("2x anamorphic") == "a squeeze 200 0");
    CHECK(shape("T2.8") == "an aperture 280 0");
    CHECK(shape("f/1.8") == "an aperture 180 0");
    CHECK(shape("f1.8") == "an aperture 180 0");
    CHECK(shape("180°") == "a shutter angle 18000 0");
    CHECK(shape("180 degree shutter") == "a shutter angle 18000 0");
    CHECK(shape("24fps") == "a frame rate 24000 0");
    CHECK(shape("23.976 fps") == "a frame rate 23976 0");
}

TEST_CASE("what only looks like a shape has none") {
    for (const char* text : {"35mm film", "360 orbit", "8 shots", "16x9", "s", "8", "0s", "0:1", "medium close-up", "tilt up",
                             "f", "1280x", "99999999999s", "anamorphic", "24-mm", "8sx", ""}) {
        INFO(text);
        CHECK(shape(text) == "none");
    }
}

TEST_CASE("a list is cut at commas, but not inside brackets, braces and quotation marks") {
    CHECK(list("amber, cream, walnut brown #5C4033") == "[amber][cream][walnut brown #5C4033]");
    CHECK(list("琥珀，奶油、胡桃") == "[琥珀][奶油][胡桃]");
    CHECK(list(" , a,, b ,") == "[a][b]");
    CHECK(list("lamp (warm, low), rain") == "[lamp (warm, low)][rain]");
    CHECK(list("lamp（warm，low）, rain") == "[lamp（warm，low）][rain]");
    CHECK(list("[a, b], {c, d}, e") == "[[a, b]][{c, d}][e]");
    CHECK(list("a sign \"Open, late\", rain") == "[a sign \"Open, late\"][rain]");
    CHECK(list("a sign “Open, late”, rain") == "[a sign “Open, late”][rain]");
    CHECK(list("a sign 'Open, late', the boys' room, it's late") == "[a sign 'Open, late'][the boys' room][it's late]");
    CHECK(list("") == "");
}

TEST_CASE("what is not closed protects no comma") {
    CHECK(list("a (b, c") == "[a (b][c]");
    CHECK(list("(a, b), c (d, e") == "[(a, b)][c (d][e]");
    CHECK(list("a “b, c") == "[a “b][c]");
    CHECK(list("6\" tall, 5\" wide") == "[6\" tall][5\" wide]");
    CHECK(list("{a, b") == "[{a][b]");
    CHECK(list("a), b") == "[a)][b]");
}

TEST_CASE("split_list adds to the vector that it is given") {
    std::vector<Range> items{{7, 9}};
    parse::split_list("a, b", items);
    CHECK(items == std::vector<Range>{{7, 9}, {0, 1}, {3, 4}});
}

TEST_CASE("names in braces are insertions, everything else is text") {
    CHECK(segments("Tokyo") == "[Tokyo]");
    CHECK(segments("in {city} at { look.mood }.") == "[in ]<city>[ at ]<look.mood>[.]");
    CHECK(segments("{a}{12A}") == "<a><12A>");
    CHECK(segments("{two words} {} {a.} {") == "[{two words} {} {a.} {]");
    CHECK(segments("{{a}}") == "[{]<a>[}]");
    CHECK(segments("\\{a} \\// \\n \\") == "[{][a} ][//][ \\n \\]");
    CHECK(segments("") == "");
}

TEST_CASE("times are seconds or minutes and seconds, to the millisecond") {
    CHECK(parse::find_time("0") == 0);
    CHECK(parse::find_time("62.5") == 62'500);
    CHECK(parse::find_time("1:02.5") == 62'500);
    CHECK(parse::find_time("0：02.4") == 2'400);
    CHECK(parse::find_time("2.405") == 2'405);
    CHECK(parse::find_time("36000") == 36'000'000);
    for (const char* text : {"", "2.4055", "1:2", "1:60", "36000.001", "1:02:03", "2.", ".5", "2,5", "2s", "-1", "99999999999999999999"}) {
        INFO(text);
        CHECK_FALSE(parse::find_time(text).has_value());
    }
}

TEST_CASE("a line of dialogue runs from the first quotation mark to the last") {
    CHECK(quoted("\"I still remember.\"") == "|I still remember.");
    CHECK(quoted("“I said “no” twice.”") == "|I said “no” twice.");
    CHECK(quoted("„Nein.“") == "|Nein.");
    CHECK(quoted("「还记得。」") == "|还记得。");
    CHECK(quoted("'Don't.'") == "|Don't.");
    CHECK(quoted("I don't know, the boys' room") == "|I don't know, the boys' room");
    CHECK(quoted("'Tis nothing.") == "|'Tis nothing.");
    CHECK(quoted("\"No,\" he said. \"Never.\"") == "|No,\" he said. \"Never.");
    CHECK(quoted("\"No\" he says") == "|No|he says");
    CHECK(quoted("softly \"No\"") == "softly||No");
    CHECK(quoted("\"No") == "open");
    CHECK(quoted("\"I said 'no'") == "open");
}

TEST_CASE("names are Unicode letters, marks, digits, `_` and `-`") {
    for (const char* name : {"Dusk", "_own", "sora-2", "Фонарь", "दीपक", "灯台", "étude", "A1"}) {
        INFO(name);
        CHECK(parse::is_name(name));
    }
    for (const char* name : {"", "-a", "1a", "a b", "a.b", "a–b", "a!", "🎬", "\xFF", "a\xCC"}) {
        INFO(name);
        CHECK_FALSE(parse::is_name(name));
    }
    CHECK(parse::is_name("12A", true));
    CHECK(parse::is_dotted_name("house.Clean"));
    CHECK(parse::is_dotted_name("house.12A", true));
    CHECK_FALSE(parse::is_dotted_name("house."));
    CHECK_FALSE(parse::is_dotted_name("house..Clean"));
}

TEST_CASE("a colour may end with a hex value") {
    CHECK(parse::find_hex_colour("walnut brown #5C4033") == Range{13, 20});
    CHECK(parse::find_hex_colour("#fff") == Range{0, 4});
    CHECK(parse::find_hex_colour("take #2") == Range{});
    CHECK(parse::find_hex_colour("#5C40331") == Range{});
    CHECK(parse::find_hex_colour("amber") == Range{});
}

}  // namespace
}  // namespace shot::tests
