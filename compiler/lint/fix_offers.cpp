// Offers as edits of the script: the cuts where the text is written, the field that its declaration gets beside, and
// the whole line where nothing is left of the text.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/lint/craft.hpp"
#include "compiler/lint/offers.hpp"
#include "compiler/lint/source_lines.hpp"
#include "compiler/support/assert.hpp"
#include "stdlib/embedded.hpp"

namespace shot::lint {
namespace {

using diagnostics::Edit;
using sema::FieldKind;

std::string_view trim(std::string_view text) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t\r"), text.size());
    const std::size_t end = text.find_last_not_of(" \t\r");
    return end == std::string_view::npos ? std::string_view() : text.substr(begin, end + 1 - begin);
}

std::string_view line_at(std::string_view source, std::size_t line) {
    return source.substr(line, source.find('\n', line) - line);
}

/// The field whose line this is, with `:` or `+:`; nothing for other lines.
std::optional<FieldKind> field_of_line(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    std::string_view name = trim(line.substr(0, colon));
    if (name.ends_with('+')) {
        name = trim(name.substr(0, name.size() - 1));
    }
    return syntax::find_field(name);
}

/// A declaration of the source, from its line on.
struct Block {
    std::size_t line = 0;
    std::size_t end = 0;
    syntax::Places place = syntax::kNowhere;
};

Block block_of(std::string_view source, std::size_t at) {
    std::size_t line = line_begin_of(source, at);
    while (line > first_line(source) && (is_blank(source, line) || indentation_of(source, line) > 0)) {
        line = line_begin_of(source, line - 1);
    }
    const std::string_view head = source.substr(line, 6);
    const syntax::Places place = head.starts_with("shot ")    ? syntax::kShot
                                 : head.starts_with("style ") ? syntax::kStyle
                                 : head.starts_with("scene ") ? syntax::kScene
                                                              : syntax::kNowhere;
    return {line, end_of_block(source, line), place};
}

/// The line of the field in the block itself, not in its beats; or npos.
std::size_t find_field_line(std::string_view source, const Block& block, FieldKind kind) {
    std::size_t depth = std::string_view::npos;
    for (std::size_t at = next_line(source, block.line); at < block.end; at = next_line(source, at)) {
        if (is_blank(source, at)) {
            continue;
        }
        depth = std::min(depth, indentation_of(source, at));
        if (indentation_of(source, at) == depth && field_of_line(line_at(source, at)) == kind) {
            return at;
        }
    }
    return std::string_view::npos;
}

/// A line of the block's own, above its first field, action or beat; after its header where it has none.
Edit insert_field(std::string_view source, FileId file, const Block& block, std::string_view words) {
    const std::size_t header_end = next_line(source, block.line);
    std::size_t at = header_end;
    while (at < block.end && is_blank(source, at)) {
        at = next_line(source, at);
    }
    const std::string_view line = at < block.end ? line_at(source, at) : std::string_view();
    const std::string_view content = trim(line);
    const bool begins = field_of_line(line) || content.starts_with("- ") ||
                        content.find(':') != std::string_view::npos ||
                        (!content.empty() && ((content[0] >= '0' && content[0] <= '9') || content[0] == '+'));
    std::string_view indentation = line.substr(0, at < block.end ? indentation_of(source, at) : 0);
    if (!begins) {
        indentation = "    ";
        at = header_end;
    }
    const bool lacks_feed = at > 0 && source[at - 1] != '\n';
    const auto place = static_cast<std::uint32_t>(at);
    return {{file, place, place}, fmt::format("{}{}{}\n", lacks_feed ? "\n" : "", indentation, words)};
}

/// Those of the items that the field's line does not have.
std::string items_beyond(std::string_view line, std::string_view items) {
    const std::string_view value = line.substr(std::min(line.find(':') + 1, line.size()));
    const auto has = [&](std::string_view item) {
        for (std::size_t at = 0; at < value.size();) {
            const std::size_t end = std::min(value.find(',', at), value.size());
            if (trim(value.substr(at, end - at)) == item) {
                return true;
            }
            at = end + 1;
        }
        return false;
    };
    std::string left;
    for (std::size_t at = 0; at < items.size();) {
        const std::size_t end = std::min(items.find(',', at), items.size());
        const std::string_view item = trim(items.substr(at, end - at));
        left += has(item) ? "" : fmt::format("{}{}", left.empty() ? "" : ", ", item);
        at = end + 1;
    }
    return left;
}

/// More items for the field `negative` at `line`: behind its own, where they stand on one line; else a line below it.
Edit add_to_field(std::string_view source, FileId file, std::size_t line, std::string_view items) {
    const std::string_view text = line_at(source, line);
    const std::string_view value = trim(text.substr(text.find(':') + 1));
    const std::size_t end = end_of_block(source, line);
    const bool is_one_line =
        end_of_block(source, line) == next_line(source, line) || is_blank(source, next_line(source, line));
    if (is_one_line && !value.empty() && value != "none" && !value.ends_with(',') &&
        text.find("//") == std::string_view::npos) {
        const auto at = static_cast<std::uint32_t>(line + text.find_last_not_of(" \t\r") + 1);
        return {{file, at, at}, fmt::format(", {}", items)};
    }
    const auto at = static_cast<std::uint32_t>(end);
    const bool lacks_feed = end > 0 && source[end - 1] != '\n';
    return {{file, at, at},
            fmt::format("{}{}negative+: {}\n", lacks_feed ? "\n" : "", text.substr(0, indentation_of(source, line)),
                        items)};
}

/// What goes where nothing is left of a text: its action or field with its line, or its item with a comma.
std::optional<Edit> remove_whole(std::string_view source, Span whole) {
    const std::size_t line = line_begin_of(source, whole.begin);
    const std::string_view before = trim(source.substr(line, whole.begin - line));
    const std::size_t next = next_line(source, whole.end);
    const std::string_view rest = source.substr(whole.end, next - whole.end);
    const std::string_view after = trim(rest.substr(0, rest.find('\n')));
    if (indentation_of(source, line) > 0 && after.empty() && (before == "-" || field_of_line(before))) {
        const bool has_item_before = before != "-" && !before.ends_with(':');
        if (!has_item_before) {
            return Edit{{whole.file, static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(next)}, ""};
        }
    }
    if (after.starts_with(',')) {
        const std::size_t comma = source.find(',', whole.end);
        const std::size_t item = std::min(source.find_first_not_of(" \t\r\n", comma + 1), source.size());
        return Edit{{whole.file, whole.begin, static_cast<std::uint32_t>(item)}, ""};
    }
    const std::size_t last =
        whole.begin == 0 ? std::string_view::npos : source.find_last_not_of(" \t\r\n", whole.begin - 1);
    if (last != std::string_view::npos && source[last] == ',') {
        return Edit{{whole.file, static_cast<std::uint32_t>(last), whole.end}, ""};
    }
    return std::nullopt;
}

/// Whether each clause says what is not there: `no blur` alone is no action.
bool is_only_negated(std::string_view words, const Lexicon& lexicon) {
    Text text;
    text.read(words, lexicon);
    bool begins = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (begins && text.is_word(i) && !text.is(i, Words::Negation)) {
            return false;
        }
        begins = text.is_stop(i);
    }
    return true;
}

