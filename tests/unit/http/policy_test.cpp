// What needs no server: addresses, waits, limits.
#include <catch2/catch.hpp>

#include <thread>
#include <vector>

#include "runtime/http/address.hpp"
#include "runtime/http/limiter.hpp"
#include "runtime/http/url.hpp"

using namespace shot::http;
using namespace std::chrono_literals;

TEST_CASE("the kind of an address", "[http]") {
    const auto [text, kind] = GENERATE(table<std::string, AddressKind>({
        {"8.8.8.8", AddressKind::Public},           {"2606:4700::1111", AddressKind::Public},
        {"127.0.0.1", AddressKind::Loopback},       {"127.255.0.3", AddressKind::Loopback},
        {"::1", AddressKind::Loopback},             {"::ffff:127.0.0.1", AddressKind::Loopback},
        {"localhost", AddressKind::Loopback},       {"10.255.255.255", AddressKind::Private},
        {"11.0.0.0", AddressKind::Public},          {"172.15.255.255", AddressKind::Public},
        {"172.16.0.0", AddressKind::Private},       {"172.31.255.255", AddressKind::Private},
        {"172.32.0.0", AddressKind::Public},        {"192.168.0.1", AddressKind::Private},
        {"100.63.255.255", AddressKind::Public},    {"100.64.0.0", AddressKind::Shared},
        {"100.127.255.255", AddressKind::Shared},   {"169.254.169.254", AddressKind::LinkLocal},
        {"fe80::1", AddressKind::LinkLocal},        {"febf::1", AddressKind::LinkLocal},
        {"fec0::1", AddressKind::Private},          {"fc00::1", AddressKind::Private},
        {"fdff::1", AddressKind::Private},          {"fd00:ec2::254", AddressKind::LinkLocal},
        {"::ffff:169.254.169.254", AddressKind::LinkLocal}, {"64:ff9b::a9fe:a9fe", AddressKind::LinkLocal},
        {"64:ff9b::808:808", AddressKind::Public},  {"2002:a00:1::", AddressKind::Private},
        {"2001::1", AddressKind::Special},          {"2001:db8::1", AddressKind::Special},
        {"::7f00:1", AddressKind::Special},         {"198.18.0.1", AddressKind::Special},
        {"0.0.0.0", AddressKind::Nowhere},          {"0.1.2.3", AddressKind::Nowhere},
        {"::", AddressKind::Nowhere},               {"224.0.0.1", AddressKind::Nowhere},
        {"255.255.255.255", AddressKind::Nowhere},  {"ff02::1", AddressKind::Nowhere},
    }));
    INFO(text);
    CHECK(literal_kind(text) == kind);
    CHECK_FALSE(literal_kind("api.example.com"));
}

TEST_CASE("an origin is what is connected to", "[http]") {
    CHECK(origin_of("https://API.example.com/v1?x#") == std::nullopt);
    CHECK(origin_of("https://API.example.com/v1?x") == Origin{"https", "api.example.com", 443});
    CHECK(origin_of("HTTP://[::1]:8787") == Origin{"http", "::1", 8787});
    CHECK(origin_of("http://0x7f.1/") == Origin{"http", "127.0.0.1", 80});
    for (const std::string_view bad : {"", "api.example.com", "https:api.example.com", "https://", "ftp://a/", "file:///x", "https://u:p@a/", "https://a@b/",
                                       "https://a:0/", "https://a:70000/", "https://a\n/", "https://a b/", "https://a/\x7F", "https://[::1", "data:x,//"}) {
        INFO(bad);
        CHECK_FALSE(origin_of(bad));
    }
    CHECK(text_of({"https", "a", 443}) == "https://a");
    CHECK(text_of({"http", "::1", 8787}) == "http://[::1]:8787");
    CHECK(resolve_url(*parse_url("https://a/b/c?d"), "../e f#g")->text == "https://a/e%20f");
    CHECK(resolve_url(*parse_url("https://a/b"), "//c/d")->origin.host == "c");
}

