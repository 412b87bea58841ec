// Which fields there are, of what type, and where each may stand: fields.def as a table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace shot::syntax {

enum class FieldType : std::uint8_t { Prose, List, Scene, Camera, Lens, Palette, Image, Media, Layout, Number, Text };

/// A set of the declarations that a field may stand in.
enum Places : std::uint8_t { kNowhere = 0, kShot = 1, kStyle = 2, kScene = 4, kSpeaker = 8, kBeat = 16 };
constexpr Places operator|(Places a, Places b) {
    return static_cast<Places>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}

enum class FieldKind : std::uint8_t {
#define SHOT_FIELD(Name, name, Type, places) Name,
#include "compiler/syntax/fields.def"
#undef SHOT_FIELD
};

struct FieldInfo {
    FieldKind kind;
    std::string_view name;
    FieldType type;
    Places places;
};

#define SHOT_FIELD(Name, name, Type, places) +1
inline constexpr std::size_t kFieldCount = 0
#include "compiler/syntax/fields.def"
    ;
#undef SHOT_FIELD

/// All fields, in the order of FieldKind.
std::span<const FieldInfo, kFieldCount> fields();
const FieldInfo& field_info(FieldKind kind);
/// By the exact name (`first frame` with one or more blanks between its words).
std::optional<FieldKind> find_field(std::string_view name);

}  // namespace shot::syntax
