// What `shot targets` shows: a table, one target in full, JSON.
#include "compiler/targets/print_targets.hpp"

#include <algorithm>
#include <iterator>

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "compiler/targets/catalog.hpp"

namespace shot::tests {
namespace {

TEST_CASE("the table has a line a target, and its columns line up") {
    const auto profiles = *targets::find_all_profiles(targets::Catalog());
    const std::string table = targets::print_targets_table(profiles, "");
    std::string squeezed;  // one blank for many: columns are as wide as the widest target asks
    std::unique_copy(table.begin(), table.end(), std::back_inserter(squeezed),
                     [](char a, char b) { return a == ' ' && b == ' '; });
    CHECK_THAT(squeezed, Catch::StartsWith("target state"));
    CHECK_THAT(squeezed, Catch::Contains("sora-2 retired 2026-09-24 4, 8, 12, 16, 20 s 1280x720, upright too"));
    CHECK_THAT(squeezed, Catch::Contains("0.30–0.70 USD/s 2026-11-22\n"));
    CHECK_THAT(squeezed, Catch::Contains("first frame and 2 speakers 6 times, to 120 s"));
    CHECK_THAT(squeezed, Catch::Contains("veo-3.1 live 4, 6, 8 s 16:9 or 9:16 at 720p, 1080p or 4k on or off"));
    CHECK(static_cast<std::size_t>(std::count(table.begin(), table.end(), '\n')) == profiles.size() + 1);
    CHECK_THAT(targets::print_targets_table(profiles, "2026-05-01"), Catch::Contains("deprecated until 2026-09-24"));
}

TEST_CASE("one target in full cites a source for each limit") {
    const std::string text = targets::print_target(**targets::Catalog().find("sora-2-pro"), "");
    for (const char* line :
         {"sora-2-pro: Sora 2 Pro by OpenAI, facts as of 2026-11-22\n", "retired 2026-09-24  [deprecations]\n",
          "OpenAI names no replacement\n", "4, 8, 12, 16, 20 s (default 4 s)  [guide]\n", "32000 characters  [spec]\n",
          "JPEG, PNG or WebP, of the clip's own size  [guide]\n",
          "0.70 USD/s, in a batch 0.35: 1080x1920 and 1920x1080  [pricing]\n",
          "6 times, to 120 s; by 4, 8, 12, 16, 20 s  [guide]\n",
          "seed, negative, frame rate, references of a shot or last frame  [spec]\n", "https://"}) {
        CHECK_THAT(text, Catch::Contains(line));
    }
}

TEST_CASE("the JSON form is an array that programs can read") {
    const auto json = nlohmann::json::parse(targets::print_targets_json(*targets::find_all_profiles(targets::Catalog()), "2026-01-01"));
    REQUIRE(json.is_array());
    for (const auto& target : json) {
        if (target["name"] != "sora-2") {
            continue;
        }
        CHECK(target["state"] == "live");
        CHECK(target["retired_on"] == "2026-09-24");
        CHECK(target["duration"]["seconds"] == nlohmann::json({4, 8, 12, 16, 20}));
        CHECK(target["prices"][0]["usd_per_second"] == 0.1);
        CHECK(target["extension"]["max_count"] == 6);
        CHECK(target["fields"]["seed"] == false);
        return;
    }
    FAIL("sora-2 is not among the targets");
}

}  // namespace
}  // namespace shot::tests
