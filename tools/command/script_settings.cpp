#include "tools/command/script_settings.hpp"

#include <fmt/format.h>

#include "compiler/source/paths.hpp"

namespace shot::tool {
namespace {

constexpr std::size_t kShownGone = 10;  // entries of a baseline

bool is_allowed(const std::string& lint, const plan::LintLevels& levels) {
    const auto* entry = diagnostics::find_entry(lint);
    return entry != nullptr && plan::level_of(*entry, levels) == plan::LintLevel::Allow;
}

}  // namespace

bool ScriptSettings::prepare(const std::string& script, plan::Compilation& compilation) {
    compilation.sink = diagnostics::Sink();
    compilation.options = options_.plan;
    baseline_ = nullptr;
    const project::Project* project = find_project(script, compilation);
    compilation.options = project::options_for(*project, options_.plan);
    broken_file_ = project->path;
    return !project->is_broken && open_baseline(*project, compilation);
}

const project::Project* ScriptSettings::find_project(const std::string& script, plan::Compilation& compilation) {
    std::string path = options_.config;
    if (path.empty() && !options_.ignores_config) {
        const std::string folder(is_standard_input(script) ? "" : parent_path(script));
        path = project::find_project_file(compilation.files, folder).value_or("");
    }
    const auto [known, is_new] = projects_.try_emplace(path);
    if (is_new && !path.empty()) {
        known->second = project::read_project(path, compilation.files, compilation.sources, compilation.sink);
    }
    return &known->second;
}

bool ScriptSettings::open_baseline(const project::Project& project, plan::Compilation& compilation) {
    const bool is_of_project = options_.baseline.empty();
    const std::string& path = is_of_project ? project.baseline : options_.baseline;
    if (path.empty() || use_ == UseOfBaseline::Ignore) {
        return true;
    }
    const auto [known, is_new] = baselines_.try_emplace(path);
    if (is_new) {
        const bool is_to_be_made =
            use_ == UseOfBaseline::Record && compilation.files.info(path).kind == FileInfo::Kind::Missing;
        auto read = is_to_be_made ? project::Baseline(path, compilation.files)
                                  : project::Baseline::read(path, compilation.files);
        if (read) {
            known->second = std::make_unique<project::Baseline>(std::move(*read));
        } else {
            const Span span = is_of_project ? project.baseline_span : Span();
            compilation.sink.report(diag::CannotRead, span, path, read.error().reason)
                .note("a baseline is written by `shot check --write-baseline FILE SCRIPT…`");
        }
    }
    baseline_ = known->second.get();
    if (baseline_ == nullptr) {
        broken_file_ = path;
        return false;
    }
    baseline_->begin_script();
    compilation.sink.set_filter([baseline = baseline_, &sources = compilation.sources,
                                 records = use_ == UseOfBaseline::Record](auto code, auto lint, Span span) {
        return project::is_in_baselines(code) && (baseline->is_known(lint, span, sources) || records);
    });
    return true;
}

std::string ScriptSettings::render_gone() const {
    std::string text;
    for (const auto& [path, baseline] : baselines_) {
        std::string shown;
        std::size_t total = 0;
        std::size_t entries = 0;
        for (const auto& [key, count] : baseline != nullptr ? baseline->gone() : project::Baseline::Counts()) {
            if (is_allowed(key.lint, options_.plan.levels)) {
                continue;  // it was not looked for
            }
            total += count;
            shown += ++entries <= kShownGone ? fmt::format("  {}: {}: {}\n", key.file, key.lint, key.line) : "";
        }
        if (total > 0) {
            text += fmt::format("{}: {} {} longer found; `shot check --write-baseline {} SCRIPT…` takes {} out:\n{}", path,
                                total, total == 1 ? "entry is no" : "entries are no", path, total == 1 ? "it" : "them",
                                shown);
            text += entries > kShownGone ? fmt::format("  and {} more\n", entries - kShownGone) : "";
        }
    }
    return text;
}

}  // namespace shot::tool
