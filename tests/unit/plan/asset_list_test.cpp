#include <catch2/catch.hpp>

#include "compiler/plan/asset_list.hpp"
#include "compiler/source/memory_file_system.hpp"
#include "compiler/support/sha256.hpp"

using namespace shot;
using namespace shot::plan;

namespace {

sema::MediaFile media(std::string_view path) {
    return {path, path, path, Span{FileId(0U), 1, 2}};
}

}  // namespace

TEST_CASE("ids come from speakers' names and from paths", "[plan]") {
    CHECK(id_of_path("frames/hall.png") == "frames-hall");
    CHECK(id_of_path("frames/the hall (2).png") == "frames-the-hall-2");
    CHECK(id_of_path("Räume/küche.jpeg") == "Räume-küche");
    CHECK(id_of_path("takes/v1.2/harbour") == "takes-v1-2-harbour");
    CHECK(id_of_path("../.png") == "png");
    CHECK(id_of_path("...") == "file");
}

TEST_CASE("an asset stands once, and different ones have different ids", "[plan]") {
    MemoryFileSystem files;
    files.add("cast/fisherman.mp4", "clip");
    files.add("cast/oilskin.mp4", "another");
    files.add("frames/hall.png", "png");
    files.add("frames/hall.jpg", "jpg");
    diagnostics::Sink sink;
    AssetList assets(files, sink, true);
    CHECK(assets.add_character("Fisherman", "Old Fisherman", media("cast/fisherman.mp4")) == "Fisherman");
    CHECK(assets.add_character("Fisherman", "Old Fisherman", media("cast/fisherman.mp4")) == "Fisherman");
    CHECK(assets.add_character("Fisherman", "Old Fisherman", media("cast/oilskin.mp4")) == "Fisherman-2");
    CHECK(assets.add_file("image", media("frames/hall.png")) == "frames-hall");
    CHECK(assets.add_file("image", media("frames/hall.jpg")) == "frames-hall-2");
    CHECK(assets.add_file("image", media("frames/hall.png")) == "frames-hall");
    CHECK(assets.add_last_frame("storm") == "storm-last-frame");
    CHECK(assets.add_last_frame("storm") == "storm-last-frame");

    const auto taken = assets.take();
    REQUIRE(taken.size() == 5);
    CHECK(taken[0].name == "Old Fisherman");
    CHECK(taken[0].bytes == 4);
    CHECK(taken[0].sha256 == sha256_of("clip"));
    CHECK(taken[1].path == "cast/oilskin.mp4");
    CHECK(taken[2].kind == "image");
    CHECK(taken[4].request == "storm");
    CHECK(taken[4].sha256.empty());
    CHECK_FALSE(sink.has_errors());
}

TEST_CASE("a file that is gone when it is hashed is reported where it is named", "[plan]") {
    const MemoryFileSystem files;
    diagnostics::Sink sink;
    AssetList assets(files, sink, true);
    assets.add_file("image", media("frames/hall.png"));
    const auto found = sink.take();
    REQUIRE(found.size() == 1);
    CHECK(found[0].name == "reference-missing");
    CHECK(found[0].span.begin == 1);
}

TEST_CASE("without hashes no file is read", "[plan]") {
    const MemoryFileSystem files;
    diagnostics::Sink sink;
    AssetList assets(files, sink, false);
    CHECK(assets.add_file("image", media("frames/hall.png")) == "frames-hall");
    CHECK_FALSE(sink.has_errors());
}