bool is_one_word(std::string_view words) {
    return trim(words).find(' ') == std::string_view::npos;
}

std::string_view operator_of(bool is_inherited) {
    return is_inherited ? "+:" : ":";
}

}  // namespace

const OfferWords& Craft::offer_words() {
    if (!offer_words_) {
        auto words = OfferWords::parse(stdlib::find_embedded("lints/offers.json"));
        SHOT_ASSERT(words.has_value());
        offer_words_.emplace(std::move(*words));
    }
    return *offer_words_;
}

std::optional<Offer> Craft::find_offer(const Finding& finding, bool is_light_field) {
    switch (finding.lint) {
        case Lint::VagueMotion:
            return offer_motion(text_, finding, offer_words());
        case Lint::AbstractLook:
            return offer_look(text_, finding, offer_words());
        case Lint::BrightnessNotSource: {
            std::optional<Offer> offer = offer_light(text_, finding, offer_words());
            constexpr std::string_view kLitBy = "lit by ";
            if (offer && offer->written.starts_with(kLitBy) && text_.text().size() == offer->cuts.front().end &&
                offer->cuts.front().begin == 0 && is_light_field) {
                offer->written.erase(0, kLitBy.size());  // `lighting: tall windows`
                offer->cuts.front().replacement = offer->written;
            }
            return offer;
        }
        case Lint::NegatedNoun:
            return offer_negation(text_, finding, offer_words());
        default:
            return std::nullopt;
    }
}

/// The field beside, where the text's declaration can have it and the target takes it. False: the offer is none
/// without.
bool Craft::add_offered_field(const Offer& offer, Span whole, diagnostics::Fix& fix) const {
    const bool is_needed = offer.field != "negative";
    const std::optional<FieldKind> kind = syntax::find_field(offer.field);
    if (!kind || (!is_needed && !context_->takes_negative)) {
        return true;
    }
    const std::string_view source = sources_.get(whole.file).text();
    const Block block = block_of(source, whole.begin);
    if ((syntax::field_info(*kind).places & block.place) == 0) {
        return !is_needed;
    }
    const std::size_t given = find_field_line(source, block, *kind);
    if (given != std::string_view::npos) {
        if (is_needed) {
            return true;  // it says more than we would
        }
        const std::string items = items_beyond(line_at(source, given), offer.value);
        if (!items.empty()) {
            fix.edits.push_back(add_to_field(source, whole.file, given, items));
        }
    } else {
        const std::string words = fmt::format("{}{} {}", offer.field, operator_of(has(*kind)), offer.value);
        fix.edits.push_back(insert_field(source, whole.file, block, words));
    }
    fix.title = is_needed ? fmt::format("take it out, and write `{}: {}`", offer.field, offer.value)
                          : fmt::format("move it to `negative: {}`", offer.value);
    return true;
}

