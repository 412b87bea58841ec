// The words that lints know: lists of stdlib/lints, each word once, with the lists that it stands in. Read when the
// first text is looked at; one look-up a word then answers for every lint.
#pragma once

#include <cstdint>
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
static_assert(static_cast<unsigned>(Words::Count) <= 64, "a list is a bit");

constexpr std::uint64_t bit_of(Words list) {
    return std::uint64_t{1} << static_cast<unsigned>(list);
}

class Lexicon {
public:
    /// A phrase by what comes after its first word.
    struct Phrase {
        std::vector<std::string> rest;
        std::uint64_t lists = 0;
    };
    struct Entry {
        std::uint64_t lists = 0;  // that hold the word alone
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
    void add_phrase(std::string_view phrase, std::uint64_t list);

    std::unordered_map<std::string, Entry, Hash, std::equal_to<>> entries_;
};

}  // namespace shot::lint
