// Prompt styles are strict data: whatever is wrong is named by its key.
#include <algorithm>
#include <functional>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/support/prompt_text.hpp"

using namespace shot;
using namespace shot::tests;
using nlohmann::json;

namespace {

std::string failure(const std::string& text) {
    const auto result = prompt::parse_prompt_style(text, "my.json");
    return result ? std::string() : result.error().message();
}

/// What is said of the style that comes with the compiler after a change.
std::string failure_after(const std::function<void(json&)>& change) {
    json style = json::parse(sora_json());
    change(style);
    return failure(style.dump());
}

/// The same of another style.
std::string failure_in(const std::string& name, const std::function<void(json&)>& change) {
    json style = json::parse(style_json(name));
    change(style);
    return failure(style.dump());
}

}  // namespace

TEST_CASE("the style of Sora has the official labels") {
    CHECK(sora().name == "sora");
    CHECK(sora().layouts.front() == sema::Layout::Blocks);
    CHECK(sora().label_of(FieldKind::Camera) == "Camera");
    CHECK(sora().sound_label == "Background Sound");
    CHECK(sora().extension_describes_speakers);
}

TEST_CASE("a slip in a style is a failure that names the key") {
    const std::string prefix = "cannot read prompt style `my.json`: ";
    CHECK(failure("[]") == prefix + "the document is not an object");
    CHECK(failure("{").starts_with(prefix + "not JSON"));
    CHECK(failure(R"({"name": "a", "name": "b"})") == prefix + "key `name` stands there twice in one object");
    CHECK(failure_after([](json& s) { s.erase("words"); }) == prefix + "key `words` is missing");
    CHECK(failure_after([](json& s) { s["colour"] = 1; }) == prefix + "key `colour` is unknown");
    CHECK(failure_after([](json& s) { s["labels"].erase("sound"); }) == prefix + "key `labels.sound` is missing");
    CHECK(failure_after([](json& s) { s["labels"]["sond"] = "x"; }) == prefix + "key `labels.sond` is unknown");
    CHECK(failure_after([](json& s) { s["labels"]["sound"] = 3; }) ==
          prefix + "key `labels.sound` is not one line of text");
    CHECK(failure_after([](json& s) { s["words"]["cut"] = ""; }) == prefix + "key `words.cut` is not one line of text");
    CHECK(failure_after([](json& s) { s["layouts"] = json::array(); }) ==
          prefix + "key `layouts` is not a list with items");
    CHECK(failure_after([](json& s) { s["layouts"][0] = "block"; }) ==
          prefix + "key `layouts[0]` is not `blocks`, `prose` or `shotlist`");
    CHECK(failure_after([](json& s) { s["cinematography"].erase(3); }) ==
          prefix + "key `cinematography` has no place for `film`");
    CHECK(failure_after([](json& s) { s["cinematography"][0]["field"] = "kamera"; }) ==
          prefix + "key `cinematography[0].field`: `kamera` is no field that a prompt says");
    CHECK(failure_after([](json& s) { s["cinematography"][0]["field"] = "lens"; }) ==
          prefix + "key `cinematography[1].field` stands there twice");
    CHECK(failure_after([](json& s) { s["shotlist"].erase(9); }) ==
          prefix + "key `shotlist` has no place for `finishing`");
    CHECK(failure_after([](json& s) { s["shotlist"][0]["parts"][0]["part"] = "seed"; }) ==
          prefix + "key `shotlist[0].parts[0].part`: `seed` is no field that a prompt says");
    CHECK(failure_after([](json& s) { s["shotlist"][0]["heading"] = "Look {size}"; }) ==
          prefix + "key `shotlist[0].heading`: braces stand only for `{shots}` and `{seconds}`");
    CHECK(failure_after([](json& s) { s.erase("shotlist"); }) == prefix + "key `shotlist` is missing");
    CHECK(failure_after([](json& s) { s["extension"]["repeats"][0] = 7; }) ==
          prefix + "key `extension.repeats[0]`: `7` is no field that a prompt says");
    CHECK(failure_after([](json& s) { s["extension"]["describes_speakers"] = "yes"; }) ==
          prefix + "key `extension.describes_speakers` is not true or false");
    CHECK(failure_after([](json& s) {
              s["layouts"] = {"prose"};
              s.erase("shotlist");
          }).empty());
    CHECK(failure(std::string(100000, '[')).starts_with(prefix + "not JSON"));
}

