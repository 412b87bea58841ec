// The values of a JSON text one after the other, without building a document: the quick way into the data files that
// are read at every start. Says only whether all went well; why not is for a slower parser to say.
#pragma once

#include <array>
#include <limits>
#include <string>
#include <string_view>

#include "compiler/sema/json_scanner.hpp"
#include "compiler/source/text_width.hpp"

namespace shot::sema {

/// Gives `handler` each value of `text`: open(is_object), close(is_object), key(view), text(view),
/// scalar(JsonValue::Kind, view) for numbers as they are written and for words. Views are good for the call only. False
/// where the text is no JSON, holds NUL or bytes that are no UTF-8, is nested deeper than kMaxJsonDepth, or where the
/// handler gave false.
template <class Handler>
class JsonEvents {
public:
    JsonEvents(std::string_view text, Handler& handler) : text_(text), scanner_(text, 0), handler_(handler) {}

    bool read() {
        if (text_.size() > std::numeric_limits<std::uint32_t>::max() || find_invalid_utf8(text_) || !read_one()) {
            return false;
        }
        while (depth_ > 0) {
            const bool is_object = is_object_[depth_ - 1];
            if (scanner_.accept(is_object ? '}' : ']')) {
                is_first_ = false;
                --depth_;
                if (!handler_.close(is_object)) {
                    return false;
                }
                continue;
            }
            if ((!is_first_ && !scanner_.accept(',')) || (is_object && !read_key())) {
                return false;
            }
            is_first_ = false;
            if (!read_one()) {
                return false;
            }
        }
        return scanner_.is_at_end();
    }

private:
    /// A value, or the opening of one.
    bool read_one() {
        const bool is_object = scanner_.is_next('{');
        if (!is_object && !scanner_.is_next('[')) {
            JsonValue value;
            if (!scanner_.read_value(value)) {
                return false;
            }
            return value.kind == JsonValue::Kind::String ? handler_.text(string_of(value))
                                                         : handler_.scalar(value.kind, slice(value.range));
        }
        if (depth_ == kMaxJsonDepth) {
            return false;
        }
        scanner_.accept(is_object ? '{' : '[');
        is_object_[depth_++] = is_object;
        is_first_ = true;
        return handler_.open(is_object);
    }

    bool read_key() {
        JsonValue key;
        return scanner_.read_string(key) && handler_.key(string_of(key)) && scanner_.accept(':');
    }

    [[nodiscard]] std::string_view slice(Range range) const { return text_.substr(range.begin, range.size()); }

    std::string_view string_of(const JsonValue& value) {
        if (!value.has_escapes) {
            return slice(value.range);
        }
        read_string_text(text_, value, unescaped_);
        return unescaped_;
    }

    std::string_view text_;
    JsonScanner scanner_;
    Handler& handler_;
    std::array<bool, kMaxJsonDepth> is_object_{};
    std::uint32_t depth_ = 0;
    bool is_first_ = false;  // nothing stands yet in what was opened last
    std::string unescaped_;
};

}  // namespace shot::sema
