#include "compiler/sema/attribute.hpp"

#include <algorithm>
#include <array>

#include "compiler/sema/names.hpp"
#include "compiler/support/nearest.hpp"

namespace shot::sema {

using parse::ShapeKind;
using syntax::Item;

namespace {

/// Pure terms of one header that are compared with each other; a header of more is no header of a person.
constexpr std::size_t kMaxComparedTerms = 64;

AttributeKind kind_of_shape(ShapeKind kind) {
    switch (kind) {
        case ShapeKind::Duration:
            return AttributeKind::Duration;
        case ShapeKind::Size:
            return AttributeKind::Size;
        case ShapeKind::Aspect:
            return AttributeKind::Aspect;
        case ShapeKind::Resolution:
            return AttributeKind::Resolution;
        case ShapeKind::FrameRate:
            return AttributeKind::FrameRate;
        case ShapeKind::FocalLength:
        case ShapeKind::Squeeze:
        case ShapeKind::Aperture:
            return AttributeKind::Lens;
        case ShapeKind::Shutter:
            return AttributeKind::Camera;
    }
    return AttributeKind::Prose;
}

std::string_view place_name(AttributePlace place) {
    switch (place) {
        case AttributePlace::Shot:
            return "a shot";
        case AttributePlace::Style:
            return "a style";
        case AttributePlace::Scene:
            return "a scene";
        case AttributePlace::Speaker:
            return "a speaker";
        case AttributePlace::Target:
            return "a `target` line";
        case AttributePlace::On:
            return "an `on` block";
        case AttributePlace::Beat:
            return "a beat";
        case AttributePlace::Sequence:
            return "a sequence";
    }
    return "this line";
}

bool may_stand(AttributeKind kind, AttributePlace place) {
    switch (place) {
        case AttributePlace::Shot:
            return kind != AttributeKind::Cut && kind != AttributeKind::Continuous;
        case AttributePlace::Style:
        case AttributePlace::Target:
        case AttributePlace::On:
            return kind != AttributeKind::Cut && kind != AttributeKind::Continuous && kind != AttributeKind::Extends &&
                   kind != AttributeKind::Edits;
        case AttributePlace::Beat:
            return kind == AttributeKind::Lens || kind == AttributeKind::Camera || kind == AttributeKind::Prose ||
                   kind == AttributeKind::Cut || kind == AttributeKind::Continuous;
        case AttributePlace::Sequence:
            return kind == AttributeKind::Duration;
        case AttributePlace::Scene:
        case AttributePlace::Speaker:
            return false;
    }
    return false;
}

/// What an attribute is, with its article, for messages.
std::string describe(const Attribute& attribute) {
    if (attribute.shape) {
        return fmt::format("{} (`{}`)", parse::shape_name(attribute.shape->kind), attribute.text);
    }
    switch (attribute.kind) {
        case AttributeKind::Style:
            return fmt::format("a style (`{}`)", attribute.text);
        default:
            return fmt::format("`{}`", attribute.text);
    }
}

AttributeKind kind_of_terms(const Terms& terms) {
    if (!terms.transition.empty() && terms.is_term_only) {
        return terms.transition == "continuous" ? AttributeKind::Continuous : AttributeKind::Cut;
    }
    const bool is_camera =
        !terms.framing.empty() || !terms.angle.empty() || !terms.move.empty() || !terms.manner.empty();
    if (is_camera) {
        return AttributeKind::Camera;
    }
    return terms.optics.empty() ? AttributeKind::Prose : AttributeKind::Lens;
}

/// Where words are written without spaces, nobody can say how many there are.
bool is_one_word(std::string_view text) {
    return text.find_first_of(" \t") == std::string_view::npos && !joins_without_space(text, text);
}

void report_unknown_word(const Script::Data& data, const Scope& scope, const Attribute& attribute,
                         diagnostics::Sink& sink) {
    if (is_lost_name(data.module(scope.module), attribute.text)) {
        return;
    }
    auto report = sink.report(diag::UnknownAttribute, attribute.span, attribute.text);
    if (!report) {
        return;
    }
    std::vector<std::string> storage;
    const auto names = names_of(data, scope, kind_bit(SymbolKind::Style), storage);
    const auto name = find_nearest(attribute.text, names);
    const auto word = find_nearest(attribute.text, data.vocabulary->words());
    if (name) {
        report.at(fmt::format("did you mean the style `{}`?", *name));
        report.fix(fmt::format("write `{}`", *name), attribute.span, *name);
    }
    if (word) {
        if (!name) {
            report.at(fmt::format("did you mean `{}`?", *word));
        }
        report.fix(fmt::format("write `{}`", *word), attribute.span, *word);
    }
    if (!name && !word) {
        report.note(
            "one word is a style's name, a measure such as `8s` or `32mm`, or a word of the camera such as `wide`");
    }
}

class Reader {
public:
    Reader(const Script::Data& data, const Scope& scope, AttributePlace place, Evaluator& evaluator,
           diagnostics::Sink& sink)
        : data_(data), scope_(scope), place_(place), evaluator_(evaluator), sink_(sink) {}

