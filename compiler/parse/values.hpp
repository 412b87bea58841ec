// The small languages inside a value: attributes by their shape, lists, times, `{names}`, quoted lines. Used by
// the parser and by later stages, which know what kind of value stands where. Positions are offsets into the given text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/source/span.hpp"

namespace shot::parse {

/// What an attribute is by its shape alone (before names and vocabulary are asked).
enum class ShapeKind : std::uint8_t {
    Duration,     // `8s`, `2.5 s`, `8sec`, `8 seconds`, `500ms`: a = milliseconds
    Size,         // `1280x720`, `1280×720`: a = width, b = height, pixels
    Aspect,       // `16:9`, `2.39:1`: a:b in thousandths where not whole (2390:1000), reduced to lowest terms
    Resolution,   // `720p`, `1080p`, `2k`, `4k`: a = lines (2k is 1440, 4k 2160)
    FocalLength,  // `32mm`, `24-70mm`: a = tenths of a millimetre, b = the longer end or 0
    Squeeze,      // `anamorphic 2.0x`, `1.33x`, `anamorphic 2x`: a = hundredths
    Aperture,     // `T2.8`, `f/1.8`, `f1.8`: a = hundredths
    Shutter,      // `180°`, `180 degree shutter`: a = degrees in hundredths
    FrameRate,    // `24fps`, `23.976 fps`: a = frames a second in thousandths
};

struct Shape {
    ShapeKind kind;
    std::int64_t a = 0;
    std::int64_t b = 0;
};

/// The shape of a whole attribute (trimmed), or nothing. `35mm film` has none: it is a film gauge.
std::optional<Shape> find_shape(std::string_view item);
/// `a duration`, `a focal length`, for messages.
std::string_view shape_name(ShapeKind kind);

/// Items between commas (`,` `，` `、`), not split inside brackets or quotation marks; trimmed; empty items are left out.
/// An interpolation `{…}` is never split. A mark or a bracket that is not closed protects nothing.
std::vector<Range> split_list(std::string_view text);
/// The same, added to the end of `items`, so that a caller in a loop can use one vector again.
void split_list(std::string_view text, std::vector<Range>& items);

/// A part of a prose: literal text or an interpolation.
struct Segment {
    bool is_name = false;
    Range range;  // literal: its bytes; name: the whole `{…}`
    Range name;   // name: what stands in the braces, trimmed, perhaps dotted
};

/// Finds the `{name}`s of a text. Braces that hold no name are text; `\{` is a brace: it comes as its own literal segment
/// `{` (range without the backslash). `\//` comes as `//` likewise. Any other backslash is itself.
void split_segments(std::string_view text, std::vector<Segment>& segments);

/// `62.5`, `1:02.5` -> milliseconds; nothing for what is no time, has more than three decimals, or is over ten hours.
std::optional<std::int32_t> find_time(std::string_view text);

/// A line of dialogue: from the first quotation mark to the last, whatever their kind; without any, all of it.
struct QuotedLine {
    Range words;  // without the outer marks
    bool is_quoted = false;
    bool is_closed = true;      // false: one mark only
    Range trailing;             // what follows the last mark, trimmed: an error where not empty
    Range leading;              // what stands before the first mark, trimmed: an error where not empty
};
QuotedLine find_quoted_line(std::string_view text);

/// `name` or `library.name`, by UAX 31 with `-`; a shot's may start with a digit. The whole text must be one.
bool is_name(std::string_view text, bool may_start_with_digit = false);
bool is_dotted_name(std::string_view text, bool may_start_with_digit = false);

/// `#5C4033` or `#fff` at the end of a colour: its range with the `#`, or an empty range.
Range find_hex_colour(std::string_view text);

}  // namespace shot::parse
