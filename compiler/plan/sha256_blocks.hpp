// SHA-256 of whole blocks by the instructions that most processors since 2016 have for it. A bundle pins every source
// file; done in plain code, that would take as long as compiling them.
#pragma once

#include <cstddef>
#include <cstdint>

namespace shot::plan {

inline constexpr std::size_t kSha256Block = 64;

/// True where this processor can.
bool can_hash_blocks();
/// Adds `count` blocks of 64 bytes to the eight words of the state. Only where can_hash_blocks().
void hash_blocks(std::uint32_t* state, const unsigned char* bytes, std::size_t count);

}  // namespace shot::plan
