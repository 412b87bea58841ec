// What the compiler found, written out: diagnostics in the form that was asked for, then a summary line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/sink.hpp"
#include "tools/command/compile_options.hpp"

namespace shot::tool {

/// The diagnostics as excerpts for people, as JSON lines or as SARIF. Ends with a line end where it is not empty.
std::string render_report(const std::vector<diagnostics::Diagnostic>& diagnostics, const Sources& sources,
                          const CompileOptions& options);

/// What a run found, and how much: the counts hold what was not kept, too (a file shows 1,000 diagnostics at the most).
struct Findings {
    std::vector<diagnostics::Diagnostic> diagnostics;
    std::size_t errors = 0;
    std::size_t warnings = 0;
    std::size_t known = 0;  // that stand in a baseline, and nowhere here
};

/// Empties the sink. `known`: of the baseline.
Findings take_findings(diagnostics::Sink& sink, const Sources& sources, std::size_t known = 0);

/// `film.shot: 3 errors, 1 warning, 12 in the baseline` as a line.
std::string render_summary(std::string_view path, const Findings& findings);

/// Fine, the script has errors, or the world failed: the script itself could not be read.
int exit_code_of(const Findings& findings);

}  // namespace shot::tool
