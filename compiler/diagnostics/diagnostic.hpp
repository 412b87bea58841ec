// A diagnostic as a value: what is wrong, where, why, and what would mend it. Made by a Sink from the catalog.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/span.hpp"

namespace shot::diagnostics {

enum class Level : std::uint8_t { Note, Warning, Error };

/// `error`, `warning`, `note`.
std::string_view level_name(Level level);

/// A place that explains the primary span: "`Dusk` was declared here".
struct Label {
    Span span;
    std::string text;
};

/// Replaces [span) by `replacement`; an empty span inserts.
struct Edit {
    Span span;
    std::string replacement;
};

/// A repair that a tool can apply. Safe: the meaning is what the writer plainly wanted. Unsafe: an offer.
struct Fix {
    std::string title;  // imperative: "write `Dusk`"
    std::vector<Edit> edits;
    bool is_safe = false;
};

struct Diagnostic {
    std::uint16_t code = 0;  // 301 is SHOT0301
    std::string_view name;   // `unknown-name`
    Level level = Level::Error;
    std::string message;  // one line, lower case, without a full stop
    Span span;            // the wrong part; an invalid file: no place (the command line)
    std::string label;    // said at the caret; may be empty
    std::vector<Label> labels;
    std::vector<std::string> notes;
    std::vector<Fix> fixes;
};

/// `SHOT0301`.
std::string code_text(std::uint16_t code);

}  // namespace shot::diagnostics
