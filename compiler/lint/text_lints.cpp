#include "compiler/lint/text_lints.hpp"

#include <algorithm>

namespace shot::lint {
namespace {

constexpr Lists kAny;
constexpr std::size_t kMostFindings = 50;  // of one lint in one text: who has more mends these first

constexpr TextLint kTextLints[] = {
    {Lint::ParameterInProse, "parameter-in-prose", kAny, find_parameters},
    {Lint::VagueMotion, "vague-motion",
     Lists{Words::VagueVerb, Words::StrollVerb, Words::VaguePhrase, Words::DanceVerb, Words::PlayVerb,
           Words::ActivityVerb},
     find_vague_motion},
    {Lint::SeveralScenes, "several-scenes", kAny, find_several_scenes},
    {Lint::UnnamedDialogue, "unnamed-dialogue", kAny, find_unnamed_dialogue},
    {Lint::AbstractLook, "abstract-look", Lists{Words::AbstractLook}, find_abstract_look},
    {Lint::BrightnessNotSource, "brightness-not-source", Lists{Words::Brightness, Words::BrightAdjective},
     find_brightness},
    {Lint::GenericSubject, "generic-subject",
     Lists{Words::Person, Words::SomePerson, Words::Anyone, Words::VideoNoun, Words::Pronoun, Words::CastingWord},
     find_generic_subject},
    {Lint::TooManyMoves, "too-many-moves",
     Lists{Words::FollowMove, Words::PushMove, Words::PullMove, Words::PanMove, Words::TiltMove, Words::CraneMove,
           Words::OrbitMove},
     find_many_moves},
    {Lint::TooManyActions, "too-many-actions", kAny, find_many_actions},
    {Lint::NegatedNoun, "negated-noun", Lists{Words::Negation}, find_negated_nouns},
};

}  // namespace

std::span<const TextLint> text_lints() {
    return kTextLints;
}

Lists excusing_lists(Lint lint) {
    switch (lint) {
        case Lint::AbstractLook:
            return Lists{Words::ConcreteLook, Words::LightSource};  // a time of day is a light
        case Lint::BrightnessNotSource:
            return Lists{Words::LightSource};
        case Lint::GenericSubject:
            return Lists{Words::Trait};
        default:
            return {};
    }
}

void find_all(const Text& text, Checked checked, Findings& out) {
    for (const TextLint& lint : kTextLints) {
        if ((checked & bit_of(lint.lint)) != 0 && (lint.needs.is_empty() || text.all_lists().has_any(lint.needs))) {
            const std::size_t before = out.size();
            lint.find(text, out);
            out.resize(std::min(out.size(), before + kMostFindings));
        }
    }
}

}  // namespace shot::lint
