// The place in which a clip plays: sky, ground and pieces of a set that stand at different depths, so that a camera
// that travels is seen to travel.
#pragma once

#include <cstdint>
#include <vector>

#include "runtime/animatic/canvas.hpp"
#include "runtime/animatic/colours.hpp"
#include "runtime/animatic/figure.hpp"
#include "runtime/animatic/lens.hpp"

namespace shot::animatic {

/// A piece of the set: a box on the ground.
struct SetPiece {
    Point middle;  // on the ground
    double width = 1;
    double depth = 1;
    double height = 1;
    double bottom = 0;
    std::size_t tone = 0;  // of Look::sets
    bool is_near = false;  // between the camera and its subject: dark, and only at the edges of the frame
};

class Stage {
public:
    /// The same seed builds the same set.
    Stage(const Look& look, std::uint64_t seed);

    /// Puts up what stands between the camera and its subject at the start of a take.
    void start_take(const Lens& lens);
    /// The figures among the set, far ones first. `shows_object`: a thing on a plinth in place of the figures.
    void draw(const Canvas& canvas, const Lens& lens, const std::vector<Figure>& figures, bool shows_object) const;
    /// The frame's side from which the light comes, -1 to 1.
    [[nodiscard]] double lit_side(const Lens& lens) const;

private:
    void draw_backdrop(const Canvas& canvas, const Lens& lens) const;
    void draw_glow(const Canvas& canvas, const Lens& lens) const;
    void draw_grid(const Canvas& canvas, const Lens& lens) const;
    void draw_piece(const Canvas& canvas, const Lens& lens, const SetPiece& piece) const;
    void draw_object(const Canvas& canvas, const Lens& lens) const;
    [[nodiscard]] double opacity(const Lens& lens, const SetPiece& piece) const;

    const Look& look_;
    std::vector<SetPiece> pieces_;
    std::vector<SetPiece> near_;
};

}  // namespace shot::animatic
