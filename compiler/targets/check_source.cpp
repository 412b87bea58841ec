// Extensions and edits: what they continue or change, how often and how long.
#include <fmt/format.h>

#include "compiler/targets/check_context.hpp"
#include "compiler/targets/units.hpp"

namespace shot::targets {
namespace {

/// A file that is given as the source: it must be there, be a clip, and fit.
void check_source_file(const CheckContext& context, const std::optional<MediaLimits>& limits) {
    const sema::MediaFile& file = context.shot.source.file;
    const MediaInfo* info = read_file(context, file);
    if (info == nullptr) {
        return;
    }
    if (!is_clip(info->kind)) {
        context.sink.report(diag::ReferenceKind, context.place(file.span), file.written, kind_text(info->kind),
                            context.profile.name, "a clip");
    } else if (limits && check_kind(context, file, *info, *limits)) {
        check_media(context, file, *info, *limits);
    }
}

/// A source that the script itself makes: its length is known. 0: it is not.
void check_source_length(const CheckContext& context, const std::optional<MediaLimits>& limits,
                         std::int64_t milliseconds) {
    if (!limits || milliseconds <= 0) {
        return;
    }
    const bool is_short = limits->min_milliseconds && milliseconds < *limits->min_milliseconds;
    const bool is_long = limits->max_milliseconds && milliseconds > *limits->max_milliseconds;
    if (is_short || is_long) {
        const std::string range = is_long ? "at most " + seconds_text(*limits->max_milliseconds)
                                          : "at least " + seconds_text(*limits->min_milliseconds);
        auto report = context.sink.report(diag::ReferenceLength, context.place(context.shot.source.span), "its source",
                                          seconds_text(milliseconds), context.profile.name, range);
        context.note_limit(report, range, limits->source);
    }
}

/// False where the target cannot do it at all.
bool check_source(const CheckContext& context, bool is_offered, bool takes_file,
                  const std::optional<MediaLimits>& limits, std::string_view verb, std::string_view source) {
    const auto& shot = context.shot;
    const Span span = context.place(shot.source.span);
    const bool is_spoken = !context.profile.dialect->variants(shot.operation).empty();
    if (!is_offered || !is_spoken) {
        auto report = context.sink.report(diag::OperationNotOffered, span, context.profile.name, verb);
        if (report && is_offered) {
            report.note(fmt::format("{} can, but {} has no request for it", context.profile.title,
                                    context.profile.dialect->title));
        }
        return false;
    }
    if (shot.source.kind == sema::ClipSource::Kind::ProviderId) {
        const auto& variants = context.profile.dialect->variants(shot.operation);
        if (!variants.back().names_source) {
            context.sink
                .report(diag::SourceKind, span, context.profile.name, verb, "a clip by its id, only one that it is sent")
                .note("name a shot of the script, or the file of the clip");
        }
        return true;
    }
    if (shot.source.kind != sema::ClipSource::Kind::File) {
        return true;
    }
    if (!takes_file) {
        auto report = context.sink.report(diag::SourceKind, span, context.profile.name, verb,
                                          "a file, only a clip that it made itself");
        context.note_limit(report, "a shot of the script, or the provider's id of a clip in quotation marks", source);
        return true;
    }
    check_source_file(context, limits);
    return true;
}

}  // namespace

void check_extension(const CheckContext& context) {
    const auto& shot = context.shot;
    const Profile& profile = context.profile;
    static const std::optional<MediaLimits> kNone;
    const bool is_offered = profile.extension.has_value();
    if (!check_source(context, is_offered, is_offered && profile.extension->takes_uploaded_source,
                      is_offered ? profile.extension->source_clip : kNone, "extend",
                      is_offered ? profile.extension->source : std::string_view())) {
        return;
    }
    const ExtensionLimits& limits = *profile.extension;
    check_duration(context, limits.durations, "extensions");
    if (limits.max_count > 0 && shot.extension_number > static_cast<std::uint32_t>(limits.max_count)) {
        auto report = context.sink.report(diag::TooManyExtensions, context.place(shot.source.span), shot.name,
                                          static_cast<diag::Int>(shot.extension_number), profile.name,
                                          static_cast<diag::Int>(limits.max_count));
        context.note_limit(report, fmt::format("{} extensions a clip", limits.max_count), limits.source);
    }
    if (!limits.durations.offers(shot.duration)) {
        return;  // what a part of another length comes to is not worth a second word
    }
    if (limits.max_total_milliseconds > 0 && shot.total_duration > limits.max_total_milliseconds) {
        const std::string most = seconds_text(limits.max_total_milliseconds);
        auto report = context.sink.report(diag::ExtensionsTooLong, context.place(shot.duration_span), shot.name,
                                          seconds_text(shot.total_duration), profile.name, most);
        context.note_limit(report, fmt::format("{} with all extensions, the first clip counted", most), limits.source);
        return;
    }
    if (shot.total_duration > 0) {
        check_source_length(context, limits.source_clip, shot.total_duration - shot.duration);
    }
}

void check_edit(const CheckContext& context) {
    const auto& edit = context.profile.edit;
    static const std::optional<MediaLimits> kNone;
    if (check_source(context, edit.has_value(), edit && edit->takes_uploaded_source, edit ? edit->source_clip : kNone,
                     "edit", edit ? edit->source : std::string_view())) {
        check_source_length(context, edit->source_clip, context.shot.total_duration);
    }
}

}  // namespace shot::targets
