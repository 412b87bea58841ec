#include <catch2/catch.hpp>

#include <string>

#include "compiler/source/memory_file_system.hpp"

namespace {

using Kind = shot::FileInfo::Kind;

std::string reason(const shot::Result<std::string>& result) {
    return result ? "(fine)" : result.error().reason;
}

}  // namespace

TEST_CASE("files in memory imply their folders") {
    shot::MemoryFileSystem files;
    files.add("library/light.shot", "text");
    CHECK(files.info("library").kind == Kind::Directory);
    CHECK(files.info(".").kind == Kind::Directory);
    CHECK(files.info("library/light.shot").kind == Kind::File);
    CHECK(files.info("library/light.shot").size == 4);
    CHECK(files.info("lib").kind == Kind::Missing);
    CHECK(files.info("").kind == Kind::Missing);
    CHECK(files.info("library/light.shot/x").kind == Kind::Missing);
    CHECK(files.read("./library/../library/light.shot", 4).value() == "text");
    CHECK(files.read_range("library/light.shot", 1, 2).value() == "ex");
    CHECK(files.read_range("library/light.shot", 9, 2).value().empty());
    CHECK(reason(files.read("library/light.shot", 3)) == "larger than 3 bytes");
    CHECK(reason(files.read("library", 10)) == "is a directory");
    CHECK(reason(files.read("dark.shot", 10)) == "no such file");
    files.remove("library/light.shot");
    CHECK(files.info("library").kind == Kind::Missing);
}

TEST_CASE("canonical paths in memory are absolute, so that one can leave the working folder") {
    shot::MemoryFileSystem files;
    files.add("film.shot", "");
    files.add("/elsewhere/secret.shot", "");
    CHECK(files.canonical(".").value() == "/project");
    CHECK(files.canonical("film.shot").value() == "/project/film.shot");
    CHECK(files.canonical("../elsewhere/secret.shot").value() == "/elsewhere/secret.shot");
    CHECK(files.canonical("/").value() == "/");
    CHECK(reason(files.canonical("other.shot")) == "no such file");
}

TEST_CASE("links in memory are followed") {
    shot::MemoryFileSystem files;
    files.add("/elsewhere/library/secret.shot", "secret");
    files.add_link("out.shot", "../elsewhere/library/secret.shot");
    files.add_link("library", "/elsewhere/library");
    files.add_link("loop", "./loop");
    files.add_link("nowhere", "missing.shot");
    CHECK(files.canonical("out.shot").value() == "/elsewhere/library/secret.shot");
    CHECK(files.canonical("library/secret.shot").value() == "/elsewhere/library/secret.shot");
    CHECK(files.canonical("library/..").value() == "/elsewhere");  // of where the link leads
    CHECK(files.read("library/secret.shot", 100).value() == "secret");
    CHECK(files.info("library").kind == Kind::Directory);
    CHECK(reason(files.canonical("loop")) == "its symbolic links go round in a circle");
    CHECK(reason(files.canonical("nowhere")) == "no such file");
    CHECK(files.info("loop").kind == Kind::Missing);
}
