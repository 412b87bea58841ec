// The `shot` blocks of the documents.
#include <fmt/format.h>

#include "tests/golden/checks.hpp"
#include "tests/golden/disk.hpp"
#include "tests/golden/page_examples.hpp"

namespace shot::tests {

void check_documents(const Settings& settings, Tally& tally) {
    std::vector<std::string> pages = {"README.md", "CONTRIBUTING.md"};
    for (const std::string& page : list_files(settings.project + "/docs")) {
        if (page.ends_with(".md")) {
            pages.push_back("docs/" + page);
        }
    }
    for (const std::string& page : pages) {
        // The page of another diagnostic shows what it is about, and no more.
        const bool with_lints = page.find("diagnostics/SHOT") == std::string::npos ||
                                page.find("diagnostics/SHOT07") != std::string::npos ||
                                page.find("diagnostics/SHOT08") != std::string::npos;
        const std::string text = read_file(settings.project + "/" + page).value_or("");
        for (const Example& example : compile_examples(text, with_lints)) {
            tally.check(fmt::format("{}:{}", page, example.block.line), example.broken());
        }
    }
}

}  // namespace shot::tests
