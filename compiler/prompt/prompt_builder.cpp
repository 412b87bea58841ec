// Phrases to items and sentences; see the header for what each leaves behind.
#include "compiler/prompt/prompt_builder.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace shot::prompt {

PromptBuilder::PromptBuilder(const sema::ResolvedShot& shot, Prompt& out) : shot_(shot), out_(out) {
    out_.clear();
}

void PromptBuilder::roll_back(std::size_t size) {
    out_.text.resize(size);
    while (!out_.map.empty() && out_.map.back().begin >= size) {
        out_.map.pop_back();
    }
    if (!out_.map.empty()) {
        out_.map.back().end = static_cast<std::uint32_t>(size);
    }
    while (!out_.written.empty() && out_.written.back().offset >= size) {
        out_.written.pop_back();
    }
    for (NameTag& name : names_) {
        if (name.said_at != NameTag::kNowhere && name.said_at >= size) {
            name.said_at = NameTag::kNowhere;
        }
    }
}

void PromptBuilder::mark(sema::Phrase phrase, std::size_t offset) {
    if (phrase.count > 0) {
        out_.written.push_back({static_cast<std::uint32_t>(offset), phrase.first});
    }
}

void PromptBuilder::mark(sema::Phrases phrases, std::size_t offset) {
    for (const sema::Phrase& phrase : shot_.of(phrases)) {
        mark(phrase, offset);
    }
}

bool PromptBuilder::append_instead(sema::Phrase phrase, std::string_view text) {
    const std::size_t begin = size();
    append(text, origin_of(phrase));
    trim(begin, false);
    if (size() > begin) {
        mark(phrase, begin);
    }
    return size() > begin;
}

NameTag* PromptBuilder::find_name(std::string_view text) {
    const auto found =
        std::find_if(names_.begin(), names_.end(), [&](const NameTag& name) { return name.display == text; });
    return found == names_.end() ? nullptr : &*found;
}

void PromptBuilder::repeat_names() {
    for (NameTag& name : names_) {
        name.said_at = NameTag::kNowhere;
    }
}

void PromptBuilder::append_name(std::string_view display, Span origin) {
    NameTag* name = find_name(display);
    if (name == nullptr || !name->is_instead) {
        append(display, origin);
    }
    if (name != nullptr && (name->is_instead || name->said_at == NameTag::kNowhere)) {
        name->said_at = size();
        append(name->tag, origin);
    }
}

void PromptBuilder::append_to_last(std::string_view text) {
    append(text, out_.map.empty() ? shot_.span : out_.map.back().origin);
}

void PromptBuilder::append_label(std::string_view label, Span origin) {
    append(label, origin);
    append(": ", origin);
}

Span PromptBuilder::origin_of(sema::Phrase phrase) const {
    return phrase.count == 0 ? shot_.span : shot_.chunks[phrase.first].origin;
}

Span PromptBuilder::origin_of(sema::Phrases phrases) const {
    return phrases.is_empty() ? shot_.span : origin_of(shot_.phrases[phrases.first]);
}

void PromptBuilder::append_phrase(sema::Phrase phrase) {
    const std::size_t begin = size();
    for (const sema::Chunk& chunk : shot_.of(phrase)) {
        std::string_view text = chunk.text;
        if (text.empty()) {
            continue;
        }
        // A value that `{…}` inserts often has an end of its own, and the text round it goes on with another.
        if (size() > begin) {
            const bool is_stop = text[0] == '.' && !text.starts_with("..");
            if (is_stop && has_sentence_end(text_from(begin))) {
                text.remove_prefix(1);
            } else if (text[0] == ',' || text[0] == ';') {
                trim(begin, true);
            }
        }
        if (!names_.empty() && find_name(text) != nullptr) {
            append_name(text, chunk.origin);
        } else if (std::memchr(text.data(), '\n', text.size()) == nullptr) {
            append(text, chunk.origin);
        } else {
            append_on_one_line(text, chunk.origin, begin);
        }
    }
    if (size() > begin) {
        mark(phrase, begin);
    }
}

/// A cell of a table may have several lines; a line of the prompt has one. `begin` is where the phrase begins.
void PromptBuilder::append_on_one_line(std::string_view text, Span origin, std::size_t begin) {
    constexpr std::string_view kBlanks = " \t\r\n";
    for (std::size_t line_end = text.find('\n'); line_end != std::string_view::npos; line_end = text.find('\n')) {
        const std::string_view line = text.substr(0, line_end);
        append(line.substr(0, line.find_last_not_of(kBlanks) + 1), origin);
        if (size() > begin && out_.text.back() != ' ') {
            append(" ", origin);
        }
        text.remove_prefix(std::min(text.find_first_not_of(kBlanks, line_end), text.size()));
    }
    append(text, origin);
}

