// What always holds of a tree, checked node by node: tests and the fuzzer call it after every parse.
#include <fmt/format.h>

#include "compiler/syntax/tree.hpp"

namespace shot::syntax {

namespace {

class TreeVerifier {
public:
    TreeVerifier(const Tree& tree, const SourceFile& source)
        : tree_(tree), size_(static_cast<std::uint32_t>(source.text().size())) {}

    std::string verify() {
        std::vector<std::uint32_t> ends;
        std::uint32_t last_begin = 0;
        for (index_ = 0; index_ < tree_.nodes.size() && problem_.empty(); ++index_) {
            const Node& node = tree_.nodes[index_];
            while (!ends.empty() && ends.back() <= index_) {
                ends.pop_back();
            }
            const std::size_t outer_end = ends.empty() ? tree_.nodes.size() : ends.back();
            expect(node.next.value > index_ && node.next.value <= outer_end, "`next` is not nested");
            expect(node.next.value == index_ + 1 || may_hold_nodes(node.kind), "a node of this kind holds nodes");
            expect(node.begin >= last_begin, "nodes are not in source order");
            expect_range(node.range(), "range");
            last_begin = node.begin;
            ends.push_back(node.next.value);
            verify_data(node);
        }
        return problem_;
    }

private:
    void expect(bool holds, std::string_view what) {
        if (!holds && problem_.empty()) {
            problem_ = fmt::format("node {}: {}", index_, what);
        }
    }

    void expect_range(Range range, std::string_view what) {
        expect(range.begin <= range.end && range.end <= size_, what);
    }

    template <class T>
    bool expect_slice(Slice slice, const std::vector<T>& array, std::string_view what) {
        const bool fits = slice.first <= array.size() && slice.count <= array.size() - slice.first;
        expect(slice.is_empty() || fits, what);
        return fits;
    }

    template <class T>
    const T* data_of(const Node& node, const std::vector<T>& array) {
        expect(node.data < array.size(), "no data");
        return node.data < array.size() ? &array[node.data] : nullptr;
    }

    void verify_text(const Text& text) {
        if (text.is_long()) {
            const bool is_there = text.line.begin <= tree_.long_texts.size();
            expect(is_there, "long text");
            if (!is_there || !expect_slice(tree_.long_texts[text.line.begin - 1].pieces, tree_.pieces, "pieces")) {
                return;
            }
        }
        std::uint32_t last_end = 0;
        for (const Range& piece : tree_.pieces_of(text)) {
            expect_range(piece, "piece");
            expect(!piece.is_empty(), "empty piece");
            expect(piece.begin >= last_end, "pieces are not in source order");
            last_end = piece.end;
        }
    }

    void verify_arguments(Slice arguments) {
        if (!expect_slice(arguments, tree_.arguments, "arguments")) {
            return;
        }
        for (std::uint32_t i = 0; i < arguments.count; ++i) {
            expect_range(tree_.arguments[arguments.first + i].name, "argument name");
            expect_range(tree_.arguments[arguments.first + i].value, "argument value");
        }
    }

    void verify_items(Slice items) {
        if (!expect_slice(items, tree_.items, "items")) {
            return;
        }
        for (std::uint32_t i = 0; i < items.count; ++i) {
            const Item& item = tree_.items[items.first + i];
            expect_range(item.range, "item");
            expect(!item.range.is_empty(), "empty item");
            if (item.kind != Item::Kind::Plain && item.part >= tree_.item_parts.size()) {
                expect(false, "item part");
                return;
            }
            const ItemPart part = tree_.part_of(item);
            expect_range(part.name, "item name");
            expect(part.name.begin >= item.range.begin && part.name.end <= item.range.end, "item name outside its item");
            verify_arguments(part.arguments);
        }
    }

    void verify_header(const Header& header) {
        for (const Range range : {header.name, header.title, header.alias}) {
            expect_range(range, "header part");
        }
        if (expect_slice(header.parameters, tree_.parameters, "parameters")) {
            for (std::uint32_t i = 0; i < header.parameters.count; ++i) {
                const Parameter& parameter = tree_.parameters[header.parameters.first + i];
                expect_range(parameter.name, "parameter name");
                expect_range(parameter.type, "parameter type");
                expect_range(parameter.fallback, "parameter default");
            }
        }
        verify_items(header.items);
        verify_text(header.lead);
    }

    void verify_import(const Import& import) {
        expect_range(import.path, "import path");
        expect_range(import.alias, "import alias");
        if (expect_slice(import.names, tree_.imported_names, "imported names")) {
            for (std::uint32_t i = 0; i < import.names.count; ++i) {
                expect_range(tree_.imported_names[import.names.first + i].name, "imported name");
                expect_range(tree_.imported_names[import.names.first + i].alias, "imported alias");
            }
        }
    }

    void verify_make(const Make& make) {
        expect_range(make.template_name, "template");
        expect_range(make.table, "table");
        expect_range(make.alias, "alias");
        verify_arguments(make.arguments);
    }

    void verify_data(const Node& node) {
        switch (node.kind) {
            case NodeKind::Language:
            case NodeKind::Entry:
            case NodeKind::Error: return;
            case NodeKind::Import:
                if (const Import* import = data_of(node, tree_.imports)) {
                    verify_import(*import);
                }
                return;
            case NodeKind::Make:
                if (const Make* make = data_of(node, tree_.makes)) {
                    verify_make(*make);
                }
                return;
            case NodeKind::On:
                if (const On* on = data_of(node, tree_.ons)) {
                    expect_range(on->target, "target");
                    verify_items(on->items);
                }
                return;
            case NodeKind::Field:
                if (const Field* field = data_of(node, tree_.fields)) {
                    expect_range(field->name, "field name");
                    expect_range(tree_.owner_of(node), "field owner");
                    verify_text(field->value);
                }
                return;
            case NodeKind::Beat:
                if (const Beat* beat = data_of(node, tree_.beats)) {
                    expect_range(beat->time, "time");
                    expect_range(beat->title, "beat title");
                    expect(!beat->is_valid || (beat->is_relative ? beat->begin == -1 : beat->begin <= beat->end), "beat times");
                    verify_items(beat->items);
                    verify_text(beat->lead);
                }
                return;
            case NodeKind::Action:
                if (const Action* action = data_of(node, tree_.actions)) {
                    verify_text(action->text);
                }
                return;
            case NodeKind::Dialogue:
                if (const Dialogue* dialogue = data_of(node, tree_.dialogues)) {
                    expect_range(dialogue->speaker, "speaker");
                    expect_range(dialogue->delivery, "delivery");
                    verify_text(dialogue->line);
                }
                return;
            default:
                if (const Header* header = data_of(node, tree_.headers)) {
                    verify_header(*header);
                }
                return;
        }
    }

    const Tree& tree_;
    std::uint32_t size_;
    std::uint32_t index_ = 0;
    std::string problem_;
};

}  // namespace

std::string verify_tree(const Tree& tree, const SourceFile& source) { return TreeVerifier(tree, source).verify(); }

}  // namespace shot::syntax
