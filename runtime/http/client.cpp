#include "runtime/http/client.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

#include <fmt/format.h>

#include "runtime/http/address.hpp"
#include "runtime/http/form.hpp"
#include "runtime/http/transfer.hpp"
#include "runtime/http/url.hpp"

namespace shot::http {
namespace {

bool is_same_name(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

tl::unexpected<Trouble> not_sent(std::string reason) {
    return tl::unexpected(Trouble{Trouble::Sent::Nothing, false, std::move(reason), true});
}

bool is_followed(const Request& request) {
    return (request.method == "GET" || request.method == "HEAD") && request.body.empty() && request.form.empty();
}

std::string kind_text(AddressKind kind) {
    switch (kind) {
        case AddressKind::Loopback:
            return "this machine";
        case AddressKind::LinkLocal:
            return "a link-local address";
        case AddressKind::Private:
        case AddressKind::Shared:
            return "a private network";
        default:
            return "a reserved address";
    }
}

bool is_private(AddressKind kind) {
    return kind == AddressKind::Private || kind == AddressKind::Shared || kind == AddressKind::LinkLocal;
}

/// Where a body goes.
struct Sink {
    int descriptor = -1;
    std::function<void(std::uint64_t, std::uint64_t)> on_bytes;
};

}  // namespace

std::string_view Response::header(std::string_view name) const {
    const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto& header) { return header.first == name; });
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

struct Client::Impl {
    Policy policy;
    /// Where the configured server was last seen; before that, what its address says. Public allows the least.
    std::atomic<AddressKind> server_kind;

    explicit Impl(Policy with)
        : policy(std::move(with)), server_kind(literal_kind(policy.server.host).value_or(AddressKind::Public)) {}

