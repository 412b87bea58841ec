// `shot compile`: a script to a bundle, a batch or prompts. Nothing is written until everything has compiled.
#include <unistd.h>

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "compiler/plan/loss_table.hpp"
#include "compiler/plan/outputs.hpp"
#include "compiler/plan/print_forms.hpp"
#include "compiler/source/paths.hpp"
#include "runtime/bundle/decimal.hpp"
#include "tools/shot/input_files.hpp"
#include "tools/shot/output_file.hpp"
#include "tools/command/report.hpp"
#include "tools/command/script_settings.hpp"

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
    bundle::Bundle frame;
    plan::LossTable losses;
    std::size_t errors = 0;
};

/// Keeps count of what is lost while the requests pass through.
class LossCounter : public plan::Output {
public:
    LossCounter(std::unique_ptr<plan::Output> output, plan::LossTable& losses)
        : output_(std::move(output)), losses_(losses) {}

    [[nodiscard]] bool wants_details() const override { return output_->wants_details(); }
    void add_request(const bundle::Request& request, const prompt::Prompt& prompt, Span shot) override {
        losses_.add(request);
        output_->add_request(request, prompt, shot);
    }
    [[nodiscard]] std::vector<plan::OutputFile> finish(const bundle::Bundle& frame) override {
        return output_->finish(frame);
    }

private:
    std::unique_ptr<plan::Output> output_;
    plan::LossTable& losses_;
};

/// `film.json` -> `film-2.json`: what is added stands before the extension.
std::string with_suffix(const std::string& path, std::string_view suffix) {
    const std::size_t name = path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1;
    const std::size_t dot = path.rfind('.');
    const std::size_t end = dot == std::string::npos || dot <= name ? path.size() : dot;
    return fmt::format("{}{}{}", path.substr(0, end), suffix, path.substr(end));
}

std::string seconds_of(const bundle::Bundle& frame) {
    std::string seconds;
    bundle::append_decimal(seconds, frame.totals.milliseconds, bundle::kSecondDigits);
    return seconds + " s";
}

/// `7.2 USD`; empty where no source names a price.
std::string price_of(const bundle::Bundle& frame) {
    std::string price;
    if (frame.totals.micro_usd && frame.totals.requests > 0) {
        bundle::append_decimal(price, *frame.totals.micro_usd, bundle::kUsdDigits);
        price += " USD";
    }
    return price;
}

/// `sora-2-pro: 3 requests, 24 s of video, about 7.2 USD` as a line.
std::string render_totals(const CompiledTarget& target) {
    const bundle::Totals& totals = target.frame.totals;
    const std::string price = price_of(target.frame);
    return fmt::format("{}: {} request{}, {} of video{}\n", target.name, totals.requests,
                       totals.requests == 1 ? "" : "s", seconds_of(target.frame),
                       price.empty() ? std::string() : ", about " + price);
}

/// A line a target: what it takes, costs and loses, or how many errors it has.
std::string render_comparison(const std::vector<CompiledTarget>& targets) {
    std::size_t width = std::string_view("target").size();
    for (const CompiledTarget& target : targets) {
        width = std::max(width, target.name.size());
    }
    std::string text =
        fmt::format("{:<{}}  {:>8}  {:>8}  {:>12}  {:>6}\n", "target", width, "requests", "video", "price", "losses");
    for (const CompiledTarget& target : targets) {
        if (target.errors > 0) {
            text += fmt::format("{:<{}}  {} error{}\n", target.name, width, target.errors, target.errors == 1 ? "" : "s");
            continue;
        }
        const std::string price = price_of(target.frame);
        const bundle::Totals& totals = target.frame.totals;
        text += fmt::format("{:<{}}  {:>8}  {:>8}  {:>12}  {:>6}\n", target.name, width, totals.requests,
                            seconds_of(target.frame), price.empty() ? "not known" : price, totals.losses);
    }
    return text;
}

class Compiler {
public:
    explicit Compiler(const CompileCommand& command)
        : command_(command), settings_(command.options), compilation_{files_, command.options.plan, {}, {}} {}

