// A whole script: read as it is without a diagnostic; broken in every way that is easy to make, without a crash.
#include <catch2/catch.hpp>

#include "tests/unit/parse/parse_support.hpp"

namespace shot::tests {
namespace {

constexpr std::string_view kScript = R"(// Lighthouse: two clips of eight seconds, and a warmer version of the first
import std.film
import std.light: WindowLight
import "house.shot" as house

target sora-2-pro, 1280x720, 8s

palette Dusk: amber, cream, walnut brown #5C4033

sound Foghorn: distant foghorn, ticking wall clock, faint creak of the chair

scene Study "INT. STUDY – DUSK"
    look: a dim study lined with maritime maps; rain on the one window,
        a paraffin lamp on the desk
    sound: Foghorn

speaker Fisherman: an elderly Swedish fisherman with a weathered face and deep wrinkles
    wardrobe: a navy wool sweater, sleeves pushed up
    voice: low and dry

style Interview, house.Documentary, WindowLight: a 90s documentary interview
    film: film.Vision3_500T, gate weave
    lens: 50mm
    lighting+: warm practical lamp fill
    mood: nostalgic, intimate
    palette: Dusk

shot confession "The confession", Interview
    subject: Fisherman
    scene: Study

    0.00–2.40 Hands at rest, medium close-up, static
        - Fisherman looks down at his hands, then up to camera.
    2.40–8.00 The memory, slow push-in
        - A faint smile crosses his face.
        Fisherman (quietly): "I still remember when I was young."

shot storm, extends confession
    +4.0 The lamp gutters, close-up, static
        - The flame bends; his eyes go to the window.
        sfx: a shutter bangs twice
    +4.0 He rises, medium shot, tilt up
        - He stands and lifts the lamp.
        Fisherman (barely audible): "Not tonight."

shot warmer, edits confession: Warm the lamp fill towards amber; keep everything else.

make product(item: "headphones", Neon(“a”)) from "skus.csv" as sku_{sku}

sequence film "Lighthouse", 16s
    confession
    storm
)";

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n') + 1;
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return lines;
}

std::string join(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += line;
    }
    return text;
}

/// Ranges inside the text, in diagnostics and fixes as well.
void check_whole(const std::string& text) {
    const Parsed parsed = parse(text);
    INFO(text);
    REQUIRE(parsed.verify() == "");
    for (const diagnostics::Diagnostic& diagnostic : parsed.diagnostics) {
        REQUIRE(diagnostic.span.begin <= diagnostic.span.end);
        REQUIRE(diagnostic.span.end <= text.size());
        for (const diagnostics::Fix& fix : diagnostic.fixes) {
            for (const diagnostics::Edit& edit : fix.edits) {
                REQUIRE(edit.span.begin <= edit.span.end);
                REQUIRE(edit.span.end <= text.size());
            }
        }
    }
}

TEST_CASE("a whole script is read without a diagnostic") {
    CHECK(codes(kScript) == "");
    const Parsed parsed = parse(kScript);
    CHECK(parsed.tree.nodes.size() == 38);
    std::string crlf;
    for (const char byte : kScript) {
        crlf += byte == '\n' ? "\r\n" : std::string(1, byte);
    }
    CHECK(parse(crlf).print() == parsed.print());
}

TEST_CASE("the script cut at any byte is read") {
    for (std::size_t size = 0; size < kScript.size(); ++size) {
        check_whole(std::string(kScript.substr(0, size)));
    }
}

TEST_CASE("the script without any one line is read, with few diagnostics") {
    const std::vector<std::string> lines = lines_of(kScript);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::vector<std::string> fewer = lines;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
        check_whole(join(fewer));
        INFO("without " << lines[i]);
        CHECK(parse(join(fewer)).diagnostics.size() <= 2);
    }
}

TEST_CASE("a line that is indented otherwise is one diagnostic") {
    const std::vector<std::string> lines = lines_of(kScript);
    for (const char* by : {"  ", "    ", "            "}) {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            std::vector<std::string> other = lines;
            other[i] = by + other[i];
            check_whole(join(other));
            INFO("indented: " << other[i]);
            CHECK(parse(join(other)).diagnostics.size() <= 2);
        }
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::vector<std::string> other = lines;
        other[i] = other[i].substr(std::min(other[i].find_first_not_of(' '), other[i].size() - 1));
        check_whole(join(other));
        INFO("at the margin: " << other[i]);
        CHECK(parse(join(other)).diagnostics.size() <= 2);
    }
}

TEST_CASE("any one byte can be any other") {
    for (const char byte : {'"', '(', ')', ':', ',', '{', '\t', '\n', '/', '\'', '\xE2', '\0', '='}) {
        for (std::size_t at = 0; at < kScript.size(); at += 7) {
            std::string text(kScript);
            text[at] = byte;
            check_whole(text);
        }
    }
}

TEST_CASE("long lines of one kind of mark are read in linear time") {
    // Quadratic work on these would take minutes, not moments.
    for (const char* mark : {"(", "“", "'a ", "\"", "{", "x(", "«", "a:", "[", "/* ", ", ", "//", "- ", "'", "\\{"}) {
        std::string text = "shot a, ";
        std::string prose = "shot a\n  look: ";
        std::string dialogue = "shot a\n  Man: ";
        for (int i = 0; i < 20'000; ++i) {
            text += mark;
            prose += mark;
            dialogue += mark;
        }
        INFO(mark);
        CHECK(parse(text).verify() == "");
        CHECK(parse(prose).verify() == "");
        CHECK(parse(dialogue).verify() == "");
    }
}

}  // namespace
}  // namespace shot::tests
