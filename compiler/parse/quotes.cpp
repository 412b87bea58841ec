// A line of dialogue, from its first quotation mark to its last: values.hpp.
#include "compiler/parse/marks.hpp"
#include "compiler/parse/values.hpp"

namespace shot::parse {

namespace {

Range make_range(std::string_view whole, std::string_view part) {
    const auto begin = static_cast<std::uint32_t>(part.data() - whole.data());
    return {begin, begin + static_cast<std::uint32_t>(part.size())};
}

struct Place {
    std::size_t begin = 0;
    std::size_t end = 0;  // 0: none
    MarkKind kind = MarkKind::None;
};

bool is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

/// A single mark that ends a quotation: nothing, a blank or a mark follows it. `I was goin' home` has one, too; it counts
/// only where one that opens stands before it.
bool may_close(std::string_view text, std::size_t at, Mark mark) {
    const std::size_t after = at + mark.size;
    return after >= text.size() || (static_cast<unsigned char>(text[after]) < 0x80 && !is_letter(text[after])) ||
           mark_at(text, after).kind != MarkKind::None;
}

Place find_first(std::string_view text, MarkKind kind) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const Mark mark = mark_at(text, at);
        if (mark.kind == kind && (kind == MarkKind::Double || is_opening_single(text, at, mark))) {
            return {at, at + mark.size, kind};
        }
    }
    return {};
}

Place find_last(std::string_view text, std::size_t from, MarkKind kind) {
    for (std::size_t at = text.size(); at-- > from;) {
        const Mark mark = mark_at(text, at);
        if (mark.kind == kind && (kind == MarkKind::Double || may_close(text, at, mark))) {
            return {at, at + mark.size, kind};
        }
    }
    return {};
}

}  // namespace

QuotedLine find_quoted_line(std::string_view text) {
    QuotedLine line;
    line.words = make_range(text, trim(text));
    Place first = find_first(text, MarkKind::Double);
    const Place single = find_first(text.substr(0, first.end == 0 ? text.size() : first.begin), MarkKind::Single);
    if (single.end != 0 &&
        find_last(text, single.end, MarkKind::Single).end != 0 && trim(text.substr(0, single.begin)).empty()) {
        first = single;
    }
    if (first.end == 0) {
        return line;
    }
    line.is_quoted = true;
    line.leading = make_range(text, trim(text.substr(0, first.begin)));
    const Place last = find_last(text, first.end, first.kind);
    if (last.end == 0) {
        line.is_closed = false;
        line.words = make_range(text, trim(text.substr(first.end)));
        line.trailing = {static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(text.size())};
        return line;
    }
    line.words = make_range(text, text.substr(first.end, last.begin - first.end));
    line.trailing = make_range(text, trim(text.substr(last.end)));
    return line;
}

}  // namespace shot::parse
