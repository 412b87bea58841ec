// The films of examples/: each `.shot` that no other of its folder imports is compiled, and its prompts and bundle are
// kept as tests/cases/examples/FOLDER-NAME.{prompt,bundle}. The film of six shots is compiled for every target, too: what
// a native of each model would have written, and what is lost, in FOLDER-NAME@TARGET.{prompt,diag}.
#include <fmt/format.h>

#include "compiler/source/memory_file_system.hpp"
#include "compiler/targets/catalog.hpp"
#include "tests/golden/checks.hpp"
#include "tests/golden/disk.hpp"
#include "tests/golden/golden_case.hpp"
#include "tests/golden/line_diff.hpp"
#include "tests/support/compile_text.hpp"

namespace shot::tests {
namespace {

const std::string kEveryTarget = "lighthouse/film.shot";

std::string stem_of(const std::string& path) {
    return path.substr(0, path.size() - 5);
}

std::string check_expected(const Settings& settings, const std::string& path, const std::string& actual) {
    if (settings.updates) {
        return write_file(path, actual) ? "" : "cannot be written\n";
    }
    const std::optional<std::string> expected = read_file(path);
    return expected ? diff_lines(*expected, actual) : "has no file; write it with `shot_golden examples --update`\n";
}

std::string check_film(const Settings& settings, const MemoryFileSystem& files, const std::string& path) {
    plan::Options options;
    options.craft = true;
    const Compiled compiled = compile(files, path, options);
    std::string report = render_for_golden(compiled.diagnostics, compiled.sources, false, 0);
    if (compiled.targets.empty() || compiled.has_errors) {
        return report + "does not compile\n";
    }
    std::string name = stem_of(path);
    for (char& letter : name) {
        letter = letter == '/' ? '-' : letter;
    }
    const std::string base = settings.cases() + "/examples/" + name;
    const CompiledTarget& target = compiled.targets.front();
    report += target.broken;
    report += check_expected(settings, base + ".prompt", target.prompts);
    report += check_expected(settings, base + ".bundle", target.bundle);
    return report;
}

std::string check_film_for(const Settings& settings, const MemoryFileSystem& files, const std::string& target) {
    plan::Options options;
    options.target = target;
    const Compiled compiled = compile(files, kEveryTarget, options);
    const std::string base = settings.cases() + "/examples/lighthouse-film@" + target;
    std::string report =
        check_expected(settings, base + ".diag", render_for_golden(compiled.diagnostics, compiled.sources, false, 0));
    if (!compiled.has_errors && !compiled.targets.empty()) {
        report += compiled.targets.front().broken;
        report += check_expected(settings, base + ".prompt", compiled.targets.front().prompts);
    }
    return report;
}

}  // namespace

void check_examples(const Settings& settings, Tally& tally) {
    const std::string root = settings.project + "/examples";
    MemoryFileSystem files;
    std::vector<std::string> scripts;
    std::string all;
    for (const std::string& file : list_files(root)) {
        const std::string text = read_file(root + "/" + file).value_or("");
        files.add(file, text);
        all += text;
        if (file.ends_with(".shot")) {
            scripts.push_back(file);
        }
    }
    for (const std::string& script : scripts) {
        const std::string name = script.substr(script.rfind('/') + 1);
        const bool is_library = all.find(fmt::format("import \"{}\"", name)) != std::string::npos;
        if (!is_library && script.find(settings.filter) != std::string::npos) {
            tally.check("examples/" + script, check_film(settings, files, script));
        }
    }
    for (const std::string& target : targets::Catalog().names()) {
        if (settings.filter.empty() || kEveryTarget.find(settings.filter) != std::string::npos) {
            tally.check("examples/" + kEveryTarget + " for " + target, check_film_for(settings, files, target));
        }
    }
}

}  // namespace shot::tests
