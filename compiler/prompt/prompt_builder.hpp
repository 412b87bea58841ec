// Appends text with its origin to a prompt and its map, and knows how a phrase of the script becomes an item of a list
// or a sentence. All writers write through it, so that the map has every byte and no stop or comma is doubled.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

/// A speaker's name that the prompt gives a tag, as a picture of them comes with the request.
struct NameTag {
    static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

    std::string_view display;
    std::string tag;
    bool is_instead = false;         // stands for the name wherever that is said; otherwise behind it, once
    std::size_t said_at = kNowhere;  // where the tag stands
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

    /// What the names of speakers are tagged with; none at the start.
    void set_names(std::vector<NameTag> names) { names_ = std::move(names); }
    /// The tags are said again from here.
    void repeat_names();
    /// The name and its tag, or the name alone.
    void append_name(std::string_view display, Span origin);

    /// `phrase` is said by what was written from `offset` on, in whatever words.
    void mark(sema::Phrase phrase, std::size_t offset);
    void mark(sema::Phrases phrases, std::size_t offset);
    /// `text` in the place of the phrase, trimmed like an item.
    bool append_instead(sema::Phrase phrase, std::string_view text);

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
    /// The same of any lists, with `and` before the last item where `joins_last`. `write_item(item, list)` writes one,
    /// and says whether it did; `list` is the index of its list.
    template <class WriteItem>
    bool append_list(std::span<const sema::Phrases> lists, ListEnd end, bool joins_last, WriteItem write_item);

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
    [[nodiscard]] NameTag* find_name(std::string_view text);
    void append_on_one_line(std::string_view text, Span origin, std::size_t begin);
    void append_blank(std::size_t paragraph, sema::Phrase next);
    void replace(std::size_t begin, std::size_t old_size, std::string_view text);

    const sema::ResolvedShot& shot_;
    Prompt& out_;
    std::vector<NameTag> names_;
};

template <class WriteItem>
bool PromptBuilder::append_list(std::span<const sema::Phrases> lists, ListEnd end, bool joins_last,
                                WriteItem write_item) {
    bool is_any = false;
    std::size_t last = size();
    std::size_t comma = 0;
    for (std::size_t list = 0; list < lists.size(); ++list) {
        for (const sema::Phrase& item : shot_.of(lists[list])) {
            if (item.count == 0) {
                continue;
            }
            std::size_t before = size();
            if (is_any) {
                trim(last, true);
                before = size();
                append_to_last(", ");
            }
            const std::size_t begin = size();
            if (write_item(item, list)) {
                comma = is_any ? before : 0;
                last = begin;
                is_any = true;
            } else {
                roll_back(before);
            }
        }
    }
    if (joins_last && comma > 0) {
        constexpr std::string_view kAnd = " and ";
        replace(comma, 2, kAnd);
        last += kAnd.size() - 2;
    }
    if (is_any && end == ListEnd::FullStop) {
        end_sentence(last);
    } else if (is_any && end == ListEnd::Bare) {
        trim(last, true);
    }
    return is_any;
}

}  // namespace shot::prompt
