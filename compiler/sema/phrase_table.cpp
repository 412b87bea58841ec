// The words of the vocabulary as a trie over word ids. A word is known by a 64-bit hash alone: with a thousand words a
// false hit has a chance of one in 10^16.
#include "compiler/sema/phrase_table.hpp"

#include "compiler/support/assert.hpp"

namespace shot::sema {
namespace {

constexpr std::uint64_t kHashStart = 0xcbf29ce484222325ULL;  // FNV-1a
constexpr std::uint64_t kHashPrime = 0x100000001b3ULL;
constexpr std::size_t kFirstWords = 1024;
constexpr std::size_t kFirstSteps = 2048;

enum class Mark : std::uint8_t { Letter, Between, Dropped };

struct Glyph {
    Mark mark;
    char letter;       // of Letter: in its small form
    std::size_t size;  // bytes
};

bool starts_with_at(std::string_view text, std::size_t at, std::string_view wanted) {
    return text.compare(at, wanted.size(), wanted) == 0;
}

// Marks outside ASCII that people and word processors write between words or in them.
Glyph read_wide_glyph(std::string_view text, std::size_t at) {
    if (starts_with_at(text, at, "\u2019") || starts_with_at(text, at, "\u2018")) {
        return {Mark::Dropped, 0, 3};
    }
    if (starts_with_at(text, at, "\u00A0") || starts_with_at(text, at, "\u00B0")) {
        return {Mark::Between, 0, 2};
    }
    const bool is_general_punctuation = starts_with_at(text, at, "\xE2\x80");
    if ((is_general_punctuation && at + 2 < text.size()) || starts_with_at(text, at, "\u3000") ||
        starts_with_at(text, at, "\u3001")) {
        return {Mark::Between, 0, 3};
    }
    return {Mark::Letter, text[at], 1};
}

Glyph read_glyph(std::string_view text, std::size_t at) {
    const char c = text[at];
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        return {Mark::Letter, c, 1};
    }
    if (c >= 'A' && c <= 'Z') {
        return {Mark::Letter, static_cast<char>(c - 'A' + 'a'), 1};
    }
    if (c == '\'') {
        return {Mark::Dropped, 0, 1};
    }
    if (static_cast<unsigned char>(c) < 0x80) {
        return {Mark::Between, 0, 1};
    }
    return read_wide_glyph(text, at);
}

// Calls `take(hash)` for each word of the text, and `take(0)` for what stands in braces.
template <class Take>
void for_each_word(std::string_view text, Take take) {
    std::uint64_t hash = kHashStart;
    bool is_in_word = false;
    const auto end_word = [&] {
        if (is_in_word) {
            take(hash);
        }
        hash = kHashStart;
        is_in_word = false;
    };
    for (std::size_t at = 0; at < text.size();) {
        const Glyph glyph = read_glyph(text, at);
        if (glyph.mark == Mark::Letter) {
            hash = (hash ^ static_cast<unsigned char>(glyph.letter)) * kHashPrime;
            is_in_word = true;
        } else if (glyph.mark == Mark::Between) {
            end_word();
            const auto close = text[at] == '{' ? text.find('}', at) : std::string_view::npos;
            if (close != std::string_view::npos) {
                take(0);
                at = close;
            }
        }
        at += glyph.size;
    }
    end_word();
}

std::size_t slot_of(std::uint64_t hash, std::size_t size) {
    return static_cast<std::size_t>(hash ^ (hash >> 32U)) & (size - 1);
}

std::size_t slot_of_step(std::uint32_t key, std::size_t size) {
    return slot_of(key * 0x9E3779B97F4A7C15ULL, size);
}

}  // namespace

PhraseTable::PhraseTable() : words_(kFirstWords), steps_(kFirstSteps) {
    nodes_.reserve(kFirstSteps / 2);
    nodes_.emplace_back();
}

WordId PhraseTable::find_word(std::uint64_t hash) const {
    for (std::size_t slot = slot_of(hash, words_.size());; slot = (slot + 1) & (words_.size() - 1)) {
        const Word& word = words_[slot];
        if (word.id == kUnknownWord || word.hash == hash) {
            return word.id;
        }
    }
}

