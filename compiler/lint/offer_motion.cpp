// The offer of vague-motion: a verb that one can see, in the form of the vague one.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/lint/offers.hpp"

namespace shot::lint {
namespace {

/// Base, third person, -ing, past: an index into Motion::verb.
std::size_t form_of(std::string_view verb) {
    return verb.ends_with("ing") ? 2 : verb.ends_with("ed") ? 3 : verb.ends_with("s") ? 1 : 0;
}

bool is_of_camera(const Text& text, std::size_t verb) {
    for (std::size_t i = verb > 3 ? verb - 3 : 0; i < verb; ++i) {
        if (text.word(i) == "camera") {
            return true;
        }
    }
    return false;
}

/// How that goes which moves. Of a door, a lift or a piston nobody knows.
enum class Gait { None, Legs, Wheels };

Gait gait_of(const Text& text, std::size_t verb, const OfferWords& words) {
    constexpr Lists kWalkers{Words::Person, Words::Human,  Words::Anyone,
                             Words::Role,   Words::Player, Words::SubjectPronoun};
    const Predicate* predicate = predicate_at(text.predicates(), verb);
    std::size_t subject = predicate != nullptr ? predicate->subject : text.size();
    const bool is_worn = subject < text.size() && text.is(subject, Words::Garment);
    if (is_worn) {
        subject = text.size();  // `A boy in a yellow raincoat moves`
    }
    for (std::size_t i = verb; subject >= text.size() && i > 0 && i + (is_worn ? 8 : 4) > verb && !text.is_stop(i - 1);
         --i) {
        const bool is_known = text[i - 1].lists.has_any(kWalkers) || holds(words.walkers, text.word(i - 1)) ||
                              holds(words.vehicles, text.word(i - 1));
        subject = is_known ? i - 1 : subject;  // `Kids running around`
    }
    if (subject >= text.size()) {
        return Gait::None;
    }
    if (holds(words.vehicles, text.word(subject))) {
        return Gait::Wheels;
    }
    const bool has_legs = (text[subject].lists.has_any(kWalkers) && text.word(subject) != "it") ||
                          holds(words.walkers, text.word(subject));
    return has_legs ? Gait::Legs : Gait::None;
}

/// The first manner of the finding, or that which stands before it; empty: none.
std::string manner_of(const Text& text, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
        if (const std::size_t count = text.match(i, Words::VagueManner); count > 0) {
            std::string manner(text.word(i));
            for (std::size_t k = 1; k < count; ++k) {
                manner += " " + std::string(text.word(i + k));
            }
            return manner;
        }
    }
    return {};
}

/// `silently`, of `moves swiftly and silently`: how it is done, and stays.
std::string kept_manners(const Text& text, std::size_t first, std::size_t last) {
    std::string kept;
    for (std::size_t i = first; i < last; ++i) {
        const bool is_vague = text.is(i, Words::VagueManner) || text.is(i, Words::Intensity);
        if (!is_vague && text.word(i).ends_with("ly")) {
            kept += " " + std::string(text.written(i, i + 1));
        }
    }
    return kept;
}

const OfferWords::Motion* find_motion(const std::vector<OfferWords::Motion>& motions, std::string_view manner,
                                      std::string_view verb) {
    const auto found = std::find_if(motions.begin(), motions.end(), [&](const OfferWords::Motion& motion) {
        return holds(motion.manners, manner) && (motion.of.empty() || holds(motion.of, verb));
    });
    return found == motions.end() ? nullptr : &*found;
}

/// `full of action` and the like, where they stand apart from the rest.
std::optional<Offer> offer_phrase(const Text& text, const Finding& finding) {
    const bool begins = finding.first == 0 || text.is_stop(finding.first - 1);
    const bool hangs_on = text.word(finding.first) == "full" || (!begins && text.word(finding.first - 1) == "with");
    const std::size_t first = !begins && text.word(finding.first - 1) == "with" ? finding.first - 1 : finding.first;
    const std::string_view head = text.word(finding.first);
    const bool is_verb = head.starts_with("do") || head.starts_with("perform") || head.starts_with("goes");
    if (is_verb || !(begins || hangs_on) || !text.is_stop(finding.last)) {
        return std::nullopt;
    }
    std::optional<std::vector<Cut>> cuts = take_out(text, first, finding.last);
    return cuts ? std::optional<Offer>({std::move(*cuts), "", "", ""}) : std::nullopt;
}

}  // namespace

std::optional<Offer> offer_motion(const Text& text, const Finding& finding, const OfferWords& words) {
    const std::size_t verb = finding.first;
    if (text.match(verb, Words::VaguePhrase) > 0) {
        return offer_phrase(text, finding);
    }
    const std::string_view said = text.word(verb);
    const bool only_moves = text.is(verb, Words::VagueVerb) || text.is(verb, Words::StrollVerb);
    const bool of_camera = is_of_camera(text, verb);
    const Gait gait = only_moves && !of_camera ? gait_of(text, verb, words) : Gait::None;
    if (!only_moves || (!of_camera && gait == Gait::None)) {
        return std::nullopt;  // which dance, which fight: only who writes it knows; a door goes no steps
    }
    const bool tells_on = (text.is_mark(finding.last, ',') && text.is(finding.last + 1, Words::Possessive)) ||
                          text.word(finding.last) == "that" || text.word(finding.last) == "but" ||
                          (verb > 0 && text.word(verb - 1).starts_with("keep"));  // `so quickly that his hat falls off`
    if (tells_on) {
        return std::nullopt;  // `, his fingers blurring`: at a piano
    }
    const bool is_way = text.word(verb + 1) == "in" && finding.last > verb + 1;
    if (is_way || said.starts_with("act") || said.starts_with("behave") || text[verb].is_joined) {
        return std::nullopt;
    }
    const std::size_t form = form_of(said);
    if (form == 3 && verb > 0 && holds(words.copulas, text.word(verb - 1))) {
        return std::nullopt;  // `is moved`: by somebody
    }
    std::size_t first = verb;
    while (first > 0 && (text.is(first - 1, Words::VagueManner) || text.is(first - 1, Words::Intensity)) &&
           text.word(first - 1) != "and") {
        --first;
    }
    const std::string manner = manner_of(text, first, finding.last);
    const auto& motions = of_camera ? words.camera_motions : words.motions;
    const OfferWords::Motion* motion = find_motion(motions, manner, said);
    const std::string kept = kept_manners(text, verb + 1, finding.last);
    const bool fits = motion != nullptr && !(motion->needs_legs && gait == Gait::Wheels);
    if (!fits || (manner.empty() && !kept.empty())) {
        return std::nullopt;  // `moves majestically`: that is not two steps forward
    }
    const std::string better = fmt::format("{} {}{}", motion->verb[form], motion->to, kept);
    return Offer{
        {{text[first].begin, text[finding.last - 1].end, as_begin_of(text, first, better)}}, better, "", "", of_camera};
}

}  // namespace shot::lint
