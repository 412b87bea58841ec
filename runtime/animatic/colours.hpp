// The colours of a clip: from the palette's anchors and the words of the light to those of sky, ground, set and people.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/bundle/board.hpp"

namespace shot::animatic {

struct Rgb {
    double red = 0;  // 0 to 1
    double green = 0;
    double blue = 0;
};

Rgb mix(const Rgb& a, const Rgb& b, double share);
double brightness(const Rgb& colour);
/// `#5c4033`; grey where it is no colour.
Rgb read_hex(std::string_view hex);

/// Named colours of stdlib/vocabulary/colours.json, for who has a name and no value.
class ColourNames {
public:
    ColourNames();
    /// `#5c4033` of `walnut brown`, `deep walnut brown` or `walnut brown accents`; empty where unknown.
    [[nodiscard]] std::string find(std::string_view name) const;

private:
    std::unordered_map<std::string, std::string> values_;
};

struct Light {
    Rgb colour;
    double strength = 0.3;    // of its glow
    double brightness = 0.9;  // of the whole
    double side = 0;          // -1: from the left
};

/// Reads `cyan key from neon, warm spill from screen-left`. `mood` words count too.
Light read_light(std::string_view lighting);

struct Look {
    std::vector<Rgb> swatches;
    Rgb sky_top;
    Rgb sky_low;  // at the horizon
    Rgb ground_far;
    Rgb ground_near;
    std::array<Rgb, 4> sets;
    std::array<Rgb, 5> clothes;
    Rgb skin;
    Rgb hair;
    Rgb accent;  // for marks on dark strips
    Light light;
};

Look make_look(const bundle::Board& board);

}  // namespace shot::animatic
