// Milliseconds and millionths of a dollar as JSON numbers: kept as whole numbers, written as the shortest decimals
// (`8`, `2.5`, `0.8`), so that no sum ever shows a rounding error and equal values are equal bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace shot::bundle {

inline constexpr int kSecondDigits = 3;  // a number of seconds has up to three decimals
inline constexpr int kUsdDigits = 6;

/// Appends `value` / 10^digits without needless zeros; `digits` is at most 18.
void append_decimal(std::string& out, std::int64_t value, int digits);

/// The whole number that append_decimal() writes as `number`; nothing where it has more decimals, is negative or is
/// above 10^9.
std::optional<std::int64_t> parse_decimal(double number, int digits);

}  // namespace shot::bundle
