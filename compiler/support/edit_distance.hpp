// How far two texts are apart, in half edits. For nearest.cpp alone.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shot {

// Costs are counted in half edits, so that a letter in the other case is nearer than another letter.
inline constexpr std::uint32_t kCase = 1;
inline constexpr std::uint32_t kEdit = 2;

/// Small letters of the alphabets whose two cases lie at a fixed distance: Latin, Greek, Cyrillic, Armenian, full
/// width. Enough for suggestions; names are never compared with it.
char32_t to_lower(char32_t c);

/// The code points of a text; a byte that is no UTF-8 is one of its own.
void decode_all(std::string_view text, std::u32string& out);

/// Optimal string alignment inside a band round the diagonal; keeps its rows between calls.
class Aligner {
public:
    /// Half edits between the two, or limit + 1.
    std::uint32_t distance(std::u32string_view a, std::u32string_view b, std::uint32_t limit);

private:
    /// Gives back the least cell of the row and the one above: what no later row can fall below.
    std::uint32_t fill_row(std::u32string_view a, std::u32string_view b, std::size_t i, std::size_t band,
                           std::uint32_t over);

    std::vector<std::uint32_t> before_;
    std::vector<std::uint32_t> above_;
    std::vector<std::uint32_t> row_;
    std::uint32_t least_above_ = 0;
};

/// Edits without regard to case between one short ASCII text and many: a lower bound that costs a few instructions a
/// letter (Hyyrö 2003, bit-parallel optimal string alignment).
class Bound {
public:
    static constexpr std::size_t kMaxLength = 64;

    /// `wanted` has 1 to kMaxLength bytes of ASCII.
    explicit Bound(std::string_view wanted);
    [[nodiscard]] std::size_t distance(std::string_view candidate) const;

private:
    std::array<std::uint64_t, 256> masks_{};
    std::size_t length_;
};

}  // namespace shot