    int run() {
        if (!settings_.prepare(command_.script, compilation_)) {
            return write_broken();
        }
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
            compile_for(script, target, is_text ? std::nullopt : std::optional(output), targets.size() > 1);
        }
        Findings found = take_findings(compilation_.sink, compilation_.sources, settings_.known_count());
        int code = exit_code_of(found);
        if (is_text) {
            // How far the compiler came with a script that has errors is what these are for.
            code = std::max(code, write_text(print_text(*form, script, found.diagnostics)));
        } else if (!command_.options.as_json && !command_.options.as_sarif) {
            drop_losses(found);
        }
        if (form != plan::PrintForm::Diagnostics) {
            write_message(render_report(found.diagnostics, compilation_.sources, command_.options));
        }
        write_message(render_summary(command_.script, found));
        if (is_text || code != kFine) {
            write_message(compiled_.size() > 1 ? render_comparison(compiled_) : std::string());
            return code;
        }
        return write_targets(output);
    }

private:
    void compile_for(const sema::Script& script, const plan::Target& target, std::optional<plan::OutputFormat> format,
                     bool is_one_of_several) {
        CompiledTarget& compiled = compiled_.emplace_back();
        compiled.name = target.view.alias.empty() ? target.profile->name : target.view.alias;
        std::unique_ptr<plan::Output> output;
        if (format) {
            const std::string heading =
                is_one_of_several && command_.output.empty() ? compiled.name : std::string();
            output = std::make_unique<LossCounter>(plan::make_output(*format, compilation_, target, heading),
                                                   compiled.losses);
        }
        const std::size_t before = compilation_.sink.error_count();
        compiled.frame = plan::compile_target(compilation_, script, target, output.get());
        compiled.errors = compilation_.sink.error_count() - before;
        if (output != nullptr && !compilation_.sink.has_errors()) {
            compiled.files = output->finish(compiled.frame);
        }
    }

    /// What is wrong with the project, so that the script was not looked at.
    int write_broken() {
        const Findings found = take_findings(compilation_.sink, compilation_.sources);
        int code = exit_code_of(found);
        if (command_.print == "diagnostics") {
            code = std::max(code, write_text(plan::print_diagnostics(found.diagnostics, compilation_.sources)));
        } else {
            write_message(render_report(found.diagnostics, compilation_.sources, command_.options));
        }
        write_message(render_summary(settings_.broken_file(), found));
        return code;
    }

    /// A table says them at the end, by kind; on their lines `shot check` says them. Beside errors they are only noise.
    static void drop_losses(Findings& found) {
        const auto is_loss = [](const diagnostics::Diagnostic& one) {
            return one.code == diag::Lost.code && one.level == diagnostics::Level::Warning;
        };
        found.warnings -= std::min(found.warnings, std::erase_if(found.diagnostics, is_loss));
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

    int write_targets(plan::OutputFormat format) const {
        std::size_t file_count = 0;
        for (const CompiledTarget& target : compiled_) {
            file_count += target.files.size();
        }
        if (command_.output.empty() && format != plan::OutputFormat::Prompt && file_count > 1) {
            write_failure(fmt::format("this makes {} {}; say where to with `-o PATH`", file_count,
                                      format == plan::OutputFormat::Batch ? "batch files" : "bundles"));
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
        if (code == kFine) {
            write_totals();
        }
        return code;
    }

    void write_totals() const {
        for (const CompiledTarget& target : compiled_) {
            write_message(target.losses.render(target.name));
        }
        write_message(compiled_.size() > 1 ? render_comparison(compiled_) : render_totals(compiled_.front()));
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
    ScriptSettings settings_;
    plan::Compilation compilation_;
    std::vector<CompiledTarget> compiled_;
};

void add_output_options(CLI::App& app, CompileCommand& command) {
    app.add_option("SCRIPT", command.script, "The script; `-` is standard input")->required()->option_text(" ");
    app.add_option("-o,--output", command.output,
                   "Write to this file, whole or not at all; `-` is standard output. Several targets: film.json\n"
                   "becomes film.NAME.json")
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
    if (command.output == "-") {
        command.output.clear();  // standard output, as without -o
    }
    return Compiler(command).run();
}

}  // namespace shot::tool
