// `shot explain CODE`: the page of a diagnostic, built into the program.
#include <unistd.h>

#include <fmt/format.h>

#include "compiler/diagnostics/catalog.hpp"
#include "compiler/support/nearest.hpp"
#include "stdlib/embedded.hpp"
#include "tools/command/command_line.hpp"
#include "tools/shot/page.hpp"

namespace shot::tool {
namespace {

constexpr std::string_view kFamilies[] = {"Files",
                                          "Text and indentation",
                                          "Syntax",
                                          "Names and imports",
                                          "Types and units",
                                          "Beats and time",
                                          "Targets: limits and losses",
                                          "Prompts",
                                          "Films",
                                          "Rendering"};

/// The message with an ellipsis for what is filled in.
std::string message_pattern(std::string_view message) {
    std::string out;
    while (!message.empty()) {
        const std::size_t hole = message.find("{}");
        out += message.substr(0, hole);
        if (hole == std::string_view::npos) {
            break;
        }
        out += "…";
        message.remove_prefix(hole + 2);
    }
    return out;
}

std::string list_codes() {
    std::string out;
    int family = -1;
    for (const diagnostics::CatalogEntry& entry : diagnostics::catalog()) {
        if (entry.code / 100 != family) {
            family = entry.code / 100;
            out += fmt::format("{}{}\n", out.empty() ? "" : "\n", kFamilies[static_cast<std::size_t>(family) % 10]);
        }
        out += fmt::format("  {}  {:<26} {:<8} {}\n", diagnostics::code_text(entry.code), entry.name,
                           diagnostics::level_name(entry.level), message_pattern(entry.message));
    }
    return out;
}

int write_unknown(std::string_view code) {
    std::vector<std::string> codes;
    std::vector<std::string_view> candidates;
    for (const diagnostics::CatalogEntry& entry : diagnostics::catalog()) {
        candidates.push_back(entry.name);
        codes.push_back(diagnostics::code_text(entry.code));
    }
    candidates.insert(candidates.end(), codes.begin(), codes.end());
    const auto nearest = find_nearest(code, candidates);
    write_failure(fmt::format("there is no diagnostic `{}`{}\n`shot explain` lists them all.", code,
                              nearest ? fmt::format("; did you mean `{}`?", *nearest) : std::string()));
    return kWrongUsage;
}

}  // namespace

int run_explain(const Arguments& arguments) {
    CLI::App app;
    std::string code;
    ColourMode colour = ColourMode::Auto;
    set_up_command(app, "explain", "Examples:\n  shot explain SHOT0301\n  shot explain unknown-name",
                   "Explains a diagnostic: what it means, and an example before and after. Without a code, lists all.");
    app.add_option("CODE", code, "A code, with or without SHOT, or a name")->option_text(" ");
    add_colour_option(app, colour);
    if (const auto exit_code = parse_command_line(app, arguments)) {
        return *exit_code;
    }
    if (code.empty()) {
        return write_result(list_codes());
    }
    const diagnostics::CatalogEntry* entry = diagnostics::find_entry(code);
    if (entry == nullptr) {
        return write_unknown(code);
    }
    const std::string page_path = fmt::format("diagnostics/{}.md", diagnostics::code_text(entry->code));
    const std::string_view page = stdlib::find_embedded(page_path);
    if (page.data() == nullptr) {
        return write_result(fmt::format("{} ({}), {}: {}\n", diagnostics::code_text(entry->code), entry->name,
                                        diagnostics::level_name(entry->level), message_pattern(entry->message)));
    }
    return write_result(render_page(page, wants_colour(colour, STDOUT_FILENO)));
}

}  // namespace shot::tool
