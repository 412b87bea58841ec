#include "compiler/lint/said.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace shot::lint {
namespace {

std::string in_small_letters(std::string_view text) {
    std::string small(text);
    for (char& c : small) {
        c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return small;
}

/// `with a smile`, `in a low voice`: one past its last token, or `i`.
std::size_t skip_manner(const Text& text, std::size_t i) {
    const bool is_phrase = text.word(i) == "with" || text.word(i) == "in";
    if (!is_phrase) {
        return text.is_word(i) && text.word(i).ends_with("ly") ? i + 1 : i;
    }
    while (!text.is_stop(i) && text.word(i) != "and") {
        ++i;
    }
    return i;
}

}  // namespace

std::string_view delivery_of(std::string_view verb) {
    constexpr std::pair<std::string_view, std::string_view> kDeliveries[] = {
        {"laugh", "laughing"},     {"sigh", "sighing"},     {"stammer", "stammering"}, {"plead", "pleading"},
        {"warn", "warning"},       {"jok", "joking"},       {"sob", "sobbing"},    {"giggl", "giggling"},
        {"chuckl", "chuckling"},   {"gasp", "gasping"},     {"snap", "snapping"},  {"sing", "singing"},
        {"chant", "chanting"},     {"groan", "groaning"},   {"croak", "croaking"}, {"mumbl", "mumbling"},
        {"snarl", "snarling"},     {"insist", "insisting"}, {"call", "calling out"},
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

std::string join_delivery(std::string_view verb, std::string_view manner) {
    return fmt::format("{}{}{}", verb, verb.empty() || manner.empty() ? "" : " ", manner);
}

bool has_doubt(const Text& text, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
        const std::string_view word = text.word(i);
        if (text[i].is_quoted || word.ends_with("n't") || word.ends_with("n\u2019t") ||
            (i > 0 && text.is(i, Words::Doubt))) {
            return true;  // `She whispers` is who it is where there is one speaker
        }
    }
    return false;
}

SpeakerNames::SpeakerNames(const std::vector<std::string_view>& names) {
    for (const std::string_view name : names) {
        const auto [entry, is_new] = names_.emplace(in_small_letters(name), name);
        entry->second = is_new ? name : std::string_view();
    }
}

bool SpeakerNames::has(std::string_view name) const {
    return names_.contains(in_small_letters(name));
}

SpeakerNames::Match SpeakerNames::match(const Text& text, std::size_t i) const {
    constexpr std::size_t kLongest = 6;  // words of a name
    for (const std::size_t begin : {i, text.word(i) == "the" ? i + 1 : i}) {
        Match longest;
        for (std::size_t end = begin; end < begin + kLongest && !text.is_stop(end); ++end) {
            const std::size_t from = text[begin].begin;
            const auto found = names_.find(std::string(text.lower().substr(from, text[end].end - from)));
            if (found != names_.end()) {
                longest = {found->second, end + 1 - i};
            }
        }
        if (!longest.name.empty()) {
            return longest;
        }
    }
    return {};
}

std::size_t match_speech(const Text& text, std::size_t i) {
    return std::max(text.match(i, Words::SpeechVerb), text.match(i, Words::SpeechAfter));
}

std::optional<Tag> find_tag(const Text& text, const SpeakerNames& names, const Quotation& quotation) {
    const std::size_t first = quotation.last + (text.is_mark(quotation.last + 1, ',') ? 2 : 1);
    const std::size_t leading = match_speech(text, first);  // `says Anna`
    SpeakerNames::Match name = names.match(text, first + leading);
    const bool is_pronoun = name.name.empty() && (text.word(first) == "he" || text.word(first) == "she") && leading == 0;
    if (is_pronoun && quotation.first > 1) {  // `Mara sighs. "…," she says.`, where nobody else was spoken of
        name = names.match(text, 0);
        for (std::size_t i = name.tokens; i + 1 < quotation.first; ++i) {
            const SpeakerNames::Match other = names.match(text, i);
            name.name = other.tokens > 0 && other.name != name.name ? std::string_view() : name.name;
        }
        name.tokens = 1;
    }
    if (name.name.empty()) {
        return std::nullopt;
    }
    std::size_t verb = first;
    std::size_t last = first + leading + name.tokens;
    std::string manner;
    if (leading == 0) {
        if (text.is_word(last) && text.word(last).ends_with("ly")) {
            manner = text.written(last, last + 1);  // `Anna softly says`
            ++last;
        }
        verb = last;
        last += match_speech(text, verb);
        if (last == verb) {
            return std::nullopt;
        }
    }
    if (const std::size_t end = skip_manner(text, last); end > last && manner.empty()) {
        manner = text.written(last, end);
        last = end;
    }
    const bool is_all = text.is_end(last) || text.is_mark(last, ',') || text.word(last) == "and";
    if (!is_all) {
        return std::nullopt;  // `says Anna to the driver`: that would be lost
    }
    return Tag{name.name, join_delivery(delivery_of(text.word(verb)), manner), last, is_pronoun};
}

bool is_third_person(const Text& text, std::size_t i) {
    const std::string_view verb = text.word(i);
    if (!text.is_word(i) || verb.size() < 3 || !verb.ends_with("s") || verb.ends_with("ss")) {
        return false;
    }
    const std::size_t next = i + 1;
    return text.is_stop(next) || text.is(next, Words::Article) || text.is(next, Words::Possessive) || text.is(next, Words::Indefinite) ||
           text.is(next, Words::Preposition) || text.is(next, Words::Conjunction) || text.is(next, Words::Path) ||
           text.word(next).ends_with("ly") || text.word(next) == "him" || text.word(next) == "it" || text.word(next) == "them";
}

std::string_view trim_quoted(std::string_view said) {
    constexpr std::string_view kHardBlank = "\xc2\xa0";  // inside « »
    while (said.starts_with(' ') || said.starts_with(kHardBlank)) {
        said.remove_prefix(said.starts_with(' ') ? 1 : kHardBlank.size());
    }
    while (said.ends_with(' ') || said.ends_with(kHardBlank)) {
        said.remove_suffix(said.ends_with(' ') ? 1 : kHardBlank.size());
    }
    return said;
}

std::string_view said_in(const Text& text, const Quotation& quotation) {
    return text.text().substr(quotation.begin, quotation.end - quotation.begin);
}

std::string dialogue_line(std::string_view speaker, std::string_view delivery, std::string_view said) {
    return fmt::format("{}{}: \"{}\"", speaker, delivery.empty() ? "" : fmt::format(" ({})", delivery), said);
}

std::string as_sentence(std::string_view said) {
    std::string sentence(trim_quoted(said));
    sentence.erase(sentence.find_last_not_of(", ") + 1);
    const bool is_open = !sentence.empty() && static_cast<unsigned char>(sentence.back()) < 0x80 &&
                         std::string_view(".!?;:-").find(sentence.back()) == std::string_view::npos;
    return is_open ? sentence + '.' : sentence;
}

}  // namespace shot::lint
