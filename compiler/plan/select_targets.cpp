// Which targets a run compiles for: the script's `target` lines against --target, --all-targets and the project's target.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/plan/compile.hpp"
#include "compiler/source/paths.hpp"
#include "compiler/support/nearest.hpp"
#include "compiler/targets/catalog.hpp"

namespace shot::plan {
namespace {

constexpr std::string_view kDefaultTarget = "sora-2";
constexpr std::string_view kProjectFolder = "targets";  // beside the script

class TargetSelector {
public:
    TargetSelector(Compilation& compilation, const sema::Script& script)
        : options_(compilation.options),
          sink_(compilation.sink),
          lines_(script.targets()),
          catalog_(compilation.files, join_path(script.root_folder(), kProjectFolder)) {}

    std::vector<Target> select() {
        check_lines();
        if (!options_.target.empty()) {
            add_all_named(options_.target);
        } else if (lines_.empty()) {
            const bool is_of_project = !options_.default_target.empty();
            add(is_of_project ? options_.default_target : kDefaultTarget, nullptr, nullptr,
                is_of_project ? options_.default_target_span : Span());
            if (!is_of_project && !targets_.empty()) {
                targets_.front().is_default = true;
            }
        } else {
            const std::size_t count = options_.all_targets ? lines_.size() : 1;
            for (std::size_t i = 0; i < count; ++i) {
                add(lines_[i].profile, &lines_[i], &lines_[i]);
            }
        }
        return std::move(targets_);
    }

private:
    /// A line that is not chosen has its misspelt profile reported, too. One that is like none may be for a program that
    /// knows more targets than this one.
    void check_lines() {
        for (const sema::TargetLine& line : lines_) {
            if (!line.profile.empty() && !catalog_.has(line.profile)) {
                if (const auto names = catalog_.names(); find_nearest(line.profile, views_of(names))) {
                    report_unknown(line.profile, line.span, names);
                }
            }
        }
    }

    /// `a,b,c`, each once.
    void add_all_named(std::string_view names) {
        std::vector<std::string_view> seen;
        while (!names.empty()) {
            const std::size_t comma = std::min(names.find(','), names.size());
            std::string_view name = names.substr(0, comma);
            names.remove_prefix(std::min(names.size(), comma + 1));
            name.remove_prefix(std::min(name.find_first_not_of(' '), name.size()));
            name = name.substr(0, name.find_last_not_of(' ') + 1);
            if (!name.empty() && std::find(seen.begin(), seen.end(), name) == seen.end()) {
                seen.push_back(name);
                add_named(name);
            }
        }
    }

    /// By the name after `as`, then by the profile of a line; a profile that no line names has the first line's
    /// attributes.
    void add_named(std::string_view name) {
        const auto by_alias =
            std::find_if(lines_.begin(), lines_.end(), [&](const auto& line) { return line.alias == name; });
        const auto line = by_alias != lines_.end() ? by_alias
                                                   : std::find_if(lines_.begin(), lines_.end(),
                                                                  [&](const auto& one) { return one.profile == name; });
        if (line != lines_.end()) {
            add(line->profile, &*line, &*line);
        } else if (catalog_.has(name)) {
            add(name, nullptr, line_of_model(name));
        } else {
            std::vector<std::string> names = catalog_.names();
            for (const sema::TargetLine& one : lines_) {
                if (!one.alias.empty()) {
                    names.push_back(one.alias);
                }
            }
            report_unknown(name, Span(), names);
        }
    }

    /// The line of the same model on another server, else the first.
    const sema::TargetLine* line_of_model(std::string_view name) const {
        const std::string_view model = targets::split_server(name).first;
        const auto line = std::find_if(lines_.begin(), lines_.end(), [&](const auto& one) {
            return targets::split_server(one.profile).first == model;
        });
        return line != lines_.end() ? &*line : lines_.empty() ? nullptr : &lines_.front();
    }

    /// `line` names it, or else what stands at `named_at`; `attributes` is the line whose defaults it takes.
    void add(std::string_view profile_name, const sema::TargetLine* line, const sema::TargetLine* attributes,
             Span named_at = Span()) {
        const Span span = line != nullptr ? line->span : named_at;
        if (!catalog_.has(profile_name)) {
            if (!profile_name.empty()) {  // else the parser reported the line
                report_unknown(profile_name, span, catalog_.names());
            }
            return;
        }
        if (report_unknown_server(profile_name, span)) {
            return;
        }
        auto profile = catalog_.find(profile_name);
        if (!profile) {
            const Failure& failure = profile.error();
            sink_.report_about(profile_name, diag::BadProfile, span, profile_name,
                               fmt::format("{}: {}", failure.on, failure.reason));
            return;
        }
        Target target;
        target.profile = std::move(*profile);
        target.view = targets::view_of(*target.profile);
        target.span = span;
        if (line != nullptr) {
            target.view.alias = line->alias;
        }
        if (attributes != nullptr) {
            target.view.line = attributes->node;
            target.view.is_line_borrowed = targets::split_server(attributes->profile).first != target.view.model;
        }
        targets_.push_back(std::move(target));
    }

    /// `veo-3.1@vllm`: the model is known, and no such server of it.
    bool report_unknown_server(std::string_view name, Span span) {
        const auto [model, server] = targets::split_server(name);
        const auto standard = server.empty() ? tl::unexpected(Failure()) : catalog_.find(model);
        if (!standard) {
            return false;
        }
        const std::vector<std::string>& servers = (*standard)->servers;
        if (std::find(servers.begin(), servers.end(), server) != servers.end()) {
            return false;
        }
        std::vector<std::string> known = {std::string(model)};
        for (const std::string& one : servers) {
            known.push_back(fmt::format("{}@{}", model, one));
        }
        report_unknown(name, span, known);
        return true;
    }

    static std::vector<std::string_view> views_of(const std::vector<std::string>& names) {
        return {names.begin(), names.end()};
    }

    void report_unknown(std::string_view name, Span span, const std::vector<std::string>& known) {
        auto report = sink_.report_about(name, diag::UnknownTarget, span, name);
        if (!report) {
            return;
        }
        if (const auto nearest = find_nearest(name, views_of(known))) {
            report.note(fmt::format("did you mean `{}`?", *nearest));
            if (span.file.is_valid()) {
                report.fix(fmt::format("write `{}`", *nearest), span, *nearest);
            }
        } else {
            report.note(fmt::format("known targets: `{}`", fmt::join(known, "`, `")));
        }
    }

    const Options& options_;
    diagnostics::Sink& sink_;
    const std::vector<sema::TargetLine>& lines_;
    targets::Catalog catalog_;
    std::vector<Target> targets_;
};

}  // namespace

std::vector<Target> select_targets(Compilation& compilation, const sema::Script& script) {
    if (script.files().empty()) {
        return {};  // it could not be read, which was reported
    }
    return TargetSelector(compilation, script).select();
}

}  // namespace shot::plan
