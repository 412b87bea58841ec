// Words as people compare them: whatever the case, the accents' encoding and the typographer made of them (utf8proc).
#pragma once

#include <string>
#include <string_view>

namespace shot {

enum class LetterCase : bool { Ignored, Kept };

/// Appends the code point as it is compared with others: canonically decomposed, in folded case unless that is kept
/// (`ß` is `ss` then), with plain apostrophes and hyphens; every white space is a blank.
void append_compared(char32_t code_point, LetterCase letter_case, std::u32string& out);

/// A letter, a mark on one, a digit, `_`: what makes words.
bool is_word_part(char32_t code_point);
/// A mark that belongs to the letter before it.
bool is_combining(char32_t code_point);
bool is_white_space(char32_t code_point);

/// Whether a word may begin at a place, or end there: no letter goes on across it. Between two letters one of which is of a
/// script without spaces it may; before an apostrophe with letters (`can't`) no word ends, but for the `'s` of a
/// possessive. The place lies between two code points of the text, or at its ends.
bool is_word_begin(std::string_view text, std::size_t at);
bool is_word_end(std::string_view text, std::size_t at);

/// `replacement` in the case of `written`: `Actor` for `Model`, `ACTOR` for `MODEL`; as it is for small letters.
std::string in_case_of(std::string_view written, std::string_view replacement);

}  // namespace shot
