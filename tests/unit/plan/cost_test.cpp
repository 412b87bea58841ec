#include <catch2/catch.hpp>

#include "compiler/plan/cost.hpp"

using namespace shot;
using namespace shot::plan;

namespace {

targets::Profile profile_with(std::vector<targets::Price> prices) {
    targets::Profile profile;
    profile.provider = "OpenAI";
    profile.prices = std::move(prices);
    return profile;
}

sema::ResolvedShot shot_of(sema::Operation operation, sema::Milliseconds duration, std::int32_t width, std::int32_t height) {
    sema::ResolvedShot shot;
    shot.operation = operation;
    shot.duration = duration;
    shot.width = width;
    shot.height = height;
    return shot;
}

const targets::Price kSmall{{{1280, 720}, {720, 1280}}, {}, 300'000, 150'000, "pricing"};
const targets::Price kLarge{{{1920, 1080}}, {}, 700'000, 350'000, "pricing"};

}  // namespace

TEST_CASE("a clip costs its seconds at the price of its size", "[plan]") {
    const auto profile = profile_with({kSmall, kLarge});
    auto cost = estimate_cost(shot_of(sema::Operation::Create, 8000, 1280, 720), profile);
    CHECK(cost.micro_usd == 2'400'000);
    CHECK(cost.basis == "8 s × 0.30 USD/s");
    cost = estimate_cost(shot_of(sema::Operation::Create, 20'000, 1920, 1080), profile);
    CHECK(cost.micro_usd == 14'000'000);
    CHECK(cost.basis == "20 s × 0.70 USD/s");
    cost = estimate_cost(shot_of(sema::Operation::Create, 2500, 1280, 720), profile);
    CHECK(cost.micro_usd == 750'000);
    CHECK(cost.basis == "2.5 s × 0.30 USD/s");
}

TEST_CASE("a size without a price has none, and the basis says so", "[plan]") {
    const auto cost = estimate_cost(shot_of(sema::Operation::Create, 8000, 640, 480), profile_with({kSmall}));
    CHECK_FALSE(cost.micro_usd);
    CHECK(cost.basis == "no source names a price of 640x480");
}

TEST_CASE("an extension costs its new part", "[plan]") {
    const auto two_prices = profile_with({kSmall, kLarge});
    auto cost = estimate_cost(shot_of(sema::Operation::Extend, 4000, 1280, 720), two_prices);
    CHECK(cost.micro_usd == 1'200'000);
    CHECK(cost.basis == "4 s (the new part) × 0.30 USD/s");
    // The size of a clip that is only known by its id: the price is known where all sizes have one.
    cost = estimate_cost(shot_of(sema::Operation::Extend, 4000, 0, 0), two_prices);
    CHECK_FALSE(cost.micro_usd);
    CHECK(cost.basis == "the price depends on the size, and the source's is not known");
    cost = estimate_cost(shot_of(sema::Operation::Extend, 4000, 0, 0), profile_with({kSmall}));
    CHECK(cost.micro_usd == 1'200'000);
}

TEST_CASE("nobody names the price of an edit", "[plan]") {
    const auto cost = estimate_cost(shot_of(sema::Operation::Edit, 0, 0, 0), profile_with({kSmall}));
    CHECK_FALSE(cost.micro_usd);
    CHECK(cost.basis == "no source names OpenAI's price of an edit");
}
