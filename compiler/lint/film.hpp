// What the film lints keep of each shot: a few numbers, so that a hundred thousand shots take little. Texts are kept as
// hashes: the film asks whether two are the same, never what they say.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/sema/resolved_shot.hpp"

namespace shot::lint {

/// What a phrase says of the camera, as hashes of the vocabulary's names; 0: nothing.
struct CameraTerms {
    std::uint64_t framing = 0;
    std::uint64_t move = 0;
    std::uint8_t move_count = 0;
};

/// A prop as one shot describes it: `a chipped blue cup` is a cup.
struct DescribedProp {
    std::uint32_t noun = 0;   // into Film::nouns
    std::uint64_t words = 0;  // all of them, as a hash
};

/// A speaker as one shot describes it.
struct Described {
    std::uint32_t who = 0;   // into Film::speakers
    std::uint64_t look = 0;  // of each text; 0: none
    std::uint64_t wardrobe = 0;
};

struct ShotSummary {
    std::uint64_t scene = 0;  // hash; 0: none
    std::uint64_t palette = 0;
    std::uint64_t light = 0;
    std::uint64_t framing = 0;  // of the camera and each beat, in order; 0: none is said
    std::uint64_t move = 0;
    Span span;                          // the shot's name
    std::uint32_t first_described = 0;  // into Film::described
    std::uint32_t described_count = 0;
    std::uint32_t first_prop = 0;  // into Film::props
    std::uint32_t prop_count = 0;
};

/// One speaker over the whole film, for speaker-drift.
struct SpeakerUse {
    std::string name;  // as the prompt says it
    Span span;         // of its declaration
    std::uint32_t shots = 0;
    bool has_reference = false;
};

struct Film {
    std::vector<ShotSummary> shots;  // by ShotId
    std::vector<Described> described;
    std::vector<DescribedProp> props;
    std::vector<std::string> nouns;  // of props: a handful
    std::vector<SpeakerUse> speakers;  // in the order in which the film names them: a handful
};

}  // namespace shot::lint
