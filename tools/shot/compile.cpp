// `shot compile`: a script to a bundle, a batch or prompts. Nothing is written until everything has compiled.
#include <unistd.h>

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "compiler/plan/outputs.hpp"
#include "compiler/plan/print_forms.hpp"
#include "compiler/source/paths.hpp"
#include "runtime/bundle/decimal.hpp"
#include "tools/shot/input_files.hpp"
#include "tools/shot/output_file.hpp"
#include "tools/shot/report.hpp"

namespace shot::tool {
namespace {

struct CompileCommand {
    CompileOptions options;
    std::string script;
    std::string output;  // empty: standard output
    std::string format = "bundle";
    std::string print;  // a form, or empty
};

/// What was compiled for one target.
struct CompiledTarget {
    std::string name;
    std::vector<plan::OutputFile> files;
    std::string summary;
};

/// `film.json` -> `film-2.json`: what is added stands before the extension.
std::string with_suffix(const std::string& path, std::string_view suffix) {
    const std::size_t name = path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1;
    const std::size_t dot = path.rfind('.');
    const std::size_t end = dot == std::string::npos || dot <= name ? path.size() : dot;
    return fmt::format("{}{}{}", path.substr(0, end), suffix, path.substr(end));
}

/// `sora-2-pro: 3 requests, 24 s of video, about 7.2 USD` as a line.
std::string render_totals(const bundle::Bundle& frame) {
    std::string seconds;
    bundle::append_decimal(seconds, frame.totals.milliseconds, bundle::kSecondDigits);
    std::string line = fmt::format("{}: {} request{}, {} s of video", frame.target.name, frame.totals.requests,
                                   frame.totals.requests == 1 ? "" : "s", seconds);
    if (frame.totals.micro_usd && frame.totals.requests > 0) {
        line += ", about ";
        bundle::append_decimal(line, *frame.totals.micro_usd, bundle::kUsdDigits);
        line += " USD";
    }
    return line + "\n";
}

class Compiler {
public:
    explicit Compiler(const CompileCommand& command)
        : command_(command), compilation_{files_, command.options.plan, {}, {}} {}

    int run() {
        const sema::Script script = load_script(command_.script, compilation_);
        const std::optional<plan::PrintForm> form = plan::find_print_form(command_.print);
        const bool is_text = form == plan::PrintForm::Ast || form == plan::PrintForm::Script ||
                             form == plan::PrintForm::Diagnostics;
        const std::string format = command_.print.empty() ? command_.format : command_.print;
        const plan::OutputFormat output = plan::find_output_format(format).value_or(plan::OutputFormat::Bundle);
        const std::vector<plan::Target> targets = plan::select_targets(compilation_, script);
        if (targets.empty()) {
            plan::check_without_target(compilation_, script);
        }
        for (const plan::Target& target : targets) {
            compile_for(script, target, is_text ? nullptr : plan::make_output(output, compilation_, target));
        }
        const Findings found = take_findings(compilation_.sink);
        int code = exit_code_of(found);
        if (is_text) {
            // How far the compiler came with a script that has errors is what these are for.
            code = std::max(code, write_text(print_text(*form, script, found.diagnostics)));
        }
        if (form != plan::PrintForm::Diagnostics) {
            write_message(render_report(found.diagnostics, compilation_.sources, command_.options));
        }
        write_message(render_summary(command_.script, found));
        return is_text || code != kFine ? code : write_targets();
    }

private:
    void compile_for(const sema::Script& script, const plan::Target& target, std::unique_ptr<plan::Output> output) {
        const bundle::Bundle frame = plan::compile_target(compilation_, script, target, output.get());
        if (output == nullptr || compilation_.sink.has_errors()) {
            return;
        }
        compiled_.push_back({target.view.alias.empty() ? target.profile->name : target.view.alias,
                             output->finish(frame), render_totals(frame)});
    }

    std::string print_text(plan::PrintForm form, const sema::Script& script,
                           const std::vector<diagnostics::Diagnostic>& found) const {
        return form == plan::PrintForm::Ast      ? plan::print_ast(script, compilation_.sources)
               : form == plan::PrintForm::Script ? plan::print_script(script)
                                                 : plan::print_diagnostics(found, compilation_.sources);
    }

