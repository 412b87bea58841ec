#include "compiler/sema/parameters.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "compiler/parse/values.hpp"
#include "compiler/sema/names.hpp"
#include "compiler/support/nearest.hpp"

namespace shot::sema {

namespace {

struct TypeName {
    std::string_view name;
    ParameterType type;
};

constexpr std::array kTypes{
    TypeName{"text", ParameterType::Text},         TypeName{"number", ParameterType::Number},
    TypeName{"duration", ParameterType::Duration}, TypeName{"size", ParameterType::Size},
    TypeName{"aspect", ParameterType::Aspect},     TypeName{"file", ParameterType::File},
    TypeName{"palette", ParameterType::Palette},   TypeName{"sound", ParameterType::Sound},
    TypeName{"scene", ParameterType::Scene},       TypeName{"speaker", ParameterType::Speaker},
    TypeName{"style", ParameterType::Style},
};

std::string_view type_name(ParameterType type) {
    for (const TypeName& known : kTypes) {
        if (known.type == type) {
            return known.name;
        }
    }
    return "text";
}

SymbolKind named_kind(ParameterType type) {
    switch (type) {
        case ParameterType::Palette:
            return SymbolKind::Palette;
        case ParameterType::Sound:
            return SymbolKind::Sound;
        case ParameterType::Scene:
            return SymbolKind::Scene;
        case ParameterType::Speaker:
            return SymbolKind::Speaker;
        case ParameterType::Style:
            return SymbolKind::Style;
        default:
            return SymbolKind::None;
    }
}

bool is_number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

bool fits_shape(std::string_view text, parse::ShapeKind wanted) {
    const auto shape = parse::find_shape(text);
    return shape && shape->kind == wanted;
}

/// What a value is checked against; empty: it fits.
std::string_view mismatch(ParameterType type, std::string_view text) {
    switch (type) {
        case ParameterType::Number:
            return is_number(text) ? "" : "number";
        case ParameterType::Duration:
            return fits_shape(text, parse::ShapeKind::Duration) ? "" : "duration such as `8s`";
        case ParameterType::Size:
            return fits_shape(text, parse::ShapeKind::Size) ? "" : "size such as `1280x720`";
        case ParameterType::Aspect:
            return fits_shape(text, parse::ShapeKind::Aspect) ? "" : "aspect such as `16:9`";
        default:
            return "";
    }
}

std::string argument_count(std::uint32_t count) {
    return count == 0 ? std::string("no arguments") : fmt::format("{} argument{}", count, count == 1 ? "" : "s");
}

class Binder {
public:
    Binder(const Script::Data& data, const Symbol& declaration, Environment& environment, Evaluator& evaluator,
           Arena& arena, diagnostics::Sink& sink)
        : data_(data),
          module_(data.module(declaration.module)),
          header_(data.header(declaration)),
          declaration_(declaration),
          environment_(environment),
          evaluator_(evaluator),
          arena_(arena),
          sink_(sink) {
        environment_.bindings.clear();
        for (std::uint32_t i = 0; i < header_.parameters.count; ++i) {
            const syntax::Parameter& parameter = module_.tree.parameters[header_.parameters.first + i];
            Binding& binding = environment_.bindings.emplace_back();
            binding.name = normal_name(arena_, module_.slice(parameter.name));
            const auto type = find_parameter_type(module_.slice(parameter.type));
            binding.type = type.value_or(ParameterType::Text);
            binding.is_open = true;
        }
    }

    void bind_arguments(const syntax::Tree& tree, syntax::Slice arguments, const Scope& scope) {
        const Module& from = data_.module(scope.module);
        std::uint32_t next = 0;
        for (std::uint32_t i = 0; i < arguments.count; ++i) {
            const syntax::Argument& argument = tree.arguments[arguments.first + i];
            Binding* binding = nullptr;
            if (argument.name.is_empty()) {
                if (next >= environment_.bindings.size()) {
                    sink_
                        .report(diag::TooManyArguments, from.span(argument.value), name(),
                                argument_count(header_.parameters.count),
                                static_cast<long long>(arguments.count))
                        .label(data_.name_span(declaration_), "declared here");
                    return;
                }
                binding = &environment_.bindings[next++];
            } else {
                binding = find_named(from.slice(argument.name), from.span(argument.name));
            }
            if (binding != nullptr && !argument.value.is_empty()) {
                const Binding* given = argument.is_quoted ? nullptr : find_given(from.slice(argument.value), scope);
                const bool is_text = argument.is_quoted || named_kind(binding->type) != SymbolKind::None;
                bind(*binding, evaluator_.evaluate_argument(argument.value, is_text, scope),
                     given != nullptr ? given->origin : from.span(argument.value), scope,
                     given != nullptr ? given->folder : from.folder);
            }
        }
    }

    void bind_row(const RowArguments& row) {
        const Table& table = row.table->table;
        std::vector<Cell> cells;
        table.read_row(row.row, cells);
        const Scope scope{ModuleId(0U), nullptr};
        for (std::size_t column = 0; column < cells.size() && column < table.columns().size(); ++column) {
            const std::string_view column_name = normal_name(arena_, arena_.copy(table.columns()[column]));
            for (Binding& binding : environment_.bindings) {
                if (binding.name == column_name && binding.is_open && !cells[column].text.empty()) {
                    row_ = row.row + 1;
                    bind(binding, arena_.copy(cells[column].text), make_span(row.table->file, cells[column].range),
                         scope, row.table->folder);
                }
            }
        }
        row_ = 0;
    }

