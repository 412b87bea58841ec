// Dialects: the bodies of the three operations byte for byte, what a template leaves out, and what the reader refuses.
#include "compiler/targets/dialect.hpp"

#include <array>

#include <catch2/catch.hpp>

#include "stdlib/embedded.hpp"

namespace shot::tests {
namespace {

using sema::Operation;
using targets::BodyValues;
using targets::BoundFile;
using targets::Dialect;

std::string body(const Dialect& dialect, Operation operation, const BodyValues& values) {
    std::string out = "before,";
    targets::write_body(*dialect.find_operation(operation, values.available()), values, out);
    REQUIRE(out.starts_with("before,"));
    return out.substr(7);
}

Dialect with_body(const std::string& template_text) {
    const std::string json =
        R"({"name": "mine", "title": "Mine", "base_url": "https://example.com", "facts_as_of": "2026-11-22",
        "sources": {"doc": {"title": "Doc", "url": "https://example.com", "date": "2026"}},
        "operations": {"create": {"method": "POST", "path": "/make", "source": "doc", "body": )" +
        template_text + "}}}";
    auto dialect = targets::parse_dialect(json, "mine.json");
    INFO((dialect ? "" : dialect.error().reason));
    REQUIRE(dialect.has_value());
    return std::move(*dialect);
}

std::string reason_of(const std::string& template_text) {
    const std::string json =
        R"({"name": "mine", "title": "Mine", "base_url": "https://example.com", "facts_as_of": "2026-11-22",
        "sources": {"doc": {"title": "Doc", "url": "https://example.com", "date": "2026"}},
        "operations": {"create": {"method": "POST", "path": "/make", "source": "doc", "body": )" +
        template_text + "}}}";
    const auto dialect = targets::parse_dialect(json, "mine.json");
    REQUIRE_FALSE(dialect.has_value());
    return dialect.error().reason;
}

Dialect built_in(std::string_view name) {
    const std::string path = "dialects/" + std::string(name) + ".json";
    auto dialect = targets::parse_dialect(stdlib::find_embedded(path), path);
    INFO((dialect ? "" : dialect.error().reason));
    REQUIRE(dialect.has_value());
    return std::move(*dialect);
}

BoundFile bound(std::string_view path, std::string_view mime = "image/png", bool is_clip = false) {
    return {path, {}, mime, is_clip};
}

TEST_CASE("the Videos API's requests are written as it takes them") {
    const Dialect dialect = built_in("openai-videos");
    BodyValues values;
    values.model = "sora-2";
    values.prompt = "He says \"no\".\nThen – nothing.";
    values.size = {1280, 720};
    values.milliseconds = 8000;
    CHECK(body(dialect, Operation::Create, values) ==
          R"({"model":"sora-2","prompt":"He says \"no\".\nThen – nothing.","size":"1280x720","seconds":"8"})");

    const std::array<BoundFile, 2> characters = {bound("assets.Otter"), bound("assets.Owl")};
    values.characters = characters;
    values.first_frame = bound("assets.door");
    CHECK(
        body(dialect, Operation::Create, values) ==
        R"({"model":"sora-2","prompt":"He says \"no\".\nThen – nothing.","size":"1280x720","seconds":"8",)"
        R"("input_reference":{"file_id":"${assets.door.id}"},"characters":[{"id":"${assets.Otter.id}"},{"id":"${assets.Owl.id}"}]})");

    values.source = bound("requests.confession", "video/mp4", true);
    CHECK(body(dialect, Operation::Extend, values) ==
          R"({"video":{"id":"${requests.confession.id}"},"prompt":"He says \"no\".\nThen – nothing.","seconds":"8"})");
    CHECK(body(dialect, Operation::Edit, values) ==
          R"({"video":{"id":"${requests.confession.id}"},"prompt":"He says \"no\".\nThen – nothing."})");
}

TEST_CASE("an edit of an uploaded file names the model") {
    const Dialect dialect = built_in("openai-videos");
    BodyValues values;
    values.model = "sora-2-pro";
    values.prompt = "Warmer.";
    values.source = bound("assets.take", "video/mp4", true);
    values.is_uploaded_source = true;
    CHECK(body(dialect, Operation::Edit, values) ==
          R"({"video":{"id":"${assets.take.id}"},"prompt":"Warmer.","model":"sora-2-pro"})");
}

