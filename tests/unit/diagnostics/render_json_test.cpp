#include <catch2/catch.hpp>

#include <string>

#include <nlohmann/json.hpp>

#include "compiler/diagnostics/render.hpp"
#include "tests/support/diagnostic_builder.hpp"

using namespace shot;
using namespace shot::diagnostics;
using Json = nlohmann::ordered_json;

TEST_CASE("a diagnostic is one line of JSON with every part in its place") {
    test::DiagnosticBuilder builder;
    builder.add("film.shot", "style Dusk: x\nshot 夜, Dsk\n");
    builder.sink.report(diag::UnknownName, builder.at("Dsk"), "style", "Dsk")
        .at("here")
        .label(builder.at("Dusk"), "declared \"here\"")
        .note("a note")
        .fix("write `Dusk`", builder.at("Dsk"), "Du\nsk", true);
    const std::string text = render_json(builder.sink.take(), builder.sources);
    CHECK(text.find('\n') == text.size() - 1);
    const Json range =
        Json::parse(R"({"start":{"line":2,"column":9,"offset":24},"end":{"line":2,"column":12,"offset":27}})");
    CHECK(Json::parse(text) ==
          Json({{"code", "SHOT0301"},
                {"name", "unknown-name"},
                {"level", "error"},
                {"message", "there is no style called `Dsk`"},
                {"file", "film.shot"},
                {"range", range},
                {"label", "here"},
                {"labels", Json::array({{{"message", "declared \"here\""},
                                         {"file", "film.shot"},
                                         {"range", Json::parse(R"({"start":{"line":1,"column":7,"offset":6},
                                                                  "end":{"line":1,"column":11,"offset":10}})")}}})},
                {"notes", {"a note"}},
                {"fixes",
                 Json::array(
                     {{{"title", "write `Dusk`"},
                       {"safe", true},
                       {"edits",
                        Json::array({{{"file", "film.shot"}, {"range", range}, {"replacement", "Du\nsk"}}})}}})}}));
}

TEST_CASE("a diagnostic without a place has neither file nor range in JSON") {
    test::DiagnosticBuilder builder;
    builder.sink.report(diag::CannotRead, Span(), "x.shot", "no such file");
    const Json json = Json::parse(render_json(builder.sink.take(), builder.sources));
    CHECK(json.at("file").is_null());
    CHECK(json.at("range").is_null());
    CHECK(json.at("labels") == Json::array());
    CHECK(json.at("fixes") == Json::array());
}

TEST_CASE("JSON stays UTF-8, whatever a path or a message holds") {
    test::DiagnosticBuilder builder;
    builder.add("f\xFF.shot", "\xFE wrong");
    builder.sink.report(diag::BadValue, builder.at("wrong"), "a\xC3", "b");
    const Json json = Json::parse(render_json(builder.sink.take(), builder.sources));
    CHECK(json.at("file") == "f\xEF\xBF\xBD.shot");
    CHECK(json.at("message") == "`a\xEF\xBF\xBD` is no b");
}

TEST_CASE("no diagnostics are no JSON") {
    CHECK(render_json({}, Sources()).empty());
}
