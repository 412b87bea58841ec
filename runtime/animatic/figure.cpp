#include "runtime/animatic/figure.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <numbers>

#include <cairo.h>

#include "runtime/animatic/words.hpp"

namespace shot::animatic {
namespace {

constexpr double kRadians = std::numbers::pi / 180;
constexpr double kHeadMiddle = 1.63;  // metres above its feet
constexpr double kHeadWidth = 0.079;  // half of it
constexpr double kHeadHeight = 0.12;

Rgb shaded(const Rgb& colour, double factor) {
    return {std::clamp(colour.red * factor, 0.0, 1.0), std::clamp(colour.green * factor, 0.0, 1.0),
            std::clamp(colour.blue * factor, 0.0, 1.0)};
}

/// Draws in the figure's own plane: across and up, in metres.
class Painter {
public:
    Painter(const Canvas& canvas, const Lens& lens, const Figure& figure)
        : canvas_(canvas), lens_(lens), figure_(figure) {}

    void move(double across, double up) {
        if (const auto spot = find(across, up)) {
            cairo_move_to(canvas_.cairo(), spot->x, spot->y);
        }
    }
    void line(double across, double up) {
        if (const auto spot = find(across, up)) {
            cairo_line_to(canvas_.cairo(), spot->x, spot->y);
        }
    }
    void curve(double x1, double y1, double x2, double y2, double x, double y) {
        const auto a = find(x1, y1);
        const auto b = find(x2, y2);
        const auto end = find(x, y);
        if (a && b && end) {
            cairo_curve_to(canvas_.cairo(), a->x, a->y, b->x, b->y, end->x, end->y);
        }
    }
    void ellipse(double x, double y, double width, double height) {
        constexpr double kRound = 0.5523;  // four curves that look like a circle
        move(x + width, y);
        curve(x + width, y + height * kRound, x + width * kRound, y + height, x, y + height);
        curve(x - width * kRound, y + height, x - width, y + height * kRound, x - width, y);
        curve(x - width, y - height * kRound, x - width * kRound, y - height, x, y - height);
        curve(x + width * kRound, y - height, x + width, y - height * kRound, x + width, y);
        cairo_close_path(canvas_.cairo());
    }
    void polygon(std::initializer_list<std::array<double, 2>> points) {
        bool is_first = true;
        for (const auto& [x, y] : points) {
            is_first ? move(x, y) : line(x, y);
            is_first = false;
        }
        cairo_close_path(canvas_.cairo());
    }
    /// Lighter on the side of the light, darker on the other.
    void fill_round(const Rgb& colour, double half_width) {
        const Rgb base = shaded(mix(colour, {0.03, 0.03, 0.05}, figure_.darkness * 0.85), 1);
        const auto left = find(-half_width, 1.3);
        const auto right = find(half_width, 1.3);
        if (!left || !right) {
            cairo_new_path(canvas_.cairo());
            return;
        }
        cairo_pattern_t* pattern = cairo_pattern_create_linear(left->x, left->y, right->x, right->y);
        const double lit = std::clamp(figure_.lit_side, -1.0, 1.0);
        const auto stop = [&](double at, double factor) {
            const Rgb tone = shaded(base, factor);
            cairo_pattern_add_color_stop_rgb(pattern, at, tone.red, tone.green, tone.blue);
        };
        stop(0, 0.9 - 0.28 * lit);
        stop(0.5 + 0.22 * lit, 1.06);
        stop(1, 0.9 + 0.28 * lit);
        cairo_set_source(canvas_.cairo(), pattern);
        cairo_fill(canvas_.cairo());
        cairo_pattern_destroy(pattern);
    }
    void fill(const Rgb& colour, double alpha = 1) {
        canvas_.set_colour(mix(colour, {0.03, 0.03, 0.05}, figure_.darkness * 0.85), alpha);
        cairo_fill(canvas_.cairo());
    }
    void stroke(const Rgb& colour, double metres, double alpha = 1) {
        const auto at = find(0, 1.5);
        canvas_.set_colour(mix(colour, {0.03, 0.03, 0.05}, figure_.darkness * 0.85), alpha);
        cairo_set_line_width(canvas_.cairo(), at ? std::max(0.6, metres * lens_.scale_at(at->depth)) : 1);
        cairo_set_line_cap(canvas_.cairo(), CAIRO_LINE_CAP_ROUND);
        cairo_stroke(canvas_.cairo());
    }

private:
    [[nodiscard]] std::optional<Spot> find(double across, double up) const {
        return lens_.find(figure_.place + lens_.right() * (across * figure_.scale) + Point{0, up * figure_.scale, 0});
    }