    void bind_defaults(Span use) {
        for (std::uint32_t i = 0; i < header_.parameters.count; ++i) {
            Binding& binding = environment_.bindings[i];
            const syntax::Parameter& parameter = module_.tree.parameters[header_.parameters.first + i];
            if (!binding.is_open) {
                continue;
            }
            if (!parameter.has_fallback) {
                sink_.report(diag::MissingArgument, use, name(), binding.name)
                    .label(module_.span(parameter.name), "declared here without a default");
                binding.is_open = false;
                binding.is_bad = true;
                continue;
            }
            const Scope scope{declaration_.module, nullptr};
            const bool is_text = parameter.is_quoted || named_kind(binding.type) != SymbolKind::None;
            bind(binding, evaluator_.evaluate_argument(parameter.fallback, is_text, scope),
                 module_.span(parameter.fallback), scope, module_.folder);
        }
    }

private:
    std::string_view name() const { return module_.slice(header_.name); }

    /// The parameter of the enclosing declaration that is handed on, or null.
    static const Binding* find_given(std::string_view name, const Scope& scope) {
        const Binding* binding = scope.environment != nullptr ? scope.environment->find(name) : nullptr;
        return binding != nullptr && !binding->symbol && binding->origin.file.is_valid() ? binding : nullptr;
    }

    Binding* find_named(std::string_view wanted, Span span) {
        for (Binding& binding : environment_.bindings) {
            if (binding.name == wanted) {
                return &binding;
            }
        }
        auto report = sink_.report(diag::UnknownArgument, span, name(), wanted);
        std::vector<std::string_view> names;
        for (const Binding& binding : environment_.bindings) {
            names.push_back(binding.name);
        }
        const auto nearest = find_nearest(wanted, names);
        if (nearest) {
            report.at(fmt::format("did you mean `{}`?", *nearest))
                .fix(fmt::format("write `{}`", *nearest), span, *nearest);
        }
        report.label(data_.name_span(declaration_), "declared here");
        for (Binding& binding : environment_.bindings) {
            if (nearest && binding.name == *nearest && binding.is_open) {
                return &binding;  // what is meant has its value then, and is not missed
            }
        }
        return nullptr;
    }

    void bind(Binding& binding, std::string_view text, Span span, const Scope& scope, std::string_view folder) {
        if (!binding.is_open) {
            sink_.report(diag::UnknownArgument, span, name(), binding.name).at("given twice");
            return;
        }
        binding.is_open = false;
        binding.text = text;
        binding.origin = span;
        binding.folder = folder;
        const SymbolKind kind = named_kind(binding.type);
        if (kind != SymbolKind::None) {
            const std::string_view called = text.substr(0, text.find('('));
            const bool is_call = kind == SymbolKind::Style && called.size() < text.size() && text.ends_with(')') &&
                                 parse::is_dotted_name(called);
            if (is_call) {
                binding.is_bad = true;
                sink_.report(diag::BadValue, span, text, "style's name")
                    .note(fmt::format("an argument takes a style by its name alone; declare one that is built on it: "
                                      "`style NAME, {}`",
                                      text));
                return;
            }
            binding.symbol = require_symbol(data_, scope, text, span, kind_bit(kind), kind_name(kind), sink_);
            binding.is_bad = !binding.symbol;
            return;
        }
        const std::string_view wrong = mismatch(binding.type, text);
        if (wrong.empty()) {
            return;
        }
        binding.is_bad = true;
        if (row_ > 0) {
            sink_.report(diag::BadRow, span, row_,
                         fmt::format("`{}` is no {}, which `{}` needs", text, wrong, binding.name));
        } else {
            sink_.report(diag::BadValue, span, text, wrong)
                .note(fmt::format("`{}` is a {} of `{}`", binding.name, type_name(binding.type), name()));
        }
    }

    const Script::Data& data_;
    const Module& module_;
    const syntax::Header& header_;
    const Symbol& declaration_;
    Environment& environment_;
    Evaluator& evaluator_;
    Arena& arena_;
    diagnostics::Sink& sink_;
    long long row_ = 0;
};

}  // namespace

std::optional<ParameterType> find_parameter_type(std::string_view name) {
    for (const TypeName& known : kTypes) {
        if (known.name == name) {
            return known.type;
        }
    }
    return std::nullopt;
}

void bind_parameters(const Script::Data& data, const Symbol& declaration, const syntax::Tree& argument_tree,
                     syntax::Slice arguments, const Scope& argument_scope, const RowArguments* row, Span use,
                     Environment& environment, Evaluator& evaluator, Arena& arena, diagnostics::Sink& sink) {
    Binder binder(data, declaration, environment, evaluator, arena, sink);
    binder.bind_arguments(argument_tree, arguments, argument_scope);
    if (row != nullptr) {
        binder.bind_row(*row);
    }
    binder.bind_defaults(use);
}

void bind_open(const Script::Data& data, const Symbol& declaration, Environment& environment) {
    const Module& module = data.module(declaration.module);
    const syntax::Header& header = data.header(declaration);
    environment.bindings.clear();
    for (std::uint32_t i = 0; i < header.parameters.count; ++i) {
        const syntax::Parameter& parameter = module.tree.parameters[header.parameters.first + i];
        Binding& binding = environment.bindings.emplace_back();
        binding.name = module.slice(parameter.name);
        binding.type = find_parameter_type(module.slice(parameter.type)).value_or(ParameterType::Text);
        binding.is_open = true;
        const SymbolKind kind = named_kind(binding.type);
        if (kind != SymbolKind::None && parameter.has_fallback) {
            binding.symbol = find_symbol(data, {declaration.module, nullptr}, module.slice(parameter.fallback));
        }
    }
}

}  // namespace shot::sema
