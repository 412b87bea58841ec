// Parameters and arguments: of a template that `make` uses, of a style that a header calls.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/sink.hpp"
#include "compiler/sema/evaluate.hpp"
#include "compiler/sema/module.hpp"
#include "compiler/sema/table.hpp"

namespace shot::sema {

/// `text`, `duration` ...; nothing for a word that is no type.
std::optional<ParameterType> find_parameter_type(std::string_view name);

/// One row of a table as arguments.
struct RowArguments {
    const LoadedTable* table = nullptr;
    std::uint32_t row = 0;
};

/// Gives each parameter of `declaration` (a shot or a style) its value: from `arguments`, else from the row, else its
/// default. Reports what is missing, unknown, too many or of the wrong type. `use` is where the declaration is used.
void bind_parameters(const Script::Data& data, const Symbol& declaration, const syntax::Tree& argument_tree,
                     syntax::Slice arguments, const Scope& argument_scope, const RowArguments* row, Span use,
                     Environment& environment, Evaluator& evaluator, Arena& arena, diagnostics::Sink& sink);

/// The parameters without values, so that a template or a style can be checked by itself.
void bind_open(const Script::Data& data, const Symbol& declaration, Environment& environment);

}  // namespace shot::sema
