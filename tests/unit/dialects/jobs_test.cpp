#include <catch2/catch.hpp>

#include "runtime/dialects/api.hpp"
#include "runtime/dialects/dialect.hpp"
#include "stdlib/embedded.hpp"

using namespace shot;
using namespace shot::dialects;

namespace {

std::string with_jobs(std::string_view jobs) {
    return std::string(R"({"name":"x","jobs":)") + std::string(jobs) + "}";
}

std::string failure_of(std::string_view jobs) {
    const auto dialect = parse_dialect(with_jobs(jobs), "x.json");
    return dialect ? "" : dialect.error().reason;
}

JobView job_of(std::string_view dialect, std::string_view answer) {
    const auto found = find_dialect(dialect);
    REQUIRE(found);
    REQUIRE(found->jobs);
    return read_job(*found->jobs, answer);
}

}  // namespace

TEST_CASE("every built-in dialect says how its jobs are followed", "[dialects]") {
    int count = 0;
    for (const stdlib::EmbeddedFile& file : stdlib::embedded_files()) {
        if (file.path.starts_with("dialects/")) {
            const auto dialect = parse_dialect(file.text, file.path);
            INFO(file.path);
            REQUIRE(dialect);
            CHECK(dialect->jobs);
            ++count;
        }
    }
    CHECK(count >= 13);
    for (const auto& [product, name] : {std::pair("openai", "openai-videos"), std::pair("veo", "vertex-lro"), std::pair("omni", "google-interactions")}) {
        REQUIRE(find_dialect(product));
        CHECK(find_dialect(product)->name == name);
    }
    const auto unknown = find_dialect("opnai");
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().reason.find("openai-videos") != std::string::npos);
}

TEST_CASE("what is wrong with a dialect's jobs is named with its place", "[dialects]") {
    const std::string job = R"("job":{"id":"/id","status":"/status","url":"/url"})";
    CHECK(failure_of("{" + job + R"(,"poll":{"path":"/x/{job}"}})").empty());
    CHECK(failure_of("{" + job + "}").find("$.jobs.poll: is missing") == 0);
    CHECK(failure_of(R"({"poll":{"path":"/x"}})").find("$.jobs.job: is missing") == 0);
    CHECK(failure_of("{" + job + R"(,"poll":{"path":"/x"},"pol":1})") == "$.jobs.pol: is no key of a dialect's jobs");
    CHECK(failure_of("{" + job + R"(,"poll":{"path":3}})").find("$.jobs.poll.path: is no text") == 0);
    CHECK(failure_of("{" + job + R"(,"poll":{"path":"/x"},"settle_seconds":-1})").find("$.jobs.settle_seconds:") == 0);
    CHECK(failure_of(R"({"job":{"id":"/id","status":"/s"},"poll":{"path":"/x"}})").find("$.jobs.content: is missing") == 0);
    CHECK(failure_of("3").find("$.jobs: is no object") == 0);
    CHECK_FALSE(parse_dialect("no", "x.json"));
}

TEST_CASE("a job of the Videos API is read, unknown words as still running", "[dialects]") {
    const JobView job = job_of("openai-videos",
                               R"({"id":"video_1","status":"completed","progress":100,"size":"1280x720","seconds":"8","created_at":1700000000})");
    CHECK(job.id == "video_1");
    CHECK(job.phase == Phase::Done);
    CHECK(job.progress == 100);
    CHECK(job.size == "1280x720");
    CHECK(job.seconds == "8");
    CHECK(job.created == 1'700'000'000);
    CHECK(job_of("openai-videos", R"({"id":"v","status":"dreaming"})").phase == Phase::Running);
    CHECK(job_of("openai-videos", R"({"id":"v"})").phase == Phase::Running);
    const JobView failed = job_of("openai-videos", R"({"id":"v","status":"failed","error":{"code":"moderation_blocked","message":"No.\u001b[2J"}})");
    CHECK(failed.phase == Phase::Failed);
    CHECK(failed.message == "No. [2J");
}

TEST_CASE("an id that could leave its path or a line is no id", "[dialects]") {
    CHECK(job_of("openai-videos", R"({"id":"../../admin","status":"queued"})").id.empty());
    CHECK(job_of("openai-videos", R"({"id":"a\nb","status":"queued"})").id.empty());
    CHECK(job_of("openai-videos", R"({"id":"","status":"queued"})").id.empty());
    CHECK(job_of("openai-videos", R"({"id":)" + ("\"" + std::string(5000, 'a') + "\"") + R"(,"status":"queued"})").id.empty());
    CHECK(job_of("openai-videos", R"({"id":7,"status":"queued"})").id == "7");
}

TEST_CASE("done without a clip is a failure where the clip has to stand in the answer", "[dialects]") {
    const JobView refused = job_of("google-interactions",
                                   R"({"id":"i","status":"completed","steps":[{"type":"model_output","content":[{"type":"text","text":"I cannot."}]}]})");
    CHECK(refused.phase == Phase::Failed);
    CHECK(refused.message == "I cannot.");
    const JobView made = job_of("google-interactions",
                                R"({"id":"i","status":"completed","steps":[{"type":"model_output","content":[{"type":"video","uri":"https://x/v"}]}]})");
    CHECK(made.phase == Phase::Done);
    CHECK(made.url == "https://x/v");
    const JobView veo = job_of("vertex-lro", R"({"name":"projects/p/operations/1","done":true,"response":{"videos":[{"bytesBase64Encoded":"AAAA"}]}})");
    CHECK(veo.phase == Phase::Done);
    CHECK(veo.has_data);
    CHECK(job_of("vertex-lro", R"({"name":"o","done":true,"error":{"code":3,"message":"bad prompt"}})").phase == Phase::Failed);
    CHECK(job_of("vertex-lro", R"({"name":"o"})").phase == Phase::Running);
}

TEST_CASE("settings are filled into paths, and one that is missing is named", "[dialects]") {
    CHECK(fill_settings("/v1/projects/${settings.project}/x", {{"project", "my film"}}).value() == "/v1/projects/my%20film/x");
    CHECK(fill_settings("https://{settings.location}-a.com", {{"location", "eu"}}).value() == "https://eu-a.com");
    const auto missing = fill_settings("/v1/projects/${settings.project}", {});
    REQUIRE_FALSE(missing);
    CHECK(missing.error().reason.find("--setting project=") != std::string::npos);
}
