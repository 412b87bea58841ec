// What all layouts share: sentences, lists, speakers, extensions, edits, and the source map.
#include <random>

#include <catch2/catch.hpp>

#include "tests/support/prompt_text.hpp"

using namespace shot;
using namespace shot::tests;
using sema::Layout;
using sema::Operation;

namespace {

std::string look(Texts texts) {
    return prompt_of(ShotBuilder().field(FieldKind::Look, texts));
}
std::string mood(Texts texts, Layout layout = Layout::Prose) {
    return prompt_of(ShotBuilder().layout(layout).field(FieldKind::Mood, texts));
}
std::string pieces(Texts texts) {
    return prompt_of(ShotBuilder().chunks(FieldKind::Look, texts));
}

}  // namespace

TEST_CASE("a sentence gets a capital if its first word is all small letters") {
    CHECK(look({"rain on glass"}) == "Rain on glass.");
    CHECK(look({"rain-soaked street"}) == "Rain-soaked street.");
    CHECK(look({"fisherman's hands"}) == "Fisherman's hands.");
    CHECK(look({"iPhone footage"}) == "iPhone footage.");
    CHECK(look({"RAIN"}) == "RAIN.");
    CHECK(look({"35mm film"}) == "35mm film.");
    CHECK(look({"x264 artefacts"}) == "x264 artefacts.");
    CHECK(look({"f/1.8 softness"}) == "f/1.8 softness.");
    CHECK(look({"adidas.com banner"}) == "adidas.com banner.");
    CHECK(look({"a"}) == "A.");
    CHECK(look({"(dim) room"}) == "(Dim) room.");
    CHECK(look({"\"open\" on a sign"}) == "\"open\" on a sign.");
    CHECK(look({"¿dónde?"}) == "¿Dónde?");
    CHECK(look({"élan vital"}) == "Élan vital.");
    CHECK(look({"über alles"}) == "Über alles.");
    CHECK(look({"naïve style"}) == "Naïve style.");
    CHECK(look({"ночной город"}) == "Ночной город.");
    CHECK(look({"ısı haritası"}) == "Isı haritası.");  // the capital is shorter than the letter
    CHECK(look({"ⱥ", "b"}) == "Ⱥ. B.");
}

TEST_CASE("a sentence gets a full stop only if it has no end") {
    for (const char* text : {"Rain.", "Rain!", "Rain?", "Rain…", "Rain...", "雨。", "雨！", "雨？", "He says \"rain.\"",
                             "He says “rain!”", "(Rain.)", "「雨。」", "Rain —"}) {
        CHECK(look({text}) == text);
    }
    CHECK(look({"a sign reads “open”"}) == "A sign reads “open”.");
    CHECK(look({"rain (light)"}) == "Rain (light).");
    CHECK(look({"rain,"}) == "Rain.");
    CHECK(look({"rain;"}) == "Rain.");
    CHECK(look({"it reads:"}) == "It reads.");
    CHECK(look({"rain.,"}) == "Rain.");
}

TEST_CASE("Chinese and Japanese keep their full stop and need no blank") {
    CHECK(look({"古い書斎", "雨の窓。", "夜"}) == "古い書斎。雨の窓。夜。");
    CHECK(look({"古い書斎。", "rain"}) == "古い書斎。 Rain.");
    CHECK(look({"「静か」"}) == "「静か」。");
    CHECK(look({"서재"}) == "서재.");
}

TEST_CASE("items lose what would double the comma that joins them") {
    CHECK(mood({"tense.", "lonely,", "calm;", "wait...", "hush…", "boo!", "last"}) ==
          "Mood: tense, lonely, calm, wait..., hush…, boo!, last.");
    CHECK(mood({"静か。", "雨、", "夜"}) == "Mood: 静か, 雨, 夜。");
    CHECK(mood({"tense", "calm."}) == "Mood: tense, calm.");
    CHECK(mood({"tense", "calm!"}) == "Mood: tense, calm!");
    CHECK(mood({"tense", "calm,"}) == "Mood: tense, calm.");
    CHECK(mood({"tense.", ".", ","}) == "Mood: tense.");
    CHECK(mood({"tense", "calm,"}, Layout::Blocks) == "Cinematography:\nMood: tense, calm");
    CHECK(mood({"teal (deep, wet)", "amber"}) == "Mood: teal (deep, wet), amber.");
    CHECK(mood({"iPhone", "TENSE"}) == "Mood: iPhone, TENSE.");
}

