// fields.def as a table, and the search in it, which runs for nearly every line of a script.
#include "compiler/syntax/fields.hpp"

#include <array>

namespace shot::syntax {

namespace {

constexpr std::array<FieldInfo, kFieldCount> kFields{{
#define SHOT_FIELD(Name, name, Type, places) {FieldKind::Name, name, FieldType::Type, static_cast<Places>(places)},
#include "compiler/syntax/fields.def"
#undef SHOT_FIELD
}};

/// Compares `text` with a field's name, whose blanks may be several in the text.
bool is_same_name(std::string_view text, std::string_view name) {
    std::size_t at = 0;
    for (const char letter : name) {
        if (at >= text.size() || text[at] != letter) {
            return false;
        }
        ++at;
        while (letter == ' ' && at < text.size() && (text[at] == ' ' || text[at] == '\t')) {
            ++at;
        }
    }
    return at == text.size();
}

constexpr std::size_t kMaxPerLetter = 6;
using Bucket = std::array<std::uint8_t, kMaxPerLetter>;
constexpr std::uint8_t kEnd = 0xFF;

/// The fields by their first letters.
constexpr std::array<Bucket, 26> kByLetter = [] {
    std::array<Bucket, 26> buckets{};
    for (Bucket& bucket : buckets) {
        bucket.fill(kEnd);
    }
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        Bucket& bucket = buckets[static_cast<std::size_t>(kFields[i].name[0] - 'a')];
        std::size_t slot = 0;
        while (bucket[slot] != kEnd) {
            ++slot;
        }
        bucket[slot] = static_cast<std::uint8_t>(i);
    }
    return buckets;
}();

}  // namespace

std::span<const FieldInfo, kFieldCount> fields() { return kFields; }

const FieldInfo& field_info(FieldKind kind) { return kFields[static_cast<std::size_t>(kind)]; }

std::optional<FieldKind> find_field(std::string_view name) {
    if (name.empty() || name[0] < 'a' || name[0] > 'z') {
        return std::nullopt;
    }
    for (const std::uint8_t i : kByLetter[static_cast<std::size_t>(name[0] - 'a')]) {
        if (i == kEnd) {
            break;
        }
        if (name == kFields[i].name || (name.size() > kFields[i].name.size() && is_same_name(name, kFields[i].name))) {
            return kFields[i].kind;
        }
    }
    return std::nullopt;
}

}  // namespace shot::syntax
