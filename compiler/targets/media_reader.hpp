// A file as bytes at offsets, for the readers of headers: reads windows, counts what it read, gives nothing past a cap.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/source/file_system.hpp"
#include "compiler/targets/media.hpp"

namespace shot::targets {

class MediaReader {
public:
    MediaReader(const FileSystem& files, const std::string& path, std::uint64_t size)
        : files_(files), path_(path), size_(size) {}

    [[nodiscard]] std::uint64_t size() const { return size_; }
    [[nodiscard]] const std::string& path() const { return path_; }

    /// Exactly `count` bytes (up to 4096) from `offset`; nothing where the file ends before, or the cap is reached. The
    /// view is good until the next call.
    std::optional<std::string_view> bytes(std::uint64_t offset, std::uint64_t count);
    /// True when a read failed because the file may not be read or the cap was reached, and not because the file ended.
    [[nodiscard]] const std::string& problem() const { return problem_; }

    /// A failure for this file.
    [[nodiscard]] tl::unexpected<Failure> fail(std::string reason) const {
        return tl::unexpected(Failure{"read", path_, problem_.empty() ? std::move(reason) : problem_});
    }

private:
    const FileSystem& files_;
    const std::string& path_;
    std::uint64_t size_;
    std::uint64_t read_ = 0;
    std::uint64_t window_begin_ = 0;
    std::string window_;
    std::string problem_;
};

// Unsigned numbers in a header; `at` and the width must lie in `bytes`.
inline std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}
inline std::uint32_t big16(std::string_view bytes, std::size_t at) {
    return (byte_at(bytes, at) << 8) | byte_at(bytes, at + 1);
}
inline std::uint32_t big32(std::string_view bytes, std::size_t at) {
    return (big16(bytes, at) << 16) | big16(bytes, at + 2);
}
inline std::uint64_t big64(std::string_view bytes, std::size_t at) {
    return (static_cast<std::uint64_t>(big32(bytes, at)) << 32) | big32(bytes, at + 4);
}
inline std::uint32_t little16(std::string_view bytes, std::size_t at) {
    return byte_at(bytes, at) | (byte_at(bytes, at + 1) << 8);
}
inline std::uint32_t little24(std::string_view bytes, std::size_t at) {
    return little16(bytes, at) | (byte_at(bytes, at + 2) << 16);
}
inline std::uint32_t little32(std::string_view bytes, std::size_t at) {
    return little16(bytes, at) | (little16(bytes, at + 2) << 16);
}

// One file a container family. Each fills in all but `kind` and `bytes`, or says why it cannot.
Result<MediaInfo> read_png(MediaReader& reader);
Result<MediaInfo> read_jpeg(MediaReader& reader);
Result<MediaInfo> read_webp(MediaReader& reader);
Result<MediaInfo> read_mp4(MediaReader& reader);

/// The kind of an ISO base media file by its `ftyp` box, or Unknown where the file begins with none.
MediaKind mp4_kind(std::string_view head);

}  // namespace shot::targets
