// What a reference file is by its own bytes: its kind, its size, how long it lasts. Runs when a shot names the file;
// only headers are read, never more than the caps below, because files come from outside and may be broken or hostile.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "compiler/source/file_system.hpp"
#include "compiler/support/result.hpp"

namespace shot::targets {

inline constexpr std::uint64_t kMaxHeaderBytes = 16U
                                                 << 20;  // read of one file: a JPEG may carry megabytes before its size
inline constexpr int kMaxBoxes = 20'000;                 // of an MP4: far above any real clip, far below a long loop
inline constexpr int kMaxSegments = 4'000;               // of a JPEG, chunks of a WebP

enum class MediaKind : std::uint8_t {
    Unknown,
    Png,
    Jpeg,
    Webp,
    Gif,
    Heic,
    Avif,
    Bmp,
    Tiff,
    Mp4,
    QuickTime,
    Matroska,
    Avi
};

/// Every kind that is told apart has a name (`png`, `mp4`, `mov`); sizes and lengths are read of the first three
/// pictures and of MP4 and QuickTime.
struct MediaInfo {
    MediaKind kind = MediaKind::Unknown;
    std::int32_t width = 0;  // as shown: a clip that is stored lying and shown upright has its sides swapped
    std::int32_t height = 0;
    std::int64_t milliseconds = 0;  // clips
    std::int64_t bytes = 0;         // of the whole file
};

/// `png`: how profiles name it; `` for Unknown.
std::string_view kind_key(MediaKind kind);
/// `a PNG picture`, `no kind of file that is known`: for messages.
std::string_view kind_text(MediaKind kind);
/// `image/png`, `video/mp4`; `application/octet-stream` for Unknown.
std::string_view mime_of(MediaKind kind);
bool is_media_kind(std::string_view key);
bool is_clip(MediaKind kind);

/// Reads the headers. A failure says why the file cannot be used: missing, a folder, empty, cut short, without a
/// length.
Result<MediaInfo> read_media(const FileSystem& files, const std::string& path);

/// What read_media() said of each file: a reference of a thousand shots is read once a compilation.
class MediaCache {
public:
    const Result<MediaInfo>& find(const FileSystem& files, std::string_view path);

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    std::unordered_map<std::string, Result<MediaInfo>, Hash, std::equal_to<>> by_path_;
};

}  // namespace shot::targets
