// `shot fmt`: scripts in their canonical form.
#include <algorithm>

#include <unistd.h>

#include "compiler/diagnostics/render.hpp"
#include "compiler/format/format.hpp"
#include "compiler/sema/vocabulary.hpp"
#include "compiler/source/disk_file_system.hpp"
#include "tools/command/compile_options.hpp"
#include "tools/shot/script_files.hpp"
#include "tools/shot/unified_diff.hpp"

namespace shot::tool {
namespace {

constexpr std::size_t kMaxSourceBytes = std::size_t{1} << 30;

struct FmtOptions {
    std::vector<std::string> paths;
    bool checks = false;
    bool shows_diff = false;
    std::string stdin_name = "<stdin>";
    ColourMode colour = ColourMode::Auto;
};

class Fmt {
public:
    explicit Fmt(const FmtOptions& options) : options_(options) {}

    int format_file(const std::string& path) {
        const auto text = files_.read(path, kMaxSourceBytes);
        if (!text) {
            write_failure(text.error().message());
            return kWorldFailed;
        }
        const std::optional<std::string> formatted = format(path, *text);
        if (!formatted) {
            return kWrongUsage;
        }
        if (options_.checks || options_.shows_diff) {
            return show(path, *text, *formatted);
        }
        return *formatted == *text ? int{kFine} : write_script(path, *formatted);
    }

    int format_standard_input() {
        std::string text;
        std::string failure;
        if (!read_standard_input(kMaxSourceBytes, text, failure)) {
            write_failure("cannot read <stdin>: " + failure);
            return kWorldFailed;
        }
        const std::optional<std::string> formatted = format(options_.stdin_name, text);
        if (!formatted) {
            return kWrongUsage;
        }
        return options_.checks || options_.shows_diff ? show(options_.stdin_name, text, *formatted) : write_result(*formatted);
    }

private:
    /// Nothing: the script cannot be read, which has been said.
    std::optional<std::string> format(const std::string& path, const std::string& text) {
        Sources sources;
        diagnostics::Sink sink;
        const FileId file = sources.add(path, text);
        std::optional<std::string> formatted = format::format_source(file, sources.get(file), sink, is_framing_);
        if (!formatted) {
            std::vector<diagnostics::Diagnostic> found = sink.take();
            std::erase_if(found, [](const auto& diagnostic) { return diagnostic.level != diagnostics::Level::Error; });
            write_message(diagnostics::render_terminal(found, sources, wants_colour(options_.colour, STDERR_FILENO)));
            write_message(path + ": not formatted\n");
        }
        return formatted;
    }

    /// With --check the paths of files that would change, with --diff what would.
    [[nodiscard]] int show(const std::string& path, const std::string& before, const std::string& after) const {
        if (before == after) {
            return kFine;
        }
        const std::string text = options_.shows_diff ? write_unified_diff(path, before, after) : path + "\n";
        return std::max(int{kScriptHasErrors}, write_result(text));
    }

    const FmtOptions& options_;
    DiskFileSystem files_;
    format::TitleCheck is_framing_ = sema::make_framing_check();
};

}  // namespace

int run_fmt(const Arguments& arguments) {
    CLI::App app;
    FmtOptions options;
    set_up_command(app, "fmt",
                   "Examples:\n  shot fmt film.shot\n  shot fmt --check .\n  shot fmt - < film.shot",
                   "Writes scripts in their canonical form, in place. What they compile to stays the same.\n"
                   "Exit codes: 0 fine, 1 a file would change (--check, --diff), 2 a script has syntax errors and was left\n"
                   "as it is, 3 a file could not be read or written.");
    app.add_option("SCRIPT", options.paths, "Scripts, and folders with scripts; `-` is standard input, and writes to standard\n"
                                            "output")
        ->required()
        ->option_text(" ");
    app.add_flag("--check", options.checks, "Write nothing; list the files that would change")->option_text(" ");
    app.add_flag("--diff", options.shows_diff, "Write nothing; show what would change")->option_text(" ");
    app.add_option("--stdin-filename", options.stdin_name, "What messages call standard input")->option_text("NAME");
    add_colour_option(app, options.colour);
    if (const auto code = parse_command_line(app, arguments)) {
        return *code;
    }
    const auto scripts = find_scripts(options.paths);
    if (!scripts) {
        return kWorldFailed;
    }
    Fmt fmt(options);
    int worst = kFine;
    for (const std::string& path : *scripts) {
        const int code = is_standard_input(path) ? fmt.format_standard_input() : fmt.format_file(path);
        worst = std::max(worst, code);
        if (code == kBrokenPipe) {
            break;
        }
    }
    return worst;
}

}  // namespace shot::tool
