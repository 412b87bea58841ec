// References: the first frame, the speakers' clips, an uploaded source: which files a request takes, and what is lost.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/source/text_width.hpp"
#include "compiler/targets/check_context.hpp"
#include "compiler/targets/units.hpp"

namespace shot::targets {
namespace {

using sema::MediaFile;
using sema::ResolvedSpeaker;

/// The first frame is as large as the clip; a fix takes the picture's size where the target makes it.
void check_same_size(const CheckContext& context, std::string_view written, Span span, Size size, const MediaLimits& limits) {
    const auto& shot = context.shot;
    const Size clip{shot.width, shot.height};
    if (!limits.must_match_size || clip.width <= 0 || size == clip) {
        return;
    }
    auto report = context.sink.report(diag::FirstFrameSize, context.place(span), written, size_text(size),
                                      size_text(clip), context.profile.name);
    if (!report) {
        return;
    }
    context.note_limit(report, fmt::format("a first frame of {}", size_text(clip)), limits.source);
    const auto& sizes = context.profile.sizes;
    if (shot.size_span.file.is_valid()) {
        report.label(shot.size_span, "the clip's size");
        if (std::find(sizes.begin(), sizes.end(), size) != sizes.end()) {
            report.fix(fmt::format("make the clip {}", size_text(size)), shot.size_span, size_text(size));
        }
    }
}

/// The clip has another shape than the character's. Only where both are shapes that the target takes.
void check_aspect(const CheckContext& context, const MediaFile& file, const MediaInfo& info,
                  const MediaLimits& limits) {
    const Size size{info.width, info.height};
    const Size clip{context.shot.width, context.shot.height};
    if (size.width <= 0 || clip.width <= 0 || limits.aspects.empty() || is_same_aspect(size, clip)) {
        return;
    }
    const bool is_taken = std::any_of(limits.aspects.begin(), limits.aspects.end(),
                                      [&](Size aspect) { return is_same_aspect(size, aspect); });
    if (is_taken) {
        auto report = context.sink.report(diag::ReferenceAspect, context.place(file.span), file.written,
                                          size_text(size), size_text(clip));
        if (report) {
            report.note(source_note(context.profile, context.profile.characters->source));
        }
    }
}

bool has_references(const ResolvedSpeaker& speaker) {
    return speaker.is_seen && !speaker.references.empty();
}

void check_name(const CheckContext& context, const ResolvedSpeaker& speaker, const CharacterLimits& limits) {
    const auto length = static_cast<std::int64_t>(count_code_points(speaker.display));
    if (limits.max_name_characters > 0 && length > limits.max_name_characters) {
        auto report = context.sink.report(diag::NameTooLong, context.place(speaker.span), speaker.display, length,
                                          context.profile.name, static_cast<diag::Int>(limits.max_name_characters));
        context.note_limit(report, fmt::format("a name of 1 to {} characters", limits.max_name_characters),
                           limits.name_source);
    }
}

/// The files that fit are checked; those beyond what the target takes are lost, and so are kinds that it does not know,
/// if another one serves.
void check_speaker_files(const CheckContext& context, const ResolvedSpeaker& speaker, const CharacterLimits& limits) {
    const bool has_fitting =
        std::any_of(speaker.references.begin(), speaker.references.end(), [&](const MediaFile& file) {
            const auto& media = context.media.find(context.files, file.path);
            return media && takes_kind(limits.clip, media->kind);
        });
    std::int32_t used = 0;
    for (const MediaFile& file : speaker.references) {
        const MediaInfo* info = read_file(context, file);
        if (info == nullptr) {
            continue;
        }
        const bool is_taken = takes_kind(limits.clip, info->kind);
        if (!is_taken && !has_fitting) {
            check_kind(context, file, *info, limits.clip);
            continue;
        }
        if (!is_taken || used == limits.max_files) {
            std::string reason = is_taken ? fmt::format("a speaker has at most {} {} there", limits.max_files,
                                                        limits.max_files == 1 ? "reference" : "references")
                                          : fmt::format("it is {}, and references are {} there", kind_text(info->kind),
                                                        kinds_text(limits.clip.kinds));
            lose(context, "references", fmt::format("the reference `{}`", file.written), std::string(file.written),
                 std::move(reason), file.span, false, limits.clip.source);
            continue;
        }
        ++used;
        check_length(context, file, *info, limits.clip);
        check_pixels(context, file, *info, limits.clip);
        check_bytes(context, file, *info, limits.clip);
        check_aspect(context, file, *info, limits.clip);
    }
}

/// Extensions and edits: what the speakers' declarations bring is left out; what this shot gives anew is refused.
void leave_out(const CheckContext& context, const ResolvedSpeaker& speaker) {
    if (context.is_extension() && speaker.has_own_references) {
        auto report = context.sink.report(diag::NotInExtension, context.place(speaker.references_span),
                                          context.profile.name, "references");
        if (context.profile.extension) {
            context.note_limit(report, "extensions take neither references nor a first frame",
                               context.profile.extension->source);
        }
        return;
    }
    for (const MediaFile& file : speaker.references) {
        lose(context, "references", "references of speakers", fmt::format("{}: {}", speaker.display, file.written),
             fmt::format("{} takes none with {}", context.profile.name,
                         context.is_extension() ? "an extension" : "an edit"),
             speaker.references_span, true, {});
    }
}

void check_count(const CheckContext& context, const CharacterLimits& limits) {
    const auto& speakers = context.shot.speakers;
    const auto count = std::count_if(speakers.begin(), speakers.end(), has_references);
    if (count <= limits.max_per_clip) {
        return;
    }
    std::int32_t seen = 0;
    const auto first_too_many = std::find_if(speakers.begin(), speakers.end(), [&](const ResolvedSpeaker& speaker) {
        return has_references(speaker) && ++seen > limits.max_per_clip;
    });
    auto report = context.sink.report(diag::TooManyReferences, context.place(first_too_many->mention),
                                      context.shot.name, static_cast<diag::Int>(count), context.profile.name,
                                      static_cast<diag::Int>(limits.max_per_clip));
    context.note_limit(report, fmt::format("{} speakers with references a clip", limits.max_per_clip), limits.source);
}

bool takes_characters(const sema::ResolvedShot& shot, const Profile& profile) {
    return profile.characters &&
           (shot.operation == sema::Operation::Create ||
            (shot.operation == sema::Operation::Extend && profile.extension && profile.extension->takes_references));
}

}  // namespace

void check_characters(const CheckContext& context) {
    const auto& shot = context.shot;
    const Profile& profile = context.profile;
    if (std::none_of(shot.speakers.begin(), shot.speakers.end(), has_references)) {
        return;
    }
    const bool is_taken = takes_characters(shot, profile);
    if (is_taken) {
        check_count(context, *profile.characters);
    }
    for (const ResolvedSpeaker& speaker : shot.speakers) {
        if (!has_references(speaker)) {
            continue;
        }
        if (is_taken) {
            check_name(context, speaker, *profile.characters);
            check_speaker_files(context, speaker, *profile.characters);
        } else if (shot.operation != sema::Operation::Create) {
            leave_out(context, speaker);
        } else {
            for (const MediaFile& file : speaker.references) {
                lose(context, "references", "references of speakers",
                     fmt::format("{}: {}", speaker.display, file.written), "its API has no field for them",
                     speaker.references_span, false, profile.fields_source);
            }
        }
    }
}

void check_first_frame(const CheckContext& context) {
    const auto& shot = context.shot;
    const Profile& profile = context.profile;
    const auto& frame = shot.first_frame;
    if (frame.kind == sema::Picture::Kind::None) {
        return;
    }
    const std::string said =
        frame.kind == sema::Picture::Kind::File ? std::string(frame.file.written) : "the last frame of a shot";
    if (context.is_extension() && profile.extension && !profile.extension->takes_first_frame) {
        if (shot.field(sema::FieldKind::FirstFrame).is_own) {
            auto report =
                context.sink.report(diag::NotInExtension, context.place(frame.span), profile.name, "a first frame");
            context.note_limit(report, "extensions take neither references nor a first frame",
                               profile.extension->source);
        } else {
            lose(context, "first frame", "a first frame", said,
                 fmt::format("{} takes none with an extension", profile.name), frame.span, true, {});
        }
        return;
    }
    if (!profile.first_frame) {
        lose(context, "first frame", "a first frame", said, "its API has no field for one", frame.span,
             context.is_extension() && !shot.field(sema::FieldKind::FirstFrame).is_own, profile.fields_source);
        return;
    }
    if (frame.kind == sema::Picture::Kind::Shot) {
        if (frame.width > 0) {
            check_same_size(context, said, frame.span, {frame.width, frame.height}, *profile.first_frame);
        }
        return;
    }
    const MediaInfo* info = read_file(context, frame.file);
    if (info != nullptr && check_kind(context, frame.file, *info, *profile.first_frame)) {
        check_pixels(context, frame.file, *info, *profile.first_frame);
        check_bytes(context, frame.file, *info, *profile.first_frame);
        check_same_size(context, frame.file.written, frame.file.span, {info->width, info->height}, *profile.first_frame);
    }
}

void check_source_file(const CheckContext& context) {
    const MediaFile& file = context.shot.source.file;
    const MediaInfo* info = read_file(context, file);
    if (info != nullptr && !is_clip(info->kind)) {
        context.sink.report(diag::ReferenceKind, context.place(file.span), file.written, kind_text(info->kind),
                            context.profile.name, "a clip");
    }
}

std::vector<const MediaFile*> find_character_files(const sema::ResolvedShot& shot, const ResolvedSpeaker& speaker,
                                                   const Profile& profile, const FileSystem& files, MediaCache& media) {
    std::vector<const MediaFile*> found;
    if (!has_references(speaker) || !takes_characters(shot, profile)) {
        return found;
    }
    for (const MediaFile& file : speaker.references) {
        const auto& info = media.find(files, file.path);
        if (info && takes_kind(profile.characters->clip, info->kind) &&
            found.size() < static_cast<std::size_t>(profile.characters->max_files)) {
            found.push_back(&file);
        }
    }
    return found;
}

}  // namespace shot::targets
