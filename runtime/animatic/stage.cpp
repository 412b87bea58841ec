#include "runtime/animatic/stage.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include <cairo.h>

namespace shot::animatic {
namespace {

constexpr double kFog = 24;   // metres until two thirds of a colour are the air's
constexpr double kGrid = 16;  // metres of ground with lines
constexpr double kPlinth = 1.53;

/// Numbers that look random, the same each time (splitmix64).
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    double between(double low, double high) {
        state_ += 0x9e3779b97f4a7c15ULL;
        std::uint64_t value = state_;
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
        value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
        value ^= value >> 31;
        return low + (high - low) * static_cast<double>(value >> 11) / static_cast<double>(1ULL << 53);
    }

private:
    std::uint64_t state_;
};

double smooth_step(double from, double to, double value) {
    const double share = std::clamp((value - from) / (to - from), 0.0, 1.0);
    return share * share * (3 - 2 * share);
}

double fog_at(double depth) {
    return 1 - std::exp(-std::max(depth, 0.0) / kFog);
}

void add_ring(Dice& dice, int count, double nearest, double farthest, const SetPiece& least, const SetPiece& most,
              std::vector<SetPiece>& pieces) {
    for (int i = 0; i < count; ++i) {
        const double angle = 2 * std::numbers::pi * (i + dice.between(-0.35, 0.35)) / count;
        const double radius = dice.between(nearest, farthest);
        SetPiece piece;
        piece.middle = {std::sin(angle) * radius * 1.15, 0, std::cos(angle) * radius};
        piece.width = dice.between(least.width, most.width);
        piece.depth = dice.between(least.depth, most.depth);
        piece.height = dice.between(least.height, most.height);
        piece.tone = static_cast<std::size_t>(dice.between(0, 3.999));
        pieces.push_back(piece);
    }
}

SetPiece size_of(double width, double depth, double height) {
    SetPiece piece;
    piece.width = width;
    piece.depth = depth;
    piece.height = height;
    return piece;
}

}  // namespace

Stage::Stage(const Look& look, std::uint64_t seed) : look_(look) {
    Dice dice(seed);
    add_ring(dice, 22, 17, 34, size_of(2.5, 2, 3), size_of(7, 5, 11), pieces_);                // houses, cliffs, walls
    add_ring(dice, 13, 6.5, 14, size_of(0.8, 0.3, 1.9), size_of(2.6, 0.6, 3.4), pieces_);      // panels, doors
    add_ring(dice, 11, 3.6, 11, size_of(0.08, 0.08, 2.4), size_of(0.18, 0.18, 4.6), pieces_);  // posts, trunks
    add_ring(dice, 9, 2.3, 6, size_of(0.5, 0.4, 0.35), size_of(1.3, 0.8, 0.95), pieces_);      // tables, crates
}

void Stage::start_take(const Lens& lens) {
    near_.clear();
    const double depth = lens.distance() * 0.55;
    constexpr double kLeast = 0.8;  // metres to the camera: nothing stands nearer
    if (depth < kLeast) {
        return;
    }
    const double seen = lens.width() / lens.scale_at(depth);
    for (const double at : {-2.35, -1.5, -0.63, 0.66, 1.42, 2.3}) {
        SetPiece piece;
        piece.middle = lens.place(at * seen, 0, depth * (1 + 0.1 * std::sin(at * 5)));
        piece.middle.y = 0;
        piece.width = seen * 0.07 * (1.3 + std::sin(at * 11) * 0.5);
        piece.depth = piece.width * 0.6;
        piece.height = 40;
        piece.is_near = true;
        near_.push_back(piece);
    }
}

double Stage::lit_side(const Lens& lens) const {
    const Point from{look_.light.side != 0 ? look_.light.side : -0.7, 0, 0.25};
    return std::clamp(dot(from, lens.right()) * 1.3, -1.0, 1.0);
}

