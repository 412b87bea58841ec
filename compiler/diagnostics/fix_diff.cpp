#include "compiler/diagnostics/fix_diff.hpp"

#include <algorithm>
#include <cstddef>

namespace shot::diagnostics {
namespace {

constexpr std::size_t kMaxAddedLines = 4;
/// A longer replacement is no small diff.
constexpr std::size_t kMaxReplacement = 4096;

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (true) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        lines.emplace_back(line);
        if (end == std::string_view::npos) {
            return lines;
        }
        text.remove_prefix(end + 1);
    }
}

/// The edits in the order of their places, if all lie in one file and none overlaps another.
std::optional<std::vector<const Edit*>> sort_edits(const Fix& fix) {
    std::vector<const Edit*> edits;
    for (const Edit& edit : fix.edits) {
        if (!edit.span.file.is_valid() || edit.span.file != fix.edits.front().span.file ||
            edit.replacement.size() > kMaxReplacement) {
            return std::nullopt;
        }
        edits.push_back(&edit);
    }
    std::stable_sort(edits.begin(), edits.end(),
                     [](const Edit* a, const Edit* b) { return a->span.begin < b->span.begin; });
    for (std::size_t i = 1; i < edits.size(); ++i) {
        if (edits[i]->span.begin < edits[i - 1]->span.end) {
            return std::nullopt;
        }
    }
    return edits.empty() ? std::nullopt : std::optional(std::move(edits));
}

/// The line with its edits, its end `next` included: an edit may take the line end away or put lines before it.
std::string apply_edits(const SourceFile& file, const std::vector<const Edit*>& edits, std::uint32_t begin,
                        std::uint32_t next) {
    std::string fixed;
    std::uint32_t at = begin;
    for (const Edit* edit : edits) {
        fixed += file.slice({at, edit->span.begin});
        fixed += edit->replacement;
        at = edit->span.end;
    }
    fixed += file.slice({at, next});
    return fixed;
}

}  // namespace

std::optional<FixDiff> make_fix_diff(const Fix& fix, const Sources& sources) {
    const auto edits = sort_edits(fix);
    if (!edits) {
        return std::nullopt;
    }
    const SourceFile& file = sources.get(edits->front()->span.file);
    const std::uint32_t first = edits->front()->span.begin;
    const std::uint32_t line = file.line_of(first);
    const std::uint32_t begin = file.line_begin(line);
    const std::uint32_t next = file.line_begin(line + 1);
    if (edits->back()->span.end > next || edits->back()->span.end > file.text().size()) {
        return std::nullopt;
    }
    const std::string_view original = file.line_text(line);
    std::vector<std::string> lines = split_lines(apply_edits(file, *edits, begin, next));
    if (lines.back().empty()) {
        lines.pop_back();  // what stands after the last line end
    }
    FixDiff diff{edits->front()->span.file, line, {}, original, first - begin, 0};
    // Lines put before or behind the old one are shown without it.
    if (lines.size() > 1 && lines.back() == original) {
        lines.pop_back();
    } else if (lines.size() > 1 && lines.front() == original) {
        lines.erase(lines.begin());
        ++diff.line;
        diff.changed_begin = 0;
    }
    if (lines.size() > kMaxAddedLines) {
        return std::nullopt;
    }
    diff.added = std::move(lines);
    diff.changed_end = diff.changed_begin + edits->front()->replacement.size();
    return diff;
}

namespace {

bool has_carriage_returns(std::string_view text) {
    const std::size_t feed = text.find('\n');
    return feed != std::string_view::npos && feed > 0 && text[feed - 1] == '\r';
}

}  // namespace

void keep_line_ends(std::vector<Diagnostic>& diagnostics, const Sources& sources) {
    const auto keep = [&sources](Edit& edit) {
        std::size_t feed = edit.replacement.find('\n');
        if (feed == std::string::npos || !edit.span.file.is_valid() || !has_carriage_returns(sources.get(edit.span.file).text())) {
            return;
        }
        for (; feed != std::string::npos; feed = edit.replacement.find('\n', feed + 2)) {
            edit.replacement.insert(feed, 1, '\r');
        }
    };
    for (Diagnostic& diagnostic : diagnostics) {
        for (Fix& fix : diagnostic.fixes) {
            std::for_each(fix.edits.begin(), fix.edits.end(), keep);
        }
    }
}

}  // namespace shot::diagnostics
