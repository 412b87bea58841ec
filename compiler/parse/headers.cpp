// `keyword name "Title" (parameters), items: lead`, `let`, `palette`, `sound` and `target`.
#include "compiler/parse/headers.hpp"

#include <algorithm>

#include "compiler/parse/header_checks.hpp"
#include "compiler/parse/line_state.hpp"
#include "compiler/parse/slips.hpp"
#include "compiler/parse/values.hpp"

namespace shot::parse {

namespace {

using syntax::Header;
using syntax::Item;
using syntax::NodeKind;

class HeaderReader {
public:
    HeaderReader(Context& context, Headline line)
        : context_(context), line_(line), keyword_(context.range(line.keyword)), state_(context) {}

    std::uint32_t read() {
        drop_brace();
        switch (line_.kind) {
            case NodeKind::Target: read_target(); break;
            case NodeKind::Let:
            case NodeKind::Palette:
            case NodeKind::Sound: read_value(); break;
            default: read_declaration(); break;
        }
        context_.tree.headers.push_back(header_);
        return static_cast<std::uint32_t>(context_.tree.headers.size() - 1);
    }

private:
    // `shot storm, 8s {`
    void drop_brace() {
        if (!line_.rest.ends_with('{') || line_.kind == NodeKind::Let) {
            return;
        }
        const std::string_view brace = line_.rest.substr(line_.rest.size() - 1);
        context_.report(diag::ForeignSyntax, context_.range(brace), "`{`", "indentation alone makes a block")
            .fix("remove it", context_.span(brace), "", true);
        line_.rest = trim(line_.rest.substr(0, line_.rest.size() - 1));
    }

    void read_declaration() {
        bool matches = false;
        std::string_view rest = read_line<grammar::header>(line_.rest, state_, matches);
        std::string_view name = state_.name;
        if (!rest.empty() && state_.items.is_empty() && !state_.has_lead && !name.empty()) {
            rest = resume(rest, name);
        }
        take_name(name);
        take_title();
        header_.has_parameters = state_.has_parameters;
        header_.parameters = state_.has_parameters ? state_.parameters : syntax::Slice{};
        if (!state_.has_lead && rest.empty()) {
            state_.lead = check_lead_colon(context_, state_.items);
            state_.has_lead = !state_.lead.empty();
        }
        if (state_.has_lead && check_spaced_aspect(context_, state_.items, state_.lead)) {
            state_.lead = {};
            state_.has_lead = false;
        }
        check_commas(context_, state_.items, items_end(rest));
        check_titles(context_, header_, state_.items);
        check_decimal_commas(context_, state_.items);
        check_lengths(context_, state_.items);
        header_.items = state_.items;
        read_sources();
        take_lead();
        if (!rest.empty()) {
            report_rest(rest);
        }
        check_parameters();
    }

    /// What stands after the name or the title and is none of what may stand there: a comma that is missing, or a name of
    /// several words. Reports it, reads on behind it, and gives back what is left.
    std::string_view resume(std::string_view rest, std::string_view& name) {
        const Mark mark = mark_at(rest, 0);
        if (mark.kind != MarkKind::None || rest[0] == '=' || rest[0] == '{' || rest[0] == '}') {
            return rest;
        }
        bool matches = false;
        if (state_.has_title && rest.data() == state_.title.data() + state_.title.size()) {
            if (const std::string_view after = widen_title(rest); after.data() != rest.data()) {
                return read_line<grammar::item_tail>(after, state_, matches);
            }
        }
        const bool is_item = begins_with_word(rest, "extends") || begins_with_word(rest, "edits") ||
                             (rest[0] >= '0' && rest[0] <= '9') || state_.has_title || state_.has_parameters;
        if (is_item) {
            const std::string_view before = std::string_view(line_.rest.data(), static_cast<std::size_t>(rest.data() - line_.rest.data()));
            const std::uint32_t at = context_.range(trim(before)).end;
            context_.report(diag::MalformedHeader, word_range(rest), show_word(rest), "`,` or `:`")
                .fix("write a comma", context_.insertion(at), ",");
            return read_line<grammar::item_tail>(rest, state_, matches);
        }
        std::size_t end = 0;
        while (end < rest.size() && (mark_at(rest, end).kind == MarkKind::None || mark_at(rest, end).kind == MarkKind::Blank ||
                                     mark_at(rest, end).kind == MarkKind::Single)) {
            end += mark_at(rest, end).size;
        }
        const std::string_view last = trim(rest.substr(0, end));
        name = std::string_view(name.data(), static_cast<std::size_t>(last.data() + last.size() - name.data()));
        return read_line<grammar::header_tail>(rest.substr(end), state_, matches);
    }

