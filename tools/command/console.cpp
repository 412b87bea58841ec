// Standard output and standard error over the bare descriptors: no buffers that could fail after main().
#include "tools/command/console.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>

#include "compiler/source/file_failure.hpp"
#include "tools/command/command.hpp"

namespace shot::tool {
namespace {

/// 0, or the error that stopped it.
int write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0) {
            if (errno == EINTR) {
                continue;
            }
            return errno;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

bool is_set(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

}  // namespace

void open_standard_descriptors() {
    for (int descriptor = 0; descriptor <= 2; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) == -1) {
            // The lowest free number is taken, which is this one. The wrong direction makes each use fail with EBADF.
            const int opened = ::open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY);
            static_cast<void>(opened);
        }
    }
}

int write_result(std::string_view text) {
    const int error = write_all(STDOUT_FILENO, text);
    if (error == 0) {
        return kFine;
    }
    if (error == EPIPE) {  // SIGPIPE was ignored by who started us
        return kBrokenPipe;
    }
    write_failure(fmt::format("cannot write to standard output: {}",
                              error == EBADF ? "it is closed" : std::strerror(error)));
    return kWorldFailed;
}

void write_message(std::string_view text) { write_all(STDERR_FILENO, text); }

void write_failure(std::string_view message) { write_message(fmt::format("shot: {}\n", message)); }

bool wants_colour(ColourMode mode, int descriptor) {
    if (mode != ColourMode::Auto) {
        return mode == ColourMode::Always;
    }
    if (is_set("NO_COLOR")) {
        return false;
    }
    if (is_set("CLICOLOR_FORCE") && std::string_view(std::getenv("CLICOLOR_FORCE")) != "0") {
        return true;
    }
    const char* terminal = std::getenv("TERM");
    return ::isatty(descriptor) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

bool read_standard_input(std::size_t max_bytes, std::string& text, std::string& failure) {
    std::array<char, 1 << 16> buffer;
    for (;;) {
        const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
        if (count == 0) {
            return true;
        }
        if (count < 0) {
            if (errno == EINTR) {
                continue;
            }
            text.clear();
            failure = errno == EBADF ? "it is closed" : errno == EISDIR ? "it is a directory" : std::strerror(errno);
            return false;
        }
        text.append(buffer.data(), static_cast<std::size_t>(count));
        if (text.size() > max_bytes) {
            failure = too_large_reason(max_bytes).substr(std::string_view("larger than ").size());
            return false;
        }
    }
}

}  // namespace shot::tool
