#include <catch2/catch.hpp>

#include "tests/unit/http/raw_server.hpp"

using namespace shot;
using namespace shot::http;
using namespace shot::tests;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;

namespace {

struct Misbehaviour {
    std::string_view name;
    RawServer::Script script;
    std::string_view reason;  // stands in it
    bool reads_first = true;
};

const std::vector<Misbehaviour>& misbehaviours() {
    static const std::vector<Misbehaviour> kAll{
        {"closes before it reads", [](Connection&, const std::string&) {}, "", false},
        {"resets before it reads", [](Connection& c, const std::string&) { c.abort(); }, "", false},
        {"reads some and closes",
         [](Connection& c, const std::string&) {
             std::string some;
             c.read_some(some);
         },
         "", false},
        {"closes without an answer", [](Connection&, const std::string&) {}, "closed the connection without an answer"},
        {"resets without an answer", [](Connection& c, const std::string&) { c.abort(); }, "broke"},
        {"half a status line", [](Connection& c, const std::string&) { c.write("HTTP/1.1 20"); }, ""},
        {"half its headers, then a reset",
         [](Connection& c, const std::string&) {
             c.write("HTTP/1.1 200 OK\r\nContent-Le");
             c.abort();
         },
         ""},
        {"a body that is too short", [](Connection& c, const std::string&) { c.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}"); },
         "cut off: 2 of 100 bytes"},
        {"a chunk that is too short",
         [](Connection& c, const std::string&) { c.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{}"); }, "cut off"},
        {"only `100 Continue`", [](Connection& c, const std::string&) { c.write("HTTP/1.1 100 Continue\r\n\r\n"); }, ""},
        {"no HTTP", [](Connection& c, const std::string&) { c.write("SSH-2.0-OpenSSH_9.2\r\n"); }, "is no HTTP"},
        {"HTTP/0.9", [](Connection& c, const std::string&) { c.write("<html>hello"); }, "is no HTTP"},
        {"endless headers",
         [](Connection& c, const std::string&) {
             c.write("HTTP/1.1 200 OK\r\n");
             while (c.write("X-More: 0123456789012345678901234567890123456789\r\n")) {
             }
         },
         "more than 64 KiB of headers"},
        {"an endless header",
         [](Connection& c, const std::string&) {
             c.write("HTTP/1.1 200 OK\r\nX-More: ");
             while (c.write("0123456789012345678901234567890123456789")) {
             }
         },
         ""},
        {"endless `100 Continue`",
         [](Connection& c, const std::string&) {
             while (c.write("HTTP/1.1 100 Continue\r\n\r\n")) {
             }
         },
         "more than 64 KiB of headers"},
        {"a body without an end",
         [](Connection& c, const std::string&) {
             c.write("HTTP/1.1 200 OK\r\n\r\n");
             while (c.write(std::string(65536, ' '))) {
             }
         },
         "larger than 1 MiB"},
        {"a length of a gigabyte", [](Connection& c, const std::string&) { c.write("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n{"); c.hold(); },
         "larger than 1 MiB"},
        {"silence", [](Connection& c, const std::string&) { c.hold(); }, "nothing came from"},
        {"silence inside the body",
         [](Connection& c, const std::string&) {
             c.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
             c.hold();
         },
         "too little came from"},
        {"a drip",
         [](Connection& c, const std::string&) {
             c.write("HTTP/1.1 200 OK\r\n\r\n");
             while (c.write(" ")) {
                 std::this_thread::sleep_for(20ms);
             }
         },
         "too little came from"},
    };
    return kAll;
}

}  // namespace

TEST_CASE("a POST arrives at most once, whatever the server does, and may have been seen", "[http]") {
    for (const Misbehaviour& bad : misbehaviours()) {
        INFO(bad.name);
        RawServer server(bad.script, bad.reads_first);
        Client client(policy_for(server.url()));
        Request request = post(server.url("/v1/videos?key=" + std::string(kCanary)));
        request.stall_timeout = 400ms;
        request.max_bytes = 1 << 20;
        const Outcome outcome = client.send(request);
        REQUIRE_FALSE(outcome);
        CHECK(server.connections() == 1);
        CHECK(server.count() == (bad.reads_first ? 1 : 0));
        CHECK_THAT(outcome.error().reason, Contains(std::string(bad.reason)));
        CHECK_FALSE(outcome.error().reason.empty());
        CHECK_THAT(outcome.error().reason, !Contains("canary"));
        CHECK_FALSE(outcome.error().is_cancelled);
        if (bad.name != "resets before it reads") {  // the reset may come before the connection stands
            CHECK(outcome.error().sent == Trouble::Sent::Maybe);
        }
    }
}

TEST_CASE("a large POST that the server stops reading is sent once", "[http]") {
    RawServer server(
        [](Connection& c, const std::string&) {
            std::string some;
            c.read_some(some);
            c.abort();
        },
        false);
    Client client(policy_for(server.url()));
    const Outcome outcome = client.send(post(server.url(), std::string(32 << 20, 'x')));
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().sent == Trouble::Sent::Maybe);
    CHECK(server.connections() == 1);
}

TEST_CASE("answers that make other clients repeat a POST are answers", "[http]") {
    const auto [status, headers] = GENERATE(table<std::string, std::string>({
        {"401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"\r\nWWW-Authenticate: Negotiate\r\n"},
        {"407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"x\"\r\n"},
        {"408 Request Timeout", "Connection: close\r\n"},
        {"417 Expectation Failed", ""},
        {"421 Misdirected Request", ""},
        {"425 Too Early", ""},
        {"429 Too Many Requests", "Retry-After: 1\r\n"},
        {"503 Service Unavailable", "Retry-After: 0\r\n"},
        {"301 Moved Permanently", "Location: /again\r\n"},
        {"302 Found", "Location: /again\r\n"},
        {"303 See Other", "Location: /again\r\n"},
        {"307 Temporary Redirect", "Location: /again\r\n"},
        {"308 Permanent Redirect", "Location: /again\r\n"},
    }));
    RawServer server(answer(status, headers, "no"));
    Client client(policy_for(server.url()));
    const Outcome outcome = client.send(post(server.url()));
    INFO(status);
    REQUIRE(outcome);
    CHECK(std::to_string(outcome->status) == status.substr(0, 3));
    CHECK(outcome->body == "no");
    CHECK(server.connections() == 1);
    CHECK(server.count() == 1);
}

TEST_CASE("what a request carries arrives as it is", "[http]") {
    RawServer server(answer("200 OK", "X-Two: a\r\nx-two:  b \r\nX-Empty:\r\n", "{}"));
    Client client(policy_for(server.url()));
    Request request = post(server.url("/v1/videos"));
    request.headers = {{"Accept", "application/json"}, {"X-Empty", ""}, {"authorization", "Bearer other"}};
    const Outcome outcome = client.send(request);
    REQUIRE(outcome);
    CHECK(outcome->header("x-two") == "a");
    CHECK(outcome->header("x-empty").empty());
    CHECK(outcome->header("x-none").empty());
    CHECK(outcome->url == server.url("/v1/videos"));
    const std::string sent = server.requests().at(0);
    CHECK_THAT(sent, Catch::StartsWith("POST /v1/videos HTTP/1.1\r\n"));
    CHECK_THAT(sent, Contains("Authorization: Bearer sk-canary-4711\r\n") && Contains("Accept: application/json\r\n") && Contains("X-Empty:\r\n"));
    CHECK_THAT(sent, Contains("Content-Type: application/json\r\n") && Contains("Accept-Encoding: identity\r\n"));
    CHECK_THAT(sent, !Contains("Expect") && !Contains("other") && !Contains("HTTP2"));
    CHECK_THAT(sent, Catch::EndsWith("\r\n\r\n{\"prompt\":\"rain\"}"));
}

TEST_CASE("methods with and without a body", "[http]") {
    RawServer server([](Connection& c, const std::string& request) { c.write(answer("200 OK", "", request.starts_with("HEAD") ? "" : "ok")); });
    Client client(policy_for(server.url()));
    for (const std::string method : {"GET", "HEAD", "DELETE", "POST", "PUT", "PATCH"}) {
        Request request = get(server.url());
        request.method = method;
        INFO(method);
        REQUIRE(client.send(request));
        CHECK_THAT(server.requests().back(), Catch::StartsWith(method + " / HTTP/1.1\r\n") && Catch::EndsWith("\r\n\r\n") && !Contains("Content-Type"));
    }
    Request request = post(server.url());
    request.method = "DELETE";
    REQUIRE(client.send(request));
    CHECK_THAT(server.requests().back(), Catch::StartsWith("DELETE ") && Catch::EndsWith("{\"prompt\":\"rain\"}"));
}

TEST_CASE("what fails before a connection stands has sent nothing", "[http]") {
    int free_port = 0;
    {
        const RawServer gone("");
        free_port = gone.port();
    }
    const std::string url = "http://127.0.0.1:" + std::to_string(free_port);
    Outcome outcome = Client(policy_for(url)).send(post(url + "/v1/videos?key=canary"));
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().sent == Trouble::Sent::Nothing);
    CHECK(outcome.error().reason == "connection refused: is the server running at " + url + "?");

    const std::string nowhere = "https://shot-test.invalid";
    outcome = Client(policy_for(nowhere)).send(post(nowhere));
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().sent == Trouble::Sent::Nothing);

