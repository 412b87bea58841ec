#include "compiler/format/source_lines.hpp"

#include "compiler/parse/lines.hpp"
#include "compiler/parse/marks.hpp"
#include "compiler/source/code_points.hpp"

namespace shot::format {
namespace {

Range range_of(std::string_view text, std::string_view part) {
    const auto begin = static_cast<std::uint32_t>(part.data() - text.data());
    return {begin, begin + static_cast<std::uint32_t>(part.size())};
}

SourceLine read_line(std::string_view text, std::string_view line) {
    SourceLine out;
    std::size_t at = 0;
    while (at < line.size() && parse::mark_at(line, at).kind == parse::MarkKind::Blank) {
        out.width += line[at] == '\t' ? kTabWidth : 1;
        at += parse::mark_at(line, at).size;
    }
    line.remove_prefix(at);
    const std::size_t comment = parse::find_comment(line);
    out.content = range_of(text, parse::trim(line.substr(0, comment)));
    if (comment != std::string_view::npos) {
        out.comment = range_of(text, parse::trim(line.substr(comment)));
    }
    return out;
}

}  // namespace

std::vector<SourceLine> read_lines(std::string_view text) {
    std::vector<SourceLine> lines;
    std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string_view line = text.substr(at, end - at);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        lines.push_back(read_line(text, line));
        at = end + 1;
    }
    return lines;
}

}  // namespace shot::format
