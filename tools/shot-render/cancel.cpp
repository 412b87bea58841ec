// `shot cancel`: stops jobs at their server.
#include <algorithm>

#include <fmt/format.h>

#include "runtime/dialects/api.hpp"
#include "runtime/http/credentials.hpp"
#include "tools/command/console.hpp"
#include "tools/shot-render/find_dialect.hpp"
#include "tools/shot-render/ledger_command.hpp"
#include "tools/shot-render/render_options.hpp"

namespace shot::tool {
namespace {

using store::State;
using store::Take;

class Canceller {
public:
    Canceller(const RenderCommand& command, std::map<std::string, std::string, std::less<>> settings, store::Ledger& ledger)
        : command_(command), settings_(std::move(settings)), ledger_(ledger) {}

    /// Stops one take; gives back the exit code.
    int cancel(Take& take) {
        if (take.state != State::Planned) {
            if (take.job.empty()) {
                return fail(kInDoubt, fmt::format("take {} of `{}` is in doubt: its job is not known; see `shot adopt --help`", take.number, take.shot));
            }
            if (const std::string reason = stop_at_server(take); !reason.empty()) {
                return fail(kWorldFailed, fmt::format("take {} of `{}` is left as it is: {}", take.number, take.shot, reason));
            }
        }
        take.state = State::Cancelled;
        take.message = "cancelled";
        if (auto done = ledger_.update(take); !done) {
            return fail(kWorldFailed, done.error().message());
        }
        write_message(fmt::format("Take {} of `{}` is cancelled.\n", take.number, take.shot));
        return kFine;
    }

private:
    /// Empty, or why it goes on. A job that is done is never touched: where cancelling is a DELETE, its clip would go, and that is paid for.
    std::string stop_at_server(const Take& take) {
        auto api = connect(take);
        if (!api) {
            return api.error().message();
        }
        const auto asked = api->ask(take.job, take.path);
        if (asked.is_gone) {
            return {};
        }
        if (!asked.job) {
            return asked.message;
        }
        if (asked.job->phase == dialects::Phase::Done) {
            return "it is done at the server; `shot render` fetches it";
        }
        const auto stopped = api->cancel(take.job, take.path);
        return stopped.job || stopped.is_gone ? std::string() : stopped.message;
    }

    Result<dialects::Api> connect(const Take& take) {
        const auto dialect = find_film_dialect(command_.film, take.engine);
        if (!dialect) {
            return tl::unexpected(dialect.error());
        }
        http::CredentialSource source = command_.key;
        source.environment = source.environment.empty() && dialect->jobs ? dialect->jobs->key.environment : source.environment;
        const auto key = http::find_key(source);
        if (!key) {
            return tl::unexpected(key.error());
        }
        return dialects::Api::make(*dialect, {take.server, settings_, key->value_or(""), command_.allow_plain_http, nullptr});
    }

    const RenderCommand& command_;
    std::map<std::string, std::string, std::less<>> settings_;
    store::Ledger& ledger_;
};

int cancel_takes(const RenderCommand& command, const std::vector<std::string>& shots) {
    auto settings = parse_settings(command.settings);
    if (!settings) {
        return fail(kWrongUsage, settings.error().message());
    }
    auto open = open_ledger({command.film, command.out, false}, "shot cancel");
    if (!open) {
        return fail(kWorldFailed, open.error().message());
    }
    auto takes = open->ledger.takes();
    if (!takes) {
        return fail(kWorldFailed, takes.error().message());
    }
    for (const std::string& shot : shots) {
        if (std::none_of(takes->begin(), takes->end(), [&](const Take& take) { return take.shot == shot; })) {
            return fail(kWrongUsage, fmt::format("there is no take of a shot `{}`", shot));
        }
    }
    Canceller canceller(command, std::move(*settings), open->ledger);
    int worst = kFine;
    int count = 0;
    for (Take& take : *takes) {
        const bool is_meant = shots.empty() || std::find(shots.begin(), shots.end(), take.shot) != shots.end();
        if (is_meant && !store::is_settled(take.state) && !take.server.empty()) {
            worst = std::max(worst, canceller.cancel(take));
            ++count;
        }
    }
    if (count == 0) {
        write_message("Nothing is on its way.\n");
    }
    return worst;
}

}  // namespace

int run_cancel(const Arguments& arguments) {
    CLI::App app;
    RenderCommand command;
    std::vector<std::string> shots;
    set_up_command(app, "cancel", "Examples:\n  shot cancel film.shot storm\n  shot cancel film.shot          every job that is not done",
                   "Stops jobs at their server, as far as it lets us. What is paid may stay paid.");
    app.add_option("FILM", command.film, "The script, the bundle, or the folder of its takes")->required()->option_text(" ");
    app.add_option("SHOT", shots, "Shots; all, if left out")->option_text(" ");
    app.add_option("-o,--out", command.out, "The folder, where it is not `film.takes` beside `film.shot`")->option_text("DIR");
    add_server_access_options(app, command);
    if (const auto code = parse_command_line(app, arguments)) {
        return *code;
    }
    return cancel_takes(command, shots);
}

}  // namespace shot::tool
