// Result<T>: what a call to the outside world gives back. The failure says what was attempted, on what, and why.
#pragma once

#include <string>

#include <tl/expected.hpp>

namespace shot {

struct Failure {
    std::string attempted;  // "read", "create folder": a verb that fits "cannot ATTEMPTED `ON`: REASON"
    std::string on;         // a path, an address
    std::string reason;     // "no such file", "is a directory", "larger than 8 MiB"

    [[nodiscard]] std::string message() const { return "cannot " + attempted + " `" + on + "`: " + reason; }
};

template <class T>
using Result = tl::expected<T, Failure>;

}  // namespace shot
