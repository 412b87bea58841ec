// The actions of the line rules: see line_state.hpp.
#include "compiler/parse/line_state.hpp"

#include "compiler/parse/slips.hpp"
#include "compiler/parse/values.hpp"

namespace shot::parse {

namespace {

bool is_all_quoted(std::string_view text, std::string_view inside) { return inside.size() != text.size(); }

}  // namespace

void check_arguments(Context& context, syntax::Slice arguments) {
    for (std::uint32_t i = 0; i < arguments.count; ++i) {
        syntax::Argument& argument = context.tree.arguments[arguments.first + i];
        const std::string_view text = context.slice(argument.value);
        const std::size_t name_end = std::min(text.find_first_of(" \t="), text.size());
        const std::string_view name = text.substr(0, name_end);
        std::string_view value = trim(text.substr(name_end));
        value = value.starts_with('=') ? trim(value.substr(1)) : value;
        const std::string_view inside = unquote(value);
        if (!argument.name.is_empty() || argument.is_quoted || !is_name(name) || !is_all_quoted(value, inside)) {
            continue;
        }
        const Range gap = {context.range(name).end, context.range(value).begin};
        const Range found = value.data() == trim(text.substr(name_end)).data() ? context.range(value) : Range{gap.begin, gap.end};
        context.report(diag::MalformedHeader, found, show(trim(context.slice(found))), fmt::format("`:` after `{}`", name))
            .fix("write the colon", context.tree.span(gap), ": ", true);
        argument.name = context.range(name);
        argument.value = context.range(inside);
        argument.is_quoted = true;
    }
}

void add_item(LineState& state, std::string_view text) {
    const bool is_call = state.is_call;
    state.is_call = false;
    text = trim(text);
    if (text.empty()) {
        return;
    }
    Context& context = *state.context;
    syntax::Item item;
    item.range = context.range(text);
    if (is_call) {
        item.kind = syntax::Item::Kind::Call;
        const auto end = static_cast<std::uint32_t>(context.tree.arguments.size());
        syntax::ItemPart& part = context.add_part(item);
        part.name = context.range(state.call_name);
        part.arguments = {state.first_argument, end - state.first_argument};
        check_arguments(context, part.arguments);
    }
    context.tree.items.push_back(item);
    ++state.items.count;
}

void add_argument(LineState& state, std::string_view text) {
    text = trim(text);
    Context& context = *state.context;
    syntax::Argument argument;
    const std::string_view inside = unquote(text);
    argument.value = context.range(inside);
    argument.is_quoted = is_all_quoted(text, inside);
    if (!state.argument_label.empty()) {
        argument.name = context.range(state.argument_label);
    }
    state.argument_label = {};
    context.tree.arguments.push_back(argument);
}

void end_arguments(LineState& state) {
    state.arguments.count = static_cast<std::uint32_t>(state.context->tree.arguments.size()) - state.arguments.first;
}

void add_parameter(LineState& state, std::string_view name) {
    syntax::Parameter parameter;
    parameter.name = state.context->range(name);
    state.context->tree.parameters.push_back(parameter);
    ++state.parameters.count;
}

void set_parameter_type(LineState& state, std::string_view type) {
    state.context->tree.parameters.back().type = state.context->range(type);
}

void set_parameter_default(LineState& state, std::string_view value) {
    value = trim(value);
    const std::string_view inside = unquote(value);
    syntax::Parameter& parameter = state.context->tree.parameters.back();
    parameter.fallback = state.context->range(inside);
    parameter.has_fallback = true;
    parameter.is_quoted = is_all_quoted(value, inside);
}

void add_imported_name(LineState& state, std::string_view name) {
    syntax::ImportedName imported;
    imported.name = state.context->range(name);
    state.context->tree.imported_names.push_back(imported);
    ++state.names.count;
}

void set_alias(LineState& state, std::string_view alias) {
    state.has_alias = true;
    if (state.names.count > 0) {
        state.context->tree.imported_names.back().alias = state.context->range(alias);
    } else {
        state.alias = alias;
    }
}

}  // namespace shot::parse
