#include <catch2/catch.hpp>

#include <string>

#include "compiler/diagnostics/sink.hpp"

using namespace shot;
using namespace shot::diagnostics;

namespace {

const FileId kFilm{0U};
const FileId kLibrary{1U};

}  // namespace

TEST_CASE("a sink gives back what was reported, with all that was added to it") {
    Sink sink;
    sink.report(diag::UnknownName, {kFilm, 3, 7}, "style", "Dsk")
        .at("here")
        .label({kLibrary, 1, 2}, "declared here")
        .note("a note")
        .fix("write `Dusk`", {kFilm, 3, 7}, "Dusk", true);
    const auto found = sink.take();
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == 301);
    CHECK(found[0].name == "unknown-name");
    CHECK(found[0].message == "there is no style called `Dsk`");
    CHECK(found[0].label == "here");
    CHECK(found[0].labels.at(0).text == "declared here");
    CHECK(found[0].notes.at(0) == "a note");
    CHECK(found[0].fixes.at(0).edits.at(0).replacement == "Dusk");
    CHECK(found[0].fixes.at(0).is_safe);
}

TEST_CASE("one mistake is one diagnostic, however often it is met") {
    Sink sink;
    for (int i = 0; i < 100; ++i) {
        const Report report = sink.report(diag::UnknownName, {kFilm, 3, 7}, "style", "Dsk");
        CHECK(static_cast<bool>(report) == (i == 0));
    }
    sink.report(diag::UnknownName, {kFilm, 3, 8}, "style", "Dsk");
    sink.report(diag::UnknownName, {kLibrary, 3, 7}, "style", "Dsk");
    sink.report(diag::WrongKind, {kFilm, 3, 7}, "a", "b", "c");
    CHECK(sink.error_count() == 4);
    CHECK(sink.take().size() == 4);
}

TEST_CASE("diagnostics come in the order of files, places and codes") {
    Sink sink;
    sink.report(diag::UnknownName, {kLibrary, 0, 1}, "style", "a");
    sink.report(diag::WrongKind, {kFilm, 9, 10}, "a", "b", "c");
    sink.report(diag::UnknownName, {kFilm, 9, 12}, "style", "b");
    sink.report(diag::BadValue, {kFilm, 2, 4}, "c", "d");
    const auto found = sink.take();
    REQUIRE(found.size() == 4);
    CHECK(found[0].code == 406);
    CHECK(found[1].code == 301);
    CHECK(found[2].code == 303);
    CHECK(found[3].span.file == kLibrary);
}

TEST_CASE("a file keeps a thousand diagnostics and says how many more there are") {
    Sink sink;
    for (std::uint32_t i = 0; i < 1'500; ++i) {
        sink.report(diag::UnknownName, {kFilm, i, i + 1}, "style", "x").note("costly");
        sink.report(diag::ProseAttribute, {kFilm, i, i + 1}, "x");
    }
    sink.report(diag::UnknownName, {kLibrary, 0, 1}, "style", "y");
    CHECK(sink.error_count() == 1'501);
    CHECK(sink.warning_count() == 1'500);
    const auto found = sink.take();
    REQUIRE(found.size() == 1'002);
    CHECK(found[999].code == 402);
    CHECK(found[1000].code == 3);
    CHECK(found[1000].level == Level::Note);
    CHECK(found[1000].message == "2000 more in this file are not shown");
    CHECK(found[1000].span == Span{kFilm, 499, 499});
    CHECK(found[1001].span.file == kLibrary);
}

TEST_CASE("repeats of dropped diagnostics are not counted") {
    Sink sink;
    for (std::uint32_t i = 0; i < 1'001; ++i) {
        sink.report(diag::UnknownName, {kFilm, i, i + 1}, "style", "x");
    }
    for (int i = 0; i < 50; ++i) {
        sink.report(diag::UnknownName, {kFilm, 1'000, 1'001}, "style", "x");
    }
    CHECK(sink.error_count() == 1'001);
    CHECK(sink.take().back().message == "1 more in this file are not shown");
}

TEST_CASE("warnings can be raised to errors by name") {
    Sink sink;
    sink.report(diag::Lost, {kFilm, 0, 1}, "sora-2", "a seed", "no field");
    sink.raise_to_error("lost");
    sink.report(diag::Lost, {kFilm, 2, 3}, "sora-2", "a seed", "no field");
    sink.report(diag::ProseAttribute, {kFilm, 4, 5}, "x");
    CHECK(sink.error_count() == 1);
    CHECK(sink.warning_count() == 2);
    const auto found = sink.take();
    CHECK(found[0].level == Level::Warning);
    CHECK(found[1].level == Level::Error);
    CHECK(found[2].level == Level::Warning);
}

TEST_CASE("a sink is empty after its diagnostics are taken, and still raises") {
    Sink sink;
    sink.raise_to_error("lost");
    sink.report(diag::Lost, {kFilm, 0, 1}, "a", "b", "c");
    sink.take();
    CHECK_FALSE(sink.has_errors());
    CHECK(sink.take().empty());
    sink.report(diag::Lost, {kFilm, 0, 1}, "a", "b", "c");
    CHECK(sink.has_errors());
    CHECK(sink.take().size() == 1);
}

TEST_CASE("what a filter knows is no diagnostic, and is not counted") {
    Sink sink;
    int asked = 0;
    sink.set_filter([&asked](std::uint16_t code, std::string_view name, Span span) {
        ++asked;
        CHECK(name == "unknown-name");
        return code == 301 && span.begin == 3;
    });
    for (int i = 0; i < 3; ++i) {
        sink.report(diag::UnknownName, {kFilm, 3, 7}, "style", "Dsk");
        sink.report(diag::UnknownName, {kFilm, 9, 12}, "style", "Dsk");
    }
    CHECK(asked == 2);
    CHECK(sink.error_count() == 1);
    CHECK(sink.take().size() == 1);
}
