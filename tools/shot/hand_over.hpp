// Commands of the other program: `shot render` and its kin become `shot-render`, as git does with its own.
#pragma once

#include <array>
#include <string_view>

#include "tools/command/command.hpp"

namespace shot::tool {

inline constexpr std::array<std::string_view, 6> kRenderCommands{"render", "status", "takes", "adopt", "cancel", "serve"};

/// Whether `shot-render` has that command.
bool is_render_command(std::string_view name);

/// Becomes `shot-render NAME ARGUMENTS`: beside this program, in `../libexec/shot`, or in PATH. Comes back only where there is none, with
/// the exit code.
int hand_over(const Arguments& arguments);

}  // namespace shot::tool
