#include "runtime/dialects/json_path.hpp"

#include <algorithm>
#include <charconv>

#include "compiler/support/json_text.hpp"

namespace shot::dialects {
namespace {

constexpr int kMaxDepth = 64;  // answers have less than ten levels

const Json* find_element(const Json& array, std::string_view choice) {
    if (!array.is_array() || array.empty()) {
        return nullptr;
    }
    const std::size_t equals = choice.find('=');
    if (equals == std::string_view::npos) {
        std::int64_t index = 0;
        const auto [end, error] = std::from_chars(choice.data(), choice.data() + choice.size(), index);
        if (error != std::errc() || end != choice.data() + choice.size()) {
            return nullptr;
        }
        index += index < 0 ? static_cast<std::int64_t>(array.size()) : 0;
        const bool is_inside = index >= 0 && index < static_cast<std::int64_t>(array.size());
        return is_inside ? &array[static_cast<std::size_t>(index)] : nullptr;
    }
    const std::string key(choice.substr(0, equals));
    for (auto element = array.rbegin(); element != array.rend(); ++element) {
        const auto found = element->is_object() ? element->find(key) : element->end();
        if (element->is_object() && found != element->end() && found->is_string() &&
            found->get_ref<const std::string&>() == choice.substr(equals + 1)) {
            return &*element;
        }
    }
    return nullptr;
}

}  // namespace

const Json* find_at(const Json& root, std::string_view path) {
    const Json* at = &root;
    while (!path.empty() && at != nullptr) {
        path.remove_prefix(1);  // the slash
        const std::size_t end = std::min(path.find('/'), path.size());
        const std::string_view step = path.substr(0, end);
        path.remove_prefix(end);
        if (step.size() > 2 && step.front() == '[' && step.back() == ']') {
            at = find_element(*at, step.substr(1, step.size() - 2));
        } else {
            const auto found = at->is_object() ? at->find(std::string(step)) : at->end();
            at = at->is_object() && found != at->end() ? &*found : nullptr;
        }
    }
    return at;
}

std::optional<std::string> text_at(const Json& root, std::string_view path) {
    const Json* value = find_at(root, path);
    if (value == nullptr || path.empty()) {
        return std::nullopt;
    }
    if (value->is_string()) {
        return value->get<std::string>();
    }
    return value->is_number() ? std::optional(value->dump()) : std::nullopt;
}

std::optional<Json> parse_answer(std::string_view text) {
    if (is_json_deeper(text, kMaxDepth)) {
        return std::nullopt;
    }
    Json json = Json::parse(text, nullptr, false);
    return json.is_discarded() ? std::nullopt : std::optional(std::move(json));
}

}  // namespace shot::dialects
