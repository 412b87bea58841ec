// The fix of unnamed-dialogue: an action that ends in a quotation becomes a line of dialogue.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/lint/craft.hpp"
#include "compiler/lint/source_lines.hpp"

namespace shot::lint {
namespace {

/// How it is said, from the verb: `whispers` is a whisper; `says` is nothing that one would write.
std::string_view delivery_of(std::string_view verb) {
    constexpr std::pair<std::string_view, std::string_view> kDeliveries[] = {
        {"whisper", "whispering"}, {"shout", "shouting"},   {"yell", "shouting"},  {"murmur", "murmuring"},
        {"mutter", "muttering"},   {"scream", "screaming"}, {"growl", "growling"}, {"hiss", "hissing"},
        {"beg", "begging"},        {"cr", "crying out"},
    };
    for (const auto& [begin, delivery] : kDeliveries) {
        if (verb.starts_with(begin)) {
            return delivery;
        }
    }
    return {};
}

/// Whether words from `first` to `last` say that nothing is said, or by whom nobody knows.
bool has_doubt(const Text& text, std::size_t first, std::size_t last) {
    constexpr std::string_view kWords[] = {"not", "never", "no", "without", "cannot", "she", "he", "they", "it", "if", "would"};
    for (std::size_t i = first; i < last; ++i) {
        const std::string_view word = text.word(i);
        if (text[i].is_quoted || word.ends_with("n't") || word.ends_with("n\u2019t") ||
            (i > 0 && std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords))) {
            return true;  // `She whispers` is who it is where there is one speaker
        }
    }
    return false;
}

/// Whether between the verb and the quotation nothing stands that would be lost: marks, and how it is said.
bool is_straight(const Text& text, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
        if (text.is_word(i) && !text.word(i).ends_with("ly")) {
            return false;
        }
    }
    return true;
}

/// `"…" and waves.`: the verb of what is done after the quotation, or 0. It ends the text, and nobody else speaks in it.
std::size_t find_action_after(const Text& text, const Quotation& quotation) {
    std::size_t i = quotation.last + 1;
    i += text.is_mark(i, ',') ? 1 : 0;
    const std::size_t joint = i;
    i += text.word(i) == "and" ? 1 : 0;
    i += text.word(i) == "then" ? 1 : 0;
    const std::string_view verb = text.word(i);
    const bool is_verb = i > joint && text.is_word(i) && verb.size() > 2 && verb.ends_with("s") && !verb.ends_with("ss");
    const bool is_quoted = &quotation != &text.quotations().back();
    return is_verb && !is_quoted && !has_doubt(text, i, text.size()) ? i : 0;
}

}  // namespace

void Craft::add_dialogue_fix(diagnostics::Report& report, sema::Phrase phrase, const Finding& finding) const {
    const Quotation* quotation = quotation_of(text_, finding);
    if (quotation == nullptr || finding.first >= quotation->first || !text_.is(finding.first, Words::SpeechVerb)) {
        return;
    }
    for (const sema::Chunk& chunk : shot_->of(phrase)) {
        const bool is_name = std::any_of(shot_->speakers.begin(), shot_->speakers.end(),
                                         [&chunk](const auto& one) { return one.display == chunk.text; });
        if (!is_as_written(chunk) && !is_name) {
            return;
        }
    }
    // Only where the quotation ends the action, or what comes after it is an action of its own.
    const bool is_last = quotation->last + 1 == text_.size() ||
                         (quotation->last + 2 == text_.size() && text_.is_end(quotation->last + 1));
    const std::size_t after = is_last ? 0 : find_action_after(text_, *quotation);
    const Span whole = span_of(phrase, 0, text_.text().size());
    const std::string_view source = sources_.get(whole.file).text();
    const std::size_t line = line_begin_of(source, whole.begin);
    const std::size_t indentation = indentation_of(source, line);
    if ((!is_last && after == 0) || source.substr(line + indentation, 2) != "- " || whole.begin != line + indentation + 2) {
        return;
    }
    if (has_doubt(text_, 0, finding.first)) {
        return;
    }
    const sema::ResolvedSpeaker* speaker = nullptr;
    bool is_named = false;
    std::size_t named = 0;  // speakers in what comes before the quotation
    for (const sema::ResolvedSpeaker& one : shot_->speakers) {
        const std::string_view before = text_.text().substr(0, text_[quotation->first].begin);
        named += before.find(one.display) != std::string_view::npos || before.find(one.name) != std::string_view::npos ? 1 : 0;
        const std::string_view begin = text_.text().substr(0, one.display.size());
        if (begin == one.display || text_.text().substr(0, one.name.size()) == one.name) {
            speaker = &one;
            is_named = true;
        }
    }
    if (speaker == nullptr && shot_->speakers.size() == 1) {
        speaker = &shot_->speakers.front();
    }
    if (speaker == nullptr || (after > 0 && !is_named)) {
        return;
    }
    std::string delivery(delivery_of(text_.word(finding.first)));
    std::size_t kept = finding.first;  // tokens that stay an action
    if (kept > 0 && text_.word(kept - 1).ends_with("ly")) {
        delivery = text_.written(kept - 1, kept);
        --kept;
    }
    if (text_.is_word(finding.first + 1) && text_.word(finding.first + 1).ends_with("ly")) {
        delivery = text_.written(finding.first + 1, finding.first + 2);
    }
    const bool is_clause = kept > 0 && text_.word(kept - 1) == "and";  // `Tom leans in and whispers`: what is left has a verb
    if (is_clause || (kept > 0 && text_.is_mark(kept - 1, ','))) {
        --kept;
    }
    std::string said(text_.text().substr(quotation->begin, quotation->end - quotation->begin));
    const bool has_end = !said.empty() && std::string_view(".!?,;:-").find(said.back()) != std::string_view::npos;
    if (after > 0 && (!has_end || said.back() == ',')) {
        said.erase(said.find_last_not_of(',') + 1);
        said += '.';
    } else if (!has_end && quotation->last + 1 < text_.size() && static_cast<unsigned char>(said.back()) < 0x80) {
        said += text_.text().substr(text_[quotation->last + 1].begin, 1);  // the full stop that stands behind the quotation
    }
    const std::string dialogue =
        fmt::format("{}{}: \"{}\"", speaker->name, delivery.empty() ? "" : fmt::format(" ({})", delivery), said);
    const bool is_name_only =
        kept > 0 && text_[kept - 1].end <= std::max(speaker->display.size(), speaker->name.size());
    if (!is_name_only && kept > 0 && (!is_clause || named > 1)) {
        return;  // `Anna, crying`, `Anna and Tom`: what would be left is no sentence
    }
    const bool keeps_all = is_straight(text_, finding.first + 1, quotation->first) && named <= 1;
    const std::uint32_t begin =
        is_name_only || kept == 0 ? whole.begin - 2 : span_of(phrase, text_[kept - 1].end - 1, text_[kept - 1].end).end;
    std::string replacement =
        is_name_only || kept == 0 ? dialogue : fmt::format(".\n{}{}", source.substr(line, indentation), dialogue);
    if (after > 0) {
        replacement += fmt::format("\n{}- {} {}", source.substr(line, indentation), speaker->name, text_.text().substr(text_[after].begin));
    }
    report.fix(fmt::format("make it a line of {}", speaker->display), {whole.file, begin, whole.end}, replacement,
               is_named && kept > 0 && keeps_all);
}

}  // namespace shot::lint
