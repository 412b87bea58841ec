// Text as JSON strings, for writers that stream: prompts, diagnostics, source maps; and how deep a JSON text nests.
#pragma once

#include <string>
#include <string_view>

namespace shot {

/// Appends `text` with its quotation marks, escaped as little as JSON allows (`"`, `\` and control characters). The
/// text is valid UTF-8: loading a file sees to that.
void append_json_string(std::string& out, std::string_view text);

/// Whether brackets outside strings nest deeper than `max_depth`: asked before a parser that recurses sees the text.
[[nodiscard]] bool is_json_deeper(std::string_view text, int max_depth);

}  // namespace shot
