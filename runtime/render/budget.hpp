// The budget of a film: what its ledger ever sent, and what one take more would make of it.
#pragma once

#include <string>

#include "runtime/render/render.hpp"

namespace shot::render {

/// Why the take is too much; empty: it is not.
std::string describe_overrun(const store::Ledger::Spent& spent, const store::Take& take, const RenderOptions& options);

}  // namespace shot::render
