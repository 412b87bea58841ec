#include "compiler/format/write_header.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "compiler/parse/marks.hpp"
#include "compiler/parse/values.hpp"

namespace shot::format {

using parse::Mark;
using parse::mark_at;
using parse::MarkKind;
using parse::ShapeKind;
using syntax::Header;
using syntax::Item;
using syntax::Node;
using syntax::NodeKind;
using syntax::Slice;

namespace {

/// True where a colon parts a lead from what stands before it.
bool is_lead_colon(std::string_view text, std::size_t at, Mark mark) {
    const std::size_t after = at + mark.size;
    return mark.kind == MarkKind::Colon &&
           (mark.size > 1 || after == text.size() || mark_at(text, after).kind == MarkKind::Blank);
}

bool holds_lead_colon(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (is_lead_colon(text, at, mark_at(text, at))) {
            return true;
        }
    }
    return false;
}

/// `s`, `sec`: after a time it is a unit.
bool begins_with_unit(std::string_view title) {
    constexpr std::string_view kUnits[] = {"s", "sec", "secs", "second", "seconds"};
    const std::size_t end = std::min(title.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
                                     title.size());
    std::string word(title.substr(0, end));
    std::transform(word.begin() + (word.empty() ? 0 : 1), word.end(), word.begin() + (word.empty() ? 0 : 1),
                   [](char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte; });
    return std::find(std::begin(kUnits), std::end(kUnits), word) != std::end(kUnits);
}

/// A dash that a title would lose: one that stands between the time and it.
bool begins_with_dash(std::string_view title) {
    return title.starts_with('-') || title.starts_with("\xE2\x80") || title.starts_with("\xE2\x88\x92");
}

/// The title of a beat with the quotation marks round it, blanks inside them included; `title` where it has none.
Range find_quotes(std::string_view text, Range title) {
    Range whole = title;
    while (whole.begin > 0 && parse::mark_before(text, whole.begin).kind == MarkKind::Blank) {
        whole.begin -= parse::mark_before(text, whole.begin).size;
    }
    const Mark open = parse::mark_before(text, whole.begin);
    while (whole.end < text.size() && mark_at(text, whole.end).kind == MarkKind::Blank) {
        whole.end += mark_at(text, whole.end).size;
    }
    const MarkKind close = whole.end < text.size() ? mark_at(text, whole.end).kind : MarkKind::None;
    const bool is_quoted = open.kind == close && (close == MarkKind::Double || close == MarkKind::Single);
    return is_quoted ? Range{whole.begin - open.size, whole.end + mark_at(text, whole.end).size} : title;
}

/// True where the title of a beat ends elsewhere without its quotation marks.
bool needs_quotes(std::string_view title) {
    if (begins_with_unit(title) || begins_with_dash(title) || mark_at(title, 0).kind == MarkKind::Single) {
        return true;
    }
    for (std::size_t at = 0; at < title.size(); ++at) {
        const Mark mark = mark_at(title, at);
        if (mark.kind == MarkKind::Comma || mark.kind == MarkKind::OpenBracket || mark.kind == MarkKind::Double ||
            is_lead_colon(title, at, mark) || title[at] == '{') {
            return true;
        }
    }
    return false;
}

}  // namespace

std::string write_time(std::int32_t milliseconds) {
    return milliseconds % 10 == 0 ? fmt::format("{}.{:02}", milliseconds / 1000, milliseconds % 1000 / 10)
                                  : fmt::format("{}.{:03}", milliseconds / 1000, milliseconds % 1000);
}

std::string straighten(std::string_view whole, std::string_view inside) {
    return whole.size() == inside.size() || inside.find('"') != std::string_view::npos ? std::string(whole)
                                                                                        : fmt::format("\"{}\"", inside);
}

/// What stands in quotation marks in the file, by its inside.
std::string HeaderWriter::write_quoted(Range inside) const {
    const std::string_view text = source_.text();
    const std::uint32_t begin = inside.begin - parse::mark_before(text, inside.begin).size;
    const std::uint32_t end = inside.end + mark_at(text, inside.end).size;
    return straighten(slice({begin, end}), slice(inside));
}

std::string HeaderWriter::write_value(Range value, bool is_quoted) const {
    return is_quoted ? write_quoted(value) : std::string(slice(value));
}

