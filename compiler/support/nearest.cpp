#include "compiler/support/nearest.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace shot {
namespace {

// Costs are counted in half edits, so that a letter in the other case is nearer than another letter.
constexpr std::uint32_t kCase = 1;
constexpr std::uint32_t kEdit = 2;

/// Small letters of the alphabets whose two cases lie at a fixed distance: Latin, Greek, Cyrillic, Armenian, full
/// width. Enough for suggestions; names are never compared with it.
constexpr char32_t to_lower(char32_t c) {
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

void decode_all(std::string_view text, std::u32string& out) {
    out.clear();
    for (std::size_t i = 0; i < text.size();) {
        out.push_back(decode(text, i));
    }
}

std::uint32_t replace_cost(char32_t a, char32_t b) {
    return a == b ? 0 : to_lower(a) == to_lower(b) ? kCase : kEdit;
}

/// Optimal string alignment inside a band round the diagonal; keeps its rows between calls.
class Aligner {
public:
    /// Half edits between the two, or limit + 1.
    std::uint32_t distance(std::u32string_view a, std::u32string_view b, std::uint32_t limit) {
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

private:
    /// Gives back the least cell of the row.
    std::uint32_t fill_row(std::u32string_view a, std::u32string_view b, std::size_t i, std::size_t band,
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

    explicit Bound(std::string_view wanted) : length_(wanted.size()) {
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const char32_t c = to_lower(static_cast<unsigned char>(wanted[i]));
            masks_[c] |= std::uint64_t{1} << i;
            if (c >= 'a' && c <= 'z') {
                masks_[c - 0x20] = masks_[c];
            }
        }
    }

    [[nodiscard]] std::size_t distance(std::string_view candidate) const {
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

private:
    std::array<std::uint64_t, 256> masks_{};
    std::size_t length_;
};

/// The words of `Medium close-up` or `windowLight`, in small letters and in order: equal for texts whose words are the
/// same.
std::vector<std::u32string> sorted_words(std::u32string_view text) {
    std::vector<std::u32string> words(1);
    bool was_small = false;
    for (const char32_t c : text) {
        const bool is_separator = c == U' ' || c == U'-' || c == U'_' || c == U'.';
        const char32_t lower = to_lower(c);
        if (is_separator || (was_small && lower != c)) {
            words.emplace_back();
        }
        if (!is_separator) {
            words.back().push_back(lower);
        }
        was_small = lower == c;
    }
    std::sort(words.begin(), words.end());
    return words;
}

/// The letters of an ASCII text, without regard to case: its low five bits stand for a character.
struct LetterSet {
    std::uint32_t letters = 0;
    bool is_ascii = true;
};

LetterSet letter_set(std::string_view text) {
    std::uint32_t letters = 0;
    unsigned bits = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        letters |= 1U << (byte & 31U);
        bits |= byte;
    }
    return {letters, bits < 0x80};
}

/// As popcount(set) <= count, which baseline x86-64 has no instruction for.
bool holds_at_most(std::uint32_t set, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        set &= set - 1U;
    }
    return set == 0;
}

constexpr std::uint32_t kSeparatorSet = 1U << (' ' & 31U) | 1U << ('-' & 31U) | 1U << ('_' & 31U) | 1U << ('.' & 31U);

class Search {
public:
    explicit Search(std::string_view wanted) : wanted_(wanted), set_(letter_set(wanted)) {
        decode_all(wanted, wanted_points_);
        const std::size_t edits = std::clamp<std::size_t>(wanted_points_.size() / 3, 1, 3);
        best_ = static_cast<std::uint32_t>(edits) * kEdit + 1;
        words_ = sorted_words(wanted_points_);
    }

    [[nodiscard]] std::optional<std::string_view> run(const std::vector<std::string_view>& candidates) {
        if (set_.is_ascii && !wanted_.empty() && wanted_.size() <= Bound::kMaxLength) {
            bound_.emplace(wanted_);
        }
        std::optional<std::string_view> nearest;
        for (const std::string_view candidate : candidates) {
            const std::uint32_t cost = cost_of(candidate);
            if (cost < best_) {
                best_ = cost;
                nearest = candidate;
            }
            if (best_ == 0) {
                break;
            }
        }
        return nearest;
    }

private:
    /// Half edits, or best_ and more where the candidate is no better than what was found before.
    std::uint32_t cost_of(std::string_view candidate) {
        const std::size_t most_edits = (best_ - 1) / kEdit;
        // A candidate's code points: at most its bytes, at least a quarter of them.
        if (candidate.size() + most_edits < wanted_points_.size() ||
            candidate.size() > 4 * (wanted_points_.size() + most_edits)) {
            return best_;
        }
        if (bound_) {
            const LetterSet set = letter_set(candidate);
            if (set.is_ascii) {
                return ascii_cost_of(candidate, set.letters, most_edits);
            }
        }
        decode_all(candidate, points_);
        return std::min(exact_cost(), reordered_cost());
    }

    std::uint32_t ascii_cost_of(std::string_view candidate, std::uint32_t set, std::size_t most_edits) {
        if (candidate.size() > wanted_.size() + most_edits) {
            return best_;
        }
        const bool may_be_reordered = words_.size() > 1 && candidate.size() == wanted_.size() &&
                                      (set | kSeparatorSet) == (set_.letters | kSeparatorSet);
        // An edit brings in one letter at most, and takes away one.
        const bool may_be_near = holds_at_most(set & ~set_.letters, most_edits) &&
                                 holds_at_most(set_.letters & ~set, most_edits) &&
                                 bound_->distance(candidate) <= most_edits;
        if (!may_be_near && !may_be_reordered) {
            return best_;
        }
        decode_all(candidate, points_);
        return std::min(may_be_near ? exact_cost() : best_, may_be_reordered ? reordered_cost() : best_);
    }

    /// However many letters are in the other case, it is one slip; a text of which nothing is left is none.
    std::uint32_t exact_cost() {
        if (std::equal(points_.begin(), points_.end(), wanted_points_.begin(), wanted_points_.end(),
                       [](char32_t a, char32_t b) { return to_lower(a) == to_lower(b); })) {
            return std::min(aligner_.distance(wanted_points_, points_, kCase), kEdit);
        }
        const auto longest = static_cast<std::uint32_t>(std::max(wanted_points_.size(), points_.size()));
        const std::uint32_t cost = aligner_.distance(wanted_points_, points_, best_ - 1);
        return cost >= longest * kEdit ? best_ : cost;
    }

    std::uint32_t reordered_cost() {
        if (words_.size() < 2 || best_ <= kEdit) {
            return best_;
        }
        return sorted_words(points_) == words_ ? kEdit : best_;
    }

    std::string_view wanted_;
    LetterSet set_;
    std::u32string wanted_points_;
    std::u32string points_;
    std::vector<std::u32string> words_;
    std::optional<Bound> bound_;
    Aligner aligner_;
    std::uint32_t best_ = 0;  // a candidate must cost less
};

}  // namespace

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

std::optional<std::string_view> find_nearest(std::string_view wanted, const std::vector<std::string_view>& candidates) {
    return Search(wanted).run(candidates);
}

}  // namespace shot
