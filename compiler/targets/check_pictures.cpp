// The first and the last frame: whether the target takes one, and whether this picture fits.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/targets/check_context.hpp"
#include "compiler/targets/units.hpp"

namespace shot::targets {
namespace {

using sema::FieldKind;
using sema::Picture;

/// `first frame` or `last frame`, with what the target and the shot say of it.
struct Frame {
    std::string_view name;
    const Picture& picture;
    const std::optional<MediaLimits>& limits;
    FieldKind field;
    Placeholder placeholder;
};

std::string said_of(const Picture& picture) {
    return picture.kind == Picture::Kind::File ? std::string(picture.file.written)
                                               : fmt::format("the last frame of `{}`", picture.name);
}

/// Where its problems stand: the path, or the name of the shot.
Span place_of(const Picture& picture) {
    return picture.kind == Picture::Kind::File ? picture.file.span : picture.span;
}

/// The frame is as large as the clip; a fix takes the picture's size where the target makes it.
void check_same_size(const CheckContext& context, const Frame& frame, Size size, const MediaLimits& limits) {
    const auto& shot = context.shot;
    const Size clip{shot.width, shot.height};
    if (clip.width <= 0 || size.width <= 0 || size == clip) {
        return;
    }
    const bool is_file = frame.picture.kind == Picture::Kind::File;
    const std::string said = is_file ? fmt::format("`{}`", frame.picture.file.written) : said_of(frame.picture);
    if (limits.decides_aspect && !is_same_aspect(size, clip)) {
        auto report = context.sink.report(diag::PictureDecidesShape, context.place(place_of(frame.picture)), said,
                                          size_text(size), size_text(clip), context.profile.name);
        context.note_limit(report, "the clip has the picture's shape", limits.source);
        return;
    }
    if (!limits.must_match_size) {
        return;
    }
    auto report = context.sink.report(diag::FirstFrameSize, context.place(place_of(frame.picture)), said, size_text(size),
                                      size_text(clip), context.profile.name);
    if (!report) {
        return;
    }
    context.note_limit(report, fmt::format("a {} of {}", frame.name, size_text(clip)), limits.source);
    if (shot.size_span.file.is_valid()) {
        report.label(shot.size_span, "the clip's size");
        if (context.profile.sizes.find(size)) {
            report.fix(fmt::format("make the clip {}", size_text(size)), shot.size_span, size_text(size));
        }
    }
}

constexpr std::string_view kFrameMime = "image/png";  // of a frame that the runtime takes from a clip

/// A picture that the target takes: held against its limits. A picture of another shot is as large as that. Its media
/// type; nothing where it cannot be read.
std::string_view check_picture(const CheckContext& context, const Frame& frame) {
    const MediaLimits& limits = *frame.limits;
    const Picture& picture = frame.picture;
    if (picture.kind == Picture::Kind::Shot) {
        if (picture.width > 0) {
            const Size size{picture.width, picture.height};
            check_same_size(context, frame, context.profile.sizes.find(size).value_or(size), limits);
        }
        return kFrameMime;
    }
    const MediaInfo* info = read_file(context, picture.file);
    if (info != nullptr && check_kind(context, picture.file, *info, limits)) {
        check_media(context, picture.file, *info, limits);
        check_same_size(context, frame, {info->width, info->height}, limits);
    }
    return info != nullptr ? mime_of(info->kind) : std::string_view();
}

/// The media type of the picture that the request has; nothing where it has none.
std::string_view check_frame(const CheckContext& context, const Frame& frame) {
    const Profile& profile = context.profile;
    const bool is_extension = context.is_extension();
    const bool is_own = context.shot.field(frame.field).is_own;
    if (frame.picture.kind == Picture::Kind::None) {
        if (frame.limits && frame.limits->is_required && context.shot.operation == sema::Operation::Create) {
            auto report =
                context.sink.report(diag::FirstFrameRequired, context.shot.span, profile.name, context.shot.name);
            context.note_limit(report, fmt::format("a {} for every clip", frame.name), frame.limits->source);
        }
        return {};
    }
    const std::string article_name = fmt::format("a {}", frame.name);
    if (is_extension && profile.extension && !profile.extension->takes_first_frame) {
        if (is_own && frame.limits) {
            auto report = context.sink.report(diag::NotInExtension, context.place(frame.picture.span),
                                              context.shot.name, profile.name, article_name);
            context.note_limit(report, "extensions take neither references nor a first frame",
                               profile.extension->source);
        } else {
            lose(context, {frame.name, article_name, said_of(frame.picture),
                           fmt::format("{} takes none with an extension", profile.name), frame.picture.span, !is_own});
        }
        return {};
    }
    if (!frame.limits || !context.has_place_for(frame.placeholder)) {
        lose(context, {frame.name, article_name, said_of(frame.picture),
                       frame.limits ? fmt::format("{} has no field for one", profile.dialect->title)
                                    : std::string("its API has no field for one"),
                       frame.picture.span, is_extension && !is_own, profile.fields_source});
        return {};
    }
    return check_picture(context, frame);
}

}  // namespace

void check_pictures(const CheckContext& context) {
    const Profile& profile = context.profile;
    context.inputs.first_frame_mime = check_frame(context, {"first frame", context.shot.first_frame, profile.first_frame,
                                                            FieldKind::FirstFrame, Placeholder::FirstFrame});
    context.inputs.last_frame_mime = check_frame(context, {"last frame", context.shot.last_frame, profile.last_frame,
                                                           FieldKind::LastFrame, Placeholder::LastFrame});
}

}  // namespace shot::targets
