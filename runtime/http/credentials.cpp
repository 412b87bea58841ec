#include "runtime/http/credentials.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "runtime/process/process.hpp"

namespace shot::http {
namespace {

constexpr std::size_t kMaxKey = 16 * 1024;  // a service account's token has a few thousand

tl::unexpected<Failure> fail(std::string on, std::string reason) {
    return tl::unexpected(Failure{"read the key from", std::move(on), std::move(reason)});
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n";
    const std::size_t begin = std::min(text.find_first_not_of(kBlank), text.size());
    return text.substr(begin, text.find_last_not_of(kBlank) + 1 - begin);
}

/// A key goes into a header as it is: one word of printable ASCII. What is wrong is said without any of it.
Result<std::optional<std::string>> check_key(std::string_view text, const std::string& from) {
    const std::string_view key = trim(text);
    if (key.empty()) {
        return fail(from, "it is empty");
    }
    if (key.size() > kMaxKey) {
        return fail(from, fmt::format("it is longer than {} bytes", kMaxKey));
    }
    if (key.find('\n') != std::string_view::npos) {
        return fail(from, "it has more than one line: a key is one");
    }
    if (!std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c <= '~'; })) {
        return fail(from, "it has a space or another character that no key has");
    }
    return std::optional(std::string(key));
}

/// At most one byte more than a key may have.
Result<std::string> read_all(int descriptor, const std::string& path) {
    std::string text(kMaxKey + 3, '\0');  // a line end, and one to see that it is too long
    std::size_t size = 0;
    while (size < text.size()) {
        const ssize_t got = ::read(descriptor, text.data() + size, text.size() - size);
        if (got == 0) {
            break;
        }
        if (got < 0 && errno != EINTR) {
            return fail(path, std::strerror(errno));
        }
        size += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    text.resize(size);
    return text;
}

Result<std::optional<std::string>> read_file(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a pipe would wait for a writer
    if (descriptor < 0) {
        return fail(path, std::strerror(errno));
    }
    struct stat facts {};
    Result<std::string> text = fail(path, "it is no file");
    constexpr unsigned kOthers = 077;
    if (::fstat(descriptor, &facts) != 0) {
        text = fail(path, std::strerror(errno));
    } else if (S_ISREG(facts.st_mode) && (facts.st_mode & kOthers) != 0) {
        text = fail(path, fmt::format("others on this machine may read it (mode {:04o}): run `chmod 600` on it", facts.st_mode & 07777U));
    } else if (S_ISREG(facts.st_mode)) {
        text = read_all(descriptor, path);
    }
    ::close(descriptor);
    return text ? check_key(*text, path) : tl::unexpected(std::move(text.error()));
}

/// The command may have a key in it, and what it wrote is one: neither is ever repeated.
Result<std::optional<std::string>> run_command(const std::string& command) {
    const std::string from = "the key's command";
    process::RunOptions options;
    options.max_output = kMaxKey * 4;
    options.may_ask = true;
    const auto finished = process::run({"/bin/sh", "-c", command}, options);
    if (!finished) {
        return fail(from, finished.error().reason);
    }
    if (finished->exit_code != 0) {
        return fail(from, fmt::format("it ended with exit code {}", finished->exit_code));
    }
    return check_key(std::string_view(finished->output).substr(0, finished->output.find('\n')), from);
}

}  // namespace

Result<std::optional<std::string>> find_key(const CredentialSource& source) {
    if (!source.file.empty()) {
        return read_file(source.file);
    }
    if (!source.command.empty()) {
        return run_command(source.command);
    }
    const char* value = source.environment.empty() ? nullptr : std::getenv(source.environment.c_str());
    if (value == nullptr || trim(value).empty()) {
        return std::optional<std::string>();
    }
    return check_key(value, "$" + source.environment);
}

}  // namespace shot::http
