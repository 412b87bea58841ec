// Strict reading of the data files: every key must be known, every value of its type, and the first failure says where
// by its JSON path (`$.extension.max_count`). Used by the readers of profiles and dialects.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "compiler/support/result.hpp"

namespace shot::targets {

using Json = nlohmann::ordered_json;

inline constexpr std::size_t kMaxDataBytes = 1U << 20;  // a profile is a few thousand bytes
inline constexpr int kMaxDataDepth = 32;                // the parser's and the readers' recursion ends here

/// The first thing that is wrong with a document; later ones are not kept.
class JsonProblem {
public:
    void report(std::string_view json_path, std::string_view what) {
        if (text_.empty()) {
            text_.append(json_path).append(": ").append(what);
        }
    }
    [[nodiscard]] bool is_found() const { return !text_.empty(); }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
};

/// An object of the document. Getters give a harmless value after reporting; `optional_` ones also where the key is
/// missing. finish() reports keys that no getter asked for.
class JsonObject {
public:
    JsonObject(const Json& value, std::string path, JsonProblem& problem);

    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::string path_of(std::string_view key) const;
    [[nodiscard]] JsonProblem& problem() const { return *problem_; }
    /// The object itself, for one whose keys are names.
    [[nodiscard]] const Json& json() const { return *value_; }

    std::string text(std::string_view key);  // not empty
    std::string optional_text(std::string_view key);
    /// One of `words`, and its index; 0 after a report.
    std::size_t word(std::string_view key, const std::vector<std::string_view>& words);
    bool flag(std::string_view key);
    bool optional_flag(std::string_view key, bool otherwise);
    std::int64_t whole(std::string_view key, std::int64_t min, std::int64_t max);
    std::optional<std::int64_t> optional_whole(std::string_view key, std::int64_t min, std::int64_t max);
    /// A number that may have decimals, times `scale`, rounded: seconds as milliseconds, dollars as millionths.
    std::int64_t scaled(std::string_view key, std::int64_t scale);
    std::optional<std::int64_t> optional_scaled(std::string_view key, std::int64_t scale);
    std::vector<std::string> texts(std::string_view key);
    std::vector<std::string> optional_texts(std::string_view key);
    JsonObject object(std::string_view key);
    std::optional<JsonObject> optional_object(std::string_view key);
    /// The value itself, for what has a form of its own; null after a report.
    const Json* value(std::string_view key);
    const Json* optional_value(std::string_view key);
    /// Keys that say something to people only.
    void skip(std::string_view key) { seen_.push_back(key); }

    void finish();

private:
    const Json* find(std::string_view key, bool is_required);

    const Json* value_;
    std::string path_;
    JsonProblem* problem_;
    std::vector<std::string_view> seen_;
};

/// Parses `text` within the limits above; a failure's reason has line and column.
Result<Json> parse_json_document(std::string_view text, std::string_view path);

/// The elements of an array with their JSON paths; reports a value that is none.
template <class Read>
void read_array(const Json* value, const std::string& path, JsonProblem& problem, Read read) {
    if (value == nullptr) {
        return;
    }
    if (!value->is_array()) {
        problem.report(path, "is no array");
        return;
    }
    for (std::size_t i = 0; i < value->size(); ++i) {
        read((*value)[i], path + "[" + std::to_string(i) + "]");
    }
}

}  // namespace shot::targets
