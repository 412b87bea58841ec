#include "runtime/http/url.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <utility>

#include <fmt/format.h>

namespace shot::http {
namespace {

constexpr std::size_t kMaxUrl = 16 * 1024;  // signed download addresses have a few thousand

struct UrlCleanup {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Handle = std::unique_ptr<CURLU, UrlCleanup>;

/// A part in libcurl's normal form; empty where there is none.
std::string part_of(CURLU* url, CURLUPart part, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, flags) != CURLUE_OK) {
        return {};
    }
    std::string out(text);
    curl_free(text);
    return out;
}

bool is_clean(std::string_view text) {
    return !text.empty() && text.size() <= kMaxUrl &&
           std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

std::optional<Url> read(CURLU* url) {
    Origin origin;
    origin.scheme = part_of(url, CURLUPART_SCHEME);
    std::string host = part_of(url, CURLUPART_HOST);
    const std::string port = part_of(url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    std::from_chars(port.data(), port.data() + port.size(), origin.port = 0);
    const bool is_web = origin.scheme == "https" || origin.scheme == "http";
    const bool has_more = !part_of(url, CURLUPART_USER).empty() || !part_of(url, CURLUPART_PASSWORD).empty() ||
                          !part_of(url, CURLUPART_ZONEID).empty();
    if (!is_web || has_more || host.empty() || origin.port < 1 || origin.port > 65535) {
        return std::nullopt;
    }
    if (host.front() == '[') {
        host = host.substr(1, host.size() - 2);
    }
    for (char& c : host) {
        if (c <= ' ' || c > '~' || c == '%') {
            return std::nullopt;
        }
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    origin.host = std::move(host);
    std::string text = part_of(url, CURLUPART_URL);
    if (text.empty()) {
        return std::nullopt;
    }
    return Url{std::move(text), std::move(origin)};
}

}  // namespace

std::optional<Url> parse_url(std::string_view text) {
    const Handle url(curl_url());
    const std::string copy(text);
    if (!is_clean(text) || text.find('#') != std::string_view::npos || text.find("//") == std::string_view::npos ||
        curl_url_set(url.get(), CURLUPART_URL, copy.c_str(), CURLU_URLENCODE) != CURLUE_OK) {
        return std::nullopt;
    }
    return read(url.get());
}

std::optional<Url> resolve_url(const Url& base, std::string_view location) {
    const Handle url(curl_url());
    const std::string relative(location.substr(0, location.find('#')));
    if (!is_clean(relative) || curl_url_set(url.get(), CURLUPART_URL, base.text.c_str(), 0) != CURLUE_OK ||
        curl_url_set(url.get(), CURLUPART_URL, relative.c_str(), CURLU_URLENCODE) != CURLUE_OK) {
        return std::nullopt;
    }
    return read(url.get());
}

std::string text_of(const Origin& origin) {
    const bool is_ipv6 = origin.host.find(':') != std::string::npos;
    const std::string host = is_ipv6 ? fmt::format("[{}]", origin.host) : origin.host;
    const bool is_usual = origin.port == (origin.scheme == "https" ? 443 : 80);
    return is_usual ? fmt::format("{}://{}", origin.scheme, host) : fmt::format("{}://{}:{}", origin.scheme, host, origin.port);
}

std::optional<Origin> origin_of(std::string_view url) {
    auto parsed = parse_url(url);
    return parsed ? std::optional(std::move(parsed->origin)) : std::nullopt;
}

}  // namespace shot::http
