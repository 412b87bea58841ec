// `shot check`: everything that `shot compile` finds out, without writing anything.
#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "compiler/source/disk_file_system.hpp"
#include "tools/command/report.hpp"
#include "tools/command/script_settings.hpp"
#include "tools/shot/output_file.hpp"
#include "tools/shot/script_files.hpp"

namespace shot::tool {
namespace {

using UseOfBaseline = ScriptSettings::UseOfBaseline;

class Checker {
public:
    Checker(const CompileOptions& options, UseOfBaseline use)
        : options_(options), settings_(options, use), compilation_{files_, options.plan, {}, {}} {}

    /// Checks one script, for every target that the options ask for, and reports on it; SARIF waits for finish().
    int check(const std::string& path) {
        if (!settings_.prepare(path, compilation_)) {
            Findings found = take_findings(compilation_.sink, compilation_.sources);
            const std::string summary =
                found.diagnostics.empty() ? "" : render_summary(settings_.broken_file(), found);
            return write(std::move(found), summary);
        }
        const sema::Script script = load_script(path, compilation_);
        const std::vector<plan::Target> targets = plan::select_targets(compilation_, script);
        for (const plan::Target& target : targets) {
            plan::compile_target(compilation_, script, target, nullptr);
        }
        if (targets.empty()) {
            plan::check_without_target(compilation_, script);
        }
        if (settings_.baseline() != nullptr && !compilation_.sink.has_errors()) {  // else lints wait
            settings_.baseline()->end_script(script.files().front(), compilation_.sources);
        }
        Findings found = take_findings(compilation_.sink, compilation_.sources, settings_.known_count());
        const std::string summary = render_summary(path, found);
        return write(std::move(found), summary);
    }

    int finish() {
        write_message(settings_.render_gone());
        return options_.as_sarif ? write_result(render_report(all_, compilation_.sources, options_)) : int{kFine};
    }

    /// Writes what was recorded. `worst`: of the scripts.
    int write_recorded(int worst) {
        const project::Baseline* baseline = settings_.baseline();
        if (worst != kFine || baseline == nullptr) {
            write_failure(fmt::format("`{}` is not written while there are errors", options_.baseline));
            return worst;
        }
        const project::Baseline::Counts counts = baseline->refreshed();
        bundle::TextBuffer text;
        text.append(project::write_baseline(counts));
        if (const auto written = write_file(baseline->path(), text); !written) {
            write_failure(written.error().message());
            return kWorldFailed;
        }
        write_message(fmt::format("{}: {} known findings, {} of them new, {} gone\n", baseline->path(), count(counts),
                                  count_above(counts, baseline->entries()), count_above(baseline->entries(), counts)));
        return kFine;
    }

private:
    int write(Findings found, const std::string& summary) {
        int code = exit_code_of(found);
        if (options_.as_sarif) {
            std::move(found.diagnostics.begin(), found.diagnostics.end(), std::back_inserter(all_));
        } else if (options_.as_json) {
            code = std::max(code, write_result(render_report(found.diagnostics, compilation_.sources, options_)));
        } else {
            write_message(render_report(found.diagnostics, compilation_.sources, options_));
        }
        write_message(summary);
        return code;
    }

    /// How many more of each `a` has than `b`, in all.
    static std::size_t count_above(const project::Baseline::Counts& a, const project::Baseline::Counts& b) {
        std::size_t sum = 0;
        for (const auto& [key, count] : a) {
            const auto other = b.find(key);
            sum += count - std::min(count, other == b.end() ? 0 : other->second);
        }
        return sum;
    }
    static std::size_t count(const project::Baseline::Counts& counts) { return count_above(counts, {}); }

    const CompileOptions& options_;
    DiskFileSystem files_;
    ScriptSettings settings_;
    plan::Compilation compilation_;
    std::vector<diagnostics::Diagnostic> all_;
};

}  // namespace

int run_check(const Arguments& arguments) {
    CLI::App app;
    std::vector<std::string> paths;
    CompileOptions options;
    set_up_command(app, "check", "Examples:\n  shot check film.shot\n  shot check --target sora-2-pro --json *.shot\n  shot check .",
                   "Checks scripts: language, names, times, the limits of the target, and how the prompts read.\n"
                   "Diagnostics go to standard error, as JSON or SARIF to standard output.");
    app.add_option("SCRIPT", paths, "Scripts to check, and folders with scripts; `-` is standard input")->required()->option_text(" ");
    add_compile_options(app, options);
    std::string recorded;
    app.add_option("--write-baseline", recorded,
                   "Write the lint findings of these scripts to this file, for --baseline; report errors alone")
        ->option_text("FILE")
        ->excludes("--baseline")
        ->check([](const std::string& path) {
            return path.empty() ? "no path is given" : is_standard_input(path) ? "a baseline is a file: give its path" : "";
        });
    if (const auto code = parse_command_line(app, arguments)) {
        return *code;
    }
    if (const auto code = finish_compile_options(app, options)) {
        return *code;
    }
    const auto scripts = find_scripts(paths);
    if (!scripts) {
        return kWorldFailed;
    }
    options.baseline = recorded.empty() ? options.baseline : recorded;
    Checker checker(options, recorded.empty() ? UseOfBaseline::Apply : UseOfBaseline::Record);
    int worst = kFine;
    for (const std::string& path : *scripts) {
        worst = std::max(worst, checker.check(path));
    }
    if (!recorded.empty()) {
        worst = checker.write_recorded(worst);
        return options.as_sarif ? std::max(worst, checker.finish()) : worst;
    }
    return std::max(worst, checker.finish());
}

}  // namespace shot::tool