std::string HeaderWriter::write_parameters(Slice parameters) const {
    std::string out = "(";
    for (std::uint32_t i = 0; i < parameters.count; ++i) {
        const syntax::Parameter& parameter = tree_.parameters[parameters.first + i];
        out += i == 0 ? "" : ", ";
        out += slice(parameter.name);
        if (!parameter.type.is_empty()) {
            out += fmt::format(": {}", slice(parameter.type));
        }
        if (parameter.has_fallback) {
            out += fmt::format(" = {}", write_value(parameter.fallback, parameter.is_quoted));
        }
    }
    return out += ')';
}

std::string HeaderWriter::write_arguments(Slice arguments) const {
    std::string out = "(";
    for (std::uint32_t i = 0; i < arguments.count; ++i) {
        const syntax::Argument& argument = tree_.arguments[arguments.first + i];
        out += i == 0 ? "" : ", ";
        if (!argument.name.is_empty()) {
            out += fmt::format("{}: ", slice(argument.name));
        }
        out += write_value(argument.value, argument.is_quoted);
    }
    return out += ')';
}

/// `is_measured`: a duration or size there goes to the API alone, so that its spelling is free.
std::string HeaderWriter::write_item(const Item& item, bool is_measured) const {
    const syntax::ItemPart part = tree_.part_of(item);
    const std::string_view text = slice(item.range);
    switch (item.kind) {
        case Item::Kind::Extends: return fmt::format("extends {}", write_value(part.name, part.is_quoted));
        case Item::Kind::Edits: return fmt::format("edits {}", write_value(part.name, part.is_quoted));
        case Item::Kind::Call: return std::string(slice(part.name)) + write_arguments(part.arguments);
        case Item::Kind::Plain: break;
    }
    const auto shape = is_measured ? parse::find_shape(text) : std::nullopt;
    if (shape && shape->kind == ShapeKind::Size) {
        return fmt::format("{}x{}", shape->a, shape->b);
    }
    if (shape && shape->kind == ShapeKind::Duration) {
        const bool is_in_seconds = text.find_first_of("mM") == std::string_view::npos;
        return is_in_seconds ? fmt::format("{}s", text.substr(0, text.find_first_not_of("0123456789.")))
                             : fmt::format("{}s", static_cast<double>(shape->a) / 1000);  // `4000 ms` as `4s`
    }
    return std::string(text);
}

/// The order of attributes in a header, where it says nothing: what the API sets first, the source last.
int HeaderWriter::rank_of(const Item& item, NodeKind kind) const {
    constexpr int kOthers = 4;
    if (item.kind == Item::Kind::Extends || item.kind == Item::Kind::Edits) {
        return kOthers + 1;
    }
    const auto shape = item.kind == Item::Kind::Plain ? parse::find_shape(slice(item.range)) : std::nullopt;
    if (!shape) {
        return kOthers;
    }
    switch (shape->kind) {
        case ShapeKind::Duration: return kind == NodeKind::Target ? 3 : 0;
        case ShapeKind::Size:
        case ShapeKind::Aspect: return 1;
        case ShapeKind::Resolution: return 2;
        default: return kOthers;
    }
}

std::string HeaderWriter::write_items(Slice items, NodeKind kind) const {
    std::vector<const Item*> order;
    for (std::uint32_t i = 0; i < items.count; ++i) {
        order.push_back(&tree_.items[items.first + i]);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](const Item* a, const Item* b) { return rank_of(*a, kind) < rank_of(*b, kind); });
    std::string out;
    for (const Item* item : order) {
        out += ", " + write_item(*item, true);
    }
    return out;
}

std::string HeaderWriter::write_header(const Node& node) const {
    const Header& header = tree_.headers[node.data];
    std::string out = fmt::format("{} {}", syntax::kind_name(node.kind), slice(header.name));
    if (!header.alias.is_empty()) {
        out += fmt::format(" as {}", slice(header.alias));
    }
    if (header.has_title) {
        out += " " + write_quoted(header.title);
    }
    if (header.has_parameters) {
        out += (header.has_title ? " " : "") + write_parameters(header.parameters);
    }
    out += write_items(header.items, node.kind);
    if (node.kind == NodeKind::Let || node.kind == NodeKind::Palette || node.kind == NodeKind::Sound) {
        return out + ": ";
    }
    return header.has_lead ? fmt::format("{}: {}", out, slice(header.lead.line)) : out;
}

