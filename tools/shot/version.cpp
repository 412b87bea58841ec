// `shot version`: what program this is, and which versions of the language and the bundle it speaks.
#include <fmt/format.h>

#include "runtime/bundle/bundle.hpp"
#include "tools/command/command_line.hpp"

namespace shot::tool {

int run_version(const Arguments& arguments) {
    CLI::App app;
    bool as_json = false;
    set_up_command(app, "version", "Example:\n  shot version --json",
                   "Prints the version of the program, of the language and of the bundle format.");
    app.add_flag("--json", as_json, "Print one JSON object");
    if (const auto code = parse_command_line(app, arguments)) {
        return *code;
    }
    constexpr int kLanguage = 1;
    return write_result(as_json ? fmt::format("{{\"version\":\"{}\",\"language\":{},\"bundle\":{}}}\n", SHOT_VERSION,
                                              kLanguage, bundle::kVersion)
                                : fmt::format("shot {} (language {}, bundle format {})\n", SHOT_VERSION, kLanguage,
                                              bundle::kVersion));
}

}  // namespace shot::tool
