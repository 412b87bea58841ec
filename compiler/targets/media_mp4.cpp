// MP4 and QuickTime (ISO/IEC 14496-12): length from `mvhd`, size and rotation from the `tkhd` of the video track.
// `moov` may stand before or after the data. A level is walked by a loop, and there are three levels, so nothing
// recurses.
#include <algorithm>
#include <array>
#include <optional>

#include "compiler/targets/media_reader.hpp"

namespace shot::targets {
namespace {

using namespace std::string_view_literals;

struct Box {
    std::array<char, 4> type{};
    std::uint64_t body = 0;  // offset of its content
    std::uint64_t end = 0;   // offset after it

    [[nodiscard]] std::string_view name() const { return {type.data(), type.size()}; }
};

/// Walks the boxes of [begin, end). All walks of a file share one count.
class BoxWalk {
public:
    BoxWalk(MediaReader& reader, std::uint64_t begin, std::uint64_t end, int& boxes)
        : reader_(reader), offset_(begin), end_(end), boxes_(boxes) {}

    /// The next box, or nothing at the end and where problem() says why.
    std::optional<Box> next() {
        constexpr std::uint64_t kShortHeader = 8;
        constexpr std::uint64_t kLongHeader = 16;
        if (offset_ >= end_ || end_ - offset_ < kShortHeader) {
            return std::nullopt;  // QuickTime ends user data with four zero bytes
        }
        if (++boxes_ > kMaxBoxes) {
            problem_ = "it has more than 20,000 boxes";
            return std::nullopt;
        }
        const auto head = reader_.bytes(offset_, kShortHeader);
        if (!head) {
            problem_ = "the file is cut short";
            return std::nullopt;
        }
        Box box;
        std::copy_n(head->begin() + 4, 4, box.type.begin());
        std::uint64_t size = big32(*head, 0);
        std::uint64_t header = kShortHeader;
        if (size == 1) {
            const auto large = reader_.bytes(offset_ + kShortHeader, 8);
            size = large ? big64(*large, 0) : 0;
            header = kLongHeader;
        } else if (size == 0) {
            size = end_ - offset_;  // to the end of the file
        }
        if (size < header) {
            problem_ = "a box is shorter than its own header";
            return std::nullopt;
        }
        if (size > end_ - offset_) {
            problem_ = "the file is cut short: it ends inside its `" + printable(box) + "` box";
            is_cut_in_data_ = box.name() == "mdat"sv || box.name() == "moof"sv;
            return std::nullopt;
        }
        box.body = offset_ + header;
        box.end = offset_ + size;
        offset_ = box.end;
        return box;
    }

