#include "compiler/sema/list_shots.hpp"

#include <algorithm>

#include "compiler/parse/values.hpp"
#include "compiler/sema/evaluate.hpp"
#include "compiler/sema/load.hpp"
#include "compiler/sema/names.hpp"
#include "compiler/source/paths.hpp"
#include "compiler/source/text_width.hpp"
#include "compiler/support/nearest.hpp"

namespace shot::sema {

using syntax::NodeKind;

namespace {

constexpr std::uint32_t kNone = 0xFFFF'FFFFU;

/// A name from any text: what cannot stand in one becomes `-`.
std::string make_name(std::string_view text) {
    std::string name;
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t size = 1;
        while (at + size < text.size() && (static_cast<unsigned char>(text[at + size]) & 0xC0) == 0x80) {
            ++size;
        }
        const std::string_view character = text.substr(at, size);
        // A character may stand inside a name when it may follow a letter.
        const std::string probe = "a" + std::string(character);
        name += parse::is_name(probe) ? character : std::string_view("-");
        at += size;
    }
    return name;
}

class Lister {
public:
    Lister(Script::Data& data, diagnostics::Sink& sink) : data_(data), sink_(sink), evaluator_(data, scratch_, sink) {}

    void list() {
        const syntax::Tree& tree = root().tree;
        for (NodeId node{0U}; node.value < tree.nodes.size(); node = tree.node(node).next) {
            switch (tree.node(node).kind) {
                case NodeKind::Shot:
                    list_shot(node);
                    break;
                case NodeKind::Make:
                    list_make(node);
                    break;
                case NodeKind::Target:
                    list_target(node);
                    break;
                default:
                    break;
            }
        }
        for (NodeId node{0U}; node.value < tree.nodes.size(); node = tree.node(node).next) {
            if (tree.node(node).kind == NodeKind::Sequence) {
                list_sequence(node);
            }
        }
    }

private:
    Module& root() { return data_.module(ModuleId(0U)); }

    void list_shot(NodeId node) {
        const syntax::Header& header = root().tree.header(node);
        if (header.has_parameters || header.name.is_empty()) {
            return;
        }
        const std::string_view name = normal_name(data_.arena, root().slice(header.name));
        ShotInstance instance{ModuleId(0U), node, kNone, 0, name, root().span(header.name)};
        const auto known = root().names.find(name);
        if (known != root().names.end() && known->second.node == node) {
            known->second.shot = ShotId(data_.shots.size());
        }
        add(instance);
    }

    bool add(const ShotInstance& instance) {
        if (data_.shots.size() >= kMaxShots) {
            sink_.report(diag::TooManyShots, instance.span, static_cast<long long>(kMaxShots));
            return false;
        }
        data_.shots.push_back(instance);
        return true;
    }

    void list_make(NodeId node) {
        const syntax::Make& make = root().tree.makes[root().tree.node(node).data];
        if (make.template_name.is_empty()) {
            return;
        }
        const Scope scope{ModuleId(0U), nullptr};
        const Symbol shot_template =
            require_symbol(data_, scope, root().slice(make.template_name), root().span(make.template_name),
                           kind_bit(SymbolKind::Shot), "shot", sink_);
        if (!shot_template || make.alias.is_empty()) {
            return;
        }
        Made made{node, shot_template, kNone};
        if (!make.has_table) {
            data_.made.push_back(made);
            const std::vector<Cell> none;
            make_shot(make, shot_template, nullptr, none, 0, root().span(make.alias));
            return;
        }
        made.table = load_table(make);
        if (made.table == kNone) {
            return;
        }
        data_.made.push_back(made);
        make_rows(make, shot_template, data_.tables[made.table]);
    }

    void make_rows(const syntax::Make& make, const Symbol& shot_template, const LoadedTable& loaded) {
        const Table& table = loaded.table;
        if (!check_columns(make, shot_template, loaded)) {
            return;
        }
        const std::string_view pattern = root().slice(make.alias);
        std::size_t row_count = table.row_count();
        if (pattern.find('{') == std::string_view::npos && row_count > 1) {
            sink_.report(diag::DuplicateMadeName, root().span(make.alias), pattern)
                .note("put a column that differs from row to row into the name after `as`, as `sku_{sku}`");
            row_count = 1;
        }
        std::vector<Cell> cells;
        for (std::size_t row = 0; row < row_count; ++row) {
            table.read_row(row, cells);
            const Span span = make_span(loaded.file, table.row_range(row));
            if (!make_shot(make, shot_template, &table, cells, static_cast<std::uint32_t>(row), span)) {
                return;
            }
        }
    }

