// The words of offers, what a better line says in place of a finding: stdlib/lints/offers.json. Read when the first
// offer is made.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/result.hpp"

namespace shot::lint {

class OfferWords {
public:
    /// A way to move that one can see, for manners that say none.
    struct Motion {
        std::vector<std::string> manners;  // `quickly`; empty text: for a verb alone
        std::vector<std::string> of;       // only for these verbs; empty: for all
        std::array<std::string, 4> verb;   // race, races, racing, raced
        std::string to;                    // `forward`
        bool needs_legs = false;           // no vehicle does it
    };
    /// A source of light: as a field, after `lit by`, and in place of `dramatic lighting`.
    struct Source {
        std::string name;
        std::string by;
        std::string light;
    };
    using List = std::vector<std::string>;

    /// A failure names the key that is wrong.
    static Result<OfferWords> parse(std::string_view json);

    std::vector<Motion> motions;
    std::vector<Motion> camera_motions;
    List walkers;  // besides people: animals, robots
    List vehicles;
    List filmic;       // praise that stands for a film: a stock takes its place
    std::string film;  // a value of the field `film`
    List look_nouns;   // `quality`, in `cinematic quality`
    List outdoors;
    List sunless;  // places and times without daylight
    List wild;     // places without lamps
    Source moon;   // their light, where it is dark
    List dim_words;
    std::array<Source, 4> bright;  // inside, outside; the same without daylight
    std::array<Source, 4> dim;
    List imperatives;    // sentences that only forbid
    List negated_lists;  // negations whose `and` joins another thing that is not to be there
    List copulas;
};

bool holds(const OfferWords::List& list, std::string_view word);

}  // namespace shot::lint
