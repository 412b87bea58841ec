// The bridge from JsonEvents to JsonVisitor: keeps the path of keys.
#include "compiler/sema/json_strings.hpp"

#include <charconv>

#include <nlohmann/json.hpp>

#include "compiler/sema/json_events.hpp"

namespace shot::sema {
namespace {

constexpr std::size_t kMaxDepth = 16;  // our data files need six

class Bridge {
public:
    explicit Bridge(JsonVisitor& visitor) : visitor_(visitor) {}

    bool open(bool /*is_object*/) {
        if (depth_ == kMaxDepth) {
            return fail("nested too deep");
        }
        if (!visitor_.open(path())) {
            return stop();
        }
        keys_[depth_++].clear();
        return true;
    }
    bool close(bool /*is_object*/) {
        --depth_;
        return visitor_.close(path()) || stop();
    }
    bool key(std::string_view name) {
        keys_[depth_ - 1] = name;
        return true;
    }
    bool text(std::string_view value) { return visitor_.text(path(), value) || stop(); }
    bool scalar(JsonValue::Kind kind, std::string_view written) {
        if (kind != JsonValue::Kind::Number) {
            return fail(kind == JsonValue::Kind::Null ? "null is not used here" : "true and false are not used here");
        }
        double value = 0;
        const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), value);
        static_cast<void>(end);
        return error != std::errc() ? fail("a number is out of range") : visitor_.number(path(), value) || stop();
    }

    /// Why the reading stopped; empty: the text is no JSON.
    [[nodiscard]] const std::string& reason() const { return reason_; }

private:
    [[nodiscard]] std::span<const std::string> path() const { return {keys_, depth_}; }

    bool fail(const char* reason) {
        reason_ = reason;
        return false;
    }
    bool stop() {
        reason_ = visitor_.reason();
        return false;
    }

    JsonVisitor& visitor_;
    std::string keys_[kMaxDepth];
    std::size_t depth_ = 0;
    std::string reason_;
};

/// What nlohmann's parser, which knows lines and columns, has against the text.
std::string syntax_reason(std::string_view json) {
    try {
        [[maybe_unused]] const auto document = nlohmann::json::parse(json.begin(), json.end());
    } catch (const nlohmann::json::exception& error) {
        return error.what();
    }
    return "it holds what this program does not read";
}

}  // namespace

Result<void> read_json(std::string_view json, std::string_view name, JsonVisitor& visitor) {
    Bridge bridge(visitor);
    if (JsonEvents(json, bridge).read()) {
        return {};
    }
    return tl::unexpected(
        Failure{"read", std::string(name), bridge.reason().empty() ? syntax_reason(json) : bridge.reason()});
}

}  // namespace shot::sema
