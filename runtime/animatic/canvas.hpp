// What is drawn on: a picture of 32 bits a pixel, and paths in it. Cairo itself is seen by .cpp files alone.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "runtime/animatic/colours.hpp"

typedef struct _cairo cairo_t;  // as cairo.h has it
typedef struct _cairo_surface cairo_surface_t;

namespace shot::animatic {

/// A picture with its drawing context.
class Canvas {
public:
    enum class Kind { Opaque, Transparent };

    Canvas(int width, int height, Kind kind);

    [[nodiscard]] cairo_t* cairo() const { return context_.get(); }
    [[nodiscard]] cairo_surface_t* surface() const { return surface_.get(); }
    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    /// Blue, green, red, and alpha (premultiplied) or nothing; rows without gaps.
    [[nodiscard]] std::string_view pixels() const;
    /// The same for who writes them.
    [[nodiscard]] unsigned char* begin_pixels();
    void end_pixels();

    void set_colour(const Rgb& colour, double alpha = 1) const;
    /// Puts another picture with its corner at this place.
    void put(const Canvas& picture, double x, double y, double alpha = 1) const;
    /// A rectangle with round corners, as the path.
    void round_rectangle(double x, double y, double width, double height, double radius) const;

private:
    struct Release {
        void operator()(cairo_surface_t* surface) const;
        void operator()(cairo_t* context) const;
    };
    int width_;
    int height_;
    std::unique_ptr<cairo_surface_t, Release> surface_;
    std::unique_ptr<cairo_t, Release> context_;
};

}  // namespace shot::animatic
