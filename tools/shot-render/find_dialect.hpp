// The dialect of a film's server: a file, one of the project's own, or a built-in one.
#pragma once

#include <string>

#include "compiler/support/result.hpp"
#include "runtime/dialects/dialect.hpp"

namespace shot::tool {

/// `name` is a path that ends in `.json`, or a name: `targets/dialects/NAME.json` beside the film goes before what is built in.
Result<dialects::Dialect> find_film_dialect(const std::string& film, const std::string& name);

}  // namespace shot::tool