    /// `"It's "quoted" title"`: a title that holds marks of its own kind ends with the last of them before the colon.
    std::string_view widen_title(std::string_view rest) {
        const std::size_t colon = std::min(rest.find(": "), rest.size());
        const std::size_t mark = rest.substr(0, colon).rfind('"');
        if (mark == std::string_view::npos) {
            return rest;
        }
        const std::string_view whole(state_.title.data(), state_.title.size() + mark + 1);
        std::string better(whole);
        std::replace(better.begin() + 1, better.end() - 1, '"', '\'');
        context_.report(diag::MalformedHeader, context_.range(rest.substr(0, mark + 1)), show(rest.substr(0, mark + 1)), "`,` or `:` after the title")
            .note("quotation marks inside a title are of another kind than those round it")
            .fix(fmt::format("write `{}`", better), context_.span(whole), better);
        state_.title = whole;
        return rest.substr(mark + 1);
    }

    [[nodiscard]] Range word_range(std::string_view rest) const {
        std::size_t end = 0;
        while (end < rest.size() && mark_at(rest, end).kind == MarkKind::None) {
            ++end;
        }
        return context_.range(rest.substr(0, end == 0 ? std::min<std::size_t>(1, rest.size()) : end));
    }

    void take_name(std::string_view name) {
        if (name.empty()) {
            report_missing_name();
            return;
        }
        header_.name = context_.range(name);
        const bool has_blank = name.find_first_of(" \t") != std::string_view::npos;
        if (!has_blank || state_.has_title) {
            check_name(context_, name, line_.kind == NodeKind::Shot);
            return;
        }
        diagnostics::Report report = context_.report(diag::InvalidName, header_.name, name, "a name is one word");
        if (report) {
            suggest_names(name, report);
        }
    }

    /// `shot b23 Doc`: a comma is missing, where the rest is a name that the file knows. `shot b28 The kiss`: a title
    /// without its marks. A name of several words is what people see: it becomes the display name, too.
    void suggest_names(std::string_view name, diagnostics::Report& report) {
        const std::size_t blank = name.find_first_of(" \t");
        const std::string_view first = name.substr(0, blank);
        const std::string_view rest = trim(name.substr(blank));
        const auto suggest = [&](std::string better) {
            const std::string title = fmt::format("write `{}`", better);
            report.fix(title, context_.span(name), std::move(better));
        };
        // Of `Doc; wide` the style is known: what stands there for the next comma is told of once this one is there.
        if (knows_name(rest.substr(0, rest.find_first_of(" \t;/|")))) {
            suggest(fmt::format("{}, {}", first, rest));
        }
        if (first.find_first_of("0123456789") != std::string_view::npos) {
            suggest(fmt::format("{} \"{}\"", first, rest));
            return;
        }
        std::string joined;
        for (const char byte : name) {
            joined += byte == ' ' || byte == '\t' ? '-' : byte;
        }
        suggest(fmt::format("{} \"{}\"", joined, name));
    }

    /// Whether something above in the file is called so, or comes from a library under that name.
    [[nodiscard]] bool knows_name(std::string_view name) const {
        const syntax::Tree& tree = context_.tree;
        const auto is_named = [&](Range range) { return context_.slice(range) == name; };
        return (is_dotted_name(name, true) && name.find('.') != std::string_view::npos) ||
               std::any_of(tree.headers.begin(), tree.headers.end(), [&](const Header& header) { return is_named(header.name); }) ||
               std::any_of(tree.imported_names.begin(), tree.imported_names.end(),
                           [&](const syntax::ImportedName& one) { return is_named(one.alias.is_empty() ? one.name : one.alias); });
    }

    void report_missing_name() {
        diagnostics::Report report = context_.report(diag::MissingName, keyword_, line_.keyword);
        if (state_.has_title) {
            report.note("the title in quotation marks stands after the name");
        }
    }

    void take_title() {
        if (state_.has_title) {
            header_.has_title = true;
            header_.title = context_.range(unquote(state_.title));
        }
    }

