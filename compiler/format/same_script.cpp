#include "compiler/format/same_script.hpp"

#include "compiler/diagnostics/sink.hpp"
#include "compiler/parse/marks.hpp"
#include "compiler/parse/parse.hpp"
#include "compiler/parse/values.hpp"
#include "compiler/source/code_points.hpp"

namespace shot::format {
namespace {

using syntax::FieldType;
using syntax::Node;
using syntax::NodeKind;
using syntax::Tree;

/// What a script says in one place, for comparing.
class Reader {
public:
    Reader(const Tree& tree, const SourceFile& source) : tree_(tree), source_(source) {}

    std::string read(const Node& node) const {
        switch (node.kind) {
            case NodeKind::Field: return read_field(tree_.fields[node.data]);
            case NodeKind::Action: return join(tree_.actions[node.data].text);
            case NodeKind::Dialogue: return read_dialogue(tree_.dialogues[node.data]);
            case NodeKind::Let: return join(tree_.headers[node.data].lead);
            case NodeKind::Palette:
            case NodeKind::Sound: return list(tree_.headers[node.data].lead);
            case NodeKind::Beat: return read_beat(tree_.beats[node.data]);
            case NodeKind::Entry: return std::string(source_.slice(node.range()));
            case NodeKind::On: return std::string(source_.slice(tree_.ons[node.data].target)) + std::to_string(tree_.ons[node.data].items.count);
            case NodeKind::Import: return std::string(source_.slice(tree_.imports[node.data].path));
            case NodeKind::Make: return std::string(source_.slice(tree_.makes[node.data].alias));
            case NodeKind::Language:
            case NodeKind::Error: return {};
            default: return read_header(tree_.headers[node.data]);
        }
    }

private:
    std::string join(const syntax::Text& text) const {
        std::string out;
        for (const Range& piece : tree_.pieces_of(text)) {
            const std::string_view line = source_.slice(piece);
            out += out.empty() || joins_without_space(out, line) ? "" : " ";
            out += line;
        }
        return out;
    }

    std::string list(const syntax::Text& text) const {
        std::string joined;
        std::string out;
        for (const Range& piece : tree_.pieces_of(text)) {
            if (tree_.is_block(text)) {
                out += split(source_.slice(piece));
                continue;
            }
            joined += joined.empty() ? "" : " ";
            joined += source_.slice(piece);
        }
        return out += split(joined);
    }

    static std::string split(std::string_view text) {
        std::string out;
        for (const Range& item : parse::split_list(text)) {
            out += parse::unquote(text.substr(item.begin, item.size()));
            out += '\x1F';
        }
        return out;
    }

    std::string read_field(const syntax::Field& field) const {
        const FieldType type = syntax::field_info(field.kind).type;
        const bool is_list = type == FieldType::List || type == FieldType::Palette || type == FieldType::Camera ||
                             type == FieldType::Lens || type == FieldType::Image || type == FieldType::Media;
        return std::string(syntax::field_info(field.kind).name) + (field.adds ? "+" : "") + (is_list ? list(field.value) : join(field.value));
    }

    std::string read_dialogue(const syntax::Dialogue& dialogue) const {
        const std::string line = join(dialogue.line);
        const Range words = parse::find_quoted_line(line).words;
        std::string out(source_.slice(dialogue.speaker));
        out += '\x1F';
        out += source_.slice(dialogue.delivery);
        out += '\x1F';
        return out += line.substr(words.begin, words.size());
    }

    std::string read_beat(const syntax::Beat& beat) const {
        std::string out = std::to_string(beat.begin) + ' ' + std::to_string(beat.end) + ' ';
        out += source_.slice(beat.title);
        for (std::uint32_t i = 0; i < beat.items.count; ++i) {
            out += '\x1F';
            out += source_.slice(tree_.items[beat.items.first + i].range);
        }
        return out += '\x1F' + join(beat.lead);
    }

    std::string read_header(const syntax::Header& header) const {
        std::string out(source_.slice(header.name));
        out += '\x1F';
        out += source_.slice(header.title);
        out += '\x1F' + std::to_string(header.items.count) + ' ' + std::to_string(header.parameters.count) + '\x1F';
        return out += join(header.lead);
    }

    const Tree& tree_;
    const SourceFile& source_;
};

}  // namespace

bool reads_the_same(const Tree& tree, const SourceFile& source, const std::string& text) {
    const SourceFile written(source.path(), text);
    diagnostics::Sink sink;
    const Tree other = parse::parse_file(tree.file, written, sink);
    if (sink.has_errors() || other.nodes.size() != tree.nodes.size()) {
        return false;
    }
    const Reader one(tree, source);
    const Reader two(other, written);
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
        const Node& node = tree.nodes[i];
        if (node.kind != other.nodes[i].kind || node.next != other.nodes[i].next || one.read(node) != two.read(other.nodes[i])) {
            return false;
        }
    }
    return true;
}

}  // namespace shot::format