void Stage::draw_backdrop(const Canvas& canvas, const Lens& lens) const {
    cairo_t* cairo = canvas.cairo();
    const double width = lens.width();
    const double height = lens.height();
    const double reach = std::hypot(width, height);
    const double horizon = std::clamp(lens.horizon(), height * 0.5 - reach, height * 0.5 + reach);
    cairo_save(cairo);
    if (lens.roll() != 0) {
        cairo_translate(cairo, width * 0.5, height * 0.5);
        cairo_rotate(cairo, lens.roll());
        cairo_translate(cairo, -width * 0.5, -height * 0.5);
    }
    const auto fill = [&](double top, double bottom, double at_top, double at_bottom, const Rgb& upper,
                          const Rgb& lower) {
        cairo_pattern_t* pattern = cairo_pattern_create_linear(0, at_top, 0, at_bottom);
        cairo_pattern_add_color_stop_rgb(pattern, 0, upper.red, upper.green, upper.blue);
        cairo_pattern_add_color_stop_rgb(pattern, 1, lower.red, lower.green, lower.blue);
        cairo_set_source(cairo, pattern);
        cairo_rectangle(cairo, width * 0.5 - reach, top, reach * 2, bottom - top);
        cairo_fill(cairo);
        cairo_pattern_destroy(pattern);
    };
    const double below = height * 0.5 + reach;
    fill(height * 0.5 - reach, horizon + 1, horizon - height * 0.85, horizon, look_.sky_top, look_.sky_low);
    fill(horizon, below + 1, horizon, horizon + height * 0.7, look_.ground_far, look_.ground_near);
    // Haze, where ground and sky meet.
    cairo_pattern_t* haze = cairo_pattern_create_linear(0, horizon - height * 0.1, 0, horizon + height * 0.1);
    const Rgb& air = look_.sky_low;
    cairo_pattern_add_color_stop_rgba(haze, 0, air.red, air.green, air.blue, 0);
    cairo_pattern_add_color_stop_rgba(haze, 0.5, air.red, air.green, air.blue, 0.75);
    cairo_pattern_add_color_stop_rgba(haze, 1, air.red, air.green, air.blue, 0);
    cairo_set_source(cairo, haze);
    cairo_rectangle(cairo, width * 0.5 - reach, horizon - height * 0.1, reach * 2, height * 0.2);
    cairo_fill(cairo);
    cairo_pattern_destroy(haze);
    cairo_restore(cairo);
}

void Stage::draw_glow(const Canvas& canvas, const Lens& lens) const {
    const Point source = lens.subject() + Point{look_.light.side * 9 + (look_.light.side == 0 ? -5.0 : 0.0), 4.2, 13};
    const auto spot = lens.find(source);
    if (!spot) {
        return;
    }
    const double radius = lens.height() * 0.62;
    const Rgb& colour = look_.light.colour;
    cairo_pattern_t* glow = cairo_pattern_create_radial(spot->x, spot->y, 0, spot->x, spot->y, radius);
    const double strength = std::clamp(look_.light.strength, 0.0, 1.0);
    cairo_pattern_add_color_stop_rgba(glow, 0, colour.red, colour.green, colour.blue, strength * 0.8);
    cairo_pattern_add_color_stop_rgba(glow, 0.25, colour.red, colour.green, colour.blue, strength * 0.38);
    cairo_pattern_add_color_stop_rgba(glow, 1, colour.red, colour.green, colour.blue, 0);
    cairo_set_source(canvas.cairo(), glow);
    cairo_rectangle(canvas.cairo(), spot->x - radius, spot->y - radius, radius * 2, radius * 2);
    cairo_fill(canvas.cairo());
    cairo_pattern_destroy(glow);
}

