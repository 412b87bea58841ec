// The words that a project bans or prefers (`[[rules]]` of its shot.toml), found in a text. Linear in the text: a trie
// is walked from every place where a word begins, for no more than the longest phrase.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/source/word_forms.hpp"

namespace shot::lint {

/// Bytes of a word or phrase; longer ones are refused where rules are read.
inline constexpr std::size_t kMaxRuleWords = 200;

struct HouseRule {
    std::string message;  // why, in the words of the house; one line
    std::string use;      // what stands instead; empty: nothing is offered
    bool is_safe = false;      // `shot fix` may write `use` unasked
    bool keeps_case = false;   // `Apple` and not `apple`
    std::string place;         // `shot.toml, line 12`
};

/// Bytes [begin, end) of a text.
struct HouseMatch {
    std::size_t begin = 0;
    std::size_t end = 0;
    const HouseRule* rule = nullptr;
};

class HouseRules {
public:
    /// The rule that has these words already and that would never be heard beside it; null: they are added.
    const HouseRule* add(const HouseRule& rule, std::string_view words);

    /// Whole words, the longest phrase at each place, from left to right. Good until the next add().
    void find(std::string_view text, std::vector<HouseMatch>& out) const;

private:
    static constexpr std::uint32_t kNone = UINT32_MAX;
    /// Phrases by their code points as they are compared.
    struct Trie {
        std::unordered_map<std::uint64_t, std::uint32_t> edges;  // node and code point -> node
        std::vector<std::uint32_t> rules{kNone};                 // by node: the rule whose phrase ends there
        std::uint32_t step(std::uint32_t node, char32_t c) const;
    };
    HouseMatch longest_at(const Trie& trie, LetterCase letter_case, std::string_view text, std::size_t begin) const;

    std::vector<HouseRule> rules_;
    Trie folded_;
    Trie exact_;
};

}  // namespace shot::lint
