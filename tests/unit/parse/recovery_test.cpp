// One bad line, one diagnostic, on the right line; what stands round it is still read.
#include <catch2/catch.hpp>

#include "tests/unit/parse/parse_support.hpp"

namespace shot::tests {
namespace {

std::string in_shot(std::string_view line) { return fmt::format("shot a, 8s\n    look: b\n    {}\n    mood: c\n", line); }

TEST_CASE("what is pasted or brought along is named, and its fix makes a script of it") {
    struct Case {
        const char* line;
        const char* fixed;
    };
    const Case cases[] = {
        {"Camera: static", "camera: static"},
        {"Lens: 32mm", "lens: 32mm"},
        {"Lighting: a lamp", "lighting: a lamp"},
        {"Palette: amber", "palette: amber"},
        {"Background Sound: rain", "sound: rain"},
        {"first_frame: \"a.png\"", "first frame: \"a.png\""},
        {"- Fisherman: \"No.\"", "Fisherman: \"No.\""},
        {"- Old Man (low): “No.”", "Old Man (low): “No.”"},
        {"subject = a man", "subject: a man"},
        {"# a comment", "// a comment"},
        {"## a comment", "// a comment"},
        {"• He waits.", "- He waits."},
        {"* He waits.", "- He waits."},
        {"– He waits.", "- He waits."},
        {"-He waits.", "- He waits."},
        {"0s–2s Arrival", "0–2 Arrival"},
        {"0,00–2,40 Arrival", "0.00–2.40 Arrival"},
        {"[0:00-0:02] Arrival", "0:00-0:02 Arrival"},
        {"subject a man", "subject: a man"},
        {"He waits at the door.", "- He waits at the door."},
        {"and the door behind him", "\n        and the door behind him"},
    };
    for (const Case& c : cases) {
        INFO(c.line);
        const std::string code = codes(in_shot(c.line));
        CHECK((code == "0212:3" || code == "0501:3" || code == "0201:3"));
        CHECK(fixed(in_shot(c.line)).find(c.fixed) != std::string::npos);
    }
}

TEST_CASE("headings, braces and block comments are taken away") {
    const std::string text =
        "Shot a, 8s {\n    /* one\n       two */\n    Actions:\n        - He waits.\n    {\n    look: b\n    }\n";
    CHECK(codes(text) == "0212:1 0212:1 0212:2 0212:4 0212:6 0212:8");
    CHECK(codes(fixed(text)) == "");
    CHECK(tree_of(fixed(text)).find("action \"He waits.\"") != std::string::npos);
}

TEST_CASE("an attribute that is written as a field moves to the header") {
    const std::string text = "shot a, Base\n  duration: 8s\n  look: b\n";
    CHECK(codes(text) == "0212:2");
    CHECK(fixed(text) == "shot a, Base, 8s\n  look: b\n");
}

TEST_CASE("an action that quotes a sign is no dialogue") {
    CHECK(codes(in_shot("- The sign reads: \"Closed\"")) == "");
    CHECK(codes(in_shot("- He reads it aloud: “Closed”")) == "");
}

TEST_CASE("a keyword that is misspelt or in capitals still opens its block") {
    const std::string body = ", 8s\n    look: b\n    0–2 Arrival\n        - He comes.\n";
    CHECK(codes("shto a" + body) == "0202:1");
    CHECK(codes("Shot a" + body) == "0212:1");
    CHECK(codes("SHOT a" + body) == "0212:1");
    CHECK(parse("shto a" + body).print().substr(0, 15) == "shot \"a\" [\"8s\"]");
    CHECK(fixed("shto a" + body) == "shot a" + body);
    CHECK(codes("Style Noir: black and white\n    lens: 32mm\n") == "0212:1");
}

TEST_CASE("the lines under a declaration that is none are dropped with it") {
    const Parsed parsed = parse("film noir of the forties\n    look: b\n    - He comes.\nlet a: b\n");
    REQUIRE(parsed.diagnostics.size() == 1);
    CHECK(parsed.diagnostics[0].code == 201);
    CHECK(parsed.print() == "error \"film noir of the forties\"\nlet \"a\": \"b\"\n");
}

TEST_CASE("headers: what was found and what was expected") {
    CHECK(message("shot a extends b") == "found `extends`, expected `,` or `:`");
    CHECK(fixed("shot a extends b") == "shot a, extends b");
    CHECK(message("shot a \"Title\" 8s") == "found `8s`, expected `,` or `:`");
    CHECK(message("speaker Old Man: a man") == "`Old Man` cannot be a name: a name is one word");
    CHECK(fixed("speaker Old Man: a man") == "speaker Old-Man \"Old Man\": a man");
    CHECK(message("speaker 2nd: a man") == "`2nd` cannot be a name: it starts with a digit");
    CHECK(message("style Sci–Fi: neon") == "`Sci–Fi` cannot be a name: `–` is a dash; a name takes the hyphen `-`");
    CHECK(fixed("style Sci–Fi: neon") == "style Sci-Fi: neon");
    CHECK(message("shot") == "`shot` has no name");
    CHECK(message("shot \"Title\", 8s") == "`shot` has no name");
    CHECK(codes("shot a \"Title, 8s") == "0206:1");
    CHECK(codes("shot a, a sign \"x, 8s") == "0206:1");
    CHECK(codes("shot a (item: text, 8s") == "0207:1");
    CHECK(codes("shot a (item: \"text), 8s") == "0206:1");
    CHECK(codes("shot a, extends") == "0205:1");
    CHECK(codes("shot a, extends b c") == "0205:1");
    CHECK(message("shot a, 8s:") == "found `:` at the end of a header; indentation alone makes a block");
    CHECK(message("let city = Tokyo") == "found `=`; a value stands after `:`");
    CHECK(fixed("let city = Tokyo") == "let city: Tokyo");
    CHECK(fixed("let city Tokyo") == "let city: Tokyo");
    CHECK(fixed("city = Tokyo") == "let city: Tokyo");
    CHECK(message("let city:") == "`city` has no value");
    CHECK(fixed("target sora-2-pro 8s") == "target sora-2-pro, 8s");
    CHECK(codes("target sora-2 as, 8s") == "0205:1");
    CHECK(codes("scene Study (a: text): b") == "0205:1");
}

TEST_CASE("import and make") {
    CHECK(fixed("import lib/house.shot as house") == "import \"lib/house.shot\" as house");
    for (const char* text : {"import", "import std.film, std.light", "import std.film as", "import std.film:", "import std..film"}) {
        INFO(text);
        CHECK(codes(text) == (std::string_view(text) == "import" ? "0214:1" : "0214:1"));
    }
    CHECK(codes("import \"house.shot as house") == "0206:1");
    for (const char* text : {"make", "make a", "make a(b: c)", "make a from b.csv as c", "make a as b from \"c\"", "make a as b, 8s"}) {
        INFO(text);
        CHECK(codes(text) == "0215:1");
    }
    CHECK(codes("make a from \"b.csv as c") == "0206:1");
    CHECK(codes("make a(b: \"c\" as d") == "0207:1");
}

TEST_CASE("the language version") {
    CHECK(codes("// film\nlanguage 1\nlet a: b") == "");
    CHECK(codes("language 2") == "0216:1");
    CHECK(codes("let a: b\nlanguage 1") == "0217:2");
    CHECK(codes("language 1\nlanguage 1") == "0217:2");
    CHECK(codes("language") == "0205:1");
}

TEST_CASE("times of beats") {
    CHECK(message("shot a\n  0–2.4055 A") == "`2.4055` is no time: times have no more than three decimals");
    CHECK(message("shot a\n  0:75–2 A") == "`0:75` is no time: after minutes there are 0 to 59 seconds");
    CHECK(message("shot a\n  3–2 A") == "this beat ends at 2 before it starts at 3");
    CHECK(message("shot a\n  2.40 A") == "`2.40` is no time: the time of a beat is `0.00–2.40` or `+2.40`");
    CHECK(codes("shot a\n  3–2 A\n    - Still read.\n  2–9 B (x\n") == "0502:2 0207:4");
}

TEST_CASE("fields in the wrong place, fields twice, fields and actions without a value") {
    CHECK(message("style a\n  subject: b") == "a style has no field `subject`");
    CHECK(message("shot a\n  0–2 A\n    mood: b") == "a beat has no field `mood`");
    CHECK(message("shot a\n  voice: low") == "a shot has no field `voice`");
    CHECK(message("shot a\n  Man.mood: low") == "a speaker has no field `mood`");
    CHECK(message("style a\n  lightning: b") == "a style has no field `lightning`");
    CHECK(fixed("style a\n  lightning: b") == "style a\n  lighting: b");
    CHECK(message("shot a\n  look: b\n  look: c") == "`look:` stands twice in this shot");
    CHECK(codes("shot a\n  look+: b\n  look+: c\n  look: d\n  on sora-2\n    look: e\n") == "");
    CHECK(codes("shot a\n  Man.look: b\n  Man.look: c\n  Boy.look: c\n") == "0211:3");
    CHECK(codes("style a: b\n  look: c\n") == "0211:2");
    CHECK(codes("shot a: b\n  scene: c\n  look: d\n") == "0211:2");
    CHECK(codes("shot a, edits b: c\n  change: d\n") == "0211:2");
    CHECK(codes("shot a\n  look:\n  mood: b\n  -\n  Man:\n") == "0213:2 0213:4 0213:5");
}

TEST_CASE("a line in the wrong kind of block") {
    CHECK(codes("style a\n  - He waits.\n") == "0210:2");
    CHECK(codes("style a\n  0–2 A\n    - x\n  - y\n  subject: z\n") == "0210:2");
    CHECK(codes("speaker a\n  on sora-2\n    look: b\n") == "0210:2");
    CHECK(codes("scene a\n  Man: \"No.\"\n") == "0210:2");
    CHECK(codes("sequence a\n  two words\n  b\n") == "0201:2");
    CHECK(codes("let a: b\nlook: c\n") == "0210:2");
}

TEST_CASE("lines of dialogue") {
    CHECK(codes(in_shot("Man: \"No")) == "0206:3");
    CHECK(codes(in_shot("Man: \"No,\" he says.")) == "0208:3");
    CHECK(codes(in_shot("Man (low: \"No\"")) == "0207:3");
    CHECK(fixed(in_shot("Man: softly \"No\"")) == in_shot("Man (softly): \"No\""));
    CHECK(codes(in_shot("Man: \"No,\n        never\n        \"again.\" he")) == "0208:5");
    CHECK(codes(in_shot("references: \"a.png, b.png")) == "0206:3");
}

TEST_CASE("a continuation that begins like something else is a slip of indentation") {
    const auto slip = [](std::string_view line) { return fmt::format("shot a\n    look: b\n        {}\n    mood: c\n", line); };
    for (const char* line : {"camera: static", "camera+: static", "Camera: static", "Man.wardrobe: a hat", "- He waits.",
                             "0.00–2.40 Arrival", "+2 Arrival", "Man: \"No.\"", "Old Man (low): “No.”"}) {
        INFO(line);
        CHECK(codes(slip(line)).substr(0, 6) == "0107:3");
        CHECK(fixed(slip(line)).find(fmt::format("\n    {}\n", line)) != std::string::npos);
    }
    CHECK(parse(slip("camera: static")).print() ==
          "shot \"a\"\n  field look: \"b\"\n  field camera: \"static\"\n  field mood: \"c\"\n");
    for (const char* line : {"on the desk", "a sign, it reads: \"x\"", "24-70mm glass", "well-made", "at 10:30: late", "foo: bar"}) {
        INFO(line);
        CHECK(codes(slip(line)) == "");
    }
    CHECK(codes("shot a\n  look: b\n    camera: c\n    more\n    - d\n  mood: e\n") == "0107:3");
}

TEST_CASE("indentation") {
    CHECK(codes("shot a\n\tlook: b\n    mood: c\n") == "0103:3");
    CHECK(fixed("shot a\n\tlook: b\n    mood: c\n") == "shot a\n\tlook: b\n\tmood: c\n");
    CHECK(codes("import std.film\n    look: b\n") == "0104:2");
    CHECK(codes("shot a\n    look: b\n    grade: b\n  mood: c\n  lens: d\n    film: e\n") == "0105:4");
    CHECK(fixed("shot a\n    look: b\n    grade: b\n  mood: c\n  lens: d\n    film: e\n") ==
          "shot a\n    look: b\n    grade: b\n    mood: c\n    lens: d\n    film: e\n");
    CHECK(codes("shot a\n  look: b\nmood: c\n- d\nshot e\n  look: f\n") == "0210:3");
    CHECK(fixed("shot a\n  look: b\nmood: c\n- d\nshot e\n") == "shot a\n  look: b\n  mood: c\n  - d\nshot e\n");
    CHECK(codes("shot a\n  look: b\n  shot c, 8s\n    look: d\n") == "0210:3");
    CHECK(fixed("shot a\n  look: b\n  shot c, 8s\n    look: d\n") == "shot a\n  look: b\nshot c, 8s\n    look: d\n");
    CHECK(codes("  shot a\n    look: b\n") == "0210:1");
    CHECK(codes("shot a\n    look: b\n  mood: c\n    lens: d\n") == "0105:3");
    CHECK(codes("shot a\n    look: b\nmood: c\n    lens: d\n") == "0210:3");
    CHECK(codes("shot a\n    look: b\n0–2 A\n        - c\n    2–4 B\n        - d\n") == "0210:3");
    CHECK(fixed("shot a\nlook: b\n    c\n0–2 A\n    - d\n    sfx: e\nshot f\n") ==
          "shot a\n    look: b\n        c\n    0–2 A\n        - d\n        sfx: e\nshot f\n");
    CHECK(codes("shot a\n      look: b\n    mood: c\n    lens: d\n") == "0105:2");
    CHECK(fixed("shot a\n      look: b\n    mood: c\n    lens: d\n") == "shot a\n    look: b\n    mood: c\n    lens: d\n");
    CHECK(codes("shot a\n  0–2 A\n    - b\n    2–4 B\n      - c\n") == "0210:4");
}

TEST_CASE("blocks are nested up to a limit") {
    const auto nested = [](int depth) {
        std::string text = "shot a\n";
        for (int i = 1; i < depth; ++i) {
            text += std::string(static_cast<std::size_t>(i), ' ') + "on sora-2\n";
        }
        return text;
    };
    CHECK(codes(nested(parse::kMaxNesting - 1)).find("0106") == std::string::npos);
    CHECK(codes(nested(parse::kMaxNesting + 2)).find("0106") != std::string::npos);
    CHECK(parse(nested(5000)).verify() == "");
}

TEST_CASE("characters that cannot stand in a script have a position, and hide nothing else") {
    CHECK(codes("shot a\n  look: b\xFF" "c\n  nonsense\n") == "0101:2 0201:3");
    CHECK(codes("shot a\n  look: b\xC0\xAF\n") == "0101:2");
    CHECK(codes("shot a\n  look: b\xED\xA0\x80\n") == "0101:2");
    CHECK(codes(std::string_view("shot a\n  look: b\0c\n", 19)) == "0102:2");
    CHECK(codes("shot a\n  look: b\xE2\x80\xAE" "c\n") == "0102:2");
    CHECK(codes("shot a\n  look: b\xE2\x81\xA6" "c\n") == "0102:2");
    CHECK(codes("let a: b\rlet c: d\n") == "0102:1");
    CHECK(codes(std::string_view("\xFF\xFEs\0h\0\n\0x\0\n\0", 12)) == "0101:1");
    CHECK(message("let a: \xE2\x80\xAE" "b") == "the invisible character U+202E (right-to-left override) cannot stand in a script");
    CHECK(fixed("let a: \xE2\x80\xAE" "b") == "let a: b");
}

}  // namespace
}  // namespace shot::tests
