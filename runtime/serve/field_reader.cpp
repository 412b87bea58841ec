#include "runtime/serve/field_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace shot::serve {
namespace {

std::string_view kind_name(const Field& field) {
    switch (field.kind) {
        case Field::Kind::Text: return "a string";
        case Field::Kind::Number: return "a number";
        case Field::Kind::Boolean: return "a boolean";
        case Field::Kind::Null: return "null";
        case Field::Kind::Empty: return "an empty object";
        case Field::Kind::File: return "a file";
    }
    return "something else";
}

/// Characters, not bytes.
std::size_t length_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

void FieldReader::fail(std::string param, std::string message, std::string code) {
    fail(ApiError{400, std::move(message), std::move(param), std::move(code)});
}

void FieldReader::fail(ApiError error) {
    if (!error_) {
        error_ = std::move(error);
    }
}

void FieldReader::allow_only(std::span<const std::string_view> names) {
    for (const Field& field : body_.fields()) {
        const std::string_view root = std::string_view(field.name).substr(0, field.name.find('.'));
        if (std::find(names.begin(), names.end(), root) == names.end()) {
            fail(std::string(root), fmt::format("Unknown parameter: '{}'.", root), "unknown_parameter");
        }
    }
}

std::string FieldReader::text(std::string_view name) {
    const Field* field = body_.find(name);
    if (field == nullptr) {
        if (body_.has(name)) {
            fail(std::string(name), fmt::format("Invalid type for '{}': expected a string, but got an object instead.", name),
                 "invalid_type");
        }
        return {};
    }
    if (field->kind != Field::Kind::Text) {
        fail(std::string(name),
             fmt::format("Invalid type for '{}': expected a string, but got {} instead.", name, kind_name(*field)), "invalid_type");
    }
    return field->text;
}

std::string FieldReader::required_text(std::string_view name, std::size_t max_length) {
    if (!body_.has(name)) {
        fail(std::string(name), fmt::format("Missing required parameter: '{}'.", name), "missing_required_parameter");
        return {};
    }
    std::string value = text(name);
    if (value.empty()) {
        fail(std::string(name), fmt::format("Invalid '{}': empty string. Expected a string with minimum length 1.", name),
             "empty_string");
    } else if (length_of(value) > max_length) {
        fail(std::string(name),
             fmt::format("Invalid '{}': string too long. Expected a string with maximum length {}, but got one with length {}.", name,
                         max_length, length_of(value)),
             "string_above_max_length");
    }
    return value;
}

std::optional<double> FieldReader::number(std::string_view name, double min, double max) {
    const Field* field = body_.find(name);
    if (field == nullptr) {
        if (body_.has(name)) {
            fail(std::string(name), fmt::format("Invalid type for '{}': expected a number, but got an object instead.", name),
                 "invalid_type");
        }
        return std::nullopt;
    }
    if (field->kind != Field::Kind::Text && field->kind != Field::Kind::Number) {
        fail(std::string(name),
             fmt::format("Invalid type for '{}': expected a number, but got {} instead.", name, kind_name(*field)), "invalid_type");
        return std::nullopt;
    }
    double value = 0;
    const char* end = field->text.data() + field->text.size();
    const auto [stopped, code] = std::from_chars(field->text.data(), end, value);
    if (code != std::errc() || stopped != end || !std::isfinite(value) || value < min || value > max) {
        fail(std::string(name),
             fmt::format("Invalid value: '{}'. '{}' is a number from {} to {}.", field->text.substr(0, 40), name, min, max));
        return std::nullopt;
    }
    return value;
}

std::optional<int> FieldReader::whole(std::string_view name, int min, int max) {
    const std::optional<double> value = number(name, min, max);
    if (value && *value != std::floor(*value)) {
        fail(std::string(name), fmt::format("Invalid value: '{}'. '{}' is a whole number.", *value, name));
        return std::nullopt;
    }
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

}  // namespace shot::serve
