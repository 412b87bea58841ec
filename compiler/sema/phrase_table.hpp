// Finds known phrases in running text, longest first: what the vocabulary reads with. Words are compared in small
// letters; a hyphen, a blank and other marks between words are the same; apostrophes are not there (`bird's-eye view`
// is `birds eye view`).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace shot::sema {

using WordId = std::uint16_t;
inline constexpr WordId kUnknownWord = 0;

/// The words of one item as ids. Short items need no memory from the heap.
class WordList {
public:
    void push_back(WordId word) {
        if (size_ < kInline) {
            inline_[size_++] = word;
            return;
        }
        if (spilled_.empty()) {
            spilled_.assign(inline_.begin(), inline_.end());
        }
        spilled_.push_back(word);
    }
    [[nodiscard]] std::span<const WordId> words() const {
        return spilled_.empty() ? std::span<const WordId>(inline_.data(), size_) : std::span<const WordId>(spilled_);
    }

private:
    static constexpr std::size_t kInline = 48;
    std::array<WordId, kInline> inline_;  // the first size_ of them are set
    std::size_t size_ = 0;
    std::vector<WordId> spilled_;
};

/// What a phrase is found as: a role and an index, both the owner's.
struct PhraseEntry {
    static constexpr std::uint8_t kNone = 0;
    std::uint8_t role = kNone;
    std::uint16_t index = 0;
};

class PhraseTable {
public:
    struct Match {
        PhraseEntry entry;
        std::size_t length = 0;  // in words; 0: no phrase starts here
    };

    PhraseTable();

    /// Adds a phrase. Gives the entry that it had before: one with a role means that it stood already, and stays.
    PhraseEntry add(std::string_view phrase, PhraseEntry entry);

    /// The same, and the new entry takes the place of the old one.
    void replace(std::string_view phrase, PhraseEntry entry);

    /// The words of a text; those of no phrase, and all between `{` and `}`, are kUnknownWord.
    void split(std::string_view text, WordList& words) const;

    /// The longest phrase at the start of `words`.
    [[nodiscard]] Match find_longest(std::span<const WordId> words) const;

    /// The entry of a text that is one phrase as a whole.
    [[nodiscard]] PhraseEntry find(std::string_view phrase) const;

private:
    struct Word {
        std::uint64_t hash = 0;
        WordId id = kUnknownWord;
    };
    struct Step {
        std::uint32_t key = 0;  // node and word; 0: free
        std::uint16_t node = 0;
    };

    std::uint16_t add_node(std::string_view phrase);
    [[nodiscard]] WordId find_word(std::uint64_t hash) const;
    WordId add_word(std::uint64_t hash);
    [[nodiscard]] std::uint16_t find_step(std::uint16_t node, WordId word) const;
    std::uint16_t add_step(std::uint16_t node, WordId word);
    void grow_words();
    void grow_steps();

    std::vector<Word> words_;         // open addressing, a power of two
    std::vector<Step> steps_;         // open addressing, a power of two
    std::vector<PhraseEntry> nodes_;  // node 0 is the root
    std::uint16_t word_count_ = 0;
};

}  // namespace shot::sema
