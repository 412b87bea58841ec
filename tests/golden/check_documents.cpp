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
        for (const Example& example : compile_examples(read_file(settings.project + "/" + page).value_or(""))) {
            tally.check(fmt::format("{}:{}", page, example.block.line), example.broken());
        }
    }
}

}  // namespace shot::tests
