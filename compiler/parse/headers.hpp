// Headers of declarations, `on` lines and beats: one line -> its part of the tree, with a report of what is wrong in it.
// Each gives back the index of what it added; what could not be read is left empty there.
#pragma once

#include "compiler/parse/context.hpp"
#include "compiler/parse/lines.hpp"

namespace shot::parse {

/// A line that begins with a keyword, cut in two.
struct Headline {
    syntax::NodeKind kind{};
    std::string_view keyword;
    std::string_view rest;  // after the keyword, trimmed
    bool has_comment = false;
};

/// target, let, palette, sound, scene, speaker, style, shot, sequence -> Tree::headers
std::uint32_t read_header(Context& context, Headline line);
/// -> Tree::imports
std::uint32_t read_import(Context& context, Headline line);
/// -> Tree::makes
std::uint32_t read_make(Context& context, Headline line);
/// Reports another version than 1.
void check_language(Context& context, Headline line);

/// `on veo-3.1, 6s`: `rest` is what follows `on`. -> Tree::ons
std::uint32_t read_on(Context& context, std::string_view rest, bool has_comment);
/// True where the rest of an `on` line is a target and items, so that it is no prose that happens to begin with `on`.
bool is_on_line(std::string_view rest);

/// Reads a beat, -> Tree::beats; false, and nothing reported, where the line begins with no time of a beat.
bool read_beat(Context& context, const Line& line, std::uint32_t& index);
/// True where the text begins with the time of a beat.
bool begins_with_beat(std::string_view text);

}  // namespace shot::parse
