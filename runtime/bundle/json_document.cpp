#include "runtime/bundle/json_document.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "compiler/support/assert.hpp"
#include "compiler/support/json_text.hpp"
#include "runtime/bundle/decimal.hpp"

namespace shot::bundle {
namespace {

/// The parser keeps one of two equal keys in silence; what one reader takes for the body another one would not.
class RepeatFinder {
public:
    void see(Json::parse_event_t event, const Json& parsed) {
        if (event == Json::parse_event_t::object_start) {
            if (depth_ == keys_.size()) {
                keys_.emplace_back();
            }
            keys_[depth_++].clear();
        } else if (event == Json::parse_event_t::object_end) {
            --depth_;
        } else if (event == Json::parse_event_t::key) {
            auto& keys = keys_[depth_ - 1];
            const auto& key = parsed.get_ref<const std::string&>();
            if (found_.empty() && std::find(keys.begin(), keys.end(), key) != keys.end()) {
                found_ = fmt::format("the key `{}` stands twice in one object", key);
            }
            keys.push_back(key);
        }
    }
    [[nodiscard]] const std::string& found() const { return found_; }

private:
    std::vector<std::vector<std::string>> keys_;  // of the objects that are open; the memory is used again
    std::size_t depth_ = 0;
    std::string found_;
};

/// `[json.exception.parse_error.101] parse error at line 1, column 2: ...` without the bracket.
std::string reason_of(const Json::exception& error) {
    std::string reason = error.what();
    const std::size_t end = reason.find("] ");
    return end == std::string::npos ? reason : reason.substr(end + 2);
}

}  // namespace

Result<Json> parse_json(std::string_view text, std::string_view path, std::uint64_t max_bytes, int max_depth) {
    const auto fail = [&](std::string reason) {
        return tl::unexpected(Failure{"read the bundle", std::string(path), std::move(reason)});
    };
    if (text.size() > max_bytes) {
        return fail(fmt::format("it has more than {} bytes", max_bytes));
    }
    if (is_json_deeper(text, max_depth)) {
        return fail(fmt::format("it nests deeper than {} levels", max_depth));
    }
    RepeatFinder repeats;
    try {
        Json json = Json::parse(text, [&](int /*depth*/, Json::parse_event_t event, const Json& parsed) {
            repeats.see(event, parsed);
            return true;
        });
        if (!repeats.found().empty()) {
            return fail(repeats.found());
        }
        return json;
    } catch (const Json::exception& error) {
        return fail(reason_of(error));
    }
}

std::string JsonPath::text() const {
    if (parent == nullptr) {
        return "$";
    }
    return key.empty() ? fmt::format("{}[{}]", parent->text(), index) : fmt::format("{}.{}", parent->text(), key);
}

void JsonProblem::report(const JsonPath& path, std::string_view what) {
    if (text_.empty()) {
        text_ = fmt::format("{}: {}", path.text(), what);
    }
}

JsonReader::JsonReader(const Json& value, const JsonPath& path, JsonProblem& problem)
    : value_(value), path_(path), problem_(problem) {
    if (!value.is_object()) {
        problem.report(path, "is no object");
    }
}

const Json* JsonReader::value(std::string_view key) {
    SHOT_ASSERT(asked_count_ < kMaxKeys);
    asked_[asked_count_++] = key;
    if (!value_.is_object()) {
        return nullptr;
    }
    const auto found = value_.find(key);
    if (found == value_.end()) {
        problem_.report(path_of(key), "is missing");
        return nullptr;
    }
    return &*found;
}

std::string JsonReader::any_text(std::string_view key) {
    const Json* found = value(key);
    if (found == nullptr || !found->is_string()) {
        report(key, "is no text");
        return {};
    }
    return found->get_ref<const std::string&>();
}

std::string JsonReader::text(std::string_view key) {
    std::string found = any_text(key);
    if (found.empty()) {
        report(key, "is empty");
    }
    return found;
}

std::string JsonReader::text_or_null(std::string_view key) {
    const Json* found = value(key);
    if (found != nullptr && found->is_null()) {
        return {};
    }
    if (found == nullptr || !found->is_string() || found->get_ref<const std::string&>().empty()) {
        report(key, "is neither a text nor null");
        return {};
    }
    return found->get_ref<const std::string&>();
}

std::string JsonReader::word(std::string_view key, std::initializer_list<std::string_view> words) {
    std::string found = any_text(key);
    if (std::find(words.begin(), words.end(), found) == words.end()) {
        report(key, fmt::format("is none of `{}`", fmt::join(words, "`, `")));
    }
    return found;
}

bool JsonReader::flag(std::string_view key) {
    const Json* found = value(key);
    if (found == nullptr || !found->is_boolean()) {
        report(key, "is neither true nor false");
        return false;
    }
    return found->get<bool>();
}

std::uint64_t JsonReader::whole(std::string_view key, std::uint64_t max) {
    const Json* found = value(key);
    if (found == nullptr || !found->is_number_unsigned() || found->get<std::uint64_t>() > max) {
        report(key, fmt::format("is no whole number from 0 to {}", max));
        return 0;
    }
    return found->get<std::uint64_t>();
}

std::uint32_t JsonReader::line_or_null(std::string_view key) {
    const Json* found = value(key);
    if (found != nullptr && found->is_null()) {
        return 0;
    }
    const bool is_line = found != nullptr && found->is_number_unsigned() && found->get<std::uint64_t>() >= 1 &&
                         found->get<std::uint64_t>() <= UINT32_MAX;
    if (!is_line) {
        report(key, "is neither the number of a line nor null");
        return 0;
    }
    return found->get<std::uint32_t>();
}

std::optional<std::int64_t> JsonReader::decimal_or_null(std::string_view key, int digits) {
    const Json* found = value(key);
    if (found != nullptr && found->is_null()) {
        return std::nullopt;
    }
    const auto number =
        found != nullptr && found->is_number() ? parse_decimal(found->get<double>(), digits) : std::nullopt;
    if (!number) {
        report(key, fmt::format("is no number from 0 to 1000000000 with up to {} decimals", digits));
    }
    return number;
}

std::int64_t JsonReader::decimal(std::string_view key, int digits) {
    const auto number = decimal_or_null(key, digits);
    if (!number) {
        report(key, "is null");
    }
    return number.value_or(0);
}

void JsonReader::finish() {
    if (!value_.is_object() || value_.size() == asked_count_) {
        return;  // each key that was asked for is there, or its lack was reported
    }
    for (const auto& item : value_.items()) {
        const std::span asked(asked_.data(), asked_count_);
        if (std::find(asked.begin(), asked.end(), item.key()) == asked.end()) {
            problem_.report(path_, fmt::format("has an unknown key `{}`", item.key()));
        }
    }
}

}  // namespace shot::bundle
