// The board of a request, read as strictly as the rest of a bundle. Only for the reader of bundles.
#pragma once

#include "runtime/bundle/bundle.hpp"
#include "runtime/bundle/json_document.hpp"

namespace shot::bundle {

/// Reads the object `value` at `path`. `request`, whose board it is, has been read up to here: beats lie within its length,
/// and a first frame is one of its assets.
Board read_board(const Json& value, const JsonPath& path, const Request& request, JsonProblem& problem);

}  // namespace shot::bundle
