// Layout `blocks`: each row of the table in 'What a script compiles to', and how beats and dialogue read.
#include <catch2/catch.hpp>

#include "tests/support/prompt_text.hpp"

using namespace shot;
using namespace shot::tests;
using sema::Operation;

namespace {

/// The shot `confession` of the language page.
ShotBuilder confession() {
    ShotBuilder b;
    b.field(FieldKind::Look, {"a 90s documentary interview"})
        .field(FieldKind::Film, {"Kodak Vision3 500T", "gate weave"})
        .field(FieldKind::Lens, {"50mm"})
        .field(FieldKind::Lighting, {"soft window light from screen-left", "warm practical lamp fill"})
        .field(FieldKind::Mood, {"nostalgic", "intimate"})
        .field(FieldKind::Palette, {"amber", "cream", "walnut brown"})
        .field(FieldKind::Subject, {"Fisherman"})
        .subject_is_names()
        .field(FieldKind::Scene,
               {"a dim study lined with maritime maps; rain on the one window, a paraffin lamp on the desk"})
        .field(FieldKind::Sound, {"distant foghorn", "ticking wall clock", "faint creak of the chair"})
        .speaker("Fisherman", {{"an elderly Swedish fisherman with a weathered face and deep wrinkles"},
                               {"a navy wool sweater", "sleeves pushed up"},
                               {},
                               {"low and dry"}})
        .beat(
            0, 2400,
            {"Hands at rest", {"medium close-up", "static"}, {"Fisherman looks down at his hands, then up to camera."}})
        .beat(2400, 8000, {"The memory", {"slow push-in"}, {"A faint smile crosses his face."}})
        .says(0, "quietly", "I still remember when I was young.");
    return b;
}

}  // namespace

TEST_CASE("blocks: the example of the language page comes out word for word") {
    CHECK(
        prompt_of(confession()) ==
        "A 90s documentary interview. Fisherman: an elderly Swedish fisherman with a weathered face and deep wrinkles, "
        "wearing a navy wool sweater, sleeves pushed up. A dim study lined with maritime maps; rain on the one window, "
        "a "
        "paraffin lamp on the desk.\n"
        "\n"
        "Cinematography:\n"
        "Lens: 50mm\n"
        "Film: Kodak Vision3 500T, gate weave\n"
        "Lighting: soft window light from screen-left, warm practical lamp fill\n"
        "Palette: amber, cream, walnut brown\n"
        "Mood: nostalgic, intimate\n"
        "\n"
        "Actions:\n"
        "- 0.00–2.40 — Hands at rest (medium close-up, static): Fisherman looks down at his hands, then up to camera.\n"
        "- 2.40–8.00 — The memory (slow push-in): A faint smile crosses his face.\n"
        "\n"
        "Dialogue:\n"
        "- 2.40–8.00 — Fisherman (low and dry, quietly): \"I still remember when I was young.\"\n"
        "\n"
        "Background Sound: distant foghorn, ticking wall clock, faint creak of the chair");
}

TEST_CASE("blocks: every field has its place") {
    ShotBuilder b;
    b.field(FieldKind::Raw, {"--keep this", "and this, as it is,"})
        .field(FieldKind::Finishing, {"fine-grain overlay", "warm LUT"})
        .field(FieldKind::Music, {"a slow cello"})
        .field(FieldKind::Sfx, {"a shutter bangs"})
        .field(FieldKind::Sound, {"rain"})
        .field(FieldKind::Mood, {"tense"})
        .field(FieldKind::Palette, {"teal", "amber", "cream"})
        .field(FieldKind::Grade, {"lifted blacks"})
        .field(FieldKind::Lighting, {"neon key"})
        .field(FieldKind::Film, {"16mm"})
        .field(FieldKind::Filtration, {"Black Pro-Mist 1/4"})
        .field(FieldKind::Lens, {"32mm", "T2.8"})
        .field(FieldKind::Camera, {"wide", "static"})
        .field(FieldKind::Props, {"a brass lamp", "a map"})
        .field(FieldKind::Wardrobe, {"dockers in oilskins"})
        .field(FieldKind::Scene, {"a harbour at night"})
        .field(FieldKind::Subject, {"Anna waits by the crane"})
        .field(FieldKind::Look, {"a 70s thriller"})
        .field(FieldKind::Note, {"for people"})
        .field(FieldKind::Negative, {"fog"})
        .speaker("Anna", {{"a tall docker"}, {}, {"a boat hook"}, {}})
        .actions({"she turns", "the crane swings"})
        .says(0, "", "Now.");
    CHECK(prompt_of(b) ==
          "A 70s thriller. Anna: a tall docker, with a boat hook. Anna waits by the crane. A harbour at night. Dockers "
          "in "
          "oilskins. A brass lamp, a map.\n"
          "\n"
          "Cinematography:\n"
          "Camera: wide, static\n"
          "Lens: 32mm, T2.8\n"
          "Filtration: Black Pro-Mist 1/4\n"
          "Film: 16mm\n"
          "Lighting: neon key\n"
          "Grade: lifted blacks\n"
          "Palette: teal, amber, cream\n"
          "Mood: tense\n"
          "\n"
          "Actions:\n"
          "- She turns.\n"
          "- The crane swings.\n"
          "\n"
          "Dialogue:\n"
          "- Anna: \"Now.\"\n"
          "\n"
          "Background Sound: rain, a shutter bangs\n"
          "Music: a slow cello\n"
          "\n"
          "Finishing: fine-grain overlay, warm LUT\n"
          "\n"
          "--keep this\n"
          "and this, as it is,");
}

