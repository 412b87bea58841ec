// Quotation marks and full-width forms: see marks.hpp.
#include "compiler/parse/marks.hpp"

#include <algorithm>

namespace shot::parse {

namespace {

constexpr std::size_t kMaxSingleQuoted = 256;

Mark make_mark(MarkKind kind, std::size_t size, unsigned code_point) {
    return {kind, static_cast<std::uint8_t>(size), static_cast<std::uint16_t>(code_point)};
}

Mark wide_mark(unsigned code_point) {
    switch (code_point) {
        case 0x00AB: case 0x00BB:
            return make_mark(MarkKind::Double, 2, code_point);
        case 0x00A0:
            return make_mark(MarkKind::Blank, 2, code_point);
        case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x2039: case 0x203A:
        case 0x300C: case 0x300D: case 0x300E: case 0x300F:
            return make_mark(MarkKind::Double, 3, code_point);
        case 0x2018: case 0x2019: case 0x201A:
            return make_mark(MarkKind::Single, 3, code_point);
        case 0x3001: case 0xFF0C:
            return make_mark(MarkKind::Comma, 3, code_point);
        case 0xFF1A:
            return make_mark(MarkKind::Colon, 3, code_point);
        case 0xFF08:
            return make_mark(MarkKind::OpenBracket, 3, code_point);
        case 0xFF09:
            return make_mark(MarkKind::CloseBracket, 3, code_point);
        case 0x3000:
            return make_mark(MarkKind::Blank, 3, code_point);
        default:
            return {};
    }
}

bool closes(unsigned open, unsigned close) {
    switch (open) {
        case '"': return close == '"';
        case 0x201C: case 0x201D: return close == 0x201D;
        case 0x201E: case 0x201F: return close == 0x201C || close == 0x201D;
        case 0x00AB: return close == 0x00BB;
        case 0x00BB: return close == 0x00AB || close == 0x00BB;
        case 0x2039: return close == 0x203A;
        case 0x203A: return close == 0x2039 || close == 0x203A;
        case 0x300C: return close == 0x300D;
        case 0x300E: return close == 0x300F;
        case 0x201A: return close == 0x2018 || close == 0x2019;
        case '\'': case 0x2018: case 0x2019: return close == '\'' || close == 0x2019;
        default: return false;
    }
}

// Any byte of a character beyond ASCII counts as a letter here, save where it begins a mark.
bool is_letter_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) {
        return false;
    }
    const char byte = text[at];
    if (static_cast<unsigned char>(byte) >= 0x80) {
        return mark_at(text, at).kind == MarkKind::None;
    }
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

}  // namespace

Mark wide_mark_at(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const auto next = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[at + i]) & 0x3FU); };
    if (byte == 0xC2 && at + 1 < text.size()) {
        return wide_mark(0x80U | next(1));
    }
    if ((byte == 0xE2 || byte == 0xE3 || byte == 0xEF) && at + 2 < text.size()) {
        return wide_mark(((byte & 0x0FU) << 12U) | (next(1) << 6U) | next(2));
    }
    return {};
}

Mark mark_before(std::string_view text, std::size_t end) {
    for (std::size_t size = 1; size <= 3 && size <= end; ++size) {
        const Mark mark = mark_at(text, end - size);
        if (mark.kind != MarkKind::None && mark.size == size) {
            return mark;
        }
    }
    return {};
}

std::size_t find_quote_end(std::string_view text, std::size_t at, Mark open) {
    const bool is_single = open.kind == MarkKind::Single;
    const std::size_t end = is_single ? std::min(text.size(), at + kMaxSingleQuoted) : text.size();
    for (std::size_t i = at + open.size; i < end; ++i) {
        const Mark mark = mark_at(text, i);
        if (mark.kind == open.kind && closes(open.code_point, mark.code_point) &&
            !(is_single && is_letter_at(text, i + mark.size))) {
            return i + mark.size;
        }
    }
    return std::string_view::npos;
}

bool is_opening_single(std::string_view text, std::size_t at, Mark mark) {
    const std::size_t after = at + mark.size;
    if (after >= text.size() || mark_at(text, after).kind == MarkKind::Blank) {
        return false;
    }
    if (at == 0) {
        return true;
    }
    const char before = text[at - 1];
    if (before == ' ' || before == '\t' || before == '(' || before == '[') {
        return true;
    }
    return at >= 3 && mark_at(text, at - 3).size == 3;  // after a full-width bracket, comma or colon
}

std::string_view trim_blanks(std::string_view text) {
    while (!text.empty()) {
        const Mark first = mark_at(text, 0);
        if (first.kind != MarkKind::Blank) {
            break;
        }
        text.remove_prefix(first.size);
    }
    while (!text.empty()) {
        const auto last = static_cast<unsigned char>(text.back());
        std::size_t size = last == ' ' || last == '\t' ? 1 : 0;
        if (last == 0xA0 && text.size() >= 2 && mark_at(text, text.size() - 2).kind == MarkKind::Blank) {
            size = 2;
        } else if (last == 0x80 && text.size() >= 3 && mark_at(text, text.size() - 3).kind == MarkKind::Blank) {
            size = 3;
        }
        if (size == 0) {
            break;
        }
        text.remove_suffix(size);
    }
    return text;
}

std::string_view unquote(std::string_view text) {
    if (text.empty()) {
        return text;
    }
    const Mark open = mark_at(text, 0);
    if (open.kind != MarkKind::Double && open.kind != MarkKind::Single) {
        return text;
    }
    if (find_quote_end(text, 0, open) != text.size()) {
        return text;
    }
    const auto last = static_cast<unsigned char>(text.back());
    const std::size_t close = last < 0x80 ? 1 : (last == 0xAB || last == 0xBB) && text[text.size() - 2] == '\xC2' ? 2 : 3;
    return text.substr(open.size, text.size() - open.size - close);
}

}  // namespace shot::parse
