#include "runtime/http/transfer.hpp"

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "compiler/support/assert.hpp"
#include "runtime/http/form.hpp"

namespace shot::http {
namespace {

using std::chrono::milliseconds;

constexpr int kPollMilliseconds = 50;              // how late a cancellation or a time-out is noticed
constexpr std::uint64_t kMaxHeaders = 64 * 1024;   // bytes, of all answers together: a server may send many before the last
constexpr std::size_t kMaxErrorBody = 64 * 1024;   // of a download that is none
constexpr std::uint64_t kMinMoved = 1024;          // bytes of a body in each stall time-out: a drip is a stall

std::string_view trim(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n";
    const std::size_t begin = std::min(text.find_first_not_of(kBlank), text.size());
    return text.substr(begin, text.find_last_not_of(kBlank) + 1 - begin);
}

class Transfer {
public:
    explicit Transfer(const Hop& hop) : hop_(hop), easy_(curl_easy_init()), multi_(curl_multi_init()), form_(hop.request.form) {
        SHOT_ASSERT(easy_ != nullptr && multi_ != nullptr);
    }
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;
    ~Transfer() {
        curl_multi_remove_handle(multi_, easy_);
        curl_easy_cleanup(easy_);
        curl_multi_cleanup(multi_);
        curl_slist_free_all(lines_);
    }

    Hopped run();

private:
    template <class Value>
    void set(CURLoption option, Value value) {
        is_set_ = curl_easy_setopt(easy_, option, value) == CURLE_OK && is_set_;
    }
    template <class Value>
    [[nodiscard]] Value info(CURLINFO what) const {
        Value value{};
        curl_easy_getinfo(easy_, what, &value);
        return value;
    }

    void set_connection();
    void set_callbacks();
    void set_headers();
    std::string set_body();
    CURLcode drive();
    /// Sets `reason_` where it is time to give up.
    bool is_over();
    bool is_stalled(Clock::time_point now);
    bool take_header(std::string_view line);
    bool take_body(std::string_view bytes);
    bool write_file(std::string_view bytes);
    Trouble trouble(CURLcode code);

    static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
    static curl_socket_t on_socket(void* self, curlsocktype purpose, curl_sockaddr* address);
    static int on_connected(void* self, char* peer, char* local, int peer_port, int local_port);

    const Hop& hop_;
    CURL* easy_;
    CURLM* multi_;
    Form form_;
    curl_slist* lines_ = nullptr;
    std::array<char, CURL_ERROR_SIZE> words_{};
    bool is_set_ = true;

    bool is_connected_ = false;  // from here on the server may have seen bytes of the request
    std::optional<AddressKind> peer_;
    bool is_cancelled_ = false;
    bool is_refusal_ = false;
    bool is_enough_ = false;     // the rest is not wanted
    std::string reason_;         // why it was ended by us

