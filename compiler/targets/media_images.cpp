// Sizes of pictures from their headers: PNG (IHDR), JPEG (the frame header), WebP (VP8, VP8L, VP8X).
#include "compiler/targets/media_reader.hpp"

namespace shot::targets {
namespace {

using namespace std::string_view_literals;

Result<MediaInfo> picture(const MediaReader& reader, std::uint32_t width, std::uint32_t height) {
    if (width == 0 || height == 0) {
        return reader.fail("its header names no size");
    }
    if (width > INT32_MAX || height > INT32_MAX) {
        return reader.fail("its header names a size that cannot be");
    }
    MediaInfo info;
    info.width = static_cast<std::int32_t>(width);
    info.height = static_cast<std::int32_t>(height);
    return info;
}

tl::unexpected<Failure> cut_short(const MediaReader& reader) {
    return reader.fail("the file is cut short: it ends in its header");
}

/// Start-of-frame markers: C0 to CF without C4 (Huffman tables), C8 (reserved), CC (arithmetic tables).
bool is_frame_marker(std::uint32_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

}  // namespace

Result<MediaInfo> read_png(MediaReader& reader) {
    const auto head = reader.bytes(0, 24);
    if (!head) {
        return cut_short(reader);
    }
    if (head->substr(12, 4) != "IHDR"sv) {
        return reader.fail("its header is damaged: the first part is no IHDR");
    }
    return picture(reader, big32(*head, 16), big32(*head, 20));
}

Result<MediaInfo> read_jpeg(MediaReader& reader) {
    std::uint64_t offset = 2;
    for (int segment = 0; segment < kMaxSegments; ++segment) {
        const auto head = reader.bytes(offset, 2);
        if (!head) {
            return cut_short(reader);
        }
        if (byte_at(*head, 0) != 0xFF) {
            return reader.fail("its header is damaged: a marker is missing");
        }
        const std::uint32_t marker = byte_at(*head, 1);
        if (marker == 0xFF) {  // a fill byte before the marker
            ++offset;
            continue;
        }
        if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {  // markers without a segment
            offset += 2;
            continue;
        }
        if (marker == 0xD9 || marker == 0xDA) {
            return reader.fail("its header is damaged: picture data come before the size");
        }
        const auto length = reader.bytes(offset + 2, 2);
        if (!length || big16(*length, 0) < 2) {
            return length ? reader.fail("its header is damaged: a segment has no length") : cut_short(reader);
        }
        const std::uint32_t segment_bytes = big16(*length, 0);
        if (is_frame_marker(marker)) {
            const auto frame = reader.bytes(offset + 4, 5);
            return frame ? picture(reader, big16(*frame, 3), big16(*frame, 1)) : cut_short(reader);
        }
        offset += 2 + segment_bytes;
    }
    return reader.fail("its header has more than 4000 segments");
}

Result<MediaInfo> read_webp(MediaReader& reader) {
    const auto head = reader.bytes(0, 30);
    if (!head) {
        return cut_short(reader);
    }
    const std::string_view chunk = head->substr(12, 4);
    constexpr std::size_t kData = 20;  // RIFF header 12, chunk header 8
    if (chunk == "VP8X"sv) {
        return picture(reader, little24(*head, kData + 4) + 1, little24(*head, kData + 7) + 1);
    }
    if (chunk == "VP8L"sv) {
        if (byte_at(*head, kData) != 0x2F) {
            return reader.fail("its header is damaged: the lossless signature is missing");
        }
        const std::uint32_t bits = little32(*head, kData + 1);
        return picture(reader, (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);
    }
    if (chunk == "VP8 "sv) {
        if (head->substr(kData + 3, 3) != "\x9d\x01\x2a"sv) {
            return reader.fail("its header is damaged: the start code is missing");
        }
        return picture(reader, little16(*head, kData + 6) & 0x3FFF, little16(*head, kData + 8) & 0x3FFF);
    }
    return reader.fail("its header is damaged: it holds no picture");
}

}  // namespace shot::targets
