// What the commands that read and mend the ledger share: which film, its takes as a table, its ledger under lock.
#pragma once

#include <string>

#include "runtime/store/lock.hpp"
#include "tools/command/command_line.hpp"
#include "tools/shot-render/commands.hpp"
#include "tools/shot-render/film_folder.hpp"

namespace shot::tool {

struct LedgerCommand {
    std::string film;
    std::string out;
    bool as_json = false;
};

/// FILM and `--out`.
void add_film_options(CLI::App& app, LedgerCommand& command);

/// Writes the takes of a shot, or of the film where it is empty; gives back the exit code.
int show_takes(const LedgerCommand& command, const std::string& shot);

/// The folder's ledger, to be written: the lock is held for as long as the two live.
struct OpenLedger {
    store::Lock lock;
    store::Ledger ledger;
};

/// `who` is what somebody else is told while we hold the lock.
Result<OpenLedger> open_ledger(const LedgerCommand& command, const std::string& who);

/// Says what failed; gives back the exit code.
int fail(int code, const std::string& message);

}  // namespace shot::tool
