#include "runtime/serve/http_server.hpp"

#include <dirent.h>
#include <httplib.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <ctime>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "runtime/serve/new_id.hpp"
#include "runtime/serve/open_file.hpp"
#include "runtime/serve/replies.hpp"

namespace shot::serve {
namespace {

constexpr std::size_t kThreads = 256;  // a connection takes one as long as it is open
constexpr std::size_t kMaxBody = 128U << 20;
constexpr std::time_t kKeepAliveSeconds = 2;
constexpr std::size_t kKeepAliveRequests = 1000;
constexpr std::time_t kReadSeconds = 30;

Answer<Body> read_body(const httplib::Request& request) {
    if (request.is_multipart_form_data()) {
        Body body;
        body.set_form();
        for (const auto& [name, part] : request.files) {
            if (auto added = body.add_part({name, part.content, part.filename, part.content_type}, json_fields()); !added) {
                return tl::unexpected(added.error());
            }
        }
        return body;
    }
    const std::string type = request.get_header_value("Content-Type");
    if (!type.starts_with("application/json")) {
        return refuse({}, fmt::format("Unsupported content type: '{}'. This API takes 'application/json' and 'multipart/form-data'.",
                                      type.substr(0, 100)),
                      "unsupported_content_type");
    }
    return Body::parse_json(request.body);
}

Call call_of(const httplib::Request& request) {
    Call call;
    call.method = request.method;
    call.path = request.path;
    for (const auto& [name, value] : request.params) {
        call.parameters.emplace(name, value);
    }
    call.authorization = request.get_header_value("Authorization");
    if (call.authorization.empty() && request.has_header("x-litellm-api-key")) {
        const std::string key = request.get_header_value("x-litellm-api-key");
        call.authorization = key.starts_with("Bearer ") ? key : "Bearer " + key;
    }
    call.origin = request.get_header_value("Origin");
    call.host = request.get_header_value("Host");
    call.read_body = [&request] { return read_body(request); };
    return call;
}

int port_of(const sockaddr_storage& address) {
    if (address.ss_family == AF_INET) {
        return ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port);
    }
    return address.ss_family == AF_INET6 ? ntohs(reinterpret_cast<const sockaddr_in6&>(address).sin6_port) : -1;
}

/// The socket of a request, which the library does not tell: the one between these two ports.
int find_socket(const httplib::Request& request) {
    int found = -1;
    DIR* folder = ::opendir("/proc/self/fd");
    for (const dirent* entry = nullptr; folder != nullptr && found < 0 && (entry = ::readdir(folder)) != nullptr;) {
        const std::string_view name = entry->d_name;
        int descriptor = -1;
        std::from_chars(name.data(), name.data() + name.size(), descriptor);
        sockaddr_storage near{};
        sockaddr_storage far{};
        socklen_t near_size = sizeof near;
        socklen_t far_size = sizeof far;
        if (descriptor >= 0 && ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&near), &near_size) == 0 &&
            ::getpeername(descriptor, reinterpret_cast<sockaddr*>(&far), &far_size) == 0 && port_of(near) == request.local_port &&
            port_of(far) == request.remote_port) {
            found = descriptor;
        }
    }
    if (folder != nullptr) {
        ::closedir(folder);
    }
    return found;
}

/// Closes the connection with nothing sent; what the library writes then goes nowhere.
void drop_connection(const httplib::Request& request) {
    const int descriptor = find_socket(request);
    if (descriptor >= 0) {
        const linger at_once{1, 0};  // with a reset
        ::setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        ::shutdown(descriptor, SHUT_RDWR);
    }
}

/// A part of a file that was asked for: its first byte and how many.
struct Part {
    std::uint64_t begin = 0;
    std::uint64_t count = 0;
    bool is_fine = true;
};

