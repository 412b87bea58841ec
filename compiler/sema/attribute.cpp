#include "compiler/sema/attribute.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "compiler/sema/measures.hpp"
#include "compiler/sema/names.hpp"
#include "compiler/source/code_points.hpp"
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

/// `16/9`, `1080`, `32m`, `0s`, `Silent`: what has a meaning in another spelling, and what is a measure of nothing.
bool suggest_measure(const Attribute& attribute, AttributePlace place, diagnostics::Report& report) {
    const std::string_view text = attribute.text;
    std::string better;
    if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
        better = fmt::format("{}:{}", text.substr(0, slash), text.substr(slash + 1));
    } else if (text.find_first_not_of("0123456789") == std::string_view::npos) {
        const std::string_view short_unit = place == AttributePlace::Beat ? "mm" : "s";
        better = fmt::format("{}{}", text, text.size() < 3 ? short_unit : "p");
    } else if (text.size() > 1 && text.find_first_not_of("0123456789.") == text.size() - 1 && text.back() == 'm') {
        better = fmt::format("{}m", text);  // `32m`: of a lens
    } else if (text == "Silent" || text == "SILENT") {
        better = "silent";
    }
    if (!better.empty() && (better == "silent" || parse::find_shape(better))) {
        report.at(fmt::format("did you mean `{}`?", better)).fix(fmt::format("write `{}`", better), attribute.span, better);
        return true;
    }
    const std::size_t unit = text.find_first_not_of("-0123456789.");
    const bool is_number = unit != 0 && unit != std::string_view::npos;
    const auto shape = is_number ? parse::find_shape(fmt::format("1{}", text.substr(unit))) : std::nullopt;
    if (!shape) {
        return false;
    }
    const std::string_view what = parse::shape_name(shape->kind);
    const std::string_view number = text.substr(0, unit);
    const bool is_nothing = number.starts_with('-') || number.find_first_not_of("0.") == std::string_view::npos;
    report.note(fmt::format("{} is {}", what, is_nothing ? "more than nothing" : "a number that can be read, with its unit"));
    return true;
}

/// `eight seconds`: `8s`.
std::string length_in_words(std::string_view text) {
    constexpr std::string_view kNumbers[] = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};
    const std::size_t blank = std::min(text.find(' '), text.size());
    const auto number = std::find(std::begin(kNumbers), std::end(kNumbers), text.substr(0, blank));
    const std::string_view unit = text.substr(std::min(blank + 1, text.size()));
    const bool is_length = number != std::end(kNumbers) && (unit == "seconds" || unit == "second" || unit == "sec");
    return is_length ? fmt::format("{}s", number - std::begin(kNumbers) + 1) : std::string();
}

/// The style whose name the text is near to.
std::optional<std::string> find_near_style(const Script::Data& data, const Scope& scope, std::string_view text) {
    std::vector<std::string> storage;
    const auto name = find_nearest(text, names_of(data, scope, kind_bit(SymbolKind::Style), storage));
    return name ? std::optional<std::string>(*name) : std::nullopt;
}

