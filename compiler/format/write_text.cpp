#include "compiler/format/write_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/format/write_header.hpp"
#include "compiler/parse/marks.hpp"
#include "compiler/parse/parse.hpp"
#include "compiler/parse/values.hpp"

namespace shot::format {
namespace {

using parse::MarkKind;

std::string_view slice(std::string_view text, Range range) { return text.substr(range.begin, range.size()); }

std::vector<std::string> items_of(std::string_view text) {
    std::vector<std::string> items;
    for (const Range& item : parse::split_list(text)) {
        items.emplace_back(slice(text, item));
    }
    return items;
}

/// What the text says, its lines joined by blanks.
std::string join(const std::vector<TextLine>& lines) {
    std::string joined;
    for (const TextLine& line : lines) {
        if (!line.text.empty()) {
            joined += joined.empty() ? "" : " ";
            joined += line.text;
        }
    }
    return joined;
}

/// `"a.png"` of `“a.png”`.
void straighten_items(std::vector<std::string>& items) {
    for (std::string& item : items) {
        item = straighten(item, parse::unquote(item));
    }
}

/// The items of each line alone, where no item goes on over a line's end: else nothing.
std::vector<std::vector<std::string>> split_by_line(const std::vector<TextLine>& lines, bool is_block) {
    std::vector<std::vector<std::string>> by_line;
    std::vector<std::string> all;
    std::size_t last = lines.size();
    while (last > 0 && lines[last - 1].text.empty()) {
        --last;
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        by_line.push_back(items_of(lines[i].text));
        all.insert(all.end(), by_line.back().begin(), by_line.back().end());
        const std::string& text = lines[i].text;
        const bool is_slip = i > 0 && !text.empty() && !parse::may_continue(text);  // stays a line that can be reported
        const bool ends = text.empty() || is_block || i + 1 == last || parse::mark_before(text, text.size()).kind == MarkKind::Comma;
        if (!ends || is_slip || (!text.empty() && by_line.back().empty())) {
            return {};
        }
    }
    return is_block || all == items_of(join(lines)) ? by_line : std::vector<std::vector<std::string>>();
}

class TextArranger {
public:
    TextArranger(const Filler& filler, std::size_t first, std::size_t rest) : filler_(filler), first_(first), rest_(rest) {}

    std::vector<TextLine> arrange_prose(const std::vector<TextLine>& lines) {
        for (std::size_t i = 0; i < lines.size();) {
            std::size_t end = i + 1;
            if (!lines[i].is_plain()) {
                out_.push_back(lines[i++]);
                continue;
            }
            std::vector<std::string_view> pieces{lines[i].text};
            while (end < lines.size() && lines[end].is_plain() && !lines[end].has_blank_before) {
                pieces.push_back(lines[end++].text);
            }
            add_run(lines[i], filler_.fill_prose(pieces, out_.empty() ? first_ : rest_, rest_));
            i = end;
        }
        return std::move(out_);
    }

    std::vector<TextLine> arrange_list(const std::vector<TextLine>& lines, bool are_paths) {
        const bool is_block = lines.front().text.empty();
        std::vector<std::vector<std::string>> items = split_by_line(lines, is_block);
        if (items.empty()) {
            return lines;
        }
        if (are_paths) {
            std::for_each(items.begin(), items.end(), straighten_items);
        }
        std::size_t last = lines.size();
        while (last > 0 && lines[last - 1].text.empty()) {
            --last;
        }
        for (std::size_t i = 0; i < lines.size();) {
            std::size_t end = i + 1;
            if (lines[i].text.empty()) {
                out_.push_back(lines[i++]);
                continue;
            }
            std::vector<std::string> run = std::move(items[i]);
            while (!is_block && lines[i].is_plain() && end < lines.size() && lines[end].is_plain() && !lines[end].has_blank_before) {
                run.insert(run.end(), items[end].begin(), items[end].end());
                ++end;
            }
            const bool is_whole = is_block || !lines[i].is_plain();  // stays one line
            if (is_whole) {
                TextLine line = lines[i];
                line.text = fmt::format("{}{}", fmt::join(run, ", "), is_block || end >= last ? "" : ",");
                out_.push_back(std::move(line));
            } else {
                add_run(lines[i], Filler::fill_items(run, end >= last, out_.empty() ? first_ : rest_, rest_));
            }
            i = end;
        }
        return std::move(out_);
    }

private:
    void add_run(const TextLine& first, std::vector<std::string> texts) {
        for (std::string& text : texts) {
            TextLine line;
            line.has_blank_before = first.has_blank_before && &text == &texts.front();
            line.text = std::move(text);
            out_.push_back(std::move(line));
        }
    }

    const Filler& filler_;
    std::size_t first_;
    std::size_t rest_;
    std::vector<TextLine> out_;
};

/// Straight quotation marks round what is said.
void straighten_dialogue(std::vector<TextLine>& lines) {
    const std::string joined = join(lines);
    const parse::QuotedLine quoted = parse::find_quoted_line(joined);
    const std::string_view words = slice(joined, quoted.words);
    const auto holds_mark = [words] {
        for (std::size_t at = 0; at < words.size(); ++at) {
            if (parse::mark_at(words, at).kind == parse::MarkKind::Double) {
                return true;  // `“A”, dit-elle “B”`: the outer two are no pair
            }
        }
        return false;
    };
    if (holds_mark() || !quoted.is_closed || !quoted.leading.is_empty() || !quoted.trailing.is_empty()) {
        return;
    }
    const auto has_text = [](const TextLine& line) { return !line.text.empty(); };
    const auto first = std::find_if(lines.begin(), lines.end(), has_text);
    const auto last = std::find_if(lines.rbegin(), lines.rend(), has_text);
    if (first == lines.end()) {
        return;
    }
    std::vector<TextLine> before = lines;
    if (quoted.is_quoted) {
        first->text.erase(0, parse::mark_at(first->text, 0).size);
        last->text.erase(last->text.size() - parse::mark_before(last->text, last->text.size()).size);
    }
    first->text.insert(0, 1, '"');
    last->text += '"';
    const std::string after = join(lines);
    const parse::QuotedLine now = parse::find_quoted_line(after);
    if (slice(after, now.words) != words) {
        lines = std::move(before);
    }
}

}  // namespace

std::vector<TextLine> arrange_text(std::vector<TextLine> lines, TextKind kind, bool is_pinned, const Filler& filler,
                                   std::size_t first, std::size_t rest) {
    std::size_t least = SIZE_MAX;
    for (std::size_t i = 1; i < lines.size() && kind == TextKind::Verbatim; ++i) {
        least = lines[i].text.empty() ? least : std::min(least, lines[i].indent);
    }
    for (TextLine& line : lines) {
        const bool is_first = &line == &lines.front();
        line.indent = kind != TextKind::Verbatim || is_first || line.text.empty() ? 0 : line.indent - least;
    }
    if (kind == TextKind::Dialogue) {
        straighten_dialogue(lines);
    }
    if (is_pinned || kind == TextKind::Lines || kind == TextKind::Verbatim || kind == TextKind::Dialogue) {
        return lines;
    }
    TextArranger arranger(filler, first, rest);
    return kind == TextKind::Prose ? arranger.arrange_prose(lines) : arranger.arrange_list(lines, kind == TextKind::Paths);
}

}  // namespace shot::format