    std::uint32_t load_table(const syntax::Make& make) {
        const Span span = root().span(make.table);
        const std::string_view written = root().slice(make.table);
        const auto found = find_file(data_, root().folder, written, span, sink_, FileUse::Table);
        if (!found) {
            return kNone;
        }
        auto text = data_.files->read(found->path, kMaxTableBytes);
        if (!text) {
            sink_.report(diag::BadTable, span, written, text.error().reason);
            return kNone;
        }
        if (const auto bad = find_invalid_utf8(*text)) {
            sink_.report(diag::BadTable, span, written,
                         fmt::format("byte {} is not UTF-8; save it as UTF-8", *bad + 1));
            return kNone;
        }
        const std::string extension = path_extension(found->path);
        const FileId file = data_.sources->add(found->path, std::move(*text));
        data_.file_ids.push_back(file);
        data_.other_bundle_paths.emplace_back(file, found->bundle_path);
        std::vector<TableError> errors;
        Table table = Table::parse(data_.sources->get(file), extension == "json", errors);
        for (const TableError& error : errors) {
            if (error.row == 0) {
                sink_.report(diag::BadTable, make_span(file, error.range), written, error.reason)
                    .label(span, "used here");
            } else {
                sink_.report(diag::BadRow, make_span(file, error.range), static_cast<long long>(error.row),
                             error.reason);
            }
        }
        if (table.row_count() == 0 && errors.empty()) {
            sink_.report(diag::BadTable, span, written, "it has no rows, so that no shot is made");
        }
        data_.tables.push_back({file, std::string(parent_path(found->path)), std::move(table)});
        return static_cast<std::uint32_t>(data_.tables.size() - 1);
    }

    /// A column that fills no parameter and no pattern is most often a misspelt one. False where a parameter gets no
    /// value in any row: said once, of the table, and no row is made.
    bool check_columns(const syntax::Make& make, const Symbol& shot_template, const LoadedTable& loaded) {
        const std::string_view pattern = root().slice(make.alias);
        const Module& module = data_.module(shot_template.module);
        const syntax::Header& header = data_.header(shot_template);
        std::vector<std::string_view> parameters;
        for (std::uint32_t i = 0; i < header.parameters.count; ++i) {
            parameters.push_back(module.slice(module.tree.parameters[header.parameters.first + i].name));
        }
        for (std::size_t column = 0; column < loaded.table.columns().size(); ++column) {
            const std::string& name = loaded.table.columns()[column];
            const bool is_used = std::find(parameters.begin(), parameters.end(), name) != parameters.end() ||
                                 pattern.find("{" + name + "}") != std::string_view::npos;
            if (is_used) {
                continue;
            }
            auto report =
                sink_.report(diag::UnknownColumn, make_span(loaded.file, loaded.table.column_ranges()[column]), name,
                             module.slice(header.name));
            if (const auto nearest = find_nearest(name, parameters)) {
                report.at(fmt::format("did you mean `{}`?", *nearest));
            }
        }
        return check_required(make, shot_template, loaded);
    }

    bool check_required(const syntax::Make& make, const Symbol& shot_template, const LoadedTable& loaded) {
        const Module& module = data_.module(shot_template.module);
        const syntax::Header& header = data_.header(shot_template);
        const auto& columns = loaded.table.columns();
        const auto& ranges = loaded.table.column_ranges();
        bool is_whole = true;
        for (std::uint32_t i = 0; i < header.parameters.count; ++i) {
            const syntax::Parameter& parameter = module.tree.parameters[header.parameters.first + i];
            const std::string_view name = module.slice(parameter.name);
            bool has_value = parameter.has_fallback || std::find(columns.begin(), columns.end(), name) != columns.end();
            for (std::uint32_t a = 0; a < make.arguments.count && !has_value; ++a) {
                const syntax::Argument& argument = root().tree.arguments[make.arguments.first + a];
                has_value = argument.name.is_empty() ? a == i : root().slice(argument.name) == name;
            }
            if (has_value || ranges.empty()) {
                continue;
            }
            is_whole = false;
            sink_
                .report(diag::MissingArgument, make_span(loaded.file, {ranges.front().begin, ranges.back().end}),
                        module.slice(header.name), name)
                .label(module.span(parameter.name), "declared here without a default")
                .note(fmt::format("the table needs a column `{}`", name));
        }
        return is_whole;
    }

