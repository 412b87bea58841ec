// JSON by offsets: walks over values without building them and says where each stands. For tables, where a row is
// looked at when it is needed and a number is kept as it is written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/source/span.hpp"

namespace shot::sema {

/// Brackets inside brackets; no table needs more than three.
inline constexpr std::uint32_t kMaxJsonDepth = 64;

struct JsonValue {
    enum class Kind { String, Number, True, False, Null, Array, Object };
    Kind kind = Kind::Null;
    Range range;  // of a string: without its quotation marks
    bool has_escapes = false;
};

class JsonScanner {
public:
    JsonScanner(std::string_view text, std::uint32_t offset) : text_(text), offset_(offset) {}

    [[nodiscard]] std::uint32_t offset() const { return offset_; }
    [[nodiscard]] bool is_at_end();
    /// True, and passed, where the next character is `c`, white space aside.
    bool accept(char c);
    [[nodiscard]] bool is_next(char c);
    /// As accept(); otherwise fails with 'found …, expected WHAT'.
    bool expect(char c, const char* what);
    /// Reads any value; false where it is malformed or nested too deep. Never recurses.
    bool read_value(JsonValue& value);
    bool read_string(JsonValue& value);

    /// What went wrong, after a false.
    [[nodiscard]] const std::string& reason() const { return reason_; }
    [[nodiscard]] Range error_range() const { return error_range_; }

private:
    void skip_space();
    bool fail(std::string reason, Range range);
    bool fail_at_next(const char* expected);
    bool read_scalar(JsonValue& value);
    bool read_number();
    bool read_digits();
    bool read_escape();
    bool read_hex(std::uint32_t& unit);
    bool read_container(JsonValue& value);

    std::string_view text_;
    std::uint32_t offset_;
    std::string reason_;
    Range error_range_;
};

/// The string's text in `out`, escapes resolved.
void read_string_text(std::string_view text, const JsonValue& value, std::string& out);

}  // namespace shot::sema
