// Beats: `0.00–2.40 Arrival Drift, 32mm, slow dolly left: He waits.` and `+2.40 ...`.
#pragma once

#include "grammar/header.hpp"

namespace shot::grammar {

/// `62.5`, `1:02.5`
struct time : p::seq<digits, p::opt<colon, digits>, p::opt<p::one<'.'>, digits>> {};
/// What stands where a time does, good or bad: the message then says what is wrong with it.
struct loose_time : p::seq<p::digit, p::star<p::sor<p::digit, p::one<'.'>, p::seq<colon, p::at<p::digit>>>>> {};
struct begin_time : loose_time {};
struct end_time : loose_time {};
struct beat_length : loose_time {};
/// A slip: times have no unit (`0s–2s`).
struct time_unit : p::seq<blanks, p::at<p::lower>, seconds> {};
struct time_range : p::seq<begin_time, p::opt<time_unit>, blanks, dash, blanks, end_time, p::opt<time_unit>> {};
/// A slip: a decimal comma, in both times or in one (`0,00–2,40`, `0–2,5 Arrival`). `0–4,35 mm` names a lens.
struct comma_time : p::seq<digits, p::one<','>, digits> {};
struct decimal_part : p::seq<p::one<','>, digits, p::at<p::sor<p::eof, blank>>, p::not_at<blanks, p::string<'m', 'm'>>> {};
struct comma_end : p::seq<digits, decimal_part> {};
struct comma_time_range : p::sor<p::seq<comma_time, blanks, dash, blanks, p::sor<comma_time, time>>,
                                 p::seq<time, blanks, dash, blanks, comma_end>> {};
struct relative_time : p::seq<p::one<'+'>, blanks, beat_length, p::opt<time_unit>> {};
struct comma_relative : p::seq<p::one<'+'>, blanks, comma_end> {};
/// A beat's time has a blank, a mark or the end after it: `24-70mm` begins none.
struct beat_time : p::seq<p::sor<p::seq<time_range, p::not_at<decimal_part>>, comma_time_range, comma_relative, relative_time>,
                          p::at<p::sor<p::eof, blank, comma, colon, open_bracket, quotation_mark>>> {};

struct title_mark : p::seq<p::not_at<p::sor<comma, lead_colon, open_bracket, double_mark>>, p::utf8::any> {};
struct title_part : p::sor<text_run, quoted, interpolation, title_mark> {};
struct beat_title : p::plus<title_part> {};
struct beat : p::seq<beat_time, blanks, p::opt<dash, gap>, p::opt<beat_title>, p::opt<bracket_items>, item_list, blanks,
                     p::opt<lead>> {};

}  // namespace shot::grammar
