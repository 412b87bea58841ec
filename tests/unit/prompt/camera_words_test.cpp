// A closed list of camera words: every term of the vocabulary has a word of it, and nothing else is changed.
#include <fstream>
#include <set>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/support/prompt_text.hpp"

using namespace shot;
using namespace shot::tests;
using nlohmann::json;

namespace {

std::string h3(const std::string& item) {
    std::vector<prompt::CameraWords::Replaced> replaced;
    std::string text = style("h3").sentences.camera->convert(item, replaced);
    for (const auto& loss : replaced) {
        text += " !" + loss.said + "=" + loss.word;
    }
    return text;
}

}  // namespace

TEST_CASE("a term becomes the word that the model knows") {
    CHECK(h3("slow push-in") == "Push In at slow speed");
    CHECK(h3("dolly left") == "Truck Left");
    CHECK(h3("dolly back") == "Pull Out");
    CHECK(h3("static") == "Static Shot");
    CHECK(h3("static frame") == "Static Shot");
    CHECK(h3("slow tracking shot") == "Tracking Shot at slow speed");
    CHECK(h3("fast whip pan left") == "Pan Left at fast speed");
    CHECK(h3("moderate pan left") == "Pan Left");
    CHECK(h3("close-up") == "close-up");
    CHECK(h3("POV") == "POV");
}

TEST_CASE("a term inside other words is replaced there, and so is a second one") {
    CHECK(h3("slow push-in on his hands") == "Push In at slow speed on his hands");
    CHECK(h3("wide shot, slow pan left") == "wide shot, Pan Left at slow speed");
    CHECK(h3("dolly left and tilt up") == "Truck Left and Tilt Up");
    CHECK(h3("the light of the lamp") == "the light of the lamp");
    CHECK(h3("").empty());
}

TEST_CASE("what the list has only something near for is said to be lost") {
    CHECK(h3("crane up") == "Pedestal Up with large amplitude !crane up=Pedestal Up with large amplitude");
    CHECK(h3("handheld") == "Shake Slightly !handheld=Shake Slightly");
}

TEST_CASE("no move of the vocabulary is without a word of the closed list") {
    const std::set<std::string> closed = {"Zoom In",        "Zoom Out",      "Push In",        "Pull Out",
                                          "Pan Left",       "Pan Right",     "Truck Left",     "Truck Right",
                                          "Tilt Up",        "Tilt Down",     "Pedestal Up",    "Pedestal Down",
                                          "Arc Shot",       "Tracking Shot", "Static Shot",    "Shake Slightly",
                                          "Shake Strongly", "POV",           "Roll Clockwise", "Roll Counterclockwise"};
    const json words = json::parse(stdlib::find_embedded("vocabulary/camera.json"));
    const auto check = [&](const std::string& item) {
        std::vector<prompt::CameraWords::Replaced> replaced;
        std::string word = style("h3").sentences.camera->convert(item, replaced);
        for (const char* manner : {" with large amplitude", " with small amplitude", " at fast speed"}) {
            const std::size_t at = word.find(manner);
            word.erase(std::min(at, word.size()), at == std::string::npos ? 0 : std::string_view(manner).size());
        }
        INFO(item << " becomes " << word);
        CHECK(closed.count(word) == 1);
    };
    for (const auto& move : words["terms"]["move"].items()) {
        check(move.key());
        for (const json& direction : words["takes"].value(move.key(), json::array())) {
            check(move.key() + " " + direction.get<std::string>());
        }
    }
}
