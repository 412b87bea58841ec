// Every limit of a target: what is refused, where, with which limit and source; what is lost.
#include "compiler/targets/check_shot.hpp"

#include <catch2/catch.hpp>

#include "compiler/targets/catalog.hpp"
#include "tests/support/shot_builder.hpp"
#include "tests/unit/targets/media_bytes.hpp"

namespace shot::tests {
namespace {

using diagnostics::Diagnostic;
using sema::ClipSource;
using sema::Operation;
using sema::Picture;
using targets::Loss;
using targets::Profile;

std::shared_ptr<const Profile> find_profile(std::string_view name) {
    return *targets::Catalog().find(name);
}

/// A shot, files and a target; check() gives what is reported.
struct Bench {
    ShotBuilder builder;
    FileMap files;
    targets::MediaCache media;
    std::vector<Loss> losses;
    targets::RequestInputs inputs;
    std::shared_ptr<const Profile> profile = find_profile("sora-2");

    Bench() {
        shot().width = 1280;
        shot().height = 720;
        shot().duration_span = at(100);
        shot().size_span = at(110);
    }
    static Span at(std::uint32_t begin) { return {FileId(1U), begin, begin + 5}; }
    sema::ResolvedShot& shot() { return builder.shot(); }

    std::vector<Diagnostic> check() {
        diagnostics::Sink sink;
        losses.clear();
        check_shot(shot(), *profile, files, media, sink, losses, inputs);
        prompt::Prompt written;
        for (const sema::ResolvedSpeaker& one : shot().speakers) {
            written.text.append(one.display).append(" ");
        }
        targets::check_prompt(shot(), *profile, inputs, written, sink, losses);
        return sink.take();
    }
    Diagnostic check_one() {
        auto all = check();
        REQUIRE(all.size() == 1);
        return all[0];
    }
    std::vector<Diagnostic> check_prompt(std::string_view prompt) {
        diagnostics::Sink sink;
        prompt::Prompt written;
        written.text = prompt;
        targets::check_prompt(shot(), *profile, inputs, written, sink, losses);
        return sink.take();
    }
    /// A speaker with a reference of these bytes.
    sema::ResolvedSpeaker& speaker(std::string_view name, std::string_view path = {}, std::string bytes = {}) {
        builder.speaker(name);
        auto& speaker = shot().speakers.back();
        speaker.mention = at(static_cast<std::uint32_t>(200 + 10 * shot().speakers.size()));
        if (!path.empty()) {
            add_reference(speaker, path, std::move(bytes));
        }
        return speaker;
    }
    void add_reference(sema::ResolvedSpeaker& speaker, std::string_view path, std::string bytes) {
        const Span span = at(static_cast<std::uint32_t>(300 + 10 * files.files.size()));
        speaker.references.push_back({path, path, path, span});
        speaker.references_span = span;
        files.files[std::string(path)] = std::move(bytes);
    }
    void first_frame(std::string_view path, std::string bytes) {
        shot().first_frame.kind = Picture::Kind::File;
        shot().first_frame.file = {path, path, path, at(400)};
        shot().first_frame.span = at(400);
        shot().field(FieldKind::FirstFrame).is_own = true;
        files.files[std::string(path)] = std::move(bytes);
    }
    void extend(std::uint32_t number, sema::Milliseconds total) {
        shot().operation = Operation::Extend;
        shot().source.kind = ClipSource::Kind::Shot;
        shot().source.span = at(500);
        shot().extension_number = number;
        shot().total_duration = total;
    }
};

std::string notes(const Diagnostic& diagnostic) {
    std::string all;
    for (const std::string& note : diagnostic.notes) {
        all += note + "\n";
    }
    return all;
}

TEST_CASE("a shot within all limits is reported nothing of") {
    Bench bench;
    bench.speaker("Otter", "otter.mp4", mp4());
    bench.speaker("Owl", "owl.mp4", mp4({.milliseconds = 2000, .version = 1}));
    bench.first_frame("door.png", png(1280, 720));
    CHECK(bench.check().empty());
    CHECK(bench.losses.empty());
}

TEST_CASE("a duration that is not offered names the limit, its source and the nearest") {
    Bench bench;
    bench.shot().duration = 7000;
    const auto found = bench.check_one();
    CHECK(found.code == 602);
    CHECK(found.message == "sora-2 makes no clips of 7 s; it offers 4, 8, 12, 16, 20 s");
    CHECK(found.span == Bench::at(100));
    REQUIRE(found.notes.size() == 1);
    CHECK(found.notes[0] ==
          "limit: 4, 8, 12, 16, 20 s (OpenAI video generation guide, mid-2026, "
          "https://developers.openai.com/api/docs/guides/video-generation)");
    REQUIRE(found.fixes.size() == 1);
    CHECK(found.fixes[0].edits[0].replacement == "8s");
    CHECK(found.fixes[0].edits[0].span == Bench::at(100));
    CHECK_FALSE(found.fixes[0].is_safe);
}

TEST_CASE("a size is held against the model's own list") {
    Bench bench;
    bench.shot().width = 1920;
    bench.shot().height = 1080;
    const auto found = bench.check_one();
    CHECK(found.code == 603);
    CHECK(found.message == "sora-2 makes no clips of 1920x1080; it offers 720x1280 and 1280x720");
    CHECK(found.span == Bench::at(110));
    REQUIRE(found.fixes.size() == 1);
    CHECK(found.fixes[0].edits[0].replacement == "1280x720");
    bench.profile = find_profile("sora-2-pro");
    CHECK(bench.check().empty());
    bench.shot().width = 1000;
    bench.shot().height = 1790;
    CHECK(bench.check_one().fixes[0].edits[0].replacement == "1024x1792");
}

TEST_CASE("a prompt is counted in characters, not in bytes") {
    Bench bench;
    std::string prompt;
    for (int i = 0; i < 32'000; ++i) {
        prompt += "é";
    }
    CHECK(bench.check_prompt(prompt).empty());
    prompt += "!";
    const auto found = bench.check_prompt(prompt);
    REQUIRE(found.size() == 1);
    CHECK(found[0].message == "the prompt of `test` has 32001 characters; sora-2 takes 32000");
    CHECK_THAT(notes(found[0]), Catch::Contains("OpenAPI document 2.3.0, 2026-08-21"));
}

TEST_CASE("two speakers with references a clip; who is only heard does not count") {
    Bench bench;
    bench.speaker("Otter", "otter.mp4", mp4());
    bench.speaker("Plain");
    bench.speaker("Voice", "voice.mp4", "not even a clip").is_seen = false;
    bench.speaker("Owl", "owl.mp4", mp4());
    CHECK(bench.check().empty());
    bench.speaker("Hen", "hen.mp4", mp4());
    const auto found = bench.check_one();
    CHECK(found.code == 605);
    CHECK(found.message == "`test` shows 3 speakers with references; sora-2 takes 2 in a clip");
    CHECK(found.span == Bench::at(250));
    CHECK_THAT(notes(found),
               Catch::StartsWith("limit: 2 speakers with references a clip (OpenAI video generation guide"));
}

TEST_CASE("a referenced speaker's name has 80 characters at most and stands in the prompt") {
    Bench bench;
    const std::string name(81, 'n');
    auto& otter = bench.speaker("Otter", "otter.mp4", mp4());
    CHECK(bench.check_prompt("Otter swims.").empty());
    otter.display = "Old Otter";
    const auto missing = bench.check_prompt("Otter swims.");
    REQUIRE(missing.size() == 1);
    CHECK(missing[0].code == 614);
    CHECK(missing[0].span == Bench::at(210));
    CHECK(bench.check_prompt("The Old Otter swims.").empty());
    otter.display = name;
    const auto found = bench.check_one();
    CHECK(found.code == 615);
    CHECK_THAT(notes(found), Catch::Contains("1 to 80 characters"));
}

TEST_CASE("a reference clip is an MP4 of 2 to 4 s, 720p to 1080p, 16:9 or 9:16") {
    const auto report_of = [](std::string bytes) {
        Bench bench;
        bench.speaker("Otter", "otter.mp4", std::move(bytes));
        return bench.check_one();
    };
    CHECK(report_of(png(1280, 720)).message == "`otter.mp4` is a PNG picture; sora-2 takes MP4 here");
    CHECK(report_of(mp4({.brand = "qt  "})).message == "`otter.mp4` is a QuickTime clip; sora-2 takes MP4 here");
    CHECK(report_of(mp4({.milliseconds = 5200})).message == "`otter.mp4` lasts 5.2 s; sora-2 takes clips of 2–4 s");
    CHECK(report_of(mp4({.milliseconds = 1000})).code == 611);
    CHECK(report_of(mp4({.width = 640, .height = 360})).message ==
          "`otter.mp4` is 640x360; sora-2 takes 720p to 1080p");
    CHECK(report_of(mp4({.width = 3840, .height = 2160})).code == 612);
    const auto square = report_of(mp4({.width = 720, .height = 720}));
    CHECK(square.message == "`otter.mp4` is 720x720; sora-2 takes 16:9 or 9:16");
    CHECK_THAT(notes(square), Catch::Contains("OpenAI Sora 2 prompting guide, 2026-03"));
    CHECK(report_of("").message == "cannot read `otter.mp4`: the file is empty");
    CHECK(report_of("RIFF").code == 610);
}

TEST_CASE("a clip that lasts a frame too long, or is a few pixels off its aspect, is taken") {
    Bench bench;
    bench.speaker("Otter", "otter.mp4", mp4({.width = 1920, .height = 1088, .milliseconds = 4040}));
    bench.speaker("Owl", "owl.mp4", mp4({.width = 1904, .height = 1080, .milliseconds = 1980}));
    CHECK_FALSE(bench.check().empty());  // 1088 lines are more than 1080
    bench.files.files["otter.mp4"] = mp4({.width = 1920, .height = 1072, .milliseconds = 4040});
    bench.media = {};
    CHECK(bench.check().empty());
}

TEST_CASE("a missing reference is an error on its path") {
    Bench bench;
    bench.speaker("Otter", "otter.mp4", mp4());
    bench.files.files.clear();
    const auto found = bench.check_one();
    CHECK(found.message == "cannot read `otter.mp4`: there is no such file");
    CHECK(found.span == Bench::at(300));
}

TEST_CASE("a reference of another shape than the clip is a warning") {
    Bench bench;
    bench.speaker("Otter", "otter.mp4", mp4({.is_turned = true}));
    const auto found = bench.check_one();
    CHECK(found.code == 621);
    CHECK(found.level == diagnostics::Level::Warning);
    CHECK(found.message == "`otter.mp4` is 720x1280, but the clip is 1280x720; the character may look stretched");
    bench.profile = find_profile("sora-2-pro");
    bench.files.files["otter.mp4"] = mp4();
    bench.media = {};
    bench.shot().width = 1792;
    bench.shot().height = 1024;
    CHECK(bench.check().empty());  // 1.75:1 is 16:9 for the eye
}

TEST_CASE("of several references the first clip is used, the rest is lost aloud") {
    Bench bench;
    auto& otter = bench.speaker("Otter", "otter.png", png(512, 512));
    bench.add_reference(otter, "otter.mp4", mp4());
    bench.add_reference(otter, "again.mp4", mp4());
    const auto found = bench.check();
    REQUIRE(found.size() == 2);
    CHECK(found[0].message ==
          "sora-2 cannot take the reference `otter.png`: it is a PNG picture, and references are MP4 there");
    CHECK(found[1].message == "sora-2 cannot take the reference `again.mp4`: a speaker has at most 1 reference there");
    CHECK(bench.losses.size() == 2);
    REQUIRE(bench.inputs.characters.size() == 1);
    CHECK(bench.inputs.characters[0].file->path == "otter.mp4");
    CHECK(bench.inputs.characters[0].mime == "video/mp4");
    otter.is_seen = false;
    CHECK(bench.check().empty());
    CHECK(bench.inputs.characters.empty());
}

TEST_CASE("a first frame is a picture of the clip's own size") {
    Bench bench;
    bench.first_frame("door.png", png(720, 1280));
    const auto found = bench.check_one();
    CHECK(found.code == 613);
    CHECK(found.message ==
          "`door.png` is 720x1280, but the clip is 1280x720; sora-2 takes a first frame of the clip's own size");
    CHECK(found.span == Bench::at(400));
    REQUIRE(found.labels.size() == 1);
    CHECK(found.labels[0].span == Bench::at(110));
    REQUIRE(found.fixes.size() == 1);
    CHECK(found.fixes[0].edits[0].replacement == "720x1280");

    const auto report_of = [](std::string bytes) {
        Bench other;
        other.first_frame("door.png", std::move(bytes));
        return other.check_one();
    };
    CHECK(report_of(jpeg(1281, 720)).fixes.empty());
    CHECK(report_of("GIF89a............").message ==
          "`door.png` is a GIF picture; sora-2 takes JPEG, PNG or WebP here");
    CHECK(report_of(mp4()).code == 610);
    CHECK(report_of(png(1280, 720).substr(0, 18)).code == 609);
}

TEST_CASE("six extensions and 120 s") {
    Bench bench;
    bench.extend(6, 120'000);
    CHECK(bench.check().empty());
    bench.extend(7, 64'000);
    const auto many = bench.check_one();
    CHECK(many.message == "`test` is extension number 7 of its clip; sora-2 takes 6");
    CHECK(many.span == Bench::at(500));
    CHECK_THAT(notes(many), Catch::Contains("limit: 6 extensions a clip (OpenAI video generation guide"));
    bench.extend(6, 124'000);
    const auto longest = bench.check_one();
    CHECK(longest.message == "with `test` the clip lasts 124 s; sora-2 extends to 120 s in all");
    bench.extend(1, 0);  // its source is not known
    CHECK(bench.check().empty());
    bench.shot().duration = 5000;
    CHECK(bench.check_one().message == "sora-2 makes no extensions of 5 s; it offers 4, 8, 12, 16, 20 s");
}

TEST_CASE("an extension takes over no references, and is refused those given anew") {
    Bench bench;
    bench.extend(1, 16'000);
    bench.first_frame("door.png", png(1, 1));
    auto& otter = bench.speaker("Otter", "otter.mp4", "anything: it is not used");
    bench.shot().field(FieldKind::FirstFrame).is_own = false;
    CHECK(bench.check().empty());
    REQUIRE(bench.losses.size() == 2);
    CHECK(bench.losses[0].what == "first frame");
    CHECK(bench.losses[1].what == "references");
    CHECK(bench.losses[1].detail == "Otter: otter.mp4");
    CHECK(bench.losses[1].reason == "sora-2 takes none with an extension");

    bench.shot().field(FieldKind::FirstFrame).is_own = true;
    otter.has_own_references = true;
    const auto found = bench.check();
    REQUIRE(found.size() == 2);
    CHECK(found[0].message.ends_with("an extension on sora-2 cannot carry references"));
    CHECK(found[1].message.ends_with("an extension on sora-2 cannot carry a first frame"));
    CHECK(found[1].span == Bench::at(400));
    CHECK(bench.losses.empty());
}

TEST_CASE("files as sources: none to extend, a clip to edit") {
    Bench bench;
    bench.extend(1, 0);
    bench.shot().source.kind = ClipSource::Kind::File;
    bench.shot().source.file = {"take.mp4", "take.mp4", "take.mp4", Bench::at(500)};
    bench.files.files["take.mp4"] = mp4({.milliseconds = 60'000});
    CHECK(bench.check_one().message == "sora-2 cannot extend a file, only a clip that it made itself");

    bench.shot().operation = Operation::Edit;
    const auto allowed = bench.check_one();
    CHECK(allowed.code == 623);
    CHECK(allowed.level == diagnostics::Level::Warning);
    CHECK_THAT(allowed.message, Catch::Contains("eligible customers"));
    bench.files.files["take.mp4"] = png(1280, 720);
    bench.media = {};
    CHECK(bench.check().back().message == "`take.mp4` is a PNG picture; sora-2 takes a clip here");
    bench.files.files.clear();
    bench.media = {};
    CHECK(bench.check().back().code == 609);
    bench.shot().source.kind = ClipSource::Kind::Shot;
    CHECK(bench.check().empty());
}

TEST_CASE("a target that cannot extend or edit says so") {
    Bench bench;
    auto profile = std::make_shared<Profile>(*bench.profile);
    profile->extension.reset();
    profile->edit.reset();
    bench.profile = profile;
    bench.extend(1, 8000);
    CHECK(bench.check_one().message == "sora-2 has no way to extend a clip");
    bench.shot().operation = Operation::Edit;
    CHECK(bench.check_one().message == "sora-2 has no way to edit a clip");
}

TEST_CASE("what the target has no field for is lost, with a warning on its line") {
    Bench bench;
    auto& shot = bench.shot();
    shot.seed = 42;
    shot.seed_span = Bench::at(600);
    bench.builder.field(FieldKind::Negative, {"text", "logos"});
    shot.negative_span = Bench::at(610);
    shot.last_frame.kind = Picture::Kind::File;
    shot.last_frame.file = {"end.png", "end.png", "end.png", Bench::at(620)};
    shot.last_frame.span = Bench::at(620);
    shot.field(FieldKind::LastFrame).is_own = true;
    shot.references.push_back({"mood.png", "mood.png", "mood.png", Bench::at(630)});
    shot.references_span = Bench::at(630);
    shot.is_silent = true;
    shot.silent_span = Bench::at(640);
    shot.frame_rate = 23'976;
    shot.frame_rate_span = Bench::at(650);
    const auto found = bench.check();
    REQUIRE(found.size() == 5);  // what the prompt cannot say, its writer lists
    REQUIRE(bench.losses.size() == 5);
    CHECK(found[0].message == "sora-2 cannot take a seed: its API has no field for one");
    CHECK(found[0].level == diagnostics::Level::Warning);
    CHECK_THAT(notes(found[0]), Catch::StartsWith("source: OpenAI OpenAPI document"));
    CHECK(found[3].message == "sora-2 cannot take `silent`: it always makes sound: take that off after the download");
    CHECK(bench.losses[0].detail == "end.png");
    CHECK(bench.losses[3].detail == "23.976 fps");
    CHECK(bench.losses[4].detail == "42");
    for (const Loss& loss : bench.losses) {
        CHECK(loss.span.file == FileId(1U));
    }
}

TEST_CASE("what an extension lacks because its source had it stands in the losses alone") {
    Bench bench;
    bench.extend(1, 16'000);
    bench.shot().seed = 42;
    CHECK(bench.check().empty());
    CHECK(bench.losses.size() == 1);
}

TEST_CASE("a target without references, first frames or speech loses them") {
    Bench bench;
    auto profile = std::make_shared<Profile>(*bench.profile);
    profile->characters.reset();
    profile->first_frame.reset();
    bench.profile = profile;
    bench.speaker("Otter", "otter.mp4", mp4());
    bench.first_frame("door.png", png(1, 1));
    const auto found = bench.check();
    REQUIRE(found.size() == 2);
    CHECK(found[0].code == 616);
    CHECK(found[1].code == 616);
}

TEST_CASE("strict turns losses into errors") {
    Bench bench;
    bench.shot().seed = 1;
    diagnostics::Sink sink;
    sink.raise_to_error("lost");
    check_shot(bench.shot(), *bench.profile, bench.files, bench.media, sink, bench.losses, bench.inputs);
    CHECK(sink.error_count() == 1);
}

}  // namespace
}  // namespace shot::tests
