// Who says a quotation of prose, and how: for the fixes of unnamed-dialogue.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/lint/text.hpp"

namespace shot::lint {

/// How it is said, from the verb: `whispers` is a whisper; `says` is nothing that one would write.
std::string_view delivery_of(std::string_view verb);

/// `whispering hoarsely`; either may be empty.
std::string join_delivery(std::string_view verb, std::string_view manner);

/// Whether words from `first` to `last` say that nothing is said, or by whom nobody knows.
bool has_doubt(const Text& text, std::size_t first, std::size_t last);

/// Names that a line of dialogue may begin with, found in prose in any case of their letters.
class SpeakerNames {
public:
    struct Match {
        std::string_view name;   // as it is declared; empty: none stands there
        std::size_t tokens = 0;  // with the article before it: `the captain`
    };

    SpeakerNames() = default;
    /// The views must outlive it. Names that differ in case alone are none that can be told apart.
    explicit SpeakerNames(const std::vector<std::string_view>& names);
    [[nodiscard]] bool has(std::string_view name) const;
    /// The longest name that begins at token `i`.
    [[nodiscard]] Match match(const Text& text, std::size_t i) const;

private:
    std::unordered_map<std::string, std::string_view> names_;  // by their small letters
};

/// Tokens of the verb of speech at `i`; 0 where it is none.
std::size_t match_speech(const Text& text, std::size_t i);

/// What tells who spoke, after the quotation: `"…," says Anna quietly`, `"…," the captain replied`.
struct Tag {
    std::string_view speaker;
    std::string delivery;
    std::size_t last = 0;     // past its last token
    bool is_guessed = false;  // `she says`: whoever the text begins with
};
std::optional<Tag> find_tag(const Text& text, const SpeakerNames& names, const Quotation& quotation);

/// Without the blanks at its ends.
std::string_view trim_quoted(std::string_view said);
/// What stands between the marks.
std::string_view said_in(const Text& text, const Quotation& quotation);

/// `walks to the boat`, `waves.`: a verb in the third person, and not a noun in the plural (`lights flicker`).
bool is_third_person(const Text& text, std::size_t i);

/// The line of a script: `Anna (quietly): "We sail at noon."`.
std::string dialogue_line(std::string_view speaker, std::string_view delivery, std::string_view said);

/// What is said, with a full stop where a comma led on to who says it, or nothing stood.
std::string as_sentence(std::string_view said);

}  // namespace shot::lint