/// Whether the shot has one of the things, which the field `negative` would keep out of all of it: a car that comes
/// later, somebody where there are to be no people.
bool Craft::is_shown(std::string_view things) {
    constexpr std::size_t kLongest = 20000;  // bytes of a prompt; no model takes a longer one
    if (context_->prompt.size() > kLongest) {
        return true;
    }
    Text whole;
    whole.read(context_->prompt, lexicon_);
    Findings negated;
    find_negated_nouns(whole, negated);
    for (Finding& one : negated) {
        one.last = std::max(clause_end(whole, one.last), end_of_list(whole, one.last));  // `no cars or bins`
    }
    const auto is_kept_out = [&](std::size_t i) {
        return std::any_of(negated.begin(), negated.end(),
                           [i](const Finding& one) { return i >= one.first && i < one.last; });
    };
    const auto stem_of = [](std::string_view word) {
        return word.substr(0, word.size() - (word.ends_with('s') ? 1 : 0));
    };
    Text named;
    named.read(things, lexicon_);
    for (std::size_t k = 0; k < named.size(); ++k) {
        const bool is_head =
            named.is_word(k) && (k + 1 == named.size() || named.is_stop(k + 1) || named.is(k + 1, Words::Preposition));
        const bool is_other = k > 0 && named.word(k - 1) == "other";
        const bool is_human = named.is(k, Words::Human) || named.word(k) == "people" || named.word(k) == "humans";
        const bool is_anybody = is_head && is_human && !is_other && !named.is(k + 1, Words::Preposition);
        if (is_anybody && !shot_->speakers.empty()) {
            return true;
        }
        for (std::size_t i = 0; i < whole.size() && is_head; ++i) {
            const bool is_same = whole.is_word(i) && stem_of(whole.word(i)) == stem_of(named.word(k));
            const bool is_somebody =
                is_anybody && (whole.is(i, Words::Human) || (whole.is(i, Words::Role) && !whole.is(i, Words::Player)));
            if ((is_same || is_somebody) && !is_kept_out(i)) {
                return true;
            }
        }
        while (is_head && k + 1 < named.size() && !named.is_stop(k + 1)) {
            ++k;  // where they are
        }
    }
    return false;
}

void Craft::add_offer(diagnostics::Report& report, sema::Phrase phrase, const Finding& finding) {
    const Span whole = span_of(phrase, 0, text_.text().size());
    if (!is_written_here(phrase) || whole.end <= whole.begin) {
        return;  // what `{…}` inserts is mended where it stands
    }
    const auto lights = shot_->of(shot_->field(FieldKind::Lighting).phrases);
    const bool is_light_field =
        std::any_of(lights.begin(), lights.end(), [&](const sema::Phrase& one) { return one.first == phrase.first; });
    const std::optional<Offer> offer = find_offer(finding, is_light_field);
    // A header that says `static` is not told to push in.
    const bool has_camera = has(FieldKind::Camera) || has_any_beat(&sema::ResolvedBeat::attributes);
    if (offer && offer->is_of_camera && has_camera) {
        return;
    }
    if (!offer || (offer->field == "negative" && context_->takes_negative && is_shown(offer->value))) {
        return;
    }
    diagnostics::Fix fix;
    fix.title = offer->written.empty() ? "take it out of the sentence" : fmt::format("write `{}`", offer->written);
    if (!add_offered_field(*offer, whole, fix)) {
        return;
    }
    const std::string left = apply_cuts(text_.text(), offer->cuts);
    const bool says_nothing = finding.lint == Lint::AbstractLook && offer->field.empty() && is_one_word(left);
    if (says_nothing) {
        return;  // `Stunning visuals`, `Breathtaking view`: what would stand there is no picture
    }
    if (is_wordless(left)) {
        const std::optional<Edit> removal = remove_whole(sources_.get(whole.file).text(), whole);
        if (!removal) {
            return;
        }
        fix.edits.push_back(*removal);
    } else if (!reads_well(text_, left, lexicon_) || is_only_negated(left, lexicon_)) {
        return;
    } else {
        for (const Cut& cut : offer->cuts) {
            fix.edits.push_back({span_of(phrase, cut.begin, cut.end), cut.replacement});
        }
    }
    report.fix(std::move(fix));
}

}  // namespace shot::lint
