// Texts as words, and phrases found among them: how the engine reads camera, light and sound. A hyphen is a blank, case
// does not matter, any bytes are fine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace shot::animatic {

struct Word {
    std::string text;       // small letters
    std::size_t begin = 0;  // bytes in the text
    std::size_t end = 0;
};

std::vector<Word> split_words(std::string_view text);

/// Phrases of one to a few words, each with a number that says what it is.
class PhraseTable {
public:
    struct Match {
        std::size_t value = 0;
        std::size_t length = 0;  // in words
    };

    /// A phrase that is there already stays what it was.
    void add(std::string_view phrase, std::size_t value);
    /// The longest phrase that starts with word `at`.
    [[nodiscard]] std::optional<Match> find_at(std::span<const Word> words, std::size_t at) const;

private:
    std::unordered_map<std::string, std::size_t> values_;  // words joined by blanks
    std::size_t max_length_ = 0;
};

/// `text` without blanks at its ends.
std::string_view trim(std::string_view text);

/// A number that is always the same for a text (FNV-1a), for choices that should look random and be repeatable.
std::uint64_t hash_text(std::string_view text, std::uint64_t seed = 0);

}  // namespace shot::animatic
