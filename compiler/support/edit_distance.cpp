#include "compiler/support/edit_distance.hpp"

#include <algorithm>

#include "compiler/support/nearest.hpp"

namespace shot {
namespace {

/// Reads one code point. What is no UTF-8 counts a byte as one code point.
char32_t decode(std::string_view text, std::size_t& i) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned char lead = byte(i);
    const std::size_t length = lead < 0xC0 ? 1U : lead < 0xE0 ? 2U : lead < 0xF0 ? 3U : 4U;
    if (length == 1 || i + length > text.size()) {
        ++i;
        return lead;
    }
    char32_t c = lead & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) {
        c = (c << 6U) | (byte(i + k) & 0x3FU);
    }
    i += length;
    return c;
}

std::uint32_t replace_cost(char32_t a, char32_t b) {
    return a == b ? 0 : to_lower(a) == to_lower(b) ? kCase : kEdit;
}

}  // namespace

char32_t to_lower(char32_t c) {
    if (c < 0x80) {
        return c >= U'A' && c <= U'Z' ? c + 0x20 : c;
    }
    if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3AB && c != 0x3A2) ||
        (c >= 0x410 && c <= 0x42F) || (c >= 0xFF21 && c <= 0xFF3A)) {
        return c + 0x20;
    }
    if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) || (c >= 0x460 && c <= 0x52F) ||
        (c >= 0x1E00 && c <= 0x1EFF)) {
        return c | 1U;
    }
    if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) {
        return c + (c & 1U);
    }
    if (c >= 0x400 && c <= 0x40F) {
        return c + 0x50;
    }
    return c >= 0x531 && c <= 0x556 ? c + 0x30 : c;
}

void decode_all(std::string_view text, std::u32string& out) {
    out.clear();
    for (std::size_t i = 0; i < text.size();) {
        out.push_back(decode(text, i));
    }
}

std::uint32_t Aligner::distance(std::u32string_view a, std::u32string_view b, std::uint32_t limit) {
    const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (difference * kEdit > limit) {
        return limit + 1;
    }
    const std::uint32_t over = limit + 1;
    const std::size_t band = limit / kEdit;  // cells further from the diagonal cost more than the limit
    before_.assign(b.size() + 1, over);
    above_.assign(b.size() + 1, over);
    row_.assign(b.size() + 1, over);
    least_above_ = 0;
    for (std::size_t j = 0; j <= std::min(b.size(), band); ++j) {
        row_[j] = static_cast<std::uint32_t>(j) * kEdit;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::swap(before_, above_);
        std::swap(above_, row_);
        if (fill_row(a, b, i, band, over) >= over) {
            return over;
        }
    }
    return std::min(row_[b.size()], over);
}

std::uint32_t Aligner::fill_row(std::u32string_view a, std::u32string_view b, std::size_t i, std::size_t band,
                                std::uint32_t over) {
    const std::size_t first = i > band ? i - band : 0;
    const std::size_t last = std::min(b.size(), i + band);
    if (first > 0) {
        row_[first - 1] = over;
    } else {
        row_[0] = static_cast<std::uint32_t>(i) * kEdit;
    }
    std::uint32_t least = first == 0 ? row_[0] : over;
    for (std::size_t j = std::max<std::size_t>(first, 1); j <= last; ++j) {
        std::uint32_t cost = above_[j - 1] + replace_cost(a[i - 1], b[j - 1]);
        cost = std::min({cost, above_[j] + kEdit, row_[j - 1] + kEdit});
        if (i > 1 && j > 1) {
            const std::uint32_t swap = replace_cost(a[i - 1], b[j - 2]) + replace_cost(a[i - 2], b[j - 1]);
            if (swap <= 2 * kCase) {
                cost = std::min(cost, before_[j - 2] + kEdit + swap);
            }
        }
        row_[j] = std::min(cost, over);
        least = std::min(least, row_[j]);
    }
    if (last < b.size()) {
        row_[last + 1] = over;
    }
    // A swap reaches two rows up, so one row over the limit alone decides nothing.
    const std::uint32_t decisive = std::min(least, least_above_);
    least_above_ = least;
    return decisive;
}

Bound::Bound(std::string_view wanted) : length_(wanted.size()) {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const char32_t c = to_lower(static_cast<unsigned char>(wanted[i]));
        masks_[c] |= std::uint64_t{1} << i;
        if (c >= 'a' && c <= 'z') {
            masks_[c - 0x20] = masks_[c];
        }
    }
}

std::size_t Bound::distance(std::string_view candidate) const {
    std::uint64_t plus = ~std::uint64_t{0};
    std::uint64_t minus = 0;
    std::uint64_t zero = 0;
    std::uint64_t mask_before = 0;
    std::size_t score = length_;
    for (const char c : candidate) {
        const std::uint64_t mask = masks_[static_cast<unsigned char>(c)];
        const std::uint64_t swapped = (((~zero) & mask) << 1U) & mask_before;
        zero = ((((mask & plus) + plus) ^ plus) | mask | minus) | swapped;
        std::uint64_t right = minus | ~(zero | plus);
        std::uint64_t down = plus & zero;
        score += (right >> (length_ - 1)) & 1U;
        score -= (down >> (length_ - 1)) & 1U;
        right = (right << 1U) | 1U;
        down <<= 1U;
        plus = down | ~(zero | right);
        minus = right & zero;
        mask_before = mask;
    }
    return score;
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
    std::u32string a_points;
    std::u32string b_points;
    decode_all(a, a_points);
    decode_all(b, b_points);
    const std::size_t most = std::min(limit, std::max(a_points.size(), b_points.size()));
    const std::uint32_t cost = Aligner().distance(a_points, b_points, static_cast<std::uint32_t>(most) * kEdit);
    const std::size_t edits = (cost + 1) / kEdit;
    return edits > most ? limit + 1 : edits;
}

}  // namespace shot
