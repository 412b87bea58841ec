// A shot.toml read by toml++, which no other file sees. Every key is known or reported; what is wrong is left out, so that
// one run says all that there is to mend.
#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include "compiler/diagnostics/catalog.hpp"
#include "compiler/project/project.hpp"
#include "compiler/source/code_points.hpp"
#include "compiler/source/paths.hpp"
#include "compiler/support/nearest.hpp"

namespace shot::project {
namespace {

using Names = std::vector<std::string_view>;

constexpr std::array<std::string_view, 5> kSettings = {"target", "libraries", "baseline", "lints", "rules"};

constexpr std::array kLevels = {std::pair<std::string_view, plan::LintLevel>{"allow", plan::LintLevel::Allow},
                                std::pair<std::string_view, plan::LintLevel>{"warn", plan::LintLevel::Warn},
                                std::pair<std::string_view, plan::LintLevel>{"error", plan::LintLevel::Error}};

/// What stands there, for messages.
std::string found_text(const toml::node& node) {
    switch (node.type()) {
        case toml::node_type::table:
            return "a table";
        case toml::node_type::array:
            return "a list";
        case toml::node_type::string:
            return "a text";
        case toml::node_type::integer:
        case toml::node_type::floating_point:
            return "a number";
        case toml::node_type::boolean:
            return node.value<bool>().value_or(false) ? "`true`" : "`false`";
        default:
            return "a date or a time";
    }
}

/// `Error while parsing key-value pair: expected '=', saw '\n'` -> `expected '=', saw '\n'`, which follows a colon of ours.
std::string reason_of(std::string_view description) {
    constexpr std::string_view kWhile = "Error while parsing ";
    if (const std::size_t colon = description.find(": "); description.starts_with(kWhile) && colon != description.npos) {
        description.remove_prefix(colon + 2);
    }
    std::string reason(description);
    std::replace(reason.begin(), reason.end(), '\n', ' ');
    if (!reason.empty() && reason[0] >= 'A' && reason[0] <= 'Z') {
        reason[0] = static_cast<char>(reason[0] - 'A' + 'a');
    }
    return reason;
}

/// Whether the text holds those words as words: what is written for them is then against the rule, too.
bool holds_words(std::string_view text, std::string_view words, bool keeps_case) {
    const auto is_same = [keeps_case](char a, char b) {
        return a == b || (!keeps_case && std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b)));
    };
    const auto is_edge = [&](auto at) { return at == text.end() || std::isalnum(static_cast<unsigned char>(*at)) == 0; };
    for (auto at = text.begin();; ++at) {
        at = std::search(at, text.end(), words.begin(), words.end(), is_same);
        if (at == text.end()) {
            return false;
        }
        if ((at == text.begin() || is_edge(at - 1)) && is_edge(at + static_cast<std::ptrdiff_t>(words.size()))) {
            return true;
        }
    }
}

class ProjectReader {
public:
    ProjectReader(const FileSystem& files, const Sources& sources, FileId file, diagnostics::Sink& sink,
                  Project& project)
        : files_(files),
          source_(sources.get(file)),
          file_(file),
          sink_(sink),
          project_(project),
          folder_(parent_path(project.path)) {}

    void read() {
        const toml::parse_result parsed = toml::parse(source_.text(), project_.path);
        if (!parsed) {
            project_.is_broken = true;
            const Span span = span_of(parsed.error().source());
            const std::string reason = reason_of(parsed.error().description());
            const std::string_view text = source_.text();
            const bool is_at_line_end = span.begin < text.size() && (text[span.begin] == '\n' || text[span.begin] == '\r');
            const bool is_unclosed = is_at_line_end && reason.starts_with("unescaped control characters");
            sink_.report(diag::ProjectSyntax, span, is_unclosed ? "this text is not closed on its line" : reason);
            return;
        }
        for (const auto& [key, value] : parsed.table()) {
            read_setting(key, value);
        }
    }

private:
    void read_setting(const toml::key& key, const toml::node& value) {
        if (key == "target") {
            if (const auto target = text_of(value, "the name of a target")) {
                project_.target = *target;
                project_.target_span = span_of(value.source());
            }
        } else if (key == "libraries") {
            for (const toml::node* folder : items_of(value, "a list of folders")) {
                read_library(*folder);
            }
        } else if (key == "baseline") {
            if (const auto path = text_of(value, "the path of a file")) {
                project_.baseline = join_path(folder_, *path);
                project_.baseline_span = span_of(value.source());
            }
        } else if (key == "lints") {
            if (const toml::table* lints = table_of(value, "a table `[lints]`")) {
                read_levels(*lints);
            }
        } else if (key == "rules") {
            read_rules(value);
        } else {
            report_unknown(key, "setting of a project", {kSettings.begin(), kSettings.end()});
        }
    }