TEST_CASE("a slip in a style of sentences is a failure that names the key") {
    const std::string prefix = "cannot read prompt style `my.json`: ";
    CHECK(failure(R"({"name": "a"})") == prefix + "key `form` is missing");
    CHECK(failure_in("veo", [](json& s) { s["form"] = "verses"; }) ==
          prefix + "key `form` is none of `layouts`, `sentences`");
    CHECK(failure_in("veo", [](json& s) { s["labels"] = 1; }) == prefix + "key `labels` is unknown");
    CHECK(failure_in("veo", [](json& s) { s["words"].erase("described"); }) ==
          prefix + "key `words.described` is missing");
    CHECK(failure_in("veo", [](json& s) { s["order"][0]["parts"].erase(0); }) ==
          prefix + "key `order` has no place for `camera`");
    CHECK(failure_in("veo", [](json& s) { s["order_with_lines"][0]["parts"].push_back("beats"); }) ==
          prefix + "key `order_with_lines` has more than one place for `beats`");
    CHECK(failure_in("veo", [](json& s) { s["order"][0]["parts"][0] = "kamera"; }) ==
          prefix + "key `order[0].parts[0]`: `kamera` is no field that a prompt says");
    CHECK(failure_in("veo", [](json& s) { s["order"][0]["parts"].push_back("raw"); }) ==
          prefix + "key `order[0].parts[16]`: `raw` is always last");
    CHECK(failure_in("veo", [](json& s) { s["order"][0]["parts"].push_back("one_take"); }) ==
          prefix + "key `one_take` is missing");
    CHECK(failure_in("veo", [](json& s) { s["beats"]["clock"] = "hours"; }) ==
          prefix + "key `beats.clock` is none of `none`, `seconds`, `minutes`, `milliseconds`");
    CHECK(failure_in("veo", [](json& s) { s["beats"]["head"] = "[{start}] "; }) ==
          prefix + "key `beats.head`: braces stand here for nothing that is known");
    CHECK(failure_in("veo", [](json& s) { s["beats"].erase("head"); }) == prefix + "key `beats.head` is missing");
    CHECK(failure_in("veo", [](json& s) { s["beats"]["titles"] = "yes"; }) ==
          prefix + "key `beats.titles` is not true or false");
    CHECK(failure_in("kling", [](json& s) { s["beats"]["max_parts"] = -6; }) ==
          prefix + "key `beats.max_parts` is not a whole number");
    CHECK(failure_in("h3", [](json& s) { s["camera"]["words"]["dolly in"] = "Push In"; }) ==
          prefix + "key `camera.words.dolly in` is no term of the camera's vocabulary");
    CHECK(failure_in("h3", [](json& s) {
              s["camera"]["words"]["pan"] = {{"near", "Pan Left"}};
          }) == prefix + "key `camera.words.pan.nearest` is missing");
    CHECK(failure_in("h3", [](json& s) { s["camera"]["speeds"]["slowish"] = "at slow speed"; }) ==
          prefix + "key `camera.speeds.slowish` is no speed of the camera's vocabulary");
    CHECK(failure_in("h3", [](json& s) { s["speech"]["languages"][0]["letters"][0] = "3041"; }) ==
          prefix + "key `speech.languages[0].letters[0]` is no range of code points as in `0400-04FF`");
    CHECK(failure_in("h3", [](json& s) { s["speech"].erase("language"); }) ==
          prefix + "key `speech.language` is missing");
}

TEST_CASE("what a style does not say is listed, and lost") {
    json file = json::parse(style_json("veo"));
    file["not_said"] = {"film"};
    for (const char* order : {"order", "order_with_lines"}) {
        for (json& section : file[order]) {
            json& parts = section["parts"];
            parts.erase(std::remove(parts.begin(), parts.end(), json("film")), parts.end());
        }
    }
    const auto style = prompt::parse_prompt_style(file.dump(), "my.json");
    REQUIRE(style.has_value());
    ShotBuilder b;
    b.field(FieldKind::Film, {"16mm"});
    const prompt::Prompt prompt = write(b.shot(), *style);
    CHECK(prompt.text.empty());
    REQUIRE(prompt.losses.size() == 1);
    CHECK(prompt.losses[0].what == "film");
    CHECK(prompt.losses[0].reason == "its prompt has no place for it");
}
