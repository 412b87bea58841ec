// The commands of `shot-render`, the part of `shot` that renders: it links what a check has no need of (curl, SQLite, Cairo), so that
// a check still starts at once. `shot render` and its kin hand over to it.
#pragma once

#include "tools/command/command.hpp"

namespace shot::tool {

/// Beyond those of ExitCode.
enum RenderExitCode : int {
    kInDoubt = 4,         // a request was sent and its answer lost: a person has to look
    kInterrupted = 128 + 2  // Ctrl-C
};

int run_render(const Arguments& arguments);
int run_status(const Arguments& arguments);
int run_takes(const Arguments& arguments);
int run_adopt(const Arguments& arguments);
int run_cancel(const Arguments& arguments);
int run_serve(const Arguments& arguments);

}  // namespace shot::tool
