#include "compiler/lint/source_lines.hpp"

#include <algorithm>

namespace shot::lint {

std::size_t first_line(std::string_view text) {
    return text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

std::size_t line_begin_of(std::string_view text, std::size_t at) {
    const std::size_t feed = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
    return feed == std::string_view::npos ? first_line(text) : feed + 1;
}

std::size_t next_line(std::string_view text, std::size_t at) {
    const std::size_t feed = text.find('\n', at);
    return feed == std::string_view::npos ? text.size() : feed + 1;
}

std::size_t indentation_of(std::string_view text, std::size_t line) {
    const std::size_t first = text.find_first_not_of(" \t", line);
    return std::min(first, text.size()) - line;
}

bool is_blank(std::string_view text, std::size_t line) {
    const std::size_t first = text.find_first_not_of(" \t\r", line);
    return first == std::string_view::npos || text[first] == '\n' || text.substr(first, 2) == "//";
}

std::size_t end_of_block(std::string_view text, std::size_t line) {
    const std::size_t depth = indentation_of(text, line);
    std::size_t at = next_line(text, line);
    while (at < text.size() && (is_blank(text, at) || indentation_of(text, at) > depth)) {
        at = next_line(text, at);
    }
    return at;
}

}  // namespace shot::lint
