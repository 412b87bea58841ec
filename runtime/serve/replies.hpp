// The forms that an answer has.
#pragma once

#include <string>
#include <utility>

#include "runtime/serve/answers.hpp"
#include "runtime/serve/service.hpp"

namespace shot::serve {

inline Reply reply_json(std::string body) {
    Reply reply;
    reply.body = std::move(body);
    return reply;
}

inline Reply reply_file(std::string path, std::string media_type) {
    Reply reply;
    reply.file = std::move(path);
    reply.media_type = std::move(media_type);
    return reply;
}

inline Reply reply_error(const ApiError& error) {
    Reply reply = reply_json(print_error(error));
    reply.status = error.status;
    if (error.retry_after > 0) {
        reply.headers.emplace_back("Retry-After", std::to_string(error.retry_after));
    }
    return reply;
}

inline ApiError too_many_requests() {
    return {429, "Rate limit reached for requests (a fault on demand).", {}, "rate_limit_exceeded", "requests", 1};
}

inline ApiError failed_on_demand() {
    return server_failed("The server had an error while processing your request (a fault on demand).");
}

}  // namespace shot::serve
