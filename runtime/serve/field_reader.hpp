// Reads the fields of a body one by one; keeps the first that is wrong, as the API would say it.
#pragma once

#include <optional>
#include <span>

#include "runtime/serve/body.hpp"

namespace shot::serve {

class FieldReader {
public:
    explicit FieldReader(const Body& body) : body_(body) {}

    /// Refuses what is none of these, nor inside one of them.
    void allow_only(std::span<const std::string_view> names);

    /// Empty where it is missing.
    std::string text(std::string_view name);
    /// Not empty, at most `max_length` characters.
    std::string required_text(std::string_view name, std::size_t max_length);
    /// A number, or a text that is one.
    std::optional<double> number(std::string_view name, double min, double max);
    std::optional<int> whole(std::string_view name, int min, int max);

    [[nodiscard]] const Body& body() const { return body_; }
    void fail(std::string param, std::string message, std::string code = "invalid_value");
    void fail(ApiError error);
    [[nodiscard]] const std::optional<ApiError>& error() const { return error_; }

private:
    const Body& body_;
    std::optional<ApiError> error_;
};

}  // namespace shot::serve
