// The catalog of diagnostics: nothing in it that nobody reports, nothing without a page.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "compiler/diagnostics/catalog.hpp"
#include "tests/golden/checks.hpp"
#include "tests/golden/disk.hpp"
#include "tests/golden/page_examples.hpp"

namespace shot::tests {
namespace {

/// Codes that no script can bring about with the targets that are built in; unit tests hold them.
constexpr std::string_view kNotInCases[] = {
    "SHOT0614",  // every layout of the one built-in prompt style writes the names of the speakers it shows
    "SHOT0620",  // a built-in profile is valid
    "SHOT0622",  // a picture of 20 MB is none to keep
    "SHOT0635",  // the one built-in target that takes more than helps counts words: prompt-length
};

/// Pages that have no script to show: they are about a file, an option, a length, or a target that is not built in.
constexpr std::string_view kNoExample[] = {
    "SHOT0001", "SHOT0002", "SHOT0003", "SHOT0101", "SHOT0102", "SHOT0106", "SHOT0310", "SHOT0317",
    "SHOT0318", "SHOT0319", "SHOT0416", "SHOT0601", "SHOT0604", "SHOT0605", "SHOT0610", "SHOT0611",
    "SHOT0612", "SHOT0613", "SHOT0614", "SHOT0615", "SHOT0617", "SHOT0619", "SHOT0620", "SHOT0621",
    "SHOT0622", "SHOT0623", "SHOT0624", "SHOT0625", "SHOT0626", "SHOT0627", "SHOT0629", "SHOT0630",
    "SHOT0634", "SHOT0635", "SHOT0636", "SHOT0716",
};

template <std::size_t N>
bool is_in(const std::string_view (&codes)[N], std::string_view code) {
    return std::find(std::begin(codes), std::end(codes), code) != std::end(codes);
}

/// The expected diagnostics of all cases, as one text.
std::string all_expected(const Settings& settings) {
    std::string text;
    for (const std::string& file : list_files(settings.cases())) {
        if (file.ends_with(".diag")) {
            text += read_file(settings.cases() + "/" + file).value_or("");
        }
    }
    return text;
}

std::string check_page(const std::string& code, std::string_view name, const std::string& page) {
    if (page.find(code) == std::string::npos || page.find(name) == std::string::npos) {
        return fmt::format("does not name {} and `{}`\n", code, name);
    }
    const std::vector<Example> examples = compile_examples(page, code >= "SHOT0700");
    if (examples.empty()) {
        return page.find("```") == std::string::npos && !is_in(kNoExample, code) ? "shows no example\n" : "";
    }
    std::string report;
    if (!examples.front().reports(code)) {
        report += fmt::format("its first example (line {}) does not report {}:\n{}", examples.front().block.line, code,
                              examples.front().rendered);
    }
    const Example& last = examples.back();
    if (examples.size() > 1 && !last.is_clean()) {
        report +=
            fmt::format("its last example (line {}) is not the corrected one:\n{}", last.block.line, last.rendered);
    }
    return report;
}

}  // namespace

void check_catalog(const Settings& settings, Tally& tally) {
    const std::string expected = all_expected(settings);
    std::set<std::uint16_t> codes;
    std::set<std::string_view> names;
    for (const diagnostics::CatalogEntry& entry : diagnostics::catalog()) {
        const std::string code = diagnostics::code_text(entry.code);
        const bool is_new = codes.insert(entry.code).second && names.insert(entry.name).second;
        tally.check(code + " is there once", is_new ? "" : fmt::format("`{}` or its code stands twice\n", entry.name));
        const bool is_excused = is_in(kNotInCases, code);
        const bool is_emitted = expected.find("[" + code + "]") != std::string::npos;
        tally.check(code + " is reported by a case", is_emitted != is_excused ? ""
                                                     : is_excused             ? "it is, and stands among the excused\n"
                                                                              : "no .diag has it\n");
        const auto page = read_file(fmt::format("{}/docs/diagnostics/{}.md", settings.project, code));
        tally.check("the page of " + code, page ? check_page(code, entry.name, *page) : "there is none\n");
    }
}

}  // namespace shot::tests
