// Fields: which layer gives what, put together weakest first.
#include <charconv>

#include "compiler/parse/values.hpp"
#include "compiler/sema/names.hpp"
#include "compiler/sema/shot_resolver.hpp"

namespace shot::sema {

using syntax::FieldType;
using syntax::NodeKind;
using syntax::Text;
using syntax::Tree;

namespace {

bool is_lens_attribute(const Attribute& attribute) {
    return attribute.kind == AttributeKind::Lens;
}

bool is_camera_attribute(const Attribute& attribute) {
    return attribute.kind == AttributeKind::Camera || attribute.kind == AttributeKind::Prose;
}

/// The field that lead prose stands for.
FieldKind lead_field(LayerKind kind, bool is_edit) {
    if (kind == LayerKind::Shot) {
        return is_edit ? FieldKind::Change : FieldKind::Scene;
    }
    return kind == LayerKind::Scene ? FieldKind::Scene : FieldKind::Look;
}

}  // namespace

/// `scene: Study` is a name: what it names was collected as a layer of its own, and the line itself has no words.
bool ShotResolver::is_scene_name(const Contribution& value) const {
    if (value.text == nullptr) {
        return false;
    }
    const Module& module = data_.module(value.scope.module);
    std::string_view written = module.slice(module.single_piece(*value.text));
    if (written.size() > 2 && written.front() == '{' && written.back() == '}') {
        written = written.substr(1, written.size() - 2);
    }
    return parse::is_dotted_name(written) && find_symbol(data_, value.scope, written).kind == SymbolKind::Scene;
}

void ShotResolver::add_contribution(FieldKind kind, Contribution value, bool adds) {
    auto& values = contributions_[static_cast<std::size_t>(kind)];
    if (kind == FieldKind::Scene && !adds && is_scene_name(value)) {
        for (Contribution& words : values) {
            words.is_own = words.is_own || value.is_own;
        }
        return;
    }
    if (!adds) {
        values.clear();
    }
    if (value.text == nullptr || !data_.module(value.scope.module).is_none(*value.text)) {
        values.push_back(value);
    }
}

void ShotResolver::collect_layer_fields(const Layer& layer) {
    const Module& module = data_.module(layer.scope.module);
    const Tree& tree = module.tree;
    Contribution base;
    base.scope = layer.scope;
    base.is_own = layer.is_own;
    base.is_shared = layer.kind != LayerKind::Shot;

    bool has_camera = false;
    bool has_lens = false;
    for (std::uint32_t i = 0; i < layer.attribute_count; ++i) {
        const Attribute& attribute = attributes_[layer.first_attribute + i];
        Contribution value = base;
        value.span = attribute.span;
        value.first_attribute = layer.first_attribute;
        value.attribute_count = layer.attribute_count;
        if (is_camera_attribute(attribute) && !has_camera) {
            has_camera = true;
            add_contribution(FieldKind::Camera, value, false);
        } else if (is_lens_attribute(attribute) && !has_lens) {
            has_lens = true;
            add_contribution(FieldKind::Lens, value, false);
        }
    }
    if (layer.lead != nullptr) {
        Contribution value = base;
        value.text = layer.lead;
        if (const auto pieces = tree.pieces_of(*layer.lead); !pieces.empty()) {
            value.span = module.span(pieces.front());
            add_contribution(lead_field(layer.kind, out_.operation == Operation::Edit && layer.is_own), value, false);
        }
    }
    for (const bool adds : {false, true}) {
        for (NodeId child = Tree::first_child(layer.node); child < tree.node(layer.node).next;
             child = tree.node(child).next) {
            if (tree.node(child).kind != NodeKind::Field) {
                continue;
            }
            const syntax::Field& field = tree.fields[tree.node(child).data];
            if (field.adds != adds) {
                continue;
            }
            Contribution value = base;
            value.text = &field.value;
            value.span = module.span(field.name);
            if (field.has_owner) {
                const Range owner = tree.owner_of(tree.node(child));
                const Symbol speaker = require_symbol(data_, layer.scope, module.slice(owner), module.span(owner),
                                                      kind_bit(SymbolKind::Speaker), "speaker", sink_);
                if (speaker) {
                    overrides_.push_back({speaker, field.kind, adds, value});
                }
                continue;
            }
            FieldKind kind = field.kind;
            if (layer.kind == LayerKind::Scene && kind == FieldKind::Look) {
                kind = FieldKind::Scene;  // what one sees of a scene is the shot's scene
            }
            const bool joins_header =
                (kind == FieldKind::Camera && has_camera) || (kind == FieldKind::Lens && has_lens);
            add_contribution(kind, value, adds || joins_header);
        }
    }
}

void ShotResolver::collect_fields() {
    for (auto& values : contributions_) {
        values.clear();
    }
    overrides_.clear();
    for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer) {
        collect_layer_fields(*layer);
    }
}

