// Compiles a script from memory, as the program does from the disk.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/plan/outputs.hpp"
#include "compiler/source/memory_file_system.hpp"

namespace shot::tests {

struct Compiled {
    std::vector<std::string> texts;  // of the output's files
    bundle::Bundle frame;            // of the last target
    std::vector<diagnostics::Diagnostic> found;
    std::vector<std::string> targets;  // that were selected

    [[nodiscard]] bool has(std::string_view name) const {
        for (const diagnostics::Diagnostic& one : found) {
            if (one.name == name) {
                return true;
            }
        }
        return false;
    }
    [[nodiscard]] std::string errors() const {
        std::string text;
        for (const diagnostics::Diagnostic& one : found) {
            if (one.level == diagnostics::Level::Error) {
                text += one.message + "\n";
            }
        }
        return text;
    }
};

inline Compiled compile(MemoryFileSystem& files, const std::string& script_text, plan::OutputFormat format,
                        const plan::Options& options = {}) {
    files.add("film.shot", script_text);
    plan::Compilation compilation{files, options, {}, {}};
    const sema::Script script =
        sema::load_script("film.shot", nullptr, options.load, files, compilation.sources, compilation.sink);
    Compiled result;
    for (const plan::Target& target : plan::select_targets(compilation, script)) {
        result.targets.push_back(target.view.alias.empty() ? target.profile->name : target.view.alias);
        const auto output = plan::make_output(format, compilation, target);
        result.frame = plan::compile_target(compilation, script, target, output.get());
        for (const plan::OutputFile& file : output->finish(result.frame)) {
            result.texts.push_back(file.text.text());
        }
    }
    result.found = compilation.sink.take();
    return result;
}

}  // namespace shot::tests
