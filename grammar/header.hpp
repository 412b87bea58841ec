// Headers: `keyword name "Title" (parameters), items: lead`, and the five declarations that have a form of their own.
// The keyword and the gap after it stand in file.hpp; the rules here begin after them.
#pragma once

#include "grammar/attribute.hpp"

namespace shot::grammar {

// The name as it was written; whether it can be one is checked after, so that the message can say why not.
struct declared_name : word {};
struct title : quoted {};

// `finish: text = "matte"`
struct parameter_name : word {};
struct parameter_type : name {};
struct fallback : argument_value {};
struct parameter : p::seq<parameter_name, p::opt<blanks, colon, blanks, parameter_type>,
                          p::opt<blanks, p::one<'='>, blanks, fallback>> {};
struct parameters : p::seq<open_bracket, blanks, p::opt<p::list<parameter, separator>>, blanks, close_bracket> {};

struct lead_text : p::star<p::any> {};
struct lead : p::seq<lead_colon, blanks, lead_text> {};

/// What follows the items of a header, or the first of them.
struct item_tail : p::seq<p::opt<item>, item_list, blanks, p::opt<lead>> {};
struct header_tail : p::seq<blanks, p::opt<title, blanks>, p::opt<parameters, blanks>, item_list, blanks, p::opt<lead>> {};
/// scene, speaker, style, shot, sequence
struct header : p::seq<p::opt<declared_name>, header_tail> {};
/// let, palette, sound: a name and a value
struct value_header : p::seq<p::opt<declared_name>, blanks, p::opt<colon, blanks, lead_text>> {};

struct as_word : TAO_PEGTL_STRING("as") {};
struct alias : word {};
struct as_alias : p::seq<gap, as_word, p::sor<p::seq<gap, p::opt<alias>>, p::eof>> {};

struct profile_name : word {};
struct target_header : p::seq<p::opt<profile_name>, p::opt<as_alias>, item_list, blanks> {};

struct version : word {};
struct language_header : p::seq<p::opt<version>, blanks> {};

struct import_path : quoted {};
struct import_library : word {};
struct imported_name : word {};
struct imported : p::seq<imported_name, p::opt<as_alias>> {};
struct imported_names : p::seq<blanks, colon, blanks, p::opt<p::list<imported, separator>>> {};
struct import_header : p::seq<p::opt<p::sor<import_path, import_library>>, p::opt<as_alias>, p::opt<imported_names>, blanks> {};

struct template_name : word {};
struct table_path : quoted {};
struct from_table : p::seq<blanks, TAO_PEGTL_STRING("from"), gap, table_path> {};
struct made_name : p::plus<p::sor<interpolation, word_character>> {};
struct as_made_name : p::seq<blanks, as_word, gap, made_name> {};
struct make_header : p::seq<p::opt<template_name>, blanks, p::opt<arguments>, p::opt<from_table>, p::opt<as_made_name>, blanks> {};

/// on: a profile, a name given with `as`, or a glob
struct target_glob : word {};
struct on_header : p::seq<p::opt<target_glob>, item_list, blanks> {};

/// A line of a sequence: the name of a shot.
struct entry : dotted_shot_name {};

}  // namespace shot::grammar
