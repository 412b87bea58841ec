// Tells kinds apart by their first bytes and hands on to the reader of the family.
#include "compiler/targets/media.hpp"

#include <algorithm>
#include <array>

#include "compiler/targets/media_reader.hpp"

namespace shot::targets {
namespace {

using namespace std::string_view_literals;

struct KindInfo {
    std::string_view key;
    std::string_view text;
    std::string_view mime;
    bool is_clip;
};

/// In the order of MediaKind.
constexpr std::array<KindInfo, 13> kKinds = {{
    {"", "no kind of file that is known", "application/octet-stream", false},
    {"png", "a PNG picture", "image/png", false},
    {"jpeg", "a JPEG picture", "image/jpeg", false},
    {"webp", "a WebP picture", "image/webp", false},
    {"gif", "a GIF picture", "image/gif", false},
    {"heic", "a HEIC picture", "image/heic", false},
    {"avif", "an AVIF picture", "image/avif", false},
    {"bmp", "a BMP picture", "image/bmp", false},
    {"tiff", "a TIFF picture", "image/tiff", false},
    {"mp4", "an MP4 clip", "video/mp4", true},
    {"mov", "a QuickTime clip", "video/quicktime", true},
    {"matroska", "a WebM or Matroska clip", "video/x-matroska", true},
    {"avi", "an AVI clip", "video/x-msvideo", true},
}};
static_assert(static_cast<std::size_t>(MediaKind::Avi) + 1 == kKinds.size());

const KindInfo& info_of(MediaKind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}

MediaKind find_kind(std::string_view head) {
    const auto begins = [&](std::string_view magic) { return head.starts_with(magic); };
    const auto has_form = [&](std::string_view form) {
        return begins("RIFF"sv) && head.size() >= 12 && head.substr(8, 4) == form;
    };
    if (begins("\x89PNG\r\n\x1a\n"sv)) {
        return MediaKind::Png;
    }
    if (begins("\xff\xd8\xff"sv)) {
        return MediaKind::Jpeg;
    }
    if (has_form("WEBP"sv)) {
        return MediaKind::Webp;
    }
    if (has_form("AVI "sv)) {
        return MediaKind::Avi;
    }
    if (begins("GIF87a"sv) || begins("GIF89a"sv)) {
        return MediaKind::Gif;
    }
    if (begins("II*\0"sv) || begins("MM\0*"sv)) {
        return MediaKind::Tiff;
    }
    if (begins("\x1a\x45\xdf\xa3"sv)) {
        return MediaKind::Matroska;
    }
    const MediaKind iso = mp4_kind(head);
    return iso == MediaKind::Unknown && begins("BM"sv) && head.size() >= 18 ? MediaKind::Bmp : iso;
}

Result<MediaInfo> read_family(MediaKind kind, MediaReader& reader) {
    switch (kind) {
        case MediaKind::Png:
            return read_png(reader);
        case MediaKind::Jpeg:
            return read_jpeg(reader);
        case MediaKind::Webp:
            return read_webp(reader);
        case MediaKind::Mp4:
        case MediaKind::QuickTime:
            return read_mp4(reader);
        default:
            return MediaInfo();
    }
}

}  // namespace

std::string_view kind_key(MediaKind kind) {
    return info_of(kind).key;
}

std::string_view kind_text(MediaKind kind) {
    return info_of(kind).text;
}

bool is_clip(MediaKind kind) {
    return info_of(kind).is_clip;
}

std::string_view mime_of(MediaKind kind) {
    return info_of(kind).mime;
}

bool is_media_kind(std::string_view key) {
    return !key.empty() &&
           std::any_of(kKinds.begin(), kKinds.end(), [&](const KindInfo& one) { return one.key == key; });
}

Result<MediaInfo> read_media(const FileSystem& files, const std::string& path) {
    const auto fail = [&](std::string reason) { return tl::unexpected(Failure{"read", path, std::move(reason)}); };
    const FileInfo info = files.info(path);
    switch (info.kind) {
        case FileInfo::Kind::Missing:
            return fail("there is no such file");
        case FileInfo::Kind::Directory:
            return fail("it is a folder");
        case FileInfo::Kind::Other:
            return fail("it is no ordinary file");
        case FileInfo::Kind::File:
            break;
    }
    if (info.size == 0) {
        return fail("the file is empty");
    }
    constexpr std::uint64_t kHeadBytes = 64;
    MediaReader reader(files, path, info.size);
    const auto head = reader.bytes(0, std::min(kHeadBytes, info.size));
    if (!head) {
        return reader.fail("its first bytes cannot be read");
    }
    const MediaKind kind = find_kind(*head);
    auto media = read_family(kind, reader);
    if (media) {
        media->kind = kind;
        media->bytes = static_cast<std::int64_t>(std::min<std::uint64_t>(info.size, INT64_MAX));
    }
    return media;
}

std::optional<std::string_view> MediaReader::bytes(std::uint64_t offset, std::uint64_t count) {
    constexpr std::uint64_t kWindow = 4096;
    if (count > kWindow || offset > size_ || count > size_ - offset) {
        return std::nullopt;
    }
    const bool is_in_window = offset >= window_begin_ && offset - window_begin_ <= window_.size() &&
                              count <= window_.size() - (offset - window_begin_);
    if (!is_in_window) {
        if (read_ + kWindow > kMaxHeaderBytes) {
            problem_ = "its header is larger than 16 MiB";
            return std::nullopt;
        }
        auto read = files_.read_range(path_, offset, kWindow);
        if (!read) {
            problem_ = read.error().reason;
            return std::nullopt;
        }
        read_ += kWindow;
        window_begin_ = offset;
        window_ = std::move(*read);
        if (window_.size() < count) {
            return std::nullopt;  // the file became shorter since info()
        }
    }
    return std::string_view(window_).substr(offset - window_begin_, count);
}

const Result<MediaInfo>& MediaCache::find(const FileSystem& files, std::string_view path) {
    auto found = by_path_.find(path);
    if (found == by_path_.end()) {
        std::string key(path);
        auto media = read_media(files, key);
        found = by_path_.emplace(std::move(key), std::move(media)).first;
    }
    return found->second;
}

}  // namespace shot::targets
