#include "compiler/syntax/tree.hpp"

namespace shot::syntax {

std::string_view kind_name(NodeKind kind) {
    switch (kind) {
        case NodeKind::Language: return "language";
        case NodeKind::Import: return "import";
        case NodeKind::Target: return "target";
        case NodeKind::Let: return "let";
        case NodeKind::Palette: return "palette";
        case NodeKind::Sound: return "sound";
        case NodeKind::Scene: return "scene";
        case NodeKind::Speaker: return "speaker";
        case NodeKind::Style: return "style";
        case NodeKind::Shot: return "shot";
        case NodeKind::Make: return "make";
        case NodeKind::Sequence: return "sequence";
        case NodeKind::On: return "on";
        case NodeKind::Field: return "field";
        case NodeKind::Beat: return "beat";
        case NodeKind::Action: return "action";
        case NodeKind::Dialogue: return "dialogue";
        case NodeKind::Entry: return "entry";
        case NodeKind::Error: return "error";
    }
    return "?";
}

bool may_hold_nodes(NodeKind kind) {
    switch (kind) {
        case NodeKind::Scene:
        case NodeKind::Speaker:
        case NodeKind::Style:
        case NodeKind::Shot:
        case NodeKind::Sequence:
        case NodeKind::On:
        case NodeKind::Beat: return true;
        default: return false;
    }
}

std::span<const Range> Tree::pieces_of(const Text& text) const {
    if (text.is_empty()) {
        return {};
    }
    if (!text.is_long()) {
        return {&text.line, 1};
    }
    const Slice slice = long_texts[text.line.begin - 1].pieces;
    return std::span(pieces).subspan(slice.first, slice.count);
}

bool Tree::is_block(const Text& text) const {
    return text.is_long() ? long_texts[text.line.begin - 1].is_block : text.is_empty();
}

ItemPart Tree::part_of(const Item& item) const {
    return item.kind == Item::Kind::Plain ? ItemPart{item.range, {}, false} : item_parts[item.part];
}

Range Tree::owner_of(const Node& node) const {
    const Field& field = fields[node.data];
    return field.has_owner ? Range{node.begin, field.name.begin - 1} : Range();  // the dot stands between them
}

}  // namespace shot::syntax