    int write_text(std::string_view text) const {
        if (command_.output.empty()) {
            return write_result(text);
        }
        bundle::TextBuffer buffer;
        buffer.append(text);
        const std::vector<TextFile> files{{command_.output, &buffer}};
        return spares_inputs(files) ? write_all(files) : int{kWrongUsage};
    }

    int write_targets() const {
        std::size_t file_count = 0;
        for (const CompiledTarget& target : compiled_) {
            file_count += target.files.size();
        }
        if (command_.output.empty() && command_.format == "batch" && file_count > 1) {
            write_failure(fmt::format("this makes {} batch files; say where to with `-o PATH`", file_count));
            return kWrongUsage;
        }
        std::vector<TextFile> files;
        for (const CompiledTarget& target : compiled_) {
            const std::string path =
                compiled_.size() == 1 ? command_.output : with_suffix(command_.output, "." + target.name);
            for (const plan::OutputFile& file : target.files) {
                files.push_back({with_suffix(path, file.suffix), &file.text});
            }
        }
        if (!have_names_of_their_own(files) || !spares_inputs(files)) {
            return kWrongUsage;
        }
        const int code = command_.output.empty() ? write_out(files) : write_all(files);
        for (const CompiledTarget& target : compiled_) {
            write_message(code == kFine ? target.summary : std::string());
        }
        return code;
    }

    /// A slip of `-o` must not cost the script, or a picture that it refers to.
    bool spares_inputs(const std::vector<TextFile>& files) const {
        for (const TextFile& file : files) {
            if (!command_.output.empty() && files_.holds(file.path, is_standard_input(command_.script))) {
                write_failure(fmt::format("`{}` was read for this; say where else to write with `-o`", file.path));
                return false;
            }
        }
        return true;
    }

    bool have_names_of_their_own(const std::vector<TextFile>& files) const {
        for (std::size_t i = 0; i < files.size() && !command_.output.empty(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                if (files[i].path == files[j].path) {
                    write_failure(fmt::format("two targets would both be written to `{}`; give each `target` line a "
                                              "name of its own with `as`",
                                              files[i].path));
                    return false;
                }
            }
        }
        return true;
    }

    static int write_out(const std::vector<TextFile>& files) {
        for (const TextFile& file : files) {
            if (const int code = write_result(*file.text); code != kFine) {
                return code;
            }
        }
        return kFine;
    }

    static int write_all(const std::vector<TextFile>& files) {
        const Result<void> written = write_files(files);
        if (!written) {
            write_failure(written.error().message());
        }
        return written ? kFine : kWorldFailed;
    }

    const CompileCommand& command_;
    InputFiles files_;
    plan::Compilation compilation_;
    std::vector<CompiledTarget> compiled_;
};

void add_output_options(CLI::App& app, CompileCommand& command) {
    app.add_option("SCRIPT", command.script, "The script; `-` is standard input")->required()->option_text(" ");
    app.add_option("-o,--output", command.output,
                   "Write to this file, whole or not at all. Several targets: film.json becomes film.NAME.json")
        ->option_text("PATH");
    auto* format = app.add_option("--format", command.format,
                                  "bundle (the default), batch (the API's own JSON lines) or prompt")
                       ->option_text("FORM")
                       ->check(CLI::IsMember({"bundle", "batch", "prompt"}).description(""));
    app.add_option("--print", command.print,
                   "Show what a stage of the compiler makes: ast, script, diagnostics, prompt or bundle")
        ->option_text("FORM")
        ->check(CLI::IsMember({"ast", "script", "diagnostics", "prompt", "bundle"}).description(""))
        ->excludes(format);
}

}  // namespace

int run_compile(const Arguments& arguments) {
    CLI::App app;
    CompileCommand command;
    set_up_command(app, "compile",
                   "Examples:\n  shot compile film.shot -o film.json\n  shot compile film.shot --format prompt",
                   "Turns a script into requests for a video API. Without -o they go to standard output. When the script\n"
                   "has errors, nothing is written, and a file that is there stays as it is.");
    add_output_options(app, command);
    add_compile_options(app, command.options);
    if (const auto code = parse_command_line(app, arguments)) {
        return *code;
    }
    if (const auto code = finish_compile_options(app, command.options)) {
        return *code;
    }
    return Compiler(command).run();
}

}  // namespace shot::tool
