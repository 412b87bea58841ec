// Diagnostics as text: for a terminal, for programs (JSON lines), for code review (SARIF 2.1.0).
#pragma once

#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/source/source_file.hpp"

namespace shot::diagnostics {

/// Source excerpt with carets, labels, notes and fixes, as rustc prints them; carets line up under wide characters and
/// tabs. Ends with an empty line after each.
std::string render_terminal(const std::vector<Diagnostic>& diagnostics, const Sources& sources, bool use_colour);
/// `film.shot:3:5: error[SHOT0301]: there is no ...`, one line each, for the golden files and editors' problem matchers:
/// then labels, notes and fixes indented below it.
std::string render_plain(const std::vector<Diagnostic>& diagnostics, const Sources& sources);
/// One object a line: code name level message file range{start,end{line,column,offset}} labels notes fixes.
std::string render_json(const std::vector<Diagnostic>& diagnostics, const Sources& sources);
std::string render_sarif(const std::vector<Diagnostic>& diagnostics, const Sources& sources, std::string_view version);

}  // namespace shot::diagnostics
