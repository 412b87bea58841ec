// Who is seen: each speaker's description, once, in the order in which the shot names them. There is no verb in it that
// would have to agree with anybody.
#include <algorithm>

#include "compiler/prompt/parts.hpp"
#include "compiler/prompt/text_rules.hpp"

namespace shot::prompt {
namespace {

using sema::FieldKind;
using sema::Phrase;
using sema::Phrases;
using sema::ResolvedSpeaker;

/// Whether a description has a sentence inside, so that `, wearing` would go on with the wrong one.
bool has_inner_sentence(std::string_view text) {
    for (std::size_t at = text.find(". "); at != std::string_view::npos; at = text.find(". ", at + 1)) {
        const char next = at + 2 < text.size() ? text[at + 2] : ' ';
        if (next >= 'A' && next <= 'Z') {
            return true;
        }
    }
    return false;
}

/// `, wearing a coat`, `. Wearing a coat`, or after the name alone ` wearing a coat`.
struct Additions {
    Draft& draft;
    std::size_t begin;     // where the description begins
    bool is_new_sentence;  // what stands there ended as a sentence

    void add(std::string_view word, Phrases items) {
        if (items.is_empty()) {
            return;
        }
        PromptBuilder& text = draft.text;
        const std::size_t before = text.size();
        const Span origin = text.origin_of(items);
        if (text.size() > begin && !is_new_sentence) {
            text.trim(begin, true);
            text.append_to_last(",");
        }
        text.append(" ", origin);
        const std::size_t words_begin = text.size();
        if (!begins_with_word(draft.shot.chunks[draft.shot.phrases[items.first].first].text, word)) {
            text.append(word, origin);
            text.append(" ", origin);
        }
        if (!text.append_items(items, ListEnd::Bare)) {
            text.roll_back(before);
            return;
        }
        if (is_new_sentence) {
            text.capitalise(words_begin);
        }
        is_new_sentence = false;
    }
};

/// Who it is, after the name. True if that ended as a sentence, so that more of it begins a new one.
bool write_first_look(Draft& draft, Phrase look) {
    PromptBuilder& text = draft.text;
    const std::size_t before = text.size();
    text.append(" ", text.origin_of(look));
    const std::size_t begin = text.size();
    if (!text.append_item(look)) {
        text.roll_back(before);
        return false;
    }
    text.trim(begin, true);
    const std::string_view words = text.text_from(begin);
    if (!has_sentence_end(words) && !has_inner_sentence(words)) {
        return false;
    }
    text.end_sentence(begin);
    return true;
}

/// False if the words are nothing but stray punctuation.
bool write_description(Draft& draft, const ResolvedSpeaker& speaker) {
    PromptBuilder& text = draft.text;
    text.append_name(speaker.display, speaker.span);
    const std::size_t colon = text.size();
    text.append(draft.style.described, speaker.span);
    const std::size_t begin = text.size();
    const std::span<const Phrase> look = draft.shot.of(speaker.look);
    const bool is_sentence = !look.empty() && write_first_look(draft, look[0]);
    Additions additions{draft, begin, is_sentence};
    additions.add(draft.style.words.wearing, speaker.wardrobe);
    additions.add(draft.style.words.with, speaker.props);
    text.end_sentence(begin);
    for (std::size_t i = 1; i < look.size(); ++i) {
        text.add_sentence(look[i], colon);
    }
    return text.size() > begin;
}

}  // namespace

bool is_described(const Draft& draft, const ResolvedSpeaker& speaker) {
    const bool has_words = !speaker.look.is_empty() || !speaker.wardrobe.is_empty() || !speaker.props.is_empty();
    const bool may_be = draft.shot.operation == sema::Operation::Create || draft.style.extension_describes_speakers;
    return speaker.is_seen && has_words && may_be;
}

void write_speakers(Draft& draft, std::size_t paragraph, std::string_view separator) {
    for (const ResolvedSpeaker& speaker : draft.shot.speakers) {
        if (!is_described(draft, speaker)) {
            continue;
        }
        const std::size_t before = draft.text.size();
        const bool is_first = before == paragraph;
        const bool joins = separator == " " && !wants_blank_between(draft.text.text_from(paragraph), speaker.display);
        if (!is_first && !joins) {
            draft.text.append(separator, speaker.span);
        }
        if (!write_description(draft, speaker)) {
            draft.text.roll_back(before);
        }
    }
}

bool is_subject_written(const Draft& draft) {
    if (!draft.shot.subject_is_names) {
        return true;
    }
    // The names of an undescribed speaker would stand nowhere, though a clip with references must say them.
    const Phrases subject = value_of(draft, FieldKind::Subject);
    return std::any_of(draft.shot.speakers.begin(), draft.shot.speakers.end(), [&](const ResolvedSpeaker& speaker) {
        if (!speaker.is_seen || is_described(draft, speaker)) {
            return false;
        }
        for (const Phrase& phrase : draft.shot.of(subject)) {
            for (const sema::Chunk& chunk : draft.shot.of(phrase)) {
                if (chunk.text.find(speaker.display) != std::string_view::npos) {
                    return true;
                }
            }
        }
        return false;
    });
}

}  // namespace shot::prompt
