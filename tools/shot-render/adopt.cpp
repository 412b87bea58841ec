// `shot adopt`: a person settles a take whose answer was lost.
#include <algorithm>

#include <fmt/format.h>

#include "tools/command/console.hpp"
#include "tools/shot-render/ledger_command.hpp"

namespace shot::tool {

using store::State;
using store::Take;

int run_adopt(const Arguments& arguments) {
    CLI::App app;
    LedgerCommand command;
    std::string shot;
    std::string job;
    bool is_none = false;
    set_up_command(app, "adopt",
                   "Examples:\n  shot adopt storm video_68d7… film.takes   this is the job that was made\n  shot adopt storm --none film.takes        no job was made: send it again",
                   "Settles a take whose answer was lost. Only say `--none` when you have looked at the server: the next render pays\nfor it, perhaps again.");
    app.add_option("SHOT", shot, "The shot")->required()->option_text(" ");
    std::vector<std::string> words;
    app.add_option("JOB", words, "The server's id of the job, then the script or the folder of takes")->option_text(" ");
    app.add_flag("--none", is_none, "There is no job of it at the server")->option_text(" ");
    app.add_option("-o,--out", command.out, "The folder, where it is not `film.takes` beside `film.shot`")->option_text("DIR");
    if (const auto code = parse_command_line(app, arguments)) {
        return *code;
    }
    const std::size_t wanted = is_none ? 0 : 1;
    if (words.size() < wanted || words.size() > wanted + 1) {
        return write_wrong_usage("adopt", is_none ? "`--none` wants no job" : "which job? Its id stands after the shot; or say `--none`");
    }
    job = is_none ? "" : words.front();
    command.film = words.size() > wanted ? words.back() : "film.shot";
    auto open = open_ledger(command, "shot adopt");
    if (!open) {
        return fail(kWorldFailed, open.error().message());
    }
    auto takes = open->ledger.takes_of(shot);
    if (!takes) {
        return fail(kWorldFailed, takes.error().message());
    }
    const auto take = std::find_if(takes->begin(), takes->end(), [](const Take& candidate) { return candidate.state == State::Unknown || candidate.state == State::Intent; });
    if (take == takes->end()) {
        return fail(kWrongUsage, fmt::format("no take of `{}` is in doubt", shot));
    }
    take->job = job;
    take->state = is_none ? State::Planned : State::Accepted;
    take->message = is_none ? "" : "adopted";
    if (auto done = open->ledger.update(*take); !done) {
        return fail(kWorldFailed, fmt::format("{}; is that job another take's?", done.error().message()));
    }
    write_message(fmt::format("Take {} of `{}` {}. `shot render` goes on with it.\n", take->number, shot, is_none ? "was never sent" : fmt::format("is the job {}", job)));
    return kFine;
}

}  // namespace shot::tool
