// Fields: which layer gives what, put together weakest first.
#include <charconv>
#include <optional>

#include "compiler/parse/values.hpp"
#include "compiler/sema/names.hpp"
#include "compiler/sema/shot_resolver.hpp"

namespace shot::sema {

using syntax::FieldType;
using syntax::NodeKind;
using syntax::Text;
using syntax::Tree;

namespace {

/// The field that an attribute of a header is part of, or nothing.
std::optional<FieldKind> field_of(const Attribute& attribute) {
    switch (attribute.kind) {
        case AttributeKind::Lens:
            return FieldKind::Lens;
        case AttributeKind::Film:
            return FieldKind::Film;
        case AttributeKind::Camera:
        case AttributeKind::Prose:
            return FieldKind::Camera;
        default:
            return std::nullopt;
    }
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
Symbol ShotResolver::find_named_scene(const Text* text, const Scope& scope) const {
    if (text == nullptr) {
        return {};
    }
    const Module& module = data_.module(scope.module);
    std::string_view written = module.slice(module.single_piece(*text));
    if (written.size() > 2 && written.front() == '{' && written.back() == '}') {
        written = written.substr(1, written.size() - 2);
    }
    const Symbol symbol = parse::is_dotted_name(written) ? find_symbol(data_, scope, written) : Symbol();
    return symbol.kind == SymbolKind::Scene ? symbol : Symbol();
}

/// `scene+: Study`: what one sees of that scene, as sentences of their own.
void ShotResolver::add_scene_look(const Symbol& scene, Contribution value) {
    auto& values = contributions_[static_cast<std::size_t>(FieldKind::Scene)];
    const Tree& tree = data_.module(scene.module).tree;
    value.scope = {scene.module, nullptr};
    const syntax::Header& header = tree.header(scene.node);
    if (header.has_lead && !header.lead.is_empty()) {
        value.text = &header.lead;
        values.push_back(value);
    }
    for (const bool adds : {false, true}) {
        for (NodeId child = Tree::first_child(scene.node); child < tree.node(scene.node).next;
             child = tree.node(child).next) {
            if (tree.node(child).kind != NodeKind::Field) {
                continue;
            }
            const syntax::Field& field = tree.fields[tree.node(child).data];
            if (field.kind == FieldKind::Look && field.adds == adds) {
                value.text = &field.value;
                values.push_back(value);
            }
        }
    }
}

void ShotResolver::add_contribution(FieldKind kind, Contribution value, bool adds) {
    auto& values = contributions_[static_cast<std::size_t>(kind)];
    const Symbol scene = kind == FieldKind::Scene ? find_named_scene(value.text, value.scope) : Symbol();
    if (scene && adds) {
        add_scene_look(scene, value);
        return;
    }
    if (scene) {
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

    std::uint32_t in_header = 0;  // a bit for each field that the header has attributes of
    const auto bit = [](FieldKind kind) { return 1U << static_cast<unsigned>(kind); };
    for (std::uint32_t i = 0; i < layer.attribute_count; ++i) {
        const Attribute& attribute = attributes_[layer.first_attribute + i];
        Contribution value = base;
        value.span = attribute.span;
        value.first_attribute = layer.first_attribute;
        value.attribute_count = layer.attribute_count;
        const auto kind = field_of(attribute);
        if (kind && (in_header & bit(*kind)) == 0) {
            in_header |= bit(*kind);
            add_contribution(*kind, value, false);
        }
    }
    if (layer.lead != nullptr) {
        Contribution value = base;
        value.text = layer.lead;
        const auto pieces = tree.pieces_of(*layer.lead);
        value.span = module.span(pieces.empty() ? tree.header(layer.node).name : pieces.front());
        if (!pieces.empty() && !layer.is_added_scene) {
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
            if (layer.is_added_scene && kind == FieldKind::Scene) {
                continue;  // `scene+: Study`: its look stands in that line's place
            }
            const bool joins_header = (in_header & bit(kind)) != 0;
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

void ShotResolver::append_attribute_phrases(const Contribution& value, FieldKind kind) {
    for (std::uint32_t i = 0; i < value.attribute_count; ++i) {
        const Attribute& attribute = attributes_[value.first_attribute + i];
        if (field_of(attribute) == kind) {
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
            append_attribute_phrases(value, kind);
            continue;
        }
        evaluator_.evaluate_value(*value.text, value.scope, kind, value.is_shared, is_subject ? &mentions : nullptr);
    }
    phrases.count = static_cast<std::uint32_t>(out_.phrases.size()) - phrases.first;
    add_mentions(mentions);
    return phrases;
}

/// `subject: Fishermann`: one capitalised word is meant as a speaker's name.
void ShotResolver::check_lone_subject(const std::vector<Contribution>& values) {
    for (const Contribution& value : values) {
        const Module& module = data_.module(value.scope.module);
        const Range range = value.text == nullptr ? Range() : module.single_piece(*value.text);
        const std::string_view word = module.slice(range);
        if (begins_with_capital(word) && parse::is_name(word) && !find_symbol(data_, value.scope, word)) {
            const auto is_all = [](std::string_view rest) { return rest.empty(); };
            if (find_speaker_name(module, word, is_all) == nullptr) {
                report_near_name(data_, value.scope, word, module.span(range), kind_bit(SymbolKind::Speaker), "speaker",
                                 sink_);
            }
        }
    }
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
    if (kind == FieldKind::Subject) {
        check_lone_subject(values);
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

/// Where a value of one word stands: its own place, or that of the argument or row which `{name}` inserts.
Span ShotResolver::value_span(const Contribution& value) const {
    const Module& module = data_.module(value.scope.module);
    const Range range = module.single_piece(*value.text);
    if (range.is_empty()) {
        return value.span;
    }
    const std::string_view written = module.slice(range);
    if (value.scope.environment != nullptr && written.starts_with('{') && written.ends_with('}')) {
        const Binding* binding = value.scope.environment->find(written.substr(1, written.size() - 2));
        if (binding != nullptr && binding->origin.file.is_valid()) {
            return binding->origin;
        }
    }
    return module.span(range);
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
            sink_.report(diag::BadValue, value_span(*value), text, "layout")
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
            auto report = sink_.report(diag::BadValue, value_span(*value), text,
                                       error == std::errc() && end != text.data() + text.size() ? "whole number"
                                       : error == std::errc::invalid_argument                     ? "whole number"
                                                                                                  : "seed");
            if (error == std::errc::result_out_of_range) {
                report.note("it is too large: seeds end at 9223372036854775807");
            } else if (error == std::errc() && seed < 0 && end == text.data() + text.size()) {
                report.note("a seed is not negative");
            }
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
