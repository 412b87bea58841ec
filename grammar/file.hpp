// Whole lines: what can stand at the margin and in each kind of block, in the order in which a line is tried.
#pragma once

#include "grammar/beat.hpp"
#include "grammar/dialogue.hpp"
#include "grammar/prose.hpp"

namespace shot::grammar {

struct language_line : p::seq<TAO_PEGTL_STRING("language"), gap, language_header> {};
struct import_line : p::seq<TAO_PEGTL_STRING("import"), gap, import_header> {};
struct target_line : p::seq<TAO_PEGTL_STRING("target"), gap, target_header> {};
struct let_line : p::seq<TAO_PEGTL_STRING("let"), gap, value_header> {};
struct palette_line : p::seq<TAO_PEGTL_STRING("palette"), gap, value_header> {};
struct sound_line : p::seq<TAO_PEGTL_STRING("sound"), gap, value_header> {};
struct scene_line : p::seq<TAO_PEGTL_STRING("scene"), gap, header> {};
struct speaker_line : p::seq<TAO_PEGTL_STRING("speaker"), gap, header> {};
struct style_line : p::seq<TAO_PEGTL_STRING("style"), gap, header> {};
struct shot_line : p::seq<TAO_PEGTL_STRING("shot"), gap, header> {};
struct make_line : p::seq<TAO_PEGTL_STRING("make"), gap, make_header> {};
struct sequence_line : p::seq<TAO_PEGTL_STRING("sequence"), gap, header> {};

/// At the margin.
struct declaration : p::sor<language_line, import_line, target_line, let_line, palette_line, sound_line, scene_line,
                            speaker_line, style_line, shot_line, make_line, sequence_line> {};

struct on_line : p::seq<TAO_PEGTL_STRING("on"), gap, on_header> {};

/// In a shot.
struct shot_child : p::sor<on_line, beat, action, field, owner_field, dialogue, comma_dialogue> {};
/// In a beat.
struct beat_child : p::sor<action, field, dialogue, comma_dialogue> {};
/// In a style and a scene.
struct style_child : p::sor<on_line, field> {};
/// In a speaker and an `on` block.
struct field_child : field {};
/// In a sequence.
struct sequence_child : entry {};

}  // namespace shot::grammar
