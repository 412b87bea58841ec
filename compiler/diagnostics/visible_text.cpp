#include "compiler/diagnostics/visible_text.hpp"

#include <iterator>

#include <fmt/format.h>

#include "compiler/source/code_points.hpp"
#include "compiler/source/text_width.hpp"
#include "compiler/support/json_text.hpp"

namespace shot::diagnostics {
namespace {

/// Format characters that hide, turn round or join lines of text. Those that only join letters (ZWJ, ZWNJ) stay:
/// Persian, Indic scripts and emoji are written with them.
constexpr bool is_hidden(char32_t c) {
    return (c >= 0x80 && c <= 0x9F) || c == 0xAD || c == 0x61C || c == 0x180E || c == 0x200B ||
           (c >= 0x200E && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF);
}

std::size_t append_ascii(std::string& out, unsigned char byte) {
    if (byte == '\t') {
        out.append(kTabWidth, ' ');
        return kTabWidth;
    }
    if (byte >= 0x20 && byte != 0x7F) {
        out.push_back(static_cast<char>(byte));
        return 1;
    }
    // Control Pictures: U+2400 on, and U+2421 for DEL.
    const unsigned picture = byte == 0x7F ? 0xA1U : 0x80U + byte;
    out += "\xE2\x90";
    out.push_back(static_cast<char>(picture));
    return 1;
}

}  // namespace

ShownPoint append_visible_point(std::string& out, std::string_view text, std::size_t offset) {
    const auto lead = static_cast<unsigned char>(text[offset]);
    if (lead < 0x80) {
        return {1, append_ascii(out, lead)};
    }
    const CodePoint point = read_code_point(text, offset);
    const std::size_t before = out.size();
    if (!point.is_valid) {
        fmt::format_to(std::back_inserter(out), "<0x{:02X}>", lead);
    } else if (is_hidden(point.value)) {
        fmt::format_to(std::back_inserter(out), "<U+{:04X}>", static_cast<std::uint32_t>(point.value));
    } else {
        out.append(text.substr(offset, point.length));
        return {point.length, display_width(point.value)};
    }
    return {point.length, out.size() - before};
}

void append_visible(std::string& out, std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        i += append_visible_point(out, text, i).length;
    }
}

void append_json_text(std::string& out, std::string_view text) {
    if (!find_invalid_utf8(text)) {
        append_json_string(out, text);
        return;
    }
    std::string valid;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = read_code_point(text, i);
        valid += point.is_valid ? text.substr(i, point.length) : std::string_view("\xEF\xBF\xBD");
        i += point.length;
    }
    append_json_string(out, valid);
}

}  // namespace shot::diagnostics