    const Canvas& canvas_;
    const Lens& lens_;
    const Figure& figure_;
};

/// Radians by which it looks to the frame's right of the camera.
double turn_of(const Lens& lens, const Figure& figure) {
    const Point to_eye = lens.eye() - figure.place;
    return figure.facing * kRadians - std::atan2(to_eye.x, -to_eye.z);
}

void draw_body(Painter& painter, const Figure& figure, double turn) {
    const double wide = 0.62 + 0.38 * std::abs(std::cos(turn));
    const double step = figure.stride * 0.16;
    const double side = std::sin(turn) >= 0 ? 1 : -1;
    const double sway = step * (0.35 + 0.65 * std::abs(std::sin(turn))) * side;
    for (const double leg : {-1.0, 1.0}) {
        const double hip = leg * 0.085 * wide;
        const double foot = leg * 0.1 * wide + leg * sway;
        painter.polygon({{hip - 0.085 * wide, 0.95},
                         {hip + 0.085 * wide, 0.95},
                         {foot + 0.055 * wide, 0.06},
                         {foot - 0.055 * wide, 0.06}});
        painter.fill_round(figure.trousers, 0.2 * wide);
        painter.ellipse(foot + 0.05 * std::sin(turn), 0.035, 0.075, 0.035);
        painter.fill(shaded(figure.trousers, 0.4));
    }
    for (const double arm : {-1.0, 1.0}) {
        const double hand = arm * 0.255 * wide - arm * sway * 0.8;
        painter.move(arm * 0.17 * wide, 1.42);
        painter.curve(arm * 0.27 * wide, 1.42, arm * 0.29 * wide, 1.15, hand + arm * 0.03, 0.84);
        painter.line(hand - arm * 0.04, 0.83);
        painter.curve(arm * 0.2 * wide, 1.1, arm * 0.17 * wide, 1.25, arm * 0.13 * wide, 1.3);
        painter.fill_round(shaded(figure.shirt, 0.84), 0.3 * wide);
        painter.ellipse(hand, 0.8, 0.04, 0.055);
        painter.fill_round(figure.skin, 0.3);
    }
    painter.move(-0.065, 1.475);
    painter.curve(-0.12 * wide, 1.45, -0.225 * wide, 1.45, -0.235 * wide, 1.36);
    painter.curve(-0.22 * wide, 1.2, -0.165 * wide, 1.1, -0.17 * wide, 0.88);
    painter.line(0.17 * wide, 0.88);
    painter.curve(0.165 * wide, 1.1, 0.22 * wide, 1.2, 0.235 * wide, 1.36);
    painter.curve(0.225 * wide, 1.45, 0.12 * wide, 1.45, 0.065, 1.475);
    painter.fill_round(figure.shirt, 0.24 * wide);
}

void draw_eyes(Painter& painter, const Figure& figure, double turn) {
    for (const double eye : {-1.0, 1.0}) {
        const double angle = turn + eye * 0.42;
        const double seen = std::cos(angle);
        if (seen < 0.12) {
            continue;
        }
        const double x = std::sin(angle) * kHeadWidth * 0.93;
        painter.ellipse(x, 1.642, 0.0155 * seen, 0.0085);
        painter.fill({0.95, 0.94, 0.92});
        painter.ellipse(x + 0.004 * std::sin(turn), 1.642, 0.0072 * std::sqrt(seen), 0.0078);
        painter.fill({0.22, 0.16, 0.12});
        painter.ellipse(x + 0.004 * std::sin(turn), 1.642, 0.0034, 0.0038);
        painter.fill({0.03, 0.03, 0.03});
        painter.ellipse(x - 0.0022, 1.6445, 0.0013, 0.0015);
        painter.fill({1, 1, 1}, 0.9);
        painter.move(x - 0.0175 * seen, 1.643);
        painter.curve(x - 0.009 * seen, 1.654, x + 0.009 * seen, 1.654, x + 0.0175 * seen, 1.643);
        painter.stroke(shaded(figure.skin, 0.42), 0.0028);
        painter.move(x - 0.019 * seen, 1.667);
        painter.curve(x - 0.008 * seen, 1.675, x + 0.008 * seen, 1.675, x + 0.019 * seen, 1.667);
        painter.stroke(figure.hair, 0.0052, 0.9);
    }
}

void draw_face(Painter& painter, const Figure& figure, double turn) {
    const double front = std::cos(turn);
    draw_eyes(painter, figure, turn);
    if (front < -0.15) {
        return;
    }
    const double middle = std::sin(turn) * kHeadWidth * 0.96;
    const double tip = std::sin(turn) * (kHeadWidth + 0.02);
    const double side = std::sin(turn) >= 0 ? 1 : -1;
    if (std::abs(std::sin(turn)) > 0.55) {
        // In profile it stands out of the head.
        painter.move(middle - 0.012 * side, 1.643);
        painter.curve(middle + 0.008 * side, 1.625, tip + 0.006 * side, 1.604, tip + 0.004 * side, 1.597);
        painter.line(middle - 0.012 * side, 1.59);
        painter.fill_round(figure.skin, kHeadWidth);
    }
    painter.move(middle - 0.002 * side, 1.638);
    painter.curve(middle + 0.004 * side, 1.62, tip + 0.006 * side, 1.602, tip + 0.004 * side, 1.597);
    painter.line(middle - 0.007 * side, 1.593);
    painter.stroke(shaded(figure.skin, 0.62), 0.0034);
    const double wide = 0.024 * std::max(0.3, front);
    const double mouth = middle * 0.9;
    if (figure.mouth > 0.05) {
        painter.ellipse(mouth, 1.563, wide * 0.85, 0.004 + 0.011 * figure.mouth);
        painter.fill({0.32, 0.1, 0.1});
    }
    painter.move(mouth - wide, 1.567);
    painter.curve(mouth - wide * 0.4, 1.569 + figure.mouth * 0.008, mouth + wide * 0.4, 1.569 + figure.mouth * 0.008,
                  mouth + wide, 1.567);
    painter.stroke(mix(figure.skin, {0.5, 0.16, 0.16}, 0.6), 0.0048);
}

/// From the front it ends at the forehead, from behind at the neck.
void draw_hair(Painter& painter, const Figure& figure, double turn) {
    const double back = (1 - std::cos(turn)) / 2;
    const double sine = std::sin(turn);
    const double edge = 1.69 - 0.2 * back * (1 - 0.75 * std::abs(sine));
    const double middle = -sine * 0.02;
    const double wide = kHeadWidth + 0.006;
    // On the side of the face it ends high, on that of the neck low.
    const double left = 1.622 - 0.09 * back - 0.065 * sine;
    const double right = 1.622 - 0.09 * back + 0.065 * sine;
    painter.move(-wide + middle * 0.3, left);
    painter.curve(-wide - 0.012, 1.73, -0.05, 1.768, middle, 1.768);
    painter.curve(0.05, 1.768, wide + 0.012, 1.73, wide + middle * 0.3, right);
    painter.curve(wide - 0.012, right + 0.05 - 0.05 * back, 0.05 + sine * 0.01, edge + 0.012, sine * 0.03, edge);
    painter.curve(-0.05 + sine * 0.01, edge + 0.012, -wide + 0.012, left + 0.05 - 0.05 * back, -wide + middle * 0.3,
                  left);
    painter.fill_round(figure.hair, wide);
    if (figure.hair_style == 2) {
        painter.ellipse(-std::sin(turn) * 0.075, 1.755, 0.04, 0.036);
        painter.fill_round(shaded(figure.hair, 1.25), 0.06);
    } else if (figure.hair_style == 3) {
        painter.ellipse(std::sin(turn) * 0.03, 1.712, 0.125, 0.017);
        painter.fill(shaded(figure.shirt, 0.5));
        painter.move(-0.082, 1.715);
        painter.curve(-0.08, 1.8, -0.05, 1.815, 0, 1.805);
        painter.curve(0.05, 1.815, 0.08, 1.8, 0.082, 1.715);
        painter.fill_round(shaded(figure.shirt, 0.62), 0.08);
    }
}

void draw_head(Painter& painter, const Figure& figure, double turn) {
    if (figure.hair_style == 1 && std::cos(turn) > -0.2) {
        painter.move(-0.085, 1.68);
        painter.curve(-0.13, 1.55, -0.12, 1.45, -0.1, 1.4);
        painter.line(0.1, 1.4);
        painter.curve(0.12, 1.45, 0.13, 1.55, 0.085, 1.68);
        painter.fill_round(shaded(figure.hair, 0.8), 0.1);
    }
    painter.polygon({{-0.047, 1.56}, {0.047, 1.56}, {0.064, 1.45}, {0, 1.425}, {-0.064, 1.45}});
    painter.fill_round(shaded(figure.skin, 0.8), 0.07);
    for (const double ear : {-1.0, 1.0}) {
        const double angle = turn + ear * 1.5;
        if (std::cos(angle) > -0.35) {
            painter.ellipse(std::sin(angle) * (kHeadWidth + 0.001), 1.622, 0.013, 0.024);
            painter.fill_round(shaded(figure.skin, 0.88), 0.08);
        }
    }
    // A skull over a narrower jaw.
    const double jaw = 0.05 + 0.006 * std::abs(std::sin(turn));
    const double chin = std::sin(turn) * 0.018;
    painter.move(-kHeadWidth, kHeadMiddle + 0.025);
    painter.curve(-kHeadWidth, kHeadMiddle + kHeadHeight * 1.05, kHeadWidth, kHeadMiddle + kHeadHeight * 1.05,
                  kHeadWidth, kHeadMiddle + 0.025);
    painter.curve(kHeadWidth, kHeadMiddle - 0.04, jaw + chin, kHeadMiddle - 0.105, chin, kHeadMiddle - 0.112);
    painter.curve(-jaw + chin, kHeadMiddle - 0.105, -kHeadWidth, kHeadMiddle - 0.04, -kHeadWidth, kHeadMiddle + 0.025);
    painter.fill_round(figure.skin, kHeadWidth);
    draw_face(painter, figure, turn);
    draw_hair(painter, figure, turn);
    if (figure.hair_style == 1 && std::cos(turn) <= -0.2) {
        painter.move(-0.09, 1.66);
        painter.curve(-0.12, 1.52, -0.11, 1.42, -0.09, 1.38);
        painter.line(0.09, 1.38);
        painter.curve(0.11, 1.42, 0.12, 1.52, 0.09, 1.66);
        painter.fill_round(shaded(figure.hair, 0.92), 0.1);
    }
}

/// A ring of points that lies at a height.
void fill_flat(const Canvas& canvas, const Lens& lens, const Point& middle, double facing, double width, double depth,
               const Rgb& colour, double alpha = 1) {
    constexpr int kPoints = 28;
    const double angle = facing * kRadians;
    for (int i = 0; i < kPoints; ++i) {
        const double at = 2 * std::numbers::pi * i / kPoints;
        const double x = std::cos(at) * width;
        const double z = std::sin(at) * depth;
        const auto spot = lens.find(
            middle + Point{x * std::cos(angle) - z * std::sin(angle), 0, x * std::sin(angle) + z * std::cos(angle)});
        if (!spot) {
            cairo_new_path(canvas.cairo());
            return;
        }
        cairo_line_to(canvas.cairo(), spot->x, spot->y);
    }
    cairo_close_path(canvas.cairo());
    canvas.set_colour(colour, alpha);
    cairo_fill(canvas.cairo());
}

void draw_from_above(const Canvas& canvas, const Lens& lens, const Figure& figure) {
    const auto at = [&figure](double up, double ahead = 0.0) {
        const double angle = figure.facing * kRadians;
        return figure.place + Point{std::sin(angle) * ahead, up, -std::cos(angle) * ahead};
    };
    fill_flat(canvas, lens, at(0.04, 0.1 + figure.stride * 0.1), figure.facing, 0.19, 0.17,
              shaded(figure.trousers, 0.6));
    fill_flat(canvas, lens, at(1.3), figure.facing, 0.26, 0.15, shaded(figure.shirt, 0.8));
    fill_flat(canvas, lens, at(1.42), figure.facing, 0.23, 0.125, figure.shirt);
    fill_flat(canvas, lens, at(1.6, 0.07), figure.facing, 0.05, 0.05, figure.skin);
    fill_flat(canvas, lens, at(1.68, 0.02), figure.facing, 0.082, 0.098,
              figure.hair_style == 3 ? shaded(figure.shirt, 0.55) : figure.hair);
}

}  // namespace

bool sounds_female(std::string_view name) {
    constexpr std::array<std::string_view, 14> kWords{"woman", "girl",     "lady",    "mother",     "queen",
                                                      "she",   "sister",   "wife",    "nurse",      "bride",
                                                      "aunt",  "daughter", "actress", "grandmother"};
    const std::vector<Word> words = split_words(name.substr(0, 200));
    for (const Word& word : words) {
        if (std::find(kWords.begin(), kWords.end(), word.text) != kWords.end()) {
            return true;
        }
    }
    return !words.empty() && words.front().text.size() > 2 && words.front().text.back() == 'a';
}

Figure make_figure(const Look& look, std::string_view name, std::size_t index) {
    constexpr std::array<Rgb, 5> kHair{
        {{0.13, 0.09, 0.07}, {0.3, 0.18, 0.1}, {0.52, 0.5, 0.48}, {0.6, 0.42, 0.2}, {0.08, 0.07, 0.08}}};
    const std::uint64_t hash = hash_text(name, index + 1);
    Figure figure;
    figure.shirt = look.clothes[index % look.clothes.size()];
    figure.trousers = shaded(mix(look.clothes[(index + 2) % look.clothes.size()], look.sets[0], 0.6), 0.7);
    const double tan = static_cast<double>(hash >> 8 & 7) / 7;  // of the skin
    figure.skin = shaded(mix(look.skin, {0.45, 0.28, 0.19}, name.empty() ? 0.1 : tan * 0.6), 1);
    figure.hair = mix(look.hair, kHair[hash % kHair.size()], name.empty() ? 0.3 : 0.75);
    const bool is_female = sounds_female(name);
    const bool is_other = (hash >> 16 & 3) == 0;  // one in four has the rarer style
    figure.hair_style = name.empty() ? 0 : is_female ? (is_other ? 2 : 1) : (is_other ? 3 : 0);
    figure.scale = name.empty() ? 1 : 0.97 + 0.05 * static_cast<double>(hash >> 24 & 7) / 7;
    return figure;
}

void draw_figure(const Canvas& canvas, const Lens& lens, const Figure& figure) {
    constexpr double kRoom = 0.12;  // metres: a camera that is nearer stands in it
    const auto head = lens.find(figure.place + Point{0, kHeadMiddle * figure.scale, 0});
    const auto feet = lens.find(figure.place);
    const double depth = dot(figure.place + Point{0, kHeadMiddle, 0} - lens.eye(), lens.forward());
    if (!head || depth < kRoom) {
        return;
    }
    if (feet) {
        fill_flat(canvas, lens, figure.place, figure.facing, 0.42, 0.3, {0, 0, 0}, 0.28);
    }
    constexpr double kSteep = 0.95;  // radians: from here on one sees the top of a head
    if (lens.steepness() > kSteep) {
        draw_from_above(canvas, lens, figure);
        return;
    }
    const double turn = turn_of(lens, figure);
    Painter painter(canvas, lens, figure);
    cairo_new_path(canvas.cairo());
    draw_body(painter, figure, turn);
    draw_head(painter, figure, turn);
}

std::optional<Spot> find_crown(const Lens& lens, const Figure& figure) {
    return lens.find(figure.place + Point{0, 1.82 * figure.scale, 0});
}

}  // namespace shot::animatic
