// Keys of servers: from a file that only its owner can read, a command, or the environment, in this order. Never from an argument:
// those are seen by everybody on the machine.
#pragma once

#include <optional>
#include <string>

#include "compiler/support/result.hpp"

namespace shot::http {

/// The first that is given is asked, and no other where it fails.
struct CredentialSource {
    std::string file;         // one line; refused when others may read it (mode & 077)
    std::string command;      // run by the shell; the first line of its output, as password managers print them
    std::string environment;  // `OPENAI_API_KEY`; empty is as if it were not set
};

/// The key: one word of printable ASCII, what is blank around it trimmed. Nothing where no source is given or the variable is not set.
/// A failure never has the key, the command, nor the command's output, in it.
Result<std::optional<std::string>> find_key(const CredentialSource& source);

}  // namespace shot::http
