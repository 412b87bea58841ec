// Profiles: the built-in ones carry the facts of their sources, and the reader is strict and says where a file is
// wrong.
#include "compiler/targets/profile.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "compiler/targets/catalog.hpp"
#include "compiler/targets/dialect.hpp"
#include "stdlib/embedded.hpp"

namespace shot::tests {
namespace {

using targets::parse_profile;
using targets::Profile;

Result<std::shared_ptr<const Profile>> find_profile(std::string_view name) {
    return targets::Catalog().find(name);
}

/// The built-in profile's text with one piece of it replaced.
std::string changed(std::string_view from, std::string_view to) {
    std::string text(stdlib::find_embedded("targets/sora-2.json"));
    const auto place = text.find(from);
    REQUIRE(place != std::string::npos);
    return text.replace(place, from.size(), to);
}

std::string reason_of(const std::string& json) {
    const auto profile = parse_profile(json, "mine.json");
    REQUIRE_FALSE(profile.has_value());
    CHECK(profile.error().on == "mine.json");
    return profile.error().reason;
}

TEST_CASE("every built-in profile is read with its dialect and prompt style") {
    const auto names = targets::Catalog().names();
    REQUIRE(names.size() >= 2);
    for (const std::string& name : names) {
        const auto profile = find_profile(name);
        INFO(name << (profile ? "" : ": " + profile.error().message()));
        REQUIRE(profile.has_value());
        CHECK((*profile)->name == name);
        REQUIRE((*profile)->dialect != nullptr);
        REQUIRE((*profile)->style != nullptr);
        CHECK((*profile)->dialect->name == (*profile)->dialect_name);
        CHECK((*profile)->durations.offers((*profile)->default_duration));
    }
    CHECK(std::is_sorted(names.begin(), names.end()));
    CHECK(find_profile("sora-3").error().reason == "there is no profile of this name");
    CHECK_FALSE(find_profile("../dialects/openai-videos").has_value());
}

TEST_CASE("sora-2 and sora-2-pro have the facts of sora2.md") {
    const auto plain = *find_profile("sora-2");
    const auto pro = *find_profile("sora-2-pro");
    for (const auto& profile : {plain, pro}) {
        CHECK(profile->durations.values == std::vector<std::int64_t>{4000, 8000, 12000, 16000, 20000});
        CHECK(profile->default_duration == 4000);
        CHECK(profile->sizes.standard == targets::Size{720, 1280});
        CHECK(profile->prompt.max == 32000);
        CHECK(profile->has_audio);
        CHECK_FALSE(profile->can_be_silent);
        CHECK_FALSE(profile->seed.has_value());
        CHECK(profile->first_frame->must_match_size);
        CHECK(profile->characters->max_per_clip == 2);
        CHECK(profile->characters->max_name_characters == 80);
        CHECK(profile->characters->clip.max_milliseconds == 4000);
        CHECK(profile->extension->max_count == 6);
        CHECK(profile->extension->max_total_milliseconds == 120'000);
        CHECK(profile->lifecycle.retired_on == "2026-09-24");
        CHECK(profile->lifecycle.successors.empty());
    }
    CHECK(plain->sizes.pixels.size() == 2);
    CHECK(pro->sizes.pixels.size() == 6);
    CHECK(plain->find_price({1280, 720})->micro_usd_per_second == 100'000);
    CHECK(pro->find_price({1280, 720})->micro_usd_per_second == 300'000);
    CHECK(pro->find_price({1792, 1024})->batch_micro_usd_per_second == 250'000);
    CHECK(pro->find_price({1080, 1920})->micro_usd_per_second == 700'000);
    CHECK(plain->find_price({1920, 1080}) == nullptr);
}

TEST_CASE("what sema must know of a target comes from its profile") {
    const auto view = targets::view_of(**find_profile("sora-2-pro"));
    CHECK(view.profile == "sora-2-pro");
    CHECK(view.default_duration == 4000);
    CHECK(view.default_width == 720);
    CHECK(view.default_height == 1280);
}

TEST_CASE("the reader names the JSON path of what is wrong") {
    CHECK(reason_of(changed("\"takes_references\"", "\"max_cuont\": 6, \"takes_references\"")) ==
          "$.extension.max_cuont: is not known; did you mean `max_count`?");
    CHECK(reason_of(changed("\"takes_references\"", "\"takes_refrences\"")) ==
          "$.extension.takes_references: is missing, found `takes_refrences`");
    CHECK(reason_of(changed("\"max\": 32000", "\"max\": \"32000\"")).starts_with("$.prompt.max: is no whole number"));
    CHECK(reason_of(changed("\"default\": 4", "\"default\": 5")) == "$.duration.default: is not offered");
    CHECK(reason_of(changed("[\"720x1280\"", "[\"720p\"")).starts_with("$.size.pixels[0]: is no size"));
    CHECK(reason_of(changed("\"mode\": \"always\"", "\"mode\": \"loud\"")) ==
          "$.audio.mode: found `loud`, expected one of `none`, `always`, `toggle`");
    CHECK(reason_of(changed("\"retired_on\": \"2026-09-24\"", "\"retired_on\": \"2026-09-31\"")) ==
          "$.lifecycle.retired_on: `2026-09-31` is no date such as `2026-09-24`");
    CHECK(reason_of(changed("\"unit\": \"characters\", \"source\": \"spec\"",
                            "\"unit\": \"characters\", \"source\": \"hearsay\"")) ==
          "$.prompt.source: `hearsay` is not among `sources`");
    CHECK(reason_of(changed("\"operation\": \"edit\"", "\"operation\": \"erase\"")) ==
          "$.rules[0].when.operation: is no value of `operation`");
    CHECK(reason_of(changed("\"operation\": \"edit\"", "\"moon\": true")) ==
          "$.rules[0].when.moon: is nothing that a rule can ask about");
    CHECK(reason_of(changed("\"kinds\": [\"mp4\"]", "\"kinds\": [\"mpeg\"]"))
              .starts_with("$.characters.clip.kinds: `mpeg`"));
    CHECK(reason_of(changed("\"usd_per_second\": 0.1", "\"usd_per_second\": -1"))
              .starts_with("$.prices[0].usd_per_second"));
}

TEST_CASE("a document that is no profile at all is a failure and no crash") {
    CHECK_THAT(reason_of(""), Catch::Contains("parse error"));
    CHECK_THAT(reason_of("{\"name\": }"), Catch::Contains("line 1"));
    CHECK(reason_of("[]") == "$: is no object");
    CHECK(reason_of("{}") == "$.name: is missing");
    CHECK_THAT(reason_of("{\"name\": \"a\", \"name\": \"b\"}"), Catch::Contains("`name` stands twice"));
    CHECK_THAT(reason_of(std::string(100'000, '[')), Catch::Contains("nested deeper than 32"));
    CHECK(reason_of(std::string((1U << 20) + 1, ' ')) == "larger than 1 MiB");
}

TEST_CASE("durations may be a set or a range") {
    const targets::DurationLimits set{.values = {4000, 8000, 12000}, .min = 4000, .max = 12000};
    CHECK(set.offers(8000));
    CHECK_FALSE(set.offers(6000));
    CHECK(set.nearest(6000) == 8000);  // as near as 4 s: nothing is cut off
    CHECK(set.nearest(5000) == 4000);
    CHECK(set.nearest(90'000) == 12000);
    CHECK(set.text() == "4, 8, 12 s");

    const targets::DurationLimits whole{.min = 3000, .max = 10'000, .step = 1000};
    CHECK(whole.offers(7000));
    CHECK_FALSE(whole.offers(7500));
    CHECK_FALSE(whole.offers(11'000));
    CHECK(whole.nearest(7500) == 8000);
    CHECK(whole.nearest(60'000) == 10'000);
    CHECK(whole.text() == "3–10 s, whole seconds");

    const targets::DurationLimits any{.min = 4000, .max = 15'000};
    CHECK(any.offers(8708));
    CHECK(any.nearest(100) == 4000);
    CHECK(any.text() == "4–15 s");
}

TEST_CASE("a made-up target needs JSON only") {
    const auto profile = parse_profile(R"({
        "name": "moon-1", "title": "Moon", "provider": "Nobody", "model": "moon", "facts_as_of": "2026-11-22",
        "dialect": "openai-videos", "prompt_style": "sora",
        "sources": {"doc": {"title": "Doc", "url": "https://example.com", "date": "2026"}},
        "lifecycle": {"state": "live", "source": "doc"},
        "duration": {"min_seconds": 2, "max_seconds": 15, "step_seconds": 0.5, "default": 2.5, "source": "doc"},
        "size": {"pixels": ["960x960"], "default": "960x960", "source": "doc"},
        "audio": {"mode": "none", "source": "doc"},
        "fields": {"seed": true, "negative": {"max_characters": 80}, "source": "doc"}
    })",
                                       "moon-1.json");
    INFO((profile ? "" : profile.error().reason));
    REQUIRE(profile.has_value());
    CHECK(profile->durations.offers(7500));
    CHECK(profile->can_be_silent);
    CHECK_FALSE(profile->extension.has_value());
    CHECK(profile->prompt.max == 0);
}

}  // namespace
}  // namespace shot::tests