std::string HeaderWriter::write_import(const syntax::Import& import) const {
    std::string out = "import " + write_value(import.path, import.is_quoted);
    if (!import.alias.is_empty()) {
        out += fmt::format(" as {}", slice(import.alias));
    }
    for (std::uint32_t i = 0; i < import.names.count; ++i) {
        const syntax::ImportedName& name = tree_.imported_names[import.names.first + i];
        out += i == 0 ? ": " : ", ";
        out += slice(name.name);
        if (!name.alias.is_empty()) {
            out += fmt::format(" as {}", slice(name.alias));
        }
    }
    return out;
}

std::string HeaderWriter::write_make(const syntax::Make& make) const {
    std::string out = fmt::format("make {}", slice(make.template_name));
    if (!make.arguments.is_empty()) {
        out += write_arguments(make.arguments);
    }
    if (make.has_table) {
        out += " from " + write_quoted(make.table);
    }
    return make.alias.is_empty() ? out : fmt::format("{} as {}", out, slice(make.alias));
}

/// Attributes of a beat keep their order and their words: the prompt has both. An item with a colon in it stands in
/// brackets, or what follows the colon would be the first action.
std::string HeaderWriter::write_beat_items(const syntax::Beat& beat) const {
    std::uint32_t in_brackets = 0;
    for (std::uint32_t i = 0; i < beat.items.count; ++i) {
        if (holds_lead_colon(slice(tree_.items[beat.items.first + i].range))) {
            in_brackets = i + 1;
        }
    }
    std::string out;
    for (std::uint32_t i = 0; i < beat.items.count; ++i) {
        out += i == 0 && in_brackets > 0 ? " (" : ", ";
        out += write_item(tree_.items[beat.items.first + i], false);
        out += i + 1 == in_brackets ? ")" : "";
    }
    return out;
}

std::string HeaderWriter::write_beat(const syntax::Beat& beat) const {
    std::string out = beat.is_relative ? "+" + write_time(beat.end)
                                       : fmt::format("{}–{}", write_time(beat.begin), write_time(beat.end));
    if (!beat.title.is_empty()) {
        const Range whole = find_quotes(source_.text(), beat.title);
        const std::string_view title = slice(beat.title);
        const bool is_bare = whole.size() == title.size() || (!needs_quotes(title) && !is_framing_(title));
        out += " " + (is_bare ? std::string(title) : straighten(slice(whole), title));
    }
    out += write_beat_items(beat);
    return beat.lead.is_empty() ? out : fmt::format("{}: {}", out, slice(beat.lead.line));
}

std::string HeaderWriter::write(const Node& node) const {
    switch (node.kind) {
        case NodeKind::Language: {
            const std::string_view line = slice(node.range());
            return fmt::format("language {}", parse::trim(line.substr(line.find_first_of(" \t\xC2\xE3"))));
        }
        case NodeKind::Import: return write_import(tree_.imports[node.data]);
        case NodeKind::Make: return write_make(tree_.makes[node.data]);
        case NodeKind::On: {
            const syntax::On& on = tree_.ons[node.data];
            return fmt::format("on {}{}", slice(on.target), write_items(on.items, node.kind));
        }
        case NodeKind::Field: {
            const syntax::Field& field = tree_.fields[node.data];
            const std::string_view owner = slice(tree_.owner_of(node));
            return fmt::format("{}{}{}{}: ", owner, owner.empty() ? "" : ".", syntax::field_info(field.kind).name, field.adds ? "+" : "");
        }
        case NodeKind::Beat: return write_beat(tree_.beats[node.data]);
        case NodeKind::Action: return "- ";
        case NodeKind::Dialogue: {
            const syntax::Dialogue& dialogue = tree_.dialogues[node.data];
            return dialogue.delivery.is_empty() ? fmt::format("{}: ", slice(dialogue.speaker))
                                                : fmt::format("{} ({}): ", slice(dialogue.speaker), slice(dialogue.delivery));
        }
        case NodeKind::Entry:
        case NodeKind::Error: return std::string(slice(node.range()));
        default: return write_header(node);
    }
}

}  // namespace shot::format
