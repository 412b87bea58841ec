#include "compiler/targets/check_shot.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/source/text_width.hpp"
#include "compiler/targets/check_context.hpp"
#include "compiler/targets/rules.hpp"
#include "compiler/targets/units.hpp"

namespace shot::targets {
namespace {

using sema::Operation;

void check_duration(const CheckContext& context, const DurationLimits& limits, std::string_view what) {
    const auto& shot = context.shot;
    if (limits.offers(shot.duration)) {
        return;
    }
    auto report = context.sink.report(diag::DurationNotOffered, context.place(shot.duration_span), context.profile.name,
                                      what, seconds_text(shot.duration), limits.text());
    if (!report) {
        return;
    }
    context.note_limit(report, limits.text(), limits.source);
    if (shot.duration_span.file.is_valid()) {
        const std::string offered = decimal_text(limits.nearest(shot.duration)) + "s";
        report.fix(fmt::format("write `{}`", offered), shot.duration_span, offered);
    }
}

/// How far a size is from another: orientation first, then shape, then area. A shape that is off is seen sooner than an
/// area, hence its weight.
double distance(Size from, Size to) {
    const auto shape = [](Size size) { return static_cast<double>(size.width) / size.height; };
    const auto area = [](Size size) { return static_cast<double>(size.width) * size.height; };
    const auto ratio = [](double a, double b) { return a > b ? a / b - 1 : b / a - 1; };
    const bool is_turned = (from.width > from.height) != (to.width > to.height);
    constexpr double kTurned = 1000;
    constexpr double kShapeWeight = 5;
    return (is_turned ? kTurned : 0) + kShapeWeight * ratio(shape(from), shape(to)) + ratio(area(from), area(to));
}

void check_size(const CheckContext& context) {
    const auto& shot = context.shot;
    const auto& sizes = context.profile.sizes;
    const Size size{shot.width, shot.height};
    if (size.width <= 0 || size.height <= 0 || std::find(sizes.begin(), sizes.end(), size) != sizes.end()) {
        return;
    }
    const std::string offered = list_text(size_texts(sizes), "and");
    auto report = context.sink.report(diag::SizeNotOffered, context.place(shot.size_span), context.profile.name,
                                      size_text(size), offered);
    if (!report) {
        return;
    }
    context.note_limit(report, offered, context.profile.sizes_source);
    if (shot.size_span.file.is_valid() && !sizes.empty()) {
        const Size nearest = *std::min_element(sizes.begin(), sizes.end(),
                                               [&](Size a, Size b) { return distance(size, a) < distance(size, b); });
        report.fix(fmt::format("write `{}`", size_text(nearest)), shot.size_span, size_text(nearest));
    }
}

/// False where the target cannot do it at all.
bool check_source(const CheckContext& context, bool is_offered, bool takes_file, std::string_view verb,
                  std::string_view source) {
    const auto& shot = context.shot;
    const Span span = context.place(shot.source.span);
    if (!is_offered) {
        context.sink.report(diag::OperationNotOffered, span, context.profile.name, verb);
        return false;
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
    check_source_file(context);
    return true;
}

void check_extension(const CheckContext& context) {
    const auto& shot = context.shot;
    const Profile& profile = context.profile;
    if (!check_source(context, profile.extension.has_value(),
                      profile.extension && profile.extension->takes_uploaded_source, "extend",
                      profile.extension ? profile.extension->source : std::string_view())) {
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
    if (limits.max_total_milliseconds > 0 && shot.total_duration > limits.max_total_milliseconds) {
        const std::string most = seconds_text(limits.max_total_milliseconds);
        auto report = context.sink.report(diag::ExtensionsTooLong, context.place(shot.duration_span), shot.name,
                                          seconds_text(shot.total_duration), profile.name, most);
        context.note_limit(report, fmt::format("{} with all extensions, the first clip counted", most), limits.source);
    }
}

void check_edit(const CheckContext& context) {
    const auto& edit = context.profile.edit;
    check_source(context, edit.has_value(), edit && edit->takes_uploaded_source, "edit",
                 edit ? edit->source : std::string_view());
}

void check_rules(const CheckContext& context) {
    if (context.profile.rules.empty()) {
        return;
    }
    const RequestFacts facts = facts_of(context.shot);
    const Profile& profile = context.profile;
    for (const Rule& rule : profile.rules) {
        if (!applies(rule, facts)) {
            continue;
        }
        auto report = rule.is_refused
                          ? context.sink.report(diag::RuleBroken, context.shot.span, profile.name, rule.says)
                          : context.sink.report(diag::RuleWarning, context.shot.span, profile.name, rule.says);
        if (report) {
            report.note(source_note(profile, rule.source));
        }
    }
}

}  // namespace

void CheckContext::note_limit(diagnostics::Report& report, std::string_view limit, std::string_view source) const {
    if (report) {
        report.note(limit_note(profile, limit, source));
    }
}

void check_shot(const sema::ResolvedShot& shot, const Profile& profile, const FileSystem& files, MediaCache& media,
                diagnostics::Sink& sink, std::vector<Loss>& losses) {
    const CheckContext context{shot, profile, files, media, sink, losses};
    switch (shot.operation) {
        case Operation::Create:
            check_duration(context, profile.durations, "clips");
            check_size(context);
            break;
        case Operation::Extend:
            check_extension(context);
            break;
        case Operation::Edit:
            check_edit(context);
            break;
    }
    check_first_frame(context);
    check_characters(context);
    check_losses(context);
    check_rules(context);
}

void check_prompt(const sema::ResolvedShot& shot, const Profile& profile, std::string_view prompt,
                  diagnostics::Sink& sink) {
    const PromptLimits& limits = profile.prompt;
    // A code point or unit has at least a byte: most prompts need no count.
    if (limits.max > 0 && static_cast<std::int64_t>(prompt.size()) > limits.max) {
        const bool is_utf16 = limits.unit == PromptLimits::Unit::Utf16;
        const auto length = static_cast<std::int64_t>(is_utf16 ? count_utf16_units(prompt) : count_code_points(prompt));
        if (length > limits.max) {
            auto report = sink.report(diag::PromptTooLong, shot.span, shot.name, length, profile.name, limits.max);
            if (report) {
                report.note(limit_note(profile,
                                       fmt::format("{} {}", limits.max, is_utf16 ? "UTF-16 units" : "characters"),
                                       limits.source));
            }
        }
    }
    if (!profile.characters || !profile.characters->name_in_prompt || shot.operation != Operation::Create) {
        return;
    }
    for (const sema::ResolvedSpeaker& speaker : shot.speakers) {
        if (!speaker.is_seen || speaker.references.empty() || prompt.find(speaker.display) != std::string_view::npos) {
            continue;
        }
        const Span span = speaker.mention.file.is_valid() ? speaker.mention : shot.span;
        auto report = sink.report(diag::NameNotInPrompt, span, speaker.display, profile.name);
        if (report) {
            report.note(limit_note(profile, "the name stands word for word in the prompt", profile.characters->source));
        }
    }
}

}  // namespace shot::targets
