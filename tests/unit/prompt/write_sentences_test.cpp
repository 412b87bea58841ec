// The form `sentences` in the styles that come with the compiler: what each model is used to read.
#include <catch2/catch.hpp>

#include "tests/support/prompt_text.hpp"

using namespace shot;
using namespace shot::tests;
using prompt::Attachments;
using sema::Operation;

namespace {

/// An interview of two beats in one take.
ShotBuilder interview() {
    ShotBuilder b;
    b.field(FieldKind::Look, {"a 90s documentary"})
        .field(FieldKind::Scene, {"a dim study"})
        .field(FieldKind::Lens, {"50mm"})
        .field(FieldKind::Lighting, {"window light", "a lamp"})
        .field(FieldKind::Sound, {"a foghorn", "a clock"})
        .speaker("Old Fisherman", {{"an elderly man"}, {"a wool sweater"}, {}, {"low and dry"}})
        .beat(0, 2400, {"Hands", {"close-up", "static"}, {"He looks down."}, {}, {}, {}})
        .beat(2400, 8000, {{}, {"slow push-in"}, {"He smiles."}, {"a creak"}, {}, {}})
        .says(0, "quietly", "I still remember");
    return b;
}

/// Three shots in one clip.
ShotBuilder montage() {
    ShotBuilder b;
    b.field(FieldKind::Look, {"a drama"})
        .speaker("Anna", {{"a diver"}, {}, {}, {}})
        .beat(0, 3000, {{}, {"wide shot"}, {"Anna dives."}, {}, {}, {}})
        .beat(3000, 6000, {{}, {"85mm", "close-up"}, {"Her hand opens."}, {}, {}, {}, true})
        .beat(6000, 8000, {{}, {}, {"A bell."}, {}, {}, {}, true});
    return b;
}

}  // namespace

TEST_CASE("veo: the camera first, dialogue in the sentence, labels for sounds") {
    ShotBuilder b;
    b.field(FieldKind::Look, {"a documentary"})
        .field(FieldKind::Scene, {"a study"})
        .field(FieldKind::Camera, {"close-up", "low angle"})
        .field(FieldKind::Lens, {"50mm", "shallow depth of field"})
        .field(FieldKind::Sound, {"rain"})
        .field(FieldKind::Sfx, {"a knock"})
        .field(FieldKind::Music, {"a cello"})
        .speaker("Anna", {{"a diver"}, {}, {}, {"hoarse"}})
        .actions({"Anna turns."})
        .says(0, "out of breath", "Who is \"there\"?");
    CHECK(
        prompt_of(b, "veo") ==
        "Close-up, low angle, 50mm lens, shallow depth of field. Anna, a diver. Anna turns. Anna says, out of breath, "
        "in a hoarse voice: \"Who is 'there'?\" A study. A documentary.\n"
        "SFX: a knock.\nAmbient noise: rain.\nMusic: a cello.");
}

TEST_CASE("veo: a line with whole seconds for each beat of several, and its own effects") {
    CHECK(prompt_of(interview(), "veo") ==
          "Old Fisherman, an elderly man, wearing a wool sweater. A dim study.\n\n"
          "[00:00-00:02] Close-up, static: Hands. He looks down.\n"
          "[00:02-00:08] Slow push-in. He smiles. Old Fisherman says quietly, in a low and dry voice: \"I still "
          "remember\". SFX: a creak.\n\n"
          "A 90s documentary. Lit by window light and a lamp. Filmed with a 50mm lens.\n"
          "Ambient noise: a foghorn, a clock.");
    CHECK(losses_of(interview(), "veo") ==
          "beat times: 0.00–2.40 becomes 0–2, 2.40–8.00 becomes 2–8; its prompt counts whole seconds\n");
    CHECK(prompt_of(montage(), "veo") ==
          "Anna, a diver.\n\n[00:00-00:03] Wide shot. Anna dives.\n[00:03-00:06] Cut to close-up, 85mm lens. Her hand "
          "opens.\n[00:06-00:08] Cut. A bell.\n\nA drama.");
    CHECK(losses_of(montage(), "veo").empty());
}

TEST_CASE("omni: says that there is one take, where there is one") {
    CHECK(prompt_of(interview(), "omni") ==
          "Single continuous shot, no scene cuts. A 90s documentary. Old Fisherman, an elderly man, wearing a wool "
          "sweater. A dim study.\n\n"
          "[0-2s] Close-up, static: Hands. He looks down.\n"
          "[2-8s] Slow push-in. He smiles. Old Fisherman says quietly, in a low and dry voice: \"I still remember\". "
          "Sound effects: a creak.\n\n"
          "Lit by window light and a lamp. Filmed with a 50mm lens.\nSound design: a foghorn, a clock.");
    CHECK(prompt_of(montage(), "omni").find("continuous") == std::string::npos);
}

