#include <catch2/catch.hpp>

#include <string>

#include "compiler/source/source_file.hpp"

namespace {

using shot::SourceFile;

std::string place(const SourceFile& file, std::uint32_t offset) {
    const shot::Position position = file.position(offset);
    return std::to_string(position.line) + ":" + std::to_string(position.column) + "@" +
           std::to_string(position.offset);
}

}  // namespace

TEST_CASE("positions count lines and code points from one") {
    const SourceFile file("a.shot", "ab\n夜x\n\nlast");
    CHECK(place(file, 0) == "1:1@0");
    CHECK(place(file, 2) == "1:3@2");  // the line end belongs to its line
    CHECK(place(file, 3) == "2:1@3");
    CHECK(place(file, 6) == "2:2@6");
    CHECK(place(file, 8) == "3:1@8");
    CHECK(place(file, 9) == "4:1@9");
    CHECK(place(file, 13) == "4:5@13");
    CHECK(place(file, 4'000'000) == "4:5@13");
}

TEST_CASE("positions do not depend on what was asked before") {
    const SourceFile file("a.shot", "über den Dächern\nnoch eine Zeile");
    for (const std::uint32_t before : {0U, 5U, 18U, 30U}) {
        CHECK(file.position(before).offset == before);
        CHECK(place(file, 13) == "1:12@13");
        CHECK(file.position(before).offset == before);
        CHECK(place(file, 24) == "2:6@24");
    }
}

TEST_CASE("lines have no line ends, whichever they were written with") {
    const SourceFile file("a.shot", "one\r\ntwo\nthree\r\n");
    CHECK(file.line_count() == 4);
    CHECK(file.line_text(1) == "one");
    CHECK(file.line_text(2) == "two");
    CHECK(file.line_text(3) == "three");
    CHECK(file.line_text(4).empty());
    CHECK(file.line_begin(2) == 5);
    CHECK(file.line_of(4) == 1);
    CHECK(file.line_of(5) == 2);
}

TEST_CASE("an empty file has one empty line") {
    const SourceFile file("a.shot", "");
    CHECK(file.line_count() == 1);
    CHECK(file.line_text(1).empty());
    CHECK(place(file, 0) == "1:1@0");
}

TEST_CASE("texts of sources stay where they are") {
    shot::Sources sources;
    const shot::FileId first = sources.add("a.shot", "short");
    const std::string_view text = sources.get(first).text();
    for (int i = 0; i < 1000; ++i) {
        sources.add("b.shot", "more");
    }
    CHECK(text.data() == sources.get(first).text().data());
    CHECK(sources.slice({first, 1, 3}) == "ho");
    CHECK(sources.size() == 1001);
}