Part find_part(const httplib::Ranges& ranges, std::uint64_t size) {
    if (ranges.size() != 1) {
        return {0, size, true};  // several: all of it may be sent instead (RFC 9110, 14.2)
    }
    auto [first, last] = ranges.front();
    const auto end = static_cast<std::int64_t>(size);
    if (first < 0) {
        first = std::max<std::int64_t>(end - last, 0);  // the last bytes
        last = end - 1;
    }
    if (last < 0 || last >= end) {
        last = end - 1;
    }
    if (first > last) {
        return {0, 0, false};
    }
    return {static_cast<std::uint64_t>(first), static_cast<std::uint64_t>(last - first + 1), true};
}

void send_file(const Reply& reply, const httplib::Ranges& ranges, httplib::Response& response) {
    const auto file = OpenFile::open(reply.file);
    if (!file) {
        response.status = 404;
        response.set_content(print_error(not_found("The content is gone.")), "application/json");
        return;
    }
    const std::uint64_t size = (*file)->size();
    const Part part = find_part(ranges, size);
    response.set_header("Accept-Ranges", "bytes");
    if (!part.is_fine) {
        response.status = 416;
        response.set_header("Content-Range", fmt::format("bytes */{}", size));
        response.set_content(print_error({416, "The range is beyond the end of the content.", {}, "range_not_satisfiable"}),
                             "application/json");
        return;
    }
    if (part.count != size) {
        response.status = 206;
        response.set_header("Content-Range", fmt::format("bytes {}-{}/{}", part.begin, part.begin + part.count - 1, size));
    }
    const std::uint64_t cut = reply.cut == Reply::Cut::Middle ? part.count / 2 : part.count;
    response.set_content_provider(
        part.count, reply.media_type,
        [file = *file, begin = part.begin, cut](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
            constexpr std::size_t kChunk = 256U << 10;
            if (offset >= cut) {
                return false;  // a fault: the connection is closed here
            }
            const std::string bytes =
                file->read(begin + offset, std::min({length, kChunk, static_cast<std::size_t>(cut - offset)}));
            return !bytes.empty() && sink.write(bytes.data(), bytes.size());
        });
}

/// What the library refuses by itself, in the API's shape.
ApiError error_of(int status) {
    switch (status) {
        case 413: return {413, fmt::format("The request is too large: at most {} MiB.", kMaxBody >> 20), {}, "request_too_large"};
        case 414: return {414, "The address is too long.", {}, "uri_too_long"};
        case 416: return {416, "The Range header cannot be read.", {}, "range_not_satisfiable"};
        case 500: return server_failed("The server had an error while processing your request.");
        default: return {status, "The request could not be read.", {}, "bad_request"};
    }
}

}  // namespace

struct HttpServer::Impl {
    httplib::Server http;
    Service& service;
    std::function<void(std::string_view)> on_event;
    int listener = -1;  // its socket

    Impl(Service& the_service, std::function<void(std::string_view)> event);
    void handle(const httplib::Request& request, httplib::Response& response);
    void add_error_handlers();
};

