// Reading an item: known phrases, longest first, put together to terms. Runs for each attribute of a script.
#include "compiler/sema/vocabulary.hpp"

#include <algorithm>
#include <bit>

#include "compiler/sema/vocabulary_data.hpp"
#include "compiler/support/assert.hpp"
#include "stdlib/embedded.hpp"

namespace shot::sema {
namespace {

using Data = Vocabulary::Data;

// A move with what stands beside it.
struct MoveWords {
    std::uint16_t term = kNoIndex;
    std::uint16_t direction = kNoIndex;
    std::uint16_t speed = kNoIndex;
    bool is_weak = false;

    [[nodiscard]] bool is_known() const { return term != kNoIndex; }
};

class ItemReader {
public:
    explicit ItemReader(const Data& data) : data_(data) {}

    Terms read(std::span<const WordId> words) {
        for (std::size_t at = 0; at < words.size();) {
            const auto match = data_.phrases.find_longest(words.subspan(at));
            if (match.length == 0) {
                take_other_word();
                ++at;
            } else {
                take(match.entry);
                at += match.length;
            }
        }
        end_run();
        if (!has_other_words_) {
            take_weak_terms();
        }
        terms_.is_term_only = !has_other_words_ && !terms_.is_empty();
        return terms_;
    }

private:
    void take(PhraseEntry entry) {
        switch (entry.role) {
            case role::kTerm:
            case role::kWeakTerm:
                take_term(entry.index, entry.role == role::kWeakTerm);
                break;
            case role::kDirection:
                take_direction(entry.index);
                break;
            case role::kSpeed:
                take_speed(entry.index);
                break;
            case role::kAnchor:
                is_anchored_ = true;
                break;
            case role::kJoint:
                is_after_joint_ = true;
                break;
            default:
                break;
        }
    }

    // What stands beside a move ends at a word that the vocabulary does not know.
    void take_other_word() {
        end_run();
        has_other_words_ = true;
    }

    void take_term(std::uint16_t index, bool is_weak) {
        terms_.holds_term = true;
        if (data_.terms[index].kind != TermKind::Move) {
            auto& first = (is_weak ? weak_ : strong_)[static_cast<std::size_t>(data_.terms[index].kind)];
            if (first == kNoIndex) {
                first = index;
                if (!is_weak) {
                    set(index);
                }
            }
            return;
        }
        end_move();
        move_ = {index, kNoIndex, pending_speed_, is_weak};
        pending_speed_ = kNoIndex;
        is_after_joint_ = false;
        if (pending_direction_ != kNoIndex) {
            const std::uint16_t direction = pending_direction_;
            pending_direction_ = kNoIndex;
            take_direction(direction);
        }
    }

    void take_direction(std::uint16_t direction) {
        if (!move_.is_known() || is_after_joint_) {
            has_other_words_ = has_other_words_ || pending_direction_ != kNoIndex;
            pending_direction_ = direction;
            return;
        }
        const bool is_taken = (data_.terms[move_.term].takes & (1U << direction)) != 0;
        if (is_taken && move_.direction == kNoIndex) {
            move_.direction = direction;
        } else if (!is_taken || move_.direction != direction) {
            has_other_words_ = true;
        }
    }

    void take_speed(std::uint16_t speed) {
        if (!move_.is_known() || is_after_joint_) {
            pending_speed_ = pending_speed_ == kNoIndex ? speed : pending_speed_;
        } else if (move_.speed == kNoIndex) {
            move_.speed = speed;
        }
    }

    void end_run() {
        end_move();
        has_other_words_ = has_other_words_ || pending_direction_ != kNoIndex || pending_speed_ != kNoIndex;
        pending_direction_ = kNoIndex;
        pending_speed_ = kNoIndex;
        is_anchored_ = false;
        is_after_joint_ = false;
    }

    void end_move() {
        if (!move_.is_known()) {
            return;
        }
        const bool has_company = move_.direction != kNoIndex || move_.speed != kNoIndex || is_anchored_;
        if (move_.is_weak && !has_company) {
            if (!weak_move_.is_known()) {
                weak_move_ = move_;
            }
            weak_move_count_ += data_.terms[move_.term].is_still ? 0 : 1;
        } else {
            set_move(move_);
        }
        move_ = {};
    }

    // The first move counts, but a rest gives way to a movement: `static, then a slow push-in` moves.
    void set_move(MoveWords move) {
        for (const auto& [direction, meant] : data_.terms[move.term].means) {
            if (direction == move.direction) {
                move.term = meant;
                move.direction = kNoIndex;
                break;
            }
        }
        const Data::Term& term = data_.terms[move.term];
        if (!term.is_still && terms_.move_count < 0xFF) {
            ++terms_.move_count;
        }
        if (!terms_.move.empty() && (term.is_still || !terms_.is_move_static)) {
            return;
        }
        terms_.move = term.name;
        terms_.is_move_static = term.is_still;
        terms_.direction = move.direction == kNoIndex ? std::string_view() : data_.directions[move.direction];
        terms_.speed = move.speed == kNoIndex ? std::string_view() : data_.speeds[move.speed];
    }

    void set(std::uint16_t index) {
        const Data::Term& term = data_.terms[index];
        switch (term.kind) {
            case TermKind::Framing:
                terms_.framing = term.name;
                break;
            case TermKind::Angle:
                terms_.angle = term.name;
                break;
            case TermKind::Manner:
                terms_.manner = term.name;
                break;
            case TermKind::Optics:
                terms_.optics = term.name;
                break;
            case TermKind::Transition:
                terms_.transition = term.name;
                break;
            case TermKind::Move:
                break;
        }
    }

