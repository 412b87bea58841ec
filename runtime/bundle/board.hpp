// The board of a shot: what it looks like and when, for people and for whatever previsualises it. No part of a request:
// what the model is told stands in the body. Text is as the script has it, everything inherited and inserted.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace shot::bundle {

/// A colour anchor of the palette.
struct Anchor {
    std::string name;  // `walnut brown`
    std::string hex;   // `#5c4033`: six small digits; empty: nobody knows the name
};

/// A line that somebody speaks.
struct Line {
    std::string speaker;   // as the prompt has the name
    std::string delivery;  // `quietly`, `off-screen`; empty: not said
    std::string text;      // without its quotation marks
};

/// What happens from one time to another. A shot without beats has a single one, from its start to its end. What a shot
/// says before its first beat is in that one, too.
struct BoardBeat {
    std::int64_t begin = 0;  // milliseconds from the start of the shot; of an extension, of its new part
    std::int64_t end = 0;    // not before `begin` (a slip of the script may make it the same), not after the shot's end
    bool is_cut = false;     // starts with a cut; else the take goes on
    std::string title;

    // Framing, angle, move as written, one item each: `medium close-up`, `slow dolly left`. What the beat says; of what it
    // leaves open, what the shot says of all beats, as far as the take has not left that already: a framing or an angle
    // that an earlier beat set holds to the next cut, and is not said again.
    std::vector<std::string> camera;
    std::string lens;  // `32mm`, `50mm, anamorphic 2.0x`: the beat's, or that of its take, or the shot's; empty: not said
    std::vector<std::string> actions;
    std::vector<Line> lines;
    std::string sfx;
    std::string lighting;  // what changes with this beat; empty: as in the shot
    std::string music;
};

/// Of an edit, only `change` is there: the rest is its source's.
struct Board {
    std::vector<Anchor> palette;
    std::string lighting;
    std::string sound;        // the sound bed, and effects that belong to no beat
    std::string music;
    std::string change;       // of an edit: what is to change
    std::string first_frame;  // the id of an asset that the request has; empty: none
    bool is_silent = false;   // the script wants no sound
    std::vector<BoardBeat> beats;  // in order, none in another, at least one but for an edit; they need not fill the shot
};

}  // namespace shot::bundle
