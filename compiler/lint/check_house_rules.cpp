// `house-rule`: the words that a project bans or prefers, in all that a shot says to the model. Wider than the text
// lints: a client's word matters in a line of dialogue as in a look. Not in `note`, which nobody sends, nor in
// `negative`, which names what is not to be there.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "compiler/lint/craft.hpp"

namespace shot::lint {
namespace {

using sema::FieldKind;

bool is_said(FieldKind kind) {
    return kind != FieldKind::Note && kind != FieldKind::Negative;
}

/// The article straight before `at`, where it does not go with `word`. Nothing: it does, or none is there.
struct Article {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool wants_an = false;
};
std::optional<Article> find_wrong_article(std::string_view text, std::size_t at, std::string_view word) {
    const std::size_t end = at > 0 ? text.find_last_not_of(' ', at - 1) + 1 : 0;
    const std::size_t begin = end > 0 ? text.find_last_of(" .,;:(\"", end - 1) + 1 : 0;
    const std::string_view article = text.substr(begin, end - begin);
    const bool is_an = article == "an" || article == "An";
    if (word.empty() || end == at || (!is_an && article != "a" && article != "A")) {
        return std::nullopt;
    }
    const bool wants_an = std::string_view("aeiouAEIOU").find(word.front()) != std::string_view::npos;
    return wants_an == is_an ? std::nullopt : std::optional(Article{begin, end, wants_an});
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
        const bool is_name = std::any_of(shot_->speakers.begin(), shot_->speakers.end(), [said](const sema::ResolvedSpeaker& speaker) {
            return speaker.name == said || speaker.display == said;  // it leads to the speaker: another word would not
        });
        if (!rule.use.empty() && !is_name && sources_.slice(span) == said) {  // what is inserted or joined cannot be replaced
            const std::string use = rule.keeps_case ? rule.use : in_case_of(said, rule.use);
            diagnostics::Fix fix{fmt::format("write `{}`", use), {{span, use}}, rule.is_safe};
            if (const auto article = find_wrong_article(text, match.begin, use)) {
                const Span letters = span_of(phrase, article->begin, article->end);
                const std::string_view written = sources_.slice(letters);
                if (written == text.substr(article->begin, article->end - article->begin)) {
                    fix.edits.insert(fix.edits.begin(), {letters, fmt::format("{}{}", written[0], article->wants_an ? "n" : "")});
                }
            }
            added.fix(std::move(fix));
        }
    }
}

}  // namespace shot::lint
