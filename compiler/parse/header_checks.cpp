#include "compiler/parse/header_checks.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>

#include "compiler/parse/slips.hpp"
#include "compiler/parse/values.hpp"
#include "compiler/source/code_points.hpp"

namespace shot::parse {

using syntax::Item;

namespace {

constexpr std::string_view kTimeUnits[] = {"ms", "sec", "second", "seconds", "min", "mins", "minute", "minutes", "h", "hr", "hour", "hours"};

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

void remove_item(Context& context, syntax::Slice& items, std::uint32_t index) {
    context.tree.items.erase(context.tree.items.begin() + items.first + index);
    --items.count;
}

/// The quotation at the end of an item, with its marks.
std::optional<Range> find_title(std::string_view item) {
    for (std::size_t at = 0; at < item.size();) {
        const Mark mark = mark_at(item, at);
        if (mark.kind != MarkKind::Double) {
            at += mark.size;
            continue;
        }
        const std::size_t end = find_quote_end(item, at, mark);
        const bool stands_alone = at == 0 || mark_at(item, at - 1).kind == MarkKind::Blank;
        if (end == item.size() && stands_alone) {
            return Range{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
        }
        at = end == std::string_view::npos ? item.size() : end;
    }
    return std::nullopt;
}

/// Where blanks and commas before `at` begin.
std::uint32_t before_commas(const Context& context, std::uint32_t at) {
    while (at > 0 && (context.text[at - 1] == ' ' || context.text[at - 1] == '\t' || context.text[at - 1] == ',')) {
        --at;
    }
    return at;
}

}  // namespace

void check_decimal_commas(Context& context, syntax::Slice& items) {
    for (std::uint32_t i = 0; i + 1 < items.count; ++i) {
        const Item& first = context.tree.items[items.first + i];
        const Item& second = context.tree.items[items.first + i + 1];
        const std::string_view whole = context.slice({first.range.begin, second.range.end});
        const std::uint32_t comma = first.range.size();
        const bool is_tight = first.kind == Item::Kind::Plain && second.kind == Item::Kind::Plain &&
                              second.range.begin == first.range.end + 1 && whole[comma] == ',' &&
                              is_digit(whole[comma - 1]) && is_digit(whole[comma + 1]);
        if (!is_tight || (find_shape(whole.substr(0, comma)) && find_shape(whole.substr(comma + 1)))) {
            continue;
        }
        std::string better(whole);
        better[comma] = '.';
        if (!find_shape(better)) {
            continue;
        }
        const Range range{first.range.begin, second.range.end};
        context.report(diag::MalformedHeader, range, show(whole), fmt::format("`{}`: decimals stand after a point", better))
            .fix(fmt::format("write `{}`", better), context.tree.span(range), better, true);
        remove_item(context, items, i + 1);
        remove_item(context, items, i);
        --i;
        if (items.count == 0) {
            return;
        }
    }
}

void check_lengths(Context& context, syntax::Slice& items) {
    for (std::uint32_t i = 0; i < items.count;) {
        const Item& item = context.tree.items[items.first + i];
        const std::string_view text = context.slice(item.range);
        const std::size_t number = text.find_first_not_of("0123456789.");
        const bool has_number = number != 0 && number != std::string_view::npos && is_digit(text[0]);
        const std::string_view unit = has_number ? trim(text.substr(number)) : std::string_view();
        const bool is_time = std::find(std::begin(kTimeUnits), std::end(kTimeUnits), unit) != std::end(kTimeUnits);
        if (item.kind != Item::Kind::Plain || !is_time || find_shape(text)) {
            ++i;
            continue;
        }
        context.report(diag::MalformedHeader, item.range, show(text), "a duration in seconds, such as `8s` or `2.5s`");
        remove_item(context, items, i);
    }
}

bool begins_with_capital(std::string_view text) {
    return !text.empty() && is_capital(read_code_point(text, 0).value);
}

void check_titles(Context& context, syntax::Header& header, syntax::Slice& items) {
    for (std::uint32_t i = 0; i < items.count; ++i) {
        Item& item = context.tree.items[items.first + i];
        const std::string_view text = context.slice(item.range);
        const auto title = find_title(text);
        if (item.kind != Item::Kind::Plain || !title || begins_with_word(text, "extends") || begins_with_word(text, "edits")) {
            continue;
        }
        const Range place{item.range.begin + title->begin, item.range.begin + title->end};
        diagnostics::Report report = context.report(diag::MalformedHeader, place, show(context.slice(place)),
                                                    header.has_title ? "one title, straight after the name" : "the title straight after the name");
        const bool is_whole = title->begin == 0;
        if (!header.has_title && !header.name.is_empty()) {
            const std::uint32_t from = is_whole ? before_commas(context, place.begin)
                                                : item.range.begin + static_cast<std::uint32_t>(trim(text.substr(0, title->begin)).size());
            report.fix({"move it there",
                        {{context.insertion(header.name.end), fmt::format(" {}", context.slice(place))},
                         {context.tree.span({from, place.end}), ""}},
                        begins_with_capital(unquote(context.slice(place)))});  // `"wide shot"` may be meant for the camera
            header.has_title = true;
            header.title = context.range(unquote(context.slice(place)));
        }
        if (is_whole) {
            remove_item(context, items, i--);
        } else {
            item.range = context.range(trim(text.substr(0, title->begin)));
        }
    }
}

void check_commas(Context& context, syntax::Slice items, std::uint32_t end) {
    const auto report = [&](std::uint32_t last) {
        const std::uint32_t begin = before_commas(context, last);
        const std::string_view gap = context.slice({begin, last});
        const std::size_t first = gap.find(',');
        const std::size_t second = first == std::string_view::npos ? first : gap.find(',', first + 1);
        const bool is_trailing = last == end;
        const std::size_t extra = is_trailing ? first : second;
        if (extra == std::string_view::npos) {
            return;
        }
        const std::uint32_t at = begin + static_cast<std::uint32_t>(extra);
        context.report(diag::MalformedHeader, {at, at + 1}, is_trailing ? "a comma at the end" : "a comma after a comma", "an attribute after it")
            .fix("remove it", context.tree.span({at, is_trailing ? last : at + 1}), "", true);
    };
    for (std::uint32_t i = 0; i < items.count; ++i) {
        report(context.tree.items[items.first + i].range.begin);
    }
    report(end);
}

std::string_view check_lead_colon(Context& context, syntax::Slice items) {
    if (items.count == 0) {
        return {};
    }
    Item& item = context.tree.items[items.first + items.count - 1];
    const std::string_view text = context.slice(item.range);
    const std::size_t colon = text.find(':');
    const bool may_be_lead = item.kind == Item::Kind::Plain && colon != std::string_view::npos && colon > 0 &&
                             colon + 1 < text.size() && !find_shape(text) && text.find_first_of("\"{(") == std::string_view::npos;
    if (!may_be_lead || (is_digit(text[colon - 1]) && is_digit(text[colon + 1]))) {
        return {};
    }
    const std::uint32_t at = item.range.begin + static_cast<std::uint32_t>(colon);
    context.report(diag::MalformedHeader, {at, at + 1}, "`:` without a blank after it", "`: `")
        .fix("write a blank", context.insertion(at + 1), " ", true);
    item.range = context.range(trim(text.substr(0, colon)));
    return trim(text.substr(colon + 1));
}

bool check_spaced_aspect(Context& context, syntax::Slice& items, std::string_view lead) {
    const auto is_number = [](std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); };
    if (items.count == 0) {
        return false;
    }
    const Item& item = context.tree.items[items.first + items.count - 1];
    const std::string better = fmt::format("{}:{}", context.slice(item.range), trim(lead));
    if (item.kind != Item::Kind::Plain || !is_number(context.slice(item.range)) || !is_number(trim(lead)) || !find_shape(better)) {
        return false;
    }
    const Range range{item.range.begin, context.range(trim(lead)).end};
    context.report(diag::MalformedHeader, range, show(context.slice(range)), fmt::format("`{}`: no blanks stand in it", better))
        .fix(fmt::format("write `{}`", better), context.tree.span(range), better, true);
    remove_item(context, items, items.count - 1);
    return true;
}

void check_list_brackets(Context& context, const syntax::Text& text) {
    std::uint32_t depth = 0;
    Range open;
    for (const Range& piece : context.tree.pieces_of(text)) {
        const std::string_view written = context.slice(piece);
        for (std::size_t at = 0; at < written.size();) {
            const Mark mark = mark_at(written, at);
            if (mark.kind == MarkKind::OpenBracket && depth++ == 0) {
                const std::uint32_t begin = piece.begin + static_cast<std::uint32_t>(at);
                open = {begin, begin + mark.size};
            } else if (mark.kind == MarkKind::CloseBracket && depth > 0) {
                --depth;
            } else if (mark.kind == MarkKind::Double) {
                const std::size_t end = find_quote_end(written, at, mark);
                at = end == std::string_view::npos ? at : end - mark.size;
            }
            at += mark.size;
        }
    }
    if (depth > 0) {
        context.report(diag::UnclosedBracket, open, context.slice(open))
            .note("inside brackets a comma parts no items");
    }
}

}  // namespace shot::parse
