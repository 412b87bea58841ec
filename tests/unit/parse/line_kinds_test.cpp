// How a line is read: every row of the language's tables of lines, headers, beats, text and indentation.
#include <catch2/catch.hpp>

#include "tests/unit/parse/parse_support.hpp"

namespace shot::tests {
namespace {

TEST_CASE("declarations") {
    CHECK(tree_of("language 1\n") == "language \"language 1\"\n");
    CHECK(tree_of("import std.film") == "import \"std.film\"\n");
    CHECK(tree_of("import \"x.shot\" as x") == "import file \"x.shot\" as=\"x\"\n");
    CHECK(tree_of("import std.light: WindowLight, Neon as N") == "import \"std.light\": \"WindowLight\", \"Neon\" as=\"N\"\n");
    CHECK(tree_of("target sora-2-pro, 1280x720, 8s") == "target \"sora-2-pro\" [\"1280x720\", \"8s\"]\n");
    CHECK(tree_of("target veo-3.1 as tall, 9:16, 8s") == "target \"veo-3.1\" as=\"tall\" [\"9:16\", \"8s\"]\n");
    CHECK(tree_of("let city: Tokyo at 2am") == "let \"city\": \"Tokyo at 2am\"\n");
    CHECK(tree_of("palette Dusk: amber, cream, walnut brown #5C4033") ==
          "palette \"Dusk\": \"amber, cream, walnut brown #5C4033\"\n");
    CHECK(tree_of("sound Foghorn: distant foghorn, ticking wall clock") ==
          "sound \"Foghorn\": \"distant foghorn, ticking wall clock\"\n");
    CHECK(tree_of("scene Study \"INT. STUDY – DUSK\": a dim study") ==
          "scene \"Study\" title=\"INT. STUDY – DUSK\": \"a dim study\"\n");
    CHECK(tree_of("speaker Fisherman \"Old Fisherman\": description") ==
          "speaker \"Fisherman\" title=\"Old Fisherman\": \"description\"\n");
    CHECK(tree_of("style Noir, Base, house.Grain, Neon(\"ma, genta\", 3): look") ==
          "style \"Noir\" [\"Base\", \"house.Grain\", \"Neon\"(\"ma, genta\" quoted, \"3\")]: \"look\"\n");
    CHECK(tree_of("shot 12A \"Title\" (item: text, finish: text = \"matte, or not\", n = 3), 16:9, 8s: scene") ==
          "shot \"12A\" title=\"Title\" (item: text, finish: text = \"matte, or not\" quoted, n = \"3\") [\"16:9\", \"8s\"]: "
          "\"scene\"\n");
    CHECK(tree_of("shot a, extends \"video_68d7\"") == "shot \"a\" [extends file \"video_68d7\"]\n");
    CHECK(tree_of("shot a, 8s, edits house.12A: Warm it.") == "shot \"a\" [\"8s\", edits \"house.12A\"]: \"Warm it.\"\n");
    CHECK(tree_of("make product(item: \"headphones\") as headphones") ==
          "make \"product\"(item: \"headphones\" quoted) as=\"headphones\"\n");
    CHECK(tree_of("make product(16:9) from \"skus.csv\" as sku_{sku}") ==
          "make \"product\"(\"16:9\") from=\"skus.csv\" as=\"sku_{sku}\"\n");
    CHECK(tree_of("sequence film \"Title\", 60s\n  a\n  house.12A\n") ==
          "sequence \"film\" title=\"Title\" [\"60s\"]\n  entry \"a\"\n  entry \"house.12A\"\n");
}

TEST_CASE("lines of a shot") {
    CHECK(tree_of("shot a\n"
                  "  on veo-3.1, 6s\n"
                  "    look: b\n"
                  "  look: a dim study\n"
                  "  lighting+: a lamp\n"
                  "  first  frame: \"a.png\"\n"
                  "  Fisherman.wardrobe: a yellow oilskin\n"
                  "  house.Fisherman.props+: a rope\n"
                  "  - He waits.\n"
                  "  Fisherman: No.\n"
                  "  house.Fisherman (quietly): \"No.\"\n"
                  "  0.00–2.40 Arrival\n"
                  "    - He comes.\n"
                  "    sfx: a shutter\n"
                  "  +2\n") ==
          "shot \"a\"\n"
          "  on \"veo-3.1\" [\"6s\"]\n"
          "    field look: \"b\"\n"
          "  field look: \"a dim study\"\n"
          "  field lighting+: \"a lamp\"\n"
          "  field first frame: \"\\\"a.png\\\"\"\n"
          "  field \"Fisherman\".wardrobe: \"a yellow oilskin\"\n"
          "  field \"house.Fisherman\".props+: \"a rope\"\n"
          "  action \"He waits.\"\n"
          "  dialogue \"Fisherman\": \"No.\"\n"
          "  dialogue \"house.Fisherman\" (\"quietly\"): \"\\\"No.\\\"\"\n"
          "  beat 0-2400ms \"Arrival\"\n"
          "    action \"He comes.\"\n"
          "    field sfx: \"a shutter\"\n"
          "  beat +2000ms\n");
}

TEST_CASE("all spellings of a beat are the same beat") {
    const std::string beat = "shot \"a\"\n  beat 0-2400ms \"Arrival Drift\" [\"32mm\", \"slow dolly left\"]\n";
    CHECK(tree_of("shot a\n  0.00–2.40 Arrival Drift, 32mm, slow dolly left") == beat);
    CHECK(tree_of("shot a\n  0.00-2.40 — Arrival Drift (32mm, slow dolly left)") == beat);
    CHECK(tree_of("shot a\n  0:00–0:02.4 — “Arrival Drift” (32mm, slow dolly left)") == beat);
    CHECK(tree_of("shot a\n  0:00—0:02.40 - Arrival Drift（32mm，slow dolly left）") == beat);
}

TEST_CASE("the title of a beat ends at the first comma, bracket or lead colon, save in quotation marks") {
    const auto beat = [](std::string_view rest) {
        const std::string tree = tree_of(std::string("shot a\n  0-2") + std::string(rest));
        return tree.substr(tree.find("ms") + 2);
    };
    CHECK(beat(", close-up") == " [\"close-up\"]\n");
    CHECK(beat("") == "\n");
    CHECK(beat(": He waits.") == ": \"He waits.\"\n");
    CHECK(beat(" Ratio 16:9, x: He waits: long.") == " \"Ratio 16:9\" [\"x\"]: \"He waits: long.\"\n");
    CHECK(beat(" \"The end, at (long) last: now\": x") == " \"The end, at (long) last: now\": \"x\"\n");
    CHECK(beat(" The boy's \"A, b\", x") == " \"The boy's \\\"A, b\\\"\" [\"x\"]\n");
    CHECK(beat(" Title (a, b), c: d") == " \"Title\" [\"a\", \"b\", \"c\"]: \"d\"\n");
}

TEST_CASE("a comment runs from `//` at the start of a line or after a blank") {
    CHECK(tree_of("// a comment\nlet a: see https://x.org // a comment\n") == "let \"a\": \"see https://x.org\"\n");
    CHECK(tree_of("let a: b \\// c") == "let \"a\": \"b \\\\// c\"\n");
    CHECK(tree_of("shot a // 8s\n  //\n  look: b//c\t//d\n") == "shot \"a\"\n  field look: \"b//c\"\n");
}

TEST_CASE("fields, actions and dialogue go on in deeper lines, past empty lines and comments") {
    CHECK(tree_of("shot a\n"
                  "  look: one\n"
                  "\n"
                  "// at the margin\n"
                  "      two // comment\n"
                  "    three\n"
                  "  - He\n"
                  "    waits.\n"
                  "  Fisherman: \"I\n"
                  "    know.\"\n"
                  "let b:\n"
                  "  c\n"
                  "    d\n") ==
          "shot \"a\"\n"
          "  field look: \"one\" + \"two\" + \"three\"\n"
          "  action \"He\" + \"waits.\"\n"
          "  dialogue \"Fisherman\": \"\\\"I\" + \"know.\\\"\"\n"
          "let \"b\": block \"c\" + \"d\"\n");
}

TEST_CASE("a field with nothing after its colon takes the deeper lines alone") {
    CHECK(tree_of("shot a\n  mood:\n    low, slow\n    late\n") == "shot \"a\"\n  field mood: block \"low, slow\" + \"late\"\n");
    CHECK(tree_of("palette Dusk:\n  amber\n  cream\n") == "palette \"Dusk\": block \"amber\" + \"cream\"\n");
}

TEST_CASE("in `note` and `raw` every deeper line is text") {
    CHECK(tree_of("shot a\n  raw: x\n    look: y\n    - z\n    Man: \"q\"\n  note:\n    0-2 a\n") ==
          "shot \"a\"\n  field raw: \"x\" + \"look: y\" + \"- z\" + \"Man: \\\"q\\\"\"\n  field note: block \"0-2 a\"\n");
}

TEST_CASE("line ends, byte-order mark, tabs, a last line without its end") {
    const std::string tree = "shot \"a\" [\"8s\"]\n  field look: \"b\"\n";
    CHECK(tree_of("shot a, 8s\n    look: b\n") == tree);
    CHECK(tree_of("\xEF\xBB\xBFshot a, 8s\r\n    look: b\r\n") == tree);
    CHECK(tree_of("shot a, 8s\n\tlook: b") == tree);
    CHECK(tree_of("\n\nshot a, 8s  \n \n  look:b \t\n\n") == tree);
    CHECK(tree_of("") == "");
    CHECK(tree_of("\r\n") == "");
}

TEST_CASE("full-width marks and all quotation marks are read as the plain ones") {
    CHECK(tree_of("shot 开始 「标题」（物：text），8s、竖屏：书房") ==
          "shot \"开始\" title=\"标题\" (物: text) [\"8s\", \"竖屏\"]: \"书房\"\n");
    CHECK(tree_of("shot a\n  look：书房\n  渔夫（低声）：“不。”\n") ==
          "shot \"a\"\n  field look: \"书房\"\n  dialogue \"渔夫\" (\"低声\"): \"“不。”\"\n");
    CHECK(tree_of("shot a «Titre», 16：9") == "shot \"a\" title=\"Titre\" [\"16：9\"]\n");
}

TEST_CASE("an apostrophe is no quotation mark") {
    CHECK(tree_of("shot a, the boys' room, it's, Fisherman’s hut: he's in") ==
          "shot \"a\" [\"the boys' room\", \"it's\", \"Fisherman’s hut\"]: \"he's in\"\n");
    CHECK(tree_of("shot a\n  O'Brien: I don't know\n") == "shot \"a\"\n  dialogue \"O'Brien\": \"I don't know\"\n");
}

TEST_CASE("a quotation mark, a bracket or braces in an item protect its commas") {
    CHECK(tree_of("shot a, x \"b, c: d\" y, (e, f), {g}: h") ==
          "shot \"a\" [\"x \\\"b, c: d\\\" y\", \"(e, f)\", \"{g}\"]: \"h\"\n");
}

TEST_CASE("a display name with a comma speaks in quotation marks") {
    CHECK(tree_of("shot a\n  Smith, Jr. (low): \"No.\"\n") == "shot \"a\"\n  dialogue \"Smith, Jr.\" (\"low\"): \"\\\"No.\\\"\"\n");
}

}  // namespace
}  // namespace shot::tests
