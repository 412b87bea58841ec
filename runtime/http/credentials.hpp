// Keys of servers: from a file that only its owner can read, a command, or the environment, in this order. Never from an argument:
// those are seen by everybody on the machine.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "compiler/support/result.hpp"

namespace shot::http {

struct CredentialSource {
    std::string file;         // its first line, trimmed; refused when others may read it (mode & 077)
    std::string command;      // run by the shell; the first line of its output
    std::string environment;  // `OPENAI_API_KEY`
};

/// The key; nothing where no source is given or the variable is not set. A failure never has the key, nor the command's output, in it.
Result<std::optional<std::string>> find_key(const CredentialSource& source);

}  // namespace shot::http
