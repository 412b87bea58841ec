// When to ask again: what servers say of it, and what we choose where they say nothing.
#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <ctime>

#include "runtime/http/client.hpp"

namespace shot::http {
namespace {

using std::chrono::milliseconds;

constexpr double kMaxWait = 24.0 * 3600 * 1000;  // milliseconds

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
        text.remove_suffix(1);
    }
    return text;
}

/// `120`, `1.5`: digits with at most one point. No sign, no exponent, no `inf`.
std::optional<double> parse_number(std::string_view text) {
    const bool is_plain = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (!is_plain || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return error == std::errc::result_out_of_range ? std::optional(kMaxWait) : error == std::errc() ? std::optional(value) : std::nullopt;
}

milliseconds to_wait(double value) {
    return milliseconds(static_cast<std::int64_t>(std::ceil(std::clamp(value, 0.0, kMaxWait))));
}

}  // namespace

std::optional<milliseconds> retry_after(const Response& response) {
    if (const auto exact = parse_number(trim(response.header("retry-after-ms")))) {
        return to_wait(*exact);
    }
    const std::string_view text = trim(response.header("retry-after"));
    if (const auto seconds = parse_number(text)) {
        return to_wait(*seconds * 1000);
    }
    const auto date = parse_date(text);
    if (!date) {
        return std::nullopt;
    }
    // The server's clock and ours may be hours apart: both dates are by its own where it says so.
    const std::int64_t now = parse_date(response.header("date")).value_or(std::time(nullptr));
    return to_wait(static_cast<double>(*date - now) * 1000);
}

std::optional<std::int64_t> parse_date(std::string_view text) {
    constexpr std::size_t kMaxDate = 64;
    // libcurl also reads `20240101` and the like, which are no HTTP dates.
    if (text.size() > kMaxDate || text.find(':') == std::string_view::npos || text.find(' ') == std::string_view::npos) {
        return std::nullopt;
    }
    const std::time_t seconds = curl_getdate(std::string(text).c_str(), nullptr);
    return seconds < 0 ? std::nullopt : std::optional<std::int64_t>(seconds);
}

milliseconds backoff(int attempt, milliseconds base, milliseconds cap, double random) {
    milliseconds most = std::min(base, cap);
    for (int i = 0; i < attempt && most < cap; ++i) {
        most = most > cap / 2 ? cap : most * 2;
    }
    const double share = std::clamp(random, 0.0, 1.0);
    return milliseconds(static_cast<std::int64_t>(static_cast<double>(most.count()) * share));
}

}  // namespace shot::http
