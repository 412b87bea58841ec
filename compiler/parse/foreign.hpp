// What people paste from prompts or bring along from other languages, told apart by how a line begins or by its label.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "compiler/syntax/fields.hpp"

namespace shot::parse {

/// A label that is no field's name: what the writer means by it.
struct Label {
    enum class Kind : std::uint8_t {
        None,
        Field,      // `Camera:`, `Background Sound:`: that field
        Heading,    // `Actions:`, `Dialogue:`: nothing, the indentation says it
        Attribute,  // `duration:`: an attribute of the header
    };
    Kind kind = Kind::None;
    syntax::FieldKind field{};
    std::string_view what;     // Attribute: `a duration`; Heading: what to write instead
    bool is_doubtful = false;  // it might be the name of a speaker: with a quotation mark after it, it is dialogue
};

/// In any case of its letters, with `_` for blanks. A field's own name, written right, is None.
Label find_label(std::string_view label);

enum class Foreign : std::uint8_t {
    None,
    HashComment,   // `# ...`
    BlockComment,  // `/* ... */`
    Brace,         // `{`, `}`, `},`, `[`, `]` alone
    Bullet,        // `• ...`, `* ...`, `– ...`
    TightDash,     // `-He waits.`
    QuotedKey,     // `"look": ...`
    BracketTime,   // `[0:00-0:02] ...`
};

/// By the first characters; cheap, for lines that nothing else could read.
Foreign find_foreign(std::string_view line);
/// Bytes of the bullet that the line begins with.
std::size_t bullet_size(std::string_view line);

}  // namespace shot::parse