void PromptBuilder::trim_tail(std::size_t begin, bool drop_stop) {
    const std::size_t wanted = begin + size_without_tail(text_from(begin), drop_stop);
    if (wanted != size()) {
        roll_back(wanted);
    }
}

void PromptBuilder::end_sentence(std::size_t begin) {
    trim(begin, false);
    const std::string_view text = text_from(begin);
    if (!text.empty() && !has_sentence_end(text)) {
        append_to_last(full_stop_after(text));
    }
}

void PromptBuilder::replace(std::size_t begin, std::size_t old_size, std::string_view text) {
    out_.text.replace(begin, old_size, text);
    if (old_size == text.size()) {
        return;
    }
    const auto moved_by =
        static_cast<std::uint32_t>(text.size() - old_size);  // modulo 2^32, so it may be less than none
    for (MapEntry& entry : out_.map) {
        entry.begin += entry.begin > begin ? moved_by : 0;
        entry.end += entry.end > begin ? moved_by : 0;
    }
    for (auto phrase = out_.written.rbegin(); phrase != out_.written.rend() && phrase->offset > begin; ++phrase) {
        phrase->offset += moved_by;
    }
}

void PromptBuilder::capitalise(std::size_t begin) {
    const std::optional<Capital> capital = find_capital(text_from(begin));
    if (!capital) {
        return;
    }
    const std::string_view sentence = text_from(begin + capital->offset);
    const auto begins_with_name = [sentence](const sema::ResolvedSpeaker& speaker) {
        return begins_with_word(sentence, speaker.display);
    };
    if (std::none_of(shot_.speakers.begin(), shot_.speakers.end(), begins_with_name)) {
        replace(begin + capital->offset, capital->old_size, capital->text());
    }
}

void PromptBuilder::soften_quotes(std::size_t begin) {
    // Each is as long as its single counterpart, so that the map stands.
    std::string& text = out_.text;
    for (std::size_t at = begin; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte == '"') {
            text[at] = '\'';
        } else if (byte == 0xE2U && at + 2 < text.size() && static_cast<unsigned char>(text[at + 1]) == 0x80U) {
            const auto last = static_cast<unsigned char>(text[at + 2]);
            if (last >= 0x9CU && last <= 0x9FU) {  // “ ” „ ‟ to ‘ ’ ‚ ‛
                text[at + 2] = static_cast<char>(last - 4);
            }
        } else if (byte == 0xEFU && text.compare(at, 3, "\xEF\xBC\x82") == 0) {
            text[at + 2] = '\x87';  // the full-width quotation mark to the full-width apostrophe
        }
    }
}

bool PromptBuilder::append_item(sema::Phrase phrase) {
    const std::size_t begin = size();
    append_phrase(phrase);
    trim(begin, false);
    if (size() > begin && may_be_tail(out_.text.back()) && size_without_tail(text_from(begin), true) == 0) {
        roll_back(begin);
    }
    return size() > begin;
}

bool PromptBuilder::append_items(sema::Phrases first, sema::Phrases second, ListEnd end) {
    const std::array lists = {first, second};
    return append_list(lists, end, false, [this](sema::Phrase item, std::size_t) { return append_item(item); });
}

void PromptBuilder::append_blank(std::size_t paragraph, sema::Phrase next) {
    const std::string_view text = next.count == 0 ? std::string_view{} : shot_.chunks[next.first].text;
    if (size() != paragraph && wants_blank_between(text_from(paragraph), text)) {
        append(" ", origin_of(next));
    }
}

void PromptBuilder::add_sentence(sema::Phrase phrase, std::size_t paragraph) {
    const std::size_t before = size();
    append_blank(paragraph, phrase);
    const std::size_t begin = size();
    if (!append_item(phrase)) {
        roll_back(before);
        return;
    }
    end_sentence(begin);
    capitalise(begin);
}

void PromptBuilder::add_sentences(sema::Phrases phrases, std::size_t paragraph) {
    for (const sema::Phrase& phrase : shot_.of(phrases)) {
        add_sentence(phrase, paragraph);
    }
}

void PromptBuilder::add_list_sentence(sema::Phrases items, std::size_t paragraph) {
    if (items.is_empty()) {
        return;
    }
    const std::size_t before = size();
    append_blank(paragraph, shot_.phrases[items.first]);
    const std::size_t begin = size();
    if (append_items(items, ListEnd::FullStop)) {
        capitalise(begin);
    } else {
        roll_back(before);
    }
}

}  // namespace shot::prompt