TEST_CASE("paths and batches of the Videos API") {
    const Dialect dialect = built_in("openai-videos");
    CHECK(dialect.create[0].method == "POST");
    CHECK(dialect.create[0].path == "/v1/videos");
    CHECK(dialect.extend[0].path == "/v1/videos/extensions");
    CHECK(dialect.edit[0].path == "/v1/videos/edits");
    REQUIRE(dialect.batch.has_value());
    CHECK(dialect.batch->endpoint == "/v1/videos");
    CHECK(dialect.batch->max_lines == 50'000);
    CHECK(dialect.batch->max_bytes == 200'000'000);
    CHECK(dialect.batch->one_model_per_file);
    CHECK(dialect.batch->takes(Operation::Create));
    CHECK_FALSE(dialect.batch->takes(Operation::Extend));
}

TEST_CASE("every kind of placeholder is written") {
    const Dialect dialect =
        with_body(R"({"n": "$seconds", "s": "$seconds:string", "t": "$seconds:string:s", "w": "$width", "h": "$height",
        "a": "$aspect", "r": "$resolution", "seed": "$seed", "audio": "$audio", "no": "$negative", "last": "$last_frame.id",
        "const": [1, true, null, "text", {"deep": {}}]})");
    BodyValues values;
    values.size = {1920, 1080};
    values.milliseconds = 2450;
    values.seed = 0;
    values.audio = false;
    values.negative = "text";
    values.last_frame.id = "x";
    CHECK(
        body(dialect, Operation::Create, values) ==
        R"({"n":2.45,"s":"2.45","t":"2.45s","w":1920,"h":1080,"a":"16:9","r":"1080p","seed":0,"audio":false,"no":"text","last":"x",)"
        R"("const":[1,true,null,"text",{"deep":{}}]})");
    CHECK(body(dialect, Operation::Create, {}) == R"({"const":[1,true,null,"text",{"deep":{}}]})");
    values.size = {3840, 2160};
    CHECK_THAT(body(dialect, Operation::Create, values), Catch::Contains(R"("r":"4k")"));
}

TEST_CASE("an object none of whose placeholders has a value is left out whole, wherever it stands") {
    const Dialect dialect = with_body(R"({"a": {"b": {"seed": "$seed"}, "audio": "$audio"},
        "input": [{"type": "text", "text": "$prompt"}, {"type": "image", "uri": "$first_frame.id"}, {"type": "video", "uri": "$source.id"}],
        "refs": {"$each": "references", "item": {"image": {"uri": "$item.id"}, "type": "asset"}}})");
    BodyValues values;
    CHECK(body(dialect, Operation::Create, values) == "{}");
    values.prompt = "p";
    values.source.id = "v";
    CHECK(body(dialect, Operation::Create, values) ==
          R"({"input":[{"type":"text","text":"p"},{"type":"video","uri":"v"}]})");
    values.audio = true;
    std::array<BoundFile, 2> references;
    references[0].id = "r1";
    references[1].id = "r2";
    values.references = references;
    CHECK(body(dialect, Operation::Create, values) ==
          R"({"a":{"audio":true},"input":[{"type":"text","text":"p"},{"type":"video","uri":"v"}],)"
          R"("refs":[{"image":{"uri":"r1"},"type":"asset"},{"image":{"uri":"r2"},"type":"asset"}]})");
}

TEST_CASE("a template that cannot be filled is refused with its place") {
    CHECK(reason_of(R"({"a": {"b": "$modle"}})") == "$.operations.create.body.a.b: `$modle` is no placeholder here");
    CHECK(reason_of(R"({"a": ["$item.id"]})") == "$.operations.create.body.a[0]: `$item.id` is no placeholder here");
    CHECK(reason_of(R"({"a": {"$each": "moons", "item": 1}})")
              .starts_with("$.operations.create.body.a.$each: found `moons`"));
    CHECK(reason_of(R"({"a": {"$each": "characters", "items": 1}})")
              .starts_with("$.operations.create.body.a.item: is missing"));
    CHECK(reason_of(R"({"a": {"$each": "characters", "item": {"$each": "references", "item": "$item.id"}}})")
              .starts_with("$.operations.create.body.a.item: stands inside another"));
    CHECK(reason_of(R"("text")") == "$.operations.create.body: is no object");
}

TEST_CASE("files are handed over in the form that the template names") {
    const Dialect dialect = with_body(R"({"id": "$first_frame.id", "data": "$first_frame.base64",
        "mime": "$first_frame.mime", "url": "$source.url", "file": "$last_frame.file"})");
    BodyValues values;
    values.first_frame = bound("assets.hall", "image/webp");
    values.source.id = "video_68d7";
    CHECK(body(dialect, Operation::Create, values) ==
          R"({"id":"${assets.hall.id}","data":"${assets.hall.base64}","mime":"image/webp","url":"video_68d7"})");
}

