// What is said of a finding in a text: the reason, a better line, and an offer where one can be made.
#include <fmt/format.h>

#include "compiler/lint/craft.hpp"

namespace shot::lint {

void Craft::report_finding(sema::Phrase phrase, const Finding& finding) {
    const Span span = span_of(phrase, text_[finding.first].begin, text_[finding.last - 1].end);
    if (!span.file.is_valid()) {
        return;
    }
    if (finding.lint == Lint::UnnamedDialogue) {
        auto added = report(diag::UnnamedDialogue, span);
        if (added) {
            added.note(
                "the model does not know whose mouth to move: a line of its own names who speaks, as in "
                "`Woman (warmly): \"Hello there.\"`");
            add_dialogue_fix(added, phrase, finding);
        }
        return;
    }
    if (finding.lint == Lint::TooManyMoves || finding.lint == Lint::TooManyActions) {
        report_count(finding, span);
        return;
    }
    if (auto added = report_one(finding, span)) {
        add_offer(added, phrase, finding);
    }
}

diagnostics::Report Craft::report_one(const Finding& finding, Span span) {
    const std::string_view said = text_.written(finding.first, finding.last);
    switch (finding.lint) {
        case Lint::VagueMotion:
            return report(diag::VagueMotion, span, said)
                .note(
                    "the model invents how it is done; a verb that one can see and count holds: `sprints to the gate`, "
                    "`tiptoes past the cradle`, `pedals three times, brakes, stops`");
        case Lint::SeveralScenes:
            return report(diag::SeveralScenes, span, said)
                .note(
                    "one clip is one place and one moment; more slides into morphing: make each a shot of its own, and "
                    "join them in a `sequence`, or continue the clip with `extends`");
        case Lint::AbstractLook:
            return report(diag::AbstractLook, span, said)
                .note(
                    "the model takes the average of all that was ever called so; a stock, a lens or a light decides: "
                    "`film: film.Vision3_500T` (std.film), `lens: anamorphic 2.0x, shallow depth of field`");
        case Lint::BrightnessNotSource:
            return report(diag::BrightnessNotSource, span, said)
                .note(
                    "name the sources and where they stand: `lighting: soft window light from screen-left, warm "
                    "practical "
                    "lamp fill`; std.light has them ready");
        case Lint::GenericSubject:
            return report(diag::GenericSubject, span, said)
                .note(
                    "an age, a garment, a feature make somebody: `a woman in a red coat`, `an elderly fisherman with a "
                    "weathered face`; who comes back is a `speaker`");
        case Lint::NegatedNoun: {
            auto added = report(diag::NegatedNoun, span, said);
            const bool is_clause = finding.first == clause_begin(text_, finding.first);
            const bool has_place = is_clause && text_.is(finding.last, Words::Preposition);
            const std::size_t end = has_place ? clause_end(text_, finding.last) : finding.last;
            const std::string_view noun = text_.written(thing_of(text_, finding), end);
            added.note("a model draws what a prompt names; say what is there instead: `an empty street at dawn`");
            if (added && context_->takes_negative && !is_shown(noun)) {
                added.note(fmt::format("{} has a field for it: `negative: {}`", context_->target, noun));
            }
            return added;
        }
        default:
            return diagnostics::Report(nullptr);
    }
}

/// All parameters of one text are one diagnostic: one slip, one fix.
void Craft::report_parameters(std::size_t first, std::size_t last) {
    const sema::Phrase phrase = pending_[first].phrase;
    const Finding& head = pending_[first].finding;
    const Span span = span_of(phrase, text_[head.first].begin, text_[head.last - 1].end);
    if (!span.file.is_valid()) {
        return;
    }
    auto added = report(diag::ParameterInProse, span, text_.written(head.first, head.last));
    if (!added) {
        return;
    }
    std::vector<Finding> parameters;
    for (std::size_t i = first; i < last; ++i) {
        const Finding& finding = pending_[i].finding;
        parameters.push_back(finding);
        if (i > first) {
            added.label(span_of(phrase, text_[finding.first].begin, text_[finding.last - 1].end), "and this");
        }
    }
    added.note(
        "the model does not read length, size and frame rate from text: they are noise there, and can contradict what "
        "the request sets; they stand in the shot's header: `shot name, 8s, 1080p`");
    if (auto fix = make_parameter_fix(phrase, parameters)) {
        added.fix(std::move(*fix));
    }
}

}  // namespace shot::lint
