#include "compiler/plan/cost.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/targets/units.hpp"

namespace shot::plan {
namespace {

/// The price that holds for every size, where there is one.
const targets::Price* find_only_price(const targets::Profile& profile) {
    const auto& prices = profile.prices;
    const bool is_one = std::all_of(prices.begin(), prices.end(), [&](const targets::Price& price) {
        return price.micro_usd_per_second == prices.front().micro_usd_per_second;
    });
    return !prices.empty() && is_one ? &prices.front() : nullptr;
}

}  // namespace

bundle::Cost estimate_cost(const sema::ResolvedShot& shot, const targets::Profile& profile) {
    if (shot.operation == sema::Operation::Edit) {
        return {std::nullopt, fmt::format("no source names {}'s price of an edit", profile.provider)};
    }
    const bool has_size = shot.width > 0 && shot.height > 0;
    const targets::Size size{shot.width, shot.height};
    const targets::Price* price = has_size ? profile.find_price(size) : find_only_price(profile);
    if (price == nullptr) {
        return {std::nullopt, has_size ? fmt::format("no source names a price of {}", targets::size_text(size))
                                       : "the price depends on the size, and the source's is not known"};
    }
    constexpr std::int64_t kMilliseconds = 1000;
    const bool is_extension = shot.operation == sema::Operation::Extend;
    return {price->micro_usd_per_second * shot.duration / kMilliseconds,
            fmt::format("{}{} × {} USD/s", targets::seconds_text(shot.duration), is_extension ? " (the new part)" : "",
                        targets::usd_text(price->micro_usd_per_second))};
}

}  // namespace shot::plan
