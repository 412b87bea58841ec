// How long a line takes to say: words a second by language, letters a second for scripts that are written without
// spaces, and pauses at marks. Data with its sources: stdlib/lints/speech.json.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/support/result.hpp"

namespace shot::lint {

struct Speech {
    std::int64_t count = 0;  // of words, or of letters
    bool is_words = true;
    std::int64_t milliseconds = 0;  // to say it, with its pauses
    std::int64_t per_second = 0;    // thousandths of a word or letter
    std::string_view language;      // whose rate it is; lives as long as the table
    bool is_language_known = false;  // else the first one was taken
};

class SpeechRates {
public:
    static Result<SpeechRates> parse(std::string_view json);

    /// Milliseconds that the line surely does not exceed in any language: most lines need no closer look.
    [[nodiscard]] std::int64_t bound(std::string_view line) const;
    /// The language is guessed: by the script, then by its commonest words.
    [[nodiscard]] Speech measure(std::string_view line) const;

private:
    struct Language {
        std::string name;
        std::int64_t per_second = 0;  // thousandths
        std::string script;           // of one with a script of its own: `kana`, `han`, `hangul`, `thai`; else empty
    };
    /// Of the letters that are written without spaces; null: there are none.
    [[nodiscard]] const Language* find_script(std::string_view line) const;
    /// Of the words; the first, where none of them is known.
    [[nodiscard]] const Language& find_language(std::string_view line, bool& is_known) const;

    std::vector<Language> languages_;                         // the first is English; at most 32
    std::unordered_map<std::string, std::uint32_t> by_word_;  // the languages that a common word tells, a bit each
    std::int64_t slowest_word_ = 0;                           // milliseconds
    std::int64_t slowest_letter_ = 0;                         // of a script without spaces
    std::int64_t comma_pause_ = 0;                            // milliseconds
    std::int64_t stop_pause_ = 0;
};

}  // namespace shot::lint