TEST_CASE("frames, rates, sides, words and text in text") {
    const Dialect dialect = with_body(R"({"num_frames": "$frames", "fps": "$frame_rate", "edge": "$short_side",
        "seconds": "$seconds:whole", "text": "$seconds:string:whole", "sound": "$audio:on/off", "mode": "$resolution",
        "ratio": "$aspect", "extra_params": {"$json": {"duration": "$seconds", "task": "t2va"}}})");
    BodyValues values;
    values.size = {854, 480};
    values.aspect = {16, 9};
    values.resolution = "std";
    values.milliseconds = 8000;
    values.frames = 129;
    values.frame_rate = 16'000;
    values.audio = false;
    CHECK(body(dialect, Operation::Create, values) ==
          R"({"num_frames":129,"fps":16,"edge":480,"seconds":8,"text":"8","sound":"off","mode":"std","ratio":"16:9",)"
          R"("extra_params":"{\"duration\":8,\"task\":\"t2va\"}"})");
    values.milliseconds = 8500;
    values.audio = true;
    CHECK_THAT(body(dialect, Operation::Create, values),
               !Catch::Contains("\"seconds\"") && Catch::Contains(R"("sound":"on")"));
}

TEST_CASE("items stand among the others of an array, by kind, and parts have prompts of their own") {
    const Dialect dialect = with_body(R"({"input": [{"type": "text", "text": "$prompt"},
        {"$each": "pictures", "item": {"image": "$item.uri", "n": "$item.index"}},
        {"$each": "clips", "item": {"video": "$item.uri"}}],
        "multi": {"$each": "parts", "item": {"index": "$item.index", "prompt": "$item.prompt", "duration": "$item.seconds:string"}}})");
    BodyValues values;
    values.prompt = "p";
    CHECK(body(dialect, Operation::Create, values) == R"({"input":[{"type":"text","text":"p"}]})");
    const std::array<BoundFile, 3> references = {bound("assets.a"), bound("assets.b", "video/mp4", true),
                                                 bound("assets.c")};
    const std::array<targets::BodyPart, 2> parts = {targets::BodyPart{"one", 3000}, targets::BodyPart{"two", 5000}};
    values.references = references;
    values.parts = parts;
    CHECK(body(dialect, Operation::Create, values) ==
          R"({"input":[{"type":"text","text":"p"},{"image":"${assets.a.uri}","n":1},{"image":"${assets.c.uri}","n":2},)"
          R"({"video":"${assets.b.uri}"}],"multi":[{"index":1,"prompt":"one","duration":"3"},)"
          R"({"index":2,"prompt":"two","duration":"5"}]})");
}

TEST_CASE("the first variant holds that the request fits; a path names the model and what the settings say") {
    const std::string json =
        R"({"name": "mine", "title": "Mine", "facts_as_of": "2026-11-22", "encoding": "multipart",
        "sources": {"doc": {"title": "Doc", "url": "https://example.com", "date": "2026"}},
        "operations": {"create": [
          {"when": ["first_frame", "parts"], "method": "POST", "path": "/both", "source": "doc", "body": {"i": "$first_frame.id"}},
          {"when": ["first_frame"], "method": "POST", "path": "/i/{model}:{settings.project}", "source": "doc", "body": {"i": "$first_frame.id"}},
          {"method": "POST", "path": "/t", "source": "doc", "body": {"p": "$prompt"}}]}})";
    const auto dialect = targets::parse_dialect(json, "mine.json");
    REQUIRE(dialect.has_value());
    CHECK(dialect->encoding == Dialect::Encoding::Multipart);
    BodyValues values;
    values.model = "m-1";
    values.prompt = "p";
    const auto path = [&] {
        std::string out;
        targets::write_path(*dialect->find_operation(Operation::Create, values.available()), values, out);
        return out;
    };
    CHECK(path() == "/t");
    values.first_frame = bound("assets.a");
    CHECK(path() == "/i/m-1:${settings.project}");
    CHECK(dialect->find_operation(Operation::Extend, values.available()) == nullptr);
    CHECK((dialect->holds(Operation::Create) & targets::bit_of(targets::Placeholder::FirstFrame)) != 0);
    CHECK((dialect->holds(Operation::Create) & targets::bit_of(targets::Placeholder::Seed)) == 0);
}

}  // namespace
}  // namespace shot::tests