    bool make_shot(const syntax::Make& make, const Symbol& shot_template, const Table* table,
                   const std::vector<Cell>& cells, std::uint32_t row, Span span) {
        const std::string name = make_name(evaluate_pattern(make, shot_template, table, cells));
        if (name.empty() || !parse::is_name(name, true)) {
            sink_.report(diag::InvalidName, span, name, "a shot needs a name that starts with a letter or a digit");
            return true;
        }
        const std::string_view kept = data_.arena.copy(is_ascii(name) ? name : to_nfc(name));
        const Symbol symbol{SymbolKind::Shot, shot_template.module, shot_template.node, ShotId(data_.shots.size())};
        const auto [existing, is_new] = root().names.emplace(kept, symbol);
        if (!is_new) {
            report_taken(existing->second, kept, span, table != nullptr);
            return true;
        }
        root().name_spans.emplace(kept, span);
        ShotInstance instance{shot_template.module,
                              shot_template.node,
                              static_cast<std::uint32_t>(data_.made.size() - 1),
                              row,
                              kept,
                              span};
        return add(instance);
    }

    void report_taken(const Symbol& existing, std::string_view name, Span span, bool is_row) {
        const auto imported = root().name_spans.find(name);
        const Span first = imported != root().name_spans.end() ? imported->second : data_.name_span(existing);
        if (is_row) {
            sink_.report(diag::DuplicateMadeName, span, name)
                .label(first, "the first one")
                .note("put a column that differs from row to row into the name after `as`");
        } else {
            sink_.report(diag::DuplicateName, span, name).label(first, "declared here first");
        }
    }

    std::string evaluate_pattern(const syntax::Make& make, const Symbol& shot_template, const Table* table,
                                 const std::vector<Cell>& cells) {
        const std::string_view pattern = root().slice(make.alias);
        segments_.clear();
        parse::split_segments(pattern, segments_);
        std::string name;
        for (const parse::Segment& segment : segments_) {
            if (!segment.is_name) {
                name += pattern.substr(segment.range.begin, segment.range.size());
                continue;
            }
            const std::string_view wanted = pattern.substr(segment.name.begin, segment.name.size());
            const Range range{make.alias.begin + segment.name.begin, make.alias.begin + segment.name.end};
            name += pattern_value(wanted, root().span(range), make, shot_template, table, cells);
        }
        return name;
    }

    std::string pattern_value(std::string_view wanted, Span span, const syntax::Make& make, const Symbol& shot_template,
                              const Table* table, const std::vector<Cell>& cells) {
        for (std::size_t i = 0; table != nullptr && i < table->columns().size() && i < cells.size(); ++i) {
            if (table->columns()[i] == wanted && !cells[i].text.empty()) {
                return cells[i].text;
            }
        }
        const Module& module = data_.module(shot_template.module);
        const syntax::Header& header = data_.header(shot_template);
        for (std::uint32_t i = 0; i < header.parameters.count; ++i) {
            const syntax::Parameter& parameter = module.tree.parameters[header.parameters.first + i];
            if (module.slice(parameter.name) != wanted) {
                continue;
            }
            for (std::uint32_t a = 0; a < make.arguments.count; ++a) {
                const syntax::Argument& argument = root().tree.arguments[make.arguments.first + a];
                const bool is_it = argument.name.is_empty() ? a == i : root().slice(argument.name) == wanted;
                if (is_it) {
                    evaluator_.forget_insertions();
                    return std::string(
                        evaluator_.evaluate_argument(argument.value, argument.is_quoted, {ModuleId(0U), nullptr}));
                }
            }
            return std::string(module.slice(parameter.fallback));
        }
        const Scope scope{ModuleId(0U), nullptr};
        if (const Symbol symbol = find_symbol(data_, scope, wanted); symbol.kind == SymbolKind::Let) {
            evaluator_.forget_insertions();
            return std::string(evaluator_.evaluate_joined(data_.header(symbol).lead, {symbol.module, nullptr}));
        }
        const bool is_empty_cell = table != nullptr && std::find(table->columns().begin(), table->columns().end(),
                                                                 wanted) != table->columns().end();
        if (!is_empty_cell) {
            sink_.report(diag::UnknownName, span, table != nullptr ? "column or parameter" : "parameter", wanted);
        }
        return {};
    }