    void take_lead() {
        if (!state_.has_lead) {
            return;
        }
        header_.lead = context_.text_of(state_.lead);
        header_.has_lead = !header_.lead.is_empty();
        if (!header_.has_lead) {
            // `shot storm, 8s:`, as other languages have it
            const std::string_view colon = colon_at_end(line_.rest);
            context_.report(diag::ForeignSyntax, context_.range(colon), "`:` at the end of a header", "indentation alone makes a block")
                .fix("remove it", context_.span(colon), "", true);
        }
    }

    /// Where the items end: at the colon of the lead, at what could not be read, or with the line.
    [[nodiscard]] std::uint32_t items_end(std::string_view rest) const {
        if (!rest.empty()) {
            return context_.range(rest).begin;
        }
        if (!state_.has_lead) {
            return context_.range(line_.rest).end;
        }
        const std::string_view before(line_.rest.data(), static_cast<std::size_t>(state_.lead.data() - line_.rest.data()));
        const std::string_view head = trim(before);
        return context_.range(head).end - (head.ends_with(':') ? 1 : 3);
    }

    static std::string_view colon_at_end(std::string_view text) {
        const std::size_t size = text.ends_with(':') ? 1 : 3;
        return text.substr(text.size() - std::min(size, text.size()));
    }

    void check_parameters() {
        for (std::uint32_t i = 0; i < header_.parameters.count; ++i) {
            const syntax::Parameter& parameter = context_.tree.parameters[header_.parameters.first + i];
            check_name(context_, context_.slice(parameter.name), false);
        }
        if (header_.has_parameters && line_.kind != NodeKind::Shot && line_.kind != NodeKind::Style) {
            context_.report(diag::MalformedHeader, keyword_, "parameters", "them only on a shot or a style");
            header_.has_parameters = false;
            header_.parameters = {};
        }
    }

    void read_sources() {
        if (line_.kind != NodeKind::Shot) {
            return;
        }
        for (std::uint32_t i = 0; i < header_.items.count; ++i) {
            read_source(context_.tree.items[header_.items.first + i]);
        }
    }

    // `extends confession`, `edits "takes/harbour.mp4"`
    void read_source(Item& item) {
        const std::string_view text = context_.slice(item.range);
        const bool extends = begins_with_word(text, "extends");
        if (item.kind != Item::Kind::Plain || (!extends && !begins_with_word(text, "edits"))) {
            return;
        }
        const std::size_t word = extends ? 7 : 5;
        const std::string_view source = trim(text.substr(word));
        item.kind = extends ? Item::Kind::Extends : Item::Kind::Edits;
        syntax::ItemPart& part = context_.add_part(item);
        part.name = {item.range.end, item.range.end};
        Input in(text);
        if (!tao::pegtl::parse<grammar::source_item>(in)) {
            report_source(source, extends);
            return;
        }
        const auto size = static_cast<std::size_t>(in.current() - source.data());
        const std::string_view read = source.substr(0, size);
        const std::string_view after = trim(source.substr(size));
        const std::string_view inside = unquote(read);
        part.is_quoted = inside.size() != read.size();
        part.name = context_.range(inside);
        if (!after.empty()) {
            context_.report(diag::MalformedHeader, context_.range(after), show(after), "`,` after the source");
        } else if (!part.is_quoted && !is_dotted_name(read, true)) {
            check_name(context_, read, true);
        }
    }

    void report_source(std::string_view source, bool extends) {
        const Range range = source.empty() ? context_.range(line_.rest) : context_.range(source);
        if (!source.empty() && report_unclosed(context_, source, line_.has_comment)) {
            return;
        }
        context_.report(diag::MalformedHeader, range, source.empty() ? fmt::format("`{}` alone", extends ? "extends" : "edits") : show(source),
                        "a shot's name, or a file or clip in quotation marks");
    }

    void read_value() {
        bool matches = false;
        std::string_view rest = read_line<grammar::value_header>(line_.rest, state_, matches);
        if (!rest.empty() && !state_.name.empty() && !state_.has_lead) {
            rest = resume_value(rest);
        }
        take_name(state_.name);
        if (state_.has_lead) {
            header_.has_lead = true;
            header_.lead = context_.text_of(state_.lead);
        } else if (rest.empty() && !state_.name.empty()) {
            context_.report(diag::MalformedHeader, header_.name, "the end of the line", "`:` and a value");
        }
    }

