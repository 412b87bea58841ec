// Text as a picture: any script, wrapped, made smaller or cut with an ellipsis until it fits.
#pragma once

#include <string>
#include <string_view>

#include "runtime/animatic/canvas.hpp"

namespace shot::animatic {

struct TextStyle {
    double size = 24;       // pixels of an em
    double least_size = 9;  // it gets smaller down to this before it is cut
    bool is_bold = false;
    bool is_italic = false;
    bool is_mono = false;
    bool is_centred = false;
    bool is_outlined = false;
    Rgb colour{1, 1, 1};
};

/// Valid UTF-8 without control characters, at most 2000 bytes: what can be drawn of any bytes.
std::string clean_text(std::string_view text);

/// The text on nothing, never larger than width x height pixels, as small as it goes.
Canvas draw_text(std::string_view text, const TextStyle& style, int width, int height);

/// Whether some of its letters are in no font of this machine: they show as boxes.
bool lacks_letters(std::string_view text);

}  // namespace shot::animatic
