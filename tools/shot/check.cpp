// `shot check`: everything that `shot compile` finds out, without writing anything.
#include <algorithm>
#include <iterator>
#include <utility>

#include "compiler/source/disk_file_system.hpp"
#include "tools/shot/report.hpp"

namespace shot::tool {
namespace {

class Checker {
public:
    explicit Checker(const CompileOptions& options) : options_(options), compilation_{files_, options.plan, {}, {}} {}

    /// Checks one script, for every target that the options ask for, and reports on it; SARIF waits for finish().
    int check(const std::string& path) {
        const sema::Script script = load_script(path, compilation_);
        const std::vector<plan::Target> targets = plan::select_targets(compilation_, script);
        for (const plan::Target& target : targets) {
            plan::compile_target(compilation_, script, target, nullptr);
        }
        if (targets.empty()) {
            plan::check_without_target(compilation_, script);
        }
        Findings found = take_findings(compilation_.sink);
        const std::string summary = render_summary(path, found);
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

    int finish() {
        return options_.as_sarif ? write_result(render_report(all_, compilation_.sources, options_)) : int{kFine};
    }

private:
    const CompileOptions& options_;
    DiskFileSystem files_;
    plan::Compilation compilation_;
    std::vector<diagnostics::Diagnostic> all_;
};

}  // namespace

int run_check(const Arguments& arguments) {
    CLI::App app;
    std::vector<std::string> paths;
    CompileOptions options;
    set_up_command(app, "check", "Examples:\n  shot check film.shot\n  shot check --target sora-2-pro --json *.shot",
                   "Checks scripts: language, names, times, the limits of the target, and how the prompts read.\n"
                   "Diagnostics go to standard error, as JSON or SARIF to standard output.");
    app.add_option("SCRIPT", paths, "Scripts to check; `-` is standard input")->required()->option_text(" ");
    add_compile_options(app, options);
    if (const auto code = parse_command_line(app, arguments)) {
        return *code;
    }
    if (const auto code = finish_compile_options(app, options)) {
        return *code;
    }
    Checker checker(options);
    int worst = kFine;
    for (const std::string& path : paths) {
        worst = std::max(worst, checker.check(path));
    }
    return std::max(worst, checker.finish());
}

}  // namespace shot::tool