    void read_library(const toml::node& value) {
        const auto written = text_of(value, "the path of a folder");
        if (!written) {
            return;
        }
        const std::string folder = normal_path(join_path(folder_, *written));
        if (files_.info(folder.empty() ? "." : folder).kind == FileInfo::Kind::Directory) {
            project_.library_folders.push_back(folder.empty() ? "." : folder);
        } else {
            sink_.report(diag::CannotRead, span_of(value.source()), *written, "no such folder");
        }
    }

    // [lints]

    void read_levels(const toml::table& lints) {
        for (const auto& [key, value] : lints) {
            read_level(key, value);
        }
        // A table has no order: what is said of less holds over what is said of more.
        const auto reach = [](const auto& level) { return level.first == "all" ? 0 : level.first == "craft" ? 1 : 2; };
        std::stable_sort(project_.levels.begin(), project_.levels.end(),
                         [&](const auto& a, const auto& b) { return reach(a) < reach(b); });
    }

    void read_level(const toml::key& key, const toml::node& value) {
        if (!plan::can_have_level(key.str(), plan::LintLevel::Warn)) {
            const bool is_below_table = std::find(kSettings.begin(), kSettings.end(), key.str()) != kSettings.end();
            report_unknown(key, "lint", plan::names_with_level(plan::LintLevel::Warn))
                .note(is_below_table ? "a setting of the project stands above the first `[…]`" : "`shot explain` lists them");
            return;
        }
        const auto written = text_of(value, "`\"allow\"`, `\"warn\"` or `\"error\"`");
        if (!written) {
            return;
        }
        const auto level =
            std::find_if(kLevels.begin(), kLevels.end(), [&](const auto& one) { return one.first == *written; });
        if (level == kLevels.end()) {
            auto report = report_bad(value, fmt::format("`{}`", *written), "`allow`, `warn` or `error`");
            if (const auto nearest = find_nearest(*written, {"allow", "warn", "error"})) {
                report.note(fmt::format("did you mean `{}`?", *nearest));
            } else if (*written == "off" || *written == "ignore" || *written == "none" || *written == "disable") {
                report.note("did you mean `allow`?");
            }
        } else if (!plan::can_have_level(key.str(), level->second)) {
            report_bad(value, "`allow`", "`warn` or `error`")
                .note(fmt::format("`{}` is no lint, and is always said", key.str()));
        } else {
            project_.levels.emplace_back(key.str(), level->second);
        }
    }

    // [[rules]]

    void read_rules(const toml::node& value) {
        const auto rules = std::make_shared<lint::HouseRules>();
        for (const toml::node* item : items_of(value, "tables `[[rules]]`")) {
            if (const toml::table* table = table_of(*item, "a table `[[rules]]`")) {
                read_rule(*table, *rules);
            }
        }
        project_.house_rules = rules;
    }

    void read_rule(const toml::table& table, lint::HouseRules& rules) {
        lint::HouseRule rule;
        const toml::node* avoided = nullptr;
        bool is_told = true;  // false: `use` or `message` is there, and was reported
        for (const auto& [key, value] : table) {
            if (key == "avoid") {
                avoided = &value;
            } else if (key == "use") {
                rule.use = text_of(value, "a word or phrase").value_or("");
                is_told = !rule.use.empty();
            } else if (key == "message") {
                rule.message = text_of(value, "a text").value_or("");
                is_told = !rule.message.empty();
            } else if (key == "safe") {
                rule.is_safe = flag_of(value);
            } else if (key == "match-case") {
                rule.keeps_case = flag_of(value);
            } else {
                report_unknown(key, "setting of a rule", {"avoid", "use", "message", "safe", "match-case"});
            }
        }
        rule.place = fmt::format("{}, line {}", project_.path, table.source().begin.line);
        if (avoided == nullptr) {
            sink_.report(diag::BadSetting, span_of(table.source()), "a rule without `avoid`", "the word that it is about");
            return;
        }
        if (rule.message.empty() && rule.use.empty()) {
            if (is_told) {
                sink_.report(diag::BadSetting, span_of(table.source()), "a rule without a `message`",
                             "why the word is avoided, or what to `use` instead");
            }
            return;
        }
        rule.message = rule.message.empty() ? fmt::format("write `{}`", rule.use) : rule.message;
        if (avoided->is_array()) {
            for (const toml::node* word : items_of(*avoided, "")) {
                add_words(*word, rule, rules);
            }
        } else {
            add_words(*avoided, rule, rules);
        }
    }

