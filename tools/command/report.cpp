// Diagnostics to text and to an exit code.
#include "tools/command/report.hpp"

#include <unistd.h>

#include <algorithm>

#include <fmt/format.h>

#include "compiler/diagnostics/catalog.hpp"
#include "compiler/diagnostics/fix_diff.hpp"
#include "compiler/diagnostics/render.hpp"

namespace shot::tool {
namespace {

using diagnostics::Diagnostic;

std::string count_text(std::size_t count, std::string_view what) {
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

Findings take_findings(diagnostics::Sink& sink, const Sources& sources, std::size_t known) {
    Findings findings;
    findings.known = known;
    findings.errors = sink.error_count();
    findings.warnings = sink.warning_count();
    findings.diagnostics = sink.take();
    diagnostics::keep_line_ends(findings.diagnostics, sources);
    return findings;
}

std::string render_summary(std::string_view path, const Findings& findings) {
    return fmt::format("{}: {}, {}{}\n", is_standard_input(path) ? "<stdin>" : path, count_text(findings.errors, "error"),
                       count_text(findings.warnings, "warning"),
                       findings.known > 0 ? fmt::format(", {} in the baseline", findings.known) : "");
}

int exit_code_of(const Findings& findings) {
    // A mistake of the command line has no place in a file: `--target`, `--set`.
    const bool is_usage = std::any_of(findings.diagnostics.begin(), findings.diagnostics.end(), [](const Diagnostic& diagnostic) {
        return !diagnostic.span.file.is_valid() &&
               (diagnostic.code == diag::UnknownTarget.code || diagnostic.code == diag::UnknownSetName.code ||
                diagnostic.code == diag::BadValue.code);
    });
    const bool is_unread = std::any_of(findings.diagnostics.begin(), findings.diagnostics.end(), [](const Diagnostic& diagnostic) {
        return diagnostic.code == diag::CannotRead.code && !diagnostic.span.file.is_valid();
    });
    return is_unread ? kWorldFailed : is_usage ? kWrongUsage : findings.errors > 0 ? kScriptHasErrors : kFine;
}

}  // namespace shot::tool
