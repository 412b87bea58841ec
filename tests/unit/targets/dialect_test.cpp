// Dialects: the bodies of the three operations byte for byte, what a template leaves out, and what the reader refuses.
#include "compiler/targets/dialect.hpp"

#include <array>

#include <catch2/catch.hpp>

#include "stdlib/embedded.hpp"

namespace shot::tests {
namespace {

using sema::Operation;
using targets::BodyValues;
using targets::Dialect;

std::string body(const Dialect& dialect, Operation operation, const BodyValues& values) {
    std::string out = "before,";
    targets::write_body(*dialect.find_operation(operation), values, out);
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

TEST_CASE("the Videos API's requests are written as it takes them") {
    const auto dialect = *targets::find_dialect("openai-videos");
    BodyValues values;
    values.model = "sora-2";
    values.prompt = "He says \"no\".\nThen – nothing.";
    values.width = 1280;
    values.height = 720;
    values.milliseconds = 8000;
    CHECK(body(*dialect, Operation::Create, values) ==
          R"({"model":"sora-2","prompt":"He says \"no\".\nThen – nothing.","size":"1280x720","seconds":"8"})");

    const std::array<std::string_view, 2> characters = {"${assets.Otter.id}", "${assets.Owl.id}"};
    values.characters = characters;
    values.first_frame_id = "${assets.door.id}";
    CHECK(
        body(*dialect, Operation::Create, values) ==
        R"({"model":"sora-2","prompt":"He says \"no\".\nThen – nothing.","size":"1280x720","seconds":"8",)"
        R"("input_reference":{"file_id":"${assets.door.id}"},"characters":[{"id":"${assets.Otter.id}"},{"id":"${assets.Owl.id}"}]})");

    values.source_id = "${requests.confession.id}";
    CHECK(body(*dialect, Operation::Extend, values) ==
          R"({"video":{"id":"${requests.confession.id}"},"prompt":"He says \"no\".\nThen – nothing.","seconds":"8"})");
    CHECK(body(*dialect, Operation::Edit, values) ==
          R"({"video":{"id":"${requests.confession.id}"},"prompt":"He says \"no\".\nThen – nothing."})");
}

TEST_CASE("an edit of an uploaded file names the model") {
    const auto dialect = *targets::find_dialect("openai-videos");
    BodyValues values;
    values.model = "sora-2-pro";
    values.prompt = "Warmer.";
    values.source_id = "${assets.take.id}";
    values.is_uploaded_source = true;
    CHECK(body(*dialect, Operation::Edit, values) ==
          R"({"video":{"id":"${assets.take.id}"},"prompt":"Warmer.","model":"sora-2-pro"})");
}

TEST_CASE("paths and batches of the Videos API") {
    const auto dialect = *targets::find_dialect("openai-videos");
    CHECK(dialect->create->method == "POST");
    CHECK(dialect->create->path == "/v1/videos");
    CHECK(dialect->extend->path == "/v1/videos/extensions");
    CHECK(dialect->edit->path == "/v1/videos/edits");
    REQUIRE(dialect->batch.has_value());
    CHECK(dialect->batch->endpoint == "/v1/videos");
    CHECK(dialect->batch->max_lines == 50'000);
    CHECK(dialect->batch->max_bytes == 200'000'000);
    CHECK(dialect->batch->one_model_per_file);
    CHECK(dialect->batch->takes(Operation::Create));
    CHECK_FALSE(dialect->batch->takes(Operation::Extend));
}

TEST_CASE("every kind of placeholder is written") {
    const Dialect dialect =
        with_body(R"({"n": "$seconds", "s": "$seconds:string", "t": "$seconds:string:s", "w": "$width", "h": "$height",
        "a": "$aspect", "r": "$resolution", "seed": "$seed", "audio": "$audio", "no": "$negative", "last": "$last_frame.id",
        "const": [1, true, null, "text", {"deep": {}}]})");
    BodyValues values;
    values.width = 1920;
    values.height = 1080;
    values.milliseconds = 2450;
    values.seed = 0;
    values.audio = false;
    values.negative = "text";
    values.last_frame_id = "x";
    CHECK(
        body(dialect, Operation::Create, values) ==
        R"({"n":2.45,"s":"2.45","t":"2.45s","w":1920,"h":1080,"a":"16:9","r":"1080p","seed":0,"audio":false,"no":"text","last":"x",)"
        R"("const":[1,true,null,"text",{"deep":{}}]})");
    CHECK(body(dialect, Operation::Create, {}) == R"({"const":[1,true,null,"text",{"deep":{}}]})");
    values.width = 3840;
    values.height = 2160;
    CHECK_THAT(body(dialect, Operation::Create, values), Catch::Contains(R"("r":"4k")"));
}

TEST_CASE("an object none of whose placeholders has a value is left out whole, wherever it stands") {
    const Dialect dialect = with_body(R"({"a": {"b": {"seed": "$seed"}, "audio": "$audio"},
        "input": [{"type": "text", "text": "$prompt"}, {"type": "image", "uri": "$first_frame.id"}, {"type": "video", "uri": "$source.id"}],
        "refs": {"$each": "references", "item": {"image": {"uri": "$item.id"}, "type": "asset"}}})");
    BodyValues values;
    CHECK(body(dialect, Operation::Create, values) == "{}");
    values.prompt = "p";
    values.source_id = "v";
    CHECK(body(dialect, Operation::Create, values) ==
          R"({"input":[{"type":"text","text":"p"},{"type":"video","uri":"v"}]})");
    values.audio = true;
    const std::array<std::string_view, 2> references = {"r1", "r2"};
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

}  // namespace
}  // namespace shot::tests
