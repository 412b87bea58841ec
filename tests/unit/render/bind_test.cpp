#include <catch2/catch.hpp>

#include "runtime/render/bind.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace shot;
using namespace shot::render;

namespace {

struct World {
    tests::TemporaryFolder folder;
    bundle::Bundle bundle;
    bundle::Request request;
    Bindings bindings;

    World() {
        bundle.assets = {{"Fisherman", "character", "Old Fisherman", "cast.mp4", std::string(64, 'a'), 4, ""},
                         {"door", "image", "", "door.png", std::string(64, 'b'), 4, ""}};
        request.id = "storm";
        request.method = "POST";
        request.path = "/v1/videos";
        request.assets = {"Fisherman", "door"};
        request.depends_on = {"confession"};
        bindings.upload = [](const bundle::Asset& asset) { return "remote-" + asset.id; };
        bindings.file = [this](const bundle::Asset& asset) {
            return dialects::FileValue{folder.write(asset.path, "\x01\x02\x03"), asset.path, "image/png"};
        };
        bindings.job = [](std::string_view name) { return Result<std::string>("job-" + std::string(name)); };
        bindings.address = [](std::string_view) { return Result<std::string>(""); };
        bindings.clip = [this](std::string_view) { return dialects::FileValue{folder.write("clip.mp4", "abc"), "clip.mp4", "video/mp4"}; };
    }

    std::string bind(std::string body) {
        request.body = std::move(body);
        const auto ready = bind_request(bundle, request, bindings);
        return ready ? ready->body : "failed: " + ready.error().message();
    }
};

}  // namespace

TEST_CASE("names of the bundle become what the server knows, all else stays to the byte", "[render]") {
    World world;
    CHECK(world.bind(R"({"seconds":8.70,"characters":[{"id":"${assets.Fisherman.id}"}],"video":{"id":"${requests.confession.id}"}})") ==
          R"({"seconds":8.70,"characters":[{"id":"remote-Fisherman"}],"video":{"id":"job-confession"}})");
    CHECK(world.bind(R"({"image":"${assets.door.base64}"})") == R"({"image":"AQID"})");
    CHECK(world.bind(R"({"video":"${requests.confession.base64}"})") == R"({"video":"YWJj"})");
}

TEST_CASE("what only looks like a name is text", "[render]") {
    World world;
    for (const char* body : {R"({"prompt":"${assets.door.id}"})", R"({"x":"see ${assets.door.id}"})", R"({"x":"${assets.window.id}"})",
                             R"({"x":"\"${assets.door.id}"})", R"({"${assets.door.id}":1})", R"({"x":"${}"})", R"({"x":"${assets.}"})"}) {
        CHECK(world.bind(body) == body);
    }
}

TEST_CASE("a file of a form is named in the body and handed over beside it", "[render]") {
    World world;
    world.request.body = R"({"prompt":"A door.","input_reference":"${assets.door.file}"})";
    const auto ready = bind_request(world.bundle, world.request, world.bindings);
    REQUIRE(ready);
    REQUIRE(ready->files.size() == 1);
    CHECK(ready->body == R"({"prompt":"A door.","input_reference":")" + ready->files[0].first + R"("})");
    CHECK(ready->files[0].second.name == "door.png");
}

TEST_CASE("an address is data where the server takes it so, and else somebody has to put the file there", "[render]") {
    World world;
    CHECK(world.bind(R"({"u":"${assets.door.url}"})").find("put it where the server can reach it") != std::string::npos);
    world.bindings.takes_data_urls = true;
    CHECK(world.bind(R"({"u":"${assets.door.url}"})") == R"({"u":"data:image/png;base64,AQID"})");
    world.bindings.address = [](std::string_view) { return Result<std::string>("https://x/v"); };
    CHECK(world.bind(R"({"u":"${requests.confession.uri}"})") == R"({"u":"https://x/v"})");
}

TEST_CASE("what cannot be bound fails the request, and nothing is sent", "[render]") {
    World world;
    world.bindings.job = [](std::string_view) { return Result<std::string>(tl::unexpected(Failure{"render", "storm", "its source has no clip"})); };
    CHECK(world.bind(R"({"id":"${requests.confession.id}"})") == "failed: cannot render `storm`: its source has no clip");
}
