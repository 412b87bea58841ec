// What a script is compiled with: the command line over the shot.toml of its project, and the baseline that one of them
// names. One for a run over several scripts, whose projects may differ; each file is read once.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "compiler/project/baseline.hpp"
#include "compiler/project/project.hpp"
#include "tools/command/compile_options.hpp"

namespace shot::tool {

class ScriptSettings {
public:
    enum class UseOfBaseline { Apply, Ignore, Record };

    /// The options outlive it.
    explicit ScriptSettings(const CompileOptions& options, UseOfBaseline use = UseOfBaseline::Apply)
        : options_(options), use_(use) {}

    /// Gives the compilation the script's options and an empty sink, in which is what is wrong with shot.toml or the
    /// baseline (of several scripts that share them, once). False: so much that nothing can be said of the script.
    bool prepare(const std::string& script, plan::Compilation& compilation);

    /// What is to be named for diagnostics when prepare() gave false.
    [[nodiscard]] const std::string& broken_file() const { return broken_file_; }
    /// Of the script that was prepared last; null: there is none.
    [[nodiscard]] project::Baseline* baseline() const { return baseline_; }
    /// Findings of the script that the baseline knows.
    [[nodiscard]] std::size_t known_count() const { return baseline_ != nullptr ? baseline_->known_count() : 0; }
    /// A line for each baseline whose entries are partly gone, and which ones those are; or nothing.
    [[nodiscard]] std::string render_gone() const;

private:
    const project::Project* find_project(const std::string& script, plan::Compilation& compilation);
    bool open_baseline(const project::Project& project, plan::Compilation& compilation);

    const CompileOptions& options_;
    UseOfBaseline use_;
    std::map<std::string, project::Project> projects_;  // by path; empty: there is none
    std::map<std::string, std::unique_ptr<project::Baseline>> baselines_;  // by path; null: it cannot be used
    project::Baseline* baseline_ = nullptr;
    std::string broken_file_;
};

}  // namespace shot::tool
