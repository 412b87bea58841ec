// Scripts of any length for the benchmarks: one library and N shots that use it, as a film of that length would be
// written. The same N gives the same bytes everywhere.
#pragma once

#include <cstddef>
#include <string>

namespace shot::bench {

/// `house.shot`: 20 styles, 10 palettes, 10 speakers, 10 sound beds.
std::string make_library();

/// `film.shot`: N shots, each with a style, a palette, a sound bed, one or two speakers, 2-4 beats, 2-4 actions and 1-2
/// lines of dialogue; 800-970 bytes a shot on average.
std::string make_script(std::size_t shots);

/// The same with an unknown palette in every shot: N errors with a suggestion each.
std::string make_broken_script(std::size_t shots);

}  // namespace shot::bench
