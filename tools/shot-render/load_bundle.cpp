#include "tools/shot-render/load_bundle.hpp"

#include "compiler/plan/outputs.hpp"
#include "compiler/source/disk_file_system.hpp"
#include "runtime/bundle/reader.hpp"
#include "tools/command/report.hpp"
#include "tools/command/script_settings.hpp"

namespace shot::tool {
namespace {

LoadedBundle fail(int code, const std::string& message) {
    write_failure(message);
    return {{}, code};
}

LoadedBundle read(std::string_view text, const std::string& path) {
    auto bundle = bundle::read_bundle(text, path);
    return bundle ? LoadedBundle{std::move(*bundle), kFine} : fail(kWrongUsage, bundle.error().message());
}

LoadedBundle compile(const std::string& path, const CompileOptions& options) {
    DiskFileSystem files;
    plan::Compilation compilation{files, options.plan, {}, {}};
    ScriptSettings settings(options);
    if (!settings.prepare(path, compilation)) {
        const Findings found = take_findings(compilation.sink, compilation.sources);
        write_message(render_report(found.diagnostics, compilation.sources, options));
        return {{}, exit_code_of(found)};
    }
    const sema::Script script = load_script(path, compilation);
    const std::vector<plan::Target> targets = plan::select_targets(compilation, script);
    if (targets.empty()) {
        plan::check_without_target(compilation, script);
    }
    if (targets.size() > 1) {
        return fail(kWrongUsage, "a film is rendered for one target at a time: choose it with `--target NAME`");
    }
    std::string text;
    for (const plan::Target& target : targets) {
        const auto output = plan::make_output(plan::OutputFormat::Bundle, compilation, target, {});
        const bundle::Bundle frame = plan::compile_target(compilation, script, target, output.get());
        if (compilation.sink.has_errors()) {
            continue;
        }
        for (const plan::OutputFile& file : output->finish(frame)) {
            for (std::size_t i = 0; i < file.text.block_count(); ++i) {
                text += file.text.block(i);
            }
        }
    }
    const Findings found = take_findings(compilation.sink, compilation.sources, settings.known_count());
    write_message(render_report(found.diagnostics, compilation.sources, options));
    const int code = exit_code_of(found);
    if (code != kFine) {
        write_message(render_summary(path, found));
        return {{}, code};
    }
    return read(text, path);
}

}  // namespace

LoadedBundle load_bundle(const std::string& path, const CompileOptions& options) {
    if (!path.ends_with(".json")) {
        return compile(path, options);
    }
    const auto text = DiskFileSystem().read(path, bundle::kMaxBundleBytes);
    return text ? read(*text, path) : fail(kWorldFailed, text.error().message());
}

}  // namespace shot::tool