    void take_weak_terms() {
        for (std::size_t kind = 0; kind < kTermKinds; ++kind) {
            if (weak_[kind] != kNoIndex && strong_[kind] == kNoIndex) {
                set(weak_[kind]);
            }
        }
        if (weak_move_.is_known()) {
            const std::size_t moves = terms_.move_count + weak_move_count_;
            set_move(weak_move_);
            terms_.move_count = static_cast<std::uint8_t>(std::min<std::size_t>(moves, 0xFF));
        }
    }

    const Data& data_;
    Terms terms_;
    // The first term of each kind but Move.
    std::array<std::uint16_t, kTermKinds> strong_ = {kNoIndex, kNoIndex, kNoIndex, kNoIndex, kNoIndex, kNoIndex};
    std::array<std::uint16_t, kTermKinds> weak_ = strong_;
    MoveWords move_;       // that is being read
    MoveWords weak_move_;  // the first that had nothing beside it
    std::size_t weak_move_count_ = 0;
    std::uint16_t pending_direction_ = kNoIndex;  // of the move that comes
    std::uint16_t pending_speed_ = kNoIndex;
    bool is_anchored_ = false;
    bool is_after_joint_ = false;
    bool has_other_words_ = false;
};

void set_indices(const Data& data, Terms& terms) {
    static_assert(std::tuple_size_v<decltype(terms.indices)> == kTermKinds);
    for (const std::string_view name :
         {terms.framing, terms.angle, terms.move, terms.manner, terms.optics, terms.transition}) {
        if (name.empty()) {
            continue;
        }
        const PhraseEntry entry = data.phrases.find(name);
        if (entry.role == role::kTerm || entry.role == role::kWeakTerm) {
            terms.indices[terms.index_count++] = entry.index;
        }
    }
}

std::string_view find_rule(const Data& data, std::uint16_t a, std::uint16_t b) {
    const Data::Term& first = data.terms[a];
    const Data::Term& second = data.terms[b];
    const std::uint64_t rules = (first.one & second.other) | (first.other & second.one);
    if (a == b || rules == 0) {
        return {};
    }
    const std::uint32_t pair = (static_cast<std::uint32_t>(std::min(a, b)) << 16U) | std::max(a, b);
    if (std::binary_search(data.exceptions.begin(), data.exceptions.end(), pair)) {
        return {};
    }
    return data.reasons[static_cast<std::size_t>(std::countr_zero(rules))];
}

bool are_opposite(const Data::Opposites& opposites, const std::vector<std::string_view>& names, std::string_view a,
                  std::string_view b) {
    const auto first = std::find(names.begin(), names.end(), a);
    const auto second = std::find(names.begin(), names.end(), b);
    return first != names.end() && second != names.end() &&
           (opposites.with[first - names.begin()] & (1U << (second - names.begin()))) != 0;
}

}  // namespace

Vocabulary::Vocabulary() : data_(std::make_unique<Data>()) {}
Vocabulary::Vocabulary(Vocabulary&&) noexcept = default;
Vocabulary& Vocabulary::operator=(Vocabulary&&) noexcept = default;
Vocabulary::~Vocabulary() = default;

Result<Vocabulary> Vocabulary::parse(std::string_view json) {
    Vocabulary vocabulary;
    if (auto read = read_vocabulary(json, *vocabulary.data_); !read) {
        return tl::unexpected(std::move(read.error()));
    }
    return vocabulary;
}

Terms Vocabulary::read(std::string_view item) const {
    WordList words;
    data_->phrases.split(item, words);
    Terms terms = ItemReader(*data_).read(words.words());
    set_indices(*data_, terms);
    return terms;
}

std::string_view Vocabulary::contradiction(const Terms& a, const Terms& b) const {
    if (!a.is_term_only || !b.is_term_only) {
        return {};
    }
    for (std::size_t i = 0; i < a.index_count; ++i) {
        for (std::size_t j = 0; j < b.index_count; ++j) {
            if (const auto reason = find_rule(*data_, a.indices[i], b.indices[j]); !reason.empty()) {
                return reason;
            }
        }
    }
    if (a.move.empty() || a.move != b.move) {
        return {};
    }
    if (are_opposite(data_->opposite_directions, data_->directions, a.direction, b.direction)) {
        return data_->opposite_directions.reason;
    }
    if (are_opposite(data_->opposite_speeds, data_->speeds, a.speed, b.speed)) {
        return data_->opposite_speeds.reason;
    }
    return {};
}

std::vector<std::string_view> Vocabulary::words() const {
    return data_->forms;
}

std::function<bool(std::string_view)> make_framing_check() {
    return [vocabulary = std::shared_ptr<Vocabulary>()](std::string_view title) mutable {
        if (vocabulary == nullptr) {
            auto read = Vocabulary::parse(stdlib::find_embedded("vocabulary/camera.json"));
            SHOT_ASSERT(read.has_value());
            vocabulary = std::make_shared<Vocabulary>(std::move(*read));
        }
        const Terms terms = vocabulary->read(title);
        return terms.is_term_only && !terms.framing.empty();
    };
}

}  // namespace shot::sema
