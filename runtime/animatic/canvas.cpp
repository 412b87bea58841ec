#include "runtime/animatic/canvas.hpp"

#include <algorithm>
#include <numbers>

#include <cairo.h>

#include "compiler/support/assert.hpp"

namespace shot::animatic {

void Canvas::Release::operator()(cairo_surface_t* surface) const {
    cairo_surface_destroy(surface);
}

void Canvas::Release::operator()(cairo_t* context) const {
    cairo_destroy(context);
}

Canvas::Canvas(int width, int height, Kind kind)
    : width_(std::max(width, 1)),
      height_(std::max(height, 1)),
      surface_(
          cairo_image_surface_create(kind == Kind::Opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32, width_, height_)),
      context_(cairo_create(surface_.get())) {
    SHOT_ASSERT(cairo_surface_status(surface_.get()) == CAIRO_STATUS_SUCCESS);
    SHOT_ASSERT(cairo_image_surface_get_stride(surface_.get()) == width_ * 4);
}

std::string_view Canvas::pixels() const {
    cairo_surface_flush(surface_.get());
    const unsigned char* data = cairo_image_surface_get_data(surface_.get());
    return {reinterpret_cast<const char*>(data),
            static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_) * 4};
}

unsigned char* Canvas::begin_pixels() {
    cairo_surface_flush(surface_.get());
    return cairo_image_surface_get_data(surface_.get());
}

void Canvas::end_pixels() {
    cairo_surface_mark_dirty(surface_.get());
}

void Canvas::set_colour(const Rgb& colour, double alpha) const {
    cairo_set_source_rgba(cairo(), colour.red, colour.green, colour.blue, alpha);
}

void Canvas::put(const Canvas& picture, double x, double y, double alpha) const {
    cairo_set_source_surface(cairo(), picture.surface(), x, y);
    if (alpha >= 1) {
        cairo_paint(cairo());
    } else {
        cairo_paint_with_alpha(cairo(), std::max(alpha, 0.0));
    }
}

void Canvas::round_rectangle(double x, double y, double width, double height, double radius) const {
    constexpr double kQuarter = std::numbers::pi / 2;
    const double r = std::min({radius, width / 2, height / 2});
    cairo_new_sub_path(cairo());
    cairo_arc(cairo(), x + width - r, y + r, r, -kQuarter, 0);
    cairo_arc(cairo(), x + width - r, y + height - r, r, 0, kQuarter);
    cairo_arc(cairo(), x + r, y + height - r, r, kQuarter, 2 * kQuarter);
    cairo_arc(cairo(), x + r, y + r, r, 2 * kQuarter, 3 * kQuarter);
    cairo_close_path(cairo());
}

}  // namespace shot::animatic
