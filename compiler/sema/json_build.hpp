// A JSON document for nlohmann's readers, built several times quicker than by its own parser. For data files; only .cpp
// files that include nlohmann/json.hpp anyway include this.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/sema/json_events.hpp"

namespace shot::sema {

/// Builds a document from JsonEvents.
template <class Json>
class JsonBuilder {
public:
    JsonBuilder(Json& root, std::size_t max_depth) : root_(root), max_depth_(max_depth) {}

    bool open(bool is_object) {
        if (open_.size() == max_depth_) {
            return false;
        }
        Json* added = add(is_object ? Json::object() : Json::array());
        if (added == nullptr) {
            return false;
        }
        open_.push_back(added);
        return true;
    }
    bool close(bool /*is_object*/) {
        open_.pop_back();
        return true;
    }
    bool key(std::string_view name) {
        key_ = name;
        return true;
    }
    bool text(std::string_view value) { return add(Json(std::string(value))) != nullptr; }
    bool scalar(JsonValue::Kind kind, std::string_view written) {
        if (kind == JsonValue::Kind::Null) {
            return add(Json(nullptr)) != nullptr;
        }
        if (kind != JsonValue::Kind::Number) {
            return add(Json(kind == JsonValue::Kind::True)) != nullptr;
        }
        return number<std::uint64_t>(written) || number<std::int64_t>(written) || number<double>(written);
    }

private:
    template <class Number>
    bool number(std::string_view written) {
        Number value{};
        const char* end = written.data() + written.size();
        const auto [stopped, error] = std::from_chars(written.data(), end, value);
        return error == std::errc() && stopped == end && add(Json(value)) != nullptr;
    }

    /// Null where the object has the key already.
    Json* add(Json value) {
        if (open_.empty()) {
            root_ = std::move(value);
            return &root_;
        }
        Json& parent = *open_.back();
        if (parent.is_array()) {
            parent.push_back(std::move(value));
            return &parent.back();
        }
        const auto [place, is_new] = parent.emplace(key_, std::move(value));
        return is_new ? &*place : nullptr;
    }

    Json& root_;
    std::size_t max_depth_;
    std::vector<Json*> open_;  // what is above never moves while something inside it is open
    std::string key_;
};

/// True: `document` is what `text` holds. False: it is no JSON, nested deeper than `max_depth`, has a key twice in one
/// object or a number that is out of range; nlohmann's own parser then says why.
template <class Json>
bool build_json(std::string_view text, std::size_t max_depth, Json& document) {
    JsonBuilder<Json> builder(document, max_depth);
    return JsonEvents(text, builder).read();
}

}  // namespace shot::sema