HttpServer::Impl::Impl(Service& the_service, std::function<void(std::string_view)> event)
    : service(the_service), on_event(std::move(event)) {
    http.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
    http.set_payload_max_length(kMaxBody);
    http.set_keep_alive_max_count(kKeepAliveRequests);
    http.set_keep_alive_timeout(kKeepAliveSeconds);
    http.set_read_timeout(kReadSeconds);
    http.set_write_timeout(kReadSeconds);
    http.set_tcp_nodelay(true);
    http.set_socket_options([this](int descriptor) {
        listener = descriptor;
        const int on = 1;  // and not SO_REUSEPORT, with which two servers would share a port
        ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    });
    // The service knows its routes; here every address leads to it.
    const httplib::Server::Handler handler = [this](const httplib::Request& request, httplib::Response& response) {
        handle(request, response);
    };
    http.Get("/.*", handler).Post("/.*", handler).Delete("/.*", handler).Put("/.*", handler).Patch("/.*", handler);
    // A request that says nothing of a body has none (RFC 9112, 6.3); the library would wait for one.
    http.set_pre_routing_handler([](const httplib::Request& request, httplib::Response& response) {
        // One that is too long, or no number, is not waited for.
        const std::string length = request.get_header_value("Content-Length");
        std::uint64_t bytes = 0;
        const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), bytes);
        if (!length.empty() && (error != std::errc() || end != length.data() + length.size() || bytes > kMaxBody)) {
            response.status = error == std::errc::invalid_argument ? 400 : 413;
            response.set_content(print_error(error_of(response.status)), "application/json");
            response.set_header("Connection", "close");
            return httplib::Server::HandlerResponse::Handled;
        }
        if (!request.has_header("Content-Length") && !request.has_header("Transfer-Encoding")) {
            const_cast<httplib::Request&>(request).set_header("Content-Length", "0");  // not const where it comes from
        }
        return httplib::Server::HandlerResponse::Unhandled;
    });
    add_error_handlers();
}

void HttpServer::Impl::add_error_handlers() {
    http.set_exception_handler([](const httplib::Request&, httplib::Response& response, const std::exception_ptr&) {
        response.status = 500;  // memory, most likely; the handler below has the words
    });
    http.set_error_handler(httplib::Server::Handler([](const httplib::Request&, httplib::Response& response) {
        if (response.body.empty() && !response.content_provider_) {
            response.set_content(print_error(error_of(response.status)), "application/json");
        }
    }));
}

void HttpServer::Impl::handle(const httplib::Request& request, httplib::Response& response) {
    const auto began = std::chrono::steady_clock::now();
    const Reply reply = service.answer(call_of(request));
    // The library would cut any answer by the ranges, JSON too, and reads beyond the end of one; the request is its own, and
    // not const there.
    const httplib::Ranges ranges = std::exchange(const_cast<httplib::Request&>(request).ranges, {});
    response.status = reply.status;
    response.set_header("x-request-id", new_id("req_"));
    for (const auto& [name, value] : reply.headers) {
        response.set_header(name, value);
    }
    if (reply.cut == Reply::Cut::Drop) {
        drop_connection(request);
    } else if (!reply.file.empty()) {
        send_file(reply, ranges, response);
    } else {
        response.set_content(reply.body, reply.media_type);
    }
    if (on_event) {
        const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
        on_event(fmt::format("{} {} {} ({} ms)", request.method, request.path,
                             reply.cut == Reply::Cut::Drop ? "dropped" : std::to_string(response.status), time.count()));
    }
}

HttpServer::HttpServer(Service& service, std::function<void(std::string_view)> on_event)
    : impl_(std::make_unique<Impl>(service, std::move(on_event))) {}

HttpServer::~HttpServer() = default;

Result<int> HttpServer::bind(const std::string& host, int port) {
    if (port == 0) {
        port = impl_->http.bind_to_any_port(host);
    } else if (!impl_->http.bind_to_port(host, port)) {
        port = -1;
    }
    if (port > 0) {
        ::listen(impl_->listener, SOMAXCONN);  // the library lets five wait: a burst of clients would be reset
    }
    return port > 0 ? Result<int>(port)
                    : tl::unexpected(Failure{"listen on", fmt::format("{}", host),
                                             "the port is taken by another program, or the address is not this machine's"});
}

void HttpServer::listen(const std::atomic<bool>& is_stopped) {
    constexpr std::chrono::milliseconds kLook{20};
    std::atomic<bool> is_done = false;
    std::thread watch([&] {
        while (!is_done) {
            if (is_stopped && impl_->http.is_running()) {
                impl_->http.stop();
            }
            std::this_thread::sleep_for(kLook);
        }
    });
    impl_->http.listen_after_bind();
    is_done = true;
    watch.join();
}

}  // namespace shot::serve
