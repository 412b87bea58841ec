#include "tools/shot-render/ledger_command.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tools/command/console.hpp"

namespace shot::tool {
namespace {

using store::Take;

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

}  // namespace

int fail(int code, const std::string& message) {
    write_failure(message);
    return code;
}

void add_film_options(CLI::App& app, LedgerCommand& command) {
    app.add_option("FILM", command.film, "The script, the bundle, or the folder of its takes; `film.shot` if left out")->option_text(" ")->default_val("film.shot");
    app.add_option("-o,--out", command.out, "The folder, where it is not `film.takes` beside `film.shot`")->option_text("DIR");
}

int show_takes(const LedgerCommand& command, const std::string& shot) {
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
                            spent->unpriced > 0 ? fmt::format(", and {} {} of unknown price", spent->unpriced, spent->unpriced == 1 ? "take" : "takes") : "");
    }
    return write_result(text);
}

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

}  // namespace shot::tool
