// Other programs (ffmpeg, ffprobe, espeak-ng, a command that prints a key): started with an argument list, never
// through a shell unless the user gave a shell command. Of ours they get the environment and the working folder, no
// open file and no blocked signal.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/result.hpp"

namespace shot::process {

struct Finished {
    int exit_code = 0;   // 128 + the signal's number where one ended it
    std::string output;  // standard output, at most `max_output`
    std::string errors;  // the last 8 KiB of standard error
};

struct RunOptions {
    std::string input;                                // for its standard input
    std::uint64_t max_output = 64ULL << 20;           // more is a failure
    const std::atomic<bool>* is_cancelled = nullptr;  // set: it is killed, and that is a failure
    // It may ask the person at the terminal, for a passphrase say: it stays in our process group, and Ctrl-C reaches it
    // too.
    bool may_ask = false;
};

/// The program's path in PATH; a name with a slash is a path already. Nothing where there is none.
[[nodiscard]] std::string find_program(std::string_view name);

/// Runs a program to its end, `arguments[0]` being its name or path. A failure: it cannot be started, was cancelled,
/// wrote too much. An exit code is no failure.
Result<Finished> run(const std::vector<std::string>& arguments, const RunOptions& options = {});

/// A program that reads a long stream from us, such as frames. Its standard output is thrown away.
class Pipe {
public:
    static Result<Pipe> start(const std::vector<std::string>& arguments);
    Pipe(Pipe&&) noexcept;
    ~Pipe();  // kills it unless finish() was called

    /// Blocks until it has been taken; fails when the program has ended, with what it wrote to standard error.
    Result<void> write(std::string_view bytes);
    /// Closes its input and waits for it. A failure where its exit code is not 0.
    Result<void> finish(const std::atomic<bool>* is_cancelled = nullptr);

private:
    struct Impl;
    explicit Pipe(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace shot::process
