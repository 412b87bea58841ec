// A bundle to render: read, or compiled from a script on the way.
#pragma once

#include <optional>
#include <string>

#include "runtime/bundle/bundle.hpp"
#include "tools/command/compile_options.hpp"

namespace shot::tool {

struct LoadedBundle {
    bundle::Bundle bundle;
    int exit_code = 0;  // not 0: there is none, and why has been said
};

/// `path` is a bundle (`.json`) or a script. Diagnostics of a script go to standard error, its losses among them.
LoadedBundle load_bundle(const std::string& path, const CompileOptions& options);

}  // namespace shot::tool