    /// `let city = Tokyo`, `let city Tokyo`: reported, and what stands there is taken as the value.
    std::string_view resume_value(std::string_view rest) {
        state_.has_lead = true;
        if (rest[0] == '=') {
            state_.lead = trim(rest.substr(1));
            const std::string_view between(state_.name.data() + state_.name.size(),
                                           static_cast<std::size_t>(rest.data() + 1 - state_.name.data()) - state_.name.size());
            context_.report(diag::ForeignSyntax, context_.range(rest.substr(0, 1)), "`=`", "a value stands after `:`")
                .fix("write `:`", context_.span(between), ":", true);
            return {};
        }
        const std::size_t colon = rest.find(": ");
        if (rest[0] == ',' && colon != std::string_view::npos) {
            state_.lead = trim(rest.substr(colon + 1));
            const std::string_view attributes = trim(rest.substr(0, colon));
            const Range range{context_.range(state_.name).end, context_.range(attributes).end};
            context_.report(diag::MalformedHeader, context_.range(attributes), show(attributes), "`:` after the name")
                .note(fmt::format("a {} takes no attributes", line_.keyword))
                .fix("remove them", context_.tree.span(range), "");
            return {};
        }
        state_.lead = rest;
        if (!report_unclosed(context_, rest, line_.has_comment)) {
            const std::uint32_t at = context_.range(state_.name).end;
            context_.report(diag::MalformedHeader, word_range(rest), show_word(rest), "`:` after the name")
                .fix("write a colon", context_.insertion(at), ":");
        }
        return {};
    }

    void read_target() {
        bool matches = false;
        std::string_view rest = read_line<grammar::target_header>(line_.rest, state_, matches);
        const bool has_name = !state_.name.empty();
        if (!has_name) {
            context_.report(diag::MissingName, keyword_, line_.keyword).note("a target is a profile, as `target sora-2, 8s`");
        } else if (!rest.empty() && state_.items.is_empty() && mark_at(rest, 0).kind == MarkKind::None) {
            const std::uint32_t at = context_.range(trim({line_.rest.data(), static_cast<std::size_t>(rest.data() - line_.rest.data())})).end;
            context_.report(diag::MalformedHeader, word_range(rest), show_word(rest), "`,`").fix("write a comma", context_.insertion(at), ",");
            rest = read_line<grammar::item_tail>(rest, state_, matches);
        }
        header_.name = context_.range(has_name ? state_.name : line_.rest.substr(0, 0));
        if (!state_.alias.empty()) {
            header_.alias = context_.range(state_.alias);
            check_name(context_, state_.alias, false);
        } else if (state_.misses_alias) {
            context_.report(diag::MalformedHeader, keyword_, "`as` without a name", "a name after it");
        }
        if (rest.empty()) {
            check_commas(context_, state_.items, context_.range(line_.rest).end);
        }
        check_decimal_commas(context_, state_.items);
        check_lengths(context_, state_.items);
        header_.items = state_.items;
        if (!rest.empty() && has_name) {
            report_rest(rest);
        }
    }

    void report_rest(std::string_view rest) {
        header_.is_broken = mark_at(rest, 0).kind == MarkKind::OpenBracket;
        if (header_.is_broken && header_.items.count > 0) {
            const Item& last = context_.tree.items[header_.items.first + header_.items.count - 1];
            // `Neon("red`: a call whose arguments cannot be read is none without them.
            header_.items.count -= last.range.end == context_.range(rest).begin ? 1 : 0;
        }
        if (report_unclosed(context_, rest, line_.has_comment)) {
            return;
        }
        if (mark_at(rest, 0).kind == MarkKind::OpenBracket && line_.kind != NodeKind::Target && !state_.has_parameters) {
            context_.report(diag::MalformedHeader, context_.range(rest), show(rest), "parameters as `(name: type = default)`");
            return;
        }
        if (rest[0] == ':' && line_.kind != NodeKind::Target) {
            context_.report(diag::MalformedHeader, context_.range(rest.substr(0, 1)), "`:` without a blank after it", "`: `")
                .fix("write a blank", context_.insertion(context_.range(rest).begin + 1), " ", true);
            return;
        }
        const bool is_title = mark_at(rest, 0).kind == MarkKind::Double;
        context_.report(diag::MalformedHeader, word_range(rest), is_title ? show(rest) : show_word(rest),
                        is_title ? "the title straight after the name" : line_.kind == NodeKind::Target ? "`,`" : "`,` or `:`");
    }

    Context& context_;
    Headline line_;
    Range keyword_;
    LineState state_;
    Header header_;
};

}  // namespace

std::uint32_t read_header(Context& context, Headline line) { return HeaderReader(context, line).read(); }

}  // namespace shot::parse
