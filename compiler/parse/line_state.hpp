// What a parse of one line by the grammar leaves behind: the parts of the line, and items, arguments and parameters
// added to the tree. The actions are the same for headers, beats and `on` lines.
#pragma once

#include "compiler/parse/context.hpp"
#include "compiler/parse/input.hpp"
#include "grammar/beat.hpp"

namespace shot::parse {

struct LineState {
    explicit LineState(Context& line_context) : context(&line_context) {
        const syntax::Tree& tree = line_context.tree;
        items.first = static_cast<std::uint32_t>(tree.items.size());
        parameters.first = static_cast<std::uint32_t>(tree.parameters.size());
        arguments.first = static_cast<std::uint32_t>(tree.arguments.size());
        names.first = static_cast<std::uint32_t>(tree.imported_names.size());
    }

    Context* context;
    std::string_view name;   // the declared name, profile, template, library, target of `on`, version
    std::string_view title;  // with its quotation marks; of an import: the path, of `make`: the table
    std::string_view alias;
    std::string_view lead;
    bool has_title = false;
    bool has_alias = false;     // of the `as` that is being read
    bool misses_alias = false;  // an `as` has no name after it
    bool has_lead = false;
    bool has_parameters = false;
    syntax::Slice items;
    syntax::Slice parameters;
    syntax::Slice arguments;
    syntax::Slice names;
    // beats
    std::string_view time;
    std::string_view begin_time;
    std::string_view end_time;
    std::string_view beat_title;
    bool is_relative = false;
    bool has_unit = false;
    bool has_comma_time = false;
    // the item that is being read
    std::string_view call_name;
    std::string_view argument_name;
    std::string_view argument_label;
    std::uint32_t first_argument = 0;
    bool is_call = false;
};

template <class Rule>
struct LineAction : tao::pegtl::nothing<Rule> {};

template <std::string_view LineState::*kMember>
struct Keep {
    template <class ActionInput>
    static void apply(const ActionInput& in, LineState& state) {
        state.*kMember = {in.begin(), in.size()};
    }
};
template <std::string_view LineState::*kMember, bool LineState::*kFlag>
struct KeepAndFlag {
    template <class ActionInput>
    static void apply(const ActionInput& in, LineState& state) {
        state.*kMember = {in.begin(), in.size()};
        state.*kFlag = true;
    }
};
template <bool LineState::*kFlag>
struct Flag {
    template <class ActionInput>
    static void apply(const ActionInput&, LineState& state) {
        state.*kFlag = true;
    }
};

// Larger steps, kept out of the templates.
void add_item(LineState& state, std::string_view text);
void add_argument(LineState& state, std::string_view text);
/// `product(item "x")`, `product(item = "x")`: reported, and read with the colon that is missing.
void check_arguments(Context& context, syntax::Slice arguments);
void end_arguments(LineState& state);
void add_parameter(LineState& state, std::string_view name);
void set_parameter_type(LineState& state, std::string_view type);
void set_parameter_default(LineState& state, std::string_view value);
void add_imported_name(LineState& state, std::string_view name);
void set_alias(LineState& state, std::string_view alias);

template <void (*kStep)(LineState&, std::string_view)>
struct Step {
    template <class ActionInput>
    static void apply(const ActionInput& in, LineState& state) {
        kStep(state, {in.begin(), in.size()});
    }
};

template <> struct LineAction<grammar::declared_name> : Keep<&LineState::name> {};
template <> struct LineAction<grammar::profile_name> : Keep<&LineState::name> {};
template <> struct LineAction<grammar::target_glob> : Keep<&LineState::name> {};
template <> struct LineAction<grammar::template_name> : Keep<&LineState::name> {};
template <> struct LineAction<grammar::import_library> : Keep<&LineState::name> {};
template <> struct LineAction<grammar::version> : Keep<&LineState::name> {};
template <> struct LineAction<grammar::title> : KeepAndFlag<&LineState::title, &LineState::has_title> {};
template <> struct LineAction<grammar::import_path> : KeepAndFlag<&LineState::title, &LineState::has_title> {};
template <> struct LineAction<grammar::table_path> : KeepAndFlag<&LineState::title, &LineState::has_title> {};
template <> struct LineAction<grammar::as_alias> {
    template <class ActionInput>
    static void apply(const ActionInput&, LineState& state) {
        state.misses_alias = state.misses_alias || !state.has_alias;
        state.has_alias = false;
    }
};
template <> struct LineAction<grammar::alias> : Step<set_alias> {};
template <> struct LineAction<grammar::made_name> : Keep<&LineState::alias> {};
template <> struct LineAction<grammar::lead_text> : KeepAndFlag<&LineState::lead, &LineState::has_lead> {};

template <> struct LineAction<grammar::item> : Step<add_item> {};
template <> struct LineAction<grammar::bracket_item> : Step<add_item> {};
template <> struct LineAction<grammar::call> : Flag<&LineState::is_call> {};
template <> struct LineAction<grammar::call_name> {
    template <class ActionInput>
    static void apply(const ActionInput& in, LineState& state) {
        state.call_name = {in.begin(), in.size()};
        state.first_argument = static_cast<std::uint32_t>(state.context->tree.arguments.size());
        state.argument_label = {};
    }
};
template <> struct LineAction<grammar::argument_name> : Keep<&LineState::argument_name> {};
template <> struct LineAction<grammar::argument_label> {
    template <class ActionInput>
    static void apply(const ActionInput&, LineState& state) {
        state.argument_label = state.argument_name;
    }
};
template <> struct LineAction<grammar::argument_value> : Step<add_argument> {};
template <> struct LineAction<grammar::arguments> {
    template <class ActionInput>
    static void apply(const ActionInput&, LineState& state) {
        end_arguments(state);
    }
};

template <> struct LineAction<grammar::parameter_name> : Step<add_parameter> {};
template <> struct LineAction<grammar::parameter_type> : Step<set_parameter_type> {};
template <> struct LineAction<grammar::fallback> : Step<set_parameter_default> {};
template <> struct LineAction<grammar::parameters> : Flag<&LineState::has_parameters> {};
template <> struct LineAction<grammar::imported_name> : Step<add_imported_name> {};

template <> struct LineAction<grammar::beat_time> : Keep<&LineState::time> {};
template <> struct LineAction<grammar::begin_time> : Keep<&LineState::begin_time> {};
template <> struct LineAction<grammar::end_time> : Keep<&LineState::end_time> {};
template <> struct LineAction<grammar::beat_length> : Keep<&LineState::end_time> {};
template <> struct LineAction<grammar::relative_time> : Flag<&LineState::is_relative> {};
template <> struct LineAction<grammar::time_unit> : Flag<&LineState::has_unit> {};
template <> struct LineAction<grammar::comma_time_range> : Flag<&LineState::has_comma_time> {};
template <> struct LineAction<grammar::comma_relative> : Flag<&LineState::has_comma_time> {};
template <> struct LineAction<grammar::beat_title> : Keep<&LineState::beat_title> {};

/// Reads as much of `text` as the rule can; what is left of it, trimmed, shows what is wrong.
template <class Rule>
std::string_view read_line(std::string_view text, LineState& state, bool& matches) {
    Input in(text);
    matches = tao::pegtl::parse<Rule, LineAction>(in, state);
    return trim({in.current(), static_cast<std::size_t>(in.end() - in.current())});
}

}  // namespace shot::parse