    Response response_;
    bool has_body_ = false;
    std::uint64_t header_bytes_ = 0;
    std::uint64_t got_ = 0;
    std::uint64_t moved_ = 0;    // bytes in both directions at `moved_at_`
    Clock::time_point moved_at_ = Clock::now();
};

void Transfer::set_connection() {
    set(CURLOPT_URL, hop_.url.text.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    // What libcurl would do by itself and must not: repeat a request on a connection that was closed, or over HTTP/2; wait for
    // `100 Continue`; follow; read ~/.netrc, proxies or cookies of the environment.
    set(CURLOPT_FRESH_CONNECT, 1L);
    set(CURLOPT_FORBID_REUSE, 1L);
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(CURLOPT_PROXY, hop_.uses_proxy ? hop_.policy.proxy.url.c_str() : "");
    set(CURLOPT_NOPROXY, hop_.uses_proxy ? "" : "*");
    set(CURLOPT_HTTPPROXYTUNNEL, hop_.uses_proxy ? 1L : 0L);
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!hop_.policy.certificates.empty()) {
        set(CURLOPT_CAINFO, hop_.policy.certificates.c_str());
    }
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_QUICK_EXIT, 1L);  // a cancellation does not wait for the resolver
    set(CURLOPT_TCP_KEEPALIVE, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(hop_.request.connect_timeout.count()));
}

void Transfer::set_callbacks() {
    set(CURLOPT_ERRORBUFFER, words_.data());
    set(CURLOPT_HEADERFUNCTION, &Transfer::on_header);
    set(CURLOPT_HEADERDATA, this);
    set(CURLOPT_WRITEFUNCTION, &Transfer::on_body);
    set(CURLOPT_WRITEDATA, this);
    set(CURLOPT_OPENSOCKETFUNCTION, &Transfer::on_socket);
    set(CURLOPT_OPENSOCKETDATA, this);
    set(CURLOPT_PREREQFUNCTION, &Transfer::on_connected);
    set(CURLOPT_PREREQDATA, this);
}

void Transfer::set_headers() {
    const auto add = [&](const std::string& line) {
        curl_slist* longer = curl_slist_append(lines_, line.c_str());
        is_set_ = is_set_ && longer != nullptr;
        lines_ = longer != nullptr ? longer : lines_;
    };
    for (const auto& [name, value] : hop_.headers) {
        // `Name:` alone would take a header of libcurl's away; `Name;` sends an empty one.
        add(trim(value).empty() ? name + ";" : name + ": " + value);
    }
    add("Expect:");
    if (hop_.request.form.empty()) {
        add(hop_.request.content_type.empty() ? "Content-Type:" : "Content-Type: " + hop_.request.content_type);
    }
    set(CURLOPT_HTTPHEADER, lines_);
    set(CURLOPT_USERAGENT, "shot");
}

std::string Transfer::set_body() {
    const Request& request = hop_.request;
    if (!request.form.empty()) {
        if (std::string wrong = form_.attach(easy_); !wrong.empty()) {
            return wrong;
        }
    } else if (request.method == "HEAD") {
        set(CURLOPT_NOBODY, 1L);
    } else if (!request.body.empty() || (request.method != "GET" && request.method != "DELETE")) {
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        set(CURLOPT_POSTFIELDS, request.body.c_str());
    }
    set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
    return is_set_ ? "" : "the request cannot be made: there is not enough memory";
}

std::size_t Transfer::on_header(char* data, std::size_t size, std::size_t count, void* self) {
    return static_cast<Transfer*>(self)->take_header({data, size * count}) ? size * count : 0;
}

std::size_t Transfer::on_body(char* data, std::size_t size, std::size_t count, void* self) {
    return static_cast<Transfer*>(self)->take_body({data, size * count}) ? size * count : 0;
}

/// Every address that libcurl would connect to passes here, after the name was resolved: a name cannot change its mind in between.
curl_socket_t Transfer::on_socket(void* self, curlsocktype purpose, curl_sockaddr* address) {
    auto& transfer = *static_cast<Transfer*>(self);
    const AddressKind kind = address_kind(&address->addr);
    std::string refusal = "an address for something else than a connection";
    if (purpose == CURLSOCKTYPE_IPCXN) {
        refusal = transfer.hop_.uses_proxy ? "" : transfer.hop_.why_refused(kind);
    }
    if (!refusal.empty()) {
        transfer.reason_ = std::move(refusal);
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/// Called when the connection stands, TLS and all, before the first byte of the request is written.
int Transfer::on_connected(void* self, char* peer, char* /*local*/, int /*peer_port*/, int /*local_port*/) {
    auto& transfer = *static_cast<Transfer*>(self);
    transfer.is_connected_ = true;
    transfer.reason_.clear();  // of an address that was refused: another of the name would do
    transfer.moved_at_ = Clock::now();
    if (!transfer.hop_.uses_proxy) {
        transfer.peer_ = literal_kind(peer);
    }
    return CURL_PREREQFUNC_OK;
}

bool Transfer::take_header(std::string_view line) {
    header_bytes_ += line.size();
    if (header_bytes_ > kMaxHeaders) {
        reason_ = fmt::format("the answer has more than {} of headers", bytes_text(kMaxHeaders));
        return false;
    }
    if (line.starts_with("HTTP/")) {
        response_.headers.clear();
        const std::size_t space = std::min(line.find(' ') + 1, line.size());
        std::from_chars(line.data() + space, line.data() + line.size(), response_.status = 0);
        return true;
    }
    const std::size_t colon = line.find(':');
    if (has_body_ || colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
        return true;  // the empty line, a trailer, or what is no header
    }
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    response_.headers.emplace_back(std::move(name), trim(line.substr(colon + 1)));
    return true;
}

bool Transfer::take_body(std::string_view bytes) {
    const bool is_success = response_.status >= 200 && response_.status < 300;
    const auto promised = info<curl_off_t>(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T);
    has_body_ = true;
    if (hop_.follows && is_redirect(response_.status)) {
        is_enough_ = true;
        return false;
    }
    if (hop_.descriptor >= 0 && !is_success) {
        response_.body.append(bytes.substr(0, kMaxErrorBody - std::min(kMaxErrorBody, response_.body.size())));
        is_enough_ = response_.body.size() >= kMaxErrorBody;
        return !is_enough_;
    }
    const std::uint64_t most = std::max<std::uint64_t>(got_ + bytes.size(), promised > 0 ? static_cast<std::uint64_t>(promised) : 0);
    if (most > hop_.request.max_bytes) {
        reason_ = fmt::format("the answer is larger than {}", bytes_text(hop_.request.max_bytes));
        return false;
    }
    if (hop_.descriptor < 0) {
        response_.body.append(bytes);
        got_ += bytes.size();
        return true;
    }
    if (const std::string_view encoding = response_.header("content-encoding"); !encoding.empty() && encoding != "identity") {
        reason_ = "the server sent the file compressed, though it was not asked to";
        return false;
    }
    if (!write_file(bytes)) {
        return false;
    }
    if (hop_.on_bytes) {
        hop_.on_bytes(got_, promised > 0 ? static_cast<std::uint64_t>(promised) : 0);
    }
    return true;
}

bool Transfer::write_file(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(hop_.descriptor, bytes.data(), bytes.size(), static_cast<off_t>(got_));
        if (written > 0) {
            got_ += static_cast<std::uint64_t>(written);
            bytes.remove_prefix(static_cast<std::size_t>(written));
        } else if (written == 0 || errno != EINTR) {
            reason_ = fmt::format("the file cannot be written: {}", std::strerror(written == 0 ? EIO : errno));
            is_refusal_ = true;  // a full disk is no matter of trying again
            return false;
        }
    }
    return true;
}

bool Transfer::is_stalled(Clock::time_point now) {
    const auto moved = static_cast<std::uint64_t>(info<curl_off_t>(CURLINFO_SIZE_UPLOAD_T) + info<curl_off_t>(CURLINFO_SIZE_DOWNLOAD_T) +
                                                  info<long>(CURLINFO_HEADER_SIZE) + info<long>(CURLINFO_REQUEST_SIZE));
    if (moved - moved_ >= (has_body_ ? kMinMoved : 1)) {
        moved_ = moved;
        moved_at_ = now;
    }
    const milliseconds limit = hop_.request.stall_timeout;
    return is_connected_ && limit.count() > 0 && now - moved_at_ >= limit;
}

bool Transfer::is_over() {
    const auto now = Clock::now();
    const milliseconds limit = hop_.request.timeout;
    if (hop_.request.is_cancellable && hop_.policy.is_cancelled != nullptr && hop_.policy.is_cancelled->load()) {
        is_cancelled_ = true;
        reason_ = "cancelled";
    } else if (limit.count() > 0 && now - hop_.started >= limit) {
        reason_ = fmt::format("no whole answer from {} within {}", text_of(hop_.url.origin), duration_text(limit));
    } else if (is_stalled(now)) {
        reason_ = fmt::format("{} {} for {}", has_body_ ? "too little came from" : "nothing came from", text_of(hop_.url.origin),
                              duration_text(hop_.request.stall_timeout));
    } else {
        return false;
    }
    return true;
}

CURLcode Transfer::drive() {
    curl_multi_add_handle(multi_, easy_);
    while (!is_over()) {
        int running = 0;
        if (curl_multi_perform(multi_, &running) != CURLM_OK) {
            return CURLE_FAILED_INIT;
        }
        int left = 0;
        for (const CURLMsg* message = curl_multi_info_read(multi_, &left); message != nullptr; message = curl_multi_info_read(multi_, &left)) {
            if (message->msg == CURLMSG_DONE) {
                return message->data.result;
            }
        }
        curl_multi_poll(multi_, nullptr, 0, kPollMilliseconds, nullptr);
    }
    return CURLE_ABORTED_BY_CALLBACK;
}

Trouble Transfer::trouble(CURLcode code) {
    Trouble trouble{is_connected_ ? Trouble::Sent::Maybe : Trouble::Sent::Nothing, is_cancelled_, reason_, is_refusal_};
    if (trouble.reason.empty()) {
        trouble.reason = form_.trouble();
    }
    if (trouble.reason.empty()) {
        Ending ending;
        ending.code = code;
        ending.system_error = static_cast<int>(info<long>(CURLINFO_OS_ERRNO));
        ending.is_connected = is_connected_;
        ending.detail = words_.data();
        ending.got = got_;
        ending.promised = info<curl_off_t>(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T);
        ending.connect_timeout = hop_.request.connect_timeout;
        trouble.reason = reason_of(ending, hop_.url.origin);
    }
    return trouble;
}

Hopped Transfer::run() {
    set_connection();
    set_callbacks();
    set_headers();
    if (std::string wrong = set_body(); !wrong.empty()) {
        return {tl::unexpected(Trouble{Trouble::Sent::Nothing, false, std::move(wrong), true}), {}};
    }
    const CURLcode code = drive();
    if (code != CURLE_OK && !is_enough_) {
        return {tl::unexpected(trouble(code)), peer_};
    }
    response_.url = hop_.url.text;
    return {std::move(response_), peer_};
}

}  // namespace

Hopped run_hop(const Hop& hop) {
    static const CURLcode kReady = curl_global_init(CURL_GLOBAL_DEFAULT);  // once; libcurl guards it between threads
    SHOT_ASSERT(kReady == CURLE_OK);
    return Transfer(hop).run();
}

}  // namespace shot::http
