// What people are told when an exchange fails.
#include <curl/curl.h>

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "runtime/http/transfer.hpp"

namespace shot::http {
namespace {

std::string connect_reason(const Ending& ending, const Origin& origin) {
    const std::string where = text_of(origin);
    if (ending.system_error == ECONNREFUSED) {
        return fmt::format("connection refused: is the server running at {}?", where);
    }
    if (ending.system_error != 0) {
        return fmt::format("{} cannot be reached: {}", where, std::strerror(ending.system_error));
    }
    return fmt::format("{} cannot be reached", where);
}

std::string certificate_reason(const Ending& ending, const Origin& origin) {
    if (ending.detail.find("subject name") != std::string::npos || ending.detail.find("subjectAltName") != std::string::npos) {
        return fmt::format("the server's certificate is not valid for {}", origin.host);
    }
    constexpr std::string_view kPrefix = "SSL certificate problem: ";
    const std::string_view detail = ending.detail;
    return fmt::format("the certificate of {} is not trusted{}{}", text_of(origin), detail.empty() ? "" : ": ",
                       detail.starts_with(kPrefix) ? detail.substr(kPrefix.size()) : detail);
}

std::string length_reason(const Ending& ending) {
    return ending.promised > 0 ? fmt::format("the answer was cut off: {} of {} bytes came", ending.got, ending.promised)
                               : fmt::format("the answer was cut off after {} bytes", ending.got);
}

}  // namespace

std::string duration_text(std::chrono::milliseconds duration) {
    const auto count = duration.count();
    return count < 1000 ? fmt::format("{} ms", count) : fmt::format("{} s", static_cast<double>(count) / 1000);
}

std::string bytes_text(std::uint64_t bytes) {
    if (bytes >= 1U << 20 && bytes % (1U << 20) == 0) {
        return fmt::format("{} MiB", bytes >> 20);
    }
    return bytes >= 1U << 10 && bytes % (1U << 10) == 0 ? fmt::format("{} KiB", bytes >> 10) : fmt::format("{} bytes", bytes);
}

std::string reason_of(const Ending& ending, const Origin& origin) {
    const std::string where = text_of(origin);
    switch (ending.code) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return fmt::format("no address is known for {}: is the name right, and is there a network?", origin.host);
        case CURLE_COULDNT_RESOLVE_PROXY:
            return "no address is known for the proxy";
        case CURLE_COULDNT_CONNECT:
            return connect_reason(ending, origin);
        case CURLE_OPERATION_TIMEDOUT:
            return ending.is_connected ? fmt::format("{} took too long", where)
                                       : fmt::format("no connection to {} within {}", where, duration_text(ending.connect_timeout));
        case CURLE_PEER_FAILED_VERIFICATION:
            return certificate_reason(ending, origin);
        case CURLE_SSL_CACERT_BADFILE:
            return "the file of trusted certificates cannot be read";
        case CURLE_SSL_CONNECT_ERROR:
            return fmt::format("no secure connection to {}: does it speak https there?", where);
        case CURLE_GOT_NOTHING:
            return fmt::format("{} closed the connection without an answer", where);
        case CURLE_SEND_ERROR:
            return fmt::format("the connection to {} broke while the request was sent", where);
        case CURLE_RECV_ERROR:
            return ending.is_connected ? fmt::format("the connection to {} broke before the answer was whole", where)
                                       : fmt::format("no connection to {}: it, or a proxy before it, refused", where);
        case CURLE_PARTIAL_FILE:
            return length_reason(ending);
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_HTTP2:
            return fmt::format("the answer of {} is no HTTP", where);
        case CURLE_BAD_CONTENT_ENCODING:
            return "the answer is encoded in a way that it does not decode from";
        case CURLE_OUT_OF_MEMORY:
            return "there is not enough memory";
        default:
            return fmt::format("the exchange with {} failed: {}", where, curl_easy_strerror(static_cast<CURLcode>(ending.code)));
    }
}

}  // namespace shot::http
