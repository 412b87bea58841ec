// A target's life: held against the facts' date or --as-of, and told once.
#include "compiler/targets/lifecycle.hpp"

#include <catch2/catch.hpp>

#include "compiler/targets/catalog.hpp"

namespace shot::tests {
namespace {

using targets::check_lifecycle;
using targets::is_iso_date;
using targets::state_on;

std::vector<diagnostics::Diagnostic> warnings(std::string_view as_of) {
    const auto profile = *targets::Catalog().find("sora-2");
    diagnostics::Sink sink;
    check_lifecycle(*profile, {FileId(0U), 7, 13}, as_of, false, sink);
    check_lifecycle(*profile, {FileId(0U), 7, 13}, as_of, false, sink);
    return sink.take();
}

TEST_CASE("a retired target warns once, with date, alternatives and source") {
    const auto found = warnings("");
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == 601);
    CHECK(found[0].level == diagnostics::Level::Warning);
    CHECK(found[0].message == "sora-2 was shut down on 2026-09-24");
    CHECK(found[0].span == Span{FileId(0U), 7, 13});
    REQUIRE(found[0].notes.size() == 4);
    CHECK(found[0].notes[0] == "announced on 2026-03-24");
    CHECK(found[0].notes[1] == "OpenAI names no replacement");
    CHECK(found[0].notes[2] == "live alternatives: `veo-3.1`, `gemini-omni-1.1-flash` and `kling-v3`");
    CHECK_THAT(found[0].notes[3], Catch::Contains("https://developers.openai.com/api/docs/deprecations"));
}

TEST_CASE("the day decides") {
    const auto profile = *targets::Catalog().find("sora-2");
    CHECK(state_on(*profile, "") == "retired");
    CHECK(state_on(*profile, "2026-09-24") == "retired");
    CHECK(state_on(*profile, "2026-09-23") == "deprecated");
    CHECK(state_on(*profile, "2026-03-24") == "deprecated");
    CHECK(state_on(*profile, "2026-03-23") == "live");
    CHECK(warnings("2026-01-01").empty());
    const auto soon = warnings("2026-09-23");
    REQUIRE(soon.size() == 1);
    CHECK(soon[0].message == "sora-2 will be shut down on 2026-09-24");
}

TEST_CASE("a target that lives or is a preview says nothing") {
    targets::Profile profile;
    profile.facts_as_of = "2026-11-22";
    profile.lifecycle.state = "preview";
    CHECK(state_on(profile, "2030-01-01") == "preview");
    profile.lifecycle.state = "deprecated";
    CHECK(state_on(profile, "") == "deprecated");
}

TEST_CASE("--as-of takes days of the calendar alone") {
    CHECK(is_iso_date("2026-09-24"));
    CHECK(is_iso_date("2028-02-29"));
    for (const std::string_view text : {"", "2026", "2026-9-24", "2026-13-01", "2026-00-10", "2026-02-29", "2026-09-31",
                                        "2026-09-00", "24.09.2026", "2026-09-24T00", "2026/09/24", "20x6-09-24"}) {
        CAPTURE(text);
        CHECK_FALSE(is_iso_date(text));
    }
}

}  // namespace
}  // namespace shot::tests
