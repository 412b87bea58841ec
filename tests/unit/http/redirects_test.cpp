#include <catch2/catch.hpp>

#include "tests/unit/http/raw_server.hpp"

using namespace shot;
using namespace shot::http;
using namespace shot::tests;
using Catch::Matchers::Contains;

namespace {

std::string redirect(const std::string& to, std::string_view status = "302 Found") {
    return answer(status, "Location: " + to + "\r\n", "moved");
}

/// Why a GET that is sent to `to` by a server on loopback fails; empty: it did not.
std::string reason_of_redirect(const std::string& to) {
    RawServer server(redirect(to));
    const Outcome outcome = Client(policy_for(server.url())).send(get(server.url()));
    CHECK(server.count() == 1);
    return outcome ? "" : outcome.error().reason;
}

}  // namespace

TEST_CASE("a redirect inside the origin keeps the credential, another origin never sees it", "[http]") {
    RawServer other(answer("200 OK", "", "from the other"));
    RawServer server([&](Connection& c, const std::string& request) {
        c.write(request.starts_with("GET /a ")   ? redirect("b?x=1#part", "307 Temporary Redirect")
                : request.starts_with("GET /b?x=1 ") ? redirect(other.url("/clip"), "303 See Other")
                                                     : answer("404 Not Found", "", ""));
    });
    Client client(policy_for(server.url()));
    Request request = get(server.url("/a"));
    request.headers = {{"Accept", "video/mp4"}, {"X-Private", "secret"}, {"Cookie", "secret"}};
    const Outcome outcome = client.send(request);
    REQUIRE(outcome);
    CHECK(outcome->body == "from the other");
    CHECK(outcome->url == other.url("/clip"));
    CHECK(server.count() == 2);
    for (const std::string& seen : server.requests()) {
        CHECK_THAT(seen, Contains(std::string(kCanary)));
    }
    CHECK_THAT(other.requests().at(0), !Contains("canary") && !Contains("secret") && !Contains("Authorization") && Contains("Accept: video/mp4"));
}

TEST_CASE("what came back from another origin has lost the credential", "[http]") {
    std::string home;
    RawServer other([&](Connection& c, const std::string&) { c.write(redirect(home + "/back")); });
    RawServer server([&](Connection& c, const std::string& request) {
        c.write(request.starts_with("GET /back ") ? answer("200 OK", "", "") : redirect(other.url()));
    });
    home = server.url("");
    REQUIRE(Client(policy_for(server.url())).send(get(server.url("/"))));
    CHECK_THAT(server.requests().at(0), Contains("canary"));
    CHECK_THAT(server.requests().at(1), !Contains("canary"));
}

TEST_CASE("an address that an answer names gets no credential unless it is the server's", "[http]") {
    RawServer other(answer("200 OK", "", "clip"));
    RawServer server(answer("200 OK", "", "clip"));
    Client client(policy_for(server.url()));
    REQUIRE(client.send(get(other.url("/clip"))));
    REQUIRE(client.send(get(server.url("/clip"))));
    CHECK_THAT(other.requests().at(0), !Contains("canary"));
    CHECK_THAT(server.requests().at(0), Contains("canary"));
}

TEST_CASE("a redirect cannot lead where the server itself is not", "[http]") {
    for (const std::string to : {"http://169.254.169.254/latest/meta-data/", "http://[::ffff:169.254.169.254]/", "http://10.0.0.1/", "http://192.168.1.1/",
                                 "https://172.16.0.1/", "https://100.64.0.1/", "http://[fe80::1]/", "http://[fd00::1]/", "http://0xa9fea9fe/",
                                 "http://2852039166/", "https://[64:ff9b::a00:1]/"}) {
        INFO(to);
        CHECK_THAT(reason_of_redirect(to), Contains("where the server itself is not"));
    }
    CHECK_THAT(reason_of_redirect("http://0.0.0.0/"), Contains("no address of a server"));
    CHECK_THAT(reason_of_redirect("http://8.8.8.8/"), Contains("plain http to another machine"));
    for (const std::string to : {"file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "data:video/mp4;base64,AA", "http://user:pass@127.0.0.1/",
                                 "http://127.0.0.1:0/", "http://[fe80::1%25lo]/", "//", "http://"}) {
        INFO(to);
        CHECK_THAT(reason_of_redirect(to), Contains("redirects to what is no http or https address"));
    }
}

