// What a style knows, and how its file becomes one.
#include "compiler/prompt/prompt_style.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "compiler/prompt/style_reader.hpp"
#include "compiler/sema/json_build.hpp"

namespace shot::prompt {

using sema::FieldKind;
using sema::Layout;

namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxDepth = 16;  // our styles need four; beyond it the slower parser has its say

/// The parser takes the last of two equal keys; we name them.
class DuplicateFinder {
public:
    bool operator()(int /*depth*/, Json::parse_event_t event, const Json& parsed) {
        if (event == Json::parse_event_t::object_start) {
            keys_.emplace_back();
        } else if (event == Json::parse_event_t::object_end) {
            keys_.pop_back();
        } else if (event == Json::parse_event_t::key) {
            if (!keys_.back().insert(parsed.get<std::string>()).second && found_.empty()) {
                found_ = parsed.get<std::string>();
            }
        }
        return true;
    }
    [[nodiscard]] const std::string& found() const { return found_; }

private:
    std::vector<std::set<std::string>> keys_;
    std::string found_;
};

}  // namespace

bool PromptStyle::knows(Layout layout) const {
    return std::find(layouts.begin(), layouts.end(), layout) != layouts.end();
}

std::string_view PromptStyle::label_of(FieldKind field) const {
    for (const LabelledField& labelled : cinematography) {
        if (labelled.field == field) {
            return labelled.label;
        }
    }
    return {};
}

Result<PromptStyle> parse_prompt_style(std::string_view json, std::string_view path) {
    const auto failure = [path](std::string reason) {
        return tl::unexpected(Failure{"read prompt style", std::string(path), std::move(reason)});
    };
    Json root;
    if (!sema::build_json(json, kMaxDepth, root)) {
        // Something is wrong with it: read it again with the parser that says what.
        DuplicateFinder duplicates;
        try {
            root = Json::parse(json.begin(), json.end(), std::ref(duplicates));
        } catch (const Json::exception& error) {
            return failure(std::string("not JSON: ") + error.what());
        }
        if (!duplicates.found().empty()) {
            return failure("key `" + duplicates.found() + "` stands there twice in one object");
        }
    }
    PromptStyle style;
    StyleReader reader(style);
    try {
        reader.read(root);
    } catch (const Json::exception& error) {
        return failure(error.what());
    }
    if (!reader.reason().empty()) {
        return failure(reader.reason());
    }
    return style;
}

}  // namespace shot::prompt
