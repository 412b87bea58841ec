#include <catch2/catch.hpp>

#include "compiler/diagnostics/render.hpp"
#include "tests/support/diagnostic_builder.hpp"

using namespace shot;
using namespace shot::diagnostics;

TEST_CASE("plain text has the place first, and all that belongs to it indented below") {
    test::DiagnosticBuilder builder;
    builder.add("film.shot", "palette Dusk: amber\nshot 夜, Dsk, x\n");
    builder.sink.report(diag::UnknownName, builder.at("Dsk"), "palette", "Dsk")
        .at("not known")
        .label(builder.at("Dusk"), "declared here")
        .note("one\ntwo")
        .fix("write `Dusk`", builder.at("Dsk"), "Dusk", true)
        .fix("take it away", builder.at("Dsk, "), "");
    builder.sink.report(diag::CannotRead, Span(), "x.shot", "no such file");
    CHECK(render_plain(builder.sink.take(), builder.sources) ==
          "film.shot:2:9: error[SHOT0301]: there is no palette called `Dsk`\n"
          "    here: not known\n"
          "    film.shot:1:9: declared here\n"
          "    note: one\n"
          "          two\n"
          "    fix: write `Dusk`\n"
          "        film.shot:2:9-2:12: `Dusk`\n"
          "    fix (unsafe): take it away\n"
          "        film.shot:2:9-2:14: nothing\n"
          "error[SHOT0001]: cannot read `x.shot`: no such file\n");
}

TEST_CASE("plain text stays one line, whatever a message quotes") {
    test::DiagnosticBuilder builder;
    builder.add("film.shot", "x\n");
    builder.sink.report(diag::BadValue, builder.at("x"), "a\nb", "c").fix("T", builder.before("x"), "y\n");
    CHECK(render_plain(builder.sink.take(), builder.sources) ==
          "film.shot:1:1: error[SHOT0406]: `a␊b` is no c\n"
          "    fix (unsafe): T\n"
          "        film.shot:1:1-1:1: `y␊`\n");
}
