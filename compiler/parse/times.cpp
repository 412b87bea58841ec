// Times of beats: seconds, or minutes and seconds, to the millisecond.
#include "compiler/parse/times.hpp"

#include <fmt/format.h>

#include "compiler/parse/marks.hpp"
#include "compiler/parse/values.hpp"

namespace shot::parse {

namespace {

constexpr std::int64_t kMaxTime = 10LL * 60 * 60 * 1000;  // milliseconds; longer than any film's clip
constexpr std::string_view kForm = "times are seconds or minutes and seconds, as `62.5` or `1:02.5`";

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

struct Time {
    std::int64_t milliseconds = 0;
    std::string_view problem;  // empty: all is well
};

/// Reads the digits at `at` into `value`; how many there are.
std::size_t read_digits(std::string_view text, std::size_t& at, std::int64_t& value) {
    const std::size_t begin = at;
    value = 0;
    while (at < text.size() && is_digit(text[at])) {
        value = value < kMaxTime ? value * 10 + (text[at] - '0') : value;
        ++at;
    }
    return at - begin;
}

Time read_time(std::string_view text) {
    std::size_t at = 0;
    std::int64_t seconds = 0;
    if (read_digits(text, at, seconds) == 0) {
        return {0, kForm};
    }
    if (at < text.size() && mark_at(text, at).kind == MarkKind::Colon) {
        const std::int64_t minutes = seconds;
        at += mark_at(text, at).size;
        if (read_digits(text, at, seconds) != 2) {
            return {0, "seconds after minutes have two digits, as `1:02.5`"};
        }
        if (seconds > 59) {
            return {0, "after minutes there are 0 to 59 seconds"};
        }
        seconds += minutes * 60;
    }
    std::int64_t milliseconds = 0;
    if (at < text.size() && text[at] == '.') {
        ++at;
        const std::size_t decimals = read_digits(text, at, milliseconds);
        if (decimals == 0) {
            return {0, kForm};
        }
        if (decimals > 3) {
            return {0, "times have no more than three decimals"};
        }
        milliseconds *= decimals == 1 ? 100 : decimals == 2 ? 10 : 1;
    }
    if (at != text.size()) {
        return {0, kForm};
    }
    const std::int64_t time = seconds * 1000 + milliseconds;
    return time > kMaxTime ? Time{0, "it is over ten hours"} : Time{time, {}};
}

}  // namespace

std::optional<std::int32_t> find_time(std::string_view text) {
    const Time time = read_time(text);
    return time.problem.empty() ? std::optional(static_cast<std::int32_t>(time.milliseconds)) : std::nullopt;
}

std::string_view find_time_problem(std::string_view text) { return read_time(text).problem; }

std::string print_time(std::int32_t milliseconds) {
    std::string out = fmt::format("{}.{:03}", milliseconds / 1000, milliseconds % 1000);
    while (out.back() == '0') {
        out.pop_back();
    }
    if (out.back() == '.') {
        out.pop_back();
    }
    return out;
}

}  // namespace shot::parse
