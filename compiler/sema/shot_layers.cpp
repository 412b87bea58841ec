// What a shot inherits from, strongest first: the shot; its scene; its styles from right to left, each with what it is
// built on; the shot that it continues, with its own; the target line. Inside a declaration an `on` block stands before
// the plain fields.
#include <algorithm>
#include <span>

#include "compiler/sema/names.hpp"
#include "compiler/sema/parameters.hpp"
#include "compiler/sema/shot_resolver.hpp"
#include "compiler/source/text_width.hpp"

namespace shot::sema {

using syntax::NodeKind;
using syntax::Tree;

namespace {

constexpr std::uint32_t kNone = 0xFFFF'FFFFU;

/// `sora-*` against `sora-2-pro`; `?` is one character.
bool matches_glob(std::string_view pattern, std::string_view text) {
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

}  // namespace

/// A model's name holds for it on every server: `on wan2.2-t2v-a14b` for `wan2.2-t2v-a14b@sglang`, too.
bool ShotResolver::matches_target(std::string_view pattern) const {
    if (const std::size_t at = pattern.find('@'); at != std::string_view::npos) {
        return matches_glob(pattern.substr(0, at), target_.model) && matches_glob(pattern.substr(at + 1), target_.server);
    }
    return matches_glob(pattern, target_.model) || (!target_.alias.empty() && matches_glob(pattern, target_.alias));
}

void ShotResolver::add_layer(LayerKind kind, bool is_own, const Scope& scope, NodeId node, syntax::Slice items,
                             const syntax::Text* lead, AttributePlace place) {
    Layer layer;
    layer.kind = kind;
    layer.is_own = is_own;
    layer.scope = scope;
    layer.node = node;
    layer.lead = lead;
    layer.first_attribute = static_cast<std::uint32_t>(attributes_.size());
    const Tree& tree = data_.module(scope.module).tree;
    for (std::uint32_t i = 0; i < items.count; ++i) {
        const Attribute attribute = read_attribute(data_, tree.items[items.first + i], scope, place, evaluator_, sink_);
        if (attribute.kind != AttributeKind::None) {
            attributes_.push_back(attribute);
        }
    }
    const auto read = std::span<const Attribute>(attributes_).subspan(layer.first_attribute);
    check_contradictions(data_, read, sink_);
    layer.attribute_count = static_cast<std::uint32_t>(read.size());
    layers_.push_back(layer);
}

void ShotResolver::collect_body(const Symbol& symbol, const Scope& scope, LayerKind kind, bool is_own,
                                AttributePlace place, int depth) {
    const Tree& tree = data_.module(symbol.module).tree;
    const syntax::Header& header = tree.header(symbol.node);
    const std::size_t first_body = layers_.size();
    std::vector<NodeId> blocks;
    for (NodeId child = Tree::first_child(symbol.node); child < tree.node(symbol.node).next;
         child = tree.node(child).next) {
        if (tree.node(child).kind == NodeKind::On) {
            const syntax::On& on = tree.ons[tree.node(child).data];
            if (matches_target(data_.module(symbol.module).slice(on.target))) {
                blocks.push_back(child);
            }
        }
    }
    // Strongest first: the later wins, but a name beats a glob.
    std::stable_partition(blocks.begin(), blocks.end(), [&](NodeId block) {
        return data_.module(symbol.module).slice(tree.ons[tree.node(block).data].target).find_first_of("*?") !=
               std::string_view::npos;
    });
    for (auto block = blocks.rbegin(); block != blocks.rend(); ++block) {
        const syntax::On& on = tree.ons[tree.node(*block).data];
        add_layer(kind, is_own, scope, *block, on.items, nullptr, AttributePlace::On);
    }
    const syntax::Text* lead = header.has_lead ? &header.lead : nullptr;
    add_layer(kind, is_own, scope, symbol.node, header.items, lead, place);
    const std::size_t end_body = layers_.size();
    if (kind == LayerKind::Shot) {
        if (const Symbol scene = find_scene(first_body, end_body); scene) {
            collect_body(scene, {scene.module, nullptr}, LayerKind::Scene, false, AttributePlace::Scene, depth);
        }
        collect_added_scenes(first_body, end_body, depth);
    }
    collect_styles(first_body, end_body, depth);
}

/// The styles that the headers of some layers name.
void ShotResolver::collect_styles(std::size_t first_layer, std::size_t end_layer, int depth) {
    for (std::size_t index = first_layer; index < end_layer; ++index) {
        const Scope scope = layers_[index].scope;
        const std::uint32_t first = layers_[index].first_attribute;
        for (std::uint32_t i = layers_[index].attribute_count; i > 0; --i) {
            const Attribute attribute = attributes_[first + i - 1];  // a copy: the vector grows below
            if (attribute.kind == AttributeKind::Style) {
                collect_style(attribute, scope, depth);
            }
        }
    }
}

void ShotResolver::collect_style(const Attribute& attribute, const Scope& scope, int depth) {
    const Symbol style = attribute.style;
    const bool seen =
        std::any_of(seen_styles_.begin(), seen_styles_.end(), [&](const Symbol& s) { return s.is_same(style); });
    if (seen) {
        return;
    }
    if (depth >= kMaxStyleDepth) {
        sink_.report(diag::ChainTooLong, attribute.span, attribute.text, kMaxStyleDepth, "styles");
        return;
    }
    seen_styles_.push_back(style);
    Scope inner{style.module, nullptr};
    const Tree& tree = data_.module(scope.module).tree;
    const syntax::Slice arguments =
        attribute.item != nullptr ? tree.part_of(*attribute.item).arguments : syntax::Slice();
    if (data_.header(style).parameters.count > 0) {
        Environment& environment = environments_.emplace_back();
        bind_parameters(data_, style, tree, arguments, scope, nullptr, attribute.span, environment, evaluator_,
                        out_.arena, sink_);
        inner.environment = &environment;
    } else if (arguments.count > 0) {
        sink_
            .report(diag::TooManyArguments, attribute.span, attribute.text, "no arguments",
                    static_cast<long long>(arguments.count))
            .label(data_.name_span(style), "declared here");
    }
    collect_body(style, inner, LayerKind::Style, false, AttributePlace::Style, depth + 1);
}

/// The scene that a shot names in its lead or its `scene:` field; the `on` blocks are asked first.
Symbol ShotResolver::find_scene(std::size_t first_layer, std::size_t end_layer) {
    for (std::size_t index = first_layer; index < end_layer; ++index) {
        const Layer& layer = layers_[index];
        const Module& module = data_.module(layer.scope.module);
        const Tree& tree = module.tree;
        const syntax::Text* text = layer.lead;
        for (NodeId child = Tree::first_child(layer.node); child < tree.node(layer.node).next;
             child = tree.node(child).next) {
            if (tree.node(child).kind == NodeKind::Field) {
                const syntax::Field& field = tree.fields[tree.node(child).data];
                if (field.kind == FieldKind::Scene && !field.adds && !field.has_owner) {
                    text = &field.value;
                }
            }
        }
        const Range piece = text == nullptr ? Range() : module.single_piece(*text);
        if (piece.is_empty()) {
            continue;
        }
        std::string_view written = module.slice(piece);
        if (written.size() > 2 && written.front() == '{' && written.back() == '}') {
            written = written.substr(1, written.size() - 2);  // `{place}`, a parameter that holds a scene
        }
        const Symbol symbol = parse::is_dotted_name(written) ? find_symbol(data_, layer.scope, written) : Symbol();
        if (symbol.kind == SymbolKind::Scene) {
            return symbol;
        }
        require_scene(written, module.span(piece), layer.scope);
        return {};
    }
    return {};
}

/// Reports a value of `scene` that is plainly meant as a name and names no scene.
void ShotResolver::require_scene(std::string_view written, Span span, const Scope& scope) {
    if (!parse::is_dotted_name(written)) {
        return;
    }
    const Symbol symbol = find_symbol(data_, scope, written);
    const bool is_mistake = symbol && symbol.kind != SymbolKind::Let && symbol.kind != SymbolKind::Parameter &&
                            symbol.kind != SymbolKind::Shot && symbol.kind != SymbolKind::Sequence;
    if (is_mistake || (!symbol && written.find('.') != std::string_view::npos)) {
        require_symbol(data_, scope, written, span, kind_bit(SymbolKind::Scene), "scene", sink_);
    } else if (!symbol) {
        report_near_name(data_, scope, written, span, kind_bit(SymbolKind::Scene), "scene", sink_);
    }
}

/// `scene+: Study` adds what that scene looks like, and the rest of its fields where nothing stronger gives them.
void ShotResolver::collect_added_scenes(std::size_t first_layer, std::size_t end_layer, int depth) {
    for (std::size_t index = first_layer; index < end_layer; ++index) {
        const Layer layer = layers_[index];  // a copy: the vector grows below
        const Module& module = data_.module(layer.scope.module);
        const Tree& tree = module.tree;
        for (NodeId child = Tree::first_child(layer.node); child < tree.node(layer.node).next;
             child = tree.node(child).next) {
            if (tree.node(child).kind != NodeKind::Field) {
                continue;
            }
            const syntax::Field& field = tree.fields[tree.node(child).data];
            if (field.kind != FieldKind::Scene || !field.adds || !tree.owner_of(tree.node(child)).is_empty()) {
                continue;
            }
            const std::size_t first = layers_.size();
            if (const Symbol scene = find_named_scene(&field.value, layer.scope)) {
                collect_body(scene, {scene.module, nullptr}, LayerKind::Scene, false, AttributePlace::Scene, depth);
            } else if (const Range range = data_.module(layer.scope.module).single_piece(field.value); !range.is_empty()) {
                require_scene(module.slice(range), module.span(range), layer.scope);
            }
            for (std::size_t i = first; i < layers_.size(); ++i) {
                layers_[i].is_added_scene = layers_[i].kind == LayerKind::Scene;
            }
        }
    }
}

const Environment* ShotResolver::make_environment(ShotId id) {
    const ShotInstance& instance = data_.shots[id.value];
    if (instance.made == kNone) {
        return nullptr;
    }
    const Made& made = data_.made[instance.made];
    const Module& root = data_.module(ModuleId(0U));
    const syntax::Make& make = root.tree.makes[root.tree.node(made.node).data];
    RowArguments row;
    if (made.table != kNone) {
        row.table = &data_.tables[made.table];
        row.row = instance.row;
    }
    Environment& environment = environments_.emplace_back();
    bind_parameters(data_, made.shot_template, root.tree, make.arguments, {ModuleId(0U), nullptr},
                    row.table != nullptr ? &row : nullptr, instance.span, environment, evaluator_, out_.arena, sink_);
    return &environment;
}

void ShotResolver::collect_shot(ShotId id, bool is_own, int depth) {
    const ShotInstance& instance = data_.shots[id.value];
    const Scope scope{instance.module, make_environment(id)};
    if (is_own) {
        scope_ = scope;
        node_ = instance.node;
    }
    const std::size_t first_layer = layers_.size();
    const Symbol symbol{SymbolKind::Shot, instance.module, instance.node, id};
    collect_body(symbol, scope, LayerKind::Shot, is_own, AttributePlace::Shot, 0);
    for (std::size_t i = first_layer; !is_own && i < layers_.size(); ++i) {
        layers_[i].is_source = true;
    }
    for (std::size_t i = first_layer; i < layers_.size(); ++i) {
        const Layer layer = layers_[i];
        if (layer.kind != LayerKind::Shot) {
            continue;
        }
        for (std::uint32_t a = 0; a < layer.attribute_count; ++a) {
            const Attribute attribute = attributes_[layer.first_attribute + a];
            const Module& module = data_.module(layer.scope.module);
            if (attribute.kind != AttributeKind::Extends || module.tree.part_of(*attribute.item).is_quoted) {
                continue;
            }
            const Symbol source =
                find_symbol(data_, layer.scope, module.slice(module.tree.part_of(*attribute.item).name));
            if (source.kind == SymbolKind::Shot && source.shot && depth < kMaxClipChain) {
                collect_shot(source.shot, false, depth + 1);
            }
            return;
        }
    }
}

void ShotResolver::collect_target() {
    if (!target_.line) {
        return;
    }
    const Module& root = data_.module(ModuleId(0U));
    const syntax::Header& header = root.tree.header(target_.line);
    const std::size_t layer = layers_.size();
    add_layer(LayerKind::Target, false, {ModuleId(0U), nullptr}, target_.line, header.items, nullptr,
              AttributePlace::Target);
    collect_styles(layer, layer + 1, 0);
}

void ShotResolver::collect_layers(ShotId id, bool with_source) {
    id_ = id;
    layers_.clear();
    attributes_.clear();
    environments_.clear();
    seen_styles_.clear();
    collect_shot(id, true, with_source ? 0 : kMaxClipChain);
    collect_target();
}

}  // namespace shot::sema