    // The connection stands, but TLS is never spoken.
    const RawServer silent([](Connection& c, const std::string&) { c.hold(); }, false);
    const std::string secure = "https://127.0.0.1:" + std::to_string(silent.port());
    Request request = post(secure);
    request.connect_timeout = 300ms;
    outcome = Client(policy_for(secure)).send(request);
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().sent == Trouble::Sent::Nothing);
    CHECK(outcome.error().reason == "no connection to " + secure + " within 300 ms");
}

TEST_CASE("a request that could be two is not sent", "[http]") {
    RawServer server(answer("200 OK", "", ""));
    const auto reason = [&](const std::function<void(Request&, Policy&)>& change) {
        Policy policy = policy_for(server.url());
        Request request = post(server.url());
        change(request, policy);
        const Outcome outcome = Client(policy).send(request);
        REQUIRE_FALSE(outcome);
        CHECK(outcome.error().sent == Trouble::Sent::Nothing);
        return outcome.error().reason;
    };
    CHECK_THAT(reason([](Request& r, Policy&) { r.headers = {{"X", "a\r\nHost: b"}}; }), Contains("line break"));
    CHECK_THAT(reason([](Request& r, Policy&) { r.headers = {{"X: y\r\nZ", "a"}}; }), Contains("line break"));
    CHECK_THAT(reason([](Request& r, Policy&) { r.content_type = "a\nb"; }), Contains("content type"));
    CHECK_THAT(reason([](Request& r, Policy&) { r.method = "GET / HTTP/1.1\r\n"; }), Contains("method"));
    CHECK_THAT(reason([](Request& r, Policy&) { r.url += "\r\nX: y"; }), Contains("address"));
    CHECK_THAT(reason([](Request& r, Policy&) { r.url = "file:///etc/passwd"; }), Contains("no http or https"));
    CHECK_THAT(reason([](Request&, Policy& p) { p.credential->value = "canary\nX: y"; }), Contains("line break") && !Contains("canary"));
    CHECK(server.connections() == 0);
}

