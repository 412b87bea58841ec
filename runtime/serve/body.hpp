// The body of a request, JSON or a form, as one list of fields: what the routes check does not depend on how it was sent.
// `{"video": {"id": "x"}}`, the form fields `video[id]` and `video` with JSON in it are all the field `video.id`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/serve/api_error.hpp"

namespace shot::serve {

struct Field {
    enum class Kind : std::uint8_t {
        Text,
        Number,  // `text` has it as it was written
        Boolean,
        Null,
        Empty,   // an object or an array with nothing in it
        File,    // `text` has its bytes
    };
    std::string name;  // `characters.0.id`
    Kind kind = Kind::Text;
    std::string text;
    std::string file_name;
    std::string media_type;
};

class Body {
public:
    /// A JSON object. The error says what is wrong with it.
    static Answer<Body> parse_json(std::string_view text);

    /// A part of a form; a file where it has a file name. The fields of `json_fields` may be JSON.
    struct Part {
        std::string_view name;
        std::string_view content;
        std::string_view file_name;
        std::string_view media_type;
    };
    Answer<void> add_part(const Part& part, const std::vector<std::string_view>& json_fields);

    [[nodiscard]] const std::vector<Field>& fields() const { return fields_; }
    /// The field itself; null where it is missing or null.
    [[nodiscard]] const Field* find(std::string_view name) const;
    /// Whether the field or something in it is there.
    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] bool is_form() const { return is_form_; }
    void set_form() { is_form_ = true; }

private:
    Answer<void> add_json(std::string_view text, std::string prefix);
    Answer<void> add(Field field);

    std::vector<Field> fields_;
    bool is_form_ = false;
};

}  // namespace shot::serve
