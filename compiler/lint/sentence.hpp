// Words taken out of a sentence, or put into it, so that what is left reads as a sentence: its commas, its capital, its
// end. For the fixes of the text lints.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/lint/text.hpp"

namespace shot::lint {

/// Bytes [begin, end) of a text, and what takes their place.
struct Cut {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string replacement;
};

bool is_upper(char c);
/// The letter at `at`, as a capital where `wants` and it is a letter of ASCII.
std::string capital_of(std::string_view text, std::size_t at, bool wants);
/// `words`, with a capital where the token at `first` begins a sentence with one.
std::string as_begin_of(const Text& text, std::size_t first, std::string_view words);

/// The first token of the sentence of `i`.
std::size_t sentence_begin(const Text& text, std::size_t i);
/// The first token of the clause of `i`: after the mark or the end of a sentence before it.
std::size_t clause_begin(const Text& text, std::size_t i);
/// The mark or end after the clause of `i`.
std::size_t clause_end(const Text& text, std::size_t i);

/// `an 8-second shot` is `a shot`: what the article before `first` becomes where the word at `next` follows it.
std::optional<Cut> mend_article(const Text& text, std::size_t first, std::size_t next);

/// The tokens [first, last) taken out, in order and apart. Nothing where marks stand so that the rest would not read
/// (brackets, quotation marks, a colon, a word joined by a hyphen).
std::optional<std::vector<Cut>> take_out(const Text& text, std::size_t first, std::size_t last);

/// The text with the cuts made, which are in order and apart.
std::string apply_cuts(std::string_view text, const std::vector<Cut>& cuts);
/// Whether cuts left no seam that shows: marks side by side, an article, preposition or conjunction with nothing after it, a
/// blank before a comma. What the text before the cuts had already is its own.
bool reads_well(const Text& before, std::string_view after, const Lexicon& lexicon);
/// Whether no word is left in it.
bool is_wordless(std::string_view text);

}  // namespace shot::lint
