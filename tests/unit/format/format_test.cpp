// Canonical forms that a golden case would say less plainly.
#include "compiler/format/format.hpp"

#include <catch2/catch.hpp>

using namespace shot;

namespace {

std::string format_text(const std::string& text) {
    const SourceFile source("film.shot", text);
    diagnostics::Sink sink;
    const auto is_framing = [](std::string_view title) { return title == "Wide"; };
    return format::format_source(FileId(0U), source, sink, is_framing).value_or("syntax errors");
}

std::string beat(const std::string& line) {
    const std::string text = format_text("shot a\n  " + line + "\n");
    return text.size() > 12 ? text.substr(11, text.size() - 12) : text;
}

std::string longer(std::string text, std::size_t times, const std::string& by) {
    while (times-- > 0) {
        text += by;
    }
    return text;
}

}  // namespace

TEST_CASE("beats have one form") {
    CHECK(beat("0.00-2.40 — Arrival Drift (32mm, slow dolly left)") == "0.00–2.40 Arrival Drift, 32mm, slow dolly left");
    CHECK(beat("0:00–0:02.4 — “Arrival Drift” (32 mm)") == "0.00–2.40 Arrival Drift, 32 mm");
    CHECK(beat("+2") == "+2.00");
    CHECK(beat("0.125–1:02.5,32mm") == "0.125–62.50, 32mm");
    CHECK(beat("0–2 “Here, now”: He waits.") == "0.00–2.00 \"Here, now\": He waits.");
    CHECK(beat("0–2 \"Wide\"") == "0.00–2.00 \"Wide\"");
    CHECK(beat("0–2 \"s\"") == "0.00–2.00 \"s\"");
    CHECK(beat("0–2 Title (note: x), y") == "0.00–2.00 Title (note: x), y");
    CHECK(beat("0–2 «A \"b\", c»") == "0.00–2.00 «A \"b\", c»");
}

TEST_CASE("headers have one order where it says nothing") {
    CHECK(format_text("shot b,extends a ,Noir,  16:9, 8 s") == "shot b, 8s, 16:9, Noir, extends a\n");
    CHECK(format_text("target sora-2 as tall,8s,720p,1280×720") == "target sora-2 as tall, 1280x720, 720p, 8s\n");
    CHECK(format_text("shot b, 4000 ms") == "shot b, 4s\n");
    CHECK(format_text("shot b, 2500ms, 16:9") == "shot b, 2.5s, 16:9\n");
    CHECK(format_text("shot b, 1 min") == "shot b, 60s\n");
    CHECK(format_text("shot a ‘It’ (x :text='y'): z") == "shot a \"It\" (x: text = \"y\"): z\n");
    CHECK(format_text("make a( \"x\" ,b:y ) as  c") == "make a(\"x\", b: y) as c\n");
    CHECK(format_text("import “a b.shot”  as x:A as B,C") == "import \"a b.shot\" as x: A as B, C\n");
}

TEST_CASE("dialogue stands in straight marks, where it holds none") {
    CHECK(beat("Anna（quietly）：“Go.”") == "Anna (quietly): \"Go.\"");
    CHECK(beat("Anna: Go.") == "Anna: \"Go.\"");
    CHECK(beat("Anna: “She said \"go\".”") == "Anna: “She said \"go\".”");
    CHECK(beat("Hua: “A”, she says “B”") == "Hua: “A”, she says “B”");
    CHECK(beat("Smith, Jr.: 'Go.'") == "Smith, Jr.: \"Go.\"");
}

TEST_CASE("prose is wrapped at 100 columns, where it may be") {
    const std::string words = longer("    look:", 30, " green");
    const std::string text = format_text("style A\n" + words + "\n");
    CHECK(text == "style A\n" + longer("    look:", 15, " green") + "\n" + longer("       ", 15, " green") + "\n");
    // Before `12.5–14 ` and `- ` no line may begin, in braces none may end.
    for (const std::string mark : {" - ", " 12.5–14 ", " lens: ", " Anna: \"", " {a b c d e f g h i}"}) {
        for (std::size_t i = 80; i < 100; ++i) {
            const std::string tried = "style A\n    look: " + std::string(i - 10, 'x') + mark + "yyy zzz\n";
            const std::string once = format_text(tried);
            CHECK(format_text(once) == once);
            CHECK(once.find("\n        " + mark.substr(1)) == (mark[1] == '{' && once.find("\n        {") != std::string::npos ? once.find("\n        {") : std::string::npos));
        }
    }
}

TEST_CASE("no line is made to begin with a mark, before which the prompt would lose its blank") {
    const std::string before(88, 'a');
    CHECK(format_text("shot a\n    scene: " + before + " ,  b\n") == "shot a\n    scene: " + before + " ,  b\n");
    CHECK(format_text("shot a\n    scene: a keeper\n        , an oilskin\n") == "shot a\n    scene: a keeper\n        , an oilskin\n");
}

TEST_CASE("a display name is not broken, nor made") {
    const std::string head = "speaker F \"old man\": x\n\nshot a\n    - ";
    const std::string text = format_text(head + std::string(86, 'x') + " the old man waits\n");
    CHECK(text == head + std::string(86, 'x') + " the\n        old man waits\n");
    CHECK(format_text(head + "the old\n        man waits\n") == head + "the old\n        man waits\n");
}

TEST_CASE("blank lines and comments") {
    CHECK(format_text("\xEF\xBB\xBF\r\n\r\n// top\r\nlet a: b\r\nlet c: d\r\nshot x\r\n\tscene: y  // why\r\n\r\n\r\n\t// next\r\n\tnote: z") ==
          "// top\nlet a: b\nlet c: d\n\nshot x\n    scene: y  // why\n\n    // next\n    note: z\n");
    CHECK(format_text("shot a\n  note: x\n  // of a\n// of b\nshot b: y\n") ==
          "shot a\n    note: x\n    // of a\n\n// of b\nshot b: y\n");
    CHECK(format_text("style A\n  look: one\n    // inside\n    two\n") == "style A\n    look: one\n        // inside\n        two\n");
    CHECK(format_text("") == "");
    CHECK(format_text("// alone") == "// alone\n");
}

TEST_CASE("notes keep what they look like, lists have one separator") {
    CHECK(format_text("style A\n note:\n   a\n     b\n") == "style A\n    note:\n        a\n          b\n");
    CHECK(format_text("style A\n mood: a ,b，c、(d,e),\n   f\n") == "style A\n    mood: a, b, c, (d,e), f\n");
    CHECK(format_text("style A\n mood:\n   a,b,\n   c\n") == "style A\n    mood:\n        a, b\n        c\n");
}

TEST_CASE("a script with syntax errors has no form") {
    CHECK(format_text("shot a, \"x\n") == "syntax errors");
    CHECK(format_text("nonsense at the margin\n") == "syntax errors");
}
