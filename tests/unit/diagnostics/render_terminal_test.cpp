#include <catch2/catch.hpp>

#include <string>

#include "compiler/diagnostics/render.hpp"
#include "compiler/source/text_width.hpp"
#include "tests/support/diagnostic_builder.hpp"

using namespace shot;
using namespace shot::diagnostics;

namespace {

using test::DiagnosticBuilder;

std::string render(DiagnosticBuilder& builder) {
    return render_terminal(builder.sink.take(), builder.sources, false);
}

}  // namespace

TEST_CASE("the terminal shows the line, the caret, its label, notes and the fixed line") {
    DiagnosticBuilder builder;
    builder.add("film.shot", "style Interview: a look\nshot a, Interveiw, 8s\n");
    builder.sink.report(diag::UnknownName, builder.at("Interveiw"), "style", "Interveiw")
        .at("not known here")
        .note("names are case-sensitive")
        .fix("write `Interview`", builder.at("Interveiw"), "Interview", true);
    CHECK(render(builder) ==
          "error[SHOT0301]: there is no style called `Interveiw`\n"
          " --> film.shot:2:9\n"
          "  |\n"
          "2 | shot a, Interveiw, 8s\n"
          "  |         ^^^^^^^^^ not known here\n"
          "  |\n"
          "  = note: names are case-sensitive\n"
          "  = help: write `Interview`\n"
          "2 + shot a, Interview, 8s\n"
          "\n");
}

TEST_CASE("the terminal shows labels in their lines and files") {
    DiagnosticBuilder builder;
    builder.add("film.shot", "palette Dusk: amber\n\n\n\nshot a, b\n  x: 1\n  palette: Dsk, Dsk\n");
    const FileId library = builder.add("house.shot", "palette Dusk: cream\n");
    const Span second{FileId{0U}, builder.at("Dsk, Dsk").begin + 5, builder.at("Dsk, Dsk").end};
    builder.sink.report(diag::UnknownName, builder.at("Dsk"), "palette", "Dsk")
        .at("here")
        .label(second, "and here")
        .label(builder.at("shot a"), "in this shot")
        .label(builder.at("Dusk"), "this one")
        .label(builder.at("Dusk", library), "or this one");
    CHECK(render(builder) ==
          "error[SHOT0301]: there is no palette called `Dsk`\n"
          " --> film.shot:7:12\n"
          "  |\n"
          "1 | palette Dusk: amber\n"
          "  |         ---- this one\n"
          "...\n"
          "5 | shot a, b\n"
          "  | ------ in this shot\n"
          "6 |   x: 1\n"
          "7 |   palette: Dsk, Dsk\n"
          "  |            ^^^  --- and here\n"
          "  |            |\n"
          "  |            here\n"
          "  |\n"
          " ::: house.shot:1:9\n"
          "  |\n"
          "1 | palette Dusk: cream\n"
          "  |         ---- or this one\n"
          "\n");
}

TEST_CASE("carets line up under wide characters, combining marks and tabs") {
    DiagnosticBuilder builder;
    builder.add("film.shot", "\tscene: 夜の港, cafe\xCC\x81, wrong\n");
    builder.sink.report(diag::BadValue, builder.at("夜の港"), "a", "b");
    builder.sink.report(diag::BadValue, builder.at("\xCC\x81"), "a", "b");
    builder.sink.report(diag::BadValue, builder.at("wrong"), "a", "b");
    const std::string text = render(builder);
    const std::string line = "1 |     scene: 夜の港, cafe\xCC\x81, wrong\n";
    CHECK(text.find(line + "  |            ^^^^^^\n") != std::string::npos);
    CHECK(text.find(line + "  |                       ^\n") != std::string::npos);
    CHECK(text.find(line + "  |                          ^^^^^\n") != std::string::npos);
}

TEST_CASE("a span of several lines is marked to the end of its first") {
    DiagnosticBuilder builder;
    builder.add("film.shot", "shot a\n  look: x\n");
    builder.sink.report(diag::EmptyShot, builder.at("shot a\n  look: x"), "a");
    CHECK(render(builder).find("1 | shot a\n  | ^^^^^^\n\n") != std::string::npos);
}

TEST_CASE("empty spans, the end of the file and an empty file have a caret") {
    DiagnosticBuilder builder;
    builder.add("film.shot", "shot\n");
    builder.add("empty.shot", "");
    builder.sink.report(diag::MissingName, {FileId{0U}, 4, 4}, "shot");
    builder.sink.report(diag::MissingName, {FileId{0U}, 5, 5}, "shot");
    builder.sink.report(diag::MissingName, {FileId{1U}, 0, 0}, "shot");
    const std::string text = render(builder);
    CHECK(text.find("1 | shot\n  |     ^\n") != std::string::npos);
    CHECK(text.find("--> film.shot:2:1\n  |\n2 |\n  | ^\n") != std::string::npos);
    CHECK(text.find("--> empty.shot:1:1\n  |\n1 |\n  | ^\n") != std::string::npos);
}