    Attribute read(const Item& item) {
        Attribute attribute;
        attribute.item = &item;
        attribute.span = data_.module(scope_.module).span(item.range);
        attribute.text = data_.module(scope_.module).slice(item.range);
        switch (item.kind) {
            case Item::Kind::Extends:
                attribute.kind = AttributeKind::Extends;
                break;
            case Item::Kind::Edits:
                attribute.kind = AttributeKind::Edits;
                break;
            case Item::Kind::Call:
                read_call(item, attribute);
                break;
            case Item::Kind::Plain:
                read_plain(item, attribute);
                break;
        }
        if (attribute.kind != AttributeKind::None && !may_stand(attribute.kind, place_)) {
            sink_.report(diag::MisplacedAttribute, attribute.span, place_name(place_), describe(attribute));
            attribute.kind = AttributeKind::None;
        }
        return attribute;
    }

private:
    void read_call(const Item& item, Attribute& attribute) {
        const Module& module = data_.module(scope_.module);
        const Range name = module.tree.part_of(item).name;
        attribute.text = module.slice(name);
        attribute.style = require_symbol(data_, scope_, attribute.text, module.span(name),
                                         kind_bit(SymbolKind::Style), "style", sink_);
        attribute.kind = attribute.style ? AttributeKind::Style : AttributeKind::None;
    }

    void read_plain(const Item& item, Attribute& attribute) {
        attribute.text = evaluator_.evaluate_text(item.range, scope_);
        if (attribute.text.empty()) {
            return;
        }
        if (!read_shape(attribute) && !read_name(attribute)) {
            read_term(attribute);
        }
    }

    static bool read_shape(Attribute& attribute) {
        attribute.shape = parse::find_shape(attribute.text);
        if (attribute.shape) {
            attribute.kind = kind_of_shape(attribute.shape->kind);
        }
        return attribute.shape.has_value();
    }

    /// True when the item was a name, read or reported.
    bool read_name(Attribute& attribute) {
        if (!parse::is_dotted_name(attribute.text)) {
            return false;
        }
        const Symbol symbol = find_symbol(data_, scope_, attribute.text);
        if (!symbol) {
            if (attribute.text.find('.') == std::string_view::npos) {
                return false;
            }
            report_unknown_name(data_, scope_, attribute.text, attribute.span, kind_bit(SymbolKind::Style), "style",
                                sink_);
            return true;
        }
        switch (symbol.kind) {
            case SymbolKind::Style:
                attribute.kind = AttributeKind::Style;
                attribute.style = symbol;
                return true;
            case SymbolKind::Parameter:
                read_parameter(attribute);
                return true;
            case SymbolKind::Let: {
                const syntax::Header& header = data_.header(symbol);
                const auto set = data_.sets.find(attribute.text);
                attribute.text = set != data_.sets.end() && symbol.module.value == 0
                                     ? set->second.first
                                     : evaluator_.evaluate_joined(header.lead, {symbol.module, nullptr});
                read_text(attribute);
                return true;
            }
            default:
                sink_.report(diag::WrongKind, attribute.span, attribute.text, kind_name(symbol.kind), "style")
                    .label(data_.name_span(symbol), "declared here");
                return true;
        }
    }

    void read_parameter(Attribute& attribute) {
        const Binding* binding = scope_.environment->find(attribute.text);
        if (binding->is_open || binding->is_bad) {
            return;
        }
        attribute.text = binding->text;
        read_text(attribute);
    }

    void read_text(Attribute& attribute) {
        if (!attribute.text.empty() && !read_shape(attribute)) {
            read_term(attribute);
        }
    }

    void read_term(Attribute& attribute) {
        if (attribute.text == "silent") {
            attribute.kind = AttributeKind::Silent;
            return;
        }
        attribute.terms = evaluator_.read_terms(attribute.text);
        attribute.kind = kind_of_terms(attribute.terms);
        if (attribute.kind != AttributeKind::Prose) {
            return;
        }
        if (place_ == AttributePlace::Scene || place_ == AttributePlace::Speaker ||
            place_ == AttributePlace::Sequence) {
            return;  // nothing may stand there: said once, by the place
        }
        if (is_one_word(attribute.text)) {
            report_unknown_word(data_, scope_, attribute, sink_);
            attribute.kind = AttributeKind::None;
        } else {
            report_prose(attribute);
        }
    }

