#include "runtime/animatic/text.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include <pango/pangocairo.h>
#include <utf8proc.h>

namespace shot::animatic {
namespace {

struct Release {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
using Layout = std::unique_ptr<PangoLayout, Release>;

void set_size(PangoLayout* layout, const TextStyle& style, double size) {
    const std::unique_ptr<PangoFontDescription, Release> font(pango_font_description_new());
    pango_font_description_set_family(
        font.get(), style.is_mono ? "DejaVu Sans Mono, monospace" : "DejaVu Sans, Noto Sans, sans-serif");
    pango_font_description_set_weight(font.get(), style.is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(font.get(), style.is_italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_font_description_set_absolute_size(font.get(), size * PANGO_SCALE);
    pango_layout_set_font_description(layout, font.get());
}

PangoRectangle extents_of(PangoLayout* layout) {
    PangoRectangle ink;
    PangoRectangle logical;
    pango_layout_get_pixel_extents(layout, &ink, &logical);
    const int left = std::min(ink.x, logical.x);
    const int top = std::min(ink.y, logical.y);
    return {left, top, std::max(ink.x + ink.width, logical.x + logical.width) - left,
            std::max(ink.y + ink.height, logical.y + logical.height) - top};
}

/// Makes it smaller until it fits; then cuts it.
void fit(PangoLayout* layout, const TextStyle& style, int width, int height) {
    constexpr double kStep = 0.88;
    pango_layout_set_width(layout, width * PANGO_SCALE);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    for (double size = style.size; size >= style.least_size; size *= kStep) {
        set_size(layout, style, size);
        if (extents_of(layout).height <= height) {
            return;
        }
    }
    set_size(layout, style, std::min(style.size, style.least_size));
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    pango_layout_set_height(layout, height * PANGO_SCALE);
}

}  // namespace

std::string clean_text(std::string_view text) {
    constexpr std::size_t kMaxBytes = 2000;
    std::size_t end = std::min(text.size(), kMaxBytes);
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) {
        --end;
    }
    char* valid = g_utf8_make_valid(text.data(), static_cast<gssize>(end));
    std::string clean;
    for (const char* at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar letter = g_utf8_get_char(at);
        if (g_unichar_iscntrl(letter) != 0) {
            clean += clean.empty() || clean.back() == ' ' ? "" : " ";
        } else {
            clean.append(at, static_cast<std::size_t>(g_utf8_next_char(at) - at));
        }
    }
    g_free(valid);
    if (end < text.size()) {
        clean += "…";
    }
    return clean;
}

/// From which side a text is read: the one of most of its letters. An English line that begins with an Arabic name is English.
PangoDirection direction_of(const std::string& text) {
    int left = 0;
    int right = 0;
    for (const char* at = text.c_str(); *at != '\0'; at = g_utf8_next_char(at)) {
        const auto direction = utf8proc_get_property(static_cast<utf8proc_int32_t>(g_utf8_get_char(at)))->bidi_class;
        left += direction == UTF8PROC_BIDI_CLASS_L ? 1 : 0;
        right += direction == UTF8PROC_BIDI_CLASS_R || direction == UTF8PROC_BIDI_CLASS_AL ? 1 : 0;
    }
    return right > left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR;
}

Canvas draw_text(std::string_view text, const TextStyle& style, int width, int height) {
    const Canvas probe(1, 1, Canvas::Kind::Transparent);
    const Layout layout(pango_cairo_create_layout(probe.cairo()));
    const int margin = style.is_outlined ? static_cast<int>(std::ceil(style.size * 0.12)) : 0;
    const std::string clean = clean_text(text);
    pango_layout_set_auto_dir(layout.get(), FALSE);
    pango_context_set_base_dir(pango_layout_get_context(layout.get()), direction_of(clean));
    pango_layout_set_text(layout.get(), clean.data(), static_cast<int>(clean.size()));
    pango_layout_set_alignment(layout.get(), style.is_centred ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
    fit(layout.get(), style, std::max(width - 2 * margin, 1), std::max(height - 2 * margin, 1));
    const PangoRectangle extents = extents_of(layout.get());
    Canvas picture(std::clamp(extents.width + 2 * margin, 1, std::max(width, 1)),
                   std::clamp(extents.height + 2 * margin, 1, std::max(height, 1)), Canvas::Kind::Transparent);
    cairo_move_to(picture.cairo(), margin - extents.x, margin - extents.y);
    if (style.is_outlined) {
        pango_cairo_layout_path(picture.cairo(), layout.get());
        cairo_set_line_width(picture.cairo(), margin * 1.6);
        cairo_set_line_join(picture.cairo(), CAIRO_LINE_JOIN_ROUND);
        picture.set_colour({0, 0, 0}, 0.85);
        cairo_stroke(picture.cairo());
        cairo_move_to(picture.cairo(), margin - extents.x, margin - extents.y);
    }
    picture.set_colour(style.colour);
    pango_cairo_show_layout(picture.cairo(), layout.get());
    return picture;
}

bool lacks_letters(std::string_view text) {
    const Canvas probe(1, 1, Canvas::Kind::Transparent);
    const Layout layout(pango_cairo_create_layout(probe.cairo()));
    const std::string clean = clean_text(text);
    pango_layout_set_text(layout.get(), clean.data(), static_cast<int>(clean.size()));
    return pango_layout_get_unknown_glyphs_count(layout.get()) > 0;
}

}  // namespace shot::animatic
