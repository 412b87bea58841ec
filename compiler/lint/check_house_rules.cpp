// `house-rule`: the words that a project bans or prefers, in all that a shot says to the model. Wider than the text
// lints: a client's word matters in a line of dialogue as in a look. Not in `note`, which nobody sends, nor in
// `negative`, which names what is not to be there.
#include <fmt/format.h>

#include "compiler/lint/craft.hpp"

namespace shot::lint {
namespace {

using sema::FieldKind;

bool is_said(FieldKind kind) {
    return kind != FieldKind::Note && kind != FieldKind::Negative;
}

}  // namespace

void Craft::check_house_rules() {
    for (std::size_t i = 0; i < shot_->fields.size(); ++i) {
        if (is_said(static_cast<FieldKind>(i))) {
            hold_to_rules(shot_->fields[i].phrases);
        }
    }
    for (const sema::ResolvedSpeaker& speaker : shot_->speakers) {
        for (const sema::Phrases said : {speaker.look, speaker.wardrobe, speaker.props, speaker.voice}) {
            hold_to_rules(said);
        }
    }
    hold_to_rules(shot_->actions);
    for (const sema::ResolvedBeat& beat : shot_->beats) {
        hold_to_rules(beat.title);
        for (const sema::Phrases said : {beat.attributes, beat.actions, beat.lighting, beat.sfx, beat.music}) {
            hold_to_rules(said);
        }
    }
    for (const sema::ResolvedDialogue& dialogue : shot_->dialogue) {
        hold_to_rules(dialogue.delivery);
        hold_to_rules(dialogue.line);
    }
}

void Craft::hold_to_rules(sema::Phrases phrases) {
    for (const sema::Phrase& phrase : shot_->of(phrases)) {
        hold_to_rules(phrase);
    }
}

void Craft::hold_to_rules(sema::Phrase phrase) {
    if (phrase.count == 0) {
        return;
    }
    const std::string_view text = join(phrase);
    house_matches_.clear();
    house_rules_->find(text, house_matches_);
    for (const HouseMatch& match : house_matches_) {
        const std::string_view said = text.substr(match.begin, match.end - match.begin);
        Span span = span_of(phrase, match.begin, match.end);
        span = span.file.is_valid() ? span : shot_->span;
        const HouseRule& rule = *match.rule;
        auto added = report(diag::HouseRule, span, said, rule.message);
        if (!added) {
            continue;
        }
        added.note(fmt::format("a rule of {}", rule.place));
        if (!rule.use.empty() && sources_.slice(span) == said) {  // what is inserted or joined cannot be replaced
            const std::string use = rule.keeps_case ? rule.use : in_case_of(said, rule.use);
            added.fix(fmt::format("write `{}`", use), span, use, rule.is_safe);
        }
    }
}

}  // namespace shot::lint