    void list_target(NodeId node) {
        const syntax::Header& header = root().tree.header(node);
        if (header.name.is_empty()) {
            return;
        }
        TargetLine line{std::string(root().slice(header.name)), std::string(root().slice(header.alias)), node,
                        root().span(header.name)};
        for (const TargetLine& known : data_.targets) {
            const std::string& name = line.alias.empty() ? line.profile : line.alias;
            if (name == (known.alias.empty() ? known.profile : known.alias)) {
                sink_
                    .report(diag::DuplicateName, root().span(header.alias.is_empty() ? header.name : header.alias),
                            name)
                    .label(known.span, "declared here first")
                    .note("two targets of one profile are told apart by `as`");
            }
        }
        data_.targets.push_back(std::move(line));
    }

    void list_sequence(NodeId node) {
        const syntax::Tree& tree = root().tree;
        const syntax::Header& header = tree.header(node);
        if (header.name.is_empty()) {
            return;
        }
        Sequence sequence;
        sequence.name = root().slice(header.name);
        sequence.title = root().slice(header.title);
        sequence.span = root().span(header.name);
        Range length;
        if (header.has_lead) {
            sink_.report(diag::MisplacedLine, root().span(tree.pieces_of(header.lead).front()), "prose",
                         "the header of a sequence")
                .note("a sequence is a list of shots, each on a line of its own below it");
        }
        for (std::uint32_t i = 0; i < header.items.count; ++i) {
            const Range item = tree.items[header.items.first + i].range;
            const auto shape = parse::find_shape(root().slice(item));
            if (shape && shape->kind == parse::ShapeKind::Duration && length.is_empty()) {
                sequence.promised = shape->a;
                length = item;
            } else if (shape && shape->kind == parse::ShapeKind::Duration) {
                sink_
                    .report(diag::Contradiction, root().span(item), root().slice(length), root().slice(item),
                            "there can be only one")
                    .label(root().span(length), "the other one");
            } else {
                sink_.report(diag::SequenceLength, root().span(item), root().slice(item))
                    .note("a sequence takes its length alone: `sequence film \"Lighthouse\", 60s`");
            }
        }
        const Scope scope{ModuleId(0U), nullptr};
        if (syntax::Tree::first_child(node) == tree.node(node).next && !header.has_lead) {
            sink_.report(diag::EmptySequence, sequence.span, sequence.name);
        }
        for (NodeId child = syntax::Tree::first_child(node); child < tree.node(node).next;
             child = tree.node(child).next) {
            if (tree.node(child).kind != NodeKind::Entry) {
                continue;
            }
            const Range range = tree.node(child).range();
            const Symbol shot = require_symbol(data_, scope, root().slice(range), root().span(range),
                                               kind_bit(SymbolKind::Shot), "shot", sink_);
            if (shot && shot.shot) {
                sequence.shots.push_back(shot.shot);
            } else if (shot) {
                report_not_compiled(shot, range);
            }
        }
        data_.sequences.push_back(std::move(sequence));
    }

    void report_not_compiled(const Symbol& shot, Range range) {
        if (data_.header(shot).has_parameters) {
            sink_.report(diag::TemplateNotMade, root().span(range), root().slice(range))
                .label(data_.name_span(shot), "declared here");
        } else {
            sink_.report(diag::UnknownName, root().span(range), "shot of this script", root().slice(range))
                .note("an imported file's shots are not compiled: only its names are there");
        }
    }

    Script::Data& data_;
    diagnostics::Sink& sink_;
    ResolvedShot scratch_;
    Evaluator evaluator_;
    std::vector<parse::Segment> segments_;
};

}  // namespace

void list_shots(Script::Data& data, diagnostics::Sink& sink) {
    Lister(data, sink).list();
}

}  // namespace shot::sema
