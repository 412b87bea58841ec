// Written text -> resolved text: continuations joined, escapes read, `{names}` inserted, speakers called by their
// display names, lists taken apart, names of palettes and sound beds replaced by what they hold.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/diagnostics/sink.hpp"
#include "compiler/sema/module.hpp"
#include "compiler/sema/resolved_shot.hpp"
#include "compiler/sema/shared_texts.hpp"

namespace shot::sema {

/// Inserted names inside inserted names; a circle of constants is reported when they are declared, this stops it here.
inline constexpr int kMaxInsertDepth = 32;
/// What one shot inserts, in names and in bytes: constants that insert each other twice over would double at every step.
inline constexpr std::size_t kMaxInsertions = 50'000;
inline constexpr std::size_t kMaxInsertedBytes = std::size_t{1} << 20;

/// A speaker that a text names, where.
struct Mention {
    Symbol speaker;
    Span span;
};

/// Writes phrases and chunks into one ResolvedShot, for one shot (or declaration that is checked) after the other.
class Evaluator {
public:
    Evaluator(const Script::Data& data, ResolvedShot& out, diagnostics::Sink& sink)
        : data_(data), out_(out), sink_(sink) {}

    /// While set, an inserted name that is unknown is not reported: the header that would declare it could not be read.
    void forgive_names(bool is_forgiven) { forgives_names_ = is_forgiven; }
    /// A whole prose as one phrase (count 0 where it comes out empty). Speakers that it names go to `mentions`.
    Phrase evaluate_prose(const syntax::Text& text, const Scope& scope, std::vector<Mention>* mentions = nullptr);
    /// Prose from a range of the scope's file: a line of dialogue (`names_speakers` false: words stay as they are).
    Phrase evaluate_range(Range range, const Scope& scope, bool names_speakers);
    /// A line of dialogue that goes on over several lines, without its outer quotation marks.
    Phrase evaluate_spoken_lines(const syntax::Text& text, const Scope& scope);
    /// Appends the items of a list to out.phrases. `kind` decides which names may stand in it.
    void evaluate_list(const syntax::Text& text, const Scope& scope, FieldKind kind);
    /// Each written line as a phrase of its own (`raw`).
    void evaluate_lines(const syntax::Text& text, const Scope& scope);
    /// The text of a range with everything inserted, as one string in the shot's arena (or a view into the file).
    std::string_view evaluate_text(Range range, const Scope& scope);
    /// The value of an argument or a default: what stands in quotation marks as a text; a name alone as what it holds.
    std::string_view evaluate_argument(Range range, bool is_quoted, const Scope& scope);
    /// All of a text, joined and inserted, as one string.
    std::string_view evaluate_joined(const syntax::Text& text, const Scope& scope);
    /// Appends what a field's value comes to, by the field's type, to out.phrases. `is_shared`: the text is of a
    /// declaration that other shots use, too, and is evaluated for the first of them only.
    void evaluate_value(const syntax::Text& text, const Scope& scope, FieldKind kind, bool is_shared,
                        std::vector<Mention>* mentions);
    /// The words of the camera that an item holds. Good until the next call.
    const Terms& read_terms(std::string_view item) { return shared_.read_terms(*data_.vocabulary, item); }
    /// As for a new shot: what counts against the limits of insertion starts again.
    void forget_insertions();
    /// What stands in a phrase, as one string.
    std::string_view text_of(Phrase phrase);

private:
    void append_literal(std::string_view text, Span origin, const Scope& scope, std::vector<Mention>* mentions,
                        bool names);
    void append_range(Range range, const Scope& scope, std::vector<Mention>* mentions, bool names);
    void append_pieces(const syntax::Text& text, const Scope& scope, std::vector<Mention>* mentions, bool names);
    void append_item(std::string_view item, Range range, const Scope& scope, FieldKind kind);
    void append_anchor(std::string_view item, Range range, const Scope& scope);
    bool report_bare_hex(std::string_view item, Range hex, Span span);
    bool report_bad_hex(std::string_view item, Span span);
    bool append_named_item(std::string_view item, Span span, const Scope& scope, FieldKind kind);
    void append_items_of(const Symbol& symbol, FieldKind kind);
    void insert_name(std::string_view name, Span span, const Scope& scope, std::vector<Mention>* mentions);
    void insert_symbol(const Symbol& symbol, Span span, std::vector<Mention>* mentions);
    bool may_insert(std::string_view name, Span span);
    void append_inserted(std::string_view text, Span origin);  // counted, where append_chunk() is at the written text
    void insert_let(const Symbol& symbol);
    void insert_field(const Symbol& symbol, std::string_view field, Span span);
    void insert_joined_items(const Symbol& symbol);
    void join_items(std::size_t first_phrase, std::size_t first_chunk);
    void append_value(const syntax::Text& text, const Scope& scope, FieldKind kind, std::vector<Mention>* mentions);
    bool append_kept(const SharedTexts::Result& kept);
    template <class Append>
    void append_shared(const syntax::Text& text, const Scope& scope, FieldKind kind, Append append);
    void append_chunk(std::string_view text, Span origin);
    [[nodiscard]] Phrase begin_phrase() const { return {static_cast<std::uint32_t>(out_.chunks.size()), 0}; }
    void end_phrase(Phrase& phrase);
    void push_phrase(Phrase phrase);

    const Script::Data& data_;
    ResolvedShot& out_;
    diagnostics::Sink& sink_;
    SharedTexts shared_;
    int depth_ = 0;
    bool forgives_names_ = false;
    bool is_too_deep_ = false;  // of the insertion that stands in the written text: the rest of it is left out
    std::size_t insertions_ = 0;
    std::size_t inserted_bytes_ = 0;
};

}  // namespace shot::sema
