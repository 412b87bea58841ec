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
    // Only where the quotation ends the action: what comes after it would have to go somewhere.
    const bool is_last = quotation->last + 1 == text_.size() ||
                         (quotation->last + 2 == text_.size() && text_.is_end(quotation->last + 1));
    const Span whole = span_of(phrase, 0, text_.text().size());
    const std::string_view source = sources_.get(whole.file).text();
    const std::size_t line = line_begin_of(source, whole.begin);
    const std::size_t indentation = indentation_of(source, line);
    if (!is_last || source.substr(line + indentation, 2) != "- " || whole.begin != line + indentation + 2) {
        return;
    }
    const sema::ResolvedSpeaker* speaker = nullptr;
    bool is_named = false;
    for (const sema::ResolvedSpeaker& one : shot_->speakers) {
        const std::string_view begin = text_.text().substr(0, one.display.size());
        if (begin == one.display || text_.text().substr(0, one.name.size()) == one.name) {
            speaker = &one;
            is_named = true;
        }
    }
    if (speaker == nullptr && shot_->speakers.size() == 1) {
        speaker = &shot_->speakers.front();
    }
    if (speaker == nullptr) {
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
    if (kept > 0 && (text_.word(kept - 1) == "and" || text_.is_mark(kept - 1, ','))) {
        --kept;
    }
    const std::string dialogue =
        fmt::format("{}{}: \"{}\"", speaker->name, delivery.empty() ? "" : fmt::format(" ({})", delivery),
                    text_.text().substr(quotation->begin, quotation->end - quotation->begin));
    const bool is_name_only =
        kept > 0 && text_[kept - 1].end <= std::max(speaker->display.size(), speaker->name.size());
    const std::uint32_t begin =
        is_name_only || kept == 0 ? whole.begin - 2 : span_of(phrase, text_[kept - 1].end - 1, text_[kept - 1].end).end;
    const std::string replacement =
        is_name_only || kept == 0 ? dialogue : fmt::format(".\n{}{}", source.substr(line, indentation), dialogue);
    report.fix(fmt::format("make it a line of {}", speaker->display), {whole.file, begin, whole.end}, replacement,
               is_named && kept > 0);
}

}  // namespace shot::lint