void Stage::draw_grid(const Canvas& canvas, const Lens& lens) const {
    cairo_t* cairo = canvas.cairo();
    const double middle_x = std::round(lens.subject().x);
    const auto draw = [&](Point a, Point b, double alpha) {
        if (!lens.clip(a, b)) {
            return;
        }
        const auto from = lens.find(a);
        const auto to = lens.find(b);
        if (from && to) {
            cairo_move_to(cairo, from->x, from->y);
            cairo_line_to(cairo, to->x, to->y);
            canvas.set_colour(look_.sky_low, alpha);
            cairo_stroke(cairo);
        }
    };
    cairo_set_line_width(cairo, std::max(1.0, lens.height() / 720.0));
    for (double at = -kGrid; at <= kGrid; at += 2) {
        const double alpha = 0.22 * (1 - std::abs(at) / (kGrid + 2));
        draw({middle_x + at, 0, -kGrid}, {middle_x + at, 0, kGrid}, alpha);
        draw({middle_x - kGrid, 0, at}, {middle_x + kGrid, 0, at}, alpha);
    }
}

double Stage::opacity(const Lens& lens, const SetPiece& piece) const {
    const double depth = dot(piece.middle - lens.eye(), lens.forward());
    const auto spot = lens.find({piece.middle.x, lens.eye().y, piece.middle.z});
    if (!spot || depth > lens.distance() * 0.92) {
        return 1;
    }
    // What comes between the camera and its subject gives way.
    const auto subject = lens.find(lens.subject() + Point{0, 1.2, 0});
    const double half = piece.width * 0.5 * lens.scale_at(depth) / lens.width();
    const double aside = std::abs(spot->x - (subject ? subject->x : lens.width() * 0.5)) / lens.width() - half;
    return smooth_step(piece.is_near ? 0.06 : 0.1, piece.is_near ? 0.24 : 0.3, aside) * (piece.is_near ? 0.92 : 1);
}

void Stage::draw_piece(const Canvas& canvas, const Lens& lens, const SetPiece& piece) const {
    const double alpha = opacity(lens, piece);
    if (alpha < 0.02) {
        return;
    }
    std::array<std::optional<Spot>, 8> corners;
    const auto corner = [&](std::size_t index) {
        const double x = index == 1 || index == 2 ? 0.5 : -0.5;
        const double z = index >= 2 ? 0.5 : -0.5;
        return piece.middle + Point{x * piece.width, 0, z * piece.depth};
    };
    bool is_left = true;
    bool is_right = true;
    for (std::size_t i = 0; i < 4; ++i) {
        corners[i] = lens.find(corner(i) + Point{0, piece.bottom, 0});
        corners[i + 4] = lens.find(corner(i) + Point{0, piece.bottom + piece.height, 0});
        if (!corners[i] || !corners[i + 4]) {
            return;
        }
        is_left = is_left && corners[i]->x < -20 && corners[i + 4]->x < -20;
        is_right = is_right && corners[i]->x > lens.width() + 20 && corners[i + 4]->x > lens.width() + 20;
    }
    if (is_left || is_right) {
        return;
    }
    const double depth = dot(piece.middle - lens.eye(), lens.forward());
    const Rgb colour = piece.is_near ? mix(look_.sets[0], {0.02, 0.02, 0.03}, 0.72) : look_.sets[piece.tone];
    const auto fill = [&](std::array<std::size_t, 4> face, double light) {
        for (const std::size_t index : face) {
            cairo_line_to(canvas.cairo(), corners[index]->x, corners[index]->y);
        }
        cairo_close_path(canvas.cairo());
        const Rgb lit{colour.red * light, colour.green * light, colour.blue * light};
        canvas.set_colour(mix(lit, look_.sky_low, piece.is_near ? 0 : fog_at(depth)), alpha);
        cairo_fill(canvas.cairo());
    };
    const Point eye = lens.eye() - piece.middle;
    const double side = look_.light.side != 0 ? look_.light.side : -0.7;
    if (eye.z < -piece.depth * 0.5) {
        fill({0, 1, 5, 4}, 0.9);
    } else if (eye.z > piece.depth * 0.5) {
        fill({2, 3, 7, 6}, 0.95);
    }
    if (eye.x > piece.width * 0.5) {
        fill({1, 2, 6, 5}, 0.85 + 0.3 * side);
    } else if (eye.x < -piece.width * 0.5) {
        fill({3, 0, 4, 7}, 0.85 - 0.3 * side);
    }
    if (eye.y > piece.bottom + piece.height) {
        fill({4, 5, 6, 7}, 1.2);
    }
}

