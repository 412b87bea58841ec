// Slips in the rest of a line: see slips.hpp.
#include "compiler/parse/slips.hpp"

#include "compiler/parse/names.hpp"

namespace shot::parse {

namespace {

constexpr std::size_t kMaxShown = 40;  // bytes of the script that a message quotes

}  // namespace

// Cuts before a character, never inside one.
std::string_view cut(std::string_view text) {
    if (text.size() <= kMaxShown) {
        return text;
    }
    std::size_t size = kMaxShown;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80) {
        --size;
    }
    return text.substr(0, size);
}

std::string show(std::string_view text) {
    const std::string_view shown = cut(text);
    return fmt::format("`{}{}`", shown, shown.size() < text.size() ? "…" : "");
}

std::string show_word(std::string_view text) {
    text = trim(text);
    if (text.empty()) {
        return "the end of the line";
    }
    std::size_t end = 0;
    while (end < text.size() && mark_at(text, end).kind != MarkKind::Blank) {
        const MarkKind kind = mark_at(text, end).kind;
        if (end > 0 && (kind == MarkKind::Comma || kind == MarkKind::Colon || kind == MarkKind::OpenBracket)) {
            break;
        }
        end += mark_at(text, end).size;
    }
    return show(text.substr(0, end));
}

bool begins_with_word(std::string_view text, std::string_view word) {
    return text.starts_with(word) &&
           (text.size() == word.size() || mark_at(text, word.size()).kind == MarkKind::Blank);
}

bool report_unclosed(Context& context, std::string_view rest, bool has_comment) {
    if (rest.empty()) {
        return false;
    }
    const Mark mark = mark_at(rest, 0);
    if (mark.kind == MarkKind::Double || mark.kind == MarkKind::Single) {
        if (find_quote_end(rest, 0, mark) != std::string_view::npos) {
            return false;
        }
        diagnostics::Report report = context.report(diag::UnclosedQuote, context.range(rest.substr(0, mark.size)));
        if (has_comment) {
            report.note("`//` after a blank begins a comment; `\\//` is two slashes");
        }
        return true;
    }
    if (mark.kind != MarkKind::OpenBracket) {
        return false;
    }
    int depth = 0;
    for (std::size_t at = 0; at < rest.size();) {
        const Mark inner = mark_at(rest, at);
        if (inner.kind == MarkKind::Double) {
            const std::size_t end = find_quote_end(rest, at, inner);
            if (end == std::string_view::npos) {
                return report_unclosed(context, rest.substr(at), has_comment);
            }
            at = end;
            continue;
        }
        depth += inner.kind == MarkKind::OpenBracket ? 1 : inner.kind == MarkKind::CloseBracket ? -1 : 0;
        if (depth == 0) {
            return false;
        }
        at += inner.size;
    }
    context.report(diag::UnclosedBracket, context.range(rest.substr(0, mark.size)), rest.substr(0, mark.size));
    return true;
}

bool check_name(Context& context, std::string_view name, bool may_start_with_digit) {
    const std::string problem = find_name_problem(name, may_start_with_digit);
    if (problem.empty()) {
        return true;
    }
    diagnostics::Report report = context.report(diag::InvalidName, context.range(name), cut(name), problem);
    std::string better = make_name(name);
    if (better.empty()) {
        return false;
    }
    if (!find_name_problem(better, may_start_with_digit).empty()) {
        better.insert(0, "_");
    }
    report.fix(fmt::format("write `{}`", better), context.span(name), better);
    return false;
}

std::string to_lower(std::string_view text) {
    std::string out(text);
    for (char& byte : out) {
        byte = byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
    }
    return out;
}

}  // namespace shot::parse
