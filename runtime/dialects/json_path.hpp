// Where something stands in an answer: `/data/task_id`, `/steps/[type=model_output]/content/[type=video]/uri`. A step is a member's
// name, an index (`[0]`, `[-1]`: the last), or `[key=word]`: the last element whose `key` is that word.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace shot::dialects {

using Json = nlohmann::ordered_json;

/// The value there, or null.
const Json* find_at(const Json& root, std::string_view path);

/// A text, or a number's digits; nothing where there is neither.
std::optional<std::string> text_at(const Json& root, std::string_view path);

/// Parses an answer within limits (bytes are the client's concern, depth is this one's). Nothing: it is no JSON, or too deep.
std::optional<Json> parse_answer(std::string_view text);

}  // namespace shot::dialects
