// What every reader of lines works on: the tree that is being made, the text, and the sink with what silences it.
#pragma once

#include <string_view>
#include <type_traits>

#include "compiler/diagnostics/sink.hpp"
#include "compiler/parse/marks.hpp"
#include "compiler/syntax/tree.hpp"

namespace shot::parse {

struct Context {
    syntax::Tree& tree;
    std::string_view text;  // of the whole file
    diagnostics::Sink& sink;
    bool is_muted = false;  // the line has been reported already: what else is wrong with it follows from that

    template <class... Arguments>
    diagnostics::Report report(const diagnostics::Definition<Arguments...>& definition, Range range,
                               std::type_identity_t<Arguments>... arguments) {
        if (is_muted) {
            return diagnostics::Report(nullptr);
        }
        return sink.report(definition, tree.span(range), arguments...);
    }

    [[nodiscard]] std::string_view slice(Range range) const { return text.substr(range.begin, range.end - range.begin); }
    /// The range of a part of the text.
    [[nodiscard]] Range range(std::string_view part) const {
        const auto begin = static_cast<std::uint32_t>(part.data() - text.data());
        return {begin, begin + static_cast<std::uint32_t>(part.size())};
    }
    [[nodiscard]] Span span(std::string_view part) const { return tree.span(range(part)); }
    [[nodiscard]] Span insertion(std::uint32_t offset) const { return tree.span({offset, offset}); }

    /// Where an item keeps what a plain one has not: good until the next one is added.
    syntax::ItemPart& add_part(syntax::Item& item) {
        constexpr std::uint32_t kBits = (1U << 30) - 1;
        item.part = static_cast<std::uint32_t>(tree.item_parts.size()) & kBits;
        return tree.item_parts.emplace_back();
    }

    /// What stands after a colon or a dash, without blanks at its ends.
    [[nodiscard]] syntax::Text text_of(std::string_view part) const {
        part = trim(part);
        return part.empty() ? syntax::Text() : syntax::Text{range(part)};
    }

    /// Goes on with a text on a deeper line. Texts grow one after the other, so the pieces of each are neighbours.
    void add_piece(syntax::Text& to, std::string_view part) {
        part = trim(part);
        if (part.empty()) {
            return;
        }
        if (!to.is_long()) {
            const bool is_block = to.is_empty();
            const auto first = static_cast<std::uint32_t>(tree.pieces.size());
            if (!is_block) {
                tree.pieces.push_back(to.line);
            }
            tree.long_texts.push_back({{first, is_block ? 0U : 1U}, is_block});
            to.line = {static_cast<std::uint32_t>(tree.long_texts.size()), 0};
        }
        tree.pieces.push_back(range(part));
        ++tree.long_texts[to.line.begin - 1].pieces.count;
    }
};

/// Silences the context for a block of code.
class Mute {
public:
    explicit Mute(Context& context) : context_(context), before_(context.is_muted) { context.is_muted = true; }
    ~Mute() { context_.is_muted = before_; }
    Mute(const Mute&) = delete;
    Mute& operator=(const Mute&) = delete;

private:
    Context& context_;
    bool before_;
};

}  // namespace shot::parse
