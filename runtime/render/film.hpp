// The cut: the takes that stand for a sequence's shots, joined to one file.
#pragma once

#include <string>
#include <vector>

#include "compiler/support/result.hpp"
#include "runtime/render/plan.hpp"

namespace shot::render {

struct FilmOutcome {
    std::string path;                  // of the file; empty: there is none
    bool is_new = false;               // it was joined now; else it stood there already, of the same takes
    std::vector<std::string> missing;  // shots that have no take yet
};

/// Joins a sequence into `ID.mp4` in the folder, unless the file there is of the same takes.
Result<FilmOutcome> join_film(const bundle::Sequence& sequence, const Plan& plan, store::Ledger& ledger, const std::string& folder);

}  // namespace shot::render
