// Flags into plan::Options.
#include "tools/command/compile_options.hpp"

#include <charconv>
#include <cstdint>

#include <fmt/format.h>

namespace shot::tool {
namespace {

// Positions in a file are 32-bit offsets.
constexpr std::uint64_t kLargestSource = 4ULL << 30;

/// `500000`, `64K`, `64M`, `64MiB`, `1g`: bytes, or nothing.
std::optional<std::uint64_t> find_size(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || number == 0) {
        return std::nullopt;
    }
    std::string unit(end, text.data() + text.size());
    for (char& letter : unit) {
        letter = static_cast<char>(letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A' : letter);
    }
    const unsigned shift = unit.empty() || unit == "B"                    ? 0
                           : unit == "K" || unit == "KB" || unit == "KIB" ? 10
                           : unit == "M" || unit == "MB" || unit == "MIB" ? 20
                           : unit == "G" || unit == "GB" || unit == "GIB" ? 30
                                                                          : 99;
    if (shift == 99 || number > (kLargestSource >> shift)) {
        return std::nullopt;
    }
    return number << shift;
}

/// A day of the calendar as `2026-09-24`.
bool is_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return false;
    }
    int parts[3] = {};
    constexpr std::size_t kBegins[] = {0, 5, 8};
    constexpr std::size_t kSizes[] = {4, 2, 2};
    for (int i = 0; i < 3; ++i) {
        const char* begin = text.data() + kBegins[i];
        const auto [end, error] = std::from_chars(begin, begin + kSizes[i], parts[i]);
        if (error != std::errc() || end != begin + kSizes[i] || *begin == '-') {
            return false;
        }
    }
    const auto [year, month, day] = parts;
    constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month >= 1 && month <= 12 && day >= 1 && day <= kDays[month - 1] + (month == 2 && is_leap ? 1 : 0);
}

/// May be repeated; of several that name one lint, the last holds, in the order in which they are given.
void add_level_option(CLI::App& app, const char* name, const char* help, plan::LintLevel level,
                      CompileOptions& options) {
    app.add_option_function<std::string>(
           name, [&options, level](const std::string& lint) { options.plan.levels.emplace_back(lint, level); }, help)
        ->option_text("LINT")
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->trigger_on_parse()
        ->check([level](const std::string& lint) {
            return plan::can_have_level(lint, level) ? "" : "`" + lint + "` is no lint; `shot explain` lists them";
        });
}

}  // namespace

void add_as_of_option(CLI::App& app, std::string& as_of) {
    app.add_option("--as-of", as_of, "Hold the lives of targets against this day, not against the date of their facts")
        ->option_text("YYYY-MM-DD")
        ->check(
            [](const std::string& text) { return is_date(text) ? "" : "`" + text + "` is no date like 2026-09-24"; });
}

void add_compile_options(CLI::App& app, CompileOptions& options) {
    auto* target =
        app.add_option("-t,--target", options.plan.target,
                       "Compile for this target: a profile (`shot targets`), or a name given with `as`; several\n"
                       "with commas between, each to a file of its own, compared at the end")
            ->option_text("NAME[,NAME...]");
    app.add_flag("--all-targets", options.plan.all_targets, "Compile for each `target` line of the script in turn")
        ->excludes(target)
        ->option_text(" ");
    app.add_option("--set", options.sets, "Set a `let` of the script; may be repeated")
        ->option_text("NAME=VALUE")
        ->allow_extra_args(false);
    app.add_option("-I,--include", options.plan.load.library_folders,
                   "Look for imports in this folder too; may be repeated")
        ->option_text("DIR")
        ->allow_extra_args(false);
    app.add_flag("--strict", options.plan.strict, "What the target cannot express is an error, not a warning");
    app.add_flag("--split", options.plan.split,
                 "A shot that is too long for the target becomes several clips, cut where its beats begin")
        ->option_text(" ");
    add_level_option(app, "--warn", "Report this lint (`craft`: every lint; `all`: every warning) as a warning",
                     plan::LintLevel::Warn, options);
    add_level_option(app, "--error", "Report it as an error", plan::LintLevel::Error, options);
    add_level_option(app, "--allow", "Do not report this lint; `craft` or `all`: no lint", plan::LintLevel::Allow,
                     options);
    auto* config = app.add_option("--config", options.config,
                                  "Take this shot.toml; else it is looked for in the script's folder and above")
                       ->option_text("FILE")
                       ->check([](const std::string& path) { return path.empty() ? "no path is given" : ""; });
    app.add_flag("--no-config", options.ignores_config, "Take no shot.toml")->excludes(config)->option_text(" ");
    app.add_option("--baseline", options.baseline, "Do not report the lint findings that stand in this file")
        ->option_text("FILE")
        ->check([](const std::string& path) { return path.empty() ? "no path is given" : ""; });
    add_as_of_option(app, options.plan.as_of);
    app.add_option_function<std::string>(
           "--max-source",
           [&options](const std::string& text) { options.plan.load.max_source_bytes = find_size(text).value_or(0); },
           "Read source files up to this size, such as 64M; 8M if it is left out")
        ->option_text("SIZE")
        ->check([](const std::string& text) {
            return find_size(text) ? "" : "`" + text + "` is no size like 64M, from 1 byte to 4G";
        });
    auto* json =
        app.add_flag("--json", options.as_json, "Write diagnostics as JSON, one object a line")->option_text(" ");
    app.add_flag("--sarif", options.as_sarif, "Write diagnostics as a SARIF 2.1.0 log")
        ->excludes(json)
        ->option_text(" ");
    add_colour_option(app, options.colour);
}

std::optional<int> finish_compile_options(const CLI::App& app, CompileOptions& options) {
    for (const std::string& set : options.sets) {
        const std::size_t equals = set.find('=');
        if (equals == std::string::npos || equals == 0) {
            return write_wrong_usage(app.get_name(), fmt::format("`--set {}` is not of the form NAME=VALUE", set));
        }
        options.plan.load.sets.emplace_back(set.substr(0, equals), set.substr(equals + 1));
    }
    return std::nullopt;
}

bool is_standard_input(std::string_view path) {
    return path == "-" || path == "/dev/stdin";
}

sema::Script load_script(const std::string& path, plan::Compilation& compilation) {
    const sema::LoadOptions& load = compilation.options.load;
    if (!is_standard_input(path)) {
        return sema::load_script(path, nullptr, load, compilation.files, compilation.sources, compilation.sink);
    }
    std::string text;
    std::string failure;
    if (!read_standard_input(load.max_source_bytes, text, failure)) {
        if (text.empty()) {
            compilation.sink.report(diag::CannotRead, Span(), "<stdin>", failure);
        } else {
            compilation.sink.report(diag::FileTooLarge, Span(), "<stdin>", failure)
                .note("a limit of this program; `--max-source SIZE` raises it");
        }
        text.clear();
    }
    return sema::load_script("<stdin>", &text, load, compilation.files, compilation.sources, compilation.sink);
}

}  // namespace shot::tool
