// SARIF 2.1.0 (OASIS): one run, every rule of the catalog, columns in code points, paths as relative URIs.
#include "compiler/diagnostics/render.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "compiler/diagnostics/catalog.hpp"
#include "compiler/diagnostics/visible_text.hpp"

namespace shot::diagnostics {
namespace {

/// A path as a URI reference: relative ones stay so. `:` is escaped, or a first part `a:b` would be a scheme.
std::string make_uri(std::string_view path) {
    std::string uri = path.starts_with('/') ? "file://" : "";
    for (const char c : path) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
                              c == '.' || c == '-' || c == '_' || c == '~';
        if (is_plain) {
            uri += c;
        } else {
            fmt::format_to(std::back_inserter(uri), "%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return uri;
}

/// The message of a rule, with an ellipsis for what a report fills in.
std::string message_pattern(std::string_view message) {
    std::string pattern;
    for (std::size_t hole = message.find("{}"); hole != std::string_view::npos; hole = message.find("{}")) {
        pattern += message.substr(0, hole);
        pattern += "…";
        message.remove_prefix(hole + 2);
    }
    pattern += message;
    return pattern;
}

class SarifRenderer {
public:
    explicit SarifRenderer(const Sources& sources) : sources_(sources) {}

    void render(const std::vector<Diagnostic>& diagnostics, std::string_view version) {
        out_ +=
            "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":"
            "{\"driver\":{\"name\":\"shot\",\"version\":";
        append_json_text(out_, version);
        out_ += ",\"rules\":[\n";
        for (const CatalogEntry& entry : catalog()) {
            out_ += &entry == &catalog().front() ? "" : ",\n";
            write_rule(entry);
        }
        out_ += "]}},\"columnKind\":\"unicodeCodePoints\",\"results\":[";
        for (const Diagnostic& diagnostic : diagnostics) {
            out_ += &diagnostic == &diagnostics.front() ? "\n" : ",\n";
            write_result(diagnostic);
        }
        out_ += "]}]}\n";
    }

    std::string take() { return std::move(out_); }

private:
    /// `"key":{"text":"…"}`.
    void write_message(std::string_view key, std::string_view text) {
        out_ += '"';
        out_ += key;
        out_ += "\":{\"text\":";
        append_json_text(out_, text);
        out_ += '}';
    }

    /// `helpUri` would have to be absolute (SARIF 3.49.12); the page is in the program and beside its source.
    void write_rule(const CatalogEntry& entry) {
        const std::string code = code_text(entry.code);
        out_ += "{\"id\":\"" + code + "\",\"name\":";
        append_json_text(out_, entry.name);
        out_ += ',';
        write_message("shortDescription", message_pattern(entry.message));
        out_ += ',';
        write_message("help", fmt::format("Run `shot explain {}`, or see docs/diagnostics/{}.md.", code, code));
        out_ += ",\"defaultConfiguration\":{\"level\":\"";
        out_ += level_name(entry.level);
        out_ += "\"}}";
    }

    void write_result(const Diagnostic& diagnostic) {
        out_ += "{\"ruleId\":\"" + code_text(diagnostic.code) + "\"";
        write_rule_index(diagnostic.code);
        out_ += ",\"level\":\"";
        out_ += level_name(diagnostic.level);
        out_ += "\",";
        std::string message = diagnostic.message;
        if (!diagnostic.label.empty()) {
            message += " (" + diagnostic.label + ")";
        }
        for (const std::string& note : diagnostic.notes) {
            message += "\nnote: " + note;
        }
        write_message("message", message);
        if (diagnostic.span.file.is_valid()) {
            out_ += ",\"locations\":[{";
            write_place(diagnostic.span);
            out_ += "}]";
        }
        write_related(diagnostic.labels);
        write_fixes(diagnostic.fixes);
        out_ += '}';
    }

    void write_rule_index(std::uint16_t code) {
        const auto rules = catalog();
        const auto rule =
            std::lower_bound(rules.begin(), rules.end(), code,
                             [](const CatalogEntry& entry, std::uint16_t wanted) { return entry.code < wanted; });
        if (rule != rules.end() && rule->code == code) {
            fmt::format_to(std::back_inserter(out_), ",\"ruleIndex\":{}", rule - rules.begin());
        }
    }

    void write_region(std::string_view key, Span span) {
        const SourceFile& file = sources_.get(span.file);
        const Position begin = file.position(span.begin);
        const Position end = file.position(span.end);
        fmt::format_to(std::back_inserter(out_),
                       R"("{}":{{"startLine":{},"startColumn":{},"endLine":{},"endColumn":{}}})", key, begin.line,
                       begin.column, end.line, end.column);
    }

    void write_artifact(FileId file) {
        out_ += "\"artifactLocation\":{\"uri\":";
        append_json_text(out_, make_uri(sources_.get(file).path()));
        out_ += '}';
    }

    void write_place(Span span) {
        out_ += "\"physicalLocation\":{";
        write_artifact(span.file);
        out_ += ',';
        write_region("region", span);
        out_ += '}';
    }

    void write_related(const std::vector<Label>& labels) {
        std::string_view separator = ",\"relatedLocations\":[";
        std::size_t id = 0;
        for (const Label& label : labels) {
            if (!label.span.file.is_valid()) {
                continue;
            }
            fmt::format_to(std::back_inserter(out_), "{}{{\"id\":{},", separator, ++id);
            write_place(label.span);
            out_ += ',';
            write_message("message", label.text);
            out_ += '}';
            separator = ",";
        }
        out_ += id > 0 ? "]" : "";
    }

    void write_fixes(const std::vector<Fix>& fixes) {
        std::string_view separator = ",\"fixes\":[";
        for (const Fix& fix : fixes) {
            const bool has_place =
                !fix.edits.empty() && std::all_of(fix.edits.begin(), fix.edits.end(),
                                                  [](const Edit& edit) { return edit.span.file.is_valid(); });
            if (!has_place) {
                continue;
            }
            out_ += separator;
            out_ += '{';
            write_message("description", fix.title);
            out_ += ",\"artifactChanges\":[";
            write_changes(fix.edits);
            out_ += fix.is_safe ? "],\"properties\":{\"safe\":true}}" : "],\"properties\":{\"safe\":false}}";
            separator = ",";
        }
        out_ += separator == "," ? "]" : "";
    }

    /// One change a file, in the order of the files' first edits.
    void write_changes(const std::vector<Edit>& edits) {
        for (auto first = edits.begin(); first != edits.end(); ++first) {
            const FileId file = first->span.file;
            const auto is_same_file = [file](const Edit& edit) { return edit.span.file == file; };
            if (std::any_of(edits.begin(), first, is_same_file)) {
                continue;
            }
            out_ += first == edits.begin() ? "{" : ",{";
            write_artifact(file);
            out_ += ",\"replacements\":[";
            for (auto edit = first; edit != edits.end(); ++edit) {
                if (!is_same_file(*edit)) {
                    continue;
                }
                out_ += edit == first ? "{" : ",{";
                write_region("deletedRegion", edit->span);
                out_ += ',';
                write_message("insertedContent", edit->replacement);
                out_ += '}';
            }
            out_ += "]}";
        }
    }

    const Sources& sources_;
    std::string out_;
};

}  // namespace

std::string render_sarif(const std::vector<Diagnostic>& diagnostics, const Sources& sources, std::string_view version) {
    SarifRenderer renderer(sources);
    renderer.render(diagnostics, version);
    return renderer.take();
}

}  // namespace shot::diagnostics
