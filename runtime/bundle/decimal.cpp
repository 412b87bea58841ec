#include "runtime/bundle/decimal.hpp"

#include <charconv>
#include <cmath>

namespace shot::bundle {
namespace {

constexpr std::int64_t power_of_ten(int exponent) {
    std::int64_t power = 1;
    for (int i = 0; i < exponent; ++i) {
        power *= 10;
    }
    return power;
}

}  // namespace

void append_decimal(std::string& out, std::int64_t value, int digits) {
    char buffer[48];
    char* end = buffer;
    auto magnitude = static_cast<std::uint64_t>(value);
    if (value < 0) {
        *end++ = '-';
        magnitude = 0 - magnitude;
    }
    const auto scale = static_cast<std::uint64_t>(power_of_ten(digits));
    end = std::to_chars(end, buffer + sizeof buffer, magnitude / scale).ptr;
    if (std::uint64_t rest = magnitude % scale; rest != 0) {
        *end++ = '.';
        for (std::uint64_t place = scale / 10; rest != 0; place /= 10) {
            *end++ = static_cast<char>('0' + rest / place);
            rest %= place;
        }
    }
    out.append(buffer, end);
}

std::optional<std::int64_t> parse_decimal(double number, int digits) {
    constexpr double kMax = 1e9;
    if (!(number >= 0 && number <= kMax)) {
        return std::nullopt;
    }
    // Up to 10^9 with six decimals are 15 digits: a double holds them, and the nearest one divides back to itself.
    const auto scale = static_cast<double>(power_of_ten(digits));
    const double scaled = std::round(number * scale);
    return scaled / scale == number ? std::optional(static_cast<std::int64_t>(scaled)) : std::nullopt;
}

}  // namespace shot::bundle
