#include "compiler/syntax/tree.hpp"

namespace shot::syntax {

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
