// A value of prose as tokens: what the text lints read. Made once a text; its memory is used again.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/lint/clauses.hpp"
#include "compiler/lint/lexicon.hpp"

namespace shot::lint {

struct Token {
    enum class Kind : std::uint8_t { Word, Number, Mark, End };  // End: of a sentence (`.`, `!`, `?`, `;` is a Mark)
    std::uint32_t begin = 0;                                     // bytes of the text
    std::uint32_t end = 0;
    Kind kind = Kind::Word;
    bool is_quoted = false;  // stands in quotation marks: what a sign reads, or what somebody says
    bool is_joined = false;  // a hyphen stands before it
    Lists lists;             // that hold it, or a phrase that begins here
};

/// Bytes between two quotation marks, without them, and the first token after the opening one.
struct Quotation {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::size_t first = 0;
    std::size_t last = 0;  // past the last token inside
};

class Text {
public:
    void read(std::string_view text, const Lexicon& lexicon);

    [[nodiscard]] std::size_t size() const { return tokens_.size(); }
    [[nodiscard]] const Token& operator[](std::size_t i) const { return tokens_[i]; }
    [[nodiscard]] const std::vector<Quotation>& quotations() const { return quotations_; }
    /// Who does what, in the order of the text.
    [[nodiscard]] const Predicates& predicates() const { return predicates_; }
    /// In small letters. Empty past the end.
    [[nodiscard]] std::string_view word(std::size_t i) const {
        return i < tokens_.size() ? std::string_view(lower_).substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin)
                                  : std::string_view();
    }
    /// As it is written, of the tokens [first, last).
    [[nodiscard]] std::string_view written(std::size_t first, std::size_t last) const {
        return text_.substr(tokens_[first].begin, tokens_[last - 1].end - tokens_[first].begin);
    }
    [[nodiscard]] std::string_view text() const { return text_; }
    /// The same bytes in small letters.
    [[nodiscard]] std::string_view lower() const { return lower_; }

    /// Tokens of the longest entry of the list that begins at `i`; 0 where there is none.
    [[nodiscard]] std::size_t match(std::size_t i, Words list) const;
    [[nodiscard]] bool is(std::size_t i, Words list) const { return i < tokens_.size() && tokens_[i].lists.has(list); }
    [[nodiscard]] bool is_word(std::size_t i) const {
        return i < tokens_.size() && tokens_[i].kind == Token::Kind::Word;
    }
    [[nodiscard]] bool is_mark(std::size_t i, char mark) const {
        return i < tokens_.size() && tokens_[i].kind >= Token::Kind::Mark && lower_[tokens_[i].begin] == mark;
    }
    /// Whether the token `i`, which there is, begins with a capital letter of ASCII.
    [[nodiscard]] bool has_capital(std::size_t i) const {
        return text_[tokens_[i].begin] >= 'A' && text_[tokens_[i].begin] <= 'Z';
    }
    /// Whether it is written as a name: with a capital inside a clause, where the word before has none.
    [[nodiscard]] bool is_name(std::size_t i) const {
        return i > 0 && is_word(i) && has_capital(i) && is_word(i - 1) &&
               (!has_capital(i - 1) || is(i - 1, Words::Article));
    }
    /// A mark of any kind, or the end.
    [[nodiscard]] bool is_stop(std::size_t i) const {
        return i >= tokens_.size() || tokens_[i].kind >= Token::Kind::Mark;
    }
    /// The end of a sentence or of the text.
    [[nodiscard]] bool is_end(std::size_t i) const {
        return i >= tokens_.size() || tokens_[i].kind == Token::Kind::End;
    }
    /// Whether a token of [first, last) stands in the list, outside quotation marks.
    [[nodiscard]] bool holds(std::size_t first, std::size_t last, Words list) const;
    /// The first token outside quotation marks that stands in the list; size() where there is none.
    [[nodiscard]] std::size_t first_of(Words list) const;
    /// The lists that any token outside quotation marks stands in.
    [[nodiscard]] const Lists& all_lists() const { return all_lists_; }
    /// That it was read with.
    [[nodiscard]] const Lexicon& lexicon() const { return *lexicon_; }

private:
    struct Hit {
        std::uint32_t token;
        std::uint32_t count;
        Lists lists;
    };
    void read_tokens();
    void read_quotations();
    void look_up(const Lexicon& lexicon);
    [[nodiscard]] std::size_t match_rest(std::size_t i, std::span<const std::string> rest) const;
    std::size_t read_number(std::size_t at);
    [[nodiscard]] std::size_t length_of_word(std::size_t at) const;

    const Lexicon* lexicon_ = nullptr;
    std::string_view text_;
    std::string lower_;
    std::vector<Token> tokens_;
    std::vector<Hit> hits_;  // phrases of several words, by token
    std::vector<Quotation> quotations_;
    Predicates predicates_;
    Lists all_lists_;
};

}  // namespace shot::lint