TEST_CASE("Retry-After in all its forms", "[http]") {
    const auto wait = [](Headers headers) {
        Response response;
        response.headers = std::move(headers);
        return retry_after(response);
    };
    CHECK_FALSE(wait({}));
    CHECK(wait({{"retry-after", "120"}}) == 120s);
    CHECK(wait({{"retry-after", " 1.5 "}}) == 1500ms);
    CHECK(wait({{"retry-after", "0"}}) == 0ms);
    CHECK(wait({{"retry-after", "9999999"}}) == 24h);
    CHECK(wait({{"retry-after", "99999999999999999999999999999999999"}}) == 24h);
    CHECK(wait({{"retry-after", "7"}, {"retry-after-ms", "250.2"}}) == 251ms);
    CHECK(wait({{"retry-after", "7"}, {"retry-after-ms", "soon"}}) == 7s);
    const std::pair<std::string, std::string> date{"date", "Sun, 06 Nov 1994 08:49:37 GMT"};
    CHECK(wait({date, {"retry-after", "Sun, 06 Nov 1994 08:50:07 GMT"}}) == 30s);
    CHECK(wait({date, {"retry-after", "Sunday, 06-Nov-94 08:50:07 GMT"}}) == 30s);
    CHECK(wait({date, {"retry-after", "Sun Nov  6 08:50:07 1994"}}) == 30s);
    CHECK(wait({date, {"retry-after", "Sun, 06 Nov 1994 08:49:00 GMT"}}) == 0s);
    CHECK(wait({{"retry-after", "Sun, 06 Nov 1994 08:50:07 GMT"}}) == 0s);  // by our clock, long ago
    CHECK(wait({date, {"retry-after", "Fri, 31 Dec 2299 23:59:59 GMT"}}) == 24h);
    for (const std::string bad : {"", "-5", "+5", "1e3", "inf", "nan", "0x10", "1.2.3", "soon", "5s", "2024-01-01", "."}) {
        INFO(bad);
        CHECK_FALSE(wait({{"retry-after", bad}}));
    }
    CHECK(parse_date("Sun, 06 Nov 1994 08:49:37 GMT") == 784'111'777);
    CHECK_FALSE(parse_date("yesterday"));
}

TEST_CASE("a wait grows to its cap, with full jitter", "[http]") {
    CHECK(backoff(0, 500ms, 60s, 0.5) == 250ms);
    CHECK(backoff(3, 500ms, 60s, 0.5) == 2s);
    CHECK(backoff(1'000'000, 500ms, 60s, 0.5) == 30s);
    CHECK(backoff(5, 500ms, 60s, 0) == 0ms);
    CHECK(backoff(7, 500ms, 60s, 0.9999999) < 60s);
    CHECK(backoff(0, 500ms, 100ms, 0.5) == 50ms);
    CHECK(backoff(-1, 500ms, 60s, 0.5) == 250ms);
}

TEST_CASE("a server gets so many jobs and submissions, and rests when it asks to", "[http]") {
    Limiter::Time now{};
    Limiter limiter({2, 3}, [&] { return now; });
    auto first = limiter.try_submit();
    auto second = limiter.try_submit();
    REQUIRE((first && second));
    CHECK_FALSE(limiter.try_submit());
    CHECK(limiter.wait_left() == 0ms);  // it is no time that holds it back
    first.reset();
    now += 10s;
    first = limiter.try_submit();
    REQUIRE(first);
    first.reset();
    CHECK_FALSE(limiter.try_submit());
    CHECK(limiter.wait_left() == 50s);
    CHECK(limiter.try_resume());
    now += 50s;
    CHECK(limiter.try_submit());
    limiter.pause(30s);
    limiter.pause(5s);
    CHECK(limiter.pause_left() == 30s);
    CHECK_FALSE(limiter.try_submit());
    CHECK_FALSE(limiter.try_resume());
    now += 30s;
    CHECK(limiter.pause_left() == 0ms);
    CHECK(limiter.try_resume());
    const std::atomic<bool> is_cancelled = true;
    CHECK_FALSE(limiter.submit(&is_cancelled));
}

TEST_CASE("threads never hold more places than there are", "[http]") {
    Limiter limiter({3, 0});
    std::atomic<int> held = 0;
    std::atomic<int> most = 0;
    std::atomic<int> done = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 12; ++i) {
        threads.emplace_back([&] {
            const auto place = limiter.submit(nullptr);
            const int now = ++held;
            for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
            }
            std::this_thread::sleep_for(2ms);
            --held;
            ++done;
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    CHECK(done == 12);
    CHECK(most <= 3);
}
