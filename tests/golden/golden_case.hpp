// A golden case: `tests/cases/AREA/NAME.shot` with what is expected beside it. How cases are written:
// docs/dev/testing.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/plan/compile.hpp"
#include "compiler/source/memory_file_system.hpp"

namespace shot::tests {

/// The first line's comment: `// test: target=sora-2-pro set=city=Tokyo strict print=prompt,bundle`.
struct CaseOptions {
    plan::Options plan;
    std::vector<std::string> forms;  // of `print=` and `format=`: ast, script, fmt, prompt, bundle, batch
    std::string open;                // the path to compile instead of the case
    std::string config;              // the path of its shot.toml; empty: the nearest
    std::string generate;            // KIND:NUMBER, files made on the spot (add_generated_files)
    std::size_t last = 0;            // only so many diagnostics are compared, the last ones
    bool is_once = false;            // large: the properties leave it alone
    std::string broken;              // what is wrong with the line
};

struct GoldenCase {
    std::string area;
    std::string name;  // with subfolders of the area never: those hold companions
    std::string text;
    CaseOptions options;

    [[nodiscard]] std::string id() const { return area + "/" + name; }
    /// The script's path as the compiler is told.
    [[nodiscard]] std::string path() const { return options.open.empty() ? name + ".shot" : options.open; }
};

/// Every form that a case can be compared in, with the extension of its file.
inline constexpr std::string_view kForms[] = {"diag", "ast", "script", "fmt", "prompt", "bundle", "batch"};

CaseOptions parse_case_options(std::string_view text);

/// All cases below `root` (`tests/cases`), sorted; those alone whose id holds `filter`.
std::vector<GoldenCase> find_cases(const std::string& root, std::string_view filter);

/// The files that a case sees: its area's folder as the project, one file outside it, and what it generates. `text`
/// takes the case's own place.
MemoryFileSystem make_files(const std::string& root, const GoldenCase& golden, std::string text);

/// The form's text for the case as it is now. Only forms of `options.forms` and `diag` are made.
struct Outcome {
    std::vector<std::pair<std::string, std::string>> texts;  // form -> text; empty: none
    std::string broken;  // what does not hold of the output (source maps, trees, the bundle read back)

    [[nodiscard]] const std::string* find(std::string_view form) const;
};
Outcome run_case(const MemoryFileSystem& files, const GoldenCase& golden);

/// Diagnostics as the golden files have them: without the retirement of the target where `keeps_retirement` is false.
std::string render_for_golden(std::vector<diagnostics::Diagnostic> diagnostics, const Sources& sources,
                              bool keeps_retirement, std::size_t last);

}  // namespace shot::tests
