// The board of a shot: what it looks like and when, for people and for whatever previsualises it. No part of a request:
// what the model is told stands in the body. Text is as the script has it, everything inherited and inserted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace shot::bundle {

/// A colour anchor of the palette.
struct Anchor {
    std::string name;  // `walnut brown`
    std::string hex;   // `#5c4033`; empty: nobody knows the name
};

/// A line that somebody speaks.
struct Line {
    std::string speaker;  // as the prompt has the name
    std::string delivery; // `quietly`, `off-screen`; empty: not said
    std::string text;     // without its quotation marks
};

/// What happens from one time to another. A shot without beats has a single one, from its start to its end.
struct BoardBeat {
    std::int64_t begin = 0;  // milliseconds from the start of the shot; of an extension, of its new part
    std::int64_t end = 0;
    bool is_cut = false;     // starts with a cut; else the take goes on
    std::string title;
    std::vector<std::string> camera;  // framing, angle, move as written, one item each: `medium close-up`, `slow dolly left`
    std::string lens;                 // `32mm`, `50mm, anamorphic 2.0x`; empty: not said
    std::vector<std::string> actions;
    std::vector<Line> lines;
    std::string sfx;
};

struct Board {
    std::vector<Anchor> palette;
    std::string lighting;
    std::string sound;        // the sound bed
    std::string music;
    std::string change;       // of an edit: what is to change
    std::string first_frame;  // the id of an asset; empty: none
    bool is_silent = false;
    std::vector<BoardBeat> beats;  // in order, at least one but for an edit; they need not fill the shot
};

}  // namespace shot::bundle
