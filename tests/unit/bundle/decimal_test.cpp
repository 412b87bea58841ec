#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "runtime/bundle/decimal.hpp"

using namespace shot::bundle;

namespace {

std::string text_of(std::int64_t value, int digits) {
    std::string text;
    append_decimal(text, value, digits);
    return text;
}

}  // namespace

TEST_CASE("whole numbers of millionths are written as the shortest decimals", "[bundle]") {
    CHECK(text_of(0, kUsdDigits) == "0");
    CHECK(text_of(800'000, kUsdDigits) == "0.8");
    CHECK(text_of(2'400'000, kUsdDigits) == "2.4");
    CHECK(text_of(14'000'000, kUsdDigits) == "14");
    CHECK(text_of(1, kUsdDigits) == "0.000001");
    CHECK(text_of(10'050'000, kUsdDigits) == "10.05");
    CHECK(text_of(8000, kSecondDigits) == "8");
    CHECK(text_of(2500, kSecondDigits) == "2.5");
    CHECK(text_of(62'005, kSecondDigits) == "62.005");
    CHECK(text_of(-2500, kSecondDigits) == "-2.5");
}

TEST_CASE("every decimal that is written is read as the same number", "[bundle]") {
    for (std::int64_t value = 0; value < 3'000'000'000; value += 999'983) {
        const double number = nlohmann::json::parse(text_of(value, kUsdDigits)).get<double>();
        REQUIRE(parse_decimal(number, kUsdDigits) == value);
    }
    CHECK(parse_decimal(999'999'999.999999, kUsdDigits) == 999'999'999'999'999);
}

TEST_CASE("a number with more decimals, a negative one and an endless one are none", "[bundle]") {
    CHECK_FALSE(parse_decimal(0.0000001, kUsdDigits));
    CHECK_FALSE(parse_decimal(1.0005, kSecondDigits));
    CHECK_FALSE(parse_decimal(-1, kSecondDigits));
    CHECK_FALSE(parse_decimal(1e300, kSecondDigits));
    CHECK_FALSE(parse_decimal(std::numeric_limits<double>::quiet_NaN(), kSecondDigits));
}
