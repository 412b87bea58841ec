// Dialogue: `Fisherman (quietly): "I still remember."`
#pragma once

#include "grammar/lexical.hpp"
#include "grammar/prose.hpp"

namespace shot::grammar {

/// The apostrophe of `Fisherman’s wife`: a mark between two letters; text_run has eaten the letter before it.
struct inner_apostrophe : p::seq<p::utf8::one<0x2019>, p::at<letter>> {};
/// Who speaks: words without a comma, a colon, a bracket or a quotation mark.
struct speaker : p::seq<p::plus<p::sor<text_run, inner_apostrophe, high_character, p::seq<p::utf8::one<0x00A0, 0x3000>>>>> {};
struct delivery : bracketed {};
struct dialogue_head : p::seq<speaker, p::opt<delivery, blanks>, colon> {};
struct dialogue_text : p::star<p::any> {};
struct dialogue : p::seq<dialogue_head, blanks, dialogue_text> {};

/// A display name may have a comma in it (`Smith, Jr.`); then the line has to be in quotation marks.
struct speaker_with_comma : p::seq<speaker, p::plus<comma, speaker>> {};
struct comma_dialogue_head : p::seq<speaker_with_comma, p::opt<delivery, blanks>, colon, p::at<blanks, quotation_mark>> {};
struct comma_dialogue : p::seq<comma_dialogue_head, blanks, dialogue_text> {};

/// Words, a colon and a quotation mark: what a continuation may not begin with.
struct spoken_line : p::seq<dialogue_head, blanks, quotation_mark> {};

}  // namespace shot::grammar