    Outcome run(const Request& request, const Sink& sink);
    /// What of a request could end a line or is no HTTP; empty: nothing.
    [[nodiscard]] std::string find_flaw(const Request& request) const;
    /// Adds what this hop may carry; gives back whether the credential is among it.
    bool fill_headers(const Request& request, const Url& url, bool has_left, Headers& headers) const;
    /// Why nothing may be sent to an address of that kind; empty: it may.
    [[nodiscard]] std::string why_refused(const Url& url, bool has_credential, AddressKind kind) const;
    [[nodiscard]] std::string why_not_plain(const Url& url, bool has_credential, AddressKind kind) const;
    [[nodiscard]] tl::expected<Url, std::string> follow(const Url& from, std::string_view location) const;
    Outcome send_one(const Request& request, const Url& url, const Sink& sink, bool has_left, Clock::time_point started);
};

std::string Client::Impl::find_flaw(const Request& request) const {
    if (!is_token(request.method) || !is_header_value(request.content_type)) {
        return "the request's method or content type cannot be sent";
    }
    for (const auto& [name, value] : request.headers) {
        if (!is_token(name) || !is_header_value(value)) {
            return "a header of the request has a line break or another character that cannot be sent";
        }
    }
    if (policy.credential && (!is_token(policy.credential->header) || !is_header_value(policy.credential->value))) {
        return "the key has a line break or another character that cannot be sent";
    }
    return !request.form.empty() && !request.body.empty() ? "the request has both a body and a form" : "";
}

bool Client::Impl::fill_headers(const Request& request, const Url& url, bool has_left, Headers& headers) const {
    const auto& credential = policy.credential;
    for (const auto& header : request.headers) {
        const bool is_ours = is_same_name(header.first, "accept-encoding") ||
                             (credential && is_same_name(header.first, credential->header));
        if (!is_ours && (!has_left || is_same_name(header.first, "accept"))) {
            headers.push_back(header);
        }
    }
    headers.emplace_back("Accept-Encoding", "identity");
    const bool is_home = credential && !has_left && url.origin == credential->origin;
    if (is_home) {
        headers.emplace_back(credential->header, credential->value);
    }
    return is_home;
}

std::string Client::Impl::why_refused(const Url& url, bool has_credential, AddressKind kind) const {
    if (kind == AddressKind::Nowhere) {
        return fmt::format("{} is no address of a server: this machine is 127.0.0.1", text_of(url.origin));
    }
    if (url.origin != policy.server && kind != AddressKind::Public && kind != server_kind.load()) {
        return fmt::format("the server's answer leads to {} at {}, where the server itself is not", kind_text(kind), text_of(url.origin));
    }
    return url.origin.scheme == "http" && kind != AddressKind::Loopback ? why_not_plain(url, has_credential, kind) : "";
}

std::string Client::Impl::why_not_plain(const Url& url, bool has_credential, AddressKind kind) const {
    if (!policy.allow_plain_http || policy.server.scheme != "http") {
        return fmt::format("{} is plain http to another machine, which anybody between may read: use https, or `--allow-plain-http`",
                           text_of(url.origin));
    }
    return has_credential && !is_private(kind) ? fmt::format("the key would cross the internet unencrypted: {} must be https", text_of(url.origin))
                                               : "";
}

tl::expected<Url, std::string> Client::Impl::follow(const Url& from, std::string_view location) const {
    auto next = resolve_url(from, location);
    if (!next) {
        return tl::unexpected(fmt::format("{} redirects to what is no http or https address", text_of(from.origin)));
    }
    if (from.origin.scheme == "https" && next->origin.scheme != "https") {
        return tl::unexpected(fmt::format("{} redirects from https to plain http at {}", text_of(from.origin), text_of(next->origin)));
    }
    return std::move(*next);
}

Outcome Client::Impl::send_one(const Request& request, const Url& url, const Sink& sink, bool has_left, Clock::time_point started) {
    Headers headers;
    const bool has_credential = fill_headers(request, url, has_left, headers);
    const auto literal = literal_kind(url.origin.host);
    Hop hop{request, url, headers, policy, started};
    hop.follows = is_followed(request);
    hop.uses_proxy = !policy.proxy.url.empty() && url.origin.scheme == "https" && literal != AddressKind::Loopback &&
                     !is_excepted(policy.proxy.exceptions, url.origin.host);
    hop.descriptor = sink.descriptor;
    hop.on_bytes = sink.on_bytes;
    hop.why_refused = [&](AddressKind kind) { return why_refused(url, has_credential, kind); };
    if (literal) {
        if (std::string refusal = why_refused(url, has_credential, *literal); !refusal.empty()) {
            return not_sent(std::move(refusal));
        }
    }
    Hopped hopped = run_hop(hop);
    if (hopped.peer && url.origin == policy.server) {
        server_kind = *hopped.peer;
    }
    return std::move(hopped.outcome);
}

Outcome Client::Impl::run(const Request& request, const Sink& sink) {
    if (std::string flaw = find_flaw(request); !flaw.empty()) {
        return not_sent(std::move(flaw));
    }
    auto url = parse_url(request.url);
    if (!url) {
        return not_sent("the request's address is no http or https address, or has a user, a fragment or a control character in it");
    }
    const auto started = Clock::now();
    bool has_left = false;
    for (int redirects = 0;; ++redirects) {
        Outcome outcome = send_one(request, *url, sink, has_left, started);
        if (!outcome && redirects > 0) {
            outcome.error().sent = Trouble::Sent::Maybe;
        }
        if (!outcome || !is_followed(request) || !is_redirect(outcome->status) || outcome->header("location").empty()) {
            return outcome;
        }
        auto next = redirects < policy.max_redirects
                        ? follow(*url, outcome->header("location"))
                        : tl::unexpected(fmt::format("{} redirects more than {} times", text_of(url->origin), policy.max_redirects));
        if (!next) {
            return tl::unexpected(Trouble{Trouble::Sent::Maybe, false, std::move(next.error()), true});
        }
        has_left = has_left || next->origin != url->origin;
        url = std::move(*next);
    }
}

Client::Client(Policy policy) : impl_(std::make_unique<Impl>(std::move(policy))) {}
Client::~Client() = default;

Outcome Client::send(const Request& request) {
    return impl_->run(request, {});
}

Outcome Client::download(const Request& request, int descriptor, const std::function<void(std::uint64_t, std::uint64_t)>& on_bytes) {
    Request get = request;
    get.method = "GET";
    get.body.clear();
    get.content_type.clear();
    get.form.clear();
    return impl_->run(get, {descriptor, on_bytes});
}

}  // namespace shot::http
