// stdlib/vocabulary/camera.json -> Vocabulary::Data. Runs once at start, so it reads the file in one pass: a section
// may name only what stood above it.
#include "compiler/sema/vocabulary_data.hpp"

#include <algorithm>
#include <bit>
#include <optional>

#include "compiler/sema/json_strings.hpp"

namespace shot::sema {
namespace {

using Path = std::span<const std::string>;
using Data = Vocabulary::Data;

constexpr std::string_view kFileName = "vocabulary/camera.json";
constexpr std::size_t kMaxRules = 64;  // a bit each
constexpr std::array<std::string_view, kTermKinds> kKindNames = {"framing", "angle",  "move",
                                                                 "manner",  "optics", "transition"};

class Reader final : public JsonVisitor {
public:
    explicit Reader(Data& data) : data_(data) {
        data_.forms.reserve(1024);
        data_.terms.reserve(128);
    }

    bool open(Path path) override {
        if (path.empty()) {
            return true;
        }
        if (path.size() == 3 && path[0] == "terms") {
            return add_term(path[1], path[2]);
        }
        if (path.size() == 2 && path[0] == "alone") {
            return select_term(path[1]);
        }
        if (path.size() == 2 && (path[0] == "takes" || path[0] == "means")) {
            return select_term(path[1]);
        }
        if (path.size() == 2 && path[0] == "directions") {
            return add_modifier(data_.directions, role::kDirection, path[1]);
        }
        if (path.size() == 2 && path[0] == "speeds") {
            return add_modifier(data_.speeds, role::kSpeed, path[1]);
        }
        if (path.size() == 2 && path[0] == "excludes") {
            rule_ = {};
            return true;
        }
        if (path.size() == 4) {
            pair_.clear();
        }
        return true;
    }

    bool close(Path path) override {
        if (path.size() == 2 && path[0] == "excludes") {
            return finish_rule();
        }
        if (path.size() == 4 && path[0] == "excludes" && path[2] == "but") {
            return finish_exception();
        }
        if (path.size() == 4 && path[0] == "opposites") {
            return finish_opposites(path[2]);
        }
        return true;
    }

    bool text(Path path, std::string_view value) override {
        const std::string_view section = path[0];
        switch (path.size()) {
            case 1:
                return section == "format" && value == "shot-vocabulary" ? true : fail(section, value);
            case 2:
                return read_word(section, value);
            case 3:
                return read_third(path, value);
            case 4:
                if (section == "terms") {
                    return add_form(value, {role::kTerm, term_});
                }
                return section == "excludes" ? add_member(path[2], value) : fail(section, value);
            case 5:
                pair_.emplace_back(value);
                return true;
            default:
                return fail(section, value);
        }
    }

    bool number(Path path, double value) override {
        return path.size() == 1 && path[0] == "version" && value == 1 ? true : fail(path[0], "number");
    }

    [[nodiscard]] std::string reason() const override { return reason_; }

private:
    struct Rule {
        std::vector<std::uint16_t> any, one, other;
        std::string_view reason;
    };

    bool fail(std::string_view section, std::string_view value) {
        reason_ = "`" + std::string(section) + "`: `" + std::string(value) + "` is unknown there, or stands twice";
        return false;
    }

    static bool has_words(std::string_view phrase) {
        return std::any_of(phrase.begin(), phrase.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        });
    }

    bool add_phrase(std::string_view section, std::string_view phrase, PhraseEntry entry) {
        return has_words(phrase) && data_.phrases.add(phrase, entry).role == PhraseEntry::kNone ? true
                                                                                                : fail(section, phrase);
    }

    bool add_form(std::string_view form, PhraseEntry entry) {
        data_.forms.push_back(data_.arena.copy(form));
        return add_phrase("terms", form, entry);
    }

    bool add_term(std::string_view kind, std::string_view name) {
        const auto found = std::find(kKindNames.begin(), kKindNames.end(), kind);
        if (found == kKindNames.end()) {
            return fail("terms", kind);
        }
        term_ = static_cast<std::uint16_t>(data_.terms.size());
        Data::Term& term = data_.terms.emplace_back();
        term.name = data_.arena.copy(name);
        term.kind = static_cast<TermKind>(found - kKindNames.begin());
        return add_form(name, {role::kTerm, term_});
    }

    // A form that the term has already (its own name, as a rule) becomes a weak one.
    bool add_weak(std::string_view form) {
        if (!has_words(form)) {
            return fail("alone", form);
        }
        const PhraseEntry weak = {role::kWeakTerm, term_};
        const PhraseEntry before = data_.phrases.add(form, weak);
        if (before.role == PhraseEntry::kNone) {
            data_.forms.push_back(data_.arena.copy(form));
            return true;
        }
        if (before.role != role::kTerm || before.index != term_) {
            return fail("alone", form);
        }
        data_.phrases.replace(form, weak);
        return true;
    }

    bool add_modifier(std::vector<std::string_view>& names, std::uint8_t as, std::string_view name) {
        if (names.size() == kMaxModifiers) {
            return fail("directions, speeds", name);
        }
        modifier_ = {as, static_cast<std::uint16_t>(names.size())};
        names.push_back(data_.arena.copy(name));
        return add_phrase("directions, speeds", name, modifier_);
    }

    [[nodiscard]] std::uint16_t find_term(std::string_view name) const {
        const PhraseEntry entry = data_.phrases.find(name);
        const bool is_term = entry.role == role::kTerm || entry.role == role::kWeakTerm;
        return is_term && data_.terms[entry.index].name == name ? entry.index : kNoIndex;
    }

