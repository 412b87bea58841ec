#include "compiler/targets/check_shot.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/targets/check_context.hpp"
#include "compiler/targets/rules.hpp"
#include "compiler/targets/units.hpp"

namespace shot::targets {
namespace {

using sema::Operation;

constexpr std::int64_t kMilliseconds = 1000;
constexpr std::int64_t kThousandths = 1000;

void check_size(const CheckContext& context) {
    const auto& shot = context.shot;
    const SizeLimits& limits = context.profile.sizes;
    const Size size{shot.width, shot.height};
    if (size.width <= 0 || size.height <= 0) {
        return;
    }
    if (!limits.find(size)) {
        auto report = context.sink.report(diag::SizeNotOffered, context.place(shot.size_span), context.profile.name,
                                          size_text(size), limits.text());
        if (report) {
            context.note_limit(report, limits.text(), limits.source);
            if (shot.size_span.file.is_valid()) {
                const std::string best = size_text(limits.best(size));
                report.fix(fmt::format("write `{}`", best), shot.size_span, best);
            }
        }
        return;
    }
    if (!limits.is_trained(size)) {
        auto report = context.sink.report(diag::SizeUntrained, context.place(shot.size_span), context.profile.name,
                                          size_text(size), list_text(size_texts(limits.trained)));
        context.note_limit(report, limits.text(), limits.source);
    }
}

/// The smallest legal number of frames that covers the clip at its rate, and a word where that is longer.
void count_frames(const CheckContext& context) {
    const auto& shot = context.shot;
    const DurationLimits& limits = context.profile.durations;
    RequestInputs& inputs = context.inputs;
    if (!limits.frames || inputs.frame_rate <= 0 || shot.duration <= 0) {
        return;
    }
    const std::int64_t scale = kMilliseconds * kThousandths;
    const std::int64_t wanted = (shot.duration * inputs.frame_rate + scale / 2) / scale;
    inputs.frames = limits.frames->at_least(std::max<std::int64_t>(1, wanted));
    const bool is_sent = context.has_place_for(Placeholder::Frames) || context.has_place_for(Placeholder::Seconds);
    if (inputs.frames == wanted || !is_sent) {
        return;
    }
    const std::int64_t made = (inputs.frames * scale + inputs.frame_rate / 2) / inputs.frame_rate;
    auto report = context.sink.report(diag::DurationRounded, context.place(shot.duration_span),
                                      seconds_text(shot.duration), decimal_text(inputs.frame_rate), wanted,
                                      context.profile.name, limits.frames->text(), inputs.frames, seconds_text(made));
    context.note_limit(report, fmt::format("{} frames", limits.frames->text()), limits.source);
}

/// False where one of them refuses the clip.
bool check_rules(const sema::ResolvedShot& shot, const Profile& profile, const RequestInputs& inputs,
                 std::size_t parts, diagnostics::Sink& sink) {
    bool is_taken = true;
    if (profile.rules.empty()) {
        return is_taken;
    }
    const RequestFacts facts = facts_of(shot, inputs, parts);
    for (const Rule& rule : profile.rules) {
        if (!applies(rule, facts)) {
            continue;
        }
        auto report = rule.is_refused ? sink.report_about(rule.name, diag::RuleBroken, shot.span, profile.name, rule.says)
                                      : sink.report_about(rule.name, diag::RuleWarning, shot.span, profile.name, rule.says);
        if (report) {
            report.note(source_note(profile, rule.source));
        }
        is_taken = is_taken && !rule.is_refused;
    }
    return is_taken;
}

/// A code point, unit, word or token has at least a byte: most prompts need no count.
void check_prompt_length(const sema::ResolvedShot& shot, const Profile& profile, std::string_view text,
                         diagnostics::Sink& sink) {
    const PromptLimits& limits = profile.prompt;
    if (!limits.is_refused && limits.unit == PromptLimits::Unit::Words) {
        return;  // a guide's advice: the lint prompt-length gives it
    }
    if (limits.max == 0 || static_cast<std::int64_t>(text.size()) <= limits.max) {
        return;
    }
    const std::int64_t length = limits.measure(text);
    if (length <= limits.max) {
        return;
    }
    const std::string_view unit = limits.unit_name();
    auto report = limits.is_refused
                      ? sink.report(diag::PromptTooLong, shot.span, shot.name, length, unit, profile.name, limits.max)
                      : sink.report(diag::PromptLong, shot.span, shot.name, length, unit, profile.name, limits.max);
    if (report) {
        report.note(limit_note(profile, fmt::format("{} {}", limits.max, unit), limits.source));
    }
}

void check_parts(const sema::ResolvedShot& shot, const Profile& profile, const prompt::Prompt& prompt,
                 diagnostics::Sink& sink) {
    const PromptLimits& limits = profile.prompt;
    for (std::size_t i = 0; i < prompt.parts.size() && limits.part_max > 0; ++i) {
        const prompt::PromptPart& part = prompt.parts[i];
        const std::int64_t length =
            limits.measure(std::string_view(prompt.text).substr(part.begin, part.end - part.begin));
        if (length <= limits.part_max) {
            continue;
        }
        const bool has_beat = i < shot.beats.size() && prompt.parts.size() == shot.beats.size();
        auto report = sink.report(diag::PartTooLong, has_beat ? shot.beats[i].span : shot.span,
                                  static_cast<diag::Int>(i + 1), shot.name, length, limits.unit_name(), profile.name,
                                  limits.part_max);
        if (report) {
            report.note(limit_note(profile, fmt::format("{} {} a shot", limits.part_max, limits.unit_name()),
                                   limits.source));
        }
    }
}

void check_names(const sema::ResolvedShot& shot, const Profile& profile, std::string_view text,
                 diagnostics::Sink& sink) {
    if (!profile.characters || !profile.characters->name_in_prompt || shot.operation != Operation::Create) {
        return;
    }
    for (const sema::ResolvedSpeaker& speaker : shot.speakers) {
        if (!speaker.is_seen || speaker.references.empty() || text.find(speaker.display) != std::string_view::npos) {
            continue;
        }
        const Span span = speaker.mention.file.is_valid() ? speaker.mention : shot.span;
        auto report = sink.report(diag::NameNotInPrompt, span, speaker.display, profile.name);
        if (report) {
            report.note(limit_note(profile, "the name stands word for word in the prompt", profile.characters->source));
        }
    }
}

/// `cannot take WHAT`, with what a word list says of it.
std::string said_of(const prompt::PromptLoss& loss) {
    if (!loss.said.empty()) {
        return std::string(loss.said);
    }
    return loss.what == "negative" ? std::string("a `negative`") : fmt::format("the {} as written", loss.what);
}

}  // namespace

void CheckContext::note_limit(diagnostics::Report& report, std::string_view limit, std::string_view source) const {
    if (report) {
        report.note(limit_note(profile, limit, source));
    }
}

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
    if (limits.longest() > 0 && shot.duration > limits.longest() && shot.operation == Operation::Create) {
        report.note(shot.beats.size() > 1
                        ? "`--split` makes several clips of it, cut where its beats begin, if each beat fits into one"
                        : "several shots make it, one after the other, or beats where `--split` can cut it");
    }
    // A `target` line's length is that of every clip, and perhaps of another model's: it is not the place to mend this one.
    if (shot.duration_span.file.is_valid() && !shot.is_duration_of_target) {
        const std::string offered = decimal_text(limits.nearest(shot.duration)) + "s";
        report.fix(fmt::format("write `{}`", offered), shot.duration_span, offered);
    }
}

