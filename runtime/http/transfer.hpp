// One request over one connection of its own, by libcurl: nothing is followed, nothing is repeated.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "runtime/http/address.hpp"
#include "runtime/http/client.hpp"
#include "runtime/http/url.hpp"

namespace shot::http {

using Clock = std::chrono::steady_clock;

/// One hop of an exchange. All of it outlives the transfer.
struct Hop {
    const Request& request;
    const Url& url;
    const Headers& headers;  // all that are sent, the credential among them
    const Policy& policy;
    Clock::time_point started;  // of the whole exchange
    bool follows = false;       // a redirect: its body is not wanted
    bool uses_proxy = false;
    int descriptor = -1;        // of a download; -1: the body is kept in memory
    std::function<void(std::uint64_t, std::uint64_t)> on_bytes = {};
    /// Why this may not be sent to such an address; empty: it may.
    std::function<std::string(AddressKind)> why_refused = {};
};

struct Hopped {
    Outcome outcome;
    std::optional<AddressKind> peer;  // who was connected to, TLS and all; nothing: nobody, or a proxy
};

Hopped run_hop(const Hop& hop);

[[nodiscard]] inline bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// `10 s`, `1.5 s`, `200 ms`; `8 MiB`, `512 bytes`.
std::string duration_text(std::chrono::milliseconds duration);
std::string bytes_text(std::uint64_t bytes);

/// What a transfer knows when it fails.
struct Ending {
    int code = 0;            // CURLcode
    int system_error = 0;    // errno of a connection
    bool is_connected = false;
    std::string detail;      // libcurl's own words: of certificates alone they are repeated
    std::uint64_t got = 0;   // bytes of the body
    std::int64_t promised = -1;
    std::chrono::milliseconds connect_timeout{0};
};

/// For people. It has neither a path nor a query, nor anything that was sent.
std::string reason_of(const Ending& ending, const Origin& origin);

}  // namespace shot::http
