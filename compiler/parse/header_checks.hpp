// Slips between the items of a header that the grammar reads, but nobody means. Each is reported with its fix, and what
// stands there is read as it is meant.
#pragma once

#include "compiler/parse/context.hpp"

namespace shot::parse {

/// `8,5s`, `T2,8`: decimals after a comma make two items of one. `items` are the last ones of the tree.
void check_decimal_commas(Context& context, syntax::Slice& items);
/// `1 h`, `4000.5 ms`: a number with a unit of time that is no duration. The item goes: as prose it would stand in the prompt.
void check_lengths(Context& context, syntax::Slice& items);

/// `shot a, wide "Title"`: the title is moved to `header`. `items` are the last ones of the tree.
void check_titles(Context& context, syntax::Header& header, syntax::Slice& items);

/// `shot a,, wide`, `shot a, wide,`: `end` is where the items end, at the colon or the end of the line.
void check_commas(Context& context, syntax::Slice items, std::uint32_t end);

/// `16 : 9`: the blank makes a lead of the 9. True where it is one, which goes with the item.
bool check_spaced_aspect(Context& context, syntax::Slice& items, std::string_view lead);

/// `shot a, wide:a room`: the colon of the lead has a blank after it. Gives back the lead, or an empty text.
std::string_view check_lead_colon(Context& context, syntax::Slice items);

/// A round bracket in a list that nothing closes: the commas after it part what belongs together.
void check_list_brackets(Context& context, const syntax::Text& text);

}  // namespace shot::parse
