// Layout `prose`: one paragraph; each row of the table, beats and dialogue as sentences.
#include <catch2/catch.hpp>

#include "tests/support/prompt_text.hpp"

using namespace shot;
using namespace shot::tests;
using sema::Layout;

TEST_CASE("prose: the guide's neo-noir prompt comes out word for word") {
    ShotBuilder b;
    b.layout(Layout::Prose)
        .field(FieldKind::Look, {"cinematic neo-noir style, shot on 35mm film with subtle halation and natural grain"})
        .field(FieldKind::Scene,
               {"wide-angle shot slowly pushing forward down a rain-soaked Tokyo street at 2am, neon signs "
                "reflecting in puddles"})
        .field(FieldKind::Camera, {"low angle", "slow dolly-in from eye level"})
        .field(FieldKind::Lighting, {"cyan key from neon", "warm spill from shop windows"})
        .field(FieldKind::Palette, {"teal", "magenta", "amber"})
        .field(FieldKind::Mood, {"cinematic", "lonely", "tense"})
        .field(FieldKind::Sound, {"distant traffic hiss", "rain on pavement", "faint izakaya chatter"})
        .actions({"A woman in a black trench coat walks past a ramen shop, hands in pockets, breath visible in the "
                  "cold air."});
    CHECK(prompt_of(b) ==
          "Cinematic neo-noir style, shot on 35mm film with subtle halation and natural grain. Wide-angle shot slowly "
          "pushing "
          "forward down a rain-soaked Tokyo street at 2am, neon signs reflecting in puddles. A woman in a black trench "
          "coat "
          "walks past a ramen shop, hands in pockets, breath visible in the cold air. Camera: low angle, slow dolly-in "
          "from "
          "eye level. Lighting: cyan key from neon, warm spill from shop windows. Palette: teal, magenta, amber. Mood: "
          "cinematic, lonely, tense. Background Sound: distant traffic hiss, rain on pavement, faint izakaya chatter.");
}

TEST_CASE("prose: every field has its place") {
    ShotBuilder b;
    b.layout(Layout::Prose)
        .field(FieldKind::Raw, {"--keep this", "and this"})
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
        .field(FieldKind::Lens, {"32mm"})
        .field(FieldKind::Camera, {"wide"})
        .field(FieldKind::Props, {"a brass lamp"})
        .field(FieldKind::Wardrobe, {"dockers in oilskins"})
        .field(FieldKind::Scene, {"a harbour at night"})
        .field(FieldKind::Subject, {"Anna waits"})
        .field(FieldKind::Look, {"a 70s thriller"})
        .field(FieldKind::Note, {"for people"})
        .field(FieldKind::Negative, {"fog"})
        .speaker("Anna", {{"a tall docker"}, {"a red scarf"}, {"a boat hook"}, {}})
        .actions({"she turns"})
        .says(0, "", "Now");
    CHECK(
        prompt_of(b) ==
        "A 70s thriller. Anna: a tall docker, wearing a red scarf, with a boat hook. Anna waits. A harbour at night. "
        "Dockers "
        "in oilskins. A brass lamp. She turns. Camera: wide. Lens: 32mm. Filtration: Black Pro-Mist 1/4. Film: 16mm. "
        "Lighting: neon key. Grade: lifted blacks. Palette: teal, amber, cream. Mood: tense. Dialogue: Anna: \"Now\". "
        "Background Sound: rain, a shutter bangs. Music: a slow cello. Finishing: fine-grain overlay, warm LUT.\n"
        "\n"
        "--keep this\n"
        "and this");
}

TEST_CASE("prose: beats are sentences with their times, titles and attributes") {
    ShotBuilder b;
    b.layout(Layout::Prose)
        .speaker("Fisherman", {{}, {}, {}, {"low and dry"}})
        .actions({"rain falls"})
        .beat(0, 2400, {"Hands at rest", {"medium close-up", "static"}, {"he looks down", "he sighs"}})
        .says(0, "quietly", "I still remember.")
        .beat(2400, 4000, {"The memory", {"slow push-in"}, {}})
        .beat(4000, 6000)
        .says(0, "", "Gone")
        .beat(6000, 8000, {"", {}, {}, {"a shutter bangs"}});
    CHECK(prompt_of(b) ==
          "Rain falls. 0.00–2.40 — Hands at rest (medium close-up, static): He looks down. He sighs. 2.40–4.00 — The "
          "memory "
          "(slow push-in). 6.00–8.00 — Sound: a shutter bangs. Dialogue: 0.00–2.40 — Fisherman (low and dry, quietly): "
          "\"I "
          "still remember.\" 4.00–6.00 — Fisherman (low and dry): \"Gone\".");
}

TEST_CASE("prose: the attributes of a single beat are the camera's sentence") {
    ShotBuilder b;
    b.layout(Layout::Prose).beat(0, 8000, {"Arrival", {"32mm", "slow dolly left"}, {"he arrives"}});
    CHECK(prompt_of(b) == "0.00–8.00 — Arrival: He arrives. Camera: 32mm, slow dolly left.");
}

TEST_CASE("prose: nothing is written for what is not there") {
    const auto prose = [](FieldKind kind, Texts texts) {
        return prompt_of(ShotBuilder().layout(Layout::Prose).field(kind, texts));
    };
    CHECK(prompt_of(ShotBuilder().layout(Layout::Prose)).empty());
    CHECK(prose(FieldKind::Mood, {"tense"}) == "Mood: tense.");
    CHECK(prose(FieldKind::Music, {"a cello."}) == "Music: a cello.");
    CHECK(prose(FieldKind::Sound, {","}).empty());
    CHECK(prose(FieldKind::Raw, {"last"}) == "last");
}

TEST_CASE("prose: the guide's headphones come out word for word") {
    ShotBuilder b;
    b.layout(Layout::Prose)
        .field(FieldKind::Look, {"commercial photography style, clean studio aesthetic with soft shadows"})
        .field(FieldKind::Subject,
               {"smooth 360-degree rotating shot of matte-black wireless headphones on a white marble "
                "pedestal against a seamless white cyclorama"})
        .field(FieldKind::Scene, {"subtle reflection on the pedestal surface"})
        .field(FieldKind::Camera, {"medium close-up", "slow orbit at eye level", "shallow depth of field"})
        .field(FieldKind::Lighting, {"large softbox key from above", "gentle rim light from behind", "gradient fill"})
        .field(FieldKind::Palette, {"white", "charcoal", "brushed metal accents"})
        .field(FieldKind::Mood, {"premium", "minimal", "confident"})
        .field(FieldKind::Sound, {"a single subtle electronic chime at the start", "then ambient room tone"});
    CHECK(
        prompt_of(b) ==
        "Commercial photography style, clean studio aesthetic with soft shadows. Smooth 360-degree rotating shot of "
        "matte-black wireless headphones on a white marble pedestal against a seamless white cyclorama. Subtle "
        "reflection on "
        "the pedestal surface. Camera: medium close-up, slow orbit at eye level, shallow depth of field. Lighting: "
        "large "
        "softbox key from above, gentle rim light from behind, gradient fill. Palette: white, charcoal, brushed metal "
        "accents. Mood: premium, minimal, confident. Background Sound: a single subtle electronic chime at the start, "
        "then "
        "ambient room tone.");
}
