// HTTP for talking to servers that take money. One call is one exchange: it follows no redirect that would carry a credential or a
// body elsewhere, sends nothing twice, and says of every failure whether anything had been written. libcurl is behind it.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/support/result.hpp"
#include "runtime/http/proxy.hpp"

namespace shot::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// A field of a form: a text, or a file that is streamed from the disk.
struct FormField {
    std::string name;
    std::string text;       // where `path` is empty
    std::string path;       // of a file
    std::string file_name;  // as the server is told: its last part, what is no letter of a name replaced
    std::string mime;
};

/// Where credentials may go: the origin of a configured server, and nowhere else.
struct Origin {
    std::string scheme;  // `https`
    std::string host;    // lower case; an IPv6 address without brackets
    int port = 443;

    bool operator==(const Origin&) const = default;
};

/// The origin of an address; nothing for what is no http or https address (or has a user, a fragment, control characters).
std::optional<Origin> origin_of(std::string_view url);

/// `Authorization: Bearer KEY`, `x-goog-api-key: KEY`: sent to `origin` alone.
struct Credential {
    std::string header;
    std::string value;
    Origin origin;
};

struct Request {
    std::string method = "GET";
    std::string url;
    Headers headers;
    std::string body;              // with `content_type`
    std::string content_type;      // `application/json`; empty: no body, or a form
    std::vector<FormField> form;   // multipart/form-data, where there is one
    std::uint64_t max_bytes = 8ULL << 20;  // of the answer's body: more is a failure
    std::chrono::milliseconds connect_timeout{10'000};
    std::chrono::milliseconds stall_timeout{60'000};  // nothing sent or received for so long, or of a body less than 1 KiB; 0: none
    std::chrono::milliseconds timeout{0};             // of the whole; 0: none
    bool is_cancellable = true;                       // by Policy::is_cancelled
};

struct Response {
    int status = 0;
    Headers headers;   // names in lower case
    std::string body;  // empty for a download that has come
    std::string url;   // where it came from, redirects followed

    /// The first header of that name (lower case), or empty.
    [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// Why there is no answer, and what the server may have seen of the request.
struct Trouble {
    enum class Sent : std::uint8_t {
        Nothing,  // failed before the first byte of the request was written: no server has seen it
        Maybe,    // some of it was written: the server may have acted on it
    };
    Sent sent = Sent::Maybe;
    bool is_cancelled = false;
    std::string reason;  // `connection refused`, `the server closed the connection`, without any credential
    bool is_refusal = false;  // ours: the same request meets it again
};

using Outcome = tl::expected<Response, Trouble>;

/// Whom to talk to, and where addresses that a server's answer names (a download, a redirect) may lead.
struct Policy {
    Origin server;  // the configured one: it may be anywhere, this machine and private networks among them
    std::optional<Credential> credential;
    int max_redirects = 5;
    /// Plain http to another machine than this, if `server` speaks it. A credential then goes to private networks alone, never over
    /// the internet. Without it, http is for loopback addresses.
    bool allow_plain_http = false;
    std::string certificates;  // a PEM file of whom to trust in place of the system's; empty: the system's
    /// What is https to another machine goes through it in a tunnel, so that it sees no key. What names stand for is then the proxy's to say: only hosts that are addresses themselves are checked.
    Proxy proxy;
    const std::atomic<bool>* is_cancelled = nullptr;
};

/// Threads may share one: every exchange has a connection of its own, over HTTP/1.1, because libcurl repeats a request by itself on
/// one that was kept.
class Client {
public:
    explicit Client(Policy policy);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// One exchange. Redirects are followed for GET and HEAD without a body alone: never from https to http; not to a private,
    /// link-local or loopback address unless an exchange with the server has shown that it is in such a network itself; and once the
    /// origin has changed, without the credential and all headers but `accept`. Every other request gets the redirect as its answer.
    /// A body is sent as it is, and never compressed ones are asked for. A cancellation is seen within 100 ms.
    Outcome send(const Request& request);

    /// As a GET, with the body of a 2xx answer into the open file `descriptor` (written from its start), at most `request.max_bytes`;
    /// a body shorter than its Content-Length is a failure. Of any other answer, up to 64 KiB are the response's body.
    /// `on_bytes(done, total)`, total 0: not known; it throws nothing.
    Outcome download(const Request& request, int descriptor,
                     const std::function<void(std::uint64_t, std::uint64_t)>& on_bytes = {});

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// `Retry-After` in all its forms (seconds, fractions as some servers send, an HTTP date held against the answer's own `Date`),
/// and `retry-after-ms`; nothing where there is none or it cannot be read. Never negative, at most a day.
std::optional<std::chrono::milliseconds> retry_after(const Response& response);

/// An HTTP date (`Sun, 06 Nov 1994 08:49:37 GMT`) as seconds since 1970.
std::optional<std::int64_t> parse_date(std::string_view text);

/// Full jitter: a wait between 0 and min(`cap`, `base` * 2^attempt), `random` from [0, 1).
std::chrono::milliseconds backoff(int attempt, std::chrono::milliseconds base, std::chrono::milliseconds cap, double random);

}  // namespace shot::http