void fit_size(sema::ResolvedShot& shot, const Profile& profile, diagnostics::Sink& sink, std::vector<Loss>& losses) {
    const Size size{shot.width, shot.height};
    if (size.width <= 0 || size.height <= 0) {
        return;
    }
    const auto found = profile.sizes.find(size);
    const auto has_aspect_of = [&](Size one) {
        return is_about(one.width * std::int64_t{size.height}, size.width * std::int64_t{one.height});
    };
    const auto has_lines_of = [&](Size one) {
        return is_about(std::min(one.width, one.height), std::min(size.width, size.height));
    };
    Size fitted = found ? *found : profile.sizes.nearest(size);
    if (!found && !shot.is_size_exact) {  // a size that the model was made for goes before the multiple that is nearer
        const auto& trained = profile.sizes.trained;
        const auto made_for = std::find_if(trained.begin(), trained.end(),
                                           [&](Size one) { return has_aspect_of(one) && has_lines_of(one); });
        fitted = made_for != trained.end() ? *made_for : fitted;
    }
    // `16:9` and `480p` are words for what the target has of the kind; a shape that was meant stays the one that was meant.
    const bool has_aspect = has_aspect_of(fitted);
    const bool has_lines = has_lines_of(fitted);
    const bool is_near = !shot.is_size_exact && has_aspect && has_lines;
    const bool is_wish = (shot.is_aspect_borrowed || shot.are_lines_borrowed) && (shot.is_aspect_borrowed || has_aspect) &&
                         (shot.are_lines_borrowed || has_lines);
    if (!found && !is_near && !is_wish) {
        return;
    }
    shot.width = fitted.width;
    shot.height = fitted.height;
    if (!found && is_wish && shot.operation == Operation::Create) {
        lose(shot, profile, sink, losses,
             {"size", fmt::format("{} of a `target` line for another model", size_text(size)),
              fmt::format("{} becomes {}", size_text(size), size_text(fitted)),
              fmt::format("it offers {}; the nearest is {}", profile.sizes.text(), size_text(fitted)), shot.size_span,
              false, profile.sizes.source});
    }
}

