#include <catch2/catch.hpp>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "compiler/plan/batch_output.hpp"

using namespace shot;
using namespace shot::plan;

namespace {

targets::BatchSettings settings_with(std::uint64_t max_lines, std::uint64_t max_bytes) {
    targets::BatchSettings settings;
    settings.endpoint = "/v1/videos";
    settings.max_lines = max_lines;
    settings.max_bytes = max_bytes;
    settings.operations = {sema::Operation::Create};
    return settings;
}

bundle::Request request_of(std::string id) {
    bundle::Request request;
    request.id = std::move(id);
    request.operation = "create";
    request.method = "POST";
    request.path = "/v1/videos";
    request.body = R"({"model":"sora-2","prompt":"Rain."})";
    return request;
}

const Span kShot{FileId(0U), 5, 9};

std::size_t count_lines(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// Each file's text after `count` requests called s0, s1, ...
std::vector<std::string> texts_after(const targets::BatchSettings& settings, int count) {
    diagnostics::Sink sink;
    BatchOutput output(settings, sink);
    for (int i = 0; i < count; ++i) {
        output.add_request(request_of("s" + std::to_string(i)), {}, kShot);
    }
    std::vector<std::string> texts;
    std::size_t number = 0;
    for (const OutputFile& file : output.finish({})) {
        ++number;
        CHECK(file.suffix == (number == 1 ? "" : "-" + std::to_string(number)));
        texts.push_back(file.text.text());
    }
    CHECK(sink.take().empty());
    return texts;
}

}  // namespace

TEST_CASE("a batch line is the API's own", "[plan]") {
    const auto texts = texts_after(settings_with(0, 0), 1);
    REQUIRE(texts.size() == 1);
    CHECK(texts[0] ==
          "{\"custom_id\":\"s0\",\"method\":\"POST\",\"url\":\"/v1/videos\","
          "\"body\":{\"model\":\"sora-2\",\"prompt\":\"Rain.\"}}\n");
    CHECK(nlohmann::json::parse(texts[0])["body"]["model"] == "sora-2");
}

TEST_CASE("a batch is cut at the most lines a file may have", "[plan]") {
    const auto texts = texts_after(settings_with(3, 0), 7);
    REQUIRE(texts.size() == 3);
    CHECK(count_lines(texts[0]) == 3);
    CHECK(count_lines(texts[1]) == 3);
    CHECK(count_lines(texts[2]) == 1);
    CHECK(texts[1].starts_with("{\"custom_id\":\"s3\""));
    CHECK(texts_after(settings_with(3, 0), 6).size() == 2);
}

TEST_CASE("a batch is cut at the most bytes a file may have", "[plan]") {
    const std::size_t line = texts_after(settings_with(0, 0), 1)[0].size();
    auto texts = texts_after(settings_with(0, 2 * line), 5);
    REQUIRE(texts.size() == 3);
    CHECK(texts[0].size() == 2 * line);
    texts = texts_after(settings_with(0, 2 * line - 1), 5);
    CHECK(texts.size() == 5);
    CHECK(texts_after(settings_with(0, 1), 2).size() == 2);  // a line that is too long stands alone
}

TEST_CASE("what a batch cannot hold is left out and said", "[plan]") {
    diagnostics::Sink sink;
    BatchOutput output(settings_with(0, 0), sink);
    bundle::Request extend = request_of("storm");
    extend.operation = "extend";
    output.add_request(extend, {}, kShot);
    bundle::Request waits = request_of("after");
    waits.depends_on = {"storm"};
    output.add_request(waits, {}, {FileId(0U), 20, 25});
    output.add_request(request_of("plain"), {}, {FileId(0U), 30, 35});
    const auto files = output.finish({});
    REQUIRE(files.size() == 1);
    CHECK(count_lines(files[0].text.text()) == 1);

    const auto found = sink.take();
    REQUIRE(found.size() == 2);
    CHECK(found[0].name == "not-in-batch");
    CHECK(found[0].level == diagnostics::Level::Warning);
    CHECK(found[0].span == kShot);
    CHECK(found[0].message == "`storm` is left out of the batch: its operation is `extend`, and batches take `create` alone");
    CHECK(found[1].message ==
          "`after` is left out of the batch: it waits for `storm`, and the requests of a batch run in any order");
}

TEST_CASE("ids that a batch needs first are named once", "[plan]") {
    diagnostics::Sink sink;
    BatchOutput output(settings_with(0, 0), sink);
    for (const std::string id : {"Ann", "Ben", "Ann", "hall", "yard", "sea"}) {
        bundle::Request request = request_of("shot-" + id);
        request.assets = {id};
        output.add_request(request, {}, kShot);
    }
    CHECK(output.finish({}).size() == 1);
    const auto found = sink.take();
    REQUIRE(found.size() == 1);
    CHECK(found[0].name == "batch-needs-ids");
    CHECK(found[0].message ==
          "before it is sent, the batch needs the ids of uploaded files in place of `${assets.Ann.id}`, "
          "`${assets.Ben.id}`, `${assets.hall.id}` and 2 more");
}
