// shot_golden: the golden cases, their properties, the catalog, the documents and the examples. Called by ctest, a part
// a test; by people with --update after a change that was meant:
//
//     shot_golden [cases|properties|formats|fixes|catalog|documents|examples]... [--filter TEXT] [--update]
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "tests/golden/checks.hpp"

namespace shot::tests {

void Tally::fail(std::string_view what, std::string_view report) {
    ++failed_;
    std::printf("FAILED: %.*s\n", static_cast<int>(what.size()), what.data());
    std::printf("%.*s%s", static_cast<int>(report.size()), report.data(),
                report.empty() || report.back() == '\n' ? "" : "\n");
}

void Tally::check(std::string_view what, std::string_view report) {
    if (report.empty()) {
        pass();
    } else {
        fail(what, report);
    }
}

namespace {

struct Part {
    const char* name;
    void (*run)(const Settings&, Tally&);
};
constexpr Part kParts[] = {{"cases", check_cases},
                           {"properties", check_properties},
                           {"formats", check_formats},
                           {"fixes", check_fixes},
                           {"catalog", check_catalog},
                           {"documents", check_documents},
                           {"examples", check_examples}};

bool is_ci() {
    const char* value = std::getenv("CI");
    return value != nullptr && *value != '\0' && std::strcmp(value, "0") != 0 && std::strcmp(value, "false") != 0;
}

int run(const std::vector<std::string>& arguments) {
    Settings settings;
    settings.project = SHOT_SOURCE_FOLDER;
    std::vector<const Part*> parts;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const Part* named = nullptr;
        for (const Part& part : kParts) {
            named = arguments[i] == part.name ? &part : named;
        }
        if (named != nullptr) {
            parts.push_back(named);
        } else if (arguments[i] == "--filter" && i + 1 < arguments.size()) {
            settings.filter = arguments[++i];
        } else if (arguments[i] == "--update") {
            settings.updates = true;
        } else {
            std::fprintf(stderr, "shot_golden: there is no `%s`\n", arguments[i].c_str());
            return 2;
        }
    }
    if (settings.updates && is_ci()) {
        std::fprintf(stderr,
                     "shot_golden: --update is refused where CI is set: expected files are reviewed by people\n");
        return 2;
    }
    Tally tally;
    for (const Part& part : kParts) {
        bool is_wanted = parts.empty();
        for (const Part* wanted : parts) {
            is_wanted = is_wanted || wanted == &part;
        }
        if (is_wanted) {
            part.run(settings, tally);
        }
    }
    std::printf("%zu passed, %zu failed\n", tally.passed(), tally.failed());
    return tally.failed() > 0 || tally.passed() == 0 ? 1 : 0;
}

}  // namespace
}  // namespace shot::tests

int main(int count, char** values) {
    return shot::tests::run({values + 1, values + count});
}
