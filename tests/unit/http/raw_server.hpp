// A server on loopback that does what a test scripts, to the byte: what no HTTP library would send. It keeps all that it was sent.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "compiler/support/assert.hpp"
#include "runtime/http/client.hpp"

namespace shot::tests {

/// One connection, in the hands of a script.
class Connection {
public:
    explicit Connection(int descriptor, const std::atomic<bool>& is_over) : descriptor_(descriptor), is_over_(is_over) {}

    /// The head and as much of the body as its Content-Length says, or as much as came before the client left.
    std::string read_request() {
        std::string text;
        std::size_t wanted = std::string::npos;
        while (text.size() < wanted && read_some(text)) {
            const std::size_t end = text.find("\r\n\r\n");
            if (wanted == std::string::npos && end != std::string::npos) {
                constexpr std::string_view kLength = "Content-Length: ";
                const std::size_t at = text.find(kLength);
                std::size_t length = 0;
                if (at < end) {
                    std::from_chars(text.data() + at + kLength.size(), text.data() + end, length);
                }
                wanted = end + 4 + length;
            }
        }
        return text;
    }
    bool read_some(std::string& into) const {
        char buffer[16384];
        if (!wait(POLLIN)) {
            return false;
        }
        const ssize_t got = ::recv(descriptor_, buffer, sizeof buffer, 0);
        into.append(buffer, got > 0 ? static_cast<std::size_t>(got) : 0);
        return got > 0;
    }
    /// False once the client has gone, or the test is over.
    bool write(std::string_view text) const {
        while (!text.empty()) {
            const ssize_t sent = wait(POLLOUT) ? ::send(descriptor_, text.data(), text.size(), MSG_NOSIGNAL) : -1;
            if (sent <= 0) {
                return false;
            }
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    /// Until the client leaves or the test is over.
    void hold() const {
        for (std::string rest; read_some(rest); rest.clear()) {
        }
    }
    /// The client gets a reset.
    void abort() const {
        const linger at_once{1, 0};
        ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    }

private:
    bool wait(short events) const {
        while (!is_over_) {
            pollfd poll{descriptor_, events, 0};
            if (::poll(&poll, 1, 20) > 0) {
                return true;
            }
        }
        return false;
    }

    int descriptor_;
    const std::atomic<bool>& is_over_;
};

class RawServer {
public:
    /// `script(connection, request)` for every request; its connection is closed after it.
    using Script = std::function<void(Connection&, const std::string&)>;

    explicit RawServer(Script script, bool reads_first = true) : script_(std::move(script)), reads_first_(reads_first) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* generic = reinterpret_cast<sockaddr*>(&address);
        SHOT_ASSERT(::bind(listener_, generic, size) == 0 && ::listen(listener_, 64) == 0);
        SHOT_ASSERT(::getsockname(listener_, generic, &size) == 0);
        port_ = ntohs(address.sin_port);
        acceptor_ = std::thread([this] { accept_all(); });
    }
    /// Answers every request with this.
    explicit RawServer(std::string answer)
        : RawServer([answer = std::move(answer)](Connection& connection, const std::string&) { connection.write(answer); }) {}
    RawServer(const RawServer&) = delete;
    RawServer& operator=(const RawServer&) = delete;
    ~RawServer() {
        is_over_ = true;
        acceptor_.join();
        for (std::thread& worker : workers_) {
            worker.join();
        }
        ::close(listener_);
    }

    [[nodiscard]] int port() const { return port_; }
    [[nodiscard]] std::string url(std::string_view path = "/") const { return "http://127.0.0.1:" + std::to_string(port_) + std::string(path); }
    [[nodiscard]] std::vector<std::string> requests() const {
        const std::lock_guard lock(mutex_);
        return requests_;
    }
    [[nodiscard]] std::size_t count() const { return requests().size(); }
    [[nodiscard]] int connections() const { return connections_; }

private:
    void accept_all() {
        while (!is_over_) {
            pollfd poll{listener_, POLLIN, 0};
            if (::poll(&poll, 1, 20) > 0) {
                const int descriptor = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
                ++connections_;
                workers_.emplace_back([this, descriptor] { serve(descriptor); });
            }
        }
    }
    void serve(int descriptor) {
        Connection connection(descriptor, is_over_);
        std::string request = reads_first_ ? connection.read_request() : std::string();
        if (!request.empty()) {
            const std::lock_guard lock(mutex_);
            requests_.push_back(request);
        }
        script_(connection, request);
        ::close(descriptor);
    }

    Script script_;
    bool reads_first_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<bool> is_over_ = false;
    std::atomic<int> connections_ = 0;
    mutable std::mutex mutex_;
    std::vector<std::string> requests_;
    std::vector<std::thread> workers_;
    std::thread acceptor_;
};

inline constexpr std::string_view kCanary = "sk-canary-4711";

/// A policy for that server, with a key.
inline http::Policy policy_for(const std::string& url) {
    http::Policy policy;
    policy.server = *http::origin_of(url);
    policy.credential = http::Credential{"Authorization", "Bearer " + std::string(kCanary), policy.server};
    return policy;
}

inline http::Request get(const std::string& url) {
    http::Request request;
    request.url = url;
    request.connect_timeout = std::chrono::seconds(5);
    request.timeout = std::chrono::seconds(20);
    return request;
}

inline http::Request post(const std::string& url, std::string body = R"({"prompt":"rain"})") {
    http::Request request = get(url);
    request.method = "POST";
    request.body = std::move(body);
    request.content_type = "application/json";
    return request;
}

/// A whole answer.
inline std::string answer(std::string_view status, std::string_view headers, std::string_view body) {
    return "HTTP/1.1 " + std::string(status) + "\r\n" + std::string(headers) + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           std::string(body);
}

}  // namespace shot::tests
