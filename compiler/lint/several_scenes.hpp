// several-scenes in two halves: pictures that a text lists, and places and times that it goes through. Each answers
// with the tokens that show it.
#pragma once

#include <cstddef>

#include "compiler/lint/text.hpp"

namespace shot::lint {

/// Tokens [first, last); none where `last` is 0.
struct TokenRange {
    std::size_t first = 0;
    std::size_t last = 0;

    [[nodiscard]] bool is_empty() const { return last == 0; }
};

/// `Scene 1 … Scene 2`, `Wide shot of … Close-up of …`, `in various settings`: the text itself tells of several
/// pictures.
TokenRange find_listed_pictures(const Text& text);

/// `a kitchen, then a garden`, `boards in Paris and steps off in Venice`, `Spring turns to summer`: it goes elsewhere.
TokenRange find_other_places(const Text& text);

}  // namespace shot::lint
