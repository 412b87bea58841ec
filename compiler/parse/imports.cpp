// `language`, `import` and `make`: the declarations whose headers have a form of their own.
#include "compiler/parse/headers.hpp"
#include "compiler/parse/line_state.hpp"
#include "compiler/parse/slips.hpp"
#include "compiler/parse/values.hpp"

namespace shot::parse {

namespace {

constexpr std::string_view kImportForm = "a library as `std.film`, or a path in quotation marks";

Range first_of(Context& context, std::string_view rest) {
    std::size_t end = 0;
    while (end < rest.size() && mark_at(rest, end).kind == MarkKind::None) {
        ++end;
    }
    return context.range(rest.substr(0, std::max<std::size_t>(end, mark_at(rest, 0).size)));
}

class ImportReader {
public:
    ImportReader(Context& context, Headline line) : context_(context), line_(line), state_(context) {}

    std::uint32_t read() {
        bool matches = false;
        const std::string_view rest = read_line<grammar::import_header>(line_.rest, state_, matches);
        const bool has_path = take_path(rest);
        if (!state_.alias.empty()) {
            import_.alias = context_.range(state_.alias);
            check_name(context_, state_.alias, false);
        }
        import_.names = state_.names;
        for (std::uint32_t i = 0; i < state_.names.count; ++i) {
            const syntax::ImportedName name = context_.tree.imported_names[state_.names.first + i];
            check_name(context_, context_.slice(name.name), false);
            if (!name.alias.is_empty()) {
                check_name(context_, context_.slice(name.alias), false);
            }
        }
        if (has_path) {
            report_end(rest);
        }
        context_.tree.imports.push_back(import_);
        return static_cast<std::uint32_t>(context_.tree.imports.size() - 1);
    }

private:
    bool take_path(std::string_view rest) {
        if (state_.has_title) {
            import_.is_quoted = true;
            import_.path = context_.range(unquote(state_.title));
            return true;
        }
        const std::string_view library = state_.name;
        if (library.empty()) {
            if (!report_unclosed(context_, rest, line_.has_comment)) {
                const Range range = rest.empty() ? context_.range(line_.keyword) : first_of(context_, rest);
                context_.report(diag::MalformedImport, range, show_word(rest), kImportForm);
            }
            return false;
        }
        import_.path = context_.range(library);
        if (library.find_first_of("/\\") != std::string_view::npos || library.ends_with(".shot")) {
            import_.is_quoted = true;
            context_.report(diag::MalformedImport, import_.path, "a path without quotation marks", "a path in quotation marks")
                .fix("write the quotation marks", context_.span(library), fmt::format("\"{}\"", library), true);
            return true;
        }
        if (!is_dotted_name(library)) {
            context_.report(diag::MalformedImport, import_.path, show(library), kImportForm);
            return false;
        }
        return true;
    }

    void report_end(std::string_view rest) {
        const bool has_colon = line_.rest.find_first_of(":\xEF") != std::string_view::npos;
        if (!rest.empty()) {
            if (report_unclosed(context_, rest, line_.has_comment)) {
                return;
            }
            diagnostics::Report report = context_.report(diag::MalformedImport, first_of(context_, rest), show_word(rest),
                                                         state_.names.is_empty() ? "`as`, `:` or the end of the line" : "`,` or the end of the line");
            if (mark_at(rest, 0).kind == MarkKind::Comma && state_.names.is_empty()) {
                report.note("each import has a line of its own; names stand after `:`");
            }
        } else if (state_.misses_alias) {
            context_.report(diag::MalformedImport, context_.range(line_.keyword), "`as` without a name", "a name after it");
        } else if (has_colon && !import_.is_quoted && state_.names.is_empty()) {
            context_.report(diag::MalformedImport, context_.range(line_.rest.substr(line_.rest.size() - 1)), "the end of the line",
                            "the names to import");
        }
    }

