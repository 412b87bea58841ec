// Where the clips of a film are: `film.takes` beside `film.shot`, unless `--out` says otherwise.
#pragma once

#include <string>

#include "compiler/support/result.hpp"
#include "runtime/store/ledger.hpp"

namespace shot::tool {

/// The folder for a script, a bundle, or such a folder itself.
std::string film_folder(const std::string& film, const std::string& out);

/// The folder that the script's paths count from.
std::string root_of(const std::string& film);

/// The ledger of a folder that has one, to be read.
Result<store::Ledger> read_ledger(const std::string& folder);

}  // namespace shot::tool
