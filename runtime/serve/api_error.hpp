// What a client is told when its request cannot be done, in the API's own shape.
#pragma once

#include <string>

#include <tl/expected.hpp>

namespace shot::serve {

/// `{"error": {"message": …, "type": …, "param": …, "code": …}}`; an empty `param` or `code` is null.
struct ApiError {
    int status = 400;
    std::string message;
    std::string param;
    std::string code;
    std::string type = "invalid_request_error";
    int retry_after = 0;  // seconds, as a header; 0: none
};

template <class T>
using Answer = tl::expected<T, ApiError>;

/// A value that is not what the API takes.
inline ApiError invalid(std::string param, std::string message, std::string code = "invalid_value") {
    return {400, std::move(message), std::move(param), std::move(code)};
}

inline tl::unexpected<ApiError> refuse(std::string param, std::string message, std::string code = "invalid_value") {
    return tl::unexpected(invalid(std::move(param), std::move(message), std::move(code)));
}

inline ApiError not_found(std::string message, std::string param = {}) {
    return {404, std::move(message), std::move(param), "not_found"};
}

/// Something of this server's own went wrong: a disk that is full.
inline ApiError server_failed(std::string message) { return {500, std::move(message), {}, {}, "server_error"}; }

}  // namespace shot::serve
