// A person on the stage: a figure of simple shapes that stands upright, faces a direction and looks that way, so that
// any framing from a dot to an eye reads at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "runtime/animatic/canvas.hpp"
#include "runtime/animatic/colours.hpp"
#include "runtime/animatic/lens.hpp"

namespace shot::animatic {

struct Figure {
    Point place;        // of its feet
    double facing = 0;  // degrees: 0 looks at the first camera, 90 to that camera's right
    double scale = 1;   // of its height
    Rgb shirt;
    Rgb trousers;
    Rgb skin;
    Rgb hair;
    int hair_style = 0;    // 0 to 3: short, long, a bun, a hat
    double mouth = 0;      // 0: closed
    double stride = 0;     // of its legs, -1 to 1
    double lit_side = -1;  // of the frame, where the light comes from
    double darkness = 0;   // 1: a shape against the light, for who is seen over the shoulder
};

/// Whether a name sounds like a woman's: decides on hair and voice, where the script says nothing of them.
bool sounds_female(std::string_view name);

/// Person `index` of the cast, always the same for a name.
Figure make_figure(const Look& look, std::string_view name, std::size_t index);

/// Draws nothing where the camera stands in it.
void draw_figure(const Canvas& canvas, const Lens& lens, const Figure& figure);

/// Where its head ends, for what names it.
std::optional<Spot> find_crown(const Lens& lens, const Figure& figure);

}  // namespace shot::animatic
