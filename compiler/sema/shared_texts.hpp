// What many shots say in the same words: fields of styles, scenes and speakers, palettes, sound beds, words of the camera.
// A film has thousands of shots and a handful of these, so one that resolves shots keeps what they came to.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/sema/resolved_shot.hpp"
#include "compiler/sema/vocabulary.hpp"
#include "compiler/syntax/tree.hpp"

namespace shot::sema {

/// Texts, and words of the camera, that are kept; more are evaluated each time. A limit: in a script where every shot has
/// words of its own, keeping them would only cost memory.
inline constexpr std::size_t kMaxSharedTexts = 4096;

class SharedTexts {
public:
    /// What evaluating a text added to a shot, and what it counted against the limits of insertion.
    struct Result {
        std::vector<Phrase> phrases;  // `first` counts from the first of the chunks
        std::vector<Chunk> chunks;
        std::size_t insertions = 0;
        std::size_t inserted_bytes = 0;
    };

    /// Null where the text was not kept as a value of this field.
    [[nodiscard]] const Result* find(const syntax::Text& text, FieldKind kind) const {
        const auto found = results_.find({&text, kind});
        return found == results_.end() ? nullptr : &found->second;
    }
    /// The views in `result` are good as long as the script is.
    void keep(const syntax::Text& text, FieldKind kind, Result result) {
        if (results_.size() < kMaxSharedTexts) {
            results_.emplace(Key{&text, kind}, std::move(result));
        }
    }

    /// Vocabulary::read(). Good until the next call.
    const Terms& read_terms(const Vocabulary& vocabulary, std::string_view item) {
        if (const auto found = terms_.find(item); found != terms_.end()) {
            return found->second;
        }
        if (terms_.size() >= kMaxSharedTexts) {
            return other_ = vocabulary.read(item);
        }
        return terms_.emplace(item, vocabulary.read(item)).first->second;
    }

private:
    struct Key {
        const syntax::Text* text;  // stands in a tree, which never moves
        FieldKind kind;
        bool operator==(const Key&) const = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const noexcept {
            return std::hash<const void*>()(key.text) * 31 + static_cast<std::size_t>(key.kind);
        }
    };
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>()(text); }
    };

    std::unordered_map<Key, Result, KeyHash> results_;
    std::unordered_map<std::string, Terms, TextHash, std::equal_to<>> terms_;
    Terms other_;
};

}  // namespace shot::sema
