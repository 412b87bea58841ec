#include "compiler/diagnostics/render.hpp"

#include <iterator>

#include <fmt/format.h>

#include "compiler/diagnostics/visible_text.hpp"

namespace shot::diagnostics {
namespace {

class PlainRenderer {
public:
    explicit PlainRenderer(const Sources& sources) : sources_(sources) {}

    void render(const Diagnostic& diagnostic) {
        write_place(diagnostic.span);
        write("{}[{}]: ", level_name(diagnostic.level), code_text(diagnostic.code));
        write_line(diagnostic.message);
        if (!diagnostic.label.empty()) {
            out_ += "    here: ";
            write_line(diagnostic.label);
        }
        for (const Label& label : diagnostic.labels) {
            out_ += "    ";
            write_place(label.span);
            write_line(label.text);
        }
        for (const std::string& note : diagnostic.notes) {
            write_note(note);
        }
        for (const Fix& fix : diagnostic.fixes) {
            render_fix(fix);
        }
    }

    std::string take() { return std::move(out_); }

private:
    template <class... Arguments>
    void write(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Arguments>(arguments)...);
    }

    void write_line(std::string_view text) {
        append_visible(out_, text);
        out_ += '\n';
    }

    /// `film.shot:3:5: `, or nothing where the span lies in no file.
    void write_place(Span span) {
        if (span.file.is_valid()) {
            const SourceFile& file = sources_.get(span.file);
            const Position begin = file.position(span.begin);
            append_visible(out_, file.path());
            write(":{}:{}: ", begin.line, begin.column);
        }
    }

    void write_note(std::string_view note) {
        for (std::string_view lead = "    note: ";; lead = "          ") {
            const std::size_t end = note.find('\n');
            out_ += lead;
            write_line(note.substr(0, end));
            if (end == std::string_view::npos) {
                return;
            }
            note.remove_prefix(end + 1);
        }
    }

    void render_fix(const Fix& fix) {
        out_ += fix.is_safe ? "    fix: " : "    fix (unsafe): ";
        write_line(fix.title);
        for (const Edit& edit : fix.edits) {
            if (!edit.span.file.is_valid()) {
                continue;
            }
            const SourceFile& file = sources_.get(edit.span.file);
            const Position begin = file.position(edit.span.begin);
            const Position end = file.position(edit.span.end);
            out_ += "        ";
            append_visible(out_, file.path());
            write(":{}:{}-{}:{}: ", begin.line, begin.column, end.line, end.column);
            write_line(edit.replacement.empty() ? "nothing" : "`" + edit.replacement + "`");
        }
    }

    const Sources& sources_;
    std::string out_;
};

}  // namespace

std::string render_plain(const std::vector<Diagnostic>& diagnostics, const Sources& sources) {
    PlainRenderer renderer(sources);
    for (const Diagnostic& diagnostic : diagnostics) {
        renderer.render(diagnostic);
    }
    return renderer.take();
}

}  // namespace shot::diagnostics
