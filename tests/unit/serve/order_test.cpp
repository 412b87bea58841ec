#include "runtime/serve/order.hpp"

#include <catch2/catch.hpp>

using namespace shot::serve;

namespace {

Answer<VideoOrder> create(std::string_view json) { return Body::parse_json(json).and_then(read_create); }

/// The parameter and the code of what is refused.
std::string refused(std::string_view json) {
    const auto order = create(json);
    return order ? std::string() : order.error().param + " " + order.error().code;
}

Body form(std::initializer_list<Body::Part> parts) {
    Body body;
    for (const Body::Part& part : parts) {
        REQUIRE(body.add_part(part, json_fields()));
    }
    return body;
}

constexpr std::string_view kPng = "\x89PNG\r\n\x1a\n and so on";

}  // namespace

TEST_CASE("an order has the API's defaults", "[serve]") {
    const auto order = create(R"({"prompt": "x"})");
    REQUIRE(order);
    CHECK(order->model == "sora-2");
    CHECK(order->width == 720);
    CHECK(order->height == 1280);
    CHECK(order->milliseconds == 4000);
    CHECK_FALSE(order->is_synchronous);
}

TEST_CASE("sizes and lengths are read as all dialects write them", "[serve]") {
    CHECK(create(R"({"prompt": "x", "seconds": "8"})")->milliseconds == 8000);
    CHECK(create(R"({"prompt": "x", "seconds": 8})")->milliseconds == 8000);
    CHECK(create(R"({"prompt": "x", "seconds": 8.708})")->milliseconds == 8708);
    CHECK(create(R"({"prompt": "x", "seconds": 4, "num_frames": 81, "fps": 16})")->milliseconds == 5063);
    CHECK(create(R"({"prompt": "x", "nvext": {"num_frames": 48}})")->milliseconds == 2000);
    CHECK(create(R"({"prompt": "x", "extra_params": {"duration": 8.7}})")->milliseconds == 8700);
    CHECK(create(R"({"prompt": "x", "width": 832, "height": 480})")->width == 832);
    const auto shaped = create(R"({"prompt": "x", "aspect_ratio": "9:16", "short_edge": 768})");
    REQUIRE(shaped);
    CHECK(shaped->width == 768);
    CHECK(shaped->height == 1366);
    CHECK(create(R"({"prompt": "x", "target": {"aspect_ratio": "16:9", "short_edge": 768, "duration_seconds": 6}})")->height == 768);
}

TEST_CASE("what no server takes is refused by its name", "[serve]") {
    CHECK(refused("{}") == "prompt missing_required_parameter");
    CHECK(refused(R"({"prompt": ""})") == "prompt empty_string");
    CHECK(refused(R"({"prompt": null})") == "prompt missing_required_parameter");
    CHECK(refused(R"({"prompt": {"a": 1}})") == "prompt invalid_type");
    CHECK(refused(R"({"prompt": "x", "seconds": "0"})") == "seconds invalid_value");
    CHECK(refused(R"({"prompt": "x", "seconds": "4s"})") == "seconds invalid_value");
    CHECK(refused(R"({"prompt": "x", "seconds": true})") == "seconds invalid_type");
    CHECK(refused(R"({"prompt": "x", "seconds": [4]})") == "seconds invalid_type");
    CHECK(refused(R"({"prompt": "x", "size": "720p"})") == "size invalid_value");
    CHECK(refused(R"({"prompt": "x", "size": "62x62"})") == "size invalid_value");
    CHECK(refused(R"({"prompt": "x", "size": "99999999999x2"})") == "size invalid_value");
    CHECK(refused(R"({"prompt": "x", "width": 640})") == "height invalid_value");
    CHECK(refused(R"({"prompt": "x", "num_frames": 28800})") == "num_frames invalid_value");
    CHECK(refused(R"({"prompt": "x", "prompts": "y"})") == "prompts unknown_parameter");
    CHECK(refused(R"({"prompt": "x", "prompt": "y"})") == "prompt duplicate_parameter");
    CHECK(refused(R"({"prompt": "x", "characters": [{"id": "a"}, {"id": "b"}, {"id": "c"}]})") ==
          "characters array_above_max_length");
    CHECK(refused(R"({"prompt": "x", "characters": "a"})") == "characters invalid_type");
    CHECK(refused(R"({"prompt": "x", "response_format": "gif"})") == "response_format invalid_value");
    CHECK(refused("[1]") == " invalid_json");
    CHECK(refused("{\"prompt\": \"\xff\"}") == " invalid_json");
    CHECK(refused(std::string(100, '[')) == " invalid_json");
}