TEST_CASE("a cancellation ends an exchange soon", "[http]") {
    RawServer server([](Connection& c, const std::string&) { c.hold(); });
    std::atomic<bool> is_cancelled = false;
    Policy policy = policy_for(server.url());
    policy.is_cancelled = &is_cancelled;
    Client client(policy);
    std::chrono::steady_clock::time_point set;
    std::thread other([&] {
        while (server.count() == 0) {
            std::this_thread::sleep_for(5ms);
        }
        set = std::chrono::steady_clock::now();
        is_cancelled = true;
    });
    Outcome outcome = client.send(post(server.url()));
    const auto ended = std::chrono::steady_clock::now();
    other.join();
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().is_cancelled);
    CHECK(outcome.error().sent == Trouble::Sent::Maybe);
    CHECK(ended - set < 200ms);

    outcome = client.send(post(server.url()));
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().is_cancelled);
    CHECK(outcome.error().sent == Trouble::Sent::Nothing);
    CHECK(server.connections() == 1);
}

TEST_CASE("the whole has a time-out, which a drip does not push on", "[http]") {
    RawServer server([](Connection& c, const std::string&) {
        c.write("HTTP/1.1 200 OK\r\n\r\n");
        while (c.write(std::string(4096, ' '))) {
            std::this_thread::sleep_for(20ms);
        }
    });
    Request request = post(server.url());
    request.timeout = 300ms;
    const Outcome outcome = Client(policy_for(server.url())).send(request);
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().reason == "no whole answer from http://127.0.0.1:" + std::to_string(server.port()) + " within 300 ms");
}

TEST_CASE("threads share a client, and each request arrives once", "[http]") {
    RawServer server(answer("200 OK", "", "{}"));
    Client client(policy_for(server.url()));
    constexpr int kThreads = 8;
    constexpr int kEach = 10;
    std::atomic<int> answers = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i) {
        threads.emplace_back([&] {
            for (int k = 0; k < kEach; ++k) {
                answers += client.send(post(server.url())).has_value() ? 1 : 0;
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    CHECK(answers == kThreads * kEach);
    CHECK(server.count() == kThreads * kEach);
    CHECK(server.connections() == kThreads * kEach);
}