TEST_CASE("blocks: nothing is written for what is not there") {
    CHECK(prompt_of(ShotBuilder()).empty());
    CHECK(prompt_of(ShotBuilder().field(FieldKind::Music, {"a slow cello"})) == "Music: a slow cello");
    CHECK(prompt_of(ShotBuilder().field(FieldKind::Mood, {"tense"})) == "Cinematography:\nMood: tense");
    CHECK(prompt_of(ShotBuilder().field(FieldKind::Raw, {"last"})) == "last");
    CHECK(prompt_of(ShotBuilder().field(FieldKind::Mood, {","}).field(FieldKind::Sound, {"."})).empty());
    CHECK(prompt_of(ShotBuilder().beat(0, 8000)).empty());
    CHECK(prompt_of(ShotBuilder().speaker("Anna", {{","}, {}, {}, {}})).empty());
}

TEST_CASE("blocks: the attributes of a single beat are the camera's line") {
    ShotBuilder b;
    b.field(FieldKind::Camera, {"low angle"}).beat(0, 8000, {"Arrival", {"32mm", "slow dolly left"}, {"he arrives"}});
    CHECK(prompt_of(b) ==
          "Cinematography:\nCamera: low angle, 32mm, slow dolly left\n\nActions:\n- 0.00–8.00 — Arrival: He arrives.");
    ShotBuilder alone;
    alone.beat(0, 8000, {"", {"slow dolly left"}, {}});
    CHECK(prompt_of(alone) == "Cinematography:\nCamera: slow dolly left");
}

TEST_CASE("blocks: a beat reads right with any part of it missing") {
    const auto line = [](const BeatText& beat) {
        ShotBuilder b;
        b.beat(0, 1000, {"First", {}, {}}).beat(1000, 2250, beat).beat(2250, 3125, {"Last", {}, {}});
        const std::string text = prompt_of(b);
        const std::string before = "Actions:\n- 0.00–1.00 — First\n";
        const std::string after = "- 2.25–3.125 — Last";
        REQUIRE(text.substr(0, before.size()) == before);
        REQUIRE(text.substr(text.size() - after.size()) == after);
        return text.substr(before.size(), text.size() - before.size() - after.size());
    };
    CHECK(line({}).empty());
    CHECK(line({"The memory", {}, {}}) == "- 1.00–2.25 — The memory\n");
    CHECK(line({"The memory.", {}, {"he nods"}}) == "- 1.00–2.25 — The memory: He nods.\n");
    CHECK(line({"", {"close-up,", "static."}, {}}) == "- 1.00–2.25 (close-up, static)\n");
    CHECK(line({"", {}, {"he nods", "she waits!"}}) == "- 1.00–2.25: He nods. She waits!\n");
    CHECK(line({"", {"static"}, {"he nods"}}) == "- 1.00–2.25 (static): He nods.\n");
    CHECK(line({"Bang", {}, {"he nods"}, {"a shutter bangs", "rain."}}) ==
          "- 1.00–2.25 — Bang: He nods. Sound: a shutter bangs, rain.\n");
    CHECK(line({"Bang", {"static"}, {}, {"a shutter bangs"}}) ==
          "- 1.00–2.25 — Bang (static). Sound: a shutter bangs.\n");
    CHECK(line({"", {}, {}, {"a shutter bangs"}}) == "- 1.00–2.25 — Sound: a shutter bangs.\n");
    CHECK(line({"", {}, {}, {}, {"lamp gutters"}, {"a cello"}}) ==
          "- 1.00–2.25 — Lighting: lamp gutters. Music: a cello.\n");
}

