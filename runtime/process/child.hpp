// A started program and our ends of its streams.
#pragma once

#include <sys/types.h>

#include <string>
#include <utility>
#include <vector>

#include "compiler/support/result.hpp"

namespace shot::process {

/// An open file; closed when it goes.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() { close(); }

    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] bool is_open() const { return number_ >= 0; }
    void close();

private:
    int number_ = -1;
};

enum class Streams { InputOnly, All };

/// Killed, with all that it started in its group, and waited for when it goes, unless wait() came first.
class Child {
public:
    /// Our ends do not block. Without a pipe for its output, that is thrown away.
    static Result<Child> start(const std::vector<std::string>& arguments, Streams streams, bool is_in_our_group);

    Child(Child&& other) noexcept;
    ~Child();

    void kill();
    /// Waits for its end and gives its exit code, 128 + the signal's number where one ended it.
    int wait();
    [[nodiscard]] bool is_running() const { return id_ > 0; }

    Descriptor input;  // a socket, so that writing to a program that has ended is an error and no signal
    Descriptor output;
    Descriptor errors;

private:
    Child(pid_t id, bool is_in_our_group) : id_(id), is_in_our_group_(is_in_our_group) {}

    pid_t id_;
    bool is_in_our_group_;
};

}  // namespace shot::process
