// What a target has no field for: said on its line, and in the loss report. And the switches that it has one for.
#include <fmt/format.h>

#include "compiler/source/text_width.hpp"
#include "compiler/targets/check_context.hpp"
#include "compiler/targets/units.hpp"

namespace shot::targets {
namespace {

using sema::FieldKind;

std::string words_of(const sema::ResolvedShot& shot, sema::Phrases list) {
    std::string text;
    for (const sema::Phrase phrase : shot.of(list)) {
        text += text.empty() ? "" : ", ";
        for (const sema::Chunk& chunk : shot.of(phrase)) {
            text += chunk.text;
        }
    }
    return text;
}

std::string files_text(const std::vector<InputFile>& files) {
    std::string text;
    for (const InputFile& input : files) {
        text.append(text.empty() ? "" : ", ").append(input.file->written);
    }
    return text;
}

/// What a field says is taken over where an extension did not give it itself.
bool is_taken_over(const CheckContext& context, FieldKind kind) {
    return context.is_extension() && !context.shot.field(kind).is_own;
}

/// Why something finds no place: the model knows none, or this server has no field.
std::string no_field(const CheckContext& context, bool is_taken_by_model, std::string_view what) {
    return is_taken_by_model ? fmt::format("{} has no field for {}", context.profile.dialect->title, what)
                             : fmt::format("its API has no field for {}", what);
}

void check_seed(const CheckContext& context) {
    const auto& seed = context.shot.seed;
    const Profile& profile = context.profile;
    if (!seed) {
        return;
    }
    if (!profile.seed || !context.has_place_for(Placeholder::Seed)) {
        lose(context, {"seed", "a seed", std::to_string(*seed), no_field(context, profile.seed.has_value(), "one"),
                       context.shot.seed_span, is_taken_over(context, FieldKind::Seed), profile.fields_source});
        return;
    }
    const SeedLimits& limits = *profile.seed;
    if (limits.max > limits.min && (*seed < limits.min || *seed > limits.max)) {
        auto report = context.sink.report(diag::SeedOutOfRange, context.place(context.shot.seed_span), *seed,
                                          profile.name, limits.min, limits.max);
        context.note_limit(report, fmt::format("a seed from {} to {}", limits.min, limits.max), profile.fields_source);
    }
    context.inputs.has_seed = true;
}

void check_negative(const CheckContext& context) {
    const auto& negative = context.shot.field(FieldKind::Negative);
    const Profile& profile = context.profile;
    if (negative.phrases.is_empty() || !profile.negative || !context.has_place_for(Placeholder::Negative)) {
        return;  // the prompt may say it; if not, its writer lists the loss
    }
    context.inputs.has_negative = true;
    const auto length = static_cast<std::int64_t>(count_code_points(words_of(context.shot, negative.phrases)));
    if (profile.negative->max_characters > 0 && length > profile.negative->max_characters) {
        auto report = context.sink.report(diag::NegativeTooLong, context.place(negative.span), length, profile.name,
                                          profile.negative->max_characters);
        context.note_limit(report, fmt::format("{} characters", profile.negative->max_characters),
                           profile.fields_source);
    }
}

void check_sound(const CheckContext& context) {
    const Profile& profile = context.profile;
    const bool has_switch =
        profile.has_audio && profile.can_be_silent && context.has_place_for(Placeholder::Audio);
    const bool is_silent = context.shot.is_silent;
    context.inputs.makes_sound = profile.has_audio && !(is_silent && has_switch);
    if (has_switch) {
        context.inputs.audio = !is_silent;
    } else if (is_silent && profile.has_audio) {
        lose(context, {"silent", "`silent`", "silent",
                       profile.can_be_silent ? no_field(context, true, "it") : std::string("it always makes sound: take that off after the download"),
                       context.shot.silent_span, false, profile.audio_source});
    }
}

void check_frame_rate(const CheckContext& context) {
    const std::int64_t asked = context.shot.frame_rate;
    const auto& rates = context.profile.frame_rates;
    if (rates) {
        context.inputs.frame_rate = rates->standard;
    }
    if (asked == 0) {
        return;
    }
    const bool is_made = rates && rates->offers(asked);
    const bool is_fixed = rates && rates->values.size() == 1;
    if (is_made && (is_fixed || context.has_place_for(Placeholder::FrameRate))) {
        context.inputs.frame_rate = asked;
        return;
    }
    std::string reason = !rates ? no_field(context, false, "one")
                         : is_made ? no_field(context, true, "one")
                                   : fmt::format("it makes {}", rates->text());
    lose(context, {"frame rate", "a frame rate", decimal_text(asked) + " fps", std::move(reason),
                   context.shot.frame_rate_span, false, rates ? rates->source : context.profile.fields_source});
}

/// A server without a field for so exact a length makes one of its own.
void lose_length(const sema::ResolvedShot& shot, const Profile& profile, const RequestInputs& inputs,
                 const DialectOperation& operation, diagnostics::Sink& sink, std::vector<Loss>& losses) {
    const auto has = [&](Placeholder placeholder) { return (operation.holds & bit_of(placeholder)) != 0; };
    constexpr std::int64_t kSecond = 1000;
    const bool is_edit = shot.operation == sema::Operation::Edit;
    const bool is_sent = (inputs.frames > 0 && has(Placeholder::Frames)) || has(Placeholder::Seconds) ||
                         (shot.duration % kSecond == 0 && has(Placeholder::WholeSeconds));
    const bool is_constant = profile.extension && shot.operation == sema::Operation::Extend &&
                             profile.extension->durations.values.size() == 1;
    if (!is_edit && !is_sent && !is_constant) {
        lose(shot, profile, sink, losses,
             {"duration", "a length of " + seconds_text(shot.duration), seconds_text(shot.duration),
              fmt::format("{} has no field for it", profile.dialect->title), shot.duration_span});
    } else if (!is_edit && inputs.frames > 0 && !has(Placeholder::Frames) && !has(Placeholder::Seconds)) {
        lose(shot, profile, sink, losses,
             {"frames", "a number of frames",
              fmt::format("{} frames at {} fps", inputs.frames, decimal_text(inputs.frame_rate)),
              fmt::format("{} has no field for it: the server counts them", profile.dialect->title), shot.duration_span});
    }
}

}  // namespace

void lose(const sema::ResolvedShot& shot, const Profile& profile, diagnostics::Sink& sink, std::vector<Loss>& losses,
          Lost lost) {
    const Span place = lost.span.file.is_valid() ? lost.span : shot.span;
    if (!lost.is_taken_over) {
        auto report = sink.report_about(lost.what, diag::Lost, place, profile.name, lost.said, lost.reason);
        if (report) {
            if (const std::string note = source_note(profile, lost.source); !note.empty()) {
                report.note(note);
            }
        }
    }
    losses.push_back({std::string(lost.what), std::move(lost.detail), std::move(lost.reason), place});
}

void lose(const CheckContext& context, Lost lost) {
    lose(context.shot, context.profile, context.sink, context.losses, std::move(lost));
}

void report_loss(const sema::ResolvedShot& shot, const Profile& profile, diagnostics::Sink& sink,
                 std::vector<Loss>& losses, std::string_view what, std::string_view said, std::string detail,
                 std::string reason, Span span) {
    lose(shot, profile, sink, losses, {what, said, std::move(detail), std::move(reason), span});
}

void check_switches(const CheckContext& context) {
    check_sound(context);
    check_frame_rate(context);
    if (context.shot.operation == sema::Operation::Edit) {
        return;  // it has `change` and `note` alone
    }
    check_seed(context);
    check_negative(context);
}

PlaceholderMask given_of(const sema::ResolvedShot& shot, const RequestInputs& inputs, std::size_t parts) {
    PlaceholderMask mask = 0;
    const auto add = [&](bool is_given, Placeholder placeholder) { mask |= is_given ? bit_of(placeholder) : 0; };
    add(inputs.has_first_frame(), Placeholder::FirstFrame);
    add(inputs.has_last_frame(), Placeholder::LastFrame);
    add(inputs.has_negative, Placeholder::Negative);
    add(inputs.has_seed, Placeholder::Seed);
    add(inputs.audio == false, Placeholder::Audio);
    add(!inputs.characters.empty(), Placeholder::Characters);
    add(!inputs.references.empty(), Placeholder::References);
    for (const InputFile& input : inputs.references) {
        add(true, input.is_clip ? Placeholder::Clips : Placeholder::Pictures);
    }
    add(parts > 0, Placeholder::Parts);
    add(shot.source.kind != sema::ClipSource::Kind::None, Placeholder::Source);
    add(shot.source.kind == sema::ClipSource::Kind::File, Placeholder::UploadedSource);
    return mask;
}

void check_variant(const sema::ResolvedShot& shot, const Profile& profile, const RequestInputs& inputs,
                   std::size_t parts, diagnostics::Sink& sink, std::vector<Loss>& losses) {
    const PlaceholderMask given = given_of(shot, inputs, parts);
    const DialectOperation* operation = profile.dialect->find_operation(shot.operation, given);
    if (operation == nullptr) {
        return;
    }
    lose_length(shot, profile, inputs, *operation, sink, losses);
    if ((given & ~operation->holds) == 0) {
        return;
    }
    const PlaceholderMask lists =
        bit_of(Placeholder::References) | bit_of(Placeholder::Pictures) | bit_of(Placeholder::Clips);
    const PlaceholderMask missing = given & ~operation->holds & ~((operation->holds & lists) != 0 ? lists : 0);
    const auto lose_one = [&](Placeholder placeholder, std::string_view what, std::string detail, Span span) {
        if ((missing & bit_of(placeholder)) != 0) {
            lose(shot, profile, sink, losses,
                 {what, fmt::format("`{}` together with the rest", what), std::move(detail),
                  fmt::format("{} has no field for it in a request like this", profile.dialect->title), span});
        }
    };
    lose_one(Placeholder::FirstFrame, "first frame", std::string(shot.first_frame.file.written), shot.first_frame.span);
    lose_one(Placeholder::LastFrame, "last frame", std::string(shot.last_frame.file.written), shot.last_frame.span);
    lose_one(Placeholder::Negative, "negative", words_of(shot, shot.field(FieldKind::Negative).phrases),
             shot.negative_span);
    lose_one(Placeholder::Seed, "seed", std::to_string(shot.seed.value_or(0)), shot.seed_span);
    lose_one(Placeholder::Audio, "silent", "silent", shot.silent_span);
    lose_one(Placeholder::Characters, "references", files_text(inputs.characters), shot.span);
    lose_one(Placeholder::References, "references", files_text(inputs.references), shot.references_span);
}

}  // namespace shot::targets
