// Text as JSON strings, for writers that stream: prompts, diagnostics, source maps.
#pragma once

#include <string>
#include <string_view>

namespace shot {

/// Appends `text` with its quotation marks, escaped as little as JSON allows (`"`, `\` and control characters). The
/// text is valid UTF-8: loading a file sees to that.
void append_json_string(std::string& out, std::string_view text);

}  // namespace shot