TEST_CASE("loopback is refused where the server is elsewhere", "[http]") {
    RawServer inner(answer("200 OK", "", "secret"));
    Policy policy = policy_for("https://203.0.113.7");
    policy.server = *origin_of("https://api.example.com");
    for (const std::string host : {"127.0.0.1", "localhost", "127.1", "[::ffff:127.0.0.1]", "0x7f000001"}) {
        const Outcome outcome = Client(policy).send(get("http://" + host + ":" + std::to_string(inner.port()) + "/"));
        INFO(host);
        REQUIRE_FALSE(outcome);
        CHECK(outcome.error().sent == Trouble::Sent::Nothing);
        CHECK_THAT(outcome.error().reason, Contains("leads to this machine"));
    }
    CHECK(inner.connections() == 0);
}

TEST_CASE("plain http to another machine is refused, and a key never crosses the internet in it", "[http]") {
    const auto reason = [](const std::string& url, bool allow) {
        Policy policy = policy_for(url);
        policy.allow_plain_http = allow;
        const std::atomic<bool> is_cancelled = true;  // what is not refused ends here, before the network is touched
        policy.is_cancelled = &is_cancelled;
        const Outcome outcome = Client(policy).send(post(url));
        REQUIRE_FALSE(outcome);
        CHECK(outcome.error().sent == Trouble::Sent::Nothing);
        return outcome.error().reason;
    };
    CHECK_THAT(reason("http://10.1.2.3", false), Contains("plain http to another machine"));
    CHECK_THAT(reason("http://8.8.8.8", true), Contains("the key would cross the internet unencrypted"));
    CHECK(reason("http://10.1.2.3", true) == "cancelled");
}

TEST_CASE("loops end, and what is no redirect is an answer", "[http]") {
    RawServer loop(redirect("/again"));
    const Outcome outcome = Client(policy_for(loop.url())).send(get(loop.url()));
    REQUIRE_FALSE(outcome);
    CHECK_THAT(outcome.error().reason, Contains("redirects more than 5 times"));
    CHECK(loop.count() == 6);
    for (const std::string& raw : {answer("302 Found", "", ""), answer("304 Not Modified", "Location: /x\r\n", ""), answer("300 Multiple Choices", "Location: /x\r\n", "")}) {
        RawServer server(raw);
        CHECK(Client(policy_for(server.url())).send(get(server.url())));
        CHECK(server.count() == 1);
    }
}

TEST_CASE("a proxy is asked for a tunnel and sees no key; loopback never goes through it", "[http]") {
    RawServer proxy(answer("403 Forbidden", "", ""));
    Policy policy = policy_for("https://api.example.com");
    policy.proxy.url = proxy.url();
    Outcome outcome = Client(policy).send(post("https://api.example.com/v1/videos"));
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().sent == Trouble::Sent::Nothing);
    CHECK_THAT(proxy.requests().at(0), Catch::StartsWith("CONNECT api.example.com:443 ") && !Contains("canary") && !Contains("rain"));

    RawServer server(answer("200 OK", "", ""));
    policy = policy_for(server.url());
    policy.proxy.url = proxy.url();
    CHECK(Client(policy).send(get(server.url())));
    CHECK(proxy.count() == 1);
}

TEST_CASE("a host is reached past the proxy where the environment says so", "[http]") {
    CHECK(is_excepted("localhost,.example.com, 10.0.0.7:8080", "api.example.com"));
    CHECK(is_excepted("localhost,.example.com", "Example.com"));
    CHECK(is_excepted("example.com", "api.EXAMPLE.com"));
    CHECK(is_excepted("10.0.0.7:8080", "10.0.0.7"));
    CHECK(is_excepted("*", "api.example.com"));
    CHECK_FALSE(is_excepted("example.com", "notexample.com"));
    CHECK_FALSE(is_excepted("", "example.com"));
    CHECK_FALSE(is_excepted(",, .", "example.com"));
    RawServer proxy(answer("403 Forbidden", "", ""));
    Policy policy = policy_for("https://api.invalid");
    policy.proxy = {proxy.url(), ".invalid"};
    CHECK_FALSE(Client(policy).send(post("https://api.invalid/v1/videos")));
    CHECK(proxy.count() == 0);
}
