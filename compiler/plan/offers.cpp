#include "compiler/plan/offers.hpp"

#include <algorithm>
#include <charconv>

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

/// What `9:16` and `720p` can mean: of a model that makes every multiple, what it was made for.
const std::vector<targets::Size>& named_sizes(const targets::SizeLimits& sizes) {
    return sizes.pixels.empty() ? sizes.trained : sizes.pixels;
}

bool has_lines(const targets::SizeLimits& sizes, std::int64_t lines) {
    const auto& named = named_sizes(sizes);
    return std::any_of(named.begin(), named.end(),
                       [lines](targets::Size size) { return targets::is_about(std::min(size.width, size.height), lines); });
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
    const auto& named = named_sizes(profile.sizes);
    return std::any_of(named.begin(), named.end(), [&](targets::Size size) {
        return targets::is_about(size.width * other, size.height * value);
    });
}

std::string_view refusal(const targets::Profile& profile) {
    return profile.sizes.pixels.empty() ? "was not trained at" : "does not offer";
}

}  // namespace shot::plan
