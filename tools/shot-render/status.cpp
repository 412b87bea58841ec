// `shot status`: every take of a film.
#include "tools/shot-render/ledger_command.hpp"

namespace shot::tool {

int run_status(const Arguments& arguments) {
    CLI::App app;
    LedgerCommand command;
    set_up_command(app, "status", "Examples:\n  shot status film.shot\n  shot status film.takes --json", "Shows every take of a film: what became of it, what it cost, where its clip is.");
    add_film_options(app, command);
    app.add_flag("--json", command.as_json, "One object a take and line")->option_text(" ");
    const auto code = parse_command_line(app, arguments);
    return code ? *code : show_takes(command, {});
}

}  // namespace shot::tool
