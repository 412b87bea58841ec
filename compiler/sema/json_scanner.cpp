#include "compiler/sema/json_scanner.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/source/code_points.hpp"

namespace shot::sema {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

constexpr bool is_high_surrogate(std::uint32_t unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}
constexpr bool is_low_surrogate(std::uint32_t unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

int hex_value(char c) {
    if (is_digit(c)) {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The four hexadecimal digits at `offset`, which were checked before.
std::uint32_t hex_unit(std::string_view text, std::size_t offset) {
    std::uint32_t unit = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        unit = unit * 16 + static_cast<std::uint32_t>(hex_value(text[offset + i]));
    }
    return unit;
}

/// The offset of the next character of a string that is not simply itself, or the end of the text.
std::uint32_t skip_plain(std::string_view text, std::uint32_t offset) {
    const auto* const end = text.data() + text.size();
    const auto* at = text.data() + offset;
    while (at != end && *at != '"' && *at != '\\' && static_cast<unsigned char>(*at) >= 0x20) {
        ++at;
    }
    return static_cast<std::uint32_t>(at - text.data());
}

void append_utf8(std::string& out, std::uint32_t c) {
    const auto push = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        push(c);
        return;
    }
    if (c < 0x800) {
        push(0xC0U | c >> 6U);
    } else {
        if (c < 0x10000) {
            push(0xE0U | c >> 12U);
        } else {
            push(0xF0U | c >> 18U);
            push(0x80U | (c >> 12U & 0x3FU));
        }
        push(0x80U | (c >> 6U & 0x3FU));
    }
    push(0x80U | (c & 0x3FU));
}

}  // namespace

void JsonScanner::skip_space() {
    while (offset_ < text_.size()) {
        const char c = text_[offset_];
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
            return;
        }
        ++offset_;
    }
}

bool JsonScanner::is_at_end() {
    skip_space();
    return offset_ >= text_.size();
}

bool JsonScanner::is_next(char c) {
    return !is_at_end() && text_[offset_] == c;
}

bool JsonScanner::accept(char c) {
    if (!is_next(c)) {
        return false;
    }
    ++offset_;
    return true;
}

bool JsonScanner::fail(std::string reason, Range range) {
    reason_ = std::move(reason);
    error_range_ = range;
    return false;
}

bool JsonScanner::fail_at_next(const char* expected) {
    if (is_at_end()) {
        return fail(std::string("found the end of the file, expected ") + expected, {offset_, offset_});
    }
    const auto length = static_cast<std::uint32_t>(read_code_point(text_, offset_).length);
    const std::string_view found = text_.substr(offset_, length);
    return fail("found `" + std::string(found) + "`, expected " + expected, {offset_, offset_ + length});
}

bool JsonScanner::expect(char c, const char* what) {
    return accept(c) || fail_at_next(what);
}

bool JsonScanner::read_hex(std::uint32_t& unit) {
    const std::string_view digits = text_.substr(std::min<std::size_t>(offset_, text_.size()), 4);
    if (digits.size() < 4 || std::any_of(digits.begin(), digits.end(), [](char c) { return hex_value(c) < 0; })) {
        return fail("`\\u` has four hexadecimal digits", {offset_ - 2, offset_});
    }
    unit = hex_unit(text_, offset_);
    offset_ += 4;
    return true;
}

/// Behind the backslash.
bool JsonScanner::read_escape() {
    const std::uint32_t begin = offset_ - 1;
    const char c = offset_ < text_.size() ? text_[offset_++] : '\0';
    if (c != 'u') {
        constexpr std::string_view kKnown = "\"\\/bfnrt";
        return kKnown.find(c) != std::string_view::npos || fail("this escape is none of JSON's", {begin, offset_});
    }
    std::uint32_t unit = 0;
    if (!read_hex(unit)) {
        return false;
    }
    if (unit == 0) {
        return fail("a cell cannot hold the character NUL", {begin, offset_});
    }
    if (is_high_surrogate(unit) && text_.substr(offset_, 2) == "\\u") {
        offset_ += 2;
        std::uint32_t low = 0;
        if (!read_hex(low)) {
            return false;
        }
        unit = is_low_surrogate(low) ? 0x10000 : unit;
    }
    return (!is_high_surrogate(unit) && !is_low_surrogate(unit)) ||
           fail("this is half of a surrogate pair", {begin, offset_});
}

bool JsonScanner::read_string(JsonValue& value) {
    if (!expect('"', "a text in quotation marks")) {
        return false;
    }
    value = {JsonValue::Kind::String, {offset_, offset_}, false};
    while ((offset_ = skip_plain(text_, offset_)) < text_.size()) {
        const char c = text_[offset_];
        if (c == '"') {
            value.range.end = offset_++;
            return true;
        }
        if (static_cast<unsigned char>(c) < 0x20) {
            return fail("a text in JSON cannot hold a line end, a tab or another control character",
                        {offset_, offset_ + 1});
        }
        ++offset_;
        value.has_escapes = true;
        if (!read_escape()) {
            return false;
        }
    }
    return fail("this quotation mark is not closed", {value.range.begin - 1, value.range.begin});
}