TEST_CASE("omni: what to leave out is said in the text, unless the request has a field for it") {
    ShotBuilder b;
    b.field(FieldKind::Look, {"rain"}).field(FieldKind::Negative, {"dialogue", "no captions", "."});
    CHECK(prompt_of(b, "omni") == "Single continuous shot, no scene cuts. Rain.\nNo dialogue. No captions.");
    Attachments carried;
    carried.has_negative = true;
    CHECK(prompt_of(b, "omni", carried) == "Single continuous shot, no scene cuts. Rain.");
    CHECK(losses_of(b, "omni", carried).empty());
    CHECK(losses_of(b, "veo") == "negative: dialogue, no captions; its API has no field for what to leave out\n");
}

TEST_CASE("omni: pictures have tags and a prefix, and a sentence says what they are for") {
    Attachments carried;
    carried.has_first_frame = true;
    carried.speaker_pictures = {1};
    carried.shot_pictures = 1;
    ShotBuilder b;
    b.speaker("Anna", {{"a diver"}, {}, {}, {}}).actions({"Anna dives."});
    CHECK(prompt_of(b, "omni", carried) ==
          "[# Sources <FIRST_FRAME>@Image1] [# References <IMAGE_REF_0>@Image2 <IMAGE_REF_1>@Image3] Single continuous "
          "shot, no scene cuts. Anna <IMAGE_REF_0>, a diver. Anna dives.\nUse Image1 as the starting frame. Use "
          "<IMAGE_REF_1> as reference for the video generation.");
    ShotBuilder unknown;
    unknown.speaker("Anna").actions({"She dives."});
    carried = {};
    carried.speaker_pictures = {2};
    CHECK(prompt_of(unknown, "omni", carried) ==
          "[# References <IMAGE_REF_0>@Image1 <IMAGE_REF_1>@Image2] Single continuous shot, no scene cuts. Anna "
          "<IMAGE_REF_0>, <IMAGE_REF_1>. She dives.");
    CHECK(prompt_of(unknown, "veo", carried) == "She dives.");
}

TEST_CASE("an edit says what stays, unless it does so itself") {
    const auto edit = [](std::string_view change, const char* name) {
        return prompt_of(ShotBuilder().operation(Operation::Edit).field(FieldKind::Change, {change}), name);
    };
    CHECK(edit("make it snow", "omni") == "Make it snow. Keep everything else the same.");
    CHECK(edit("make it snow; keep Everything else", "omni") == "Make it snow; keep Everything else.");
    for (const char* name : {"veo", "h3", "kling", "seedance-2.0", "seedance-2.5", "prose", "ltx"}) {
        CHECK(edit("make it snow", name) == "Make it snow.");
    }
}

TEST_CASE("seedance: shots in order without times, or lines with whole seconds") {
    CHECK(prompt_of(montage(), "seedance-2.0") ==
          "A drama. Anna, a diver.\n\nShot 1: Wide shot. Anna dives.\nShot 2: Close-up, 85mm lens. Her hand opens.\n"
          "Shot 3: A bell.");
    CHECK(losses_of(montage(), "seedance-2.0") ==
          "beat times: 0.00–3.00, 3.00–6.00, 6.00–8.00; its prompt has no times\n");
    CHECK(prompt_of(montage(), "seedance-2.5") ==
          "A drama. Anna, a diver.\n\n0-3s: Wide shot. Anna dives.\n3-6s: Cut to close-up, 85mm lens. Her hand opens.\n"
          "6-8s: Cut. A bell.");
    CHECK(prompt_of(interview(), "seedance-2.0").find("He looks down. Then slow push-in. He smiles.") !=
          std::string::npos);
    Attachments carried;
    carried.speaker_pictures = {1};
    CHECK(prompt_of(montage(), "seedance-2.0", carried).starts_with("A drama. Anna (Image 1), a diver."));
}

TEST_CASE("prose: one paragraph, the frames together, and nobody is heard") {
    Attachments mute;
    mute.makes_sound = false;
    CHECK(prompt_of(interview(), "prose", mute) ==
          "Old Fisherman, an elderly man, wearing a wool sweater. He looks down. He smiles. Old Fisherman speaks "
          "quietly. "
          "A dim study. Close-up, static, then slow push-in. Lit by window light and a lamp. A 90s documentary. Filmed "
          "with a 50mm lens.");
    CHECK(losses_of(interview(), "prose", mute) ==
          "beat times: 0.00–2.40, 2.40–8.00; its prompt has no times\n"
          "sound: a foghorn, a clock; it makes no sound\n"
          "voice: low and dry; it makes no sound\n"
          "title: Hands; its prompt has no place for what a beat is called\n"
          "sfx: a creak; it makes no sound\n"
          "dialogue: Old Fisherman: I still remember; it makes no sound\n");
    ShotBuilder unseen;
    unseen.speaker("Anna", {{}, {}, {}, {}, false}).actions({"Rain."}).says(0, "off-screen", "Hello");
    CHECK(prompt_of(unseen, "prose", mute) == "Rain.");
}

