// Layout `shotlist`: the official sections in their order, and the list of shots.
#include <catch2/catch.hpp>

#include "tests/support/prompt_text.hpp"

using namespace shot;
using namespace shot::tests;
using sema::Layout;

TEST_CASE("shotlist: every field has its section, in the order of the official guide") {
    ShotBuilder b;
    b.layout(Layout::Shotlist)
        .duration(4000)
        .field(FieldKind::Raw, {"--keep this", "and this"})
        .field(FieldKind::Finishing, {"fine-grain overlay", "warm LUT"})
        .field(FieldKind::Music, {"a slow cello"})
        .field(FieldKind::Sfx, {"a shutter bangs"})
        .field(FieldKind::Sound, {"faint rail screech", "train brakes hiss"})
        .field(FieldKind::Mood, {"hopeful", "calm"})
        .field(FieldKind::Palette, {"amber", "cream", "walnut brown"})
        .field(FieldKind::Grade, {"lifted blacks"})
        .field(FieldKind::Lighting, {"low sun from camera left"})
        .field(FieldKind::Film, {"65mm photochemical contrast", "fine grain"})
        .field(FieldKind::Filtration, {"Black Pro-Mist 1/4"})
        .field(FieldKind::Lens, {"32mm", "50mm"})
        .field(FieldKind::Camera, {"eyeline low", "close to lens axis"})
        .field(FieldKind::Props, {"paper coffee cup"})
        .field(FieldKind::Wardrobe, {"commuters in muted tones"})
        .field(FieldKind::Scene, {"urban commuter platform", "dawn"})
        .field(FieldKind::Subject, {"a traveler by the tracks"})
        .field(FieldKind::Look, {"digital capture"})
        .field(FieldKind::Note, {"for people"})
        .field(FieldKind::Negative, {"fog"})
        .speaker("Anna", {{"a traveler"}, {"a navy coat"}, {}, {}})
        .speaker("Tom", {{"a guard"}, {}, {}, {"hoarse"}})
        .beat(0, 2400, {"Arrival Drift", {"32mm", "slow dolly left"}, {"the camera slides past", "light blooms"}})
        .says(1, "shouting", "Mind the gap!")
        .beat(2400, 4000, {"Turn and Pause", {"50mm", "slow arc in"}, {"she turns"}, {"brakes hiss"}, {}, {}, true})
        .says(0, "", "Late.");
    CHECK(prompt_of(b) ==
          "Format & Look\n"
          "Digital capture.\n"
          "65mm photochemical contrast, fine grain.\n"
          "Hopeful, calm.\n"
          "\n"
          "Lenses & Filtration\n"
          "32mm, 50mm.\n"
          "Black Pro-Mist 1/4.\n"
          "\n"
          "Grade / Palette\n"
          "Lifted blacks.\n"
          "Palette anchors: amber, cream, walnut brown.\n"
          "\n"
          "Lighting & Atmosphere\n"
          "Low sun from camera left.\n"
          "\n"
          "Location & Framing\n"
          "Urban commuter platform. Dawn.\n"
          "\n"
          "Wardrobe / Props / Extras\n"
          "Anna: a traveler, wearing a navy coat.\n"
          "Tom: a guard.\n"
          "Main subject: A traveler by the tracks.\n"
          "Extras: commuters in muted tones.\n"
          "Props: paper coffee cup.\n"
          "\n"
          "Sound\n"
          "Faint rail screech, train brakes hiss.\n"
          "A shutter bangs.\n"
          "Music: a slow cello.\n"
          "\n"
          "Optimized Shot List (2 shots / 4 s total)\n"
          "\n"
          "0.00–2.40 — “Arrival Drift” (32mm, slow dolly left)\n"
          "The camera slides past. Light blooms.\n"
          "Tom (hoarse, shouting): \"Mind the gap!\"\n"
          "\n"
          "2.40–4.00 — “Turn and Pause” (cut to 50mm, slow arc in)\n"
          "She turns. Sound: brakes hiss.\n"
          "Anna: \"Late.\"\n"
          "\n"
          "Camera Notes (Why It Reads)\n"
          "Eyeline low, close to lens axis.\n"
          "\n"
          "Finishing\n"
          "Fine-grain overlay, warm LUT.\n"
          "\n"
          "--keep this\n"
          "and this");
}

TEST_CASE("shotlist: what holds for the whole shot stands above the entries") {
    ShotBuilder b;
    b.layout(Layout::Shotlist).duration(4500).speaker("Anna").actions({"rain falls", "wind"}).says(0, "", "Hm.");
    CHECK(prompt_of(b) == "Optimized Shot List (1 shot / 4.5 s total)\nRain falls. Wind.\nAnna: \"Hm.\"");
    b.beat(0, 4500, {"", {"static"}, {"she waits"}});
    CHECK(prompt_of(b) ==
          "Optimized Shot List (1 shot / 4.5 s total)\nRain falls. Wind.\nAnna: \"Hm.\"\n\n0.00–4.50 (static)\nShe "
          "waits.");
}

TEST_CASE("shotlist: an entry reads right with any part of it missing") {
    ShotBuilder b;
    b.layout(Layout::Shotlist)
        .speaker("Anna")
        .beat(0, 2000, {"The \"Mind the gap\" sign.", {}, {}})
        .beat(2000, 4000)
        .says(0, "", "Hm")
        .beat(4000, 6000, {"", {}, {"she waits"}, {}, {}, {}, true})
        .beat(6000, 8000);
    CHECK(prompt_of(b) ==
          "Optimized Shot List (4 shots / 8 s total)\n\n0.00–2.00 — “The 'Mind the gap' sign”\n\n2.00–4.00\nAnna: "
          "\"Hm\"\n\n4.00–6.00 (cut)\nShe waits.\n\n6.00–8.00");
}

TEST_CASE("shotlist: no section without content") {
    CHECK(prompt_of(ShotBuilder().layout(Layout::Shotlist)).empty());
    CHECK(prompt_of(ShotBuilder().layout(Layout::Shotlist).field(FieldKind::Mood, {"tense"})) ==
          "Format & Look\nTense.");
    CHECK(prompt_of(ShotBuilder().layout(Layout::Shotlist).field(FieldKind::Music, {"."}).speaker("Anna")).empty());
    CHECK(prompt_of(ShotBuilder().layout(Layout::Shotlist).field(FieldKind::Raw, {"last"})) == "last");
}