bool JsonScanner::read_digits() {
    const std::uint32_t begin = offset_;
    while (offset_ < text_.size() && is_digit(text_[offset_])) {
        ++offset_;
    }
    return offset_ > begin || fail_at_next("a digit");
}

bool JsonScanner::read_number() {
    const auto accept_here = [&](std::string_view any) {
        const bool is_there = offset_ < text_.size() && any.find(text_[offset_]) != std::string_view::npos;
        offset_ += is_there ? 1 : 0;
        return is_there;
    };
    accept_here("-");
    const std::uint32_t begin = offset_;
    if (!read_digits()) {
        return false;
    }
    if (text_[begin] == '0' && offset_ > begin + 1) {
        return fail("a number in JSON does not begin with `0`; write it as text", {begin, offset_});
    }
    if (accept_here(".") && !read_digits()) {
        return false;
    }
    if (accept_here("eE")) {
        accept_here("+-");
        return read_digits();
    }
    return true;
}

bool JsonScanner::read_scalar(JsonValue& value) {
    using Kind = JsonValue::Kind;
    if (is_next('"')) {
        return read_string(value);
    }
    value = {Kind::Number, {offset_, offset_}, false};
    constexpr std::array kWords = {std::pair{std::string_view("true"), Kind::True},
                                   std::pair{std::string_view("false"), Kind::False},
                                   std::pair{std::string_view("null"), Kind::Null}};
    const auto* const word = std::find_if(kWords.begin(), kWords.end(), [&](const auto& one) {
        return text_.substr(offset_, one.first.size()) == one.first;
    });
    if (word != kWords.end()) {
        value.kind = word->second;
        offset_ += static_cast<std::uint32_t>(word->first.size());
    } else if (is_at_end() || (text_[offset_] != '-' && !is_digit(text_[offset_]))) {
        return fail_at_next("a value");
    } else if (!read_number()) {
        return false;
    }
    value.range.end = offset_;
    return true;
}

bool JsonScanner::read_value(JsonValue& value) {
    return is_next('[') || is_next('{') ? read_container(value) : read_scalar(value);
}

/// Passes over arrays and objects with a stack of brackets, so that no input can use up the program's own.
bool JsonScanner::read_container(JsonValue& value) {
    using Kind = JsonValue::Kind;
    value = {is_next('[') ? Kind::Array : Kind::Object, {offset_, offset_}, false};
    std::array<bool, kMaxJsonDepth> is_object{};
    std::uint32_t depth = 0;
    JsonValue inner;
    do {
        // At a value: open what opens, pass over what does not.
        bool is_open = false;
        if (is_next('[') || is_next('{')) {
            if (depth == kMaxJsonDepth) {
                return fail("nested deeper than " + std::to_string(kMaxJsonDepth) + " levels", {offset_, offset_ + 1});
            }
            is_open = true;
            is_object[depth++] = text_[offset_++] == '{';
        } else if (!read_scalar(inner)) {
            return false;
        }
        // Close what closes; the first member of what was just opened has no comma before it.
        while (depth > 0 && accept(is_object[depth - 1] ? '}' : ']')) {
            --depth;
            is_open = false;
        }
        if (depth == 0) {
            break;
        }
        if (!is_open && !expect(',', is_object[depth - 1] ? "a comma or `}`" : "a comma or `]`")) {
            return false;
        }
        if (is_object[depth - 1] && (!read_string(inner) || !expect(':', "a colon"))) {
            return false;
        }
    } while (true);
    value.range.end = offset_;
    return true;
}

void read_string_text(std::string_view text, const JsonValue& value, std::string& out) {
    const std::string_view written = text.substr(value.range.begin, value.range.size());
    if (!value.has_escapes) {
        out = written;
        return;
    }
    out.clear();
    for (std::size_t i = 0; i < written.size(); ++i) {
        if (written[i] != '\\') {
            out += written[i];
            continue;
        }
        switch (const char c = written[++i]; c) {
            case 'b':
                out += '\b';
                break;
            case 'f':
                out += '\f';
                break;
            case 'n':
                out += '\n';
                break;
            case 'r':
                out += '\r';
                break;
            case 't':
                out += '\t';
                break;
            case 'u': {
                std::uint32_t unit = hex_unit(written, i + 1);
                i += 4;
                if (is_high_surrogate(unit)) {
                    unit = 0x10000 + ((unit - 0xD800) << 10U) + (hex_unit(written, i + 3) - 0xDC00);
                    i += 6;
                }
                append_utf8(out, unit);
                break;
            }
            default:
                out += c;
        }
    }
}

}  // namespace shot::sema
