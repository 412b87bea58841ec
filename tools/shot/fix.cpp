// `shot fix`: the repairs of diagnostics, applied.
#include <algorithm>

#include <unistd.h>

#include "compiler/diagnostics/catalog.hpp"
#include "compiler/format/fixes.hpp"
#include "compiler/source/disk_file_system.hpp"
#include "tools/command/report.hpp"
#include "tools/shot/script_files.hpp"
#include "tools/command/script_settings.hpp"
#include "tools/shot/unified_diff.hpp"

namespace shot::tool {
namespace {

struct FixCommand {
    CompileOptions compile;
    format::FixOptions fixes;
    bool shows_diff = false;
};

/// The disk, with another text in place of one file's.
class EditedFiles final : public FileSystem {
public:
    EditedFiles(const FileSystem& disk, const std::string& path, const std::string& text)
        : disk_(disk), path_(disk.canonical(path).value_or(path)), text_(text) {}

    [[nodiscard]] FileInfo info(const std::string& path) const override { return disk_.info(path); }
    [[nodiscard]] Result<std::string> canonical(const std::string& path) const override { return disk_.canonical(path); }
    [[nodiscard]] Result<std::string> read(const std::string& path, std::uint64_t max_bytes) const override {
        return disk_.canonical(path).value_or(path) == path_ ? Result<std::string>(text_) : disk_.read(path, max_bytes);
    }
    [[nodiscard]] Result<std::string> read_range(const std::string& path, std::uint64_t offset, std::uint64_t size) const override {
        return disk_.read_range(path, offset, size);
    }

private:
    const FileSystem& disk_;
    std::string path_;
    const std::string& text_;
};

/// One run of the compiler over a script whose text is known.
struct Run {
    Sources sources;
    Findings found;
    FileId file;  // of the script
    bool is_project_wrong = false;  // shot.toml, or the baseline: what is asked for is not known
};

class ScriptFixer {
public:
    explicit ScriptFixer(const FixCommand& command) : command_(command) {}

    int fix(const std::string& path) {
        const auto text = files_.read(path, command_.compile.plan.load.max_source_bytes);
        if (!text) {
            write_failure(text.error().message());
            return kWorldFailed;
        }
        if (const Run before = check(path, *text, ScriptSettings::UseOfBaseline::Ignore); before.is_project_wrong) {
            write_message(diagnostics_of(before));  // what the project asks for is not known: nothing is written
            return exit_code_of(before.found);
        }
        const format::FixedText fixed = format::apply_fixes(*text, command_.fixes, [&](const std::string& now) {
            // What is known may be mended, too.
            Run run = check(path, now, ScriptSettings::UseOfBaseline::Ignore);
            return format::FixableText{std::move(run.found.diagnostics), run.file};
        });
        int code = kFine;
        if (command_.shows_diff) {
            code = write_result(write_unified_diff(path, *text, fixed.text));
        } else if (fixed.text != *text) {
            code = write_script(path, fixed.text);
        }
        const Run after = check(path, fixed.text, ScriptSettings::UseOfBaseline::Apply);
        write_message(diagnostics_of(after));
        write_message(summary_of(path, fixed, after));
        return std::max(code, exit_code_of(after.found));
    }

private:
    Run check(const std::string& path, const std::string& text, ScriptSettings::UseOfBaseline use) const {
        const EditedFiles files(files_, path, text);
        plan::Compilation compilation{files, command_.compile.plan, {}, {}};
        ScriptSettings settings(command_.compile, use);
        Run run;
        const bool is_prepared = settings.prepare(path, compilation);
        run.is_project_wrong = !is_prepared || compilation.sink.has_errors();
        if (is_prepared) {
            const sema::Script script = sema::load_script(path, nullptr, compilation.options.load, files, compilation.sources, compilation.sink);
            run.file = script.files().empty() ? FileId() : script.files().front();
            const std::vector<plan::Target> targets = plan::select_targets(compilation, script);
            for (const plan::Target& target : targets) {
                plan::compile_target(compilation, script, target, nullptr);
            }
            if (targets.empty()) {
                plan::check_without_target(compilation, script);
            }
        }
        run.found = take_findings(compilation.sink, compilation.sources, settings.known_count());
        run.sources = std::move(compilation.sources);
        return run;
    }

    [[nodiscard]] std::string diagnostics_of(const Run& run) const {
        return render_report(run.found.diagnostics, run.sources, command_.compile);
    }

    [[nodiscard]] std::string summary_of(const std::string& path, const format::FixedText& fixed, const Run& after) const {
        std::string summary = fmt::format("{}: {} {}{}", path, fixed.applied, fixed.applied == 1 ? "fix" : "fixes",
                                          command_.shows_diff ? " shown" : " applied");
        summary += fixed.refused > 0 ? fmt::format(", {} taken back: mended nothing, or broke something else", fixed.refused) : "";
        summary += fixed.is_done ? "" : fmt::format(", some left after {} rounds", format::kMaxFixRounds);
        return summary + "\n" + render_summary(path, after.found);
    }

    const FixCommand& command_;
    DiskFileSystem files_;
};

}  // namespace

int run_fix(const Arguments& arguments) {
    CLI::App app;
    std::vector<std::string> paths;
    FixCommand command;
    set_up_command(app, "fix",
                   "Examples:\n  shot fix film.shot\n  shot fix --diff --unsafe film.shot\n  shot fix --only SHOT0301 film.shot",
                   "Applies the fixes that `shot check` offers, in place: the safe ones, whose meaning is plain. What is left is\n"
                   "reported as by `shot check`, whose exit codes these are.");
    app.add_option("SCRIPT", paths, "Scripts to mend, and folders with scripts")->required()->option_text(" ");
    app.add_flag("--unsafe", command.fixes.takes_unsafe, "Apply offers too: look at what they did")->option_text(" ");
    app.add_flag("--diff", command.shows_diff, "Write nothing; show what would change")->option_text(" ");
    app.add_option("--only", command.fixes.only, "Fix this diagnostic alone, by its code or its name; may be repeated")
        ->option_text("CODE")
        ->allow_extra_args(false);
    add_compile_options(app, command.compile);
    if (const auto code = parse_command_line(app, arguments)) {
        return *code;
    }
    if (const auto code = finish_compile_options(app, command.compile)) {
        return *code;
    }
    for (const std::string& path : paths) {
        if (is_standard_input(path)) {
            return write_wrong_usage("fix", "`-` cannot be mended in place; give the path of a script");
        }
    }
    for (std::string& only : command.fixes.only) {
        const diagnostics::CatalogEntry* entry = diagnostics::find_entry(only);
        if (entry == nullptr) {
            return write_wrong_usage("fix", fmt::format("there is no diagnostic `{}`; `shot explain` lists them all", only));
        }
        only = diagnostics::code_text(entry->code);
    }
    const auto scripts = find_scripts(paths);
    if (!scripts) {
        return kWorldFailed;
    }
    ScriptFixer fixer(command);
    int worst = kFine;
    for (const std::string& path : *scripts) {
        worst = std::max(worst, fixer.fix(path));
    }
    return worst;
}

}  // namespace shot::tool
