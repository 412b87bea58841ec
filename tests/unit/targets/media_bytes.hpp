// Small builders of media files, byte by byte, and a file system that holds them; for the tests of targets.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "compiler/source/file_system.hpp"

namespace shot::tests {

inline std::string big(std::uint64_t value, int bytes) {
    std::string out;
    for (int i = bytes - 1; i >= 0; --i) {
        out += i < 8 ? static_cast<char>((value >> (8 * i)) & 0xFF) : '\0';
    }
    return out;
}
inline std::string little(std::uint64_t value, int bytes) {
    std::string out = big(value, bytes);
    std::reverse(out.begin(), out.end());
    return out;
}

inline std::string png(std::uint32_t width, std::uint32_t height) {
    return std::string("\x89PNG\r\n\x1a\n", 8) + big(13, 4) + "IHDR" + big(width, 4) + big(height, 4) +
           big(0x0802000000, 5) + big(0, 4);
}
/// With `padding` bytes of EXIF or colour profile before the size, in segments of at most 60,000.
inline std::string jpeg(std::uint32_t width, std::uint32_t height, std::size_t padding = 16, char frame = '\xC0') {
    std::string out = "\xFF\xD8";
    while (padding > 0) {
        const std::size_t part = std::min<std::size_t>(padding, 60'000);
        out += "\xFF\xE1" + big(part + 2, 2) + std::string(part, 'x');
        padding -= part;
    }
    out += std::string("\xFF\xC4\x00\x03\x00", 5);  // a Huffman table, which is no frame
    out += std::string("\xFF") + frame + big(17, 2) + big(8, 1) + big(height, 2) + big(width, 2) + big(3, 1) +
           std::string(9, '\0');
    return out + "\xFF\xDA" + std::string(20, '\1');
}
inline std::string webp(std::string_view chunk, const std::string& data) {
    return "RIFF" + little(data.size() + 12, 4) + "WEBP" + std::string(chunk) + little(data.size(), 4) + data;
}
inline std::string webp_lossy(std::uint32_t width, std::uint32_t height) {
    return webp("VP8 ",
                std::string("\0\0\0\x9d\x01\x2a", 6) + little(width, 2) + little(height, 2) + std::string(10, '\0'));
}
inline std::string webp_lossless(std::uint32_t width, std::uint32_t height) {
    return webp("VP8L", "\x2f" + little((width - 1) | ((height - 1) << 14), 4) + std::string(10, '\0'));
}
inline std::string webp_extended(std::uint32_t width, std::uint32_t height) {
    return webp("VP8X", std::string(4, '\0') + little(width - 1, 3) + little(height - 1, 3) + std::string(8, '\0'));
}

inline std::string box(std::string_view type, const std::string& body) {
    return big(body.size() + 8, 4) + std::string(type) + body;
}
/// With a 64-bit size.
inline std::string large_box(std::string_view type, const std::string& body) {
    return big(1, 4) + std::string(type) + big(body.size() + 16, 8) + body;
}

struct Mp4 {
    std::uint32_t width = 1280;
    std::uint32_t height = 720;
    std::uint64_t milliseconds = 3000;
    int version = 0;
    bool is_turned = false;
    bool has_moov_last = false;
    bool has_large_sizes = false;
    bool has_sound = false;  // a sound track before the picture
    bool has_picture = true;
    bool is_fragmented = false;
    std::uint64_t mehd = 0;  // fragmented: its length; 0: not said
    std::string brand = "isom";
    std::size_t data_bytes = 64;
};

inline std::string track(const Mp4& mp4, std::string_view handler, std::uint32_t width, std::uint32_t height) {
    const std::string one = big(0x00010000, 4);
    const std::string zero = big(0, 4);
    const std::string minus_one = big(0xFFFF0000, 4);
    const std::string matrix = mp4.is_turned
                                   ? zero + one + zero + minus_one + zero + zero + zero + zero + big(0x40000000, 4)
                                   : one + zero + zero + zero + one + zero + zero + zero + big(0x40000000, 4);
    const std::string times = mp4.version == 1 ? big(0, 8) + big(0, 8) + big(1, 4) + zero + big(mp4.milliseconds, 8)
                                               : zero + zero + big(1, 4) + zero + big(mp4.milliseconds, 4);
    const std::string tkhd = big(static_cast<std::uint64_t>(mp4.version) << 24 | 7, 4) + times + big(0, 8) + big(0, 8) +
                             matrix + big(static_cast<std::uint64_t>(width) << 16, 4) +
                             big(static_cast<std::uint64_t>(height) << 16, 4);
    const std::string hdlr = big(0, 8) + std::string(handler) + big(0, 12) + std::string(1, '\0');
    return box("trak", box("tkhd", tkhd) + box("mdia", box("mdhd", big(0, 24)) + box("hdlr", hdlr)));
}

inline std::string mp4(const Mp4& mp4 = {}) {
    const std::uint64_t duration = mp4.is_fragmented ? 0 : mp4.milliseconds;
    const std::string mvhd = mp4.version == 1
                                 ? big(0x01000000, 4) + big(0, 16) + big(1000, 4) + big(duration, 8) + big(0, 80)
                                 : big(0, 4) + big(0, 8) + big(1000, 4) + big(duration, 4) + big(0, 80);
    std::string moov = box("mvhd", mvhd);
    if (mp4.has_sound) {
        moov += track(mp4, "soun", 0, 0);
    }
    if (mp4.has_picture) {
        moov += track(mp4, "vide", mp4.width, mp4.height);
    }
    if (mp4.is_fragmented) {
        moov += box("mvex", (mp4.mehd > 0 ? box("mehd", big(0, 4) + big(mp4.mehd, 4)) : std::string()) +
                                box("trex", big(0, 24)));
    }
    const auto make = [&](std::string_view type, const std::string& body) {
        return mp4.has_large_sizes ? large_box(type, body) : box(type, body);
    };
    const std::string ftyp = box("ftyp", mp4.brand + big(512, 4) + "isomiso2avc1mp41");
    const std::string mdat = make("mdat", std::string(mp4.data_bytes, 'd'));
    return mp4.has_moov_last ? ftyp + mdat + make("moov", moov) : ftyp + make("moov", moov) + mdat;
}

/// Files by path, counting what is read of them.
class FileMap : public FileSystem {
public:
    std::map<std::string, std::string> files;
    mutable std::uint64_t bytes_read = 0;
    mutable int infos = 0;

    [[nodiscard]] FileInfo info(const std::string& path) const override {
        ++infos;
        if (path == "folder") {
            return {FileInfo::Kind::Directory, 0};
        }
        const auto found = files.find(path);
        return found == files.end() ? FileInfo() : FileInfo{FileInfo::Kind::File, found->second.size()};
    }
    [[nodiscard]] Result<std::string> canonical(const std::string& path) const override { return path; }
    [[nodiscard]] Result<std::string> read(const std::string& path, std::uint64_t max_bytes) const override {
        return read_range(path, 0, max_bytes);
    }
    [[nodiscard]] Result<std::string> read_range(const std::string& path, std::uint64_t offset,
                                                 std::uint64_t size) const override {
        const auto found = files.find(path);
        if (found == files.end()) {
            return tl::unexpected(Failure{"read", path, "no such file"});
        }
        const std::string part = offset < found->second.size() ? found->second.substr(offset, size) : std::string();
        bytes_read += part.size();
        return part;
    }
};

}  // namespace shot::tests
