#include <catch2/catch.hpp>

#include "compiler/source/paths.hpp"

using namespace shot;

TEST_CASE("the folder of a path") {
    CHECK(parent_path("a/b/c.shot") == "a/b");
    CHECK(parent_path("c.shot") == "");
    CHECK(parent_path("/c.shot") == "/");
    CHECK(parent_path("../c.shot") == "..");
}

TEST_CASE("joining a folder and a path") {
    CHECK(join_path("a/b", "c.shot") == "a/b/c.shot");
    CHECK(join_path("a/", "c.shot") == "a/c.shot");
    CHECK(join_path("", "c.shot") == "c.shot");
    CHECK(join_path("a", "/c.shot") == "/c.shot");
    CHECK(join_path("/", "c.shot") == "/c.shot");
    CHECK(join_path("a", "") == "a");
}

TEST_CASE("a normal path has no dots but those that lead out") {
    CHECK(normal_path("a/./b/../c") == "a/c");
    CHECK(normal_path("./c.shot") == "c.shot");
    CHECK(normal_path("a//b/") == "a/b");
    CHECK(normal_path("../../c") == "../../c");
    CHECK(normal_path("a/../../c") == "../c");
    CHECK(normal_path("/../c") == "/c");
    CHECK(normal_path("a/..") == "");
    CHECK(normal_path("/") == "/");
    CHECK(normal_path("a/..b/...") == "a/..b/...");
}

TEST_CASE("stems and extensions") {
    CHECK(path_stem("a/b.d/c.shot") == "c");
    CHECK(path_stem("c") == "c");
    CHECK(path_stem(".hidden") == ".hidden");
    CHECK(path_stem("c.tar.gz") == "c.tar");
    CHECK(path_extension("C.MP4") == "mp4");
    CHECK(path_extension("a.b/c") == "");
    CHECK(path_extension(".hidden") == "");
    CHECK(path_extension("c.") == "");
    CHECK(path_extension("..") == "");
}

TEST_CASE("a path is inside a folder, not inside one whose name begins alike") {
    CHECK(is_inside("/home/film/a.shot", "/home/film"));
    CHECK(is_inside("/home/film", "/home/film"));
    CHECK(is_inside("/home/film/a.shot", "/home/film/"));
    CHECK(is_inside("/a.shot", "/"));
    CHECK_FALSE(is_inside("/home/films/a.shot", "/home/film"));
    CHECK_FALSE(is_inside("/home", "/home/film"));
}

TEST_CASE("the way from a folder to a path") {
    CHECK(relative_path("/a/b/c.shot", "/a/b") == "c.shot");
    CHECK(relative_path("/a/b/c.shot", "/a/d/e") == "../../b/c.shot");
    CHECK(relative_path("/a/b/c.shot", "/") == "a/b/c.shot");
    CHECK(relative_path("/ab/c", "/a") == "../ab/c");
    CHECK(relative_path("/a", "/a") == "");
    CHECK(relative_path("/a", "/a/b") == "..");
}