    void report_prose(const Attribute& attribute) {
        auto report = sink_.report(diag::ProseAttribute, attribute.span, attribute.text);
        if (!report) {
            return;
        }
        if (const auto word = find_nearest(attribute.text, data_.vocabulary->words())) {
            report.at(fmt::format("did you mean `{}`?", *word));
            report.fix(fmt::format("write `{}`", *word), attribute.span, *word);
        } else {
            report.note("if it is meant for the camera, write it in `camera:`; what happens is written as `- action`");
        }
    }

    const Script::Data& data_;
    const Scope& scope_;
    AttributePlace place_;
    Evaluator& evaluator_;
    diagnostics::Sink& sink_;
};

bool same_shapes_clash(const Attribute& a, const Attribute& b) {
    return a.shape && b.shape && a.shape->kind == b.shape->kind;
}

std::string_view clash_of(const Script::Data& data, const Attribute& a, const Attribute& b) {
    if (same_shapes_clash(a, b)) {
        return "there can be only one";
    }
    if (a.kind == AttributeKind::Size && b.kind == AttributeKind::Aspect) {
        return "a size has an aspect of its own";
    }
    if (a.kind == AttributeKind::Size && b.kind == AttributeKind::Resolution) {
        return "a size has a resolution of its own";
    }
    if ((a.kind == AttributeKind::Extends || a.kind == AttributeKind::Edits) &&
        (b.kind == AttributeKind::Extends || b.kind == AttributeKind::Edits)) {
        return "a shot has one source";
    }
    if (a.kind == AttributeKind::Cut && b.kind == AttributeKind::Continuous) {
        return "a beat starts with a cut or goes on";
    }
    if (a.terms.is_term_only && b.terms.is_term_only) {
        return data.vocabulary->contradiction(a.terms, b.terms);
    }
    return {};
}

void check_pairs(const Script::Data& data, std::span<const Attribute> attributes, diagnostics::Sink& sink) {
    const std::size_t count = std::min(attributes.size(), kMaxComparedTerms);
    for (std::size_t j = 1; j < count; ++j) {
        for (std::size_t i = 0; i < j; ++i) {
            std::string_view why = clash_of(data, attributes[i], attributes[j]);
            if (why.empty()) {
                why = clash_of(data, attributes[j], attributes[i]);
            }
            if (!why.empty()) {
                sink.report(diag::Contradiction, attributes[j].span, attributes[i].text, attributes[j].text, why)
                    .label(attributes[i].span, "the other one");
                break;
            }
        }
    }
}

}  // namespace

Attribute read_attribute(const Script::Data& data, const Item& item, const Scope& scope, AttributePlace place,
                         Evaluator& evaluator, diagnostics::Sink& sink) {
    return Reader(data, scope, place, evaluator, sink).read(item);
}

void check_contradictions(const Script::Data& data, std::span<const Attribute> attributes, diagnostics::Sink& sink) {
    check_pairs(data, attributes, sink);
}

void check_camera_field(const Script::Data& data, Evaluator& evaluator, const ResolvedShot& shot, Phrases items, bool is_lens,
                        diagnostics::Sink& sink) {
    std::vector<Attribute> attributes;
    for (const Phrase& phrase : shot.of(items)) {
        const auto chunks = shot.of(phrase);
        if (chunks.size() != 1) {
            continue;  // put together from several places: prose
        }
        Attribute attribute;
        attribute.text = chunks.front().text;
        attribute.span = chunks.front().origin;
        attribute.shape = parse::find_shape(attribute.text);
        if (!attribute.shape) {
            attribute.terms = evaluator.read_terms(attribute.text);
            attributes.push_back(attribute);
            continue;
        }
        attribute.kind = kind_of_shape(attribute.shape->kind);
        const bool fits =
            attribute.kind == AttributeKind::Lens || (!is_lens && attribute.kind == AttributeKind::Camera);
        if (!fits && attribute.kind != AttributeKind::FrameRate) {
            sink.report(diag::WrongUnit, attribute.span, attribute.text, parse::shape_name(attribute.shape->kind),
                        is_lens ? "a focal length such as `32mm`" : "a word of the camera");
            continue;
        }
        attributes.push_back(attribute);
    }
    check_pairs(data, attributes, sink);
}

std::int64_t focal_length_of(const std::vector<Attribute>& attributes) {
    for (const Attribute& attribute : attributes) {
        if (attribute.shape && attribute.shape->kind == ShapeKind::FocalLength) {
            return attribute.shape->a;
        }
    }
    return 0;
}

}  // namespace shot::sema