WordId PhraseTable::add_word(std::uint64_t hash) {
    if (const WordId known = find_word(hash); known != kUnknownWord) {
        return known;
    }
    if ((word_count_ + 1U) * 2 > words_.size()) {
        grow_words();
    }
    SHOT_ASSERT(word_count_ < 0xFFFE);
    std::size_t slot = slot_of(hash, words_.size());
    while (words_[slot].id != kUnknownWord) {
        slot = (slot + 1) & (words_.size() - 1);
    }
    words_[slot] = {hash, ++word_count_};
    return word_count_;
}

void PhraseTable::grow_words() {
    std::vector<Word> larger(words_.size() * 2);
    for (const Word& word : words_) {
        if (word.id == kUnknownWord) {
            continue;
        }
        std::size_t slot = slot_of(word.hash, larger.size());
        while (larger[slot].id != kUnknownWord) {
            slot = (slot + 1) & (larger.size() - 1);
        }
        larger[slot] = word;
    }
    words_ = std::move(larger);
}

std::uint16_t PhraseTable::find_step(std::uint16_t node, WordId word) const {
    const std::uint32_t key = (static_cast<std::uint32_t>(node) << 16U) | word;
    for (std::size_t slot = slot_of_step(key, steps_.size());; slot = (slot + 1) & (steps_.size() - 1)) {
        if (steps_[slot].key == key || steps_[slot].key == 0) {
            return steps_[slot].node;
        }
    }
}

std::uint16_t PhraseTable::add_step(std::uint16_t node, WordId word) {
    if (const std::uint16_t known = find_step(node, word); known != 0) {
        return known;
    }
    if (nodes_.size() * 2 > steps_.size()) {
        grow_steps();
    }
    SHOT_ASSERT(nodes_.size() < 0xFFFF);
    const std::uint32_t key = (static_cast<std::uint32_t>(node) << 16U) | word;
    std::size_t slot = slot_of_step(key, steps_.size());
    while (steps_[slot].key != 0) {
        slot = (slot + 1) & (steps_.size() - 1);
    }
    const auto added = static_cast<std::uint16_t>(nodes_.size());
    steps_[slot] = {key, added};
    nodes_.emplace_back();
    return added;
}

void PhraseTable::grow_steps() {
    std::vector<Step> larger(steps_.size() * 2);
    for (const Step& step : steps_) {
        if (step.key == 0) {
            continue;
        }
        std::size_t slot = slot_of_step(step.key, larger.size());
        while (larger[slot].key != 0) {
            slot = (slot + 1) & (larger.size() - 1);
        }
        larger[slot] = step;
    }
    steps_ = std::move(larger);
}

std::uint16_t PhraseTable::add_node(std::string_view phrase) {
    std::uint16_t node = 0;
    for_each_word(phrase, [&](std::uint64_t hash) { node = add_step(node, add_word(hash)); });
    SHOT_ASSERT(node != 0);
    return node;
}

void PhraseTable::replace(std::string_view phrase, PhraseEntry entry) {
    nodes_[add_node(phrase)] = entry;
}

PhraseEntry PhraseTable::add(std::string_view phrase, PhraseEntry entry) {
    const std::uint16_t node = add_node(phrase);
    const PhraseEntry before = nodes_[node];
    if (before.role == PhraseEntry::kNone) {
        nodes_[node] = entry;
    }
    return before;
}

void PhraseTable::split(std::string_view text, WordList& words) const {
    for_each_word(text, [&](std::uint64_t hash) { words.push_back(hash == 0 ? kUnknownWord : find_word(hash)); });
}

PhraseTable::Match PhraseTable::find_longest(std::span<const WordId> words) const {
    Match match;
    std::uint16_t node = 0;
    for (std::size_t i = 0; i < words.size() && words[i] != kUnknownWord; ++i) {
        node = find_step(node, words[i]);
        if (node == 0) {
            break;
        }
        if (nodes_[node].role != PhraseEntry::kNone) {
            match = {nodes_[node], i + 1};
        }
    }
    return match;
}

PhraseEntry PhraseTable::find(std::string_view phrase) const {
    WordList list;
    split(phrase, list);
    const Match match = find_longest(list.words());
    return match.length == list.words().size() ? match.entry : PhraseEntry{};
}

}  // namespace shot::sema
