#include "compiler/support/nearest.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include "compiler/support/edit_distance.hpp"

namespace shot {
namespace {

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

std::optional<std::string_view> find_nearest(std::string_view wanted, const std::vector<std::string_view>& candidates) {
    return Search(wanted).run(candidates);
}

}  // namespace shot
