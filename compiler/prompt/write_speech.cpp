// What is said, as a sentence: who, how, with which voice, and the words. A voice is described once.
#include <algorithm>
#include <array>

#include "compiler/prompt/english.hpp"
#include "compiler/prompt/sentence_writer.hpp"
#include "compiler/prompt/text_rules.hpp"

namespace shot::prompt {

using sema::Phrase;
using sema::Phrases;

namespace {

/// The code points of UTF-8; what is none is passed over.
template <class Visit>
void visit_points(std::string_view text, Visit visit) {
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t size = lead < 0x80U ? 1U : lead < 0xE0U ? 2U : lead < 0xF0U ? 3U : 4U;
        std::uint32_t point = size == 1 ? lead : lead & (0xFFU >> (size + 1));
        for (std::size_t i = 1; i < size && at + i < text.size(); ++i) {
            point = (point << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
        }
        visit(point);
        at += size;
    }
}

/// `French` of `softly, in French`: the one word behind `in` that begins with a capital.
std::string named_language(std::string_view delivery) {
    for (std::size_t at = delivery.find("in "); at != std::string_view::npos; at = delivery.find("in ", at + 1)) {
        const bool begins_word = at == 0 || delivery[at - 1] == ' ' || delivery[at - 1] == ',';
        const std::string_view rest = delivery.substr(at + 3);
        std::size_t size = 0;
        while (size < rest.size() && ((rest[size] | 0x20) >= 'a' && (rest[size] | 0x20) <= 'z')) {
            ++size;
        }
        if (begins_word && size > 1 && rest[0] >= 'A' && rest[0] <= 'Z') {
            return std::string(rest.substr(0, size));
        }
    }
    return {};
}

}  // namespace

std::string SentenceWriter::flat(Phrase phrase) const {
    std::string text;
    for (const sema::Chunk& chunk : shot_.of(phrase)) {
        text += chunk.text;
    }
    return text;
}

std::string SentenceWriter::flat(Phrases phrases) const {
    std::string text;
    for (const Phrase& phrase : shot_.of(phrases)) {
        text += text.empty() ? "" : ", ";
        text += flat(phrase);
    }
    return text;
}

std::size_t SentenceWriter::speech_number(std::uint32_t speaker) {
    const auto found = std::find(heard_.begin(), heard_.end(), speaker);
    if (found != heard_.end()) {
        return static_cast<std::size_t>(found - heard_.begin()) + 1;
    }
    heard_.push_back(speaker);
    return heard_.size();
}

/// The verb and the delivery. True, if there are words behind the verb.
bool SentenceWriter::write_manner(const sema::ResolvedDialogue& dialogue, bool& is_voice_over_said) {
    const SpeechForm& form = form_.speech;
    const std::size_t begin = text_.size();
    const Span origin = dialogue.delivery.count > 0 ? text_.origin_of(dialogue.delivery) : dialogue.span;
    const std::string delivery = flat(dialogue.delivery);
    Manner manner = manner_of(delivery);
    if (!draft_.attachments.makes_sound) {
        manner.verb = form.silent;
    }
    const auto voice_over = std::find_if(manner.words.begin(), manner.words.end(),
                                         [](const std::string& words) { return is_voice_over(words); });
    is_voice_over_said = voice_over != manner.words.end() && !form.voice_over.empty();
    if (is_voice_over_said) {
        manner.verb = form.voice_over;
        manner.words.erase(voice_over);
    }
    text_.append(" ", dialogue.span);
    text_.append(manner.verb, origin);
    for (std::size_t i = 0; i < manner.words.size(); ++i) {
        text_.append(i == 0 && follows_verb(manner.words[i]) ? " " : ", ", origin);
        text_.append(manner.words[i], origin);
    }
    if (has_content(delivery)) {
        text_.mark(dialogue.delivery, begin);
    }
    return is_voice_over_said || !manner.words.empty();
}

/// `, in a low and dry voice`
void SentenceWriter::write_voice(const sema::ResolvedSpeaker& speaker, bool has_words) {
    const std::string voice = flat(speaker.voice);
    if (!has_content(voice)) {
        return;
    }
    const Span origin = text_.origin_of(speaker.voice);
    const VoiceForm form = voice_form_of(voice);
    const std::size_t before = text_.size();
    if (form == VoiceForm::Aside) {
        text_.append(" (voice: ", origin);
    } else {
        text_.append(has_words ? ", in " : " in ", origin);
        if (form == VoiceForm::Adjectives) {
            text_.append(article_before(voice), origin);
            text_.append(" ", origin);
        }
    }
    if (!text_.append_items(speaker.voice, ListEnd::Bare)) {
        text_.roll_back(before);
        return;
    }
    if (form == VoiceForm::Aside) {
        text_.append_to_last(")");
    } else if (form == VoiceForm::Adjectives && !text_.text_from(before).ends_with("voice")) {
        text_.append_to_last(" voice");
    }
}

/// Whether there is somebody to be seen speaking.
bool SentenceWriter::is_shown_speaking(const sema::ResolvedSpeaker& speaker,
                                       const sema::ResolvedDialogue& dialogue) const {
    const Manner manner = manner_of(flat(dialogue.delivery));
    return speaker.is_seen && std::none_of(manner.words.begin(), manner.words.end(), [](const std::string& words) {
               return is_voice_over(words) || is_out_of_frame(words);
           });
}

void SentenceWriter::write_speech(const sema::ResolvedDialogue& dialogue, std::size_t paragraph) {
    const SpeechForm& form = form_.speech;
    const bool is_heard = draft_.attachments.makes_sound;
    const sema::ResolvedSpeaker& speaker = shot_.speakers[dialogue.speaker];
    if (!has_content(flat(dialogue.line)) ||
        (!is_heard && (form.silent.empty() || !is_shown_speaking(speaker, dialogue)))) {
        return;
    }
    const bool is_first = std::find(heard_.begin(), heard_.end(), dialogue.speaker) == heard_.end();
    const std::string number = std::to_string(speech_number(dialogue.speaker));
    begin_sentence(paragraph, dialogue.span);
    const std::size_t begin = text_.size();
    text_.append_name(speaker.display, dialogue.span);
    if (is_heard) {
        text_.append(expand(form.speaker, {{"n", number}}), dialogue.span);
    }
    bool is_voice_over_said = false;
    const bool has_words = write_manner(dialogue, is_voice_over_said);
    if (!is_heard) {
        text_.end_sentence(begin);
        return;
    }
    if (is_first) {
        write_voice(speaker, has_words);
    }
    const Span line = text_.origin_of(dialogue.line);
    text_.append(": ", line);
    text_.append(expand(form.open, {{"language", language_of(dialogue)}}), line);
    const std::size_t words = text_.size();
    text_.append_phrase(dialogue.line);
    if (form.has_quotes) {
        text_.soften_quotes(words);
    }
    const char last = text_.text_from(text_.size() - 1)[0];
    text_.append_to_last(form.close);
    if (form.has_quotes && last != ',' && last != ';' && last != ':') {
        text_.end_sentence(begin);
    }
    if (is_voice_over_said) {
        write_closed_lips(speaker, paragraph);
    }
}

void SentenceWriter::write_closed_lips(const sema::ResolvedSpeaker& speaker, std::size_t paragraph) {
    write_own(speaker.is_seen ? form_.speech.closed_lips : form_.speech.nobody_speaks, paragraph,
              {{"name", speaker.display}});
}

std::string SentenceWriter::language_of(const sema::ResolvedDialogue& dialogue) const {
    if (std::string named = named_language(flat(dialogue.delivery)); !named.empty()) {
        return named;
    }
    const std::string text = flat(dialogue.line);
    for (const SpeechForm::Language& language : form_.speech.languages) {
        bool is_found = false;
        visit_points(text, [&](std::uint32_t point) {
            for (const auto& [first, last] : language.ranges) {
                is_found = is_found || (point >= first && point <= last);
            }
        });
        if (is_found) {
            return language.name;
        }
    }
    return form_.speech.language;
}

}  // namespace shot::prompt
