#include <catch2/catch.hpp>

#include <string>

#include <nlohmann/json.hpp>

#include "compiler/diagnostics/render.hpp"
#include "tests/support/diagnostic_builder.hpp"

using namespace shot;
using namespace shot::diagnostics;
using Json = nlohmann::json;

namespace {

Json render(test::DiagnosticBuilder& builder) {
    return Json::parse(render_sarif(builder.sink.take(), builder.sources, "1.2.3"));
}

}  // namespace

TEST_CASE("SARIF names the tool, its rules and how columns count") {
    test::DiagnosticBuilder builder;
    const Json sarif = render(builder);
    CHECK(sarif.at("version") == "2.1.0");
    const Json& run = sarif.at("runs").at(0);
    CHECK(run.at("columnKind") == "unicodeCodePoints");
    CHECK(run.at("results") == Json::array());
    const Json& driver = run.at("tool").at("driver");
    CHECK(driver.at("name") == "shot");
    CHECK(driver.at("version") == "1.2.3");
    REQUIRE(driver.at("rules").size() == catalog().size());
    for (const Json& rule : driver.at("rules")) {
        CHECK(rule.at("shortDescription").at("text").get<std::string>().find("{}") == std::string::npos);
        CHECK(find_entry(rule.at("id").get<std::string>()) != nullptr);
    }
}

TEST_CASE("a SARIF result points at its rule, its place and its fixes") {
    test::DiagnosticBuilder builder;
    builder.add("my films/a b#1:夜.shot", "style Dusk: x\nshot 夜, Dsk\n");
    const FileId library = builder.add("/usr/share/house.shot", "style Dusk: y\n");
    builder.sink.report(diag::UnknownName, builder.at("Dsk"), "style", "Dsk")
        .label(builder.at("Dusk", library), "declared here")
        .note("a note")
        .fix({"rename",
              {{builder.at("Dsk"), "Dusk"}, {builder.at("Dusk", library), "Dsk"}, {builder.before("style"), "x"}},
              true});
    builder.sink.report(diag::CannotRead, Span(), "x.shot", "no such file");
    const Json run = render(builder).at("runs").at(0);
    const Json& result = run.at("results").at(0);
    CHECK(result.at("ruleId") == "SHOT0301");
    const auto index = result.at("ruleIndex").get<std::size_t>();
    CHECK(run.at("tool").at("driver").at("rules").at(index).at("id") == "SHOT0301");
    CHECK(result.at("level") == "error");
    CHECK(result.at("message").at("text") == "there is no style called `Dsk`\nnote: a note");
    const Json& place = result.at("locations").at(0).at("physicalLocation");
    CHECK(place.at("artifactLocation").at("uri") == "my%20films/a%20b%231%3A%E5%A4%9C.shot");
    CHECK(place.at("region") == Json({{"startLine", 2}, {"startColumn", 9}, {"endLine", 2}, {"endColumn", 12}}));
    const Json& related = result.at("relatedLocations").at(0);
    CHECK(related.at("message").at("text") == "declared here");
    CHECK(related.at("physicalLocation").at("artifactLocation").at("uri") == "file:///usr/share/house.shot");
    const Json& fix = result.at("fixes").at(0);
    CHECK(fix.at("description").at("text") == "rename");
    CHECK(fix.at("properties").at("safe") == true);
    REQUIRE(fix.at("artifactChanges").size() == 2);
    const Json& replacements = fix.at("artifactChanges").at(0).at("replacements");
    REQUIRE(replacements.size() == 2);
    CHECK(replacements.at(0).at("insertedContent").at("text") == "Dusk");
    CHECK(replacements.at(1).at("deletedRegion").at("endColumn") == 1);
    CHECK_FALSE(run.at("results").at(1).contains("locations"));
}
