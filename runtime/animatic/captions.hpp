// Which words stand in the frame at which time: actions as captions, dialogue as subtitles. Speech follows the same
// times.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/bundle/board.hpp"

namespace shot::animatic {

struct Caption {
    std::int64_t begin = 0;  // milliseconds
    std::int64_t end = 0;
    std::string text;
};

struct Subtitle {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::int64_t beat_end = 0;  // speech may go on until here
    bundle::Line line;
};

/// A beat's actions: together where they are short, one after another where they are not.
std::vector<Caption> make_captions(const bundle::Board& board, std::int64_t milliseconds);

/// A beat's lines one after another, each as long as its share of the beat's letters.
std::vector<Subtitle> make_subtitles(const bundle::Board& board, std::int64_t milliseconds);

}  // namespace shot::animatic
