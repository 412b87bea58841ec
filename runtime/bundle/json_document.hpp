// Strict reading of JSON from outside: no key twice, no key unknown, every value of its type, the first problem with
// its JSON path. Only for the reader of bundles.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "compiler/support/result.hpp"

namespace shot::bundle {

using Json = nlohmann::ordered_json;  // bodies keep the order of their members

/// Parses `text`. A failure's reason is one line: too large, too deep, a key twice, or line and column of what is no
/// JSON.
Result<Json> parse_json(std::string_view text, std::string_view path, std::uint64_t max_bytes, int max_depth);

/// A place in the document, as a chain on the stack: text is made of it only when something is wrong.
struct JsonPath {
    const JsonPath* parent = nullptr;
    std::string_view key;  // of an object; empty: `index` of an array
    std::size_t index = 0;

    [[nodiscard]] std::string text() const;
};

/// The first thing that is wrong; later ones are not kept.
class JsonProblem {
public:
    void report(const JsonPath& path, std::string_view what);
    [[nodiscard]] bool is_found() const { return !text_.empty(); }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
};

/// An object all of whose keys must be there. Getters give a harmless value after reporting. finish() reports keys that
/// no getter asked for. `path` outlives it.
class JsonReader {
public:
    JsonReader(const Json& value, const JsonPath& path, JsonProblem& problem);

    [[nodiscard]] const JsonPath& path() const { return path_; }
    [[nodiscard]] JsonPath path_of(std::string_view key) const { return {&path_, key, 0}; }
    [[nodiscard]] bool has(std::string_view key) const { return value_.is_object() && value_.contains(key); }
    void report(std::string_view key, std::string_view what) const { problem_.report(path_of(key), what); }

    const Json* value(std::string_view key);
    std::string text(std::string_view key);          // not empty
    std::string any_text(std::string_view key);      // may be empty
    std::string text_or_null(std::string_view key);  // null: empty
    std::string word(std::string_view key, std::initializer_list<std::string_view> words);
    bool flag(std::string_view key);
    std::uint64_t whole(std::string_view key, std::uint64_t max);
    std::uint32_t line_or_null(std::string_view key);  // null: 0
    std::int64_t decimal(std::string_view key, int digits);
    std::optional<std::int64_t> decimal_or_null(std::string_view key, int digits);

    /// Calls read(element, path) for each element of an array.
    template <class Read>
    void each(std::string_view key, Read read) {
        const Json* array = value(key);
        const JsonPath at = path_of(key);
        if (array == nullptr || !array->is_array()) {
            problem_.report(at, "is no array");
            return;
        }
        for (std::size_t i = 0; i < array->size() && !problem_.is_found(); ++i) {
            read((*array)[i], JsonPath{&at, {}, i});
        }
    }

    void finish();

private:
    static constexpr std::size_t kMaxKeys = 16;  // a request, the largest object, has 14

    const Json& value_;
    const JsonPath& path_;
    JsonProblem& problem_;
    std::array<std::string_view, kMaxKeys> asked_;
    std::size_t asked_count_ = 0;
};

}  // namespace shot::bundle