TEST_CASE("what is inserted brings no second stop or comma along") {
    CHECK(pieces({"a street in ", "Tokyo.", "."}) == "A street in Tokyo.");
    CHECK(pieces({"in ", "Tokyo.", ", at night"}) == "In Tokyo, at night.");
    CHECK(pieces({"in ", "Tokyo,", ", at night"}) == "In Tokyo, at night.");
    CHECK(pieces({"wait", "..."}) == "Wait...");
    CHECK(pieces({"ra", "in"}) == "Rain.");
    CHECK(pieces({"one\nline ", "two\r\n  three", "\n"}) == "One line two three.");
}

TEST_CASE("values that are added are sentences of their own") {
    CHECK(look({"a documentary", "handheld grain.", "Kodak"}) == "A documentary. Handheld grain. Kodak.");
}

TEST_CASE("a speaker is described once, and never where only heard") {
    const auto described = [](const SpeakerText& text) { return prompt_of(ShotBuilder().speaker("Anna", text)); };
    CHECK(described({{"a diver."}, {"a red suit."}, {"a lamp"}, {}}) ==
          "Anna: a diver, wearing a red suit, with a lamp.");
    CHECK(described({{}, {"a red suit"}, {}, {}}) == "Anna: wearing a red suit.");
    CHECK(described({{}, {}, {"a lamp", "a rope"}, {}}) == "Anna: with a lamp, a rope.");
    CHECK(described({{}, {"wearing a red suit"}, {}, {}}) == "Anna: wearing a red suit.");
    CHECK(described({{"a diver", "she limps"}, {"a red suit"}, {}, {}}) ==
          "Anna: a diver, wearing a red suit. She limps.");
    CHECK(described({{"a diver. She limps."}, {"a red suit"}, {"a lamp"}, {}}) ==
          "Anna: a diver. She limps. Wearing a red suit, with a lamp.");
    CHECK(described({{"what a diver!"}, {"a red suit"}, {}, {}}) == "Anna: what a diver! Wearing a red suit.");
    CHECK(described({{"a diver"}, {}, {}, {"hoarse"}, false}).empty());
    CHECK(described({{}, {}, {}, {"hoarse"}}).empty());
}

TEST_CASE("a speaker's name is written as it was given, at the start of a sentence too") {
    ShotBuilder b;
    b.speaker("robo", {{"a tin robot"}, {}, {}, {}}).actions({"robo blinks", "robots dance", "robo's eye glows"});
    CHECK(prompt_of(b) == "robo: a tin robot.\n\nActions:\n- robo blinks.\n- Robots dance.\n- robo's eye glows.");
}

TEST_CASE("a subject of names alone adds nothing, unless nobody describes them") {
    ShotBuilder known;
    known.field(FieldKind::Subject, {"Anna"}).subject_is_names().speaker("Anna", {{"a diver"}, {}, {}, {}});
    CHECK(prompt_of(known) == "Anna: a diver.");
    ShotBuilder unknown;
    unknown.field(FieldKind::Subject, {"Anna and Robo"}).subject_is_names();
    unknown.speaker("Anna", {{"a diver"}, {}, {}, {}}).speaker("Robo");
    CHECK(prompt_of(unknown) == "Anna: a diver. Anna and Robo.");
    ShotBuilder words;
    words.field(FieldKind::Subject, {"Anna mends a net"}).speaker("Anna", {{"a diver"}, {}, {}, {}});
    CHECK(prompt_of(words) == "Anna: a diver. Anna mends a net.");
}

TEST_CASE("an extension says its own fields, and of those it took over what the style repeats") {
    ShotBuilder b;
    b.operation(Operation::Extend)
        .field(FieldKind::Look, {"a documentary"}, false)
        .field(FieldKind::Scene, {"a dim study"}, false)
        .field(FieldKind::Camera, {"wide"}, false)
        .field(FieldKind::Lens, {"50mm"}, false)
        .field(FieldKind::Film, {"16mm"}, false)
        .field(FieldKind::Lighting, {"lamp"}, false)
        .field(FieldKind::Palette, {"amber"}, false)
        .field(FieldKind::Mood, {"tense"}, true)
        .field(FieldKind::Props, {"a map"}, false)
        .field(FieldKind::Sound, {"rain"}, false)
        .field(FieldKind::Finishing, {"grain"}, false)
        .field(FieldKind::Raw, {"raw"}, false)
        .speaker("Anna", {{"a diver"}, {"a red suit"}, {}, {}})
        .beat(0, 4000, {"She rises", {"tilt up"}, {"Anna stands."}});
    CHECK(prompt_of(b) ==
          "A documentary. Anna: a diver, wearing a red suit.\n\n"
          "Cinematography:\nCamera: tilt up\nFilm: 16mm\nLighting: lamp\nPalette: amber\nMood: tense\n\n"
          "Actions:\n- 0.00–4.00 — She rises: Anna stands.\n\n"
          "Background Sound: rain");
    prompt::PromptStyle silent = sora();
    silent.extension_repeats.clear();
    silent.extension_describes_speakers = false;
    CHECK(prompt_of(b.shot(), silent) ==
          "Cinematography:\nCamera: tilt up\nMood: tense\n\nActions:\n- 0.00–4.00 — She rises: Anna stands.");
}

