// Offers: the better line for a finding of vague-motion, abstract-look, brightness-not-source or negated-noun, as cuts
// of its text and what its shot needs beside. A sentence that would not read well is offered nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/lint/offer_words.hpp"
#include "compiler/lint/sentence.hpp"
#include "compiler/lint/text_lints.hpp"

namespace shot::lint {

struct Offer {
    std::vector<Cut> cuts;  // in order and apart
    std::string written;    // the words that it puts in; empty: it takes some out
    std::string field;      // a field that the block gets beside: `film`, `lighting`; or `negative`, where it can be
    std::string value;
    bool is_of_camera = false;  // what the camera does
};

/// `moves quickly` -> `races forward`.
std::optional<Offer> offer_motion(const Text& text, const Finding& finding, const OfferWords& words);
/// Praise goes, all of the text's at once; praise that stands for a film becomes one.
std::optional<Offer> offer_look(const Text& text, const Finding& finding, const OfferWords& words);
/// `is well lit` -> `is lit by tall windows`; `a brightly lit room` -> `a room`, and the field `lighting`.
std::optional<Offer> offer_light(const Text& text, const Finding& finding, const OfferWords& words);
/// The clause goes, with all that it keeps out; the things themselves are the value of the field `negative`.
/// Past the items that `or` joins to the one that ends at `last`: `, people, or dogs`; `last` where it is the only one.
std::size_t end_of_list(const Text& text, std::size_t last);
std::optional<Offer> offer_negation(const Text& text, const Finding& finding, const OfferWords& words);

}  // namespace shot::lint