    Context& context_;
    Headline line_;
    LineState state_;
    syntax::Import import_;
};

class MakeReader {
public:
    MakeReader(Context& context, Headline line) : context_(context), line_(line), state_(context) {}

    std::uint32_t read() {
        bool matches = false;
        const std::string_view rest = read_line<grammar::make_header>(line_.rest, state_, matches);
        if (state_.name.empty()) {
            context_.report(diag::MalformedMake, context_.range(line_.keyword), show_word(rest), "the name of a shot with parameters");
        } else {
            make_.template_name = context_.range(state_.name);
            make_.arguments = state_.arguments;
            check_arguments(context_, make_.arguments);
            take_table_and_name(rest);
        }
        context_.tree.makes.push_back(make_);
        return static_cast<std::uint32_t>(context_.tree.makes.size() - 1);
    }

private:
    void take_table_and_name(std::string_view rest) {
        if (state_.has_title) {
            make_.has_table = true;
            make_.table = context_.range(unquote(state_.title));
        }
        if (!state_.alias.empty()) {
            make_.alias = context_.range(state_.alias);
        }
        const std::string_view name = state_.name;
        if (!is_dotted_name(name, true)) {
            check_name(context_, name, true);
        } else if (!rest.empty()) {
            report_rest(rest);
        } else if (state_.alias.empty()) {
            const std::uint32_t end = context_.range(line_.rest).end;
            diagnostics::Report report =
                context_.report(diag::MalformedMake, context_.range(name), "no name for the shot it makes",
                                make_.has_table ? "`as` and a name with a column in it, as `sku_{sku}`" : "`as` and a name");
            if (!make_.has_table) {
                report.fix("name the shot", context_.insertion(end), fmt::format(" as {}_1", name));
            }
        } else if (state_.alias.find('{') == std::string_view::npos) {
            check_name(context_, state_.alias, true);
        }
    }

    void report_rest(std::string_view rest) {
        const std::string_view unclosed = begins_with_word(rest, "from") ? trim(rest.substr(4)) : rest;
        if (report_unclosed(context_, unclosed, line_.has_comment)) {
            return;
        }
        if (begins_with_word(rest, "from")) {
            const bool is_late = !state_.alias.empty();
            const Range range = unclosed.empty() || is_late ? context_.range(rest.substr(0, 4)) : first_of(context_, unclosed);
            context_.report(diag::MalformedMake, range, is_late ? "`from` after `as`" : show_word(unclosed),
                            is_late ? "`from` before `as`" : "the path of a table in quotation marks");
            return;
        }
        if (begins_with_word(rest, "as")) {
            context_.report(diag::MalformedMake, context_.range(rest.substr(0, 2)), "`as` without a name", "a name after it");
            return;
        }
        if (mark_at(rest, 0).kind == MarkKind::OpenBracket) {
            context_.report(diag::MalformedMake, context_.range(rest), show(rest), "arguments as `(name: value, …)`");
            return;
        }
        context_.report(diag::MalformedMake, first_of(context_, rest), show_word(rest),
                        state_.alias.empty() ? "`(`, `from` or `as`" : "the end of the line");
    }

    Context& context_;
    Headline line_;
    LineState state_;
    syntax::Make make_;
};

}  // namespace

std::uint32_t read_import(Context& context, Headline line) { return ImportReader(context, line).read(); }

std::uint32_t read_make(Context& context, Headline line) { return MakeReader(context, line).read(); }

void check_language(Context& context, Headline line) {
    LineState state(context);
    bool matches = false;
    const std::string_view rest = read_line<grammar::language_header>(line.rest, state, matches);
    if (state.name.empty() || !rest.empty()) {
        const Range range = rest.empty() ? context.range(line.keyword) : context.range(rest);
        context.report(diag::MalformedHeader, range, show_word(rest), state.name.empty() ? "a version, as `language 1`" : "the end of the line");
    } else if (state.name != "1") {
        context.report(diag::UnknownVersion, context.range(state.name), state.name);
    }
}

}  // namespace shot::parse