    void add_words(const toml::node& value, const lint::HouseRule& rule, lint::HouseRules& rules) {
        const auto words = text_of(value, "a word or phrase, or a list of them");
        if (!words) {
            return;
        }
        if (words->size() > lint::kMaxRuleWords) {
            report_bad(value, fmt::format("{} bytes", words->size()),
                       fmt::format("{} at the most", lint::kMaxRuleWords));
        } else if (holds_words(rule.use, *words, rule.keeps_case)) {
            report_bad(value, fmt::format("`{}`, which `{}` holds again", *words, rule.use), "a word that `use` does without");
        } else if (const lint::HouseRule* other = rules.add(rule, *words)) {
            report_bad(value, fmt::format("`{}` again", *words), "each word in one rule")
                .note(fmt::format("it stands in a rule of {}", other->place));
        }
    }

    // Values of a type; what is of another is reported.

    /// One line that holds more than white space.
    std::optional<std::string> text_of(const toml::node& value, std::string_view expected) {
        const auto text = value.value<std::string_view>();
        if (!value.is_string() || !text) {
            report_bad(value, found_text(value), expected);
            return std::nullopt;
        }
        if (text->find_first_not_of(" \t") == std::string_view::npos) {
            report_bad(value, "an empty text", expected);
            return std::nullopt;
        }
        const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
        if (std::any_of(text->begin(), text->end(), is_control)) {
            report_bad(value, "a line end or another control character", "one line of text");
            return std::nullopt;
        }
        return std::string(*text);
    }

    bool flag_of(const toml::node& value) {
        if (!value.is_boolean()) {
            report_bad(value, found_text(value), "`true` or `false`");
        }
        return value.value<bool>().value_or(false);
    }

    std::vector<const toml::node*> items_of(const toml::node& value, std::string_view expected) {
        std::vector<const toml::node*> items;
        if (const toml::array* array = value.as_array()) {
            for (const toml::node& item : *array) {
                items.push_back(&item);
            }
        } else {
            report_bad(value, found_text(value), expected);
        }
        return items;
    }

    const toml::table* table_of(const toml::node& value, std::string_view expected) {
        if (!value.is_table()) {
            report_bad(value, found_text(value), expected);
        }
        return value.as_table();
    }

    diagnostics::Report report_bad(const toml::node& value, std::string_view found, std::string_view expected) {
        return sink_.report(diag::BadSetting, span_of(value.source()), found, expected);
    }

    diagnostics::Report report_unknown(const toml::key& key, std::string_view kind, const Names& known) {
        const Span span = span_of(key.source());
        auto report = sink_.report(diag::UnknownSetting, span, key.str(), kind);
        if (const auto nearest = find_nearest(key.str(), known)) {
            report.note(fmt::format("did you mean `{}`?", *nearest)).fix(fmt::format("write `{}`", *nearest), span, *nearest);
        } else if (known.size() < 10) {
            report.note(fmt::format("there are `{}`", fmt::join(known, "`, `")));
        }
        return report;
    }

    /// toml++ counts lines and code points from 1. Of what goes over several lines it is the first.
    Span span_of(const toml::source_region& region) const {
        const std::uint32_t begin = offset_of(region.begin);
        const bool is_one_line = region.end.line == region.begin.line;
        const std::uint32_t line = std::min(region.begin.line, source_.line_count());
        const std::uint32_t line_end =
            source_.line_begin(line) + static_cast<std::uint32_t>(source_.line_text(line).size());
        return {file_, begin, std::max(begin, is_one_line ? offset_of(region.end) : line_end)};
    }

    std::uint32_t offset_of(const toml::source_position& position) const {
        const std::uint32_t line = std::clamp<std::uint32_t>(position.line, 1, source_.line_count());
        const std::string_view text = source_.line_text(line);
        std::size_t at = 0;
        for (std::uint32_t column = 1; column < position.column && at < text.size(); ++column) {
            at += read_code_point(text, at).length;
        }
        return source_.line_begin(line) + static_cast<std::uint32_t>(at);
    }

    const FileSystem& files_;
    const SourceFile& source_;
    FileId file_;
    diagnostics::Sink& sink_;
    Project& project_;
    std::string folder_;
};

}  // namespace

Project read_project(const std::string& path, const FileSystem& files, Sources& sources, diagnostics::Sink& sink) {
    Project project;
    project.path = path;
    auto text = files.read(path, kMaxProjectBytes);
    if (!text) {
        project.is_broken = true;
        sink.report(diag::CannotRead, Span(), path, text.error().reason);
        return project;
    }
    const FileId file = sources.add(path, std::move(*text));
    ProjectReader(files, sources, file, sink, project).read();
    return project;
}

}  // namespace shot::project
