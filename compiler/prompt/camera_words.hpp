// The word that a model knows for each term of the camera's vocabulary. A style with a closed list has a table; one
// without leaves what the script says as it is, and pays nothing for it.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/sema/vocabulary.hpp"
#include "compiler/support/result.hpp"

namespace shot::prompt {

class CameraWords {
public:
    struct Entry {
        std::string term;         // `dolly`: canonical
        std::string direction;    // `left`; empty: any that has no entry of its own
        std::string word;         // `Truck Left`
        bool is_nearest = false;  // another thing, and only the nearest that the model knows: a loss
    };
    /// A term that the list has only something near for.
    struct Replaced {
        std::string said;  // `crane up`
        std::string word;  // `Pedestal Up`
    };

    struct Word {
        std::size_t begin;
        std::size_t end;
    };

    explicit CameraWords(std::shared_ptr<const sema::Vocabulary> vocabulary) : vocabulary_(std::move(vocabulary)) {}

    /// `key` is a canonical term, with a direction that it takes or without. False: it is none.
    bool add(std::string_view key, std::string word, bool is_nearest);
    /// What stands after a move of this canonical speed. False: it is none.
    bool add_speed(const std::string& speed, std::string words);

    /// The item with each term that the table has replaced by its word. `replaced` gets what is not a plain synonym.
    [[nodiscard]] std::string convert(std::string_view item, std::vector<Replaced>& replaced) const;

private:
    struct Found {
        const Entry* entry = nullptr;
        std::string_view said;   // canonical
        std::string_view speed;  // of a move
        std::size_t begin = 0;   // bytes of the item
        std::size_t end = 0;
    };
    [[nodiscard]] const Entry* find(std::string_view term, std::string_view direction) const;
    [[nodiscard]] std::size_t end_of_term(std::string_view text, const std::vector<Word>& words, std::size_t next,
                                          std::size_t begin) const;
    [[nodiscard]] std::optional<Found> find_term(std::string_view text) const;
    void convert_into(std::string_view text, int depth, std::string& out, std::vector<Replaced>& replaced) const;

    std::shared_ptr<const sema::Vocabulary> vocabulary_;
    std::vector<Entry> entries_;
    std::vector<std::pair<std::string, std::string>> speeds_;
};

}  // namespace shot::prompt
