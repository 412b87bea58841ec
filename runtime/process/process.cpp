#include "runtime/process/process.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>

#include "runtime/process/child.hpp"

namespace shot::process {
namespace {

constexpr std::size_t kMaxErrors = 8 << 10;
constexpr int kPollMilliseconds = 50;  // how long a cancellation may go unseen

bool is_set(const std::atomic<bool>* flag) {
    return flag != nullptr && flag->load(std::memory_order_relaxed);
}

bool is_program(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) && ::access(path.c_str(), X_OK) == 0;
}

/// Reads what there is; closes at the end of the stream.
void read_some(Descriptor& from, std::string& into) {
    std::array<char, 64 << 10> buffer;
    const ssize_t count = ::read(from.number(), buffer.data(), buffer.size());
    if (count > 0) {
        into.append(buffer.data(), static_cast<std::size_t>(count));
    } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
        from.close();
    }
}

void keep_last_errors(std::string& errors) {
    if (errors.size() > kMaxErrors) {
        errors.erase(0, errors.size() - kMaxErrors);
    }
}

/// Sends what goes; closes when all is gone or nobody reads.
void write_some(Descriptor& to, std::string_view& bytes) {
    const ssize_t count = bytes.empty() ? 0 : ::send(to.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count > 0) {
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    if (bytes.empty() || (count < 0 && errno != EAGAIN && errno != EINTR)) {
        to.close();
    }
}

/// The last line that says something, for a message of one line.
std::string last_line(std::string_view errors) {
    while (!errors.empty() && (errors.back() == '\n' || errors.back() == '\r' || errors.back() == ' ')) {
        errors.remove_suffix(1);
    }
    const auto at = errors.find_last_of("\n\r");
    return std::string(at == std::string_view::npos ? errors : errors.substr(at + 1));
}

pollfd poll_for(const Descriptor& descriptor, short events) {
    return {descriptor.number(), events, 0};  // poll() passes over a negative number
}

}  // namespace

std::string find_program(std::string_view name) {
    if (name.empty() || name.find('\0') != std::string_view::npos) {
        return {};
    }
    if (name.find('/') != std::string_view::npos) {
        return is_program(std::string(name)) ? std::string(name) : std::string();
    }
    const char* path = std::getenv("PATH");
    std::string_view rest = path == nullptr ? "/usr/local/bin:/usr/bin:/bin" : path;
    while (!rest.empty()) {
        const auto end = std::min(rest.find(':'), rest.size());
        // An empty entry means the working folder, where nobody wants a program from.
        const std::string candidate = end == 0 ? std::string() : fmt::format("{}/{}", rest.substr(0, end), name);
        if (!candidate.empty() && is_program(candidate)) {
            return candidate;
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {};
}

Result<Finished> run(const std::vector<std::string>& arguments, const RunOptions& options) {
    auto child = Child::start(arguments, Streams::All, options.may_ask);
    if (!child) {
        return tl::unexpected(std::move(child.error()));
    }
    Finished finished;
    std::string_view input = options.input;
    if (input.empty()) {
        child->input.close();
    }
    while (child->output.is_open() || child->errors.is_open()) {
        std::array<pollfd, 3> polls{poll_for(child->output, POLLIN), poll_for(child->errors, POLLIN),
                                    poll_for(child->input, POLLOUT)};
        ::poll(polls.data(), polls.size(), kPollMilliseconds);
        if (is_set(options.is_cancelled)) {
            return tl::unexpected(Failure{"run", arguments[0], "it was cancelled"});
        }
        if (polls[0].revents != 0) {
            read_some(child->output, finished.output);
        }
        if (polls[1].revents != 0) {
            read_some(child->errors, finished.errors);
            keep_last_errors(finished.errors);
        }
        if (polls[2].revents != 0) {
            write_some(child->input, input);
        }
        if (finished.output.size() > options.max_output) {
            return tl::unexpected(
                Failure{"run", arguments[0], fmt::format("it wrote more than {} bytes", options.max_output)});
        }
    }
    child->input.close();
    finished.exit_code = child->wait();
    return finished;
}

struct Pipe::Impl {
    Child child;
    std::string program;
    std::string errors;

    /// Waits until it reads, or at most for a moment; takes what it complains of meanwhile.
    void wait_a_moment(short events) {
        std::array<pollfd, 2> polls{poll_for(child.input, events), poll_for(child.errors, POLLIN)};
        ::poll(polls.data(), polls.size(), kPollMilliseconds);
        if (polls[1].revents != 0) {
            read_some(child.errors, errors);
            keep_last_errors(errors);
        }
    }

    /// Takes the rest of its complaints and its exit code.
    tl::unexpected<Failure> fail() {
        child.input.close();
        while (child.errors.is_open()) {
            wait_a_moment(0);
        }
        const int code = child.wait();
        const std::string said = last_line(errors);
        return tl::unexpected(
            Failure{"run", program, said.empty() ? fmt::format("it ended with exit code {}", code) : said});
    }
};

Pipe::Pipe(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Pipe::Pipe(Pipe&&) noexcept = default;
Pipe::~Pipe() = default;

Result<Pipe> Pipe::start(const std::vector<std::string>& arguments) {
    auto child = Child::start(arguments, Streams::InputOnly, false);
    if (!child) {
        return tl::unexpected(std::move(child.error()));
    }
    return Pipe(std::make_unique<Impl>(Impl{std::move(*child), arguments[0], {}}));
}

Result<void> Pipe::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::send(impl_->child.input.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno == EAGAIN) {
            impl_->wait_a_moment(POLLOUT);
        } else if (errno != EINTR) {
            return impl_->child.is_running() ? impl_->fail()
                                             : tl::unexpected(Failure{"run", impl_->program, "it has ended"});
        }
    }
    return {};
}

Result<void> Pipe::finish(const std::atomic<bool>* is_cancelled) {
    impl_->child.input.close();
    while (impl_->child.errors.is_open()) {
        impl_->wait_a_moment(0);
        if (is_set(is_cancelled)) {
            return tl::unexpected(Failure{"run", impl_->program, "it was cancelled"});
        }
    }
    if (const int code = impl_->child.wait(); code != 0) {
        const std::string said = last_line(impl_->errors);
        return tl::unexpected(
            Failure{"run", impl_->program, said.empty() ? fmt::format("it ended with exit code {}", code) : said});
    }
    return {};
}

}  // namespace shot::process
