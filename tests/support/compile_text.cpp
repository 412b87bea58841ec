#include "tests/support/compile_text.hpp"

#include <fmt/format.h>

#include "compiler/parse/parse.hpp"
#include "compiler/plan/outputs.hpp"
#include "compiler/project/project.hpp"
#include "compiler/source/paths.hpp"
#include "runtime/bundle/reader.hpp"
#include "runtime/bundle/writer.hpp"

namespace shot::tests {
namespace {

/// The map covers every byte of the prompt, in order, and its origins lie in files.
std::string check_map(const bundle::Request& request, const prompt::Prompt& prompt, const Sources& sources) {
    std::uint32_t at = 0;
    for (const prompt::MapEntry& entry : prompt.map) {
        if (entry.begin != at || entry.end <= entry.begin) {
            return fmt::format("the source map of {} is not whole at byte {}\n", request.id, at);
        }
        if (entry.origin.file && (entry.origin.file.value >= sources.size() ||
                                  entry.origin.end > sources.get(entry.origin.file).text().size())) {
            return fmt::format("the source map of {} leaves its file at byte {}\n", request.id, at);
        }
        at = entry.end;
    }
    if (at != prompt.text.size()) {
        return fmt::format("the source map of {} ends at byte {} of {}\n", request.id, at, prompt.text.size());
    }
    return {};
}

/// Hands each request to the output of every form.
class AllForms final : public plan::Output {
public:
    AllForms(plan::Compilation& compilation, const plan::Target& target, bool with_batch)
        : sources_(compilation.sources),
          bundle_(plan::make_output(plan::OutputFormat::Bundle, compilation, target)),
          prompts_(plan::make_output(plan::OutputFormat::Prompt, compilation, target)),
          batch_(with_batch ? plan::make_output(plan::OutputFormat::Batch, compilation, target) : nullptr) {}

    void add_request(const bundle::Request& request, const prompt::Prompt& prompt, Span shot) override {
        out_.broken += check_map(request, prompt, sources_);
        bundle_->add_request(request, prompt, shot);
        prompts_->add_request(request, prompt, shot);
        if (batch_) {
            batch_->add_request(request, prompt, shot);
        }
    }

    [[nodiscard]] std::vector<plan::OutputFile> finish(const bundle::Bundle& frame) override {
        out_.bundle = text_of(*bundle_, frame);
        out_.prompts = text_of(*prompts_, frame);
        out_.batch = batch_ ? text_of(*batch_, frame) : "";
        return {};
    }

    CompiledTarget take() { return std::move(out_); }

private:
    static std::string text_of(plan::Output& output, const bundle::Bundle& frame) {
        std::string text;
        for (const plan::OutputFile& file : output.finish(frame)) {
            text += file.suffix.empty() ? "" : fmt::format("==== {}\n", file.suffix);
            text += file.text.text();
        }
        return text;
    }

    const Sources& sources_;
    std::unique_ptr<plan::Output> bundle_;
    std::unique_ptr<plan::Output> prompts_;
    std::unique_ptr<plan::Output> batch_;
    CompiledTarget out_;
};

}  // namespace

Compiled compile(const FileSystem& files, const std::string& path, const plan::Options& options, bool with_batch,
                 const std::string& config) {
    plan::Compilation compilation{files, options, {}, {}};
    project::Project project;
    const std::string folder(parent_path(path));
    if (const auto file = config.empty() ? project::find_project_file(files, folder) : std::optional(config)) {
        project = project::read_project(*file, files, compilation.sources, compilation.sink);
    }
    compilation.options = project::options_for(project, options);
    Compiled compiled;
    if (!project.is_broken) {
        const sema::Script script =
            sema::load_script(path, nullptr, compilation.options.load, files, compilation.sources, compilation.sink);
        compiled.script = script.print();
        for (const plan::Target& target : plan::select_targets(compilation, script)) {
            AllForms forms(compilation, target, with_batch);
            (void)forms.finish(plan::compile_target(compilation, script, target, &forms));
            compiled.targets.push_back(forms.take());
            compiled.targets.back().name = target.view.alias.empty()
                                               ? target.view.profile
                                               : fmt::format("{} as {}", target.view.profile, target.view.alias);
        }
    }
    compiled.has_errors = compilation.sink.has_errors();
    compiled.diagnostics = compilation.sink.take();
    compiled.sources = std::move(compilation.sources);
    return compiled;
}

std::string rewritten_bundle(const std::string& text) {
    const Result<bundle::Bundle> bundle = bundle::read_bundle(text, "bundle.json");
    return bundle ? bundle::write_bundle(*bundle).text() : bundle.error().message() + "\n";
}

std::string verify_text(const std::string& path, const std::string& text, std::string* printed) {
    const SourceFile source(path, text);
    diagnostics::Sink sink;
    const syntax::Tree tree = parse::parse_file(FileId(0U), source, sink);
    if (printed != nullptr) {
        *printed = syntax::print_tree(tree, source);
    }
    const std::string broken = syntax::verify_tree(tree, source);
    return broken.empty() ? "" : fmt::format("the tree of {}: {}\n", path, broken);
}

}  // namespace shot::tests
