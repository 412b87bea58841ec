// The bridge from nlohmann's SAX parser, which neither recurses nor throws here, to JsonVisitor.
#include "compiler/sema/json_strings.hpp"

#include <nlohmann/json.hpp>

namespace shot::sema {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxDepth = 16;  // our data files need six

class Sax final : public nlohmann::json_sax<Json> {
public:
    explicit Sax(JsonVisitor& visitor) : visitor_(visitor) {}

    bool null() override { return fail("null is not used here"); }
    bool boolean(bool /*value*/) override { return fail("true and false are not used here"); }
    bool number_integer(number_integer_t value) override { return visitor_.number(path(), static_cast<double>(value)); }
    bool number_unsigned(number_unsigned_t value) override {
        return visitor_.number(path(), static_cast<double>(value));
    }
    bool number_float(number_float_t value, const string_t& /*written*/) override {
        return visitor_.number(path(), value);
    }
    bool string(string_t& value) override { return visitor_.text(path(), value); }
    bool binary(binary_t& /*value*/) override { return fail("binary data is not used here"); }
    bool start_object(std::size_t /*elements*/) override { return start(); }
    bool end_object() override { return end(); }
    bool start_array(std::size_t /*elements*/) override { return start(); }
    bool end_array() override { return end(); }
    bool key(string_t& value) override {
        keys_[depth_ - 1].swap(value);
        return true;
    }
    bool parse_error(std::size_t /*position*/, const std::string& /*token*/, const Json::exception& error) override {
        reason_ = error.what();
        return false;
    }

    [[nodiscard]] const std::string& reason() const { return reason_; }

private:
    [[nodiscard]] std::span<const std::string> path() const { return {keys_, depth_}; }

    bool fail(const char* reason) {
        reason_ = reason;
        return false;
    }

    bool start() {
        if (depth_ == kMaxDepth) {
            return fail("nested too deep");
        }
        if (!visitor_.open(path())) {
            return false;
        }
        keys_[depth_++].clear();
        return true;
    }

    bool end() {
        --depth_;
        return visitor_.close(path());
    }

    JsonVisitor& visitor_;
    std::string keys_[kMaxDepth];
    std::size_t depth_ = 0;
    std::string reason_;
};

}  // namespace

Result<void> read_json(std::string_view json, std::string_view name, JsonVisitor& visitor) {
    Sax sax(visitor);
    if (Json::sax_parse(json.data(), json.data() + json.size(), &sax)) {
        return {};
    }
    return tl::unexpected(Failure{"read", std::string(name), sax.reason().empty() ? visitor.reason() : sax.reason()});
}

}  // namespace shot::sema