    /// The next box of this type.
    std::optional<Box> find(std::string_view type) {
        while (auto box = next()) {
            if (box->name() == type) {
                return box;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] const std::string& problem() const { return problem_; }
    [[nodiscard]] bool is_cut_in_data() const { return is_cut_in_data_; }

private:
    static std::string printable(const Box& box) {
        std::string name(box.name());
        for (char& c : name) {
            c = c >= ' ' && c <= '~' ? c : '?';
        }
        return name;
    }

    MediaReader& reader_;
    std::uint64_t offset_;
    std::uint64_t end_;
    int& boxes_;
    std::string problem_;
    bool is_cut_in_data_ = false;
};

struct Movie {
    std::uint64_t timescale = 0;
    std::uint64_t duration = 0;  // 0: not said
    std::int32_t width = 0;
    std::int32_t height = 0;
    bool is_fragmented = false;
    bool has_video = false;
};

std::string_view body_of(MediaReader& reader, const Box& box, std::uint64_t most) {
    return reader.bytes(box.body, std::min(most, box.end - box.body)).value_or(std::string_view());
}

/// All ones mean that the length is not known.
std::uint64_t known32(std::uint32_t duration) {
    return duration == 0xFFFF'FFFFU ? 0 : duration;
}
std::uint64_t known64(std::uint64_t duration) {
    return duration == 0xFFFF'FFFF'FFFF'FFFFULL ? 0 : duration;
}

void read_mvhd(std::string_view body, Movie& movie) {
    const bool is_long = !body.empty() && byte_at(body, 0) == 1;
    if (is_long && body.size() >= 32) {
        movie.timescale = big32(body, 20);
        movie.duration = known64(big64(body, 24));
    } else if (!is_long && body.size() >= 20) {
        movie.timescale = big32(body, 12);
        movie.duration = known32(big32(body, 16));
    }
}

/// `mehd` in `mvex`: the length of a fragmented movie, where its writer knew it.
void read_mvex(MediaReader& reader, const Box& mvex, int& boxes, Movie& movie) {
    movie.is_fragmented = true;
    BoxWalk walk(reader, mvex.body, mvex.end, boxes);
    if (const auto mehd = walk.find("mehd"sv)) {
        const std::string_view body = body_of(reader, *mehd, 12);
        const bool is_long = !body.empty() && byte_at(body, 0) == 1;
        if (is_long && body.size() >= 12) {
            movie.duration = std::max(movie.duration, known64(big64(body, 4)));
        } else if (!is_long && body.size() >= 8) {
            movie.duration = std::max(movie.duration, known32(big32(body, 4)));
        }
    }
}

struct TrackHeader {
    std::int32_t width = 0;
    std::int32_t height = 0;
};

/// Width and height are 16.16; a matrix without a main diagonal turns the picture by a quarter.
TrackHeader read_tkhd(std::string_view body) {
    const bool is_long = !body.empty() && byte_at(body, 0) == 1;
    const std::size_t matrix = is_long ? 52 : 40;
    constexpr std::size_t kMatrixBytes = 36;
    if (body.size() < matrix + kMatrixBytes + 8) {
        return {};
    }
    const auto width = static_cast<std::int32_t>(big32(body, matrix + kMatrixBytes) >> 16);
    const auto height = static_cast<std::int32_t>(big32(body, matrix + kMatrixBytes + 4) >> 16);
    const bool is_turned = big32(body, matrix) == 0 && big32(body, matrix + 16) == 0 && big32(body, matrix + 4) != 0 &&
                           big32(body, matrix + 12) != 0;
    return is_turned ? TrackHeader{height, width} : TrackHeader{width, height};
}

bool is_video(MediaReader& reader, const Box& mdia, int& boxes) {
    BoxWalk walk(reader, mdia.body, mdia.end, boxes);
    const auto handler = walk.find("hdlr"sv);
    const std::string_view body = handler ? body_of(reader, *handler, 12) : std::string_view();
    return body.size() == 12 && body.substr(8, 4) == "vide"sv;
}

/// The first video track that has a size gives the movie's.
void read_trak(MediaReader& reader, const Box& trak, int& boxes, Movie& movie) {
    TrackHeader header;
    bool has_video = false;
    BoxWalk walk(reader, trak.body, trak.end, boxes);
    while (const auto box = walk.next()) {
        if (box->name() == "tkhd"sv) {
            header = read_tkhd(body_of(reader, *box, 104));
        } else if (box->name() == "mdia"sv) {
            has_video = is_video(reader, *box, boxes);
        }
    }
    movie.has_video = movie.has_video || has_video;
    if (has_video && movie.width == 0) {
        movie.width = header.width;
        movie.height = header.height;
    }
}

/// Why the box `moov` cannot be read, or an empty text.
std::string read_moov(MediaReader& reader, const Box& moov, int& boxes, Movie& movie) {
    BoxWalk walk(reader, moov.body, moov.end, boxes);
    while (const auto box = walk.next()) {
        if (box->name() == "mvhd"sv) {
            read_mvhd(body_of(reader, *box, 32), movie);
        } else if (box->name() == "trak"sv) {
            read_trak(reader, *box, boxes, movie);
        } else if (box->name() == "mvex"sv) {
            read_mvex(reader, *box, boxes, movie);
        } else if (box->name() == "cmov"sv) {
            return "its header is compressed; write it again as a plain MP4";
        }
    }
    return walk.problem();
}

std::string lack_of(const Movie& movie) {
    if (!movie.has_video) {
        return "it holds no picture, only sound";
    }
    if (movie.width <= 0 || movie.height <= 0) {
        return "its header names no picture size";
    }
    if (movie.timescale == 0 || movie.duration == 0) {
        return movie.is_fragmented ? "it is a fragmented MP4, whose header does not say how long it is; "
                                     "`ffmpeg -i IN -c copy OUT.mp4` writes it whole"
                                   : "its header does not say how long it is";
    }
    return {};
}

}  // namespace

MediaKind mp4_kind(std::string_view head) {
    if (head.size() < 8) {
        return MediaKind::Unknown;
    }
    const std::string_view type = head.substr(4, 4);
    if (type != "ftyp"sv) {
        // Files of old QuickTime begin with their data.
        const bool is_old =
            type == "moov"sv || type == "mdat"sv || type == "wide"sv || type == "free"sv || type == "skip"sv;
        return is_old ? MediaKind::QuickTime : MediaKind::Unknown;
    }
    const std::string_view major = head.size() >= 12 ? head.substr(8, 4) : std::string_view();
    const auto is_one_of = [&](std::initializer_list<std::string_view> brands) {
        return std::find(brands.begin(), brands.end(), major) != brands.end();
    };
    if (major == "qt  "sv) {
        return MediaKind::QuickTime;
    }
    if (is_one_of({"avif"sv, "avis"sv})) {
        return MediaKind::Avif;
    }
    if (is_one_of({"heic"sv, "heix"sv, "heim"sv, "heis"sv, "hevc"sv, "hevx"sv, "mif1"sv, "msf1"sv})) {
        return MediaKind::Heic;
    }
    return MediaKind::Mp4;
}

Result<MediaInfo> read_mp4(MediaReader& reader) {
    Movie movie;
    int boxes = 0;
    BoxWalk walk(reader, 0, reader.size(), boxes);
    bool has_moov = false;
    while (const auto box = walk.next()) {
        if (box->name() == "moov"sv) {
            has_moov = true;
            if (std::string problem = read_moov(reader, *box, boxes, movie); !problem.empty()) {
                return reader.fail(std::move(problem));
            }
            break;
        }
    }
    if (!has_moov) {
        return reader.fail(!walk.problem().empty() ? walk.problem()
                                                   : "it has no `moov` box: the recording or copy was not finished");
    }
    // The data may come after the header: a file that ends inside them is cut short all the same. Other bytes at the
    // end are nobody's loss.
    while (walk.next()) {
    }
    if (walk.is_cut_in_data()) {
        return reader.fail(walk.problem());
    }
    if (std::string lack = lack_of(movie); !lack.empty()) {
        return reader.fail(std::move(lack));
    }
    MediaInfo info;
    info.width = movie.width;
    info.height = movie.height;
    constexpr std::uint64_t kLongest = UINT64_MAX / 1000;
    if (movie.duration > kLongest / 2 || movie.duration / movie.timescale > 1'000'000'000ULL) {
        return reader.fail("its header names a length that cannot be");
    }
    info.milliseconds = static_cast<std::int64_t>((movie.duration * 1000 + movie.timescale / 2) / movie.timescale);
    return info;
}

}  // namespace shot::targets
