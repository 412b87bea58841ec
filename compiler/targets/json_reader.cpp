#include "compiler/targets/json_reader.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "compiler/sema/json_build.hpp"
#include "compiler/support/json_text.hpp"
#include "compiler/support/nearest.hpp"

namespace shot::targets {
namespace {

std::string in_ticks(std::string_view word) {
    return "`" + std::string(word) + "`";
}

const Json& empty_object() {
    static const Json kEmpty = Json::object();
    return kEmpty;
}

/// The parser keeps one of two equal keys in silence; a slip in a data file must not go unseen.
class DuplicateFinder {
public:
    bool operator()(int /*depth*/, Json::parse_event_t event, const Json& parsed) {
        if (event == Json::parse_event_t::object_start) {
            keys_.emplace_back();
        } else if (event == Json::parse_event_t::object_end) {
            keys_.pop_back();
        } else if (event == Json::parse_event_t::key) {
            const auto& key = parsed.get_ref<const std::string&>();
            if (std::find(keys_.back().begin(), keys_.back().end(), key) != keys_.back().end()) {
                found_ = key;
            }
            keys_.back().push_back(key);
        }
        return true;
    }
    [[nodiscard]] const std::string& found() const { return found_; }

private:
    std::vector<std::vector<std::string>> keys_;
    std::string found_;
};

/// `[json.exception.parse_error.101] parse error at line 3, column 1: ...` without its bracket.
std::string parse_reason(std::string_view what) {
    const auto bracket = what.find("] ");
    return std::string(bracket == std::string_view::npos ? what : what.substr(bracket + 2));
}

}  // namespace

JsonObject::JsonObject(const Json& value, std::string path, JsonProblem& problem)
    : value_(&value), path_(std::move(path)), problem_(&problem) {
    if (!value.is_object()) {
        problem.report(path_, "is no object");
        value_ = &empty_object();
    }
}

bool JsonObject::has(std::string_view key) const {
    return value_->find(std::string(key)) != value_->end();
}

std::string JsonObject::path_of(std::string_view key) const {
    return path_ + "." + std::string(key);
}

const Json* JsonObject::find(std::string_view key, bool is_required) {
    seen_.push_back(key);
    const auto found = value_->find(std::string(key));
    if (found != value_->end()) {
        return &*found;
    }
    if (is_required) {
        std::vector<std::string_view> present;
        for (const auto& item : value_->items()) {
            present.push_back(item.key());
        }
        const auto near = find_nearest(key, present);
        problem_->report(path_of(key), near ? "is missing, found " + in_ticks(*near) : "is missing");
    }
    return nullptr;
}

std::string JsonObject::text(std::string_view key) {
    const Json* found = find(key, true);
    if (found == nullptr) {
        return {};
    }
    if (!found->is_string() || found->get_ref<const std::string&>().empty()) {
        problem_->report(path_of(key), "is no text");
        return {};
    }
    return found->get<std::string>();
}

std::string JsonObject::optional_text(std::string_view key) {
    return has(key) ? text(key) : (skip(key), std::string());
}

std::size_t JsonObject::word(std::string_view key, const std::vector<std::string_view>& words) {
    const std::string found = text(key);
    const auto place = std::find(words.begin(), words.end(), found);
    if (place != words.end()) {
        return static_cast<std::size_t>(place - words.begin());
    }
    std::string expected;
    for (const std::string_view one : words) {
        expected += (expected.empty() ? "" : ", ") + in_ticks(one);
    }
    problem_->report(path_of(key), "found " + in_ticks(found) + ", expected one of " + expected);
    return 0;
}

bool JsonObject::flag(std::string_view key) {
    const Json* found = find(key, true);
    if (found != nullptr && !found->is_boolean()) {
        problem_->report(path_of(key), "is neither true nor false");
        return false;
    }
    return found != nullptr && found->get<bool>();
}

bool JsonObject::optional_flag(std::string_view key, bool otherwise) {
    return has(key) ? flag(key) : (skip(key), otherwise);
}

std::int64_t JsonObject::whole(std::string_view key, std::int64_t min, std::int64_t max) {
    const Json* found = find(key, true);
    if (found == nullptr) {
        return min;
    }
    const bool is_whole =
        found->is_number_integer() && !(found->is_number_unsigned() && found->get<std::uint64_t>() > INT64_MAX);
    if (!is_whole || found->get<std::int64_t>() < min || found->get<std::int64_t>() > max) {
        problem_->report(path_of(key), "is no whole number from " + std::to_string(min) + " to " + std::to_string(max));
        return min;
    }
    return found->get<std::int64_t>();
}

std::optional<std::int64_t> JsonObject::optional_whole(std::string_view key, std::int64_t min, std::int64_t max) {
    if (!has(key)) {
        skip(key);
        return std::nullopt;
    }
    return whole(key, min, max);
}

std::int64_t JsonObject::scaled(std::string_view key, std::int64_t scale) {
    const Json* found = find(key, true);
    if (found == nullptr) {
        return 0;
    }
    constexpr double kLargest = 1e9;  // seconds, dollars: far above any fact, far below overflow
    if (!found->is_number() || found->get<double>() < 0 || found->get<double>() > kLargest) {
        problem_->report(path_of(key), "is no number from 0 to 1000000000");
        return 0;
    }
    return std::llround(found->get<double>() * static_cast<double>(scale));
}

std::optional<std::int64_t> JsonObject::optional_scaled(std::string_view key, std::int64_t scale) {
    if (!has(key)) {
        skip(key);
        return std::nullopt;
    }
    return scaled(key, scale);
}

std::vector<std::string> JsonObject::texts(std::string_view key) {
    std::vector<std::string> all;
    read_array(find(key, true), path_of(key), *problem_, [&](const Json& item, const std::string& path) {
        if (item.is_string() && !item.get_ref<const std::string&>().empty()) {
            all.push_back(item.get<std::string>());
        } else {
            problem_->report(path, "is no text");
        }
    });
    return all;
}

std::vector<std::string> JsonObject::optional_texts(std::string_view key) {
    return has(key) ? texts(key) : (skip(key), std::vector<std::string>());
}

JsonObject JsonObject::object(std::string_view key) {
    const Json* found = find(key, true);
    return JsonObject(found != nullptr ? *found : empty_object(), path_of(key), *problem_);
}

std::optional<JsonObject> JsonObject::optional_object(std::string_view key) {
    if (!has(key)) {
        skip(key);
        return std::nullopt;
    }
    return object(key);
}

const Json* JsonObject::value(std::string_view key) {
    return find(key, true);
}

const Json* JsonObject::optional_value(std::string_view key) {
    return find(key, false);
}

void JsonObject::finish() {
    for (const auto& item : value_->items()) {
        if (std::find(seen_.begin(), seen_.end(), item.key()) != seen_.end()) {
            continue;
        }
        const auto near = find_nearest(item.key(), seen_);
        problem_->report(path_of(item.key()),
                         near ? "is not known; did you mean " + in_ticks(*near) + "?" : "is not known");
    }
}

Result<Json> parse_json_document(std::string_view text, std::string_view path) {
    const auto fail = [&](std::string reason) {
        return tl::unexpected(Failure{"read", std::string(path), std::move(reason)});
    };
    if (text.size() > kMaxDataBytes) {
        return fail("larger than 1 MiB");
    }
    if (Json document; sema::build_json(text, kMaxDataDepth, document)) {
        return document;
    }
    // Something is wrong with it: read it again with the parser that says what.
    if (is_json_deeper(text, kMaxDataDepth)) {
        return fail("nested deeper than " + std::to_string(kMaxDataDepth) + " levels");
    }
    try {
        DuplicateFinder duplicates;
        Json document = Json::parse(text.begin(), text.end(), std::ref(duplicates));
        if (!duplicates.found().empty()) {
            return fail("the key " + in_ticks(duplicates.found()) + " stands twice in one object");
        }
        return document;
    } catch (const nlohmann::json::exception& error) {
        return fail(parse_reason(error.what()));
    }
}

}  // namespace shot::targets