    bool select_term(std::string_view name) {
        term_ = find_term(name);
        return term_ != kNoIndex ? true : fail("alone, takes, means", name);
    }

    [[nodiscard]] static std::uint16_t find_modifier(const std::vector<std::string_view>& names,
                                                     std::string_view name) {
        const auto found = std::find(names.begin(), names.end(), name);
        return found == names.end() ? kNoIndex : static_cast<std::uint16_t>(found - names.begin());
    }

    bool read_word(std::string_view section, std::string_view value) {
        if (section == "still") {
            const std::uint16_t term = find_term(value);
            if (term == kNoIndex) {
                return fail(section, value);
            }
            data_.terms[term].is_still = true;
            return true;
        }
        const std::uint8_t as = section == "anchors"   ? role::kAnchor
                                : section == "fillers" ? role::kFiller
                                : section == "joints"  ? role::kJoint
                                                       : PhraseEntry::kNone;
        return as == PhraseEntry::kNone ? fail(section, value) : add_phrase(section, value, {as, 0});
    }

    bool read_third(Path path, std::string_view value) {
        const std::string_view section = path[0];
        if (section == "alone") {
            return add_weak(value);
        }
        if (section == "directions" || section == "speeds") {
            return add_phrase(section, value, modifier_);
        }
        if (section == "takes") {
            const std::uint16_t direction = find_modifier(data_.directions, value);
            data_.terms[term_].takes |= direction == kNoIndex ? 0 : 1U << direction;
            return direction != kNoIndex ? true : fail(section, value);
        }
        if (section == "means") {
            const std::uint16_t direction = find_modifier(data_.directions, path[2]);
            const std::uint16_t meant = find_term(value);
            data_.terms[term_].means.emplace_back(direction, meant);
            return direction != kNoIndex && meant != kNoIndex ? true : fail(section, value);
        }
        if (section == "excludes" && path[2] == "reason") {
            rule_.reason = data_.arena.copy(value);
            return true;
        }
        if (section == "opposites" && path[2] == "reason") {
            (opposites_ != nullptr ? opposites_->reason : rule_.reason) = data_.arena.copy(value);
            return true;
        }
        return fail(section, value);
    }

    bool add_member(std::string_view list, std::string_view name) {
        const std::uint16_t term = find_term(name);
        if (term == kNoIndex || (list != "any" && list != "one" && list != "other")) {
            return fail("excludes", name);
        }
        (list == "any" ? rule_.any : list == "one" ? rule_.one : rule_.other).push_back(term);
        return true;
    }

    bool finish_rule() {
        if (rule_.reason.empty() || data_.reasons.size() == kMaxRules) {
            return fail("excludes", rule_.reason.empty() ? "reason" : "too many rules");
        }
        const std::uint64_t bit = 1ULL << data_.reasons.size();
        data_.reasons.push_back(rule_.reason);
        for (const std::uint16_t term : rule_.any) {
            data_.terms[term].one |= bit;
            data_.terms[term].other |= bit;
        }
        for (const std::uint16_t term : rule_.one) {
            data_.terms[term].one |= bit;
        }
        for (const std::uint16_t term : rule_.other) {
            data_.terms[term].other |= bit;
        }
        return true;
    }

    bool finish_exception() {
        if (pair_.empty()) {
            return true;  // a list of another kind closed
        }
        const std::uint16_t first = pair_.size() == 2 ? find_term(pair_[0]) : kNoIndex;
        const std::uint16_t second = pair_.size() == 2 ? find_term(pair_[1]) : kNoIndex;
        if (first == kNoIndex || second == kNoIndex) {
            return fail("but", pair_.front());
        }
        data_.exceptions.push_back((static_cast<std::uint32_t>(std::min(first, second)) << 16U) |
                                   std::max(first, second));
        pair_.clear();
        return true;
    }

    bool finish_opposites(std::string_view what) {
        if (pair_.empty()) {
            return true;
        }
        opposites_ = what == "directions" ? &data_.opposite_directions : &data_.opposite_speeds;
        const auto& names = what == "directions" ? data_.directions : data_.speeds;
        const std::uint16_t first = pair_.size() == 2 ? find_modifier(names, pair_[0]) : kNoIndex;
        const std::uint16_t second = pair_.size() == 2 ? find_modifier(names, pair_[1]) : kNoIndex;
        if (first == kNoIndex || second == kNoIndex) {
            return fail("opposites", pair_.front());
        }
        opposites_->with[first] |= 1U << second;
        opposites_->with[second] |= 1U << first;
        pair_.clear();
        return true;
    }

    Data& data_;
    std::uint16_t term_ = kNoIndex;  // that the forms which come belong to
    PhraseEntry modifier_;
    Rule rule_;
    Data::Opposites* opposites_ = nullptr;  // that `reason` belongs to
    std::vector<std::string> pair_;
    std::string reason_;
};

}  // namespace

Result<void> read_vocabulary(std::string_view json, Vocabulary::Data& data) {
    Reader reader(data);
    auto read = read_json(json, kFileName, reader);
    if (read && data.terms.empty()) {
        return tl::unexpected(Failure{"read", std::string(kFileName), "it has no `terms`"});
    }
    std::sort(data.exceptions.begin(), data.exceptions.end());
    return read;
}

}  // namespace shot::sema
