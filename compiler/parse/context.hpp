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

    /// Adds what is left of `part` without blanks at its ends; nothing where that is empty.
    void add_piece(syntax::Text& to, std::string_view part) {
        part = trim(part);
        if (part.empty()) {
            return;
        }
        if (to.pieces.count == 0) {
            to.pieces.first = static_cast<std::uint32_t>(tree.pieces.size());
        }
        tree.pieces.push_back(range(part));
        ++to.pieces.count;
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