TEST_CASE("what a terminal would obey is shown instead") {
    DiagnosticBuilder builder;
    builder.add("fi\x1blm.shot", "x\x1b[31m\r y \xE2\x80\xAE z \xFF wrong\n");
    builder.sink.report(diag::BadValue, builder.at("wrong"), "\x1b[2J\n", "b").note("\x07").at("\x08");
    const std::string text = render(builder);
    CHECK(text ==
          "error[SHOT0406]: `␛[2J␊` is no b\n"
          " --> fi␛lm.shot:1:17\n"
          "  |\n"
          "1 | x␛[31m␍ y <U+202E> z <0xFF> wrong\n"
          "  |                             ^^^^^ ␈\n"
          "  |\n"
          "  = note: ␇\n"
          "\n");
}

TEST_CASE("a very long line is shown round its mistake") {
    for (const std::size_t before : {0U, 100U, 150U, 200U, 5'000U, 2'000'000U}) {
        for (const std::size_t after : {0U, 10U, 5'000U}) {
            DiagnosticBuilder builder;
            builder.add("film.shot", std::string(before, 'a') + "夜wrong" + std::string(after, 'b') + "\n");
            builder.sink.report(diag::BadValue, builder.at("wrong"), "a", "b").at("here");
            const std::string text = render(builder);
            INFO(before << " " << after << "\n" << text);
            const std::size_t line = text.find("1 | ") + 4;
            const std::string shown = text.substr(line, text.find('\n', line) - line);
            CHECK(display_width(shown) <= 160);
            CHECK(shown.starts_with("…") == (before > 150));
            CHECK(shown.ends_with("…") == (after == 5'000 || (before == 150 && after == 10)));
            const std::size_t marks = text.find("  | ", line) + 4;
            const std::size_t caret = text.find('^', marks) - marks;
            CHECK(caret == display_width(std::string_view(shown).substr(0, shown.find("wrong"))));
            CHECK(text.find("^^^^^ here\n") != std::string::npos);
        }
    }
}

TEST_CASE("a label that a cut line does not show is told as a note") {
    DiagnosticBuilder builder;
    builder.add("film.shot", "early " + std::string(400, 'a') + " wrong\n");
    builder.sink.report(diag::BadValue, builder.at("wrong"), "a", "b").label(builder.at("early"), "said here");
    CHECK(render(builder).find("  = note: film.shot:1:1: said here\n") != std::string::npos);
}

TEST_CASE("a diagnostic without a place has no excerpt") {
    DiagnosticBuilder builder;
    builder.sink.report(diag::CannotRead, Span(), "x.shot", "no such file").note("two\nlines");
    CHECK(render(builder) == "error[SHOT0001]: cannot read `x.shot`: no such file\n  = note: two\n          lines\n\n");
}

TEST_CASE("the fixed line is shown where the fix is of one line") {
    DiagnosticBuilder builder;
    builder.add("film.shot", "one two three\nlast\n");
    const auto diff_of = [&](Fix fix) {
        builder.sink.report(diag::BadValue, builder.at("one"), "a", "b").fix(std::move(fix));
        const std::string text = render(builder);
        const std::string_view lead = "  = help: T\n";
        return text.substr(text.find(lead) + lead.size());
    };
    CHECK(diff_of({"T", {{builder.at("three"), "3"}, {builder.at("one"), "1"}}}) == "1 + 1 two 3\n\n");
    CHECK(diff_of({"T", {{builder.before("one"), "zero\n"}}}) == "1 + zero\n\n");
    CHECK(diff_of({"T", {{builder.before("last"), "four\n"}}}) == "2 + four\n\n");
    CHECK(diff_of({"T", {{builder.at("two "), ""}}}) == "1 + one three\n\n");
    CHECK(diff_of({"T", {{builder.at("one two three\n"), ""}}}) == "1 - one two three\n\n");
    CHECK(diff_of({"T", {{builder.at(" three"), "\n  three"}}}) == "1 + one two\n2 +   three\n\n");
    CHECK(diff_of({"T", {{builder.at("one"), "1"}, {builder.at("last"), "2"}}}) == "\n");     // two lines
    CHECK(diff_of({"T", {{builder.at("one"), "1"}, {builder.at("one two"), "2"}}}) == "\n");  // overlap
    CHECK(diff_of({"T", {}}) == "\n");
}

TEST_CASE("colour comes only when it is asked for, and takes no cells") {
    DiagnosticBuilder builder;
    builder.add("film.shot", "shot a, Dsk\n");
    builder.sink.report(diag::UnknownName, builder.at("Dsk"), "style", "Dsk")
        .at("here")
        .label(builder.at("shot"), "s")
        .note("n")
        .fix("f", builder.at("Dsk"), "Dusk");
    const auto found = builder.sink.take();
    const std::string plain = render_terminal(found, builder.sources, false);
    std::string coloured = render_terminal(found, builder.sources, true);
    CHECK(plain.find('\x1b') == std::string::npos);
    CHECK(coloured.find("\x1b[1;31merror[SHOT0301]\x1b[0m") != std::string::npos);
    for (std::size_t begin = coloured.find('\x1b'); begin != std::string::npos; begin = coloured.find('\x1b')) {
        coloured.erase(begin, coloured.find('m', begin) - begin + 1);
    }
    CHECK(coloured == plain);
}
