// Golden cases against the files beside them.
#include <algorithm>

#include <fmt/format.h>

#include "tests/golden/checks.hpp"
#include "tests/golden/disk.hpp"
#include "tests/golden/golden_case.hpp"
#include "tests/golden/line_diff.hpp"

namespace shot::tests {
namespace {

/// Compares (or writes) one form. An empty `.diag` has no file; the other forms always have theirs.
std::string check_form(const std::string& path, std::string_view form, const std::string& actual, bool updates) {
    const std::optional<std::string> expected = read_file(path);
    const bool wants_file = form != "diag" || !actual.empty();
    if (updates) {
        if (!wants_file) {
            remove_file(path);
        } else if (expected != actual && !write_file(path, actual)) {
            return "cannot be written\n";
        }
        return {};
    }
    if (!expected && form != "diag") {
        return fmt::format("has no file; write it with `shot_golden --update` and read it\n");
    }
    return diff_lines(expected.value_or(""), actual);
}

void check_case(const Settings& settings, const GoldenCase& golden, Tally& tally) {
    if (!golden.options.broken.empty()) {
        tally.fail(golden.id(), golden.options.broken);
        return;
    }
    const Outcome outcome = run_case(make_files(settings.cases(), golden, golden.text), golden);
    std::string report = outcome.broken;
    for (const std::string_view form : kForms) {
        const std::string path = fmt::format("{}/{}.{}", settings.cases(), golden.id(), form);
        const std::string* actual = outcome.find(form);
        if (actual != nullptr) {
            const std::string difference = check_form(path, form, *actual, settings.updates);
            report += difference.empty() ? "" : fmt::format("{}.{}: {}", golden.id(), form, "\n" + difference);
        } else if (read_file(path)) {
            report +=
                fmt::format("{}.{} stands beside it, but its first line has no `print={}`\n", golden.id(), form, form);
        }
    }
    tally.check(golden.id(), report);
}

/// Expected files whose case is gone.
void check_strays(const Settings& settings, Tally& tally) {
    std::string strays;
    for (const std::string& area : list_folders(settings.cases())) {
        for (const std::string& file : list_files(settings.cases() + "/" + area, false)) {
            const std::size_t dot = file.rfind('.');
            const std::string_view form = std::string_view(file).substr(dot == std::string::npos ? 0 : dot + 1);
            const bool is_expected = std::find(std::begin(kForms), std::end(kForms), form) != std::end(kForms);
            if (is_expected && area != "examples" &&
                !read_file(settings.cases() + "/" + area + "/" + file.substr(0, dot) + ".shot")) {
                strays += fmt::format("{}/{}\n", area, file);
            }
        }
    }
    tally.check("every expected file has its case", strays);
}

}  // namespace

void check_cases(const Settings& settings, Tally& tally) {
    for (const GoldenCase& golden : find_cases(settings.cases(), settings.filter)) {
        check_case(settings, golden, tally);
    }
    if (settings.filter.empty()) {
        check_strays(settings, tally);
    }
}

}  // namespace shot::tests
