#include "compiler/targets/limits.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

#include "compiler/source/code_points.hpp"
#include "compiler/source/text_width.hpp"
#include "compiler/targets/units.hpp"

namespace shot::targets {
namespace {

double shape_of(Size size) { return static_cast<double>(size.width) / size.height; }

/// How far a size is from another: orientation first, then shape, then area. A shape that is off is seen sooner than an
/// area, hence its weight.
double distance(Size from, Size to) {
    const auto area = [](Size size) { return static_cast<double>(size.width) * size.height; };
    const auto ratio = [](double a, double b) { return a > b ? a / b - 1 : b / a - 1; };
    const bool is_turned = (from.width > from.height) != (to.width > to.height);
    constexpr double kTurned = 1000;
    constexpr double kShapeWeight = 5;
    return (is_turned ? kTurned : 0) + kShapeWeight * ratio(shape_of(from), shape_of(to)) + ratio(area(from), area(to));
}

/// Pixels of an aspect at a resolution, the longer side cut to a multiple (of 2 at least).
Size pixels_of(Size aspect, std::int32_t lines, std::int32_t multiple) {
    const bool is_upright = aspect.height > aspect.width;
    const std::int64_t longer = std::max(aspect.width, aspect.height);
    const std::int64_t shorter = std::min(aspect.width, aspect.height);
    const std::int64_t exact = lines * longer / shorter;
    const std::int64_t step = multiple > 0 ? multiple : 1;
    // Without a multiple an odd side is made even as encoders do: 853.3 is 854.
    const std::int64_t side = multiple > 0 || lines * longer % shorter == 0 ? exact / step * step : (exact + 1) / 2 * 2;
    const auto long_side = static_cast<std::int32_t>(side);
    return is_upright ? Size{lines, long_side} : Size{long_side, lines};
}

bool is_blank(char byte) { return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r'; }

}  // namespace

std::int64_t FrameFormula::at_least(std::int64_t frames) const {
    if (frames <= offset) {
        return offset > 0 ? offset : step;
    }
    return offset + (frames - offset + step - 1) / step * step;
}

std::string FrameFormula::text() const {
    return offset == 0 ? fmt::format("{}n", step) : fmt::format("{}n+{}", step, offset);
}

bool DurationLimits::offers(std::int64_t milliseconds) const {
    if (!values.empty()) {
        return std::find(values.begin(), values.end(), milliseconds) != values.end();
    }
    return milliseconds >= min && (max == 0 || milliseconds <= max) && (step == 0 || (milliseconds - min) % step == 0);
}

std::int64_t DurationLimits::nearest(std::int64_t milliseconds) const {
    if (!values.empty()) {
        return *std::min_element(values.begin(), values.end(), [&](std::int64_t a, std::int64_t b) {
            const auto distance_a = std::llabs(a - milliseconds);
            const auto distance_b = std::llabs(b - milliseconds);
            return distance_a != distance_b ? distance_a < distance_b : a > b;
        });
    }
    const std::int64_t inside = std::max(min, max == 0 ? milliseconds : std::min(milliseconds, max));
    if (step == 0) {
        return inside;
    }
    const std::int64_t rounded = min + ((inside - min + step / 2) / step) * step;
    return max != 0 && rounded > max ? rounded - step : rounded;
}

std::int64_t DurationLimits::covering(std::int64_t milliseconds) const {
    if (!values.empty()) {
        const auto found = std::lower_bound(values.begin(), values.end(), milliseconds);
        return found == values.end() ? values.back() : *found;
    }
    const std::int64_t inside = std::max(min, milliseconds);
    const std::int64_t rounded = step == 0 ? inside : min + (inside - min + step - 1) / step * step;
    return max != 0 ? std::min(rounded, max) : rounded;
}

std::string DurationLimits::text() const {
    std::string list;
    for (const std::int64_t value : values) {
        list += (list.empty() ? "" : ", ") + decimal_text(value);
    }
    if (!list.empty()) {
        list += " s";
    } else if (max == 0) {
        list = min == 0 ? "any length" : "at least " + seconds_text(min);
    } else {
        list = decimal_text(min) + "–" + seconds_text(max);
    }
    if (step == 1000) {
        list += ", whole seconds";
    } else if (step != 0) {
        list += " in steps of " + seconds_text(step);
    }
    return frames ? fmt::format("{}, in {} frames", list, frames->text()) : list;
}

bool FrameRateLimits::offers(std::int64_t rate) const {
    return values.empty() ? rate >= min && rate <= max : std::find(values.begin(), values.end(), rate) != values.end();
}

std::string FrameRateLimits::text() const {
    if (values.empty()) {
        return fmt::format("{}–{} fps", decimal_text(min), decimal_text(max));
    }
    std::vector<std::string> rates;
    for (const std::int64_t rate : values) {
        rates.push_back(decimal_text(rate));
    }
    return list_text(rates) + " fps";
}

std::optional<Size> SizeLimits::find(Size wanted) const {
    if (std::find(pixels.begin(), pixels.end(), wanted) != pixels.end()) {
        return wanted;
    }
    if (!aspects.empty()) {
        for (const Size size : pixels) {
            const bool has_lines = std::min(size.width, size.height) == std::min(wanted.width, wanted.height);
            if (has_lines && is_same_aspect(aspect_of(size), wanted)) {
                return size;
            }
        }
        return std::nullopt;
    }
    const bool is_multiple = multiple > 0 && wanted.width % multiple == 0 && wanted.height % multiple == 0;
    return is_multiple ? std::optional(wanted) : std::nullopt;
}

Size SizeLimits::nearest(Size wanted) const {
    std::vector<Size> offered = pixels;
    if (pixels.empty()) {
        offered = trained;
        const auto cut = [&](std::int32_t side) { return std::max(multiple, side / multiple * multiple); };
        offered.push_back({cut(wanted.width), cut(wanted.height)});
    }
    return *std::min_element(offered.begin(), offered.end(),
                             [&](Size a, Size b) { return distance(wanted, a) < distance(wanted, b); });
}

Size SizeLimits::best(Size wanted) const {
    if (trained.empty()) {
        return nearest(wanted);
    }
    return *std::min_element(trained.begin(), trained.end(),
                             [&](Size a, Size b) { return distance(wanted, a) < distance(wanted, b); });
}

bool SizeLimits::is_trained(Size size) const {
    return trained.empty() || std::find(trained.begin(), trained.end(), size) != trained.end();
}

Size SizeLimits::aspect_of(Size size) const {
    const auto off = [&](Size aspect) { return std::abs(shape_of(aspect) / shape_of(size) - 1); };
    const auto found =
        std::min_element(aspects.begin(), aspects.end(), [&](Size a, Size b) { return off(a) < off(b); });
    return found != aspects.end() ? *found : lowest_terms(size);
}

const Resolution* SizeLimits::resolution_of(Size size) const {
    const auto found = std::find_if(resolutions.begin(), resolutions.end(), [&](const Resolution& one) {
        return one.lines == std::min(size.width, size.height);
    });
    return found != resolutions.end() ? &*found : nullptr;
}

std::string SizeLimits::text() const {
    if (!aspects.empty()) {
        std::vector<std::string> shapes;
        std::vector<std::string> names;
        for (const Size aspect : aspects) {
            shapes.push_back(fmt::format("{}:{}", aspect.width, aspect.height));
        }
        for (const Resolution& one : resolutions) {
            names.push_back(one.name);
        }
        return fmt::format("{} at {}", list_text(shapes), list_text(names));
    }
    if (!pixels.empty()) {
        return list_text(size_texts(pixels), "and");
    }
    const std::string multiples = fmt::format("multiples of {}", multiple);
    return trained.empty() ? multiples : fmt::format("{}, best {}", multiples, list_text(size_texts(trained)));
}

void SizeLimits::make_pixels() {
    for (const Resolution& one : resolutions) {
        for (const Size aspect : aspects) {
            pixels.push_back(pixels_of(aspect, one.lines, multiple));
        }
    }
}

std::int64_t count_words(std::string_view text) {
    std::int64_t words = 0;
    bool is_in_word = false;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint code = read_code_point(text, at);
        at += code.length;
        const bool is_alone = is_spaceless(code.value);
        const bool is_between = code.length == 1 && is_blank(text[at - 1]);
        words += is_alone || (!is_between && !is_in_word) ? 1 : 0;
        is_in_word = !is_between && !is_alone;
    }
    return words;
}

std::int64_t estimate_tokens(std::string_view text) {
    constexpr std::int64_t kLettersOfToken = 5;
    std::int64_t tokens = 0;
    std::int64_t letters = 0;
    const auto end_word = [&] {
        tokens += (letters + kLettersOfToken - 1) / kLettersOfToken;
        letters = 0;
    };
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint code = read_code_point(text, at);
        const char byte = text[at];
        at += code.length;
        const bool is_ascii_letter =
            (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
        if (code.length == 1 ? is_ascii_letter : !is_spaceless(code.value)) {
            letters += code.length == 1 ? 1 : 2;  // letters beyond ASCII are cut into smaller pieces
            continue;
        }
        end_word();
        tokens += code.length == 1 && is_blank(byte) ? 0 : 1;
    }
    end_word();
    return tokens;
}

std::int64_t PromptLimits::measure(std::string_view text) const {
    switch (unit) {
        case Unit::Characters:
            return static_cast<std::int64_t>(count_code_points(text));
        case Unit::Utf16:
            return static_cast<std::int64_t>(count_utf16_units(text));
        case Unit::Words:
            return count_words(text);
        case Unit::Tokens:
            return estimate_tokens(text);
    }
    return 0;
}

std::string_view PromptLimits::unit_name() const {
    switch (unit) {
        case Unit::Characters:
            return "characters";
        case Unit::Utf16:
            return "UTF-16 units";
        case Unit::Words:
            return "words";
        case Unit::Tokens:
            return "estimated tokens";
    }
    return {};
}

}  // namespace shot::targets
