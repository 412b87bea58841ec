// Nothing is lost in silence: each phrase of the shot that no writer has written becomes a loss. The writers need not
// know of it; what they wrote is in Prompt::written.
#include <algorithm>
#include <string>

#include "compiler/prompt/english.hpp"
#include "compiler/prompt/parts.hpp"

namespace shot::prompt {
namespace {

using sema::FieldKind;
using sema::Phrase;
using sema::Phrases;

class LossFinder {
public:
    LossFinder(const Draft& draft, Prompt& out)
        : draft_(draft), shot_(draft.shot), out_(out), is_written_(draft.shot.chunks.size(), false) {
        for (const WrittenPhrase& phrase : out.written) {
            is_written_[phrase.chunk] = true;
        }
    }

    void find() {
        if (shot_.operation == sema::Operation::Edit) {
            check("change", shot_.field(FieldKind::Change).phrases, {}, false);
            return;
        }
        for (const syntax::FieldInfo& info : syntax::fields()) {
            check_field(info);
        }
        for (const sema::ResolvedSpeaker& speaker : shot_.speakers) {
            check_speaker(speaker);
        }
        check("action", shot_.actions, {}, false);
        for (const sema::ResolvedBeat& beat : shot_.beats) {
            check("title", beat.title, "its prompt has no place for what a beat is called");
            check("camera", beat.attributes, {}, false);
            check("action", beat.actions, {}, false);
            check("sfx", beat.sfx, silence(), false);
            check("lighting", beat.lighting, {}, false);
            check("music", beat.music, silence(), false);
        }
        for (const sema::ResolvedDialogue& dialogue : shot_.dialogue) {
            check_dialogue(dialogue);
        }
    }

private:
    [[nodiscard]] std::string_view silence() const {
        if (draft_.attachments.makes_sound) {
            return {};
        }
        return shot_.is_silent ? "the shot is silent" : "it makes no sound";
    }

    [[nodiscard]] std::string words_of(Phrase phrase) const {
        std::string text;
        for (const sema::Chunk& chunk : shot_.of(phrase)) {
            text += chunk.text;
        }
        return text;
    }

    /// Nearly every phrase is written, and that is all that is asked of it.
    [[nodiscard]] bool is_unwritten(Phrase phrase) const { return phrase.count > 0 && !is_written_[phrase.first]; }
    [[nodiscard]] bool is_any_unwritten(Phrases phrases) const {
        const auto list = shot_.of(phrases);
        return std::any_of(list.begin(), list.end(), [this](Phrase phrase) { return is_unwritten(phrase); });
    }
    [[nodiscard]] bool is_lost(Phrase phrase) const { return is_unwritten(phrase) && has_content(words_of(phrase)); }

    void lose(std::string_view what, std::string detail, std::string_view reason, Span span, bool is_taken_over) {
        if (reason.empty()) {
            reason = is_taken_over ? "the clip that it continues has it" : "its prompt has no place for it";
        }
        out_.losses.push_back({what, std::move(detail), std::string(reason), span, is_taken_over});
    }

    void check(std::string_view what, Phrase phrase, std::string_view reason) {
        if (is_lost(phrase)) {
            lose(what, words_of(phrase), reason, shot_.chunks[phrase.first].origin, false);
        }
    }

    /// One loss for all of a list that is lost.
    void check(std::string_view what, Phrases phrases, std::string_view reason, bool is_taken_over, Span span = {}) {
        if (!is_any_unwritten(phrases)) {
            return;
        }
        std::string detail;
        for (const Phrase& phrase : shot_.of(phrases)) {
            if (is_lost(phrase)) {
                detail.append(detail.empty() ? "" : ", ").append(words_of(phrase));
                span = span.file.is_valid() ? span : shot_.chunks[phrase.first].origin;
            }
        }
        if (!detail.empty()) {
            lose(what, std::move(detail), reason, span, is_taken_over);
        }
    }

    void check_field(const syntax::FieldInfo& info) {
        const sema::FieldValue& value = shot_.field(info.kind);
        if (!is_any_unwritten(value.phrases)) {
            return;
        }
        const bool is_taken_over = shot_.operation == sema::Operation::Extend && !value.is_own;
        switch (info.kind) {
            case FieldKind::Note:
            case FieldKind::Change:
                return;
            case FieldKind::Subject:
                if (!is_subject_written(draft_)) {
                    return;  // the names of those who are described
                }
                break;
            case FieldKind::Negative:
                if (!draft_.attachments.has_negative) {
                    const Span span = shot_.negative_span.file.is_valid() ? shot_.negative_span : value.span;
                    check(info.name, value.phrases, "its API has no field for what to leave out", is_taken_over, span);
                }
                return;
            case FieldKind::Sound:
            case FieldKind::Sfx:
            case FieldKind::Music:
                check(info.name, value.phrases, silence(), is_taken_over);
                return;
            default:
                break;
        }
        check(info.name, value.phrases, {}, is_taken_over);
    }

    void check_speaker(const sema::ResolvedSpeaker& speaker) {
        const bool is_taken_over = shot_.operation == sema::Operation::Extend;
        if (speaker.is_seen) {
            check("look", speaker.look, {}, is_taken_over);
            check("wardrobe", speaker.wardrobe, {}, is_taken_over);
            check("props", speaker.props, {}, is_taken_over);
        }
        if (!is_any_unwritten(speaker.voice)) {
            return;
        }
        const bool speaks = std::any_of(shot_.dialogue.begin(), shot_.dialogue.end(), [&](const auto& dialogue) {
            return &shot_.speakers[dialogue.speaker] == &speaker && has_content(words_of(dialogue.line));
        });
        if (speaks) {
            check("voice", speaker.voice, silence(), false);
        }
    }

    void check_dialogue(const sema::ResolvedDialogue& dialogue) {
        if (!is_unwritten(dialogue.line) && !is_unwritten(dialogue.delivery)) {
            return;
        }
        const bool is_line_lost = is_lost(dialogue.line);
        if (!is_line_lost && !(is_lost(dialogue.delivery) && has_content(words_of(dialogue.line)))) {
            return;
        }
        std::string detail(shot_.speakers[dialogue.speaker].display);
        if (is_lost(dialogue.delivery)) {
            detail.append(" (").append(words_of(dialogue.delivery)).append(")");
        }
        if (is_line_lost) {
            detail.append(": ").append(words_of(dialogue.line));
        }
        lose("dialogue", std::move(detail), silence(), dialogue.span, false);
    }

    const Draft& draft_;
    const sema::ResolvedShot& shot_;
    Prompt& out_;
    std::vector<bool> is_written_;
};

}  // namespace

void find_losses(const Draft& draft, Prompt& out) {
    LossFinder(draft, out).find();
}

}  // namespace shot::prompt
