// Blocks by indentation: which block a line belongs to, and what follows from the blocks that end before it.
#include "compiler/parse/parser.hpp"

#include "compiler/parse/parse.hpp"

namespace shot::parse {

using syntax::NodeId;
using syntax::NodeKind;

std::string_view place_name(Place place) {
    switch (place) {
        case Place::File: return "a script";
        case Place::Shot: return "a shot";
        case Place::Style: return "a style";
        case Place::Scene: return "a scene";
        case Place::Speaker: return "a speaker";
        case Place::Sequence: return "a sequence";
        case Place::Beat: return "a beat";
        case Place::On: return "an `on` block";
        default: return "a declaration";
    }
}

void Parser::parse() {
    Frame file;
    file.place = Place::File;
    file.indent = -1;
    file.child_indent = 0;
    frames_.push_back(file);
    Line line;
    while (lines_.next(line)) {
        read_line(line);
    }
    end_run();
    close_to(0);
    lines_.finish();
}

void Parser::read_line(const Line& line) {
    is_quiet_ = false;
    context_.is_muted = line.is_muted;
    const int width = shifted_width(line);
    if (width == 0 && frames_.size() > 1 && start_outdented_run(line)) {
        return;
    }
    place_line(line, width);
    context_.is_muted = false;
}

void Parser::place_line(const Line& line, int width) {
    close_to(width);
    switch (top().place) {
        case Place::Text: continue_text(line); return;
        case Place::Skipped: skip_line(line, width); return;
        case Place::Closed: {
            Run run;
            run.kind = Run::Kind::Unexpected;
            run.match = Run::Match::Deeper;
            run.is_quiet = true;
            run.width = line.width;
            run.target = top().indent;
            run.first = text_name(top());
            Headline headline;
            run.has_fix = frames_.size() > 2 || find_headline(text(line), false, headline);
            start_run(std::move(run), line);
            return;
        }
        default: break;
    }
    if (check_level(line, width)) {
        read_child(line, width);
    }
}

void Parser::read_child(const Line& line, int width) {
    switch (top().place) {
        case Place::File: read_margin(line, width); return;
        case Place::Sequence: read_entry(line, width); return;
        default: read_body(line, width); return;
    }
}

/// Lines of a block are level with each other. False where the line has been dealt with.
bool Parser::check_level(const Line& line, int& width) {
    Frame& parent = top();
    if (frames_.size() > static_cast<std::size_t>(kMaxNesting)) {
        if (parent.child_indent < 0) {
            parent.child_indent = width;
            context_.report(diag::TooDeep, line.content, kMaxNesting);
        }
        open_error(line, width);
        close_frame();
        return false;
    }
    if (parent.child_indent < 0) {
        parent.child_indent = width;
    }
    if (parent.child_count == 0) {
        parent.first_child = line.content;
    }
    ++parent.child_count;
    if (width == parent.child_indent) {
        return true;
    }
    Run run;
    run.width = line.width;
    run.target = parent.child_indent;
    if (parent.place == Place::File) {
        run.kind = Run::Kind::Misplaced;
        run.match = Run::Match::Deeper;
        run.first = "an indented line";
        run.second = "a script before its first declaration";
    } else if (is_quiet_) {
        width = parent.child_indent;
        return true;
    } else if (parent.child_count == 2 && goes_on_at(line)) {
        level_first_child(line, width);
        return true;
    } else {
        run.kind = Run::Kind::Uneven;
        run.match = Run::Match::Exact;
    }
    start_run(std::move(run), line);
    return false;
}

/// True where a line soon after this one has its indentation, before the block ends: then it is the block's, and the
/// line before it was wrong.
bool Parser::goes_on_at(const Line& line) const {
    constexpr int kMaxLines = 64;
    const std::string_view text = context_.text;
    const std::string_view indentation = text.substr(line.begin, line.content.begin - line.begin);
    std::size_t at = line.content.end;
    for (int i = 0; i < kMaxLines; ++i) {
        at = text.find('\n', at);
        if (at == std::string_view::npos) {
            return false;
        }
        const std::size_t content = std::min(text.find_first_not_of(" \t", ++at), text.size());
        const bool is_empty = content == text.size() || text[content] == '\n' || text[content] == '\r';
        if (!is_empty && content - at <= indentation.size()) {
            return text.substr(at, content - at) == indentation;
        }
    }
    return false;
}

/// Whether the next line that is not empty stands deeper than this one.
bool Parser::has_deeper_lines(const Line& line) const {
    const std::string_view text = context_.text;
    const std::size_t next = text.find_first_not_of(" \t\r\n", line.content.end);
    if (next == std::string_view::npos) {
        return false;
    }
    const std::size_t feed = text.rfind('\n', next);
    return feed != std::string_view::npos && feed >= line.content.end && next - feed - 1 > line.content.begin - line.begin;
}

/// The second line of a block shows that the first one is indented too deep.
void Parser::level_first_child(const Line& line, int width) {
    Frame& parent = top();
    parent.child_indent = width;
    const std::uint32_t begin = parent.first_child.begin;
    const std::size_t line_end = begin == 0 ? std::string_view::npos : context_.text.rfind('\n', begin - 1);
    const auto line_begin = static_cast<std::uint32_t>(line_end == std::string_view::npos ? 0 : line_end + 1);
    const bool was_muted = std::exchange(context_.is_muted, false);
    context_.report(diag::UnevenIndent, parent.first_child)
        .label(context_.tree.span(line.content), "the next line of its block")
        .fix("outdent it", context_.tree.span({line_begin, begin}), lines_.indentation(width));
    context_.is_muted = was_muted;
}

Frame& Parser::open(NodeKind kind, std::uint32_t data, const Line& line, Place place, int width) {
    Frame frame;
    frame.place = place;
    frame.node = static_cast<std::uint32_t>(context_.tree.nodes.size());
    frame.indent = width;
    frame.is_muted = context_.is_muted;
    frame.misplaced = static_cast<std::uint32_t>(misplaced_.size());
    context_.tree.nodes.push_back({kind, NodeId(), data, line.content});
    frames_.push_back(frame);
    return frames_.back();
}

void Parser::open_error(const Line& line, int width, Place place) {
    open(NodeKind::Error, 0, line, place, width).discards = place != Place::Skipped;
}

void Parser::close_to(int width) {
    while (frames_.size() > 1 && frames_.back().indent >= width) {
        close_frame();
    }
}

void Parser::close_frame() {
    const Frame frame = top();
    frames_.pop_back();
    if (frame.place == Place::Text) {
        const bool was_muted = context_.is_muted;
        context_.is_muted = frame.is_muted;
        check_text_end(frame);
        context_.is_muted = was_muted;
    } else if (frame.place == Place::Shot || frame.place == Place::Unknown) {
        owner_fields_.clear();
    }
    if (misplaced_.size() > frame.misplaced) {
        report_misplaced(frame);
    }
    std::vector<syntax::Node>& nodes = context_.tree.nodes;
    if (frame.discards) {
        nodes.resize(frame.node + 1);
    }
    nodes[frame.node].next = NodeId(static_cast<std::uint32_t>(nodes.size()));
}

namespace {

/// Room for what a text of that size usually holds: a large file is read without moving its tree again and again. Memory
/// that is not written to costs nothing.
void reserve(syntax::Tree& tree, std::size_t size) {
    constexpr std::size_t kLarge = 64 * 1024;
    if (size < kLarge) {
        return;
    }
    tree.nodes.reserve(size / 32);
    tree.items.reserve(size / 48);
    tree.fields.reserve(size / 64);
    tree.actions.reserve(size / 80);
    tree.dialogues.reserve(size / 128);
    tree.beats.reserve(size / 128);
    tree.headers.reserve(size / 128);
}

}  // namespace

syntax::Tree parse_file(FileId file, const SourceFile& source, diagnostics::Sink& sink) {
    syntax::Tree tree(file);
    reserve(tree, source.text().size());
    Context context{tree, source.text(), sink};
    std::vector<std::uint32_t> bad = check_text(context);
    if (!bad.empty() && bad.front() == 0 && static_cast<unsigned char>(source.text()[0]) >= 0xFE) {
        return tree;  // UTF-16: every line would be one more mistake
    }
    LineReader lines(context, std::move(bad));
    Parser(context, lines).parse();
    return tree;
}

}  // namespace shot::parse
