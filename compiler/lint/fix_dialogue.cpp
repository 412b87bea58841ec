// The fix of unnamed-dialogue: a quotation in an action, whose speaker the sentence names before it, becomes a line of
// dialogue. Quotations that tell their speaker afterwards, or stand in a field, are mended by fix_told_dialogue.cpp.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "compiler/lint/craft.hpp"
#include "compiler/lint/sentence.hpp"
#include "compiler/lint/source_lines.hpp"

namespace shot::lint {
namespace {

/// Whose words they are.
struct Voice {
    const sema::ResolvedSpeaker* speaker = nullptr;
    bool is_named = false;  // at the begin of the sentence; else the only speaker of the shot is meant
    std::size_t named = 0;  // speakers in what comes before the quotation
};
Voice find_voice(const sema::ResolvedShot& shot, std::string_view text, std::size_t quotation, std::size_t sentence) {
    Voice voice;
    const std::string_view before = text.substr(sentence, quotation - sentence);
    text.remove_prefix(sentence);
    for (const sema::ResolvedSpeaker& one : shot.speakers) {
        voice.named +=
            before.find(one.display) != std::string_view::npos || before.find(one.name) != std::string_view::npos ? 1
                                                                                                                  : 0;
        if (text.starts_with(one.display) || text.starts_with(one.name)) {
            voice.speaker = &one;
            voice.is_named = true;
        }
    }
    if (voice.speaker == nullptr && shot.speakers.size() == 1) {
        voice.speaker = &shot.speakers.front();
    }
    return voice;
}

/// How the line is said, from the verb and what stands beside it; nothing where more is said there than that (`says to
/// the camera`), which would be lost. `kept`: tokens before it that stay an action.
std::optional<std::string> find_delivery(const Text& text, std::size_t verb, const Quotation& quotation,
                                         std::size_t& kept) {
    const std::string_view how = delivery_of(text.word(verb));
    const bool has_adverb = kept > 0 && text.word(kept - 1).ends_with("ly");
    std::string_view manner;
    if (has_adverb) {
        manner = text.written(kept - 1, kept);
        --kept;
    }
    const std::size_t first = verb + 1;
    std::size_t last = quotation.first - 1;  // the mark
    while (last > first && text.is_stop(last - 1)) {
        --last;
    }
    if (first == last) {
        return join_delivery(how, manner);
    }
    const bool is_manner = (last == first + 1 && text.word(first).ends_with("ly")) || text.word(first) == "with" ||
                           text.word(first) == "in" || text.word(first) == "to";
    return is_manner && !has_adverb ? std::optional<std::string>(join_delivery(how, text.written(first, last)))
                                    : std::nullopt;
}

/// `Mara, tired and cold, says`: what stands between two commas behind the name is how she says it. `kept`: tokens before
/// the verb; fewer where it was found.
std::string find_aside(const Text& text, std::size_t name_end, std::size_t& kept) {
    constexpr std::size_t kLongest = 4;  // words
    const bool is_between = text.is_mark(name_end, ',') && !text.word(name_end + 1).starts_with("wh") && kept > name_end + 2 && text.is_mark(kept - 1, ',');
    if (!is_between || kept - name_end - 2 > kLongest) {
        return {};
    }
    for (std::size_t i = name_end + 1; i + 1 < kept; ++i) {
        const Predicate* predicate = predicate_at(text.predicates(), i);
        if (!text.is_word(i) || (predicate != nullptr && predicate->form == Predicate::Form::Finite)) {
            return {};
        }
    }
    std::string aside(text.written(name_end + 1, kept - 1));
    kept = name_end;
    return aside;
}

/// What happens after the quotation, in the same text.
struct Afterwards {
    std::size_t first = 0;     // its first token; 0: nothing, or nothing that is known to be an action
    bool is_sentence = false;  // of its own
};

/// `"…" and waves.`, `"…." Then she leaves.`: it ends the text, and nobody else speaks in it.
Afterwards find_action_after(const Text& text, const SpeakerNames& names, const Quotation& quotation) {
    std::size_t i = quotation.last + 1;
    const bool is_quoted = &quotation != &text.quotations().back();
    if (!is_quoted && i < text.size() && text.is_word(i) && is_upper(text.text()[text[i].begin]) &&
        text.is_end(quotation.last - 1)) {
        return {i, true};
    }
    i += text.is_mark(i, ',') ? 1 : 0;
    const std::size_t joint = i;
    i += text.word(i) == "and" ? 1 : 0;
    i += text.word(i) == "then" ? 1 : 0;
    const SpeakerNames::Match other = i > joint ? names.match(text, i) : SpeakerNames::Match();
    if (other.tokens > 0 && is_third_person(text, i + other.tokens) && !is_quoted) {
        return {i, true};  // `"…" and the captain nods.`
    }
    const bool is_verb = i > joint && is_third_person(text, i);
    return is_verb && !is_quoted && !has_doubt(text, i, text.size()) ? Afterwards{i, false} : Afterwards();
}

}  // namespace

void Craft::add_dialogue_fix(diagnostics::Report& report, sema::Phrase phrase, const Finding& finding) {
    const Quotation* quotation = quotation_of(text_, finding);
    if (quotation == nullptr || said_in(text_, *quotation).find('"') != std::string_view::npos) {
        return;
    }
    for (const sema::Chunk& chunk : shot_->of(phrase)) {
        if (!is_as_written(chunk) && !speaker_names().has(chunk.text)) {
            return;
        }
    }
    const Span whole = span_of(phrase, 0, text_.text().size());
    const std::string_view source = sources_.get(whole.file).text();
    const std::string_view written = source.substr(whole.begin, whole.end - whole.begin);
    if (written.find_first_of("{\\") != std::string_view::npos) {
        return;  // what is inserted or escaped there would be written out
    }
    const std::size_t line = line_begin_of(source, whole.begin);
    const std::size_t indentation = indentation_of(source, line);
    const bool is_action = source.substr(line + indentation, 2) == "- " && whole.begin == line + indentation + 2;
    const bool is_told_before = finding.first < quotation->first - 1;
    if (!is_action) {
        if (text_.quotations().size() == 1) {  // several would change their order
            add_field_dialogue_fix(report, phrase, finding, *quotation);
        }
    } else if (!is_told_before) {
        add_tag_fix(report, phrase, *quotation);
    } else if (text_.is(finding.first, Words::SpeechVerb)) {
        add_action_dialogue_fix(report, phrase, finding, *quotation);
    }
}

/// As the source has it: a speaker is spoken of by the name that stands there, not as the prompt calls him. Empty where
/// it goes over several lines and is not the text's own.
std::string_view Craft::written_in(sema::Phrase phrase, const Quotation& quotation) const {
    const std::string_view said = said_in(text_, quotation);
    if (is_written_here(phrase) || said.empty()) {
        return said;
    }
    const Span span = span_of(phrase, quotation.begin, quotation.end);
    const std::string_view written = sources_.slice(span);
    return written.find('\n') == std::string_view::npos ? written : std::string_view();
}

/// The text from `begin` on, as the source has it where that is one line: a speaker is called by the name there.
std::string_view Craft::as_written(sema::Phrase phrase, std::size_t begin) const {
    const std::string_view said = text_.text().substr(begin);
    const std::string_view written = sources_.slice(span_of(phrase, begin, text_.text().size()));
    return is_written_here(phrase) || written.empty() || written.find('\n') != std::string_view::npos ? said : written;
}

void Craft::add_action_dialogue_fix(diagnostics::Report& report, sema::Phrase phrase, const Finding& finding,
                                    const Quotation& quotation) {
    // Only where the quotation ends the action, or what comes after it is an action of its own.
    const bool is_last =
        quotation.last + 1 == text_.size() || (quotation.last + 2 == text_.size() && text_.is_end(quotation.last + 1));
    const Afterwards after = is_last ? Afterwards() : find_action_after(text_, speaker_names(), quotation);
    const std::size_t start = sentence_begin(text_, finding.first);  // what stands before it stays as it is
    const Span whole = span_of(phrase, 0, text_.text().size());
    const std::string_view source = sources_.get(whole.file).text();
    const std::size_t line = line_begin_of(source, whole.begin);
    const std::size_t indentation = indentation_of(source, line);
    if ((!is_last && after.first == 0) || has_doubt(text_, start, finding.first)) {
        return;
    }
    const Voice voice = find_voice(*shot_, text_.text(), text_[quotation.first].begin, text_[start].begin);
    const sema::ResolvedSpeaker* const speaker = voice.speaker;
    if (speaker == nullptr || ((after.first > 0 || start > 0) && !voice.is_named)) {
        return;
    }
    std::size_t kept = finding.first;  // tokens that stay an action
    std::optional<std::string> delivery = find_delivery(text_, finding.first, quotation, kept);
    if (!delivery) {
        return;
    }
    for (const sema::ResolvedSpeaker& one : shot_->speakers) {  // `to Captain`, as the source calls him
        const std::size_t at = one.display.empty() ? std::string::npos : delivery->find(one.display);
        if (at != std::string::npos) {
            delivery->replace(at, one.display.size(), one.name);
        }
    }
    if (const std::string aside = find_aside(text_, start + speaker_names().match(text_, start).tokens, kept); !aside.empty()) {
        delivery = delivery->empty() ? aside : fmt::format("{}, {}", aside, *delivery);
    }
    const bool is_clause =
        kept > start && text_.word(kept - 1) == "and";  // `Tom leans in and whispers`: what is left has a verb
    if (is_clause || (kept > start && text_.is_mark(kept - 1, ','))) {
        --kept;
    }
    if (is_clause && std::count(text_.text().begin() + static_cast<std::ptrdiff_t>(text_[start].begin),
                                text_.text().begin() + static_cast<std::ptrdiff_t>(text_[kept].begin), ',') > 0) {
        return;  // `sits down, opens a book and says`: the `and` is wanted where it would not stand
    }
    std::string said(trim_quoted(written_in(phrase, quotation)));
    if (said.empty()) {
        return;
    }
    const bool has_end = !said.empty() && std::string_view(".!?,;:-").find(said.back()) != std::string_view::npos;
    if (after.first > 0 || said.ends_with(',')) {
        said = as_sentence(said);
    } else if (!has_end && quotation.last + 1 < text_.size() && static_cast<unsigned char>(said.back()) < 0x80) {
        said +=
            text_.text().substr(text_[quotation.last + 1].begin, 1);  // the full stop that stands behind the quotation
    }
    const std::string dialogue = dialogue_line(speaker->name, *delivery, said);
    const bool is_name_only = kept > start && text_[kept - 1].end - text_[start].begin <=
                                                  std::max(speaker->display.size(), speaker->name.size());
    const bool is_whole = is_name_only || kept == start;  // the sentence says no more than who speaks
    if (!is_whole && (!is_clause || voice.named > 1)) {
        return;  // `Anna, crying`, `Anna and Tom`: what would be left is no sentence
    }
    const bool keeps_action = start > 0 || !is_whole;
    if (!has_room_for(phrase, (keeps_action ? 1 : 0) + (after.first > 0 ? 1 : 0) - 1, said)) {
        return;
    }
    const bool keeps_all = voice.named <= 1 || delivery->starts_with("to ");
    const std::string_view indent = source.substr(line, indentation);
    const std::size_t last = is_whole ? start : kept;  // tokens before the line
    const std::uint32_t begin =
        last == 0 ? whole.begin - 2 : span_of(phrase, text_[last - 1].end - 1, text_[last - 1].end).end;
    std::string replacement = last == 0 ? dialogue : fmt::format("{}\n{}{}", is_whole ? "" : ".", indent, dialogue);
    if (after.first > 0) {
        const std::string_view action = as_written(phrase, text_[after.first].begin);
        replacement += fmt::format("\n{}- {}{}{}", indent, after.is_sentence ? "" : fmt::format("{} ", speaker->name),
                                   capital_of(action, 0, after.is_sentence), action.substr(1));
    }
    report.fix(fmt::format("make it a line of {}", speaker->display), {whole.file, begin, whole.end}, replacement,
               voice.is_named && kept > start && keeps_all);
}

}  // namespace shot::lint
