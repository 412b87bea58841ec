// For load tests: a hundred jobs in a second.
#include <optional>

#include "compiler/support/assert.hpp"
#include "compiler/support/base64.hpp"
#include "runtime/serve/engine.hpp"
#include "runtime/serve/folders.hpp"

namespace shot::serve {
namespace {

// A grey frame of 16x16, 1/24 s: H.264 in MP4 by ffmpeg 5.1, a WebP and a JPEG of it.
constexpr std::string_view kClip =
    "AAAAIGZ0eXBpc29tAAACAGlzb21pc28yYXZjMW1wNDEAAALwbW9vdgAAAGxtdmhkAAAAAAAAAAAAAAAAAAAD6AAAACoAAQAAAQAAAAAAAAAAAAAAAAEA"
    "AAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAAAj90cmFrAAAAXHRraGQAAAADAAAAAAAA"
    "AAAAAAABAAAAAAAAACoAAAAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAABAAAAAABAAAAAQAAAAAAAkZWR0cwAAABxl"
    "bHN0AAAAAAAAAAEAAAAqAAAAAAABAAAAAAG3bWRpYQAAACBtZGhkAAAAAAAAAAAAAAAAAAAwAAAAAgBVxAAAAAAALWhkbHIAAAAAAAAAAHZpZGUAAAAA"
    "AAAAAAAAAABWaWRlb0hhbmRsZXIAAAABYm1pbmYAAAAUdm1oZAAAAAEAAAAAAAAAAAAAACRkaW5mAAAAHGRyZWYAAAAAAAAAAQAAAAx1cmwgAAAAAQAA"
    "ASJzdGJsAAAAvnN0c2QAAAAAAAAAAQAAAK5hdmMxAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAABAAEABIAAAASAAAAAAAAAABDExhdmMgbGlieDI2NAAA"
    "AAAAAAAAAAAAAAAAAAAAAAAAGP//AAAANGF2Y0MBZAAK/+EAF2dkAAqs2V7ARAAAAwAEAAADAMA8SJZYAQAGaOvjyyLA/fj4AAAAABBwYXNwAAAAAQAA"
    "AAEAAAAUYnRydAAAAAAAAAwAAAAMAAAAABhzdHRzAAAAAAAAAAEAAAABAAACAAAAABxzdHNjAAAAAAAAAAEAAAABAAAAAQAAAAEAAAAUc3RzegAAAAAA"
    "AAAQAAAAAQAAABRzdGNvAAAAAAAAAAEAAAMgAAAAPXVkdGEAAAA1bWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAbWRpcmFwcGwAAAAAAAAAAAAAAAAIaWxz"
    "dAAAAAhmcmVlAAAAGG1kYXQAAAAMZYiEACv//vZzfCV9";
constexpr std::string_view kThumbnail = "UklGRiQAAABXRUJQVlA4IBgAAABQAQCdASoQABAAAgA0JaQABHQAAORAAAA=";
constexpr std::string_view kSheet =
    "/9j/4AAQSkZJRgABAgAAAQABAAD//gAQTGF2YzU5LjM3LjEwMAD/2wBDAAgEBAQEBAUFBQUFBQYGBgYGBgYGBgYGBgYHBwcICAgHBwcGBgcHCAgICAkJ"
    "CQgICAgJCQoKCgwMCwsODg4RERT/xABKAAEAAAAAAAAAAAAAAAAAAAAAAQEAAAAAAAAAAAAAAAAAAAAAEAEAAAAAAAAAAAAAAAAAAAAAEQEAAAAAAAAA"
    "AAAAAAAAAAAA/8AAEQgAEAAQAwEiAAIRAAMRAP/aAAwDAQACEQMRAD8AAA//2Q==";

Result<void> write_decoded(const std::string& path, std::string_view text) {
    const std::optional<std::string> bytes = decode_base64(text);
    SHOT_ASSERT(bytes.has_value());
    return write_file(path, *bytes);
}

}  // namespace

Engine quick_engine() {
    Engine engine;
    engine.read_board = [](std::string_view, std::int64_t) { return bundle::Board{}; };
    engine.draw_clip = [](const animatic::ClipOrder&, const std::string& path, const animatic::ClipLimits&) {
        return write_decoded(path, kClip);
    };
    engine.draw_thumbnail = [](const std::string&, std::int64_t, const std::string& path) { return write_decoded(path, kThumbnail); };
    engine.draw_sheet = [](const std::string&, std::int64_t, const std::string& path) { return write_decoded(path, kSheet); };
    return engine;
}

}  // namespace shot::serve
