// Circles of styles, of constants, and of clips: each reported once, at the declaration that closes it.
#include <algorithm>

#include "compiler/parse/values.hpp"
#include "compiler/sema/check_declarations.hpp"
#include "compiler/sema/cycles.hpp"
#include "compiler/sema/names.hpp"

namespace shot::sema {

using syntax::NodeKind;
using syntax::Tree;

namespace {

/// Declarations that refer to each other by name: styles to styles, constants to constants.
class DeclarationGraph {
public:
    DeclarationGraph(const Script::Data& data, diagnostics::Sink& sink) : data_(data), sink_(sink) {
        for (std::uint32_t m = 0; m < data.modules.size(); ++m) {
            const Tree& tree = data.module(ModuleId(m)).tree;
            for (NodeId node{0U}; node.value < tree.nodes.size(); node = tree.node(node).next) {
                const SymbolKind kind = kind_of(tree.node(node).kind);
                if (kind != SymbolKind::None) {
                    indices_.emplace(key(ModuleId(m), node), static_cast<std::uint32_t>(symbols_.size()));
                    symbols_.push_back({kind, ModuleId(m), node, ShotId()});
                }
            }
        }
    }

    void check() {
        find_cycles(
            static_cast<std::uint32_t>(symbols_.size()),
            [&](std::uint32_t from, std::vector<std::uint32_t>& to) { add_edges(symbols_[from], to); },
            [&](const std::vector<std::uint32_t>& circle) { report(circle); });
    }

private:
    static SymbolKind kind_of(NodeKind kind) {
        switch (kind) {
            case NodeKind::Let:
                return SymbolKind::Let;
            case NodeKind::Palette:
                return SymbolKind::Palette;
            case NodeKind::Sound:
                return SymbolKind::Sound;
            case NodeKind::Style:
                return SymbolKind::Style;
            default:
                return SymbolKind::None;
        }
    }

    static std::uint64_t key(ModuleId module, NodeId node) { return (std::uint64_t{module.value} << 32U) | node.value; }

    void add_edge(const Symbol& symbol, std::vector<std::uint32_t>& to) {
        if (!symbol || !symbol.module) {
            return;
        }
        if (const auto found = indices_.find(key(symbol.module, symbol.node)); found != indices_.end()) {
            to.push_back(found->second);
        }
    }

    void add_edges(const Symbol& from, std::vector<std::uint32_t>& to) {
        const Module& module = data_.module(from.module);
        const syntax::Header& header = module.tree.header(from.node);
        const Scope scope{from.module, nullptr};
        if (from.kind == SymbolKind::Style) {
            add_items(module, scope, header.items, to);
            for (NodeId child = Tree::first_child(from.node); child < module.tree.node(from.node).next;
                 child = module.tree.node(child).next) {
                if (module.tree.node(child).kind == NodeKind::On) {
                    add_items(module, scope, module.tree.ons[module.tree.node(child).data].items, to);
                }
            }
            return;
        }
        for (const Range& piece : module.tree.pieces_of(header.lead)) {
            const std::string_view text = module.slice(piece);
            add_inserted(text, scope, to);
            if (from.kind != SymbolKind::Let) {
                for (const Range& item : parse::split_list(text)) {
                    add_edge(find_symbol(data_, scope, text.substr(item.begin, item.size())), to);
                }
            }
        }
    }

    void add_items(const Module& module, const Scope& scope, syntax::Slice items, std::vector<std::uint32_t>& to) {
        for (std::uint32_t i = 0; i < items.count; ++i) {
            const Symbol symbol = find_symbol(data_, scope, module.slice(module.tree.part_of(module.tree.items[items.first + i]).name));
            if (symbol.kind == SymbolKind::Style) {
                add_edge(symbol, to);
            }
        }
    }

    void add_inserted(std::string_view text, const Scope& scope, std::vector<std::uint32_t>& to) {
        if (text.find('{') == std::string_view::npos) {
            return;
        }
        segments_.clear();
        parse::split_segments(text, segments_);
        for (const parse::Segment& segment : segments_) {
            if (segment.is_name) {
                add_edge(find_symbol(data_, scope, text.substr(segment.name.begin, segment.name.size())), to);
            }
        }
    }

    void report(const std::vector<std::uint32_t>& circle) {
        std::string way;
        for (const std::uint32_t index : circle) {
            way += std::string(data_.name_of(symbols_[index])) + " → ";
        }
        way += data_.name_of(symbols_[circle.front()]);
        const Symbol& first = symbols_[circle.front()];
        sink_.report(diag::Cycle, data_.name_span(first),
                     fmt::format("the {} `{}`", kind_name(first.kind), data_.name_of(first)), way);
    }

    const Script::Data& data_;
    diagnostics::Sink& sink_;
    std::vector<Symbol> symbols_;
    std::unordered_map<std::uint64_t, std::uint32_t> indices_;
    std::vector<parse::Segment> segments_;
};

/// What a shot's own lines make it wait for: its source, its first and last frames.
void add_clip_edges(const Script::Data& data, const ShotInstance& shot, std::vector<std::uint32_t>& to) {
    const Module& module = data.module(shot.module);
    const Tree& tree = module.tree;
    const Scope scope{shot.module, nullptr};
    const auto add = [&](std::string_view name) {
        const Symbol symbol = find_symbol(data, scope, name);
        if (symbol.kind == SymbolKind::Shot && symbol.shot) {
            to.push_back(symbol.shot.value);
        }
    };
    const auto add_items = [&](syntax::Slice items) {
        for (std::uint32_t i = 0; i < items.count; ++i) {
            const syntax::Item& item = tree.items[items.first + i];
            const bool has_source = item.kind == syntax::Item::Kind::Extends || item.kind == syntax::Item::Kind::Edits;
            if (has_source && !tree.part_of(item).is_quoted) {
                add(module.slice(tree.part_of(item).name));
            }
        }
    };
    add_items(tree.header(shot.node).items);
    for (NodeId child = Tree::first_child(shot.node); child < tree.node(shot.node).next;
         child = NodeId(child.value + 1)) {
        if (tree.node(child).kind == NodeKind::On) {
            add_items(tree.ons[tree.node(child).data].items);
        } else if (tree.node(child).kind == NodeKind::Field) {
            const syntax::Field& field = tree.fields[tree.node(child).data];
            const bool is_picture = field.kind == FieldKind::FirstFrame || field.kind == FieldKind::LastFrame;
            if (const Range piece = module.single_piece(field.value); is_picture && !piece.is_empty()) {
                add(module.slice(piece));
            }
        }
    }
}

}  // namespace

bool check_cycles(const Script::Data& data, diagnostics::Sink& sink) {
    const std::size_t errors_before = sink.error_count();
    DeclarationGraph(data, sink).check();
    find_cycles(
        static_cast<std::uint32_t>(data.shots.size()),
        [&](std::uint32_t from, std::vector<std::uint32_t>& to) { add_clip_edges(data, data.shots[from], to); },
        [&](const std::vector<std::uint32_t>& circle) {
            std::string way;
            for (const std::uint32_t index : circle) {
                way += std::string(data.shots[index].name) + " → ";
            }
            const ShotInstance& first = data.shots[circle.front()];
            way += first.name;
            sink.report(diag::Cycle, first.span, fmt::format("the clip of `{}`", first.name), way);
        });
    return sink.error_count() > errors_before;
}

}  // namespace shot::sema
