// What holds of every script, however broken: it compiles without a crash, its tree is sound, and it compiles to the
// same twice. Tried on every prefix (at line ends) and every single-line deletion of every case.
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/golden/checks.hpp"
#include "tests/golden/golden_case.hpp"
#include "tests/golden/line_diff.hpp"
#include "tests/support/compile_text.hpp"

namespace shot::tests {
namespace {

/// Every text that comes of `text` by ending it after a line, or by leaving a line out.
std::vector<std::string> variants_of(const std::string& text) {
    std::vector<std::string> variants;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t line_end = text.find('\n', begin);
        const std::size_t end = line_end == std::string::npos ? text.size() : line_end + 1;
        variants.push_back(text.substr(0, begin));
        variants.push_back(text.substr(0, begin) + text.substr(end));
        if (line_end != std::string::npos) {
            variants.push_back(text.substr(0, line_end));  // the line, without its end
        }
        begin = end;
    }
    return variants;
}

std::string check_variants(const Settings& settings, const GoldenCase& golden) {
    MemoryFileSystem files = make_files(settings.cases(), golden, golden.text);
    const std::string path = golden.name + ".shot";
    for (const std::string& variant : variants_of(golden.text)) {
        std::string broken = verify_text(path, variant);
        files.add(path, variant);
        const Compiled compiled = compile(files, golden.path(), golden.options.plan);
        for (const CompiledTarget& target : compiled.targets) {
            broken += target.broken;
        }
        if (!broken.empty()) {
            return fmt::format("of this variant:\n{}\ndoes not hold: {}\n", variant, broken);
        }
    }
    return {};
}

std::string check_twice(const Settings& settings, const GoldenCase& golden) {
    const Outcome first = run_case(make_files(settings.cases(), golden, golden.text), golden);
    const Outcome second = run_case(make_files(settings.cases(), golden, golden.text), golden);
    for (std::size_t i = 0; i < first.texts.size(); ++i) {
        if (first.texts[i] != second.texts[i]) {
            return fmt::format("the second {} differs:\n{}", first.texts[i].first,
                               diff_lines(first.texts[i].second, second.texts[i].second));
        }
    }
    return {};
}

}  // namespace

void check_properties(const Settings& settings, Tally& tally) {
    for (GoldenCase& golden : find_cases(settings.cases(), settings.filter)) {
        if (golden.options.is_once) {
            continue;
        }
        tally.check("variants of " + golden.id(), check_variants(settings, golden));
        golden.options.forms = {"ast", "script", "prompt", "bundle"};
        tally.check("twice " + golden.id(), check_twice(settings, golden));
    }
}

}  // namespace shot::tests
