// `shot takes`: lists takes, or chooses the one that the film is cut of.
#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

#include "tools/command/console.hpp"
#include "tools/shot-render/ledger_command.hpp"

namespace shot::tool {

using store::State;
using store::Take;

int run_takes(const Arguments& arguments) {
    CLI::App app;
    LedgerCommand command;
    std::vector<std::string> words;
    set_up_command(app, "takes",
                   "Examples:\n  shot takes film.shot\n  shot takes film.shot storm\n  shot takes film.shot use storm 2     use take 2 in the film\n"
                   "  shot takes film.shot use storm new   use the newest again",
                   "Lists the takes of a film or of a shot, or chooses the one that the film is cut of.");
    add_film_options(app, command);
    app.add_option("WORDS", words, "A shot; or `use SHOT TAKE`")->option_text(" ");
    app.add_flag("--json", command.as_json, "One object a take and line")->option_text(" ");
    if (const auto code = parse_command_line(app, arguments)) {
        return *code;
    }
    // `shot takes use storm 2`: the film is left out.
    if (command.film == "use") {
        words.insert(words.begin(), "use");
        command.film = "film.shot";
    }
    if (words.empty() || words.front() != "use") {
        return words.size() > 1 ? write_wrong_usage("takes", "one shot, or `use SHOT TAKE`") : show_takes(command, words.empty() ? "" : words.front());
    }
    if (words.size() != 3) {
        return write_wrong_usage("takes", "`use` wants a shot and the number of a take, or `new`");
    }
    auto open = open_ledger(command, "shot takes use");
    if (!open) {
        return fail(kWorldFailed, open.error().message());
    }
    const auto takes = open->ledger.takes_of(words[1]);
    if (!takes || takes->empty()) {
        return fail(takes ? kWrongUsage : kWorldFailed, takes ? fmt::format("there is no take of a shot `{}`", words[1]) : takes.error().message());
    }
    const bool is_newest = words[2] == "new";
    const int number = is_newest ? 0 : std::atoi(words[2].c_str());
    const auto take = std::find_if(takes->begin(), takes->end(), [&](const Take& candidate) { return candidate.number == number; });
    if (!is_newest && (take == takes->end() || take->state != State::Done)) {
        return fail(kWrongUsage, take == takes->end() ? fmt::format("`{}` has no take {}", words[1], words[2])
                                                      : fmt::format("take {} of `{}` has no clip: it is {}", number, words[1], store::state_name(take->state)));
    }
    if (auto chosen = open->ledger.choose(words[1], number); !chosen) {
        return fail(kWorldFailed, chosen.error().message());
    }
    write_message(is_newest ? fmt::format("The newest take of `{}` is in use.\n", words[1]) : fmt::format("Take {} of `{}` is in use. `shot render` joins the film again.\n", number, words[1]));
    return kFine;
}

}  // namespace shot::tool
