// Attributes by their shape: the rules of grammar/attribute.hpp with the numbers read out of them.
#include <numeric>

#include "compiler/parse/input.hpp"
#include "compiler/parse/marks.hpp"
#include "compiler/parse/values.hpp"
#include "grammar/attribute.hpp"

namespace shot::parse {

namespace {

using grammar::p::nothing;

struct Found {
    ShapeKind kind{};
    std::string_view first;
    std::string_view second;
    std::int64_t scale = 1;  // of a duration: milliseconds a unit
};

template <class Rule>
struct ShapeAction : nothing<Rule> {};

template <ShapeKind kKind>
struct SetKind {
    template <class ActionInput>
    static void apply(const ActionInput&, Found& found) {
        found.kind = kKind;
    }
};
template <std::string_view Found::*kMember>
struct SetText {
    template <class ActionInput>
    static void apply(const ActionInput& in, Found& found) {
        found.*kMember = {in.begin(), in.size()};
    }
};
template <std::int64_t kScale>
struct SetScale {
    template <class ActionInput>
    static void apply(const ActionInput&, Found& found) {
        found.scale = kScale;
    }
};

template <> struct ShapeAction<grammar::duration> : SetKind<ShapeKind::Duration> {};
template <> struct ShapeAction<grammar::size> : SetKind<ShapeKind::Size> {};
template <> struct ShapeAction<grammar::aspect> : SetKind<ShapeKind::Aspect> {};
template <> struct ShapeAction<grammar::resolution> : SetKind<ShapeKind::Resolution> {};
template <> struct ShapeAction<grammar::focal_length> : SetKind<ShapeKind::FocalLength> {};
template <> struct ShapeAction<grammar::squeeze> : SetKind<ShapeKind::Squeeze> {};
template <> struct ShapeAction<grammar::aperture> : SetKind<ShapeKind::Aperture> {};
template <> struct ShapeAction<grammar::shutter> : SetKind<ShapeKind::Shutter> {};
template <> struct ShapeAction<grammar::frame_rate> : SetKind<ShapeKind::FrameRate> {};
template <> struct ShapeAction<grammar::first_number> : SetText<&Found::first> {};
template <> struct ShapeAction<grammar::second_number> : SetText<&Found::second> {};
template <> struct ShapeAction<grammar::width> : SetText<&Found::first> {};
template <> struct ShapeAction<grammar::height> : SetText<&Found::second> {};
template <> struct ShapeAction<grammar::thousands> : SetText<&Found::first> {};
template <> struct ShapeAction<grammar::milliseconds> : SetScale<1> {};
template <> struct ShapeAction<grammar::seconds> : SetScale<1000> {};
template <> struct ShapeAction<grammar::minutes> : SetScale<60'000> {};

/// `2.39` times `scale` (a power of ten), exactly; nothing where it has more decimals, or is over nine digits.
std::optional<std::int64_t> read_number(std::string_view text, std::int64_t scale) {
    const std::size_t dot = text.find('.');
    if (std::min(dot, text.size()) > 9) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    for (const char digit : text.substr(0, dot)) {
        value = value * 10 + (digit - '0');
    }
    value *= scale;
    if (dot == std::string_view::npos) {
        return value;
    }
    for (const char digit : text.substr(dot + 1)) {
        if (scale % 10 != 0 && digit != '0') {
            return std::nullopt;
        }
        scale /= 10;
        value += (digit - '0') * scale;
    }
    return value;
}

std::optional<std::int64_t> read_duration(const Found& found) {
    const auto thousandths = read_number(found.first, 1000);
    if (!thousandths || (*thousandths * found.scale) % 1000 != 0) {
        return std::nullopt;
    }
    return *thousandths * found.scale / 1000;
}

std::optional<Shape> make_aspect(const Found& found) {
    const auto a = read_number(found.first, 1000);
    const auto b = read_number(found.second, 1000);
    if (!a || !b || *a == 0 || *b == 0) {
        return std::nullopt;
    }
    const std::int64_t divisor = std::gcd(*a, *b);
    return Shape{ShapeKind::Aspect, *a / divisor, *b / divisor};
}

std::optional<std::int64_t> read_resolution(std::string_view text) {
    if (text.empty() || (text.back() != 'k' && text.back() != 'K')) {
        return read_number(text, 1);
    }
    switch (text[0]) {
        case '2': return 1440;
        case '4': return 2160;
        default: return 4320;
    }
}

std::optional<Shape> make_shape(const Found& found) {
    const auto one = [&](std::optional<std::int64_t> a) -> std::optional<Shape> {
        return a && *a > 0 ? std::optional<Shape>({found.kind, *a, 0}) : std::nullopt;
    };
    const auto two = [&](std::int64_t scale) -> std::optional<Shape> {
        const auto a = read_number(found.first, scale);
        const auto b = found.second.empty() ? std::optional<std::int64_t>(0) : read_number(found.second, scale);
        return a && b && *a > 0 ? std::optional<Shape>({found.kind, *a, *b}) : std::nullopt;
    };
    switch (found.kind) {
        case ShapeKind::Duration: return one(read_duration(found));
        case ShapeKind::Size: return two(1);
        case ShapeKind::Aspect: return make_aspect(found);
        case ShapeKind::Resolution: return one(read_resolution(found.first));
        case ShapeKind::FocalLength: return two(10);
        case ShapeKind::Squeeze: {
            constexpr std::int64_t kMaxSqueeze = 250;  // hundredths; no lens squeezes more than about 2x: `8x` is no lens
            const auto squeeze = read_number(found.first, 100);
            return squeeze && *squeeze <= kMaxSqueeze ? one(squeeze) : std::nullopt;
        }
        case ShapeKind::Aperture:
        case ShapeKind::Shutter: return one(read_number(found.first, 100));
        case ShapeKind::FrameRate: return one(read_number(found.first, 1000));
    }
    return std::nullopt;
}

/// Only these can begin a shape; most attributes are words and are done here.
bool may_be_shape(std::string_view item) {
    if (item.size() < 2) {
        return false;
    }
    const char first = item[0];
    if (first >= '0' && first <= '9') {
        return true;
    }
    if (first == 'T' || first == 't' || first == 'F' || first == 'f') {
        return item[1] == '/' || (item[1] >= '0' && item[1] <= '9');
    }
    return item.starts_with("\xC6\x92") || ((first == 'a' || first == 'A') && (item[1] == 'n' || item[1] == 'N'));
}

}  // namespace

std::optional<Shape> find_shape(std::string_view item) {
    if (!may_be_shape(item)) {
        return std::nullopt;
    }
    Input in(item);
    Found found;
    if (!grammar::p::parse<grammar::shape, ShapeAction>(in, found)) {
        return std::nullopt;
    }
    return make_shape(found);
}

std::string_view shape_name(ShapeKind kind) {
    switch (kind) {
        case ShapeKind::Duration: return "a duration";
        case ShapeKind::Size: return "a size";
        case ShapeKind::Aspect: return "an aspect";
        case ShapeKind::Resolution: return "a resolution";
        case ShapeKind::FocalLength: return "a focal length";
        case ShapeKind::Squeeze: return "a squeeze";
        case ShapeKind::Aperture: return "an aperture";
        case ShapeKind::Shutter: return "a shutter angle";
        case ShapeKind::FrameRate: return "a frame rate";
    }
    return "an attribute";
}

}  // namespace shot::parse
