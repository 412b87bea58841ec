// Quotation marks in lines of dialogue and in paths: what can be said only when all lines of a text are known.
#include "compiler/parse/parser.hpp"
#include "compiler/parse/slips.hpp"
#include "compiler/parse/values.hpp"

namespace shot::parse {

namespace {

/// The pieces of a text joined by blanks, and the way back from there to the file.
class JoinedText {
public:
    JoinedText(const Context& context, const syntax::Text& text)
        : pieces_(context.tree.pieces_of(text)) {
        joined_ = context.slice(pieces_[0]);
        if (is_one_line()) {
            return;
        }
        for (std::size_t i = 0; i < pieces_.size(); ++i) {
            copy_ += i == 0 ? "" : " ";
            copy_ += context.slice(pieces_[i]);
        }
        joined_ = copy_;
    }
    JoinedText(const JoinedText&) = delete;
    JoinedText& operator=(const JoinedText&) = delete;

    [[nodiscard]] std::string_view text() const { return joined_; }
    [[nodiscard]] bool is_one_line() const { return pieces_.size() == 1; }
    /// The part of the file that the first line of `part` stands in.
    [[nodiscard]] Range place(Range part) const {
        std::uint32_t begin = part.begin;
        std::size_t i = 0;
        while (i + 1 < pieces_.size() && begin >= pieces_[i].size()) {
            begin -= std::min(begin, pieces_[i].size() + 1);
            ++i;
        }
        const std::uint32_t from = std::min(pieces_[i].begin + begin, pieces_[i].end);
        return {from, std::min(from + part.size(), pieces_[i].end)};
    }

private:
    std::span<const Range> pieces_;
    std::string copy_;
    std::string_view joined_;
};

Range find_double_mark(std::string_view text) {
    for (std::uint32_t at = 0; at < text.size(); ++at) {
        const Mark mark = mark_at(text, at);
        if (mark.kind == MarkKind::Double) {
            return {at, at + mark.size};
        }
    }
    return {};
}

}  // namespace

void Parser::check_dialogue(const syntax::Dialogue& dialogue) {
    const JoinedText joined(context_, dialogue.line);
    const std::string_view words = joined.text();
    const QuotedLine line = find_quoted_line(words);
    if (!line.is_quoted) {
        return;
    }
    if (!line.is_closed) {
        diagnostics::Report report = context_.report(diag::UnclosedQuote, joined.place(find_double_mark(words)));
        if (has_comment_after(context_.tree.pieces_of(dialogue.line).back().end)) {
            report.note("`//` after a blank begins a comment; `\\//` is two slashes");
        }
        return;
    }
    if (!line.leading.is_empty()) {
        const std::string_view before = words.substr(line.leading.begin, line.leading.size());
        const Range place = joined.place(line.leading);
        diagnostics::Report report = context_.report(diag::ForeignSyntax, place, show(before),
                                                     "how a line is said stands in brackets after the speaker");
        if (joined.is_one_line() && dialogue.delivery.is_empty()) {
            const Range moved{place.begin, place.begin + (find_double_mark(words).begin - line.leading.begin)};
            report.fix({"move it there",
                        {{context_.insertion(dialogue.speaker.end), fmt::format(" ({})", before)},
                         {context_.tree.span(moved), ""}},
                        false});
        }
        return;
    }
    if (!line.trailing.is_empty()) {
        const std::string_view after = words.substr(line.trailing.begin, line.trailing.size());
        const Range place = joined.place(line.trailing);
        mend_text_after_quote(dialogue, context_.report(diag::TextAfterQuote, place, cut(after)), after, place);
    }
}

/// `Ann: "Cast off." (softly)` is a delivery in the wrong place; a sentence is an action, on a line of its own.
void Parser::mend_text_after_quote(const syntax::Dialogue& dialogue, diagnostics::Report report, std::string_view after, Range place) {
    const std::size_t blanks = place.begin - (context_.text.find_last_not_of(" \t", place.begin - 1) + 1);
    const Span span = context_.tree.span({place.begin - static_cast<std::uint32_t>(blanks), place.end});
    if (after.size() > 2 && after.front() == '(' && after.back() == ')' && dialogue.delivery.is_empty()) {
        report.fix({"move it before the colon", {{context_.insertion(dialogue.speaker.end), fmt::format(" {}", after)}, {span, ""}}, false});
    } else if (after.front() >= 'A' && after.front() <= 'Z') {
        const std::size_t line = context_.text.rfind('\n', dialogue.speaker.begin) + 1;  // 0 where there is none
        const std::string_view indentation = context_.text.substr(line, dialogue.speaker.begin - line);
        report.fix("make it an action", span, fmt::format("\n{}- {}", indentation, after));
    } else {
        report.fix("remove it", span, "");
    }
}

/// Paths in quotation marks that are not closed, or followed by more.
void Parser::check_paths(const syntax::Text& paths, bool is_single) {
    std::size_t count = 0;
    for (const Range& place : context_.tree.pieces_of(paths)) {
        const std::string_view piece = context_.slice(place);
        for (const Range& item : split_list(piece)) {
            const Mark mark = mark_at(piece, item.begin);
            if (++count > 1 && is_single) {
                context_.report(diag::BadValue, place, cut(piece), "single picture").note("only one picture can stand here");
                return;
            }
            if (mark.kind != MarkKind::Double) {
                continue;
            }
            if (report_unclosed(context_, piece.substr(item.begin), has_comment_after(place.end))) {
                return;
            }
            const std::size_t end = find_quote_end(piece, item.begin, mark);
            const std::string_view after = end < item.end ? trim(piece.substr(end, item.end - end)) : std::string_view();
            if (after.empty()) {
                continue;
            }
            const bool is_next = !is_single && mark_at(after, 0).kind == MarkKind::Double;
            diagnostics::Report report = context_.report(diag::TextAfterQuote, context_.range(after), cut(after));
            if (is_next) {
                report.fix("write a comma", context_.insertion(place.begin + static_cast<std::uint32_t>(end)), ",");
            } else {
                report.fix("remove it", context_.tree.span({place.begin + static_cast<std::uint32_t>(end), context_.range(after).end}), "");
            }
        }
    }
}

/// A comment follows on the line that the text at `end` ends.
bool Parser::has_comment_after(std::uint32_t end) const {
    const std::size_t next = context_.text.find_first_not_of(" \t", end);
    return next != std::string_view::npos && context_.text.substr(next, 2) == "//";
}

}  // namespace shot::parse