TEST_CASE("an edit's prompt is its change alone") {
    ShotBuilder b;
    b.operation(Operation::Edit)
        .field(FieldKind::Change, {"warm the lamp fill towards amber; keep everything else", "keep the sound"})
        .field(FieldKind::Look, {"a documentary"}, false)
        .field(FieldKind::Raw, {"raw"}, false)
        .speaker("Anna", {{"a diver"}, {}, {}, {}});
    CHECK(prompt_of(b) == "Warm the lamp fill towards amber; keep everything else. Keep the sound.");
}

TEST_CASE("a layout that the style does not know has no effect") {
    prompt::PromptStyle style = sora();
    style.layouts = {Layout::Prose, Layout::Blocks};
    ShotBuilder b;
    b.layout(Layout::Shotlist).field(FieldKind::Mood, {"tense"});
    CHECK(prompt_of(b.shot(), style) == "Mood: tense.");
}

TEST_CASE("the map says where each part of the prompt was written") {
    ShotBuilder b;
    b.field(FieldKind::Look, {"rain"}).field(FieldKind::Mood, {"tense", "calm"});
    prompt::Prompt prompt;
    prompt::write_prompt(b.shot(), sora(), {}, prompt);
    REQUIRE(prompt.text == "Rain.\n\nCinematography:\nMood: tense, calm");
    const auto& chunks = b.shot().chunks;
    REQUIRE(prompt.map.size() == 3);
    CHECK(prompt.map[0].origin == chunks[0].origin);
    CHECK(prompt.map[0].end == 5);  // with its full stop
    CHECK(prompt.map[1].origin == chunks[1].origin);
    CHECK(prompt.text.substr(prompt.map[1].begin, prompt.map[1].end - prompt.map[1].begin) ==
          "\n\nCinematography:\nMood: tense, ");
    CHECK(prompt.map[2].origin == chunks[2].origin);
}

TEST_CASE("a prompt that is written over keeps nothing of the one before") {
    prompt::Prompt prompt;
    prompt::write_prompt(ShotBuilder().field(FieldKind::Look, {"a long look that is long"}).shot(), sora(), {}, prompt);
    prompt::write_prompt(ShotBuilder().field(FieldKind::Look, {"rain"}).shot(), sora(), {}, prompt);
    CHECK(prompt.text == "Rain.");
    require_whole_map(prompt);
}

TEST_CASE("whatever a shot holds, the map is whole and nothing is doubled or empty") {
    static constexpr std::string_view kTexts[] = {"rain",   "Rain.", "calm,",    "it ends!", "wait…",  "。",
                                                  ".",      ",",     "古い書斎", "雨。",     "\"so\"", "(b)",
                                                  "iPhone", "ısı",   "a\nb",     "Anna",     "anna: x"};
    std::mt19937 random(7);
    const auto text = [&] { return kTexts[random() % std::size(kTexts)]; };
    const auto often = [&] { return random() % 3 != 0; };
    for (int round = 0; round < 3000; ++round) {
        ShotBuilder b;
        b.layout(static_cast<Layout>(round % 3));
        b.operation(random() % 4 == 0 ? Operation::Extend : Operation::Create);
        for (const syntax::FieldInfo& info : syntax::fields()) {
            if (often() && info.kind != FieldKind::Raw) {
                b.field(info.kind, {text(), text()}, often());
            }
        }
        b.speaker("Anna", {{text()}, {text()}, {text(), text()}, {text()}, often()})
            .speaker("anna", {{}, {text()}, {}, {}});
        b.actions({text()}).says(0, text(), text());
        for (unsigned i = random() % 4; i > 0; --i) {
            b.beat(0, 1000, {often() ? text() : "", {text(), text()}, {text()}, {text()}, {text()}, {text()}, often()});
            b.says(1, often() ? text() : "", text());
        }
        const std::string prompt = prompt_of(b);
        INFO(prompt);
        for (const char* wrong : {",,", ", ,", ",.", ".,", "。.",    "。。", "!.", "?.", "….",  ":,",  ": ,", "()",
                                  "( ", " )",  "  ", "::", "\n\n\n", " \n",  ";.", "“”", ": .", "(, ", ", )", ",)"}) {
            REQUIRE(prompt.find(wrong) == std::string::npos);
        }
        REQUIRE((prompt.empty() || (prompt.front() != '\n' && prompt.back() != '\n' && prompt.back() != ':')));
    }
}
