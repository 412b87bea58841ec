// Fixes applied to a text: `shot fix` without the world around it.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.hpp"

namespace shot::format {

/// Rounds after which a text is left as it is: fixes that call for each other would never end.
inline constexpr int kMaxFixRounds = 10;

/// What is wrong with a text: where the edits of fixes are places in that very text.
struct FixableText {
    std::vector<diagnostics::Diagnostic> diagnostics;  // all of the script's, in order
    FileId file;                                       // of the text; edits of other files are left alone
};
/// Checks a text: the whole compiler, or a table in a test.
using CheckText = std::function<FixableText(const std::string& text)>;

struct FixOptions {
    bool takes_unsafe = false;       // offers too: of each diagnostic the first fix
    std::vector<std::string> only;   // codes (`SHOT0301`) and names; none: all
};

struct FixedText {
    std::string text;
    std::size_t applied = 0;  // fixes that are in it
    std::size_t refused = 0;  // fixes that made new errors, and were taken back
    bool is_done = true;      // false: after kMaxFixRounds some are left
};

/// Applies the fixes of a text in rounds: in each all that do not overlap, in the order of their places; then it is
/// checked again. A fix that makes a new error, or whose diagnostic stays, is taken back and not tried again.
FixedText apply_fixes(const std::string& text, const FixOptions& options, const CheckText& check);

/// True where `code` or `name` of the diagnostic is in `only`, or `only` is empty.
bool is_wanted(const diagnostics::Diagnostic& diagnostic, const std::vector<std::string>& only);

}  // namespace shot::format
