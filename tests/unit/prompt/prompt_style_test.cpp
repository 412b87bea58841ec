// Prompt styles are strict data: whatever is wrong is named by its key.
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
