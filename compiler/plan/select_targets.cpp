// Which targets a run compiles for: the script's `target` lines against --target and --all-targets.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/plan/compile.hpp"
#include "compiler/support/nearest.hpp"

namespace shot::plan {
namespace {

constexpr std::string_view kDefaultTarget = "sora-2";

class TargetSelector {
public:
    TargetSelector(Compilation& compilation, const sema::Script& script)
        : options_(compilation.options), sink_(compilation.sink), lines_(script.targets()) {}

    std::vector<Target> select() {
        check_lines();
        if (!options_.target.empty()) {
            add_named(options_.target);
        } else if (lines_.empty()) {
            add(kDefaultTarget, nullptr, nullptr);
        } else {
            const std::size_t count = options_.all_targets ? lines_.size() : 1;
            for (std::size_t i = 0; i < count; ++i) {
                add(lines_[i].profile, &lines_[i], &lines_[i]);
            }
        }
        return std::move(targets_);
    }

private:
    static bool is_profile(std::string_view name) {
        const auto names = targets::profile_names();
        return std::find(names.begin(), names.end(), name) != names.end();
    }

    /// A line that is not chosen has its misspelt profile reported, too. One that is like none may be for a program that
    /// knows more targets than this one.
    void check_lines() {
        const auto names = targets::profile_names();
        for (const sema::TargetLine& line : lines_) {
            if (!line.profile.empty() && !is_profile(line.profile) && find_nearest(line.profile, names)) {
                report_unknown(line.profile, line.span, names);
            }
        }
    }

    /// By the name after `as`, then by the profile of a line; a profile that no line names has the first line's
    /// attributes.
    void add_named(const std::string& name) {
        const auto by_alias =
            std::find_if(lines_.begin(), lines_.end(), [&](const auto& line) { return line.alias == name; });
        const auto line = by_alias != lines_.end() ? by_alias
                                                   : std::find_if(lines_.begin(), lines_.end(),
                                                                  [&](const auto& one) { return one.profile == name; });
        if (line != lines_.end()) {
            add(line->profile, &*line, &*line);
        } else if (is_profile(name)) {
            add(name, nullptr, lines_.empty() ? nullptr : &lines_.front());
        } else {
            std::vector<std::string_view> names = targets::profile_names();
            for (const sema::TargetLine& one : lines_) {
                if (!one.alias.empty()) {
                    names.push_back(one.alias);
                }
            }
            report_unknown(name, Span(), names);
        }
    }

    /// `line` names it; `attributes` is the line whose defaults it takes.
    void add(std::string_view profile_name, const sema::TargetLine* line, const sema::TargetLine* attributes) {
        const Span span = line != nullptr ? line->span : Span();
        if (!is_profile(profile_name)) {
            if (!profile_name.empty()) {  // else the parser reported the line
                report_unknown(profile_name, span, targets::profile_names());
            }
            return;
        }
        auto profile = targets::find_profile(profile_name);
        if (!profile) {
            sink_.report(diag::BadProfile, span, profile_name, profile.error().reason);
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
        }
        targets_.push_back(std::move(target));
    }

    void report_unknown(std::string_view name, Span span, const std::vector<std::string_view>& known) {
        auto report = sink_.report(diag::UnknownTarget, span, name);
        if (!report) {
            return;
        }
        if (const auto nearest = find_nearest(name, known)) {
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
