// `shot status`, `shot takes`, `shot adopt`, `shot cancel`: the ledger as a person reads and mends it.
#include <algorithm>
#include <ctime>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "runtime/dialects/api.hpp"
#include "runtime/http/credentials.hpp"
#include "runtime/store/lock.hpp"
#include "tools/shot-render/commands.hpp"
#include "tools/shot-render/film_folder.hpp"
#include "tools/shot-render/render_options.hpp"

namespace shot::tool {
namespace {

using store::State;
using store::Take;

int fail(int code, const std::string& message) {
    write_failure(message);
    return code;
}

std::string price_of(const Take& take) {
    constexpr double kMicro = 1e6;
    return take.server.empty() ? "" : take.micro_usd ? fmt::format("{:.2f} USD", static_cast<double>(*take.micro_usd) / kMicro) : "not known";
}

nlohmann::ordered_json json_of(const Take& take, int chosen) {
    nlohmann::ordered_json json;
    json["shot"] = take.shot;
    json["take"] = take.number;
    json["state"] = store::state_name(take.state);
    json["engine"] = take.engine;
    json["server"] = take.server;
    json["job"] = take.job;
    json["file"] = take.file;
    json["sha256"] = take.sha256;
    json["usd"] = take.micro_usd ? nlohmann::ordered_json(static_cast<double>(*take.micro_usd) / 1e6) : nullptr;
    json["chosen"] = take.number == chosen;
    json["message"] = take.message;
    return json;
}

std::string table_of(const std::vector<Take>& takes, const store::Ledger& ledger) {
    std::size_t width = 4;
    for (const Take& take : takes) {
        width = std::max(width, take.shot.size());
    }
    std::string text = fmt::format("{:<{}}  {:>4}  {:<11}  {:<14}  {:>9}  {}\n", "shot", width, "take", "state", "made by", "price", "clip, or why not");
    for (const Take& take : takes) {
        const int chosen = ledger.chosen(take.shot).value_or(0);
        std::string last = take.file.empty() ? take.message : take.file + (take.message.empty() ? "" : " (" + take.message + ")");
        last += take.file.empty() && !take.job.empty() ? fmt::format("{}job {}", last.empty() ? "" : "; ", take.job) : "";
        text += fmt::format("{:<{}}  {:>4}  {:<11}  {:<14}  {:>9}  {}{}\n", take.shot, width, take.number, store::state_name(take.state), take.engine,
                            price_of(take), last, take.number == chosen ? "  [in use]" : "");
    }
    return text;
}

struct LedgerCommand {
    std::string film;
    std::string out;
    bool as_json = false;
};

void add_film_options(CLI::App& app, LedgerCommand& command) {
    app.add_option("FILM", command.film, "The script, the bundle, or the folder of its takes; `film.shot` if left out")->option_text(" ")->default_val("film.shot");
    app.add_option("-o,--out", command.out, "The folder, where it is not `film.takes` beside `film.shot`")->option_text("DIR");
}

int show(const LedgerCommand& command, const std::string& shot) {
    const auto ledger = read_ledger(film_folder(command.film, command.out));
    if (!ledger) {
        return fail(kWorldFailed, ledger.error().message());
    }
    const auto takes = shot.empty() ? ledger->takes() : ledger->takes_of(shot);
    const auto spent = ledger->spent();
    if (!takes || !spent) {
        return fail(kWorldFailed, takes ? spent.error().message() : takes.error().message());
    }
    if (!shot.empty() && takes->empty()) {
        return fail(kWrongUsage, fmt::format("there is no take of a shot `{}`", shot));
    }
    std::string text;
    if (command.as_json) {
        for (const Take& take : *takes) {
            text += json_of(take, ledger->chosen(take.shot).value_or(0)).dump() + "\n";
        }
        return write_result(text);
    }
    text = table_of(*takes, *ledger);
    if (spent->micro_usd > 0 || spent->unpriced > 0) {
        text += fmt::format("Spent in all: {:.2f} USD, by the targets' prices{}.\n", static_cast<double>(spent->micro_usd) / 1e6,
                            spent->unpriced > 0 ? fmt::format(", and {} takes of unknown price", spent->unpriced) : "");
    }
    return write_result(text);
}

/// The folder's ledger, to be written: the lock is held for as long as the two live.
struct OpenLedger {
    store::Lock lock;
    store::Ledger ledger;
};

Result<OpenLedger> open_ledger(const LedgerCommand& command, const std::string& who) {
    const std::string folder = film_folder(command.film, command.out);
    if (auto there = read_ledger(folder); !there) {
        return tl::unexpected(there.error());
    }
    auto lock = store::Lock::take(folder, who);
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    auto ledger = store::Ledger::open(folder);
    if (!ledger) {
        return tl::unexpected(ledger.error());
    }
    return OpenLedger{std::move(*lock), std::move(*ledger)};
}

}  // namespace

int run_status(const Arguments& arguments) {
    CLI::App app;
    LedgerCommand command;
    set_up_command(app, "status", "Examples:\n  shot status film.shot\n  shot status film.takes --json", "Shows every take of a film: what became of it, what it cost, where its clip is.");
    add_film_options(app, command);
    app.add_flag("--json", command.as_json, "One object a take and line")->option_text(" ");
    const auto code = parse_command_line(app, arguments);
    return code ? *code : show(command, {});
}

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
        return words.size() > 1 ? write_wrong_usage("takes", "one shot, or `use SHOT TAKE`") : show(command, words.empty() ? "" : words.front());
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

int run_cancel(const Arguments& arguments) {
    CLI::App app;
    RenderCommand command;
    std::vector<std::string> shots;
    set_up_command(app, "cancel", "Examples:\n  shot cancel film.shot storm\n  shot cancel film.shot          every job that is not done",
                   "Stops jobs at their server, as far as it lets us. What is paid may stay paid.");
    app.add_option("FILM", command.film, "The script, the bundle, or the folder of its takes")->required()->option_text(" ");
    app.add_option("SHOT", shots, "Shots; all, if left out")->option_text(" ");
    app.add_option("-o,--out", command.out, "The folder, where it is not `film.takes` beside `film.shot`")->option_text("DIR");
    app.add_option("--setting", command.settings, "What the server's paths ask for")->option_text("NAME=VALUE")->allow_extra_args(false);
    app.add_option("--key-file", command.key.file, "The key is in this file")->option_text("FILE");
    app.add_option("--key-command", command.key.command, "This command prints the key")->option_text("COMMAND");
    app.add_option("--key-env", command.key.environment, "The key is in this variable")->option_text("NAME");
    app.add_flag("--allow-plain-http", command.allow_plain_http, "Let an http address be another machine's")->option_text(" ");
    if (const auto code = parse_command_line(app, arguments)) {
        return *code;
    }
    auto open = open_ledger({command.film, command.out, false}, "shot cancel");
    const auto settings = parse_settings(command.settings);
    if (!open || !settings) {
        return fail(open ? kWrongUsage : kWorldFailed, open ? settings.error().message() : open.error().message());
    }
    auto takes = open->ledger.takes();
    if (!takes) {
        return fail(kWorldFailed, takes.error().message());
    }
    int worst = kFine;
    for (Take& take : *takes) {
        const bool is_meant = shots.empty() || std::find(shots.begin(), shots.end(), take.shot) != shots.end();
        if (!is_meant || store::is_settled(take.state) || take.server.empty()) {
            continue;
        }
        if (take.state == State::Planned) {
            take.state = State::Cancelled;
            worst = open->ledger.update(take) ? worst : int{kWorldFailed};
            continue;
        }
        if (take.job.empty()) {
            worst = fail(kInDoubt, fmt::format("take {} of `{}` is in doubt: its job is not known; see `shot adopt --help`", take.number, take.shot));
            continue;
        }
        const auto dialect = dialects::find_dialect(take.engine);
        http::CredentialSource source = command.key;
        source.environment = source.environment.empty() && dialect && dialect->jobs ? dialect->jobs->key.environment : source.environment;
        const auto key = http::find_key(source);
        dialects::Server server{take.server, *settings, key ? key->value_or("") : "", command.allow_plain_http, nullptr};
        auto api = dialect ? dialects::Api::make(*dialect, server) : tl::unexpected(dialect.error());
        if (!api) {
            worst = fail(kWorldFailed, api.error().message());
            continue;
        }
        const auto asked = api->cancel(take.job, "");
        if (!asked.job && !asked.is_gone && !asked.message.empty()) {
            worst = fail(kWorldFailed, fmt::format("take {} of `{}` goes on: {}", take.number, take.shot, asked.message));
            continue;
        }
        take.state = State::Cancelled;
        take.message = "cancelled";
        if (auto done = open->ledger.update(take); !done) {
            return fail(kWorldFailed, done.error().message());
        }
        write_message(fmt::format("Take {} of `{}` is cancelled.\n", take.number, take.shot));
    }
    return worst;
}

}  // namespace shot::tool
