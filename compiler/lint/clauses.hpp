// Who does what in a text of prose: its verbs, each with its subject. Read once a text, by rules of English that need
// one look at each word; where a word may be a noun or a verb (`walks`, `turns`), what stands before it decides.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/lint/lexicon.hpp"

namespace shot::lint {

class Text;

struct Predicate {
    enum class Form : std::uint8_t {
        Finite,      // `walks`, `is walking`, `walked`: tells on
        Participle,  // `a man walking`, `, smiling`: goes with something else, or tells in a caption
    };
    std::size_t verb = 0;     // its token
    std::size_t subject = 0;  // the token that heads it; size() of the text where none is told
    Form form = Form::Finite;
    bool is_action = false;       // one that can be seen done; else it says how something is or looks
    bool is_subordinate = false;  // after `as`, `while`, `who`
    bool is_of_object = false;    // `sees a man walking`
    bool is_negated = false;      // `never tilts`
    bool is_past = false;         // `walked`, and not `is walking`
    std::size_t sentence = 0;     // its number
};

using Predicates = std::vector<Predicate>;

/// In the order of the text. What stands in quotation marks is not looked at.
void read_predicates(const Text& text, Predicates& out);

/// The predicate whose verb is token `i`; null where it is none.
const Predicate* predicate_at(const Predicates& predicates, std::size_t i);

/// The verbs around `one`, which is among `predicates`: 24 to either side, itself too.
std::span<const Predicate> predicates_near(const Predicates& predicates, const Predicate& one);

/// What a word may be as a verb.
struct VerbForm {
    enum class Kind : std::uint8_t { None, Base, Third, Past, Participle, Ing };  // `walk walks walked written walking`
    Kind kind = Kind::None;
    Lists lists;  // of its base form
};
VerbForm verb_form(const Lexicon& lexicon, std::string_view word);

}  // namespace shot::lint
