// What is said, by whom, how, and when.
#include "compiler/prompt/parts.hpp"

namespace shot::prompt {

namespace {

/// `V.O.`, `o.s.`: the last stop belongs to the word.
bool ends_with_abbreviation(std::string_view delivery) {
    const std::string_view word = delivery.substr(delivery.find_last_of(" ,") + 1);
    return word.size() > 2 && word.ends_with('.') && word[word.size() - 3] == '.';
}

/// ` (low and dry, quietly)`: the voice, then the delivery; nothing if there is neither.
void write_manner(Draft& draft, sema::Phrases voice, const sema::ResolvedDialogue& dialogue) {
    PromptBuilder& text = draft.text;
    const std::size_t before = text.size();
    text.append(" (", dialogue.span);
    bool has_manner = text.append_items(voice, ListEnd::Bare);
    if (dialogue.delivery.count > 0) {
        const std::size_t comma = text.size();
        text.append(has_manner ? ", " : "", dialogue.span);
        const std::size_t begin = text.size();
        if (text.append_item(dialogue.delivery)) {
            text.trim(begin, !ends_with_abbreviation(text.text_from(begin)));
            has_manner = true;
        } else {
            text.roll_back(comma);
        }
    }
    if (has_manner) {
        text.append_to_last(")");
    } else {
        text.roll_back(before);
    }
}

}  // namespace

bool write_dialogue_line(Draft& draft, const sema::ResolvedDialogue& dialogue, const sema::ResolvedBeat* beat) {
    if (dialogue.line.count == 0 || !draft.attachments.makes_sound) {
        return false;
    }
    PromptBuilder& text = draft.text;
    const sema::ResolvedSpeaker& speaker = draft.shot.speakers[dialogue.speaker];
    const std::size_t before = text.size();
    if (beat != nullptr) {
        write_times(draft, *beat);
        text.append(" — ", dialogue.span);
    }
    text.append(speaker.display, dialogue.span);

    write_manner(draft, speaker.voice, dialogue);
    const Span line = text.origin_of(dialogue.line);
    text.append(": \"", line);
    const std::size_t begin = text.size();
    text.append_phrase(dialogue.line);
    if (text.size() == begin) {
        text.roll_back(before);
        return false;
    }
    text.soften_quotes(begin);
    text.append_to_last("\"");
    return true;
}

const sema::ResolvedBeat* beat_of_dialogue(const sema::ResolvedShot& shot, std::size_t index) {
    for (const sema::ResolvedBeat& beat : shot.beats) {
        if (index >= beat.first_dialogue && index - beat.first_dialogue < beat.dialogue_count) {
            return &beat;
        }
    }
    return nullptr;
}

}  // namespace shot::prompt
