// The readers of media headers: each kind, each form of it, and files that are broken or hostile.
#include "compiler/targets/media.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/targets/media_bytes.hpp"

namespace shot::tests {
namespace {

using targets::MediaInfo;
using targets::MediaKind;
using targets::read_media;

Result<MediaInfo> read(std::string bytes) {
    FileMap files;
    files.files["a"] = std::move(bytes);
    return read_media(files, "a");
}

MediaInfo good(std::string bytes) {
    const auto media = read(std::move(bytes));
    INFO((media ? std::string() : media.error().reason));
    REQUIRE(media.has_value());
    return *media;
}

std::string reason(std::string bytes) {
    const auto media = read(std::move(bytes));
    REQUIRE_FALSE(media.has_value());
    return media.error().reason;
}

void check(const MediaInfo& media, MediaKind kind, int width, int height, std::int64_t milliseconds = 0) {
    CHECK(media.kind == kind);
    CHECK(media.width == width);
    CHECK(media.height == height);
    CHECK(media.milliseconds == milliseconds);
}

TEST_CASE("pictures give their size from their headers") {
    check(good(png(1280, 720)), MediaKind::Png, 1280, 720);
    check(good(jpeg(720, 1280)), MediaKind::Jpeg, 720, 1280);
    check(good(jpeg(1920, 1080, 16, '\xC2')), MediaKind::Jpeg, 1920, 1080);  // progressive
    check(good(webp_lossy(1280, 720)), MediaKind::Webp, 1280, 720);
    check(good(webp_lossless(1281, 719)), MediaKind::Webp, 1281, 719);
    check(good(webp_extended(70'000, 720)), MediaKind::Webp, 70'000, 720);
}

TEST_CASE("a JPEG may carry megabytes before its size") {
    check(good(jpeg(640, 480, 3'000'000)), MediaKind::Jpeg, 640, 480);
}

TEST_CASE("an MP4 gives length and size, wherever its header stands") {
    check(good(mp4()), MediaKind::Mp4, 1280, 720, 3000);
    check(good(mp4({.milliseconds = 2500, .version = 1})), MediaKind::Mp4, 1280, 720, 2500);
    check(good(mp4({.has_moov_last = true, .data_bytes = 100'000})), MediaKind::Mp4, 1280, 720, 3000);
    check(good(mp4({.has_moov_last = true, .has_large_sizes = true})), MediaKind::Mp4, 1280, 720, 3000);
    check(good(mp4({.has_sound = true})), MediaKind::Mp4, 1280, 720, 3000);
    check(good(mp4({.brand = "qt  "})), MediaKind::QuickTime, 1280, 720, 3000);
}

TEST_CASE("a clip that is turned has its sides swapped") {
    check(good(mp4({.is_turned = true})), MediaKind::Mp4, 720, 1280, 3000);
    check(good(mp4({.version = 1, .is_turned = true})), MediaKind::Mp4, 720, 1280, 3000);
}

TEST_CASE("a fragmented MP4 is read where its length is known") {
    check(good(mp4({.is_fragmented = true, .mehd = 3200})), MediaKind::Mp4, 1280, 720, 3200);
    CHECK_THAT(reason(mp4({.is_fragmented = true})), Catch::Contains("fragmented MP4") && Catch::Contains("ffmpeg"));
}

TEST_CASE("only the header of a long clip is read") {
    FileMap files;
    files.files["a"] = mp4({.has_moov_last = true, .data_bytes = 5'000'000});
    REQUIRE(read_media(files, "a").has_value());
    CHECK(files.bytes_read < 64'000);
}

TEST_CASE("kinds are told by their bytes and not by their names") {
    CHECK(good("GIF89a and so on, up to some length").kind == MediaKind::Gif);
    CHECK(good(std::string("\x1a\x45\xdf\xa3 webm", 9)).kind == MediaKind::Matroska);
    CHECK(good("RIFF....AVI LIST............").kind == MediaKind::Avi);
    CHECK(good(box("ftyp", "heic" + big(0, 4) + "mif1heic")).kind == MediaKind::Heic);
    CHECK(good(box("ftyp", "avif" + big(0, 4) + "mif1avif")).kind == MediaKind::Avif);
    CHECK(good("just a text").kind == MediaKind::Unknown);
    CHECK(targets::kind_text(MediaKind::Webp) == "a WebP picture");
}

TEST_CASE("files that cannot be used say why") {
    FileMap files;
    CHECK(read_media(files, "nothing").error().reason == "there is no such file");
    CHECK(read_media(files, "folder").error().reason == "it is a folder");
    CHECK(reason("") == "the file is empty");
    CHECK_THAT(reason(png(1280, 720).substr(0, 20)), Catch::Contains("cut short"));
    CHECK_THAT(reason(png(0, 720)), Catch::Contains("no size"));
    CHECK_THAT(reason(jpeg(1280, 720).substr(0, 30)), Catch::Contains("cut short"));
    CHECK_THAT(reason(webp_lossy(1280, 720).substr(0, 25)), Catch::Contains("cut short"));
    CHECK_THAT(reason(webp("ALPH", std::string(30, '\0'))), Catch::Contains("no picture"));
    CHECK_THAT(reason(mp4({.has_sound = true, .has_picture = false})), Catch::Contains("only sound"));
    CHECK_THAT(reason(mp4({.width = 0})), Catch::Contains("no picture size"));
    CHECK_THAT(reason(mp4({.milliseconds = 0})), Catch::Contains("how long"));
}

TEST_CASE("an MP4 that is cut short names the box that it ends in") {
    const std::string last = mp4({.has_moov_last = true, .data_bytes = 1000});
    CHECK_THAT(reason(last.substr(0, 500)), Catch::Contains("`mdat`"));
    CHECK_THAT(reason(last.substr(0, last.size() - 10)), Catch::Contains("`moov`"));
    const std::string first = mp4({.data_bytes = 1000});
    CHECK_THAT(reason(first.substr(0, first.size() - 10)), Catch::Contains("`mdat`"));
    CHECK_THAT(reason(box("ftyp", "isom" + big(0, 4)) + box("mdat", "data")), Catch::Contains("no `moov` box"));
}

TEST_CASE("hostile headers end, and read no more than the caps") {
    FileMap files;
    std::string many = box("ftyp", "isom" + big(0, 4));
    for (int i = 0; i < 100'000; ++i) {
        many += box("free", "");
    }
    files.files["boxes"] = many;
    CHECK_THAT(read_media(files, "boxes").error().reason, Catch::Contains("20,000 boxes"));
    files.files["zero"] = box("ftyp", "isom" + big(0, 4)) + big(2, 4) + "moov";
    CHECK_THAT(read_media(files, "zero").error().reason, Catch::Contains("shorter than its own header"));
    files.files["huge"] = box("ftyp", "isom" + big(0, 4)) + big(1, 4) + "moov" + big(0xFFFF'FFFF'FFFF'FFFF, 8);
    CHECK_THAT(read_media(files, "huge").error().reason, Catch::Contains("cut short"));
    files.files["segments"] = "\xFF\xD8";
    for (int i = 0; i < 10'000; ++i) {
        files.files["segments"] += std::string("\xFF\xE1\x00\x02", 4);
    }
    CHECK_THAT(read_media(files, "segments").error().reason, Catch::Contains("4000 segments"));
    CHECK(files.bytes_read < targets::kMaxHeaderBytes * 2);
}

TEST_CASE("every cut and every changed byte of a header is survived") {
    for (const std::string& whole :
         {mp4({.is_fragmented = true, .mehd = 3000}), mp4({.version = 1, .has_moov_last = true}), png(8, 8), jpeg(8, 8),
          webp_extended(8, 8)}) {
        for (std::size_t i = 0; i < whole.size(); ++i) {
            static_cast<void>(read(whole.substr(0, i)));
            for (const char byte : {'\0', '\1', '\x7F', '\xFF'}) {
                std::string changed = whole;
                changed[i] = byte;
                static_cast<void>(read(std::move(changed)));
            }
        }
    }
    SUCCEED();
}

TEST_CASE("a file that many shots name is looked at once") {
    FileMap files;
    files.files["a"] = png(10, 20);
    targets::MediaCache cache;
    for (int i = 0; i < 100; ++i) {
        CHECK(cache.find(files, "a")->height == 20);
        CHECK_FALSE(cache.find(files, "missing").has_value());
    }
    CHECK(files.infos == 2);
}

}  // namespace
}  // namespace shot::tests