void Stage::draw_object(const Canvas& canvas, const Lens& lens) const {
    SetPiece plinth;
    plinth.middle = lens.subject();
    plinth.width = 0.46;
    plinth.depth = 0.46;
    plinth.height = kPlinth;
    plinth.tone = 2;
    draw_piece(canvas, lens, plinth);
    const auto middle = lens.find(lens.subject() + Point{0, kPlinth + 0.082, 0});
    if (!middle) {
        return;
    }
    const double radius = 0.08 * lens.scale_at(middle->depth);
    const double lit = lit_side(lens);
    const Rgb& colour = look_.clothes[0];
    cairo_save(canvas.cairo());
    cairo_translate(canvas.cairo(), middle->x, middle->y + radius);
    cairo_scale(canvas.cairo(), 1, 0.22);
    cairo_arc(canvas.cairo(), -lit * radius * 0.4, 0, radius * 1.15, 0, 2 * std::numbers::pi);
    cairo_restore(canvas.cairo());
    canvas.set_colour({0, 0, 0}, 0.35);
    cairo_fill(canvas.cairo());
    cairo_pattern_t* ball = cairo_pattern_create_radial(middle->x + lit * radius * 0.4, middle->y - radius * 0.45,
                                                        radius * 0.05, middle->x, middle->y, radius);
    cairo_pattern_add_color_stop_rgb(ball, 0, 1, 1, 1);
    cairo_pattern_add_color_stop_rgb(ball, 0.2, std::min(1.0, colour.red * 1.25), std::min(1.0, colour.green * 1.25),
                                     std::min(1.0, colour.blue * 1.25));
    cairo_pattern_add_color_stop_rgb(ball, 1, colour.red * 0.3, colour.green * 0.3, colour.blue * 0.3);
    cairo_arc(canvas.cairo(), middle->x, middle->y, radius, 0, 2 * std::numbers::pi);
    cairo_set_source(canvas.cairo(), ball);
    cairo_fill(canvas.cairo());
    cairo_pattern_destroy(ball);
}

void Stage::draw(const Canvas& canvas, const Lens& lens, const std::vector<Figure>& figures, bool shows_object) const {
    draw_backdrop(canvas, lens);
    draw_glow(canvas, lens);
    draw_grid(canvas, lens);
    struct Thing {
        double depth;
        const SetPiece* piece;
        const Figure* figure;
    };
    std::vector<Thing> things;
    const auto depth_of = [&lens](const Point& point) { return dot(point - lens.eye(), lens.forward()); };
    // The set goes along with who walks: it has no end.
    constexpr double kLength = 78;  // metres
    const double shift = std::round((lens.subject().x) / kLength) * kLength;
    std::vector<SetPiece> moved = pieces_;
    for (SetPiece& piece : moved) {
        piece.middle.x += shift;
        piece.middle.x += piece.middle.x < lens.subject().x - kLength / 2 ? kLength : 0;
        piece.middle.x -= piece.middle.x > lens.subject().x + kLength / 2 ? kLength : 0;
        things.push_back({depth_of(piece.middle), &piece, nullptr});
    }
    for (const SetPiece& piece : near_) {
        things.push_back({depth_of(piece.middle), &piece, nullptr});
    }
    for (const Figure& figure : figures) {
        things.push_back({depth_of(figure.place), nullptr, &figure});
    }
    std::stable_sort(things.begin(), things.end(), [](const Thing& a, const Thing& b) { return a.depth > b.depth; });
    for (const Thing& thing : things) {
        if (thing.piece != nullptr) {
            draw_piece(canvas, lens, *thing.piece);
        } else if (!shows_object) {
            draw_figure(canvas, lens, *thing.figure);
        }
    }
    if (shows_object) {
        draw_object(canvas, lens);
    }
}

}  // namespace shot::animatic