void report_unknown_word(const Script::Data& data, const Scope& scope, const Attribute& attribute, AttributePlace place,
                         diagnostics::Sink& sink) {
    if (is_lost_name(data.module(scope.module), attribute.text)) {
        return;
    }
    auto report = sink.report(diag::UnknownAttribute, attribute.span, attribute.text);
    if (!report) {
        return;
    }
    if (suggest_measure(attribute, place, report)) {
        return;
    }
    const auto name = find_near_style(data, scope, attribute.text);
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
        if (const Binding* binding = find_inserted(item)) {
            attribute.span = binding->origin;  // `{length}`: what is wrong with the value is wrong where it was given
        }
        if (!read_shape(attribute) && !read_name(attribute)) {
            read_term(attribute);
        }
    }

    /// The parameter that an item of nothing but `{name}` inserts, or null.
    const Binding* find_inserted(const Item& item) const {
        const std::string_view written = data_.module(scope_.module).slice(item.range);
        const bool is_whole = scope_.environment != nullptr && written.starts_with('{') && written.ends_with('}');
        const Binding* binding = is_whole ? scope_.environment->find(written.substr(1, written.size() - 2)) : nullptr;
        return binding != nullptr && !binding->symbol && binding->origin.file.is_valid() ? binding : nullptr;
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
        attribute.span = binding->origin;
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
        const bool may_have_measures = place_ == AttributePlace::Shot || place_ == AttributePlace::Style ||
                                       place_ == AttributePlace::Target || place_ == AttributePlace::On;
        if (may_have_measures && is_film_gauge(attribute.text)) {
            attribute.kind = AttributeKind::Film;
            return;
        }
        if (may_have_measures && report_missing_comma(attribute)) {
            return;
        }
        if (report_call_with_blank(attribute) || report_other_mark(attribute)) {
            return;
        }
        attribute.terms = evaluator_.read_terms(attribute.text);
        attribute.kind = kind_of_terms(attribute.terms);
        if (attribute.kind != AttributeKind::Prose || attribute.terms.holds_term) {
            return;
        }
        if (place_ == AttributePlace::Scene || place_ == AttributePlace::Speaker ||
            place_ == AttributePlace::Sequence) {
            return;  // nothing may stand there: said once, by the place
        }
        // A script without spaces has no single words; a slip in a style's name is one all the same.
        const bool is_slip = joins_without_space(attribute.text, attribute.text) && find_near_style(data_, scope_, attribute.text);
        if (is_one_word(attribute.text) || is_slip) {
            report_unknown_word(data_, scope_, attribute, place_, sink_);
            attribute.kind = AttributeKind::None;
        } else {
            report_prose(attribute);
        }
    }

    /// `slow dolly left 12s`: what the API sets would go to the prompt unseen.
    bool report_missing_comma(Attribute& attribute) {
        const auto measure = find_measure(attribute.text);
        if (!measure) {
            return false;
        }
        const std::string_view written = attribute.text.substr(measure->range.begin, measure->range.size());
        auto report = sink_.report(diag::MissingComma, attribute.span, attribute.text, measure->what, written);
        attribute.kind = AttributeKind::None;
        const bool stands_here = data_.module(scope_.module).slice(attribute.item->range) == attribute.text;
        if (!stands_here || measure->cut.is_empty()) {
            return true;
        }
        const auto at = [&](std::uint32_t offset) { return attribute.span.begin + offset; };
        report.fix("write a comma", {attribute.span.file, at(measure->cut.begin), at(end_of_marks(attribute.text, measure->cut.end))}, ", ");
        return true;
    }

    /// Past what stands for a comma: `8s / wide`, `8s | wide`, `8s - wide`.
    static std::uint32_t end_of_marks(std::string_view text, std::uint32_t from) {
        const std::size_t end = std::min(text.find_first_not_of(" \t;/|-", from), text.size());
        return static_cast<std::uint32_t>(end);
    }

    /// `Doc; close-up`, `Doc close-up`, `8s; wide`: the name of a style, or a measure, would go to the prompt as words of the camera.
    bool report_other_mark(Attribute& attribute) {
        const std::string_view text = attribute.text;
        const std::size_t end = std::min(text.find_first_of(" \t;/|"), text.size());
        const std::string_view name = text.substr(0, end);
        const std::size_t next = std::min(text.find_first_not_of(" \t;/|", end), text.size());
        const std::string_view rest = text.substr(next);
        const bool has_mark = text.substr(end, next - end).find_first_of(";/|") != std::string_view::npos;
        const bool is_measure = has_mark && parse::find_shape(name).has_value();
        const bool is_style = !rest.empty() && (is_measure || (parse::is_dotted_name(name) &&
                              find_symbol(data_, scope_, name).kind == SymbolKind::Style));
        if (!is_style || (!has_mark && (!evaluator_.read_terms(rest).is_term_only || evaluator_.read_terms(text).is_term_only)) ||
            data_.module(scope_.module).slice(attribute.item->range) != text) {
            return false;
        }
        auto report = sink_.report(diag::MissingComma, attribute.span, text, is_measure ? "a measure" : "a style", name);
        const Span gap{attribute.span.file, attribute.span.begin + static_cast<std::uint32_t>(end),
                       attribute.span.begin + static_cast<std::uint32_t>(next)};
        report.fix("write a comma", gap, ", ");
        attribute.kind = AttributeKind::None;
        return true;
    }

    /// `Neon ("magenta")`: a style, and its arguments after a blank.
    bool report_call_with_blank(Attribute& attribute) {
        const std::size_t blank = attribute.text.find_first_of(" \t");
        if (blank == std::string_view::npos || !attribute.text.ends_with(')')) {
            return false;
        }
        const std::size_t bracket = attribute.text.find_first_not_of(" \t", blank);
        const std::string_view name = attribute.text.substr(0, blank);
        const bool is_call = attribute.text[bracket] == '(' && parse::is_dotted_name(name) &&
                             find_symbol(data_, scope_, name).kind == SymbolKind::Style;
        if (!is_call || data_.module(scope_.module).slice(attribute.item->range) != attribute.text) {
            return false;
        }
        const Span gap{attribute.span.file, attribute.span.begin + static_cast<std::uint32_t>(blank),
                       attribute.span.begin + static_cast<std::uint32_t>(bracket)};
        sink_.report(diag::MalformedHeader, gap, "a blank before `(`", fmt::format("the arguments straight after `{}`", name))
            .fix("remove it", gap, "", true);
        attribute.kind = AttributeKind::None;
        return true;
    }

    /// The term that the text is near to, or, of a few words, the text with one of them put right: `doly left`.
    std::string find_near_terms(std::string_view text) {
        constexpr std::size_t kMostWords = 3;  // a longer text is meant as one
        constexpr std::size_t kShortest = 5;   // of a term: `man` and `wine` are no slips for `pan` and `wide`
        if (const auto term = find_nearest(text, data_.vocabulary->words())) {
            return std::string(*term);
        }
        if (std::count(text.begin(), text.end(), ' ') >= static_cast<std::ptrdiff_t>(kMostWords)) {
            return {};
        }
        for (std::size_t begin = 0, end = 0; end < text.size(); begin = end + 1) {
            end = std::min(text.find(' ', begin), text.size());
            const auto word = find_nearest(text.substr(begin, end - begin), data_.vocabulary->words());
            if (word && word->size() >= kShortest) {
                return fmt::format("{}{}{}", text.substr(0, begin), *word, text.substr(end));
            }
        }
        return {};
    }

    void report_prose(const Attribute& attribute) {
        auto report = sink_.report(diag::ProseAttribute, attribute.span, attribute.text);
        if (!report) {
            return;
        }
        if (const std::string length = length_in_words(attribute.text); !length.empty()) {
            report.at(fmt::format("did you mean `{}`?", length)).fix(fmt::format("write `{}`", length), attribute.span, length);
        } else if (const std::string near = find_near_terms(attribute.text); !near.empty()) {
            report.at(fmt::format("did you mean `{}`?", near));
            report.fix(fmt::format("write `{}`", near), attribute.span, near);
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

namespace {

constexpr std::string_view kFocalLength = "a focal length such as `32mm`";

/// `35m`, `85`, `50mn`: a measure is meant. `35-element zoom` is prose.
bool is_number_with_letters(std::string_view text) {
    const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || c == '.'; };
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto letters = std::find_if_not(text.begin(), text.end(), is_digit);
    return letters != text.begin() && std::all_of(letters, text.end(), is_letter);
}

void report_no_lens(const Attribute& attribute, diagnostics::Sink& sink) {
    auto report = sink.report(diag::WrongUnit, attribute.span, attribute.text, "no measure", kFocalLength);
    const std::string_view number = attribute.text.substr(0, attribute.text.find_first_not_of("0123456789."));
    const std::string better = fmt::format("{}mm", number);
    if (report && parse::find_shape(better)) {
        report.fix(fmt::format("write `{}`", better), attribute.span, better);
    }
}

}  // namespace

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
        if (!attribute.shape && is_lens && is_number_with_letters(attribute.text)) {
            report_no_lens(attribute, sink);
            continue;
        }
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
                        is_lens ? kFocalLength : "a word of the camera");
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
