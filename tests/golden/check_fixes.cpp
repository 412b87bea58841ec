// What holds of every fix that a case, an example or a text of tests/lints/offers.txt is offered. Applied alone: its
// edits lie in the file and apart, its diagnostic is gone, and none is there that was not there. All safe ones, and all
// offers too, applied as `shot fix` does: that ends, makes no error, and done again changes nothing.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "compiler/diagnostics/catalog.hpp"
#include "compiler/format/fixes.hpp"
#include "compiler/source/memory_file_system.hpp"
#include "tests/golden/checks.hpp"
#include "tests/golden/disk.hpp"
#include "tests/golden/golden_case.hpp"
#include "tests/support/compile_text.hpp"

namespace shot::tests {
namespace {

using diagnostics::Diagnostic;
using diagnostics::Edit;
using diagnostics::Fix;
using diagnostics::Level;

/// A script, where it stands, and how it is compiled.
struct Subject {
    MemoryFileSystem files;
    std::string path;
    plan::Options options;
    std::string text;

    [[nodiscard]] Compiled compile_as(const std::string& other) const {
        MemoryFileSystem changed = files;
        changed.add(path, other);
        return compile(changed, path, options);
    }
};

std::string kind_of(const Diagnostic& diagnostic) {
    return fmt::format("{} {}", diagnostics::code_text(diagnostic.code), diagnostic.message);
}

std::multiset<std::string> kinds_of(const std::vector<Diagnostic>& diagnostics) {
    std::multiset<std::string> kinds;
    for (const Diagnostic& diagnostic : diagnostics) {
        kinds.insert(kind_of(diagnostic));
    }
    return kinds;
}

/// The script itself: it is loaded first.
const FileId kScript = FileId(0U);

/// The text with the edits of a fix; `broken` says what is wrong with them.
std::string edited(const std::string& text, const Fix& fix, std::string& broken) {
    std::vector<Edit> edits = fix.edits;
    std::stable_sort(edits.begin(), edits.end(),
                     [](const Edit& a, const Edit& b) { return a.span.begin < b.span.begin; });
    std::string out;
    std::uint32_t at = 0;
    for (const Edit& edit : edits) {
        if (edit.span.file != kScript || edit.span.begin > edit.span.end || edit.span.end > text.size()) {
            broken = "an edit lies outside of the file\n";
        } else if (edit.span.begin < at) {
            broken = "two edits overlap\n";
        }
        if (!broken.empty()) {
            return text;
        }
        out.append(text, at, edit.span.begin - at);
        out += edit.replacement;
        at = edit.span.end;
    }
    return out.append(text, at);
}

/// Stages of the compiler, by the families of codes: what an error stops is not looked at by those after it.
int stage_of(std::uint16_t code) {
    return code < 300 ? 0 : code < 600 ? 1 : code < 700 ? 2 : 3;
}

/// Fixes that bring something into sight, and why that is right.
struct Exception {
    std::uint16_t mended;
    std::uint16_t shown;
};
constexpr Exception kExceptions[] = {
    {422, 402},  // a comma parts `warm night 16:9`: what is left beside the aspect is prose, and is said to be
    {602, 628},  // a length of whole seconds is offered: that the model's frames do not fill it is a note of its own
};

/// Diagnostics that a mended one may bring into sight: where it was an error, those of later stages.
bool was_hidden_by(const Diagnostic& mended, const Diagnostic& other) {
    return (mended.level == Level::Error && stage_of(other.code) > stage_of(mended.code)) ||
           std::any_of(std::begin(kExceptions), std::end(kExceptions),
                       [&](const Exception& one) { return one.mended == mended.code && one.shown == other.code; });
}

std::string check_fix(const Subject& subject, const Compiled& before, const Diagnostic& diagnostic, const Fix& fix) {
    std::string broken;
    const std::string text = edited(subject.text, fix, broken);
    if (!broken.empty()) {
        return broken;
    }
    const Compiled after = subject.compile_as(text);
    const std::multiset<std::string> was = kinds_of(before.diagnostics);
    const std::multiset<std::string> is = kinds_of(after.diagnostics);
    if (is.count(kind_of(diagnostic)) >= was.count(kind_of(diagnostic))) {
        broken += "it is still there\n";
    }
    for (const Diagnostic& other : after.diagnostics) {
        if (is.count(kind_of(other)) > was.count(kind_of(other)) && !was_hidden_by(diagnostic, other)) {
            broken += fmt::format("this is new: {}\n", kind_of(other));
        }
    }
    return broken.empty() ? broken : fmt::format("{}the text is now:\n{}\n", broken, text);
}

std::string check_all(const Subject& subject, bool takes_unsafe) {
    const format::CheckText check = [&](const std::string& now) {
        return format::FixableText{subject.compile_as(now).diagnostics, kScript};
    };
    const format::FixOptions options{takes_unsafe, {}};
    const format::FixedText fixed = format::apply_fixes(subject.text, options, check);
    if (!fixed.is_done) {
        return fmt::format("is not done in {} rounds:\n{}\n", format::kMaxFixRounds, fixed.text);
    }
    const format::FixedText again = format::apply_fixes(fixed.text, options, check);
    return again.text == fixed.text ? "" : fmt::format("done again it changes:\n{}\nto:\n{}\n", fixed.text, again.text);
}

void check_subject(const std::string& id, const Subject& subject, Tally& tally) {
    const Compiled before = compile(subject.files, subject.path, subject.options);
    bool has_fixes = false;
    for (const Diagnostic& diagnostic : before.diagnostics) {
        for (const Fix& fix : diagnostic.fixes) {
            const bool is_here = !fix.edits.empty() && fix.edits.front().span.file == kScript;
            if (!is_here) {
                continue;  // of a file that the script imports: mended there
            }
            has_fixes = true;
            const std::string place =
                fmt::format("{}, {}: {}, byte {}: {}", id, diagnostics::code_text(diagnostic.code), diagnostic.message,
                            diagnostic.span.begin, fix.title);
            tally.check(place, check_fix(subject, before, diagnostic, fix));
        }
    }
    if (has_fixes) {
        tally.check(id + ", all safe fixes", check_all(subject, false));
        tally.check(id + ", all fixes and offers", check_all(subject, true));
    }
}

/// The texts of tests/lints/offers.txt as the scene of a shot, and as an action, with and without a field for what is
/// not to be there.
void check_offers(const Settings& settings, Tally& tally) {
    const std::string table = read_file(settings.project + "/tests/lints/offers.txt").value_or("");
    for (std::size_t at = 0; at < table.size(); at = std::min(table.find('\n', at), table.size()) + 1) {
        const std::string line = table.substr(at, table.find('\n', at) - at);
        const std::string text = line.substr(0, line.find(" => "));
        if (line.empty() || line[0] == '#') {
            continue;
        }
        for (const char* target : {"sora-2-pro", "veo-3.1"}) {
            for (const char* place :
                 {"    scene: {}\n    - Rain falls on the stones.\n", "    - Rain falls.\n    - {}\n"}) {
                const std::string script = fmt::format(
                    "style Plain: a 90s travel programme\n    sound: gulls\n\nshot pier, Plain, wide shot\n{}",
                    fmt::format(fmt::runtime(place), text));
                Subject subject{MemoryFileSystem(), "film.shot", {}, script};
                subject.files.add(subject.path, script);
                subject.options.craft = true;
                subject.options.target = target;
                check_subject(fmt::format("`{}` for {}", text, target), subject, tally);
            }
        }
    }
}

}  // namespace

void check_fixes(const Settings& settings, Tally& tally) {
    for (const GoldenCase& golden : find_cases(settings.cases(), settings.filter)) {
        if (golden.options.is_once) {
            continue;
        }
        Subject subject{make_files(settings.cases(), golden, golden.text), golden.path(), golden.options.plan, {}};
        subject.text = subject.files.read(subject.path, UINT32_MAX).value_or("");
        check_subject(golden.id(), subject, tally);
    }
    if (settings.filter.empty()) {
        check_offers(settings, tally);
        MemoryFileSystem files;
        const std::string root = settings.project + "/examples";
        for (const std::string& file : list_files(root)) {
            files.add(file, read_file(root + "/" + file).value_or(""));
        }
        for (const std::string& file : list_files(root)) {
            if (file.ends_with(".shot")) {
                Subject subject{files, file, {}, files.read(file, UINT32_MAX).value_or("")};
                subject.options.craft = true;
                check_subject("examples/" + file, subject, tally);
            }
        }
    }
}

}  // namespace shot::tests