TEST_CASE("ltx: one paragraph in time order, with voices") {
    CHECK(prompt_of(interview(), "ltx") ==
          "A 90s documentary. A dim study. Old Fisherman, an elderly man, wearing a wool sweater. Close-up, static: "
          "Hands. "
          "He looks down. Then slow push-in. He smiles. Old Fisherman says quietly, in a low and dry voice: \"I still "
          "remember\". Sound effects: a creak. Lit by window light and a lamp. Filmed with a 50mm lens. In the "
          "background: a foghorn, a clock.");
    CHECK(losses_of(montage(), "ltx").find("cut: 3.00; its prompt has no words for one\n") != std::string::npos);
}

TEST_CASE("kling: an item for each beat, whose lengths are the clip's") {
    const prompt::Prompt prompt = write(montage().shot(), style("kling"));
    CHECK(prompt.text ==
          "Anna, a diver. Wide shot. Anna dives. A drama.\nAnna, close-up, 85mm lens. Her hand opens.\nAnna. A bell.");
    REQUIRE(prompt.parts.size() == 3);
    CHECK(prompt.parts[0].begin == 0);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(prompt.parts[i].duration == (i < 2 ? 3000 : 2000));
        CHECK((i == 0 ||
               prompt.text.substr(prompt.parts[i - 1].end, prompt.parts[i].begin - prompt.parts[i - 1].end) == "\n"));
    }
    CHECK(prompt.parts[2].end == prompt.text.size());
    CHECK(prompt.losses.empty());
    CHECK(losses_of(interview(), "kling")
              .find("cut: 2.40 becomes a cut; each item of its prompt is a shot of its own\n") != std::string::npos);
    CHECK(write(ShotBuilder().beat(0, 8000, {{}, {}, {"Rain."}, {}, {}, {}}).shot(), style("kling")).parts.empty());
}

TEST_CASE("kling: what does not fit into the first item goes on in the next, and raw stays last") {
    static const std::string kLong(300, 'x');
    ShotBuilder b = montage();
    b.field(FieldKind::Lighting, {kLong}).field(FieldKind::Mood, {kLong}).field(FieldKind::Raw, {"raw words"});
    const prompt::Prompt prompt = write(b.shot(), style("kling"));
    REQUIRE(prompt.parts.size() == 3);
    CHECK(prompt.text.find("Lit by") < prompt.parts[0].end);
    CHECK(prompt.text.find("Mood:") > prompt.parts[0].end);
    CHECK(prompt.parts[0].end - prompt.parts[0].begin <= 512);
    CHECK(prompt.text.ends_with("A bell.\n\nraw words"));
    CHECK(prompt.parts[2].end == prompt.text.size());
}

TEST_CASE("kling: what no item has room for is lost") {
    static const std::string kLong(480, 'x');
    ShotBuilder b = montage();
    b.field(FieldKind::Lighting, {kLong}).field(FieldKind::Film, {kLong}).field(FieldKind::Mood, {kLong});
    static const std::string kWarm = "warm " + kLong;
    b.field(FieldKind::Grade, {kWarm});
    CHECK(losses_of(b, "kling").find("grade: warm ") != std::string::npos);
    for (const prompt::PromptPart& part : write(b.shot(), style("kling")).parts) {
        CHECK(part.end - part.begin <= 512);
    }
}

TEST_CASE("kling: an element for each picture stands behind the name in each item") {
    Attachments carried;
    carried.speaker_pictures = {2};
    CHECK(prompt_of(montage(), "kling", carried) ==
          "Anna <<<element_1>>>, <<<element_2>>>, a diver. Wide shot. Anna dives. A drama.\n"
          "Anna <<<element_1>>>, <<<element_2>>>, close-up, 85mm lens. Her hand opens.\n"
          "Anna <<<element_1>>>, <<<element_2>>>. A bell.");
}

TEST_CASE("a voice is described with the first line alone") {
    ShotBuilder b;
    b.speaker("Anna", {{}, {}, {}, {"a deep alto"}}).says(0, "", "One.").says(0, "whispering", "Two.");
    CHECK(prompt_of(b, "veo") == "Anna says in a deep alto: \"One.\" Anna whispers: \"Two.\"");
    CHECK(losses_of(b, "veo").empty());
}

TEST_CASE("an extension says what the style repeats, and reports the rest as taken over") {
    ShotBuilder b;
    b.operation(Operation::Extend)
        .field(FieldKind::Look, {"a drama"}, false)
        .field(FieldKind::Lens, {"50mm"}, false)
        .field(FieldKind::Mood, {"tense"}, true)
        .speaker("Anna", {{"a diver"}, {}, {}, {}})
        .beat(0, 8000, {{}, {"tilt up"}, {"Anna stands."}, {}, {}, {}});
    CHECK(prompt_of(b, "veo") == "Tilt up. Anna, a diver. Anna stands. A drama. The mood is tense.");
    CHECK(losses_of(b, "veo") == "lens: 50mm; the clip that it continues has it (taken over)\n");
}
