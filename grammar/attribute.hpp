// Attributes: the items between the commas of a header or a beat, calls with arguments, and the shapes of values.
#pragma once

#include "grammar/lexical.hpp"

namespace shot::grammar {

struct separator : p::seq<blanks, comma, blanks> {};

// Arguments: `item: "headphones"`, `"magenta"`. Commas in marks, brackets and braces do not separate.
struct argument_mark : p::seq<p::not_at<p::sor<comma, open_bracket, close_bracket, double_mark>>, p::utf8::any> {};
struct argument_part : p::sor<text_run, bracketed, quoted, interpolation, argument_mark> {};
struct argument_value : p::plus<argument_part> {};
struct argument_name : name {};
struct argument_label : p::seq<argument_name, blanks, colon, blanks> {};
struct argument : p::seq<p::opt<argument_label>, argument_value> {};
struct arguments : p::seq<open_bracket, blanks, p::opt<p::list<argument, separator>>, blanks, close_bracket> {};

// Items. A mark or a bracket that is not closed ends the item, and so shows what is wrong with the line.
struct item_mark : p::seq<p::not_at<p::sor<comma, lead_colon, open_bracket, double_mark>>, p::utf8::any> {};
struct item_part : p::sor<text_run, bracketed, quoted, interpolation, item_mark> {};
struct plain_item : p::plus<item_part> {};
struct call_name : p::seq<dotted_name, p::at<open_bracket>> {};
struct call : p::seq<call_name, arguments, blanks, p::at<p::sor<comma, lead_colon, p::eof>>> {};
struct item : p::sor<call, plain_item> {};
struct item_list : p::star<blanks, comma, blanks, p::opt<item>> {};

// The items of a beat in brackets: `(32mm, slow dolly left)`.
struct bracket_item_mark : p::seq<p::not_at<p::sor<comma, open_bracket, close_bracket, double_mark>>, p::utf8::any> {};
struct bracket_item : p::plus<p::sor<text_run, bracketed, quoted, interpolation, bracket_item_mark>> {};
struct bracket_items : p::seq<open_bracket, blanks, p::opt<p::list<bracket_item, separator>>, blanks, close_bracket> {};

// `extends confession`, `edits "takes/harbour.mp4"`: read as such in the header of a shot.
struct extends_word : TAO_PEGTL_STRING("extends") {};
struct edits_word : TAO_PEGTL_STRING("edits") {};
struct source_path : quoted {};
struct source_name : dotted_shot_name {};
struct source_item : p::seq<p::sor<extends_word, edits_word>, gap, p::sor<source_path, source_name>> {};

// Shapes. Units are read in any case; a number and its unit may have a blank between them.
struct unit_end : p::not_at<p::alnum> {};
struct milliseconds : p::seq<p::sor<TAO_PEGTL_ISTRING("milliseconds"), TAO_PEGTL_ISTRING("ms")>, unit_end> {};
struct minutes : p::seq<p::sor<TAO_PEGTL_ISTRING("minutes"), TAO_PEGTL_ISTRING("minute"), TAO_PEGTL_ISTRING("min")>, unit_end> {};
struct seconds : p::seq<p::sor<TAO_PEGTL_ISTRING("seconds"), TAO_PEGTL_ISTRING("second"), TAO_PEGTL_ISTRING("secs"),
                               TAO_PEGTL_ISTRING("sec"), p::istring<'s'>>,
                        unit_end> {};
struct first_number : number {};
struct second_number : number {};
struct duration : p::seq<first_number, blanks, p::sor<milliseconds, minutes, seconds>> {};

struct times_sign : p::sor<p::one<'x', 'X'>, p::utf8::one<0x00D7>> {};
struct pixels : p::rep_min_max<3, 5, p::digit> {};
struct width : pixels {};
struct height : pixels {};
struct size : p::seq<width, blanks, times_sign, blanks, height> {};
struct aspect : p::seq<first_number, colon, second_number> {};
struct progressive : p::seq<first_number, p::one<'p', 'P'>> {};
struct thousands : p::seq<p::one<'2', '4', '8'>, p::one<'k', 'K'>> {};
struct resolution : p::sor<progressive, thousands> {};

struct millimetres : p::seq<TAO_PEGTL_ISTRING("mm"), unit_end> {};
struct focal_length : p::seq<first_number, p::opt<blanks, dash, blanks, second_number>, blanks, millimetres,
                             p::opt<gap, TAO_PEGTL_ISTRING("lens")>> {};
struct anamorphic : TAO_PEGTL_ISTRING("anamorphic") {};
struct squeeze : p::sor<p::seq<anamorphic, gap, first_number, blanks, times_sign>,
                        p::seq<first_number, blanks, times_sign, p::opt<gap, anamorphic>>> {};
struct stop_sign : p::sor<p::one<'T', 't', 'F', 'f'>, p::utf8::one<0x0192>> {};
struct aperture : p::seq<stop_sign, p::opt<p::one<'/'>>, first_number> {};
struct degrees : p::sor<p::utf8::one<0x00B0>, p::seq<p::opt<p::one<'-'>>, TAO_PEGTL_ISTRING("degree"), p::opt<p::one<'s', 'S'>>>> {};
struct shutter : p::seq<first_number, blanks, degrees, p::opt<gap, TAO_PEGTL_ISTRING("shutter"), p::opt<gap, TAO_PEGTL_ISTRING("angle")>>> {};
struct frame_rate : p::seq<first_number, blanks, p::sor<TAO_PEGTL_ISTRING("fps"), TAO_PEGTL_ISTRING("frames per second")>> {};

template <class Shape>
using whole = p::seq<Shape, blanks, p::eof>;
struct shape : p::sor<whole<duration>, whole<size>, whole<aspect>, whole<resolution>, whole<focal_length>, whole<squeeze>,
                      whole<aperture>, whole<shutter>, whole<frame_rate>> {};

}  // namespace shot::grammar
