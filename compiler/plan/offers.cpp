#include "compiler/plan/offers.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace shot::plan {
namespace {

/// Thousandths of the number that the text begins with; `rest` is what comes after it.
std::int64_t thousandths_of(std::string_view text, std::string_view& rest) {
    std::int64_t whole = 0;
    const char* end = text.data() + text.size();
    const char* at = std::from_chars(text.data(), end, whole).ptr;
    std::int64_t value = whole * 1000;
    if (at + 1 < end && *at == '.') {
        std::int64_t scale = 100;
        for (++at; at < end && *at >= '0' && *at <= '9'; ++at, scale /= 10) {
            value += (*at - '0') * scale;
        }
    }
    rest = std::string_view(at, static_cast<std::size_t>(end - at));
    return value;
}

/// Whether a size has `have` where `wanted` is asked for: exactly, where sizes are listed; about, where a model makes every
/// multiple and was made for some of them.
template <class Measure>
bool has_size(const targets::SizeLimits& sizes, const Measure& measure) {
    const bool is_listed = !sizes.pixels.empty();
    const auto& named = is_listed ? sizes.pixels : sizes.trained;
    return std::any_of(named.begin(), named.end(), [&](targets::Size size) {
        const auto [have, wanted] = measure(size);
        return is_listed ? have == wanted : targets::is_about(have, wanted);
    });
}

bool has_lines(const targets::SizeLimits& sizes, std::int64_t lines) {
    return has_size(sizes, [lines](targets::Size size) {
        return std::pair<std::int64_t, std::int64_t>(std::min(size.width, size.height), lines);
    });
}

}  // namespace

bool offers(const targets::Profile& profile, std::string_view attribute) {
    std::string_view rest;
    const std::int64_t value = thousandths_of(attribute, rest);
    if (rest == "s") {
        return profile.durations.offers(value);
    }
    if (rest == "fps") {
        return profile.frame_rates && profile.frame_rates->offers(value);
    }
    if (rest == "p") {
        return has_lines(profile.sizes, value / 1000);
    }
    if (rest == "k") {
        return has_lines(profile.sizes, value / 1000 * 540);  // 4k has 2160 lines, 8k 4320
    }
    if (rest.size() < 2 || (rest[0] != 'x' && rest[0] != ':')) {
        return false;
    }
    std::string_view none;
    const std::int64_t other = thousandths_of(rest.substr(1), none);
    if (rest[0] == 'x') {
        return profile.sizes.find({static_cast<std::int32_t>(value / 1000), static_cast<std::int32_t>(other / 1000)})
            .has_value();
    }
    return has_size(profile.sizes, [&](targets::Size size) { return std::pair(size.width * other, size.height * value); });
}

std::string_view refusal(const targets::Profile& profile) {
    return profile.sizes.pixels.empty() ? "was not trained at" : "does not offer";
}

}  // namespace shot::plan
