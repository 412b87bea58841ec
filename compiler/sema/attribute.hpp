// An attribute read: what a whole item between two commas of a header is. By its shape; then as a name that the file
// knows; then as a term of the vocabulary.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/sink.hpp"
#include "compiler/parse/values.hpp"
#include "compiler/sema/evaluate.hpp"
#include "compiler/sema/module.hpp"

namespace shot::sema {

enum class AttributeKind : std::uint8_t {
    None,  // reported already, or empty after insertion
    Duration,
    Size,
    Aspect,
    Resolution,
    FrameRate,
    Lens,    // focal length, squeeze, aperture, optics
    Camera,  // framing, angle, move, manner, shutter
    Film,    // a gauge: `35mm film`
    Prose,   // no term: kept as it is
    Silent,  // `silent`
    Cut,
    Continuous,
    Style,
    Extends,
    Edits,
};

struct Attribute {
    AttributeKind kind = AttributeKind::None;
    std::optional<parse::Shape> shape;
    Terms terms;
    Symbol style;  // Style
    const syntax::Item* item = nullptr;
    std::string_view text;  // as it goes to the prompt, everything inserted
    Span span;
};

/// Where the item stands: decides what it may be and how that is said.
enum class AttributePlace : std::uint8_t { Shot, Style, Scene, Speaker, Target, On, Beat, Sequence };

/// Reads one item. Reports what it cannot be in this place, an unknown word (with the nearest name and term) and a
/// prose without a term; gives kind None then.
Attribute read_attribute(const Script::Data& data, const syntax::Item& item, const Scope& scope, AttributePlace place,
                         Evaluator& evaluator, diagnostics::Sink& sink);

/// Reports pairs of one header, beat or field that cannot both hold.
void check_contradictions(const Script::Data& data, std::span<const Attribute> attributes, diagnostics::Sink& sink);

/// Reads the items of a `camera:` or `lens:` value, which stand in out.phrases, as attributes, for the contradictions
/// and for units in the wrong place. Unknown words are prose there, without a warning.
void check_camera_field(const Script::Data& data, Evaluator& evaluator, const ResolvedShot& shot, Phrases items, bool is_lens,
                        diagnostics::Sink& sink);

/// Focal length in tenths of a millimetre that the items name; 0: none.
std::int64_t focal_length_of(const std::vector<Attribute>& attributes);

}  // namespace shot::sema
