// References: which files of the speakers and of the shot a request takes, and what is lost or refused of them.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/source/text_width.hpp"
#include "compiler/targets/check_context.hpp"
#include "compiler/targets/units.hpp"

namespace shot::targets {
namespace {

using sema::MediaFile;
using sema::ResolvedSpeaker;

bool has_references(const ResolvedSpeaker& speaker) {
    return speaker.is_seen && !speaker.references.empty();
}

/// Whether the operation takes references at all; what an extension may not is in its limits.
bool takes_any(const CheckContext& context) {
    const auto operation = context.shot.operation;
    return operation == sema::Operation::Create ||
           (context.is_extension() && context.profile.extension && context.profile.extension->takes_references);
}

// --- Characters: speakers with references as things of their own ---

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

void check_name(const CheckContext& context, const ResolvedSpeaker& speaker, const CharacterLimits& limits) {
    const auto length = static_cast<std::int64_t>(count_code_points(speaker.display));
    if (limits.max_name_characters > 0 && length > limits.max_name_characters) {
        auto report = context.sink.report(diag::NameTooLong, context.place(speaker.span), speaker.display, length,
                                          context.profile.name, static_cast<diag::Int>(limits.max_name_characters));
        context.note_limit(report, fmt::format("a name of 1 to {} characters", limits.max_name_characters),
                           limits.name_source);
    }
}

void lose_file(const CheckContext& context, const MediaFile& file, std::string reason, std::string_view source) {
    lose(context, {"references", fmt::format("the reference `{}`", file.written), std::string(file.written),
                   std::move(reason), file.span, false, source});
}

/// Takes the speaker's files that fit; those beyond what the target takes are lost, and so are kinds that it does not
/// know, if another one serves.
void take_character(const CheckContext& context, std::uint32_t index, const CharacterLimits& limits) {
    const ResolvedSpeaker& speaker = context.shot.speakers[index];
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
        } else if (!is_taken) {
            lose_file(context, file,
                      fmt::format("it is {}, and references are {} there", kind_text(info->kind),
                                  kinds_text(limits.clip.kinds)),
                      limits.clip.source);
        } else if (used == limits.max_files) {
            lose_file(context, file,
                      fmt::format("a speaker has at most {} {} there", limits.max_files,
                                  limits.max_files == 1 ? "reference" : "references"),
                      limits.clip.source);
        } else {
            ++used;
            check_media(context, file, *info, limits.clip);
            check_aspect(context, file, *info, limits.clip);
            context.inputs.characters.push_back({&file, index, mime_of(info->kind), is_clip(info->kind)});
        }
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

// --- References that all stand in one list ---

/// The limits of the file's kind, or null where the target takes none like it.
const MediaLimits* limits_of(const ReferenceLimits& limits, const MediaInfo& info) {
    const auto& kind = is_clip(info.kind) ? limits.clips : limits.pictures;
    return kind ? &*kind : nullptr;
}

void take_reference(const CheckContext& context, const MediaFile& file, std::uint32_t speaker,
                    const ReferenceLimits& limits) {
    const MediaInfo* info = read_file(context, file);
    if (info == nullptr) {
        return;
    }
    const MediaLimits* kind = limits_of(limits, *info);
    const bool is_file_clip = is_clip(info->kind);
    if (kind == nullptr) {
        lose_file(context, file,
                  fmt::format("it is {}, and references are {} there", kind_text(info->kind),
                              is_file_clip ? "pictures" : "clips"),
                  limits.source);
        return;
    }
    if (check_kind(context, file, *info, *kind)) {
        check_media(context, file, *info, *kind);
        context.inputs.references.push_back({&file, speaker, mime_of(info->kind), is_file_clip});
    }
}

/// The first file of those that the filter counts which is one too many.
template <class Counts>
void check_number(const CheckContext& context, std::int64_t most, std::string_view what, std::string_view source,
                  Counts counts) {
    std::int64_t count = 0;
    const MediaFile* first_too_many = nullptr;
    for (const InputFile& input : context.inputs.references) {
        count += counts(input) ? 1 : 0;
        first_too_many = first_too_many == nullptr && count > most ? input.file : first_too_many;
    }
    if (most > 0 && first_too_many != nullptr) {
        auto report = context.sink.report(diag::TooManyFiles, context.place(first_too_many->span), context.shot.name,
                                          count, what, context.profile.name, most);
        context.note_limit(report, fmt::format("{} {} a clip", most, what), source);
    }
}

void check_numbers(const CheckContext& context, const ReferenceLimits& limits) {
    check_number(context, limits.max, "references", limits.source, [](const InputFile&) { return true; });
    if (limits.pictures) {
        check_number(context, limits.pictures->max_count, "reference pictures", limits.pictures->source,
                     [](const InputFile& input) { return !input.is_clip; });
    }
    if (!limits.clips) {
        return;
    }
    check_number(context, limits.clips->max_count, "reference clips", limits.clips->source,
                 [](const InputFile& input) { return input.is_clip; });
    std::int64_t total = 0;
    const MediaFile* last = nullptr;
    for (const InputFile& input : context.inputs.references) {
        if (input.is_clip) {
            total += context.media.find(context.files, input.file->path)->milliseconds;
            last = input.file;
        }
    }
    const std::int64_t most = limits.clips->max_total_milliseconds;
    if (most > 0 && total > most) {
        auto report = context.sink.report(diag::ReferenceLength, context.place(last->span),
                                          "all reference clips together", seconds_text(total), context.profile.name,
                                          fmt::format("at most {} in all", seconds_text(most)));
        context.note_limit(report, fmt::format("{} of reference clips", seconds_text(most)), limits.clips->source);
    }
}

// --- What an operation or a target does not take ---

/// What the speakers' declarations bring is left out; what this shot gives an extension anew is refused.
void leave_out(const CheckContext& context, const ResolvedSpeaker& speaker) {
    if (context.is_extension() && speaker.has_own_references && context.profile.extension) {
        auto report = context.sink.report(diag::NotInExtension, context.place(speaker.references_span),
                                          context.shot.name, context.profile.name, "references");
        context.note_limit(report, "extensions take neither references nor a first frame",
                           context.profile.extension->source);
        return;
    }
    for (const MediaFile& file : speaker.references) {
        lose(context, {"references", "references of speakers", fmt::format("{}: {}", speaker.display, file.written),
                       fmt::format("{} takes none with {}", context.profile.name,
                                   context.is_extension() ? "an extension" : "an edit"),
                       speaker.references_span, true});
    }
}

void lose_speaker(const CheckContext& context, const ResolvedSpeaker& speaker, bool is_taken_by_model) {
    for (const MediaFile& file : speaker.references) {
        lose(context, {"references", "references of speakers", fmt::format("{}: {}", speaker.display, file.written),
                       is_taken_by_model ? fmt::format("{} has no field for them", context.profile.dialect->title)
                                         : std::string("its API has no field for them"),
                       speaker.references_span, false, context.profile.fields_source});
    }
}

void check_speakers(const CheckContext& context, bool takes_references) {
    const auto& shot = context.shot;
    const Profile& profile = context.profile;
    const bool has_characters = profile.characters && context.has_place_for(Placeholder::Characters);
    const bool is_known = profile.characters || profile.references;
    for (std::uint32_t i = 0; i < shot.speakers.size(); ++i) {
        const ResolvedSpeaker& speaker = shot.speakers[i];
        if (!has_references(speaker)) {
            continue;
        }
        if (!takes_any(context) && shot.operation != sema::Operation::Create) {
            leave_out(context, speaker);
        } else if (has_characters) {
            check_name(context, speaker, *profile.characters);
            take_character(context, i, *profile.characters);
        } else if (takes_references && !profile.characters) {
            for (const MediaFile& file : speaker.references) {
                take_reference(context, file, i, *profile.references);
            }
        } else {
            lose_speaker(context, speaker, is_known);
        }
    }
    if (has_characters && takes_any(context)) {
        check_count(context, *profile.characters);
    }
}

void check_own(const CheckContext& context, bool takes_references) {
    const auto& shot = context.shot;
    const Profile& profile = context.profile;
    if (shot.references.empty()) {
        return;
    }
    if (takes_references && takes_any(context)) {
        for (const MediaFile& file : shot.references) {
            take_reference(context, file, kNoSpeaker, *profile.references);
        }
        return;
    }
    std::string names;
    for (const MediaFile& file : shot.references) {
        names.append(names.empty() ? "" : ", ").append(file.written);
    }
    std::string reason = profile.references && !takes_references
                             ? fmt::format("{} has no field for them", profile.dialect->title)
                         : profile.references ? fmt::format("{} takes none with an extension", profile.name)
                         : profile.characters ? std::string("its API takes references of speakers only")
                                              : std::string("its API has no field for them");
    lose(context, {"references", "a shot's `references`", std::move(names), std::move(reason), shot.references_span,
                   context.is_extension() && !shot.field(sema::FieldKind::References).is_own, profile.fields_source});
}

}  // namespace

void check_references(const CheckContext& context) {
    const bool takes_references =
        context.profile.references &&
        (context.has_place_for(Placeholder::References) || context.has_place_for(Placeholder::Pictures) ||
         context.has_place_for(Placeholder::Clips));
    check_speakers(context, takes_references);
    if (context.shot.operation != sema::Operation::Edit) {
        check_own(context, takes_references);
    }
    if (!context.inputs.references.empty()) {
        check_numbers(context, *context.profile.references);
    }
}

}  // namespace shot::targets
