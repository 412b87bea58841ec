// The walk over the lines of a script and the nodes that stand in them, and what lies between: comments, blank lines.
#include "compiler/format/format.hpp"

#include <algorithm>
#include <utility>

#include "compiler/format/fill.hpp"
#include "compiler/format/same_script.hpp"
#include "compiler/format/source_lines.hpp"
#include "compiler/format/write_header.hpp"
#include "compiler/format/write_text.hpp"
#include "compiler/parse/parse.hpp"
#include "compiler/source/text_width.hpp"

namespace shot::format {
namespace {

using syntax::FieldType;
using syntax::Node;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

constexpr std::size_t kStep = 4;

bool is_declaration(NodeKind kind) { return kind <= NodeKind::Sequence; }

/// A comment that says something to the compiler about the line after it: that line stays one.
bool is_pragma(std::string_view comment) {
    const std::size_t begin = comment.find_first_not_of("/ \t");
    return begin != std::string_view::npos && comment.substr(begin).starts_with("shot:");
}

class Formatter {
public:
    Formatter(const Tree& tree, const SourceFile& source, const TitleCheck& is_framing, bool keeps_lines)
        : tree_(tree), source_(source), headers_(tree, source, is_framing), filler_(names_), lines_(read_lines(source.text())), keeps_lines_(keeps_lines) {}

    std::string format() {
        find_names();
        while (at_ < lines_.size()) {
            const SourceLine& line = lines_[at_];
            if (line.content.is_empty()) {
                ++at_;  // waits for what follows
            } else {
                write_between(tree_.node(next_).begin == line.content.begin ? next_ : NodeId());
                write_node();
                between_ = at_;
            }
        }
        write_between(NodeId());
        return std::move(out_);
    }

private:
    /// A node that is open: the line may be inside it.
    struct Open {
        NodeId node;
        std::size_t width;  // of its line, as written
    };

    void find_names() {
        for (const Node& node : tree_.nodes) {
            if (node.kind == NodeKind::Speaker) {
                names_.add(source_.slice(tree_.headers[node.data].title));
            }
        }
    }

    // Between two lines with content

    /// The comments and blank lines from `between_` up to `at_`, before the line of `node` or the end of the file.
    void write_between(NodeId node) {
        const bool is_end = !node.is_valid();
        const std::vector<Open> before = open_;
        if (!is_end) {
            close_to(node);
        }
        const std::size_t depth = is_end ? 0 : open_.size();
        const std::size_t width = is_end ? 0 : lines_[at_].width;
        const bool is_parted = !is_end && is_declaration(tree_.node(node).kind) && !before.empty();
        bool wants_blank = is_parted && needs_blank(before.front().node, node);
        bool has_blank = false;
        is_pinned_ = false;
        for (std::size_t i = between_; i < at_; ++i) {
            const SourceLine& line = lines_[i];
            if (line.is_blank()) {
                has_blank = true;
                continue;
            }
            const std::size_t own = line.width <= width ? depth : std::max(depth, find_depth(before, line.width));
            const bool starts = wants_blank && own == 0;
            write_blank(has_blank || starts);
            wants_blank = wants_blank && !starts;
            out_.append(own * kStep, ' ');
            out_ += source_.slice(line.comment);
            out_ += '\n';
            has_blank = false;
            is_pinned_ = is_pragma(source_.slice(line.comment));
        }
        write_blank(!is_end && (has_blank || wants_blank));
    }

    void write_blank(bool is_wanted) {
        if (is_wanted && !out_.empty()) {
            out_ += '\n';
        }
    }

    /// The depth of a comment that is indented by `width`, after the nodes that were open there.
    [[nodiscard]] std::size_t find_depth(const std::vector<Open>& open, std::size_t width) const {
        std::size_t depth = 0;
        for (std::size_t i = 0; i < open.size(); ++i) {
            if (open[i].width <= width) {
                depth = i;
            }
            const bool is_last = i + 1 == open.size();
            if (is_last && open[i].width < width && may_hold_nodes(tree_.node(open[i].node).kind)) {
                depth = i + 1;
            }
        }
        return depth;
    }

    /// One blank line between declarations; one-line declarations of one kind may stand together.
    [[nodiscard]] bool needs_blank(NodeId before, NodeId after) const {
        const bool is_same = tree_.node(before).kind == tree_.node(after).kind;
        return !is_same || !is_one_line(before) || !is_one_line(after);
    }

    [[nodiscard]] bool is_one_line(NodeId node) const { return tree_.node(node).next.value == node.value + 1; }

    void close_to(NodeId node) {
        while (!open_.empty() && tree_.node(open_.back().node).next.value <= node.value) {
            open_.pop_back();
        }
    }

    // Nodes

