#include "tools/shot/hand_over.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>

#include <fmt/format.h>

#include "tools/command/console.hpp"

namespace shot::tool {
namespace {

/// The folder that this program is in; empty: nobody knows.
std::string own_folder() {
    std::array<char, PATH_MAX> path{};
    const ssize_t size = ::readlink("/proc/self/exe", path.data(), path.size());
    const std::string_view self(path.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    return std::string(self.substr(0, std::min(self.rfind('/'), self.size())));
}

}  // namespace

bool is_render_command(std::string_view name) {
    return std::find(kRenderCommands.begin(), kRenderCommands.end(), name) != kRenderCommands.end();
}

int hand_over(const Arguments& arguments) {
    constexpr std::string_view kProgram = "shot-render";
    std::vector<char*> argv{const_cast<char*>(kProgram.data())};  // exec takes them so, and writes nothing
    for (const std::string& argument : arguments) {
        argv.push_back(const_cast<char*>(argument.c_str()));
    }
    argv.push_back(nullptr);
    const std::string folder = own_folder();
    // The build's own folders lie side by side.
    for (const std::string_view place : {"/", "/../libexec/shot/", "/../shot-render/"}) {
        if (!folder.empty()) {
            ::execv(fmt::format("{}{}{}", folder, place, kProgram).c_str(), argv.data());
        }
    }
    ::execvp(kProgram.data(), argv.data());
    write_failure(errno == ENOENT ? fmt::format("`shot {}` needs the program `shot-render`, which is not there: install it beside `shot`", arguments.front())
                                  : fmt::format("cannot start `shot-render`: {}", std::strerror(errno)));
    return kWorldFailed;
}

}  // namespace shot::tool
