// Fields, actions, comments, and what may stand inside prose.
#pragma once

#include "grammar/lexical.hpp"

namespace shot::grammar {

struct prose : p::star<p::any> {};

/// From `//` at the start of a line or after a blank to its end. Taken off before any other rule sees the line.
struct comment : p::seq<p::string<'/', '/'>, p::star<p::any>> {};

/// `- He waits.`
struct action : p::seq<p::one<'-'>, p::sor<p::eof, p::seq<gap, prose>>> {};

// The name of a field: words of small letters; fields.def says which there are.
struct field_name : p::list<p::plus<p::lower>, gap> {};
struct adds_sign : p::one<'+'> {};
struct field_head : p::seq<field_name, blanks, p::opt<adds_sign, blanks>, colon> {};
/// `look: a dim study`, `lighting+: a lamp`
struct field : p::seq<field_head, blanks, prose> {};
struct owner : p::plus<name, p::one<'.'>> {};
struct owner_field_head : p::seq<owner, field_head> {};
/// `Fisherman.wardrobe: a yellow oilskin`
struct owner_field : p::seq<owner_field_head, blanks, prose> {};

// Inside prose: `{city}`, `{look.mood}` insert a value; `\{` is a brace, `\//` two slashes.
struct inserted_name : dotted_shot_name {};
struct insertion : p::seq<p::one<'{'>, blanks, inserted_name, blanks, p::one<'}'>> {};
struct escaped_brace : p::string<'\\', '{'> {};
struct escaped_slashes : p::string<'\\', '/', '/'> {};

struct hex_colour : p::seq<p::one<'#'>, p::sor<p::rep<6, p::xdigit>, p::rep<3, p::xdigit>>> {};

}  // namespace shot::grammar
