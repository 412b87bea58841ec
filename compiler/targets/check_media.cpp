// A file held against the limits of its role: kind, length, size, aspect, bytes; by the file's own header (media.hpp).
#include <algorithm>

#include <fmt/format.h>

#include "compiler/targets/check_context.hpp"
#include "compiler/targets/units.hpp"

namespace shot::targets {
namespace {

using sema::MediaFile;

/// A clip that is cut at 4 s by whole frames lasts up to a frame more.
constexpr std::int64_t kFrameSlack = 50;

std::string range_text(const std::optional<std::int64_t>& min, const std::optional<std::int64_t>& max) {
    if (min && max) {
        return decimal_text(*min) + "–" + seconds_text(*max);
    }
    return min ? "at least " + seconds_text(*min) : "at most " + seconds_text(max.value_or(0));
}

void report_size(const CheckContext& context, const MediaFile& file, const MediaInfo& info, const std::string& limit,
                 const MediaLimits& limits) {
    auto report = context.sink.report(diag::ReferenceSize, context.place(file.span), file.written,
                                      size_text({info.width, info.height}), context.profile.name, limit);
    context.note_limit(report, limit, limits.source);
}

std::string sides_text(const MediaLimits& limits) {
    if (limits.min_short_side && limits.max_short_side) {
        return fmt::format("{}p to {}p", *limits.min_short_side, *limits.max_short_side);
    }
    return limits.min_short_side ? fmt::format("at least {}p", *limits.min_short_side)
                                 : fmt::format("at most {}p", limits.max_short_side.value_or(0));
}

}  // namespace

bool takes_kind(const MediaLimits& limits, MediaKind kind) {
    return limits.kinds.empty() ||
           std::find(limits.kinds.begin(), limits.kinds.end(), kind_key(kind)) != limits.kinds.end();
}

const MediaInfo* read_file(const CheckContext& context, const MediaFile& file) {
    const auto& media = context.media.find(context.files, file.path);
    if (!media) {
        context.sink.report(diag::ReferenceMissing, context.place(file.span), file.written, media.error().reason);
        return nullptr;
    }
    return &*media;
}

bool check_kind(const CheckContext& context, const MediaFile& file, const MediaInfo& info, const MediaLimits& limits) {
    if (takes_kind(limits, info.kind)) {
        return true;
    }
    const std::string kinds = kinds_text(limits.kinds);
    auto report = context.sink.report(diag::ReferenceKind, context.place(file.span), file.written, kind_text(info.kind),
                                      context.profile.name, kinds);
    context.note_limit(report, kinds, limits.source);
    return false;
}

namespace {

void check_length(const CheckContext& context, const MediaFile& file, const MediaInfo& info,
                  const MediaLimits& limits) {
    const bool is_short = limits.min_milliseconds && info.milliseconds + kFrameSlack < *limits.min_milliseconds;
    const bool is_long = limits.max_milliseconds && info.milliseconds - kFrameSlack > *limits.max_milliseconds;
    if (!is_clip(info.kind) || (!is_short && !is_long)) {
        return;
    }
    const std::string range = range_text(limits.min_milliseconds, limits.max_milliseconds);
    auto report = context.sink.report(diag::ReferenceLength, context.place(file.span), file.written,
                                      seconds_text(info.milliseconds), context.profile.name, range);
    context.note_limit(report, range, limits.source);
}

void check_pixels(const CheckContext& context, const MediaFile& file, const MediaInfo& info,
                  const MediaLimits& limits) {
    const Size size{info.width, info.height};
    if (size.width <= 0 || size.height <= 0) {
        return;  // a kind whose size is not read
    }
    const std::int32_t side = std::min(size.width, size.height);
    if ((limits.min_short_side && side < *limits.min_short_side) ||
        (limits.max_short_side && side > *limits.max_short_side)) {
        report_size(context, file, info, sides_text(limits), limits);
        return;
    }
    const bool is_aspect_taken =
        limits.aspects.empty() || std::any_of(limits.aspects.begin(), limits.aspects.end(),
                                              [&](Size aspect) { return is_same_aspect(size, aspect); });
    if (!is_aspect_taken) {
        std::vector<std::string> aspects;
        for (const Size aspect : limits.aspects) {
            aspects.push_back(aspect_text(aspect));
        }
        report_size(context, file, info, list_text(aspects), limits);
    }
}

void check_bytes(const CheckContext& context, const MediaFile& file, const MediaInfo& info, const MediaLimits& limits) {
    if (limits.max_bytes && info.bytes > *limits.max_bytes) {
        const std::string most = bytes_text(*limits.max_bytes);
        auto report = context.sink.report(diag::ReferenceTooLarge, context.place(file.span), file.written,
                                          bytes_text(info.bytes), context.profile.name, most);
        context.note_limit(report, most, limits.source);
    }
}

}  // namespace

void check_media(const CheckContext& context, const MediaFile& file, const MediaInfo& info, const MediaLimits& limits) {
    check_length(context, file, info, limits);
    check_pixels(context, file, info, limits);
    check_bytes(context, file, info, limits);
}

}  // namespace shot::targets