TEST_CASE("pictures come as files, data URLs and ids", "[serve]") {
    CHECK(create(R"({"prompt": "x", "input_reference": {"file_id": "file-1"}})")->first_frame_file == "file-1");
    CHECK(create(R"({"prompt": "x", "input_reference": {"image_url": "data:image/png;base64,iVBORw0KGgo="}})")->first_frame ==
          kPng.substr(0, 8));
    CHECK(create(R"({"prompt": "x", "reference_url": "data:image/png;base64,iVBORw0KGgo="})")->first_frame == kPng.substr(0, 8));
    CHECK(create(R"({"prompt": "x", "conditions": [{"type": "image", "uri": "data:image/png;base64,iVBORw0KGgo=", "frame_index": 0}]})")
              ->first_frame == kPng.substr(0, 8));
    CHECK(read_create(form({{"prompt", "x", {}, {}}, {"input_reference", kPng, "a.png", "image/png"}}))->first_frame == kPng);
    CHECK(refused(R"({"prompt": "x", "input_reference": "a.png"})") == "input_reference invalid_type");
    CHECK(refused(R"({"prompt": "x", "input_reference": {"image_url": "https://a/b"}})") == "input_reference.image_url unsupported_url");
    CHECK(refused(R"({"prompt": "x", "input_reference": {"image_url": "data:image/png;base64,!"}})") ==
          "input_reference.image_url invalid_base64");
    CHECK(refused(R"({"prompt": "x", "input_reference": {"image_url": "data:image/gif;base64,R0lG"}})") ==
          "input_reference.image_url invalid_image");
    CHECK(refused(R"({"prompt": "x", "input_reference": {"image_url": "data:,", "file_id": "b"}})") == "input_reference invalid_value");
}

TEST_CASE("forms say the same as JSON", "[serve]") {
    const auto order = read_create(form({{"prompt", "x", {}, {}}, {"characters[][id]", "a", {}, {}}, {"characters[][id]", "b", {}, {}}}));
    REQUIRE(order);
    CHECK(order->characters == std::vector<std::string>{"a", "b"});
    CHECK(read_create(form({{"prompt", "x", {}, {}}, {"characters[0][id]", "a", {}, {}}}))->characters.size() == 1);
    CHECK(read_create(form({{"prompt", "x", {}, {}}, {"characters", R"([{"id": "a"}])", {}, {}}}))->characters.size() == 1);
    CHECK(read_extend(form({{"prompt", "x", {}, {}}, {"video[id]", "v", {}, {}}, {"seconds", "8", {}, {}}}))->source_id == "v");
    CHECK(read_edit(form({{"prompt", "x", {}, {}}, {"video", R"({"id": "v"})", {}, {}}}))->source_id == "v");
    CHECK(read_extend(form({{"prompt", "x", {}, {}}, {"video[id]", "v", {}, {}}})).error().param == "seconds");
    CHECK(read_edit(form({{"prompt", "x", {}, {}}, {"video", "no clip", "a.mp4", "video/mp4"}})).error().code == "invalid_video");
    Body body;
    CHECK_FALSE(body.add_part({"prompt", "\xff\xfe", {}, {}}, json_fields()));
}