    /// Writes the node of the line at `at_`, with the lines of its text, and goes on behind them.
    void write_node() {
        const NodeId id = next_;
        const Node& node = tree_.node(id);
        const std::size_t depth = open_.size();
        const SourceLine& line = lines_[at_];
        next_ = NodeId(id.value + 1);
        open_.push_back({id, line.width});
        const std::string head = headers_.write(node);
        const syntax::Text* text = text_of(node);
        out_.append(depth * kStep, ' ');
        if (text == nullptr) {
            out_ += head;
            write_comment(source_.slice(line.comment));
            out_ += '\n';
            ++at_;
            return;
        }
        write_lines(head, arrange_text(take_lines(*text), kind_of(node), is_pinned_ || keeps_lines_, filler_,
                                       depth * kStep + display_width(head), (depth + 1) * kStep),
                    depth + 1);
    }

    void write_lines(std::string_view head, const std::vector<TextLine>& lines, std::size_t depth) {
        out_ += lines.front().text.empty() ? parse_head(head) : head;
        for (const TextLine& line : lines) {
            if (&line != &lines.front()) {
                out_ += line.has_blank_before ? "\n" : "";
                out_.append(depth * kStep + line.indent, ' ');
            }
            out_ += line.text;
            if (line.text.empty() && &line != &lines.front()) {
                out_ += line.comment;
            } else {
                write_comment(line.comment);
            }
            out_ += '\n';
        }
    }

    /// The head of a text that begins below it: without the blank.
    static std::string_view parse_head(std::string_view head) { return head.substr(0, head.find_last_not_of(' ') + 1); }

    void write_comment(std::string_view comment) {
        if (!comment.empty()) {
            out_ += "  ";
            out_ += comment;
        }
    }

    /// All lines of a text, from the one at `at_` to that of its last piece.
    std::vector<TextLine> take_lines(const syntax::Text& text) {
        const auto pieces = tree_.pieces_of(text);
        std::vector<TextLine> lines;
        bool has_blank = false;
        for (std::size_t piece = 0; piece < pieces.size() || lines.empty(); ++at_) {
            const SourceLine& line = lines_[at_];
            if (line.is_blank()) {
                has_blank = true;
                continue;
            }
            TextLine out;
            out.comment = source_.slice(line.comment);
            out.has_blank_before = std::exchange(has_blank, false);
            out.indent = line.width;
            if (piece < pieces.size() && pieces[piece].begin >= line.content.begin && pieces[piece].begin < line.content.end) {
                out.text = source_.slice(pieces[piece++]);
            }
            lines.push_back(std::move(out));
        }
        return lines;
    }

    [[nodiscard]] const syntax::Text* text_of(const Node& node) const {
        switch (node.kind) {
            case NodeKind::Field: return &tree_.fields[node.data].value;
            case NodeKind::Action: return &tree_.actions[node.data].text;
            case NodeKind::Dialogue: return &tree_.dialogues[node.data].line;
            case NodeKind::Let:
            case NodeKind::Palette:
            case NodeKind::Sound: return &tree_.headers[node.data].lead;
            default: return nullptr;
        }
    }

    [[nodiscard]] TextKind kind_of(const Node& node) const {
        switch (node.kind) {
            case NodeKind::Palette:
            case NodeKind::Sound: return TextKind::List;
            case NodeKind::Dialogue: return TextKind::Dialogue;
            case NodeKind::Field: break;
            default: return TextKind::Prose;
        }
        switch (syntax::field_info(tree_.fields[node.data].kind).type) {
            case FieldType::Prose:
            case FieldType::Scene: return TextKind::Prose;
            case FieldType::List:
            case FieldType::Palette:
            case FieldType::Camera:
            case FieldType::Lens: return TextKind::List;
            case FieldType::Image:
            case FieldType::Media: return TextKind::Paths;
            case FieldType::Layout:
            case FieldType::Number: return TextKind::Lines;
            case FieldType::Text: break;
        }
        return TextKind::Verbatim;
    }

    const Tree& tree_;
    const SourceFile& source_;
    HeaderWriter headers_;
    LongNames names_;
    Filler filler_;
    std::vector<SourceLine> lines_;
    bool keeps_lines_;
    std::size_t at_ = 0;       // the line that is read
    std::size_t between_ = 0;  // the first line after the last that was written
    NodeId next_{0U};
    std::vector<Open> open_;
    bool is_pinned_ = false;
    std::string out_;
};

}  // namespace

std::string format_tree(const Tree& tree, const SourceFile& source, const TitleCheck& is_framing, bool keeps_lines) {
    return Formatter(tree, source, is_framing, keeps_lines).format();
}

std::optional<std::string> format_source(FileId file, const SourceFile& source, diagnostics::Sink& sink,
                                         const TitleCheck& is_framing) {
    const std::size_t errors = sink.error_count();
    const Tree tree = parse::parse_file(file, source, sink);
    if (sink.error_count() > errors) {
        return std::nullopt;
    }
    std::string text = format_tree(tree, source, is_framing, false);
    if (!reads_the_same(tree, source, text)) {
        // No rule of wrapping is proof against every text; its lines as they were written are.
        text = format_tree(tree, source, is_framing, true);
        if (!reads_the_same(tree, source, text)) {
            return std::string(source.text());
        }
    }
    return text;
}

}  // namespace shot::format
