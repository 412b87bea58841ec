// The catalog of diagnostics.def as typed constants: report(diag::UnknownName, span, "style", name) compiles, a wrong
// argument does not.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "compiler/diagnostics/diagnostic.hpp"

namespace shot::diagnostics {

using Text = std::string_view;
using Int = long long;

/// One entry of the catalog; `Arguments` are the types of the message's holes.
template <class... Arguments>
struct Definition {
    std::uint16_t code;
    std::string_view name;
    Level level;
    std::string_view message;
};

/// An entry without its types: for `shot explain`, SARIF rules, the catalog test.
struct CatalogEntry {
    std::uint16_t code;
    std::string_view name;
    Level level;
    std::string_view message;
};

/// All entries by code.
std::span<const CatalogEntry> catalog();
/// By `SHOT0301`, `0301`, `301` (any case) or by name; null where there is none.
const CatalogEntry* find_entry(std::string_view code_or_name);

}  // namespace shot::diagnostics

namespace shot::diag {

using diagnostics::Int;
using diagnostics::Text;

// 1##code - 10000 keeps `0301` from being read as an octal number.
#define SHOT_DIAGNOSTIC(code, Name, name, level, message, ...) \
    inline constexpr diagnostics::Definition<__VA_ARGS__> Name{1##code - 10000, name, diagnostics::Level::level, message};
#include "compiler/diagnostics/diagnostics.def"
#undef SHOT_DIAGNOSTIC

}  // namespace shot::diag
