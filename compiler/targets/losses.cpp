// What a target has no field for: said on its line, and in the loss report.
#include <fmt/format.h>

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

/// What a field says is taken over where an extension did not give it itself.
bool is_taken_over(const CheckContext& context, FieldKind kind) {
    return context.is_extension() && !context.shot.field(kind).is_own;
}

std::string no_field(std::string_view what) {
    return fmt::format("its API has no field for {}", what);
}

void lose_seed(const CheckContext& context) {
    if (context.shot.seed && !context.profile.takes_seed) {
        lose(context, "seed", "a seed", std::to_string(*context.shot.seed), no_field("one"), context.shot.seed_span,
             is_taken_over(context, FieldKind::Seed), context.profile.fields_source);
    }
}

void lose_negative(const CheckContext& context) {
    const auto& negative = context.shot.field(FieldKind::Negative);
    if (!negative.phrases.is_empty() && !context.profile.takes_negative) {
        lose(context, "negative", "a `negative`", words_of(context.shot, negative.phrases),
             no_field("what to leave out"),
             context.shot.negative_span.file.is_valid() ? context.shot.negative_span : negative.span,
             is_taken_over(context, FieldKind::Negative), context.profile.fields_source);
    }
}

std::string picture_text(const sema::Picture& picture) {
    return picture.kind == sema::Picture::Kind::File ? std::string(picture.file.written)
                                                     : std::string("the last frame of a shot");
}

void lose_last_frame(const CheckContext& context) {
    const auto& frame = context.shot.last_frame;
    if (frame.kind != sema::Picture::Kind::None && (!context.profile.takes_last_frame || context.is_extension())) {
        lose(context, "last frame", "a last frame", picture_text(frame), no_field("one"), frame.span,
             is_taken_over(context, FieldKind::LastFrame), context.profile.fields_source);
    }
}

void lose_references(const CheckContext& context) {
    const auto& shot = context.shot;
    if (shot.references.empty() || (context.profile.takes_shot_references && !context.is_extension())) {
        return;
    }
    std::string names;
    for (const sema::MediaFile& file : shot.references) {
        names.append(names.empty() ? "" : ", ").append(file.written);
    }
    lose(context, "references", "a shot's `references`", std::move(names),
         context.profile.characters ? "its API takes references of speakers only" : no_field("them"),
         shot.references_span, is_taken_over(context, FieldKind::References), context.profile.fields_source);
}

void lose_sound_switch(const CheckContext& context) {
    if (context.shot.is_silent && !context.profile.can_be_silent) {
        lose(context, "silent", "`silent`", "silent", "it always makes sound", context.shot.silent_span, false,
             context.profile.audio_source);
    }
}

void lose_frame_rate(const CheckContext& context) {
    if (context.shot.frame_rate > 0 && !context.profile.takes_frame_rate) {
        const std::string rate = decimal_text(context.shot.frame_rate) + " fps";
        lose(context, "frame rate", "a frame rate", rate, no_field("one"), context.shot.frame_rate_span, false,
             context.profile.fields_source);
    }
}

}  // namespace

void lose(const CheckContext& context, std::string_view what, std::string_view said, std::string detail,
          std::string reason, Span span, bool is_taken_over, std::string_view source) {
    const Span place = context.place(span);
    if (!is_taken_over) {
        auto report = context.sink.report(diag::Lost, place, context.profile.name, said, reason);
        if (report) {
            if (const std::string note = source_note(context.profile, source); !note.empty()) {
                report.note(note);
            }
        }
    }
    context.losses.push_back({std::string(what), std::move(detail), std::move(reason), place});
}

void check_losses(const CheckContext& context) {
    if (context.shot.operation == sema::Operation::Edit) {
        return;  // it has `change` and `note` alone
    }
    lose_seed(context);
    lose_negative(context);
    lose_last_frame(context);
    lose_references(context);
    lose_sound_switch(context);
    lose_frame_rate(context);
}

}  // namespace shot::targets
