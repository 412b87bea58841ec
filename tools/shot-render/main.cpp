// The program `shot-render`: what `shot` hands over to for the commands that need more than a compiler. People call `shot`.
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "tools/shot-render/command.hpp"
#include "tools/shot/console.hpp"

namespace {

using shot::tool::Arguments;

struct Command {
    std::string_view name;
    int (*run)(const Arguments&);
};

constexpr std::array kCommands = {Command{"serve", shot::tool::run_serve}};

int run(const Arguments& arguments) {
    for (const Command& command : kCommands) {
        if (!arguments.empty() && command.name == arguments.front()) {
            return command.run(Arguments(arguments.begin() + 1, arguments.end()));
        }
    }
    shot::tool::write_failure("`shot-render` is the part of `shot` that renders; call `shot`");
    return shot::tool::kWrongUsage;
}

}  // namespace

int main(int argc, char** argv) {
    shot::tool::open_standard_descriptors();
    return run(Arguments(argv + (argc > 0 ? 1 : 0), argv + argc));
}
