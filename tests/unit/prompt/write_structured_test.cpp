// The style of MiniMax H3: fields or sections, cuts to the millisecond, tags round what is said.
#include <catch2/catch.hpp>

#include "tests/support/prompt_text.hpp"

using namespace shot;
using namespace shot::tests;
using prompt::Attachments;

namespace {

ShotBuilder gallery() {
    ShotBuilder b;
    b.field(FieldKind::Look, {"a drama"})
        .field(FieldKind::Sound, {"wind"})
        .speaker("Anna", {{"a diver"}, {}, {}, {"hoarse"}})
        .beat(0, 2400, {{}, {"wide shot", "static"}, {"Anna waits."}, {}, {}, {}})
        .says(0, "", "\"Now\".")
        .beat(2400, 3500, {{}, {"slow push-in"}, {"She breathes."}, {"a bell"}, {}, {"a cello"}})
        .beat(3500, 8000, {{}, {"close-up", "85mm"}, {"A hand."}, {}, {}, {}, true})
        .says(0, "shouting", "待って");
    return b;
}

}  // namespace

TEST_CASE("h3: three fields, the shots with the times of their cuts") {
    CHECK(
        prompt_of(gallery(), "h3") ==
        "integrated_multimodal_description: [Shot 1] A drama. Wide shot, Static Shot. Anna, a diver. Anna waits. Anna "
        "(S1) says in a hoarse voice: <d>[English] \"Now\".</d> Then Push In at slow speed. She breathes. [Shot 2] At "
        "00:03.500, the camera cuts to close-up, 85mm lens. A hand. Anna (S1) shouts: <d>[Japanese] 待って</d>\n\n"
        "overall_soundscape: Wind. A bell.\n\nnon_diegetic_music: A cello.");
    CHECK(losses_of(gallery(), "h3") ==
          "beat times: 2.40–3.50; its prompt has the times of cuts alone\n"
          "sound times: 2.40–3.50 a bell, 2.40–3.50 a cello; its prompt names sounds for the whole clip\n");
}

TEST_CASE("h3: a field without a value is not available, and raw comes after the fields") {
    ShotBuilder b;
    b.field(FieldKind::Look, {"dunes"}).field(FieldKind::Raw, {"raw"});
    CHECK(prompt_of(b, "h3") ==
          "integrated_multimodal_description: [Shot 1] Dunes.\n\noverall_soundscape: N/A\n\nnon_diegetic_music: "
          "N/A\n\nraw");
}

TEST_CASE("h3: a cut without attributes is said all the same") {
    ShotBuilder b;
    b.beat(0, 4000, {{}, {}, {"Rain."}, {}, {}, {}}).beat(4000, 8000, {{}, {}, {"Sun."}, {}, {}, {}, true});
    CHECK(prompt_of(b, "h3").starts_with(
        "integrated_multimodal_description: [Shot 1] Rain. [Shot 2] At 00:04.000, the shot changes to another view. Sun.\n"));
}

TEST_CASE("h3: a voice-over has its phrase, and lips that stay closed") {
    ShotBuilder b;
    b.speaker("Anna", {{"a diver"}, {}, {}, {"hoarse"}}).says(0, "voice-over, sadly", "Once.");
    CHECK(prompt_of(b, "h3").find("Anna (S1) says in an off-screen voiceover sadly, in a hoarse voice: <d>[English] "
                                  "Once.</d> The lips of Anna stay closed.\n") != std::string::npos);
    ShotBuilder unseen;
    unseen.speaker("Anna", {{}, {}, {}, {}, false}).says(0, "voice over", "Once.");
    CHECK(prompt_of(unseen, "h3").find("Once.</d> All lips on screen stay closed.") != std::string::npos);
}

TEST_CASE("h3: the language goes by the letters") {
    const auto tag = [](std::string_view line) {
        const std::string prompt = prompt_of(ShotBuilder().speaker("Anna").says(0, "", line), "h3");
        const std::size_t begin = prompt.find("<d>[") + 4;
        return prompt.substr(begin, prompt.find(']', begin) - begin);
    };
    CHECK(tag("Hello") == "English");
    CHECK(tag("等我") == "Chinese");
    CHECK(tag("待って") == "Japanese");
    CHECK(tag("기다려") == "Korean");
    CHECK(tag("Привет") == "Russian");
    CHECK(tag("مرحبا") == "Arabic");
}

TEST_CASE("h3: frames are aligned in a first line of their own") {
    const auto first_line = [](bool first, bool last) {
        Attachments carried;
        carried.has_first_frame = first;
        carried.has_last_frame = last;
        const std::string prompt = prompt_of(gallery(), "h3", carried);
        return prompt.substr(0, prompt.find("\n\nintegrated_multimodal_description: [Shot 1] "));
    };
    CHECK(first_line(true, false) ==
          "For the target video, at 0.00 seconds into the target video, <Picture 1> (from [Shot 1]) is fully "
          "referenced.");
    CHECK(
        first_line(true, true) ==
        "How the reference pictures align with the target video — Picture 1 (from Shot 1) aligns with the 0.00-second "
        "mark of the target video; Picture 2 (from Shot 2) aligns with the 8.00-second mark of the target video.");
    CHECK(first_line(false, true) ==
          "How the reference pictures align with the target video — <Picture 1> (from [Shot 2]) aligns with the "
          "8.00-second mark of the target video.");
}

TEST_CASE("h3: pictures of speakers need the six sections") {
    Attachments carried;
    carried.speaker_pictures = {2};
    carried.shot_pictures = 1;
    ShotBuilder b = gallery();
    b.chunks(FieldKind::Subject, {"Anna", " at the rail"});
    CHECK(
        prompt_of(b, "h3", carried) ==
        "subject_definitions:\n<Subject 1> is Anna in <Picture 1>, <Picture 2>.\n<Subject 2> is what <Picture 3> "
        "shows.\n\n"
        "summary:\n[reference generation] A drama. <Subject 1>, a diver. <Subject 1> at the rail.\n\n"
        "retention_analysis:\n<Subject 1> (appears in [Shot 1], [Shot 2]): fully_preserved - the appearance of Anna in "
        "<Picture 1>, <Picture 2> is retained.\n<Subject 2>: fully_preserved - what <Picture 3> shows is retained.\n\n"
        "detailed_description:\n[Shot 1] Wide shot, Static Shot. Anna waits. <Subject 1> (S1) says in a hoarse voice: "
        "<d>[English] \"Now\".</d> Then Push In at slow speed. She breathes. [Shot 2] At 00:03.500, the camera cuts to "
        "close-up, 85mm lens. A hand. <Subject 1> (S1) shouts: <d>[Japanese] 待って</d>\n\n"
        "overall_soundscape:\nWind. A bell.\n\nnon_diegetic_music:\nA cello.");
}
