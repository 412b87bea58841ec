#include "compiler/diagnostics/render.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "compiler/diagnostics/excerpt.hpp"
#include "compiler/diagnostics/fix_diff.hpp"
#include "compiler/diagnostics/line_view.hpp"

namespace shot::diagnostics {
namespace {

Paint paint_of(Level level) {
    switch (level) {
        case Level::Error:
            return Paint::Error;
        case Level::Warning:
            return Paint::Warning;
        case Level::Note:
            break;
    }
    return Paint::Note;
}

/// The marks of one file, the primary one's file first.
struct FileMarks {
    FileId file;
    std::vector<Mark> marks;
};

std::vector<FileMarks> group_marks(const Diagnostic& diagnostic) {
    std::vector<FileMarks> groups;
    const auto add = [&](const Mark& mark) {
        if (!mark.span.file.is_valid()) {
            return;
        }
        auto group = std::find_if(groups.begin(), groups.end(),
                                  [&](const FileMarks& one) { return one.file == mark.span.file; });
        if (group == groups.end()) {
            group = groups.insert(group, FileMarks{mark.span.file, {}});
        }
        group->marks.push_back(mark);
    };
    add({diagnostic.span, true, diagnostic.label});
    for (const Label& label : diagnostic.labels) {
        add({label.span, false, label.text});
    }
    return groups;
}

class TerminalRenderer {
public:
    TerminalRenderer(const Sources& sources, bool use_colour) : sources_(sources), painter_(out_, use_colour) {}

    void render(const Diagnostic& diagnostic) {
        const Paint paint = paint_of(diagnostic.level);
        painter_.write(paint, fmt::format("{}[{}]", level_name(diagnostic.level), code_text(diagnostic.code)));
        painter_.write_visible(Paint::Bold, ": " + diagnostic.message);
        painter_.write("\n");
        const std::vector<FileMarks> groups = group_marks(diagnostic);
        std::vector<std::optional<FixDiff>> diffs;
        for (const Fix& fix : diagnostic.fixes) {
            diffs.push_back(make_fix_diff(fix, sources_));
        }
        gutter_ = gutter_width(groups, diffs);
        std::vector<Mark> hidden;
        for (const FileMarks& group : groups) {
            write_file(group, &group == &groups.front(), paint, hidden);
        }
        if (!groups.empty() && (!hidden.empty() || !diagnostic.notes.empty() || !diagnostic.fixes.empty())) {
            write_bar();
        }
        write_remarks(diagnostic, hidden);
        for (std::size_t i = 0; i < diagnostic.fixes.size(); ++i) {
            write_remark("help", diagnostic.fixes[i].title);
            if (diffs[i]) {
                write_diff(*diffs[i], diagnostic.span.file);
            }
        }
        painter_.write("\n");
    }

    std::string take() { return std::move(out_); }

private:
    [[nodiscard]] std::size_t gutter_width(const std::vector<FileMarks>& groups,
                                           const std::vector<std::optional<FixDiff>>& diffs) const {
        std::size_t largest = 1;
        for (const FileMarks& group : groups) {
            for (const Mark& mark : group.marks) {
                largest = std::max<std::size_t>(largest, sources_.get(group.file).line_of(mark.span.begin));
            }
        }
        for (const auto& diff : diffs) {
            largest = std::max(largest, diff ? diff->line + std::max<std::size_t>(diff->added.size(), 1) - 1 : 0);
        }
        return fmt::formatted_size("{}", largest);
    }

    void write_bar() {
        write_gutter(painter_, gutter_, 0, " |");
        painter_.write("\n");
    }

    [[nodiscard]] std::string place_of(Span span) const {
        const SourceFile& file = sources_.get(span.file);
        const Position begin = file.position(span.begin);
        return fmt::format("{}:{}:{}", file.path(), begin.line, begin.column);
    }

    void write_file(const FileMarks& group, bool is_first, Paint paint, std::vector<Mark>& hidden) {
        if (!is_first) {
            write_bar();
        }
        write_gutter(painter_, gutter_, 0, is_first ? "--> " : "::: ");
        painter_.write_visible(Paint::None, place_of(group.marks.front().span));
        painter_.write("\n");
        write_bar();
        const std::vector<Mark> left = write_excerpt(painter_, sources_.get(group.file), group.marks, paint, gutter_);
        hidden.insert(hidden.end(), left.begin(), left.end());
    }

    /// What has no place in an excerpt, then the notes.
    void write_remarks(const Diagnostic& diagnostic, const std::vector<Mark>& hidden) {
        if (!diagnostic.span.file.is_valid() && !diagnostic.label.empty()) {
            write_remark("note", diagnostic.label);
        }
        for (const Mark& mark : hidden) {
            if (!mark.text.empty()) {
                write_remark("note", fmt::format("{}: {}", place_of(mark.span), mark.text));
            }
        }
        for (const Label& label : diagnostic.labels) {
            if (!label.span.file.is_valid()) {
                write_remark("note", label.text);
            }
        }
        for (const std::string& note : diagnostic.notes) {
            write_remark("note", note);
        }
    }

    /// `  = note: …`; the lines after the first stand below its text.
    void write_remark(std::string_view kind, std::string_view text) {
        write_gutter(painter_, gutter_, 0, " = ");
        painter_.write(Paint::Bold, kind);
        painter_.write(": ");
        while (true) {
            const std::size_t end = text.find('\n');
            painter_.write_visible(Paint::None, text.substr(0, end));
            painter_.write("\n");
            if (end == std::string_view::npos) {
                return;
            }
            text.remove_prefix(end + 1);
            painter_.write(std::string(gutter_ + 3 + kind.size() + 2, ' '));
        }
    }

    void write_diff(const FixDiff& diff, FileId primary) {
        if (diff.file != primary) {
            write_gutter(painter_, gutter_, 0, "::: ");
            painter_.write_visible(Paint::None, sources_.get(diff.file).path());
            painter_.write("\n");
        }
        if (diff.added.empty()) {
            write_diff_line(diff.line, " - ", Paint::Removed, LineView(diff.removed, 0, 0).text());
        }
        std::size_t line = diff.line;
        for (const std::string& added : diff.added) {
            const bool is_first = line == diff.line;
            const LineView view(added, is_first ? diff.changed_begin : 0, is_first ? diff.changed_end : 0);
            write_diff_line(line, " + ", Paint::Added, view.text());
            ++line;
        }
    }

    void write_diff_line(std::size_t line, std::string_view sign, Paint paint, std::string_view text) {
        write_gutter(painter_, gutter_, line, "");
        painter_.write(paint, text.empty() ? sign.substr(0, 2) : sign);
        painter_.write(paint, text);
        painter_.write("\n");
    }

    const Sources& sources_;
    std::string out_;
    Painter painter_;
    std::size_t gutter_ = 1;
};

}  // namespace

std::string render_terminal(const std::vector<Diagnostic>& diagnostics, const Sources& sources, bool use_colour) {
    TerminalRenderer renderer(sources, use_colour);
    for (const Diagnostic& diagnostic : diagnostics) {
        renderer.render(diagnostic);
    }
    return renderer.take();
}

}  // namespace shot::diagnostics
