// What holds of every script and its canonical form: the form of the form is the form, and both compile to the same but
// for hashes and lines. Tried on every case, example, library and block of the documents that has no syntax errors, and
// on 20,000 files that are made of the cases.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/format/format.hpp"
#include "compiler/format/same_script.hpp"
#include "compiler/parse/parse.hpp"
#include "compiler/sema/vocabulary.hpp"
#include "runtime/bundle/reader.hpp"
#include "runtime/bundle/writer.hpp"
#include "tests/golden/checks.hpp"
#include "tests/golden/disk.hpp"
#include "tests/golden/golden_case.hpp"
#include "tests/golden/line_diff.hpp"
#include "tests/golden/markdown.hpp"
#include "tests/golden/script_changes.hpp"
#include "tests/support/compile_text.hpp"

namespace shot::tests {
namespace {

constexpr std::size_t kGeneratedFiles = 20'000;
/// Of the generated files every so many is compiled, too.
constexpr std::size_t kCompiledEvery = 8;

/// One for all: reading the words of the camera takes longer than formatting a case.
const format::TitleCheck& framing_check() {
    static const format::TitleCheck check = sema::make_framing_check();
    return check;
}

std::optional<std::string> format_text(const std::string& text) {
    const SourceFile source("film.shot", text);
    diagnostics::Sink sink;
    return format::format_source(FileId(0U), source, sink, framing_check());
}

/// The formatter keeps lines as they are where wrapping would change a script; it should not have to.
bool is_left_unwrapped(const std::string& text) {
    const SourceFile source("film.shot", text);
    diagnostics::Sink sink;
    const syntax::Tree tree = parse::parse_file(FileId(0U), source, sink);
    return !format::reads_the_same(tree, source, format::format_tree(tree, source, framing_check(), false));
}

std::string check_form(const std::string& text, const std::string& formatted) {
    const std::optional<std::string> again = format_text(formatted);
    if (!again) {
        return fmt::format("the form has syntax errors:\n{}", formatted);
    }
    if (*again != formatted) {
        return fmt::format("formatted again it differs:\n{}", diff_lines(formatted, *again));
    }
    return is_left_unwrapped(text) ? fmt::format("wrapped it reads otherwise:\n{}", text) : "";
}

/// A bundle without what a script's looks decide.
std::string without_places(const std::string& text) {
    Result<bundle::Bundle> read = bundle::read_bundle(text, "bundle.json");
    if (!read) {
        return read.error().message();
    }
    for (bundle::ScriptFile& file : read->script.files) {
        file.sha256.clear();
    }
    for (bundle::Request& request : read->requests) {
        request.source_map.clear();
        for (bundle::Loss& loss : request.lost) {
            loss.line = 0;
        }
    }
    return bundle::write_bundle(*read).text();
}

std::vector<std::uint16_t> codes_of(const Compiled& compiled) {
    std::vector<std::uint16_t> codes;
    for (const diagnostics::Diagnostic& diagnostic : compiled.diagnostics) {
        codes.push_back(diagnostic.code);
    }
    std::sort(codes.begin(), codes.end());
    return codes;
}

std::string compare(const Compiled& before, const Compiled& after) {
    if (codes_of(before) != codes_of(after)) {
        return fmt::format("other diagnostics: {} and {}\n", fmt::join(codes_of(before), " "), fmt::join(codes_of(after), " "));
    }
    for (std::size_t i = 0; i < before.targets.size() && !before.has_errors; ++i) {
        const CompiledTarget& one = before.targets[i];
        const CompiledTarget& two = after.targets[i];
        if (one.prompts != two.prompts) {
            return "other prompts:\n" + diff_lines(one.prompts, two.prompts);
        }
        const std::string bundle = without_places(one.bundle);
        if (bundle != without_places(two.bundle)) {
            return "another bundle:\n" + diff_lines(bundle, without_places(two.bundle));
        }
    }
    return {};
}

std::string check_case(const Settings& settings, const GoldenCase& golden, const std::string& text, bool compiles) {
    const std::optional<std::string> formatted = format_text(text);
    if (!formatted) {
        return {};
    }
    std::string broken = check_form(text, *formatted);
    if (broken.empty() && compiles) {
        const Compiled before = compile(make_files(settings.cases(), golden, text), golden.path(), golden.options.plan);
        broken = compare(before, compile(make_files(settings.cases(), golden, *formatted), golden.path(), golden.options.plan));
    }
    return broken;
}

/// Files that stand in folders of the project.
std::string check_file(const MemoryFileSystem& files, const std::string& path, const std::string& text) {
    const std::optional<std::string> formatted = format_text(text);
    if (!formatted) {
        return {};
    }
    std::string broken = check_form(text, *formatted);
    MemoryFileSystem changed = files;
    changed.add(path, *formatted);
    return broken.empty() ? compare(compile(files, path, {}), compile(changed, path, {})) : broken;
}

void check_folder(const Settings& settings, const std::string& folder, Tally& tally) {
    MemoryFileSystem files;
    const std::vector<std::string> names = list_files(settings.project + "/" + folder);
    for (const std::string& name : names) {
        files.add(name, read_file(settings.project + "/" + folder + "/" + name).value_or(""));
    }
    for (const std::string& name : names) {
        if (name.ends_with(".shot")) {
            tally.check(folder + "/" + name, check_file(files, name, files.read(name, UINT32_MAX).value_or("")));
        }
    }
}

void check_pages(const Settings& settings, Tally& tally) {
    for (const std::string& page : list_files(settings.project + "/docs")) {
        if (!page.ends_with(".md")) {
            continue;
        }
        for (const Block& block : find_blocks(read_file(settings.project + "/docs/" + page).value_or(""))) {
            if (block.language == "shot") {
                MemoryFileSystem files;
                files.add("example.shot", block.text);
                tally.check(fmt::format("docs/{}:{}", page, block.line), check_file(files, "example.shot", block.text));
            }
        }
    }
}

void check_generated(const Settings& settings, const std::vector<GoldenCase>& cases, Tally& tally) {
    for (std::size_t i = 0; i < kGeneratedFiles; ++i) {
        const GoldenCase& golden = cases[i % cases.size()];
        const std::string text = change_looks(golden.text, i);
        const std::string broken = check_case(settings, golden, text, i / cases.size() % kCompiledEvery == 0);
        tally.check(fmt::format("{}, changed by {}", golden.id(), i), broken.empty() ? broken : fmt::format("{}of:\n{}", broken, text));
    }
}

}  // namespace

void check_formats(const Settings& settings, Tally& tally) {
    std::vector<GoldenCase> cases = find_cases(settings.cases(), settings.filter);
    for (const GoldenCase& golden : cases) {
        tally.check(golden.id(), check_case(settings, golden, golden.text, true));
    }
    std::erase_if(cases, [](const GoldenCase& golden) { return golden.options.is_once || !format_text(golden.text); });
    check_generated(settings, cases, tally);
    if (settings.filter.empty()) {
        for (const char* folder : {"examples", "stdlib/std", "stdlib/templates"}) {
            check_folder(settings, folder, tally);
        }
        check_pages(settings, tally);
    }
}

}  // namespace shot::tests
