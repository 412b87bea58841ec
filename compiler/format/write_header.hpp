// Lines of one form: headers, beats, `on`, `import`, `make`, and the heads of fields and dialogue.
#pragma once

#include <string>
#include <string_view>

#include "compiler/format/format.hpp"
#include "compiler/source/source_file.hpp"
#include "compiler/syntax/tree.hpp"

namespace shot::format {

class HeaderWriter {
public:
    HeaderWriter(const syntax::Tree& tree, const SourceFile& source, const TitleCheck& is_framing)
        : tree_(tree), source_(source), is_framing_(is_framing) {}

    /// The line of a node, without its indentation and its comment; of a node with a text (a field, an action, dialogue,
    /// `let`, `palette`, `sound`) what stands before the text, with the blank after it.
    [[nodiscard]] std::string write(const syntax::Node& node) const;

private:
    [[nodiscard]] std::string_view slice(Range range) const { return source_.slice(range); }
    [[nodiscard]] std::string write_quoted(Range inside) const;
    [[nodiscard]] std::string write_value(Range value, bool is_quoted) const;
    [[nodiscard]] std::string write_header(const syntax::Node& node) const;
    [[nodiscard]] std::string write_parameters(syntax::Slice parameters) const;
    [[nodiscard]] std::string write_arguments(syntax::Slice arguments) const;
    [[nodiscard]] std::string write_item(const syntax::Item& item, bool is_measured) const;
    [[nodiscard]] std::string write_items(syntax::Slice items, syntax::NodeKind kind) const;
    [[nodiscard]] std::string write_import(const syntax::Import& import) const;
    [[nodiscard]] std::string write_make(const syntax::Make& make) const;
    [[nodiscard]] std::string write_beat(const syntax::Beat& beat) const;
    [[nodiscard]] std::string write_beat_items(const syntax::Beat& beat) const;
    [[nodiscard]] int rank_of(const syntax::Item& item, syntax::NodeKind kind) const;

    const syntax::Tree& tree_;
    const SourceFile& source_;
    const TitleCheck& is_framing_;
};

/// `0.00`, `2.40`, `0.125`.
std::string write_time(std::int32_t milliseconds);
/// The text in straight quotation marks; with those that it has where it holds straight ones itself. `whole` has its
/// marks, `inside` has not.
std::string straighten(std::string_view whole, std::string_view inside);

}  // namespace shot::format