TEST_CASE("blocks: a cut is said in the beat that starts with it") {
    ShotBuilder b;
    b.beat(0, 2000, {"One", {"32mm"}, {"he waits"}, {}, {}, {}, true})
        .beat(2000, 4000, {"Two", {"close-up", "50mm"}, {"he turns"}, {}, {}, {}, true})
        .beat(4000, 6000, {"Three", {}, {"he runs"}, {}, {}, {}, true})
        .beat(6000, 8000, {"", {"smash cut to wide"}, {"gone"}, {}, {}, {}, true});
    CHECK(prompt_of(b) ==
          "Actions:\n"
          "- 0.00–2.00 — One (32mm): He waits.\n"
          "- 2.00–4.00 — Two (cut to close-up, 50mm): He turns.\n"
          "- 4.00–6.00 — Three (cut): He runs.\n"
          "- 6.00–8.00 (smash cut to wide): Gone.");
    ShotBuilder extension;
    extension.operation(Operation::Extend).beat(0, 4000, {"", {"wide"}, {"he waits"}, {}, {}, {}, true});
    CHECK(prompt_of(extension) == "Cinematography:\nCamera: wide\n\nActions:\n- 0.00–4.00 (cut): He waits.");
}

TEST_CASE("blocks: dialogue has a time only in a beat, and a beat that only speaks has no action") {
    ShotBuilder b;
    b.speaker("Anna").speaker("Old Tom", {{}, {}, {}, {"hoarse."}});
    b.says(0, "", "Ready?")
        .beat(0, 2000)
        .says(1, "", "Never.")
        .beat(2000, 4000, {"Go", {}, {}})
        .says(0, "shouting", "Go!");
    CHECK(prompt_of(b) ==
          "Actions:\n- 2.00–4.00 — Go\n\n"
          "Dialogue:\n- Anna: \"Ready?\"\n- 0.00–2.00 — Old Tom (hoarse): \"Never.\"\n- 2.00–4.00 — Anna (shouting): "
          "\"Go!\"");
}

TEST_CASE("blocks: a quotation in a line of dialogue cannot end it") {
    ShotBuilder b;
    b.speaker("Anna").says(0, "", "He said \"run\" and “hide”, „now“.");
    CHECK(prompt_of(b) == "Dialogue:\n- Anna: \"He said 'run' and ‘hide’, ‚now‘.\"");
}

TEST_CASE("blocks: the guide's fisherman comes out as its blocks, phrase by phrase") {
    ShotBuilder b;
    b.field(FieldKind::Look,
            {"In a 90s documentary-style interview, an elderly Swedish fisherman sits in a dim study lined "
             "with maritime maps."})
        .field(FieldKind::Subject, {"He wears a wool sweater and has a weathered face with deep wrinkles."})
        .field(FieldKind::Camera, {"medium close-up", "static on tripod with slight handheld micro-shake"})
        .field(FieldKind::Lighting, {"soft window light from screen-left", "warm practical lamp fill"})
        .field(FieldKind::Mood, {"nostalgic", "intimate"})
        .field(FieldKind::Sound, {"distant foghorn", "ticking wall clock", "faint creak of the chair"})
        .speaker("Fisherman")
        .actions({"He looks down at his hands, then up to camera.", "A faint smile crosses his face."})
        .says(0, "quietly", "I still remember when I was young.");
    CHECK(prompt_of(b) ==
          "In a 90s documentary-style interview, an elderly Swedish fisherman sits in a dim study lined with maritime "
          "maps. He "
          "wears a wool sweater and has a weathered face with deep wrinkles.\n\n"
          "Cinematography:\n"
          "Camera: medium close-up, static on tripod with slight handheld micro-shake\n"
          "Lighting: soft window light from screen-left, warm practical lamp fill\n"
          "Mood: nostalgic, intimate\n\n"
          "Actions:\n- He looks down at his hands, then up to camera.\n- A faint smile crosses his face.\n\n"
          "Dialogue:\n- Fisherman (quietly): \"I still remember when I was young.\"\n\n"
          "Background Sound: distant foghorn, ticking wall clock, faint creak of the chair");
}

TEST_CASE("an attribute that names the cut says it, in any case of its letters") {
    ShotBuilder b;
    b.beat(0, 4000, {{}, {"wide"}, {"Rain."}, {}, {}, {}})
        .beat(4000, 8000, {{}, {"Hard Cut to close-up"}, {"Sun."}, {}, {}, {}, true});
    CHECK(prompt_of(b) == "Actions:\n- 0.00–4.00 (wide): Rain.\n- 4.00–8.00 (Hard Cut to close-up): Sun.");
}