void ShotResolver::append_attribute_phrases(const Contribution& value, bool lens) {
    for (std::uint32_t i = 0; i < value.attribute_count; ++i) {
        const Attribute& attribute = attributes_[value.first_attribute + i];
        if (lens ? is_lens_attribute(attribute) : is_camera_attribute(attribute)) {
            out_.phrases.push_back({static_cast<std::uint32_t>(out_.chunks.size()), 1});
            out_.chunks.push_back({attribute.text, attribute.span});
        }
    }
}

Phrases ShotResolver::evaluate_contributions(FieldKind kind, const std::vector<Contribution>& values) {
    Phrases phrases{static_cast<std::uint32_t>(out_.phrases.size()), 0};
    std::vector<Mention> mentions;
    const bool is_subject = kind == FieldKind::Subject;
    for (const Contribution& value : values) {
        if (value.text == nullptr) {
            append_attribute_phrases(value, kind == FieldKind::Lens);
            continue;
        }
        evaluator_.evaluate_value(*value.text, value.scope, kind, value.is_shared, is_subject ? &mentions : nullptr);
    }
    phrases.count = static_cast<std::uint32_t>(out_.phrases.size()) - phrases.first;
    add_mentions(mentions);
    return phrases;
}

void ShotResolver::evaluate_field(FieldKind kind) {
    auto& values = contributions_[static_cast<std::size_t>(kind)];
    if (values.empty()) {
        return;
    }
    FieldValue& field = out_.field(kind);
    field.span = values.back().span;
    for (const Contribution& value : values) {
        field.is_own = field.is_own || value.is_own;
    }
    field.phrases = evaluate_contributions(kind, values);
    if (kind == FieldKind::Camera || kind == FieldKind::Lens) {
        check_camera_field(data_, evaluator_, out_, field.phrases, kind == FieldKind::Lens, sink_);
    }
}

void ShotResolver::evaluate_fields() {
    for (const syntax::FieldInfo& info : syntax::fields()) {
        switch (info.type) {
            case FieldType::Image:
            case FieldType::Media:
            case FieldType::Layout:
            case FieldType::Number:
                break;
            default:
                if (info.kind != FieldKind::Note) {
                    evaluate_field(info.kind);
                }
        }
    }
    out_.negative_span = out_.field(FieldKind::Negative).span;
    evaluate_settings();
}

/// Fields that are no text of the prompt: layout, seed, pictures, references.
void ShotResolver::evaluate_settings() {
    const auto last = [&](FieldKind kind) -> const Contribution* {
        const auto& values = contributions_[static_cast<std::size_t>(kind)];
        return values.empty() ? nullptr : &values.back();
    };
    if (const Contribution* value = last(FieldKind::Layout)) {
        const std::string_view text = evaluator_.evaluate_joined(*value->text, value->scope);
        if (text == "prose") {
            out_.layout = Layout::Prose;
        } else if (text == "shotlist") {
            out_.layout = Layout::Shotlist;
        } else if (text != "blocks" && !text.empty()) {
            sink_.report(diag::BadValue, value->span, text, "layout")
                .note("a layout is `blocks`, `prose` or `shotlist`");
        }
    }
    if (const Contribution* value = last(FieldKind::Seed)) {
        const std::string_view text = evaluator_.evaluate_joined(*value->text, value->scope);
        std::int64_t seed = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
        out_.seed_span = value->span;
        if (error == std::errc() && end == text.data() + text.size() && seed >= 0) {
            out_.seed = seed;
        } else if (!text.empty()) {
            sink_.report(diag::BadValue, value->span, text, "whole number");
        }
    }
    if (const Contribution* value = last(FieldKind::FirstFrame)) {
        out_.first_frame = resolve_picture(*value);
        out_.field(FieldKind::FirstFrame).is_own = value->is_own;
    }
    if (const Contribution* value = last(FieldKind::LastFrame)) {
        out_.last_frame = resolve_picture(*value);
        out_.field(FieldKind::LastFrame).is_own = value->is_own;
    }
    const auto& references = contributions_[static_cast<std::size_t>(FieldKind::References)];
    if (!references.empty()) {
        resolve_references(references, out_.references);
        out_.references_span = references.back().span;
        for (const Contribution& value : references) {
            out_.field(FieldKind::References).is_own = out_.field(FieldKind::References).is_own || value.is_own;
        }
    }
}

}  // namespace shot::sema
