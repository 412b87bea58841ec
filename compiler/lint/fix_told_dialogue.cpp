// The fix of unnamed-dialogue where who speaks is told after the quotation (`"…," says Anna`), and where it stands in a
// field of the shot.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "compiler/lint/craft.hpp"
#include "compiler/lint/sentence.hpp"
#include "compiler/lint/source_lines.hpp"

namespace shot::lint {
namespace {

/// What comes after a tag: more that is said, an action, or nothing.
struct Rest {
    std::string said;    // the whole speech
    std::string action;  // empty: none
};

bool ends_text(const Text& text, std::size_t i) {
    return i >= text.size() || (i + 1 == text.size() && text.is_end(i));
}

/// `"No," says Anna. "We wait."`, `…, and walks away.`, `… . The door opens.` Nothing where it is none of them.
std::optional<Rest> find_rest(const Text& text, const Tag& tag, std::string_view said, std::string_view more_said) {
    if (ends_text(text, tag.last)) {
        return Rest{as_sentence(said), {}};
    }
    const bool is_sentence_end = text.is_end(tag.last);
    std::size_t next = tag.last + (text.is_stop(tag.last) ? 1 : 0);
    if (text.quotations().size() == 2) {
        const Quotation& more = text.quotations().back();
        const bool is_end = more.first == next + 1 && ends_text(text, more.last + 1);
        const std::string begin = is_sentence_end ? as_sentence(said) : std::string(trim_quoted(said));
        return is_end ? std::optional<Rest>(Rest{as_sentence(fmt::format("{} {}", begin, trim_quoted(more_said))), {}}) : std::nullopt;
    }
    if (is_sentence_end) {
        return Rest{as_sentence(said), std::string(text.text().substr(text[next].begin))};
    }
    const std::size_t joint = next;
    next += text.word(next) == "and" ? 1 : 0;
    next += text.word(next) == "then" ? 1 : 0;
    const bool is_verb = next > joint && is_third_person(text, next);
    return is_verb ? std::optional<Rest>(Rest{as_sentence(said), fmt::format("{} {}", tag.speaker, text.text().substr(text[next].begin))})
                   : std::nullopt;
}

/// A sentence that says no more than who speaks: its tokens, or the end of one (`… and says "…"`).
struct Spoken {
    std::string_view speaker;
    std::string delivery;
    std::size_t first = 0;     // token: from where it can be taken out
    std::size_t last = 0;      // past the mark that ends the sentence
    bool is_sentence = false;  // nothing of the sentence is left without it
};

/// Past the mark that ends the sentence, where the tokens up to `last` are the end of it; 0 where it goes on.
std::size_t sentence_end(const Text& text, std::size_t last, const Quotation& quotation) {
    if (text.is_end(last)) {
        return std::min(last + 1, text.size());
    }
    const bool has_own_end = last == quotation.last + 1 && text.is_end(quotation.last - 1);  // `says "Go!" The door opens.`
    return has_own_end && is_upper(text.text()[text[last].begin]) ? last : 0;
}

std::optional<Spoken> find_speech(const Text& text, const SpeakerNames& names, const Finding& finding,
                                   const Quotation& quotation) {
    const std::size_t open = quotation.first - 1;
    if (finding.first == open) {
        const std::optional<Tag> tag = find_tag(text, names, quotation);
        const bool is_whole = tag && sentence_begin(text, open) == open && text.is_end(tag->last);
        return is_whole ? std::optional<Spoken>({tag->speaker, tag->delivery, open, std::min(tag->last + 1, text.size()), true}) : std::nullopt;
    }
    const std::size_t first = sentence_begin(text, finding.first);
    const std::size_t last = sentence_end(text, quotation.last + 1, quotation);
    const std::size_t verb_end = finding.first + match_speech(text, finding.first);
    std::size_t before = finding.first;
    std::string delivery(delivery_of(text.word(before)));
    if (before > first && text.word(before - 1).ends_with("ly")) {
        --before;
        delivery = join_delivery(delivery, text.written(before, before + 1));
    }
    const std::size_t mark = text.is_stop(open - 1) ? open - 1 : open;
    const bool is_bare = verb_end == mark;
    if (last == 0 || !is_bare) {
        return std::nullopt;
    }
    const SpeakerNames::Match name = names.match(text, first);
    const bool is_sentence = first + name.tokens == before;
    const bool is_clause = !is_sentence && text.word(before - 1) == "and" && before - 1 > first + name.tokens + 1;
    return !name.name.empty() && (is_sentence || is_clause)
               ? std::optional<Spoken>({name.name, delivery, is_sentence ? first : before - 1, last, is_sentence})
               : std::nullopt;
}

/// Where a line of dialogue goes: before the first action or line of the shot, else at the shot's end.
struct LinePlace {
    std::size_t at = 0;
    bool is_end = false;
};
LinePlace place_of_line(const sema::ResolvedShot& shot, std::string_view source, std::size_t header) {
    const std::size_t end = end_of_block(source, header);
    std::size_t first = end;
    const auto come_before = [&](Span span) {
        if (span.file == shot.span.file && span.begin >= header && span.begin < first) {
            first = line_begin_of(source, span.begin);
        }
    };
    for (const sema::Phrase& action : shot.of(shot.actions)) {
        come_before(shot.of(action)[0].origin);
    }
    for (const sema::ResolvedDialogue& one : shot.dialogue) {
        come_before(one.span);
    }
    if (first < end) {
        return {first, false};
    }
    std::size_t after = header;  // past the last line that says something
    for (std::size_t line = header; line < end; line = next_line(source, line)) {
        after = is_blank(source, line) ? after : next_line(source, line);
    }
    return {after, true};
}

}  // namespace

const SpeakerNames& Craft::speaker_names() {
    if (!speaker_names_) {
        speaker_names_.emplace(script_.speaker_names());
    }
    return *speaker_names_;
}

void Craft::add_tag_fix(diagnostics::Report& report, sema::Phrase phrase, const Quotation& quotation) {
    const std::optional<Tag> tag = find_tag(text_, speaker_names(), quotation);
    const std::size_t open = quotation.first - 1;
    const bool is_first = &quotation == &text_.quotations().front() && text_.quotations().size() <= 2;
    if (!tag || !is_first || (open > 0 && !text_.is_end(open - 1))) {
        return;
    }
    const std::optional<Rest> rest = find_rest(text_, *tag, written_in(phrase, quotation),
                                               written_in(phrase, text_.quotations().back()));
    const int actions = (open > 0 ? 1 : 0) + (rest && !rest->action.empty() ? 1 : 0) - 1;
    if (!rest || rest->said.find('"') != std::string::npos || !has_room_for(phrase, actions, rest->said)) {
        return;
    }
    const Span whole = span_of(phrase, 0, text_.text().size());
    const std::string_view source = sources_.get(whole.file).text();
    const std::size_t line = line_begin_of(source, whole.begin);
    const std::string_view indentation = source.substr(line, indentation_of(source, line));
    std::string lines = dialogue_line(tag->speaker, tag->delivery, rest->said);
    if (!rest->action.empty()) {
        lines += fmt::format("\n{}- {}", indentation, rest->action);
    }
    std::uint32_t begin = whole.begin - 2;
    if (open > 0) {  // what stands before it stays an action
        begin = span_of(phrase, text_[open - 1].begin, text_[open - 1].end).end;
        lines = fmt::format("\n{}{}", indentation, lines);
    }
    report.fix(fmt::format("make it a line of {}", tag->speaker), {whole.file, begin, whole.end}, lines, !tag->is_guessed);
}

/// The line comes before what the shot tells of actions and lines, which is later than its scene.
void Craft::add_field_dialogue_fix(diagnostics::Report& report, sema::Phrase phrase, const Finding& finding,
                                   const Quotation& quotation) {
    // Names of speakers stand in the source in other letters than in the text; on one line that does no harm.
    const bool may_be_cut = is_written_here(phrase) || sources_.slice(span_of(phrase, 0, text_.text().size())).find('\n') == std::string_view::npos;
    const std::optional<Spoken> speech = find_speech(text_, speaker_names(), finding, quotation);
    if (!speech || !shot_->beats.empty() || !may_be_cut || (speech->first == 0 && speech->last == text_.size())) {
        return;
    }
    const Span whole = span_of(phrase, 0, text_.text().size());
    const std::string_view source = sources_.get(whole.file).text();
    const std::size_t header = line_begin_of(source, shot_->span.begin);
    const std::size_t end = end_of_block(source, header);
    const bool is_own = whole.file == shot_->span.file && source.substr(header, 5) == "shot " && whole.begin >= header && whole.end <= end;
    if (!is_own || !has_room_for(phrase, 0, said_in(text_, quotation)) || has_doubt(text_, sentence_begin(text_, finding.first), std::min(finding.first, quotation.first - 1))) {
        return;
    }
    // The sentence with the blank before it, or the clause up to the mark that ends the sentence.
    Cut cut{0, 0, ""};
    if (!speech->is_sentence) {
        cut = {text_[speech->first - 1].end, text_[quotation.last].end, text_.is_end(quotation.last + 1) && quotation.last + 1 < text_.size() ? "" : "."};
    } else if (speech->first > 0) {
        cut = {text_[speech->first - 1].end, text_[speech->last - 1].end, ""};
    } else {
        cut = {0, text_[speech->last].begin, ""};
    }
    const LinePlace place = place_of_line(*shot_, source, header);
    std::size_t line = next_line(source, header);  // of the first that the shot holds
    while (line < end && is_blank(source, line)) {
        line = next_line(source, line);
    }
    const std::string_view indentation = line < end ? source.substr(line, indentation_of(source, line)) : "    ";
    const bool needs_feed = source[place.at - 1] != '\n';
    const std::string dialogue = fmt::format("{}{}{}{}", needs_feed ? "\n" : "", indentation,
                                             dialogue_line(speech->speaker, speech->delivery, as_sentence(written_in(phrase, quotation))),
                                             needs_feed ? "" : "\n");
    const auto at = static_cast<std::uint32_t>(place.at);
    diagnostics::Fix fix;
    fix.title = fmt::format("make it a line of {}", speech->speaker);
    fix.is_safe = place.is_end;  // else a reader must say whether it comes first
    Span gone = span_of(phrase, cut.begin, cut.end);
    if (cut.begin > 0) {  // behind the word before, so that no line of blanks is left
        gone.begin = span_of(phrase, cut.begin - 1, cut.begin).end;
    }
    fix.edits.push_back({gone, cut.replacement});
    fix.edits.push_back({{whole.file, at, at}, dialogue});
    report.fix(std::move(fix));
}

}  // namespace shot::lint
