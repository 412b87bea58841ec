#include "runtime/animatic/words.hpp"

#include <algorithm>

namespace shot::animatic {
namespace {

constexpr std::size_t kMaxPhrase = 8;  // words; longer ones are no terms but prose

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '\'' ||
           static_cast<unsigned char>(c) >= 0x80;
}

char small_letter(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::vector<Word> split_words(std::string_view text) {
    constexpr std::string_view kApostrophe = "\u2019";
    constexpr std::string_view kGeneralPunctuation = "\xe2\x80";  // the rest of its block: dashes, quotation marks
    std::vector<Word> words;
    bool is_in_word = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool is_apostrophe = text.compare(at, kApostrophe.size(), kApostrophe) == 0;
        const bool is_mark = !is_apostrophe && text.compare(at, kGeneralPunctuation.size(), kGeneralPunctuation) == 0;
        if (is_mark || !is_word_byte(text[at])) {
            at += is_mark ? 2 : 0;
            is_in_word = false;
            continue;
        }
        if (!is_in_word) {
            words.push_back({{}, at, at});
        }
        is_in_word = true;
        words.back().text += is_apostrophe ? '\'' : small_letter(text[at]);
        at += is_apostrophe ? kApostrophe.size() - 1 : 0;
        words.back().end = at + 1;
    }
    return words;
}

void PhraseTable::add(std::string_view phrase, std::size_t value) {
    const std::vector<Word> words = split_words(phrase);
    if (words.empty() || words.size() > kMaxPhrase) {
        return;
    }
    std::string key;
    for (const Word& word : words) {
        key += key.empty() ? "" : " ";
        key += word.text;
    }
    max_length_ = std::max(max_length_, words.size());
    values_.emplace(std::move(key), value);
}

std::optional<PhraseTable::Match> PhraseTable::find_at(std::span<const Word> words, std::size_t at) const {
    constexpr std::size_t kMaxKey = 120;  // bytes; no phrase is longer, and words may be megabytes
    std::string key;
    std::optional<Match> found;
    for (std::size_t i = at; i < words.size() && i - at < max_length_; ++i) {
        if (key.size() + words[i].text.size() > kMaxKey) {
            break;
        }
        key += key.empty() ? "" : " ";
        key += words[i].text;
        if (const auto value = values_.find(key); value != values_.end()) {
            found = Match{value->second, i - at + 1};
        }
    }
    return found;
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto begin = text.find_first_not_of(kBlanks);
    return begin == std::string_view::npos ? std::string_view()
                                           : text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::uint64_t hash_text(std::string_view text, std::uint64_t seed) {
    constexpr std::uint64_t kPrime = 1099511628211ULL;
    std::uint64_t hash = 14695981039346656037ULL ^ (seed * 0x9e3779b97f4a7c15ULL);
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
    }
    return hash ^ (hash >> 29);
}

}  // namespace shot::animatic
