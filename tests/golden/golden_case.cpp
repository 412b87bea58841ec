#include "tests/golden/golden_case.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "compiler/diagnostics/render.hpp"
#include "compiler/format/format.hpp"
#include "compiler/sema/vocabulary.hpp"
#include "tests/golden/disk.hpp"
#include "tests/golden/line_diff.hpp"
#include "tests/support/compile_text.hpp"

namespace shot::tests {
namespace {

constexpr std::string_view kMark = "// test:";
constexpr std::uint16_t kTargetRetired = 601;

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (end > 0) {
            parts.push_back(text.substr(0, end));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::size_t number_of(std::string_view text) {
    std::size_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

void read_option(std::string_view word, CaseOptions& out) {
    const std::size_t equals = std::min(word.find('='), word.size());
    const std::string_view name = word.substr(0, equals);
    const std::string value(word.substr(std::min(equals + 1, word.size())));
    if (name == "target") {
        out.plan.target = value;
    } else if (name == "all-targets") {
        out.plan.all_targets = true;
    } else if (name == "strict") {
        out.plan.strict = true;
    } else if (name == "as-of") {
        out.plan.as_of = value;
    } else if (name == "include") {
        out.plan.load.library_folders.push_back(value);
    } else if (name == "max-source") {
        out.plan.load.max_source_bytes = number_of(value);
    } else if (name == "set") {
        const std::size_t at = std::min(value.find('='), value.size());
        out.plan.load.sets.emplace_back(value.substr(0, at), value.substr(std::min(at + 1, value.size())));
    } else if (name == "print" || name == "format") {
        for (const std::string_view form : split(value, ',')) {
            out.forms.emplace_back(form);
            if (std::find(std::begin(kForms) + 1, std::end(kForms), form) == std::end(kForms)) {
                out.broken = fmt::format("there is no form `{}`", form);
            }
        }
    } else if (name == "open") {
        out.open = value;
    } else if (name == "config") {
        out.config = value;
    } else if (name == "generate") {
        out.generate = value;
    } else if (name == "last") {
        out.last = number_of(value);
    } else if (name == "lints") {
        out.plan.craft = true;
    } else if (name == "once") {
        out.is_once = true;
    } else {
        out.broken = fmt::format("there is no option `{}`", word);
    }
}

/// `imports:N`: N libraries that import one another. `wide:N`: one that imports N. `rows:N`: a table of N rows.
void add_generated_files(std::string_view generate, MemoryFileSystem& files) {
    const std::size_t colon = generate.find(':');
    const std::string_view kind = generate.substr(0, colon);
    const std::size_t count = number_of(generate.substr(colon + 1));
    std::string text;
    for (std::size_t i = 1; i <= count; ++i) {
        const std::string file = fmt::format("generated/{}.shot", i);
        if (kind == "imports") {
            files.add(file, i < count ? fmt::format("import \"{}.shot\" as next\nstyle Plain, next.Plain\n", i + 1)
                                      : "style Plain: a 16mm travel film\n");
        } else if (kind == "wide") {
            files.add(file, fmt::format("let word{}: rain\n", i));
            text += fmt::format("import \"{}.shot\" as file{}\n", i, i);
        } else {
            text += fmt::format("{}{}\n", i == 1 ? "item\n" : "", i);
        }
    }
    if (kind == "wide") {
        files.add("generated/all.shot", text);
    } else if (kind == "rows") {
        files.add("generated/rows.csv", text);
    }
}

/// What the case's targets gave in one form, target by target.
std::string text_of_targets(const Compiled& compiled, std::string_view form) {
    std::string text;
    for (const CompiledTarget& target : compiled.targets) {
        if (compiled.targets.size() > 1) {
            text += fmt::format("==== {}\n", target.name);
        }
        text += form == "prompt" ? target.prompts : form == "batch" ? target.batch : target.bundle;
    }
    return text;
}

/// The canonical form, or nothing where there are syntax errors.
std::string format_case(const std::string& path, const std::string& text) {
    const SourceFile source(path, text);
    diagnostics::Sink sink;
    return format::format_source(FileId(0U), source, sink, sema::make_framing_check()).value_or("");
}

}  // namespace

CaseOptions parse_case_options(std::string_view text) {
    CaseOptions out;
    if (text.substr(0, 3) == "\xef\xbb\xbf") {
        text.remove_prefix(3);
    }
    text = text.substr(0, text.find_first_of("\r\n"));
    if (text.substr(0, kMark.size()) == kMark) {
        for (const std::string_view word : split(text.substr(kMark.size()), ' ')) {
            read_option(word, out);
        }
    }
    return out;
}

std::vector<GoldenCase> find_cases(const std::string& root, std::string_view filter) {
    std::vector<GoldenCase> cases;
    for (const std::string& area : list_folders(root)) {
        for (const std::string& file : list_files(root + "/" + area, false)) {
            if (!file.ends_with(".shot")) {
                continue;
            }
            GoldenCase golden;
            golden.area = area;
            golden.name = file.substr(0, file.size() - 5);
            if (golden.id().find(filter) == std::string::npos) {
                continue;
            }
            golden.text = read_file(root + "/" + area + "/" + file).value_or("");
            golden.options = parse_case_options(golden.text);
            golden.options.plan.craft |= area == "lints" || area == "films" || area == "project";
            cases.push_back(std::move(golden));
        }
    }
    return cases;
}

MemoryFileSystem make_files(const std::string& root, const GoldenCase& golden, std::string text) {
    MemoryFileSystem files;
    const std::string folder = root + "/" + golden.area;
    for (const std::string& companions : list_folders(folder)) {
        for (const std::string& file : list_files(folder + "/" + companions)) {
            files.add(companions + "/" + file, read_file(folder + "/" + companions + "/" + file).value_or(""));
        }
    }
    files.add("/outside.shot", "style Outside: what lies outside of the project\n");
    if (!golden.options.generate.empty()) {
        add_generated_files(golden.options.generate, files);
    }
    files.add(golden.name + ".shot", std::move(text));
    return files;
}

const std::string* Outcome::find(std::string_view form) const {
    for (const auto& [name, text] : texts) {
        if (name == form) {
            return &text;
        }
    }
    return nullptr;
}

std::string render_for_golden(std::vector<diagnostics::Diagnostic> diagnostics, const Sources& sources,
                              bool keeps_retirement, std::size_t last) {
    if (!keeps_retirement) {
        std::erase_if(diagnostics, [](const auto& diagnostic) { return diagnostic.code == kTargetRetired; });
    }
    if (last > 0 && diagnostics.size() > last) {
        diagnostics.erase(diagnostics.begin(), diagnostics.end() - static_cast<std::ptrdiff_t>(last));
    }
    return diagnostics::render_plain(diagnostics, sources);
}

Outcome run_case(const MemoryFileSystem& files, const GoldenCase& golden) {
    Outcome outcome;
    const auto& forms = golden.options.forms;
    const bool with_batch = std::find(forms.begin(), forms.end(), "batch") != forms.end();
    const Compiled compiled = compile(files, golden.path(), golden.options.plan, with_batch, golden.options.config);
    outcome.texts.emplace_back("diag", render_for_golden(compiled.diagnostics, compiled.sources,
                                                         golden.area == "targets-lifecycle", golden.options.last));
    const std::string path = golden.name + ".shot";
    std::string tree;
    outcome.broken = verify_text(path, files.read(path, UINT32_MAX).value_or(""), &tree);
    for (const std::string& form : forms) {
        if (form == "ast") {
            outcome.texts.emplace_back(form, tree);
        } else if (form == "fmt") {
            outcome.texts.emplace_back(form, format_case(path, files.read(path, UINT32_MAX).value_or("")));
        } else if (form == "script") {
            outcome.texts.emplace_back(form, compiled.script);
        } else {
            outcome.texts.emplace_back(form, compiled.has_errors ? "" : text_of_targets(compiled, form));
        }
    }
    for (const CompiledTarget& target : compiled.targets) {
        outcome.broken += target.broken;
        if (!compiled.has_errors) {
            const std::string again = rewritten_bundle(target.bundle);
            outcome.broken += again == target.bundle ? ""
                                                     : "the bundle read back and written again differs:\n" +
                                                           diff_lines(target.bundle, again);
        }
    }
    return outcome;
}

}  // namespace shot::tests
