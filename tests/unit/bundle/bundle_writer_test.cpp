#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "runtime/bundle/reader.hpp"
#include "runtime/bundle/writer.hpp"
#include "tests/unit/bundle/sample_bundle.hpp"

using namespace shot;
using namespace shot::bundle;

TEST_CASE("a bundle is JSON that says what the types say", "[bundle]") {
    const auto json = nlohmann::json::parse(write_bundle(tests::sample_bundle()).text());
    CHECK(json["format"] == "shot-bundle");
    CHECK(json["version"] == 2);
    CHECK(json["target"]["alias"] == "tall");
    CHECK(json["script"]["files"][1]["path"] == "std/film.shot");
    CHECK(json["assets"][0]["name"] == "Old Fisherman");
    CHECK(json["assets"][3] == nlohmann::json{{"id", "confession-last-frame"}, {"kind", "frame"}, {"request", "confession"}});
    const auto& first = json["requests"][0];
    CHECK(first["title"] == "The \"confession\"");
    CHECK(first["seconds"] == 8);
    CHECK(first["size"] == "1280x720");
    CHECK(first["body"]["seconds"] == "8");
    CHECK(first["cost"]["usd"] == 2.4);
    CHECK(first["lost"][0]["line"] == 12);
    CHECK(first["lost"][1]["file"].is_null());
    CHECK(first["source_map"][1] == nlohmann::json{{"start", 12}, {"end", 30}, {"file", "std/film.shot"}, {"line", 7}});
    CHECK(first["source_map"][2]["line"].is_null());
    CHECK(json["requests"][1]["seconds"] == 2.5);
    CHECK(json["requests"][1]["depends_on"][0] == "confession");
    CHECK(json["requests"][1]["size"].is_null());
    CHECK(json["requests"][2]["seconds"].is_null());
    CHECK(json["requests"][2]["cost"]["usd"].is_null());
    CHECK(first["board"]["palette"][0] == nlohmann::json{{"name", "walnut brown"}, {"hex", "#5c4033"}});
    CHECK(first["board"]["palette"][1]["hex"].is_null());
    CHECK(first["board"]["first_frame"] == "frames-hall");
    CHECK(first["board"]["change"].is_null());
    CHECK(first["board"]["beats"][0]["end"] == 2.4);
    CHECK(first["board"]["beats"][0]["cut"] == false);
    CHECK(first["board"]["beats"][0]["camera"] == nlohmann::json{"medium close-up", "static"});
    CHECK(first["board"]["beats"][1]["title"].is_null());
    CHECK(first["board"]["beats"][1]["lines"][1] ==
          nlohmann::json{{"speaker", "Fisherman"}, {"delivery", nullptr}, {"text", "No."}});
    CHECK(json["requests"][1]["board"]["silent"] == true);
    CHECK(json["requests"][2]["board"]["change"] == "warmer");
    CHECK(json["requests"][2]["board"]["beats"].empty());
    CHECK(json["sequences"][0]["promised_seconds"] == 16);
    CHECK(json["sequences"][1]["promised_seconds"].is_null());
    CHECK(json["totals"]["usd"].is_null());
}

TEST_CASE("bodies stand in a bundle byte for byte", "[bundle]") {
    const Bundle bundle = tests::sample_bundle();
    const std::string text = write_bundle(bundle).text();
    for (const Request& request : bundle.requests) {
        CHECK(text.find("\"body\":" + request.body + ",\n") != std::string::npos);
    }
}

TEST_CASE("requests that are streamed give the bytes of those that are kept", "[bundle]") {
    const Bundle bundle = tests::sample_bundle();
    RequestWriter writer;
    for (const Request& request : bundle.requests) {
        writer.add(request);
    }
    Bundle frame = bundle;
    frame.requests.clear();
    CHECK(write_bundle(frame, writer.take()).text() == write_bundle(bundle).text());
    CHECK(writer.take().is_empty());
}

TEST_CASE("a bundle without requests is one that can be read", "[bundle]") {
    Bundle bundle = tests::sample_bundle();
    bundle.requests.clear();
    bundle.assets.clear();
    bundle.sequences.clear();
    bundle.totals = {};
    const auto read = read_bundle(write_bundle(bundle).text(), "empty.json");
    REQUIRE(read);
    CHECK(read->requests.empty());
}
