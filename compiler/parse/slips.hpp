// What is wrong with the part of a line that no rule could read: one report, as exact as it can be.
#pragma once

#include <string>
#include <string_view>

#include "compiler/parse/context.hpp"

namespace shot::parse {

/// As much of the text as a message quotes, cut between characters.
std::string_view cut(std::string_view text);
/// The text in backticks, cut where it is long: for `found {}`.
std::string show(std::string_view text);
/// The first word of `text`, in backticks; "the end of the line" where there is none.
std::string show_word(std::string_view text);

/// Reports a quotation mark or bracket that `rest` begins with and that is not closed, or a quotation mark inside such a
/// bracket; false where it begins with none of them.
bool report_unclosed(Context& context, std::string_view rest, bool has_comment);

/// `as`, `from`: the word with a blank or the end after it.
bool begins_with_word(std::string_view text, std::string_view word);

/// Reports a name that cannot be one, with a fix that keeps what can be kept. Gives back whether it is good.
bool check_name(Context& context, std::string_view name, bool may_start_with_digit);

/// ASCII letters in small; other characters as they are.
std::string to_lower(std::string_view text);

}  // namespace shot::parse
