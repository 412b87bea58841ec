// Measures inside an item of a header: what stands there without the comma that would make it an attribute.
#pragma once

#include <optional>
#include <string_view>

#include "compiler/source/span.hpp"

namespace shot::sema {

/// A duration, a size, `extends NAME` and the like as a part of a longer item. Ranges count from the item's begin.
struct Measure {
    Range range;
    Range cut;              // what a comma takes the place of; empty where the measure stands at no end of the item
    std::string_view what;  // `a duration`
};

std::optional<Measure> find_measure(std::string_view item);

/// `35mm film`, `Super 8 film stock`: what the picture is shot on, no lens.
bool is_film_gauge(std::string_view item);

}  // namespace shot::sema
