#include "compiler/lint/text_lints.hpp"

namespace shot::lint {
namespace {

constexpr std::uint64_t kAny = 0;

constexpr TextLint kTextLints[] = {
    {Lint::ParameterInProse, "parameter-in-prose", kAny, find_parameters},
    {Lint::VagueMotion, "vague-motion",
     bit_of(Words::VagueVerb) | bit_of(Words::StrollVerb) | bit_of(Words::VaguePhrase), find_vague_motion},
    {Lint::SeveralScenes, "several-scenes", kAny, find_several_scenes},
    {Lint::UnnamedDialogue, "unnamed-dialogue", bit_of(Words::SpeechVerb) | bit_of(Words::SpeechAfter),
     find_unnamed_dialogue},
    {Lint::AbstractLook, "abstract-look", bit_of(Words::AbstractLook), find_abstract_look},
    {Lint::BrightnessNotSource, "brightness-not-source", bit_of(Words::Brightness) | bit_of(Words::BrightAdjective),
     find_brightness},
    {Lint::GenericSubject, "generic-subject",
     bit_of(Words::Person) | bit_of(Words::SomePerson) | bit_of(Words::VideoNoun), find_generic_subject},
    {Lint::TooManyMoves, "too-many-moves",
     bit_of(Words::FollowMove) | bit_of(Words::PushMove) | bit_of(Words::PullMove) | bit_of(Words::PanMove) |
         bit_of(Words::TiltMove) | bit_of(Words::OrbitMove),
     find_many_moves},
    {Lint::TooManyActions, "too-many-actions", bit_of(Words::Event), find_many_actions},
    {Lint::NegatedNoun, "negated-noun", bit_of(Words::Negation), find_negated_nouns},
};

}  // namespace

std::span<const TextLint> text_lints() {
    return kTextLints;
}

std::uint64_t excusing_lists(Lint lint) {
    switch (lint) {
        case Lint::AbstractLook:
            return bit_of(Words::ConcreteLook) | bit_of(Words::LightSource);  // a time of day is a light
        case Lint::BrightnessNotSource:
            return bit_of(Words::LightSource);
        case Lint::GenericSubject:
            return bit_of(Words::Trait);
        default:
            return 0;
    }
}

void find_all(const Text& text, Checked checked, Findings& out) {
    for (const TextLint& lint : kTextLints) {
        if ((checked & bit_of(lint.lint)) != 0 && (lint.needs == 0 || (text.all_lists() & lint.needs) != 0)) {
            lint.find(text, out);
        }
    }
}

}  // namespace shot::lint