void check_shot(const sema::ResolvedShot& shot, const Profile& profile, const FileSystem& files, MediaCache& media,
                diagnostics::Sink& sink, std::vector<Loss>& losses, RequestInputs& inputs) {
    inputs.clear();
    const Size size{shot.width, shot.height};
    if (size.width > 0) {
        inputs.aspect = profile.sizes.aspect_of(size);
        if (const Resolution* resolution = profile.sizes.resolution_of(size)) {
            inputs.resolution = resolution->word;
        }
    }
    const CheckContext context{shot, profile, files, media, sink, losses, inputs, profile.dialect->holds(shot.operation)};
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
    check_pictures(context);
    check_references(context);
    check_switches(context);
    count_frames(context);
}

void make_attachments(const RequestInputs& inputs, const sema::ResolvedShot& shot, prompt::Attachments& out) {
    out.makes_sound = inputs.makes_sound;
    out.has_negative = inputs.has_negative;
    out.has_first_frame = inputs.has_first_frame();
    out.has_last_frame = inputs.has_last_frame();
    out.speaker_pictures.assign(shot.speakers.size(), 0);
    out.shot_pictures = 0;
    for (const std::vector<InputFile>* files : {&inputs.characters, &inputs.references}) {
        for (const InputFile& input : *files) {
            if (!input.is_clip) {  // tags count pictures alone, as the request has them one after the other
                ++(input.speaker == kNoSpeaker ? out.shot_pictures : out.speaker_pictures[input.speaker]);
            }
        }
    }
}

void check_prompt(const sema::ResolvedShot& shot, const Profile& profile, const RequestInputs& inputs,
                  const prompt::Prompt& prompt, diagnostics::Sink& sink, std::vector<Loss>& losses) {
    if (prompt.parts.empty()) {
        check_prompt_length(shot, profile, prompt.text, sink);
    } else {
        check_parts(shot, profile, prompt, sink);
    }
    check_names(shot, profile, prompt.text, sink);
    for (const prompt::PromptLoss& loss : prompt.losses) {
        lose(shot, profile, sink, losses,
             {loss.what, said_of(loss), loss.detail, loss.reason, loss.span, loss.is_taken_over});
    }
    if (check_rules(shot, profile, inputs, prompt.parts.size(), sink)) {
        check_variant(shot, profile, inputs, prompt.parts.size(), sink, losses);  // else the rule has said it
    }
}

}  // namespace shot::targets
