#include "runtime/process/child.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "compiler/support/assert.hpp"
#include "runtime/process/process.hpp"

extern char** environ;  // POSIX has it in no header

namespace shot::process {
namespace {

struct Ends {
    Descriptor ours;
    Descriptor theirs;
};

Result<Ends> open_pipe(bool is_input) {
    std::array<int, 2> ends{};
    const int failed =
        is_input ? ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) : ::pipe2(ends.data(), O_CLOEXEC);
    if (failed != 0) {
        return tl::unexpected(Failure{"open", "a pipe", std::strerror(errno)});
    }
    Ends pipe{Descriptor(ends[0]), Descriptor(ends[1])};
    ::fcntl(pipe.ours.number(), F_SETFL, O_NONBLOCK);
    return pipe;
}

/// What posix_spawn is told beside the arguments.
class SpawnSetting {
public:
    explicit SpawnSetting(bool is_in_our_group) {
        ::posix_spawn_file_actions_init(&actions_);
        ::posix_spawnattr_init(&attributes_);
        sigset_t none;
        sigset_t defaults;
        ::sigemptyset(&none);
        ::sigemptyset(&defaults);
        for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD}) {
            ::sigaddset(&defaults, signal);
        }
        ::posix_spawnattr_setsigmask(&attributes_, &none);
        ::posix_spawnattr_setsigdefault(&attributes_, &defaults);
        const int group = is_in_our_group ? 0 : POSIX_SPAWN_SETPGROUP;
        ::posix_spawnattr_setflags(&attributes_,
                                   static_cast<short>(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | group));
    }
    SpawnSetting(const SpawnSetting&) = delete;
    SpawnSetting& operator=(const SpawnSetting&) = delete;
    ~SpawnSetting() {
        ::posix_spawn_file_actions_destroy(&actions_);
        ::posix_spawnattr_destroy(&attributes_);
    }

    void connect(const Descriptor& end, int as) { ::posix_spawn_file_actions_adddup2(&actions_, end.number(), as); }
    void connect_nothing(int as) { ::posix_spawn_file_actions_addopen(&actions_, as, "/dev/null", O_RDWR, 0); }

    /// The error number, or 0.
    int spawn(const std::string& program, const std::vector<std::string>& arguments, pid_t& id) {
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34)
        // Files that some library opened without O_CLOEXEC are closed too.
        ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
#endif
        std::vector<char*> pointers;
        pointers.reserve(arguments.size() + 1);
        for (const std::string& argument : arguments) {
            pointers.push_back(const_cast<char*>(argument.c_str()));  // spawn does not write to them
        }
        pointers.push_back(nullptr);
        return ::posix_spawn(&id, program.c_str(), &actions_, &attributes_, pointers.data(), environ);
    }

private:
    posix_spawn_file_actions_t actions_;
    posix_spawnattr_t attributes_;
};

}  // namespace

void Descriptor::close() {
    if (number_ >= 0) {
        ::close(std::exchange(number_, -1));
    }
}

Result<Child> Child::start(const std::vector<std::string>& arguments, Streams streams, bool is_in_our_group) {
    SHOT_ASSERT(!arguments.empty());
    const std::string program = find_program(arguments[0]);
    if (program.empty()) {
        return tl::unexpected(Failure{"run", arguments[0], "there is no such program in PATH"});
    }
    auto input = open_pipe(true);
    auto errors = open_pipe(false);
    auto output = streams == Streams::All ? open_pipe(false) : Result<Ends>(Ends{});
    for (const auto* pipe : {&input, &errors, &output}) {
        if (!*pipe) {
            return tl::unexpected(pipe->error());
        }
    }
    SpawnSetting setting(is_in_our_group);
    setting.connect(input->theirs, STDIN_FILENO);
    setting.connect(errors->theirs, STDERR_FILENO);
    if (streams == Streams::All) {
        setting.connect(output->theirs, STDOUT_FILENO);
    } else {
        setting.connect_nothing(STDOUT_FILENO);
    }
    pid_t id = 0;
    if (const int error = setting.spawn(program, arguments, id); error != 0) {
        return tl::unexpected(Failure{"run", program, std::strerror(error)});
    }
    Child child(id, is_in_our_group);
    child.input = std::move(input->ours);
    child.output = std::move(output->ours);
    child.errors = std::move(errors->ours);
    return child;
}

Child::Child(Child&& other) noexcept
    : input(std::move(other.input)),
      output(std::move(other.output)),
      errors(std::move(other.errors)),
      id_(std::exchange(other.id_, 0)),
      is_in_our_group_(other.is_in_our_group_) {}

Child::~Child() {
    if (is_running()) {
        kill();
        wait();
    }
}

void Child::kill() {
    if (is_running()) {
        ::kill(is_in_our_group_ ? id_ : -id_, SIGKILL);
    }
}

int Child::wait() {
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    id_ = 0;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace shot::process
