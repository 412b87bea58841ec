// The words that lints know: lists of stdlib/lints, each word once, with the lists that it stands in. Read when the
// first text is looked at; one look-up a word then answers for every lint.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/support/result.hpp"

namespace shot::lint {

enum class Words : std::uint8_t {
#define SHOT_WORDS(Name, file, list) Name,
#include "compiler/lint/word_list.def"
#undef SHOT_WORDS
    Count
};

/// Lists, a bit each.
class Lists {
public:
    constexpr Lists() = default;
    constexpr explicit Lists(Words list) { add(list); }
    constexpr Lists(std::initializer_list<Words> lists) {
        for (const Words list : lists) {
            add(list);
        }
    }

    constexpr void add(Words list) { bits_[word_of(list)] |= bit_of(list); }
    constexpr void remove(Words list) { bits_[word_of(list)] &= ~bit_of(list); }
    constexpr Lists& operator|=(const Lists& other) {
        for (std::size_t i = 0; i < kSize; ++i) {
            bits_[i] |= other.bits_[i];
        }
        return *this;
    }
    [[nodiscard]] constexpr bool has(Words list) const { return (bits_[word_of(list)] & bit_of(list)) != 0; }
    /// Whether the two have a list in common.
    [[nodiscard]] constexpr bool has_any(const Lists& other) const {
        std::uint64_t common = 0;
        for (std::size_t i = 0; i < kSize; ++i) {
            common |= bits_[i] & other.bits_[i];
        }
        return common != 0;
    }
    [[nodiscard]] constexpr bool is_empty() const { return !has_any(*this); }

private:
    static constexpr std::size_t kBits = 64;
    static constexpr std::size_t kSize = (static_cast<std::size_t>(Words::Count) + kBits - 1) / kBits;
    static constexpr std::size_t word_of(Words list) { return static_cast<std::size_t>(list) / kBits; }
    static constexpr std::uint64_t bit_of(Words list) {
        return std::uint64_t{1} << (static_cast<std::size_t>(list) % kBits);
    }

    std::array<std::uint64_t, kSize> bits_{};
};

class Lexicon {
public:
    /// A phrase by what comes after its first word; `*` stands for up to two words.
    struct Phrase {
        std::vector<std::string> rest;
        Lists lists;
    };
    struct Entry {
        Lists lists;  // that hold the word alone
        std::vector<Phrase> phrases;
    };

    /// Reads the embedded lists; a failure names the file and the key that is wrong.
    static Result<Lexicon> load();
    /// Adds the lists of one file, called `name`. Strict: every list of it must be known, and every known one be there.
    Result<void> add(std::string_view name, std::string_view json);

    /// Null where no list begins a word or phrase so. `word` is in small letters.
    [[nodiscard]] const Entry* find(std::string_view word) const {
        const auto found = entries_.find(word);
        return found == entries_.end() ? nullptr : &found->second;
    }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    void add_phrase(std::string_view phrase, Words list);
    Entry& entry_of(std::string_view word);

    std::unordered_map<std::string, Entry, Hash, std::equal_to<>> entries_;
};

}  // namespace shot::lint
