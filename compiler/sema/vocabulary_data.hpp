// The vocabulary in the form in which it is read from: terms, their forms, and what excludes what.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/sema/phrase_table.hpp"
#include "compiler/sema/vocabulary.hpp"
#include "compiler/support/arena.hpp"

namespace shot::sema {

inline constexpr std::size_t kTermKinds = 6;
inline constexpr std::size_t kMaxModifiers = 32;  // directions, or speeds: a bit each
inline constexpr std::uint16_t kNoIndex = 0xFFFF;

/// What a phrase does in an item. A weak term is an everyday word (`wide`, `truck`): it counts only where the item
/// holds nothing outside the vocabulary, or, for a move, where it has a direction, a speed or an anchor beside it.
namespace role {
inline constexpr std::uint8_t kTerm = 1;
inline constexpr std::uint8_t kWeakTerm = 2;
inline constexpr std::uint8_t kDirection = 3;
inline constexpr std::uint8_t kSpeed = 4;
inline constexpr std::uint8_t kAnchor = 5;  // `camera`, `shot`
inline constexpr std::uint8_t kFiller = 6;  // `a`, `360`
inline constexpr std::uint8_t kJoint = 7;   // `and`: what follows belongs to the next move
}  // namespace role

struct Vocabulary::Data {
    struct Term {
        std::string_view name;
        TermKind kind{};
        bool is_still = false;                                       // a move that is no movement
        std::uint32_t takes = 0;                                     // directions, a bit each
        std::vector<std::pair<std::uint16_t, std::uint16_t>> means;  // with this direction it is that term
        // Rules that it takes part in, a bit each. Two terms exclude each other by rule r when r is in `one` of the
        // first and in `other` of the second; for a rule among equals it is in both of each.
        std::uint64_t one = 0;
        std::uint64_t other = 0;
    };
    struct Opposites {
        std::uint32_t with[kMaxModifiers] = {};  // for each modifier, the ones it contradicts
        std::string_view reason;
    };

    Arena arena;  // all the text below
    PhraseTable phrases;
    std::vector<Term> terms;
    std::vector<std::string_view> directions;
    std::vector<std::string_view> speeds;
    std::vector<std::string_view> forms;    // of terms, as written in the file
    std::vector<std::string_view> reasons;  // of the rules
    std::vector<std::uint32_t> exceptions;  // two terms each (lower index high), sorted: no rule between them
    Opposites opposite_directions;
    Opposites opposite_speeds;
};

/// Reads stdlib/vocabulary/camera.json (docs/dev/schemas/vocabulary.schema.json says what it holds).
Result<void> read_vocabulary(std::string_view json, Vocabulary::Data& data);

}  // namespace shot::sema
