// Appends text with its origin to a prompt and its map, and knows how a phrase of the script becomes an item of a list
// or a sentence. All writers write through it, so that the map has every byte and no stop or comma is doubled.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "compiler/prompt/text_rules.hpp"
#include "compiler/prompt/write_prompt.hpp"
#include "compiler/sema/resolved_shot.hpp"

namespace shot::prompt {

/// How the last item of a list ends.
enum class ListEnd : std::uint8_t {
    AsWritten,  // the value of a line: without a stray comma
    FullStop,   // a sentence
    Bare,       // inside brackets, or before more of the sentence: without a full stop
};

class PromptBuilder {
public:
    /// Both stay the caller's; `out` is emptied.
    PromptBuilder(const sema::ResolvedShot& shot, Prompt& out);

    [[nodiscard]] std::size_t size() const { return out_.text.size(); }
    [[nodiscard]] bool is_empty() const { return out_.text.empty(); }
    /// Forgets all after the first `size` bytes.
    void roll_back(std::size_t size);

    /// Here for the compiler to inline: a prompt is a hundred and more of these.
    void append(std::string_view text, Span origin) {
        if (text.empty()) {
            return;
        }
        const auto begin = static_cast<std::uint32_t>(out_.text.size());
        out_.text.append(text);
        const auto end = static_cast<std::uint32_t>(begin + text.size());
        if (!out_.map.empty() && out_.map.back().origin == origin) {
            out_.map.back().end = end;
        } else {
            out_.map.push_back({begin, end, origin});
        }
    }
    /// Punctuation that ends what was written last, and so comes from there.
    void append_to_last(std::string_view text);
    /// A label, its colon and a blank.
    void append_label(std::string_view label, Span origin);

    /// Its text on one line. What `{…}` inserted brings no second comma or full stop along.
    void append_phrase(sema::Phrase phrase);
    /// The same without stray punctuation at its end. False, and nothing written, if it is nothing else.
    bool append_item(sema::Phrase phrase);
    /// Takes commas, semicolons and colons from the end of what stands behind `begin`; with `drop_stop` a full stop,
    /// too.
    void trim(std::size_t begin, bool drop_stop) {
        if (size() > begin && may_be_tail(out_.text.back())) {
            trim_tail(begin, drop_stop);
        }
    }
    /// Makes what stands behind `begin` a sentence: trimmed, and with a full stop unless it has an end.
    void end_sentence(std::size_t begin);
    /// A capital, where the first word behind `begin` is all small letters and no speaker's name.
    void capitalise(std::size_t begin);
    /// Straight and curly double quotes behind `begin` become single ones.
    void soften_quotes(std::size_t begin);

    /// The items of both lists, joined by commas. False, and nothing written, if there is nothing to write.
    bool append_items(sema::Phrases first, sema::Phrases second, ListEnd end);
    bool append_items(sema::Phrases items, ListEnd end) { return append_items(items, {}, end); }

    /// A sentence of a paragraph that begins at `paragraph`: with a blank before it unless it is the first.
    void add_sentence(sema::Phrase phrase, std::size_t paragraph);
    void add_sentences(sema::Phrases phrases, std::size_t paragraph);
    /// A list as one sentence.
    void add_list_sentence(sema::Phrases items, std::size_t paragraph);

    [[nodiscard]] Span origin_of(sema::Phrase phrase) const;
    [[nodiscard]] Span origin_of(sema::Phrases phrases) const;  // of its first
    [[nodiscard]] std::string_view text_from(std::size_t begin) const {
        return std::string_view(out_.text).substr(begin);
    }

private:
    void trim_tail(std::size_t begin, bool drop_stop);
    void append_on_one_line(std::string_view text, Span origin, std::size_t begin);
    void append_blank(std::size_t paragraph, sema::Phrase next);
    void replace(std::size_t begin, std::size_t old_size, std::string_view text);

    const sema::ResolvedShot& shot_;
    Prompt& out_;
};

}  // namespace shot::prompt
