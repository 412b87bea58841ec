// `{name}` in a text: what it inserts, from a constant to a field of a style.
#include "compiler/parse/values.hpp"
#include "compiler/sema/evaluate.hpp"
#include "compiler/sema/names.hpp"

namespace shot::sema {

using syntax::Text;

void Evaluator::insert_let(const Symbol& symbol) {
    const Module& module = data_.module(symbol.module);
    const syntax::Header& header = data_.header(symbol);
    if (symbol.module.value == 0) {
        if (const auto set = data_.sets.find(module.slice(header.name)); set != data_.sets.end()) {
            append_chunk(set->second.first, set->second.second);
            return;
        }
    }
    append_pieces(header.lead, {symbol.module, nullptr}, nullptr, true);
}

/// False, and reported (unless a circle was), where inserting would go on without end. Names that come out empty count
/// too: it is the steps that would double.
bool Evaluator::may_insert(std::string_view name, Span span) {
    if (depth_ == 0) {
        is_too_deep_ = false;
    }
    if (is_too_deep_) {
        return false;
    }
    is_too_deep_ = depth_ >= kMaxInsertDepth;
    const bool is_too_much = insertions_ >= kMaxInsertions || inserted_bytes_ >= kMaxInsertedBytes;
    if (!is_too_deep_ && !is_too_much) {
        ++insertions_;
        return true;
    }
    if (!data_.has_cycles) {
        sink_.report(diag::TooMuchInserted, span, name,
                     is_too_deep_ ? fmt::format("more than {} names deep", kMaxInsertDepth)
                     : insertions_ >= kMaxInsertions
                         ? fmt::format("over {} names in one shot", kMaxInsertions)
                         : fmt::format("over {} KB in one shot", kMaxInsertedBytes / 1024));
    }
    return false;
}

void Evaluator::forget_insertions() {
    insertions_ = 0;
    inserted_bytes_ = 0;
}

void Evaluator::append_inserted(std::string_view text, Span origin) {
    inserted_bytes_ += depth_ > 0 ? 0 : text.size();  // deeper, append_chunk() counts
    append_chunk(text, origin);
}

void Evaluator::insert_name(std::string_view name, Span span, const Scope& scope, std::vector<Mention>* mentions) {
    if (!may_insert(name, span)) {
        return;
    }
    if (scope.environment != nullptr) {
        const Binding* binding = scope.environment->find(name);
        if (binding != nullptr && !binding->symbol) {
            append_inserted(binding->text, binding->origin);
            return;
        }
    }
    if (const Symbol symbol = find_symbol(data_, scope, name)) {
        insert_symbol(symbol, span, mentions);
        return;
    }
    if (const auto dot = name.rfind('.'); dot != std::string_view::npos) {
        if (const Symbol symbol = find_symbol(data_, scope, name.substr(0, dot))) {
            insert_field(symbol, name.substr(dot + 1), span);
            return;
        }
    }
    if (forgives_names_) {
        return;
    }
    constexpr Kinds kAnything = 0xFFFF;
    report_unknown_name(data_, scope, name, span, kAnything, "constant, parameter or declaration", sink_);
}

std::string_view Evaluator::evaluate_argument(Range range, bool is_quoted, const Scope& scope) {
    const Module& module = data_.module(scope.module);
    const std::string_view name = module.slice(range);
    if (is_quoted || !parse::is_dotted_name(name)) {
        return evaluate_text(range, scope);
    }
    const bool is_parameter = scope.environment != nullptr && scope.environment->find(name) != nullptr;
    if (!is_parameter && find_symbol(data_, scope, name).kind != SymbolKind::Let) {
        return evaluate_text(range, scope);
    }
    const std::size_t first_chunk = out_.chunks.size();
    Phrase phrase = begin_phrase();
    insert_name(name, module.span(range), scope, nullptr);
    end_phrase(phrase);
    const std::string_view result = text_of(phrase);
    out_.chunks.resize(first_chunk);
    return result;
}

void Evaluator::insert_symbol(const Symbol& symbol, Span span, std::vector<Mention>* mentions) {
    ++depth_;
    const Module& module = data_.module(symbol.module);
    switch (symbol.kind) {
        case SymbolKind::Let:
            insert_let(symbol);
            break;
        case SymbolKind::Palette:
        case SymbolKind::Sound:
            insert_joined_items(symbol);
            break;
        case SymbolKind::Speaker:
            append_chunk(display_name(data_, symbol), span);
            if (mentions != nullptr) {
                mentions->push_back({symbol, span});
            }
            break;
        case SymbolKind::Scene:
        case SymbolKind::Style:
            insert_field(symbol, "look", span);
            break;
        case SymbolKind::Shot:
        case SymbolKind::Sequence: {
            const syntax::Header& header = data_.header(symbol);
            const Range range = header.has_title ? header.title : header.name;
            append_chunk(module.slice(range), module.span(range));
            break;
        }
        case SymbolKind::None:
        case SymbolKind::Parameter:
            break;
    }
    --depth_;
}

/// The items of a palette or a sound bed as running text.
void Evaluator::insert_joined_items(const Symbol& symbol) {
    const std::size_t first_phrase = out_.phrases.size();
    const std::size_t first_chunk = out_.chunks.size();
    append_items_of(symbol, symbol.kind == SymbolKind::Palette ? FieldKind::Palette : FieldKind::Sound);
    join_items(first_phrase, first_chunk);
}

/// Phrases from `first_phrase` on become running text: `calm, tender`.
void Evaluator::join_items(std::size_t first_phrase, std::size_t first_chunk) {
    std::vector<Chunk> joined;
    for (std::size_t i = first_phrase; i < out_.phrases.size(); ++i) {
        const auto chunks = out_.of(out_.phrases[i]);
        if (i > first_phrase) {
            joined.push_back({", ", chunks.front().origin});
        }
        joined.insert(joined.end(), chunks.begin(), chunks.end());
    }
    out_.phrases.resize(first_phrase);
    out_.chunks.resize(first_chunk);
    out_.chunks.insert(out_.chunks.end(), joined.begin(), joined.end());
}

namespace {

struct FoundField {
    const Text* text = nullptr;
    ModuleId module;
};

FoundField find_field_text(const Script::Data& data, const Symbol& symbol, FieldKind kind, int depth) {
    const Module& module = data.module(symbol.module);
    const syntax::Tree& tree = module.tree;
    const syntax::Header& header = tree.header(symbol.node);
    for (NodeId child = syntax::Tree::first_child(symbol.node); child < tree.node(symbol.node).next;
         child = tree.node(child).next) {
        if (tree.node(child).kind == syntax::NodeKind::Field) {
            const syntax::Field& field = tree.fields[tree.node(child).data];
            if (field.kind == kind && !field.has_owner) {
                return {&field.value, symbol.module};
            }
        }
    }
    const bool lead_is_field = header.has_lead && ((kind == FieldKind::Look && symbol.kind != SymbolKind::Shot) ||
                                                   (kind == FieldKind::Scene && symbol.kind == SymbolKind::Shot));
    if (lead_is_field) {
        return {&header.lead, symbol.module};
    }
    if (symbol.kind == SymbolKind::Style && depth < kMaxInsertDepth) {
        for (std::uint32_t i = header.items.count; i > 0; --i) {
            const syntax::Item& item = tree.items[header.items.first + i - 1];
            const Symbol base = find_symbol(data, {symbol.module, nullptr}, module.slice(tree.part_of(item).name));
            if (base.kind == SymbolKind::Style) {
                if (const FoundField found = find_field_text(data, base, kind, depth + 1); found.text != nullptr) {
                    return found;
                }
            }
        }
    }
    return {};
}

}  // namespace

void Evaluator::insert_field(const Symbol& symbol, std::string_view field, Span span) {
    const auto kind = syntax::find_field(field);
    const bool has_fields = symbol.kind == SymbolKind::Scene || symbol.kind == SymbolKind::Speaker ||
                            symbol.kind == SymbolKind::Style || symbol.kind == SymbolKind::Shot;
    if (!kind || !has_fields) {
        sink_.report(diag::UnknownName, span,
                     fmt::format("field of the {} `{}`", kind_name(symbol.kind), data_.name_of(symbol)), field);
        return;
    }
    const FoundField found = find_field_text(data_, symbol, *kind, 0);
    if (found.text == nullptr) {
        return;
    }
    const Scope scope{found.module, nullptr};
    const syntax::FieldType type = syntax::field_info(*kind).type;
    ++depth_;
    if (type == syntax::FieldType::List || type == syntax::FieldType::Camera || type == syntax::FieldType::Lens) {
        const std::size_t first_phrase = out_.phrases.size();
        const std::size_t first_chunk = out_.chunks.size();
        evaluate_list(*found.text, scope, *kind);
        join_items(first_phrase, first_chunk);
    } else {
        append_pieces(*found.text, scope, nullptr, true);
    }
    --depth_;
}

}  // namespace shot::sema
