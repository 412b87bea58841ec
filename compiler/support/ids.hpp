// Typed 32-bit indices into vectors: a FileId cannot be used where a NodeId is meant.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace shot {

template <class Tag>
struct Id {
    static constexpr std::uint32_t kNone = 0xFFFF'FFFFU;
    std::uint32_t value = kNone;

    constexpr Id() = default;
    constexpr explicit Id(std::uint32_t index) : value(index) {}
    constexpr explicit Id(std::size_t index) : value(static_cast<std::uint32_t>(index)) {}

    [[nodiscard]] constexpr bool is_valid() const { return value != kNone; }
    constexpr explicit operator bool() const { return is_valid(); }
    constexpr auto operator<=>(const Id&) const = default;
};

using FileId = Id<struct FileTag>;

}  // namespace shot

template <class Tag>
struct std::hash<shot::Id<Tag>> {
    std::size_t operator()(shot::Id<Tag> id) const noexcept { return id.value; }
};
