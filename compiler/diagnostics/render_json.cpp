#include "compiler/diagnostics/render.hpp"

#include <iterator>

#include <fmt/format.h>

#include "compiler/diagnostics/visible_text.hpp"

namespace shot::diagnostics {
namespace {

class JsonRenderer {
public:
    explicit JsonRenderer(const Sources& sources) : sources_(sources) {}

    void render(const Diagnostic& diagnostic) {
        out_ += R"({"code":)";
        append_json_text(out_, code_text(diagnostic.code));
        out_ += R"(,"name":)";
        append_json_text(out_, diagnostic.name);
        out_ += R"(,"level":)";
        append_json_text(out_, level_name(diagnostic.level));
        out_ += R"(,"message":)";
        append_json_text(out_, diagnostic.message);
        out_ += ',';
        write_place(diagnostic.span);
        out_ += R"(,"label":)";
        append_json_text(out_, diagnostic.label);
        write_list("labels", diagnostic.labels, [&](const Label& label) {
            out_ += R"({"message":)";
            append_json_text(out_, label.text);
            out_ += ',';
            write_place(label.span);
            out_ += '}';
        });
        write_list("notes", diagnostic.notes, [&](const std::string& note) { append_json_text(out_, note); });
        write_list("fixes", diagnostic.fixes, [&](const Fix& fix) { write_fix(fix); });
        out_ += "}\n";
    }

    std::string take() { return std::move(out_); }

private:
    template <class Items, class Write>
    void write_list(std::string_view key, const Items& items, Write write_item) {
        out_ += ",\"";
        out_ += key;
        out_ += "\":[";
        for (const auto& item : items) {
            out_ += &item == &items.front() ? "" : ",";
            write_item(item);
        }
        out_ += ']';
    }

    void write_position(const Position& position) {
        fmt::format_to(std::back_inserter(out_), R"({{"line":{},"column":{},"offset":{}}})", position.line,
                       position.column, position.offset);
    }

    /// The keys `file` and `range`; both null where the span lies in no file.
    void write_place(Span span) {
        if (!span.file.is_valid()) {
            out_ += R"("file":null,"range":null)";
            return;
        }
        const SourceFile& file = sources_.get(span.file);
        out_ += R"("file":)";
        append_json_text(out_, file.path());
        out_ += R"(,"range":{"start":)";
        write_position(file.position(span.begin));
        out_ += R"(,"end":)";
        write_position(file.position(span.end));
        out_ += '}';
    }

    void write_fix(const Fix& fix) {
        out_ += R"({"title":)";
        append_json_text(out_, fix.title);
        out_ += fix.is_safe ? R"(,"safe":true)" : R"(,"safe":false)";
        write_list("edits", fix.edits, [&](const Edit& edit) {
            out_ += '{';
            write_place(edit.span);
            out_ += R"(,"replacement":)";
            append_json_text(out_, edit.replacement);
            out_ += '}';
        });
        out_ += '}';
    }

    const Sources& sources_;
    std::string out_;
};

}  // namespace

std::string render_json(const std::vector<Diagnostic>& diagnostics, const Sources& sources) {
    JsonRenderer renderer(sources);
    for (const Diagnostic& diagnostic : diagnostics) {
        renderer.render(diagnostic);
    }
    return renderer.take();
}

}  // namespace shot::diagnostics
