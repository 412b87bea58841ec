// Lines with content: see lines.hpp.
#include "compiler/parse/lines.hpp"

#include <cstring>
#include <utility>

namespace shot::parse {

namespace {

std::size_t count_blanks(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        if (text[at] == ' ' || text[at] == '\t') {
            ++at;
            continue;
        }
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            break;
        }
        const Mark mark = mark_at(text, at);
        if (mark.kind != MarkKind::Blank) {
            break;
        }
        at += mark.size;
    }
    return at;
}

std::string_view blank_name(char byte) {
    return byte == '\t' ? "tabs" : byte == ' ' ? "spaces" : "special blanks";
}

}  // namespace

std::size_t find_comment(std::string_view content) {
    std::size_t at = 0;
    while (at + 1 < content.size()) {
        const void* found = std::memchr(content.data() + at, '/', content.size() - at - 1);
        if (found == nullptr) {
            break;
        }
        at = static_cast<std::size_t>(static_cast<const char*>(found) - content.data());
        if (content[at + 1] == '/') {
            const bool is_first = at == 0 || content[at - 1] == ' ' || content[at - 1] == '\t' ||
                                  (at >= 2 && mark_at(content, at - 2).kind == MarkKind::Blank && mark_at(content, at - 2).size == 2) ||
                                  (at >= 3 && mark_at(content, at - 3).kind == MarkKind::Blank && mark_at(content, at - 3).size == 3);
            if (is_first) {
                return at;
            }
            while (at < content.size() && content[at] == '/') {
                ++at;
            }
        } else {
            ++at;
        }
    }
    return std::string_view::npos;
}

LineReader::LineReader(Context& context, std::vector<std::uint32_t> bad) : context_(context), bad_(std::move(bad)) {
    at_ = context.text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

bool LineReader::next(Line& line) {
    const std::string_view text = context_.text;
    while (at_ < text.size()) {
        const std::uint32_t begin = at_;
        const void* found = std::memchr(text.data() + begin, '\n', text.size() - begin);
        auto end = found == nullptr ? static_cast<std::uint32_t>(text.size())
                                    : static_cast<std::uint32_t>(static_cast<const char*>(found) - text.data());
        at_ = end + (found == nullptr ? 0 : 1);
        line.is_muted = false;
        while (next_bad_ < bad_.size() && bad_[next_bad_] < end) {
            if (bad_[next_bad_] >= begin) {
                line.is_muted = true;
                end = bad_[next_bad_];
            }
            ++next_bad_;
        }
        std::string_view rest = text.substr(begin, end - begin);
        if (!rest.empty() && rest.back() == '\r') {
            rest.remove_suffix(1);
        }
        const std::size_t blanks = count_blanks(rest);
        const std::string_view indentation = rest.substr(0, blanks);
        rest.remove_prefix(blanks);
        const std::size_t comment = find_comment(rest);
        line.has_comment = comment != std::string_view::npos;
        rest = trim(rest.substr(0, comment));
        if (rest.empty()) {
            continue;
        }
        line.begin = begin;
        line.content = context_.range(rest);
        line.width = indentation.empty() ? 0 : measure(indentation);
        return true;
    }
    return false;
}

int LineReader::measure(std::string_view indentation) {
    if (style_ == 0) {
        style_ = indentation[0] == '\t' ? '\t' : ' ';
        step_ = style_ == ' ' ? static_cast<int>(indentation.size()) : 1;
    }
    std::size_t same = 0;
    while (same < indentation.size() && indentation[same] == style_) {
        ++same;
    }
    if (same == indentation.size()) {
        return static_cast<int>(same);
    }
    int columns = 0;  // in spaces
    const int tab = style_ == ' ' ? step_ : 4;
    for (std::size_t at = 0; at < indentation.size();) {
        const bool is_tab = indentation[at] == '\t';
        columns = is_tab ? (columns / tab + 1) * tab : columns + 1;
        at += is_tab ? 1 : mark_at(indentation, at).size;
    }
    const int width = style_ == ' ' ? columns : (columns + 3) / 4;
    add_mixed(indentation, width);
    return width;
}

void LineReader::add_mixed(std::string_view indentation, int width) {
    if (mixed_edits_.empty()) {
        first_mixed_ = context_.range(indentation);
        const std::size_t other = indentation.find_first_not_of(style_);
        mixed_with_ = blank_name(indentation[other]);
    }
    if (mixed_edits_.size() <= kMaxLineEdits) {
        mixed_edits_.push_back({context_.span(indentation), this->indentation(width)});
    }
}

void LineReader::finish() {
    if (mixed_edits_.empty()) {
        return;
    }
    const std::string_view style = blank_name(style_);
    diagnostics::Report report = context_.report(diag::MixedIndentation, first_mixed_, mixed_with_, style);
    if (mixed_edits_.size() > 1) {
        report.note(mixed_edits_.size() > kMaxLineEdits ? "so are many others"
                    : mixed_edits_.size() == 2          ? "so is one other"
                                                        : fmt::format("so are {} others", mixed_edits_.size() - 1));
    }
    if (mixed_edits_.size() <= kMaxLineEdits) {
        report.fix({fmt::format("indent with {}", style), std::move(mixed_edits_), true});
    }
}

std::string LineReader::indentation(int width) const {
    return std::string(static_cast<std::size_t>(width), style_ == '\t' ? '\t' : ' ');
}

}  // namespace shot::parse
