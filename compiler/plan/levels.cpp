#include "compiler/plan/levels.hpp"

#include "compiler/lint/allow_comments.hpp"

namespace shot::plan {

bool can_have_level(std::string_view name, LintLevel level) {
    const auto* entry = diagnostics::find_entry(name);  // `vague-motion`, `SHOT0702`
    const bool is_warning = entry != nullptr && entry->level == diagnostics::Level::Warning;
    const bool is_lint = entry != nullptr && lint::is_lint_name(entry->name);
    const bool can_be = level == LintLevel::Allow ? is_lint : is_warning;
    return can_be || name == "craft" || name == "all";
}

std::vector<std::string_view> names_with_level(LintLevel level) {
    std::vector<std::string_view> names = {"all", "craft"};
    for (const diagnostics::CatalogEntry& entry : diagnostics::catalog()) {
        if (can_have_level(entry.name, level)) {
            names.push_back(entry.name);
        }
    }
    return names;
}

LintLevel level_of(const diagnostics::CatalogEntry& entry, const LintLevels& levels) {
    const bool is_lint = lint::is_lint_name(entry.name);
    LintLevel level = LintLevel::Warn;
    for (const auto& [name, chosen] : levels) {
        const bool is_meant = diagnostics::find_entry(name) == &entry || (name == "craft" && is_lint) ||
                              (name == "all" && entry.level == diagnostics::Level::Warning);
        level = is_meant ? chosen : level;
    }
    return level;
}

}  // namespace shot::plan
