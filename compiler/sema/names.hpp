// Names: what one means from a place, and what the writer may have meant where it means nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/sink.hpp"
#include "compiler/sema/module.hpp"

namespace shot::sema {

/// What `name` (perhaps `library.Name`) means in the scope; a None symbol where it means nothing. A parameter that
/// names a declared thing gives that thing; any other parameter gives SymbolKind::Parameter (see Environment::find).
Symbol find_symbol(const Script::Data& data, const Scope& scope, std::string_view name);

/// A set of kinds that fit a place.
using Kinds = std::uint16_t;
constexpr Kinds kind_bit(SymbolKind kind) {
    return static_cast<Kinds>(1U << static_cast<unsigned>(kind));
}

/// Like find_symbol, and reports a name that is unknown, private, or of a kind that does not fit. `wanted` is the word
/// for the kind ("style", "speaker").
Symbol require_symbol(const Script::Data& data, const Scope& scope, std::string_view name, Span span, Kinds kinds,
                      std::string_view wanted, diagnostics::Sink& sink);

/// Reports that nothing is called `name`, with the nearest name of the kinds that fit.
void report_unknown_name(const Script::Data& data, const Scope& scope, std::string_view name, Span span, Kinds kinds,
                         std::string_view wanted, diagnostics::Sink& sink);

/// All names of these kinds that can be written in the scope, `library.Name` among them.
std::vector<std::string_view> names_of(const Script::Data& data, const Scope& scope, Kinds kinds,
                                       std::vector<std::string>& storage);

/// Reports a word that is most likely a misspelt name of these kinds, where a word may stand, too; false where it is
/// none. A word with a small letter is none of a name with a capital, save a `scene` in another case; and a name in small
/// letters is near to too many words (`rain`, `train`), save for a scene.
bool report_near_name(const Script::Data& data, const Scope& scope, std::string_view word, Span span, Kinds kinds,
                      std::string_view wanted, diagnostics::Sink& sink);

/// True where the text begins with a capital letter.
bool begins_with_capital(std::string_view text);

/// True for a name, or `library.Name`, of an import that failed: that was reported, its uses are not.
bool is_lost_name(const Module& module, std::string_view name);

/// What the prompt calls a speaker: the display name, else the name.
std::string_view display_name(const Script::Data& data, const Symbol& speaker);

/// The name in NFC, in the script's arena where that differs from what is written.
std::string_view normal_name(Arena& arena, std::string_view name);

}  // namespace shot::sema
