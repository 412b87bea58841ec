// Diagnostics to text and to an exit code.
#include "tools/shot/report.hpp"

#include <unistd.h>

#include <algorithm>

#include <fmt/format.h>

#include "compiler/diagnostics/catalog.hpp"
#include "compiler/diagnostics/render.hpp"

namespace shot::tool {
namespace {

using diagnostics::Diagnostic;
using diagnostics::Level;

std::string count_text(std::ptrdiff_t count, std::string_view what) {
    return count == 0 ? fmt::format("no {}s", what) : fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

}  // namespace

std::string render_report(const std::vector<Diagnostic>& diagnostics, const Sources& sources,
                          const CompileOptions& options) {
    if (options.as_json) {
        return diagnostics::render_json(diagnostics, sources);
    }
    if (options.as_sarif) {
        return diagnostics::render_sarif(diagnostics, sources, SHOT_VERSION);
    }
    return diagnostics::render_terminal(diagnostics, sources, wants_colour(options.colour, STDERR_FILENO));
}

std::string render_summary(std::string_view path, const std::vector<Diagnostic>& diagnostics) {
    const auto count = [&](Level level) {
        return std::count_if(diagnostics.begin(), diagnostics.end(),
                             [level](const Diagnostic& diagnostic) { return diagnostic.level == level; });
    };
    return fmt::format("{}: {}, {}\n", path == "-" ? "<stdin>" : path, count_text(count(Level::Error), "error"),
                       count_text(count(Level::Warning), "warning"));
}

int exit_code_of(const std::vector<Diagnostic>& diagnostics) {
    int code = kFine;
    for (const Diagnostic& diagnostic : diagnostics) {
        if (diagnostic.code == diag::CannotRead.code && !diagnostic.span.file.is_valid()) {
            return kWorldFailed;
        }
        if (diagnostic.level == Level::Error) {
            code = kScriptHasErrors;
        }
    }
    return code;
}

}  // namespace shot::tool
