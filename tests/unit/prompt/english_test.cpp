// The grammar round a director's words.
#include <catch2/catch.hpp>

#include "compiler/prompt/english.hpp"

using namespace shot::prompt;

namespace {

std::string said(const char* delivery) {
    const Manner manner = manner_of(delivery);
    std::string text = manner.verb;
    for (std::size_t i = 0; i < manner.words.size(); ++i) {
        text += i == 0 && follows_verb(manner.words[i]) ? " " : ", ";
        text += manner.words[i];
    }
    return text;
}

}  // namespace

TEST_CASE("a delivery of any kind follows its verb") {
    CHECK(said("") == "says");
    CHECK(said("quietly") == "says quietly");
    CHECK(said("barely audible") == "says, barely audible");
    CHECK(said("out of breath") == "says, out of breath");
    CHECK(said("off-screen, calling") == "calls out off-screen");
    CHECK(said("Whispering, to himself") == "whispers to himself");
    CHECK(said("shouting, whispering") == "shouts, whispering");
    CHECK(said("voice-over") == "says in voice-over");
    CHECK(said("V.O.") == "says in voice-over");
    CHECK(said("in Swedish,") == "says in Swedish");
    CHECK(said("lonely") == "says, lonely");
    CHECK(said("静かに") == "says, 静かに");
    CHECK(said(" , .") == "says");
}

TEST_CASE("an article goes by the sound") {
    for (const char* text : {"85mm", "18mm", "11mm", "8mm", "old", "honest", "uninterested"}) {
        CHECK(article_before(text) == "an");
    }
    for (const char* text : {"50mm", "180mm", "110mm", "low", "uniform", "one-eyed", "European", ""}) {
        CHECK(article_before(text) == "a");
    }
}

TEST_CASE("only adjectives stand before `voice`") {
    CHECK(voice_form_of("low and dry") == VoiceForm::Adjectives);
    CHECK(voice_form_of("deep male voice") == VoiceForm::Adjectives);
    CHECK(voice_form_of("a deep baritone") == VoiceForm::Noun);
    CHECK(voice_form_of("hoarse, with a lisp") == VoiceForm::Aside);
    CHECK(voice_form_of("like gravel") == VoiceForm::Aside);
    CHECK(voice_form_of("低い") == VoiceForm::Aside);
    CHECK(voice_form_of("one two three four five six seven eight") == VoiceForm::Noun);
    CHECK(voice_form_of("so two three four five six seven eight") == VoiceForm::Aside);
}

TEST_CASE("a focal length is nothing but one") {
    CHECK(is_focal_length("50mm"));
    CHECK(is_focal_length("24-70 mm"));
    CHECK_FALSE(is_focal_length("50mm macro"));
    CHECK_FALSE(is_focal_length("mm"));
    CHECK_FALSE(is_focal_length("35mm film"));
}
