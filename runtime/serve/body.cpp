#include "runtime/serve/body.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace shot::serve {
namespace {

constexpr std::size_t kMaxFields = 4096;
constexpr std::size_t kMaxDepth = 16;

/// Writes every value of a document down under its path; holds the path, so that nothing recurses.
class FlatReader {
public:
    using number_integer_t = nlohmann::json::number_integer_t;
    using number_unsigned_t = nlohmann::json::number_unsigned_t;
    using number_float_t = nlohmann::json::number_float_t;
    using string_t = nlohmann::json::string_t;
    using binary_t = nlohmann::json::binary_t;

    explicit FlatReader(std::string prefix) : prefix_(std::move(prefix)) {}

    bool null() { return add(Field::Kind::Null, {}); }
    bool boolean(bool value) { return add(Field::Kind::Boolean, value ? "true" : "false"); }
    bool number_integer(number_integer_t value) { return add(Field::Kind::Number, std::to_string(value)); }
    bool number_unsigned(number_unsigned_t value) { return add(Field::Kind::Number, std::to_string(value)); }
    bool number_float(number_float_t, const string_t& text) { return add(Field::Kind::Number, text); }
    bool string(string_t& value) { return add(Field::Kind::Text, std::move(value)); }
    bool binary(binary_t&) { return fail("binary data in it"); }
    bool start_object(std::size_t) { return open(false); }
    bool start_array(std::size_t) { return open(true); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(string_t& name) {
        levels_.back().key = std::move(name);
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) {
        return fail(fmt::format("something that is no JSON at byte {}", position));
    }

    [[nodiscard]] const std::string& problem() const { return problem_; }
    [[nodiscard]] bool is_object() const { return is_object_; }
    std::vector<Field>& fields() { return fields_; }

private:
    struct Level {
        bool is_array = false;
        std::size_t count = 0;
        std::string key;
    };

    bool fail(std::string problem) {
        problem_ = std::move(problem);
        return false;
    }

    std::string path() const {
        std::string path = prefix_;
        for (const Level& level : levels_) {
            fmt::format_to(std::back_inserter(path), "{}{}", path.empty() ? "" : ".",
                           level.is_array ? std::to_string(level.count) : level.key);
        }
        return path;
    }

    bool add(Field::Kind kind, std::string text) {
        if (fields_.size() >= kMaxFields) {
            return fail(fmt::format("more than {} values", kMaxFields));
        }
        fields_.push_back({path(), kind, std::move(text), {}, {}});
        count_one();
        return true;
    }

    void count_one() {
        if (!levels_.empty()) {
            ++levels_.back().count;
        }
    }

    bool open(bool is_array) {
        if (levels_.empty()) {
            is_object_ = !is_array;
        }
        if (levels_.size() >= kMaxDepth) {
            return fail(fmt::format("more than {} levels", kMaxDepth));
        }
        levels_.push_back({is_array, 0, {}});
        sizes_.push_back(fields_.size());
        return true;
    }

    bool close() {
        const bool is_empty = sizes_.back() == fields_.size();
        levels_.pop_back();
        sizes_.pop_back();
        if (is_empty && !levels_.empty()) {
            return add(Field::Kind::Empty, {});
        }
        count_one();
        return true;
    }

    std::string prefix_;
    std::vector<Level> levels_;
    std::vector<std::size_t> sizes_;  // of `fields_` where each level began
    std::vector<Field> fields_;
    std::string problem_;
    bool is_object_ = false;
};

bool is_utf8(std::string_view text) {
    try {
        static_cast<void>(nlohmann::json(text).dump());
        return true;
    } catch (const nlohmann::json::exception&) {
        return false;
    }
}

/// `input_reference[image_url]` as `input_reference.image_url`. An index that is left out (`characters[][id]`) is the next one whose
/// field is free.
std::string dotted(std::string_view name, const Body& body) {
    std::string path;
    std::size_t open = std::string::npos;
    for (const char c : name) {
        if (c == '[') {
            path += '.';
        } else if (c == ']') {
            if (path.ends_with('.') && open == std::string::npos) {
                open = path.size();
            }
        } else {
            path += c;
        }
    }
    if (open == std::string::npos) {
        return path;
    }
    for (std::size_t i = 0;; ++i) {
        std::string tried = path;
        tried.insert(open, std::to_string(i));
        if (!body.has(tried)) {
            return tried;
        }
    }
}

}  // namespace

Answer<void> Body::add(Field field) {
    const bool is_known = std::any_of(fields_.begin(), fields_.end(), [&](const Field& one) { return one.name == field.name; });
    if (is_known && field.kind != Field::Kind::File) {
        return refuse(field.name, fmt::format("Duplicate parameter: '{}'.", field.name), "duplicate_parameter");
    }
    if (fields_.size() >= kMaxFields) {
        return refuse({}, fmt::format("The body has more than {} fields.", kMaxFields));
    }
    fields_.push_back(std::move(field));
    return {};
}

Answer<void> Body::add_json(std::string_view text, std::string prefix) {
    FlatReader reader(prefix);
    const bool is_read = nlohmann::json::sax_parse(text.begin(), text.end(), &reader);
    if (!is_read || (prefix.empty() && !reader.is_object())) {
        return refuse(prefix, fmt::format("We could not parse the JSON of {}: it has {}.",
                                          prefix.empty() ? "your request's body" : fmt::format("'{}'", prefix),
                                          is_read ? "no object at its top" : reader.problem()),
                      "invalid_json");
    }
    for (Field& field : reader.fields()) {
        if (auto added = add(std::move(field)); !added) {
            return added;
        }
    }
    return {};
}

Answer<Body> Body::parse_json(std::string_view text) {
    Body body;
    if (auto added = body.add_json(text, {}); !added) {
        return tl::unexpected(added.error());
    }
    return body;
}

Answer<void> Body::add_part(const Part& part, const std::vector<std::string_view>& json_fields) {
    is_form_ = true;
    if (!part.file_name.empty()) {
        return add({dotted(part.name, *this), Field::Kind::File, std::string(part.content), std::string(part.file_name),
                    std::string(part.media_type)});
    }
    if (!is_utf8(part.content) || !is_utf8(part.name)) {
        return refuse(is_utf8(part.name) ? std::string(part.name) : std::string(), "The form has text that is no UTF-8.");
    }
    const bool may_be_json = std::find(json_fields.begin(), json_fields.end(), part.name) != json_fields.end();
    if (may_be_json && (part.content.starts_with('{') || part.content.starts_with('['))) {
        return add_json(part.content, std::string(part.name));
    }
    return add({dotted(part.name, *this), Field::Kind::Text, std::string(part.content), {}, {}});
}

const Field* Body::find(std::string_view name) const {
    const auto found = std::find_if(fields_.begin(), fields_.end(), [&](const Field& field) { return field.name == name; });
    return found == fields_.end() || found->kind == Field::Kind::Null ? nullptr : &*found;
}

bool Body::has(std::string_view name) const {
    return std::any_of(fields_.begin(), fields_.end(), [&](const Field& field) {
        return field.name.starts_with(name) && (field.name.size() == name.size() || field.name[name.size()] == '.') &&
               field.kind != Field::Kind::Null;
    });
}

}  // namespace shot::serve
