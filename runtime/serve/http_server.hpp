// The service on a socket, by cpp-httplib.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "runtime/serve/service.hpp"

namespace shot::serve {

class HttpServer {
public:
    /// The service outlives it. `on_event`: a line for each request.
    HttpServer(Service& service, std::function<void(std::string_view line)> on_event);
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;
    ~HttpServer();

    /// Takes the port (0: any that is free) and gives it back; connections wait from now on.
    Result<int> bind(const std::string& host, int port);
    /// Answers until `is_stopped`, and what was begun to its end.
    void listen(const std::atomic<bool>& is_stopped);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace shot::serve
