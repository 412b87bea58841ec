// The program `shot-render`: what `shot render`, `status`, `takes`, `adopt`, `cancel` and `serve` run.
#include <array>
#include <csignal>
#include <string_view>

#include <fmt/format.h>

#include "tools/shot-render/commands.hpp"
#include "tools/command/console.hpp"

namespace {

using shot::tool::Arguments;

struct Command {
    std::string_view name;
    int (*run)(const Arguments&);
};

constexpr std::array kCommands = {
    Command{"render", shot::tool::run_render}, Command{"status", shot::tool::run_status}, Command{"takes", shot::tool::run_takes},
    Command{"adopt", shot::tool::run_adopt},   Command{"cancel", shot::tool::run_cancel}, Command{"serve", shot::tool::run_serve},
};

}  // namespace

int main(int argc, char** argv) {
    shot::tool::open_standard_descriptors();
    std::signal(SIGPIPE, SIG_IGN);  // a closed connection, or nobody who reads the output any more, is an error of that write
    for (const Command& command : kCommands) {
        if (argc > 1 && command.name == argv[1]) {
            return command.run(Arguments(argv + 2, argv + argc));
        }
    }
    shot::tool::write_failure("this program is a part of `shot`: run `shot render`, `status`, `takes`, `adopt`, `cancel` or `serve`");
    return shot::tool::kWrongUsage;
}
