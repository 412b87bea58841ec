// The whole compiler over any FileSystem, with everything that it can print as text: what golden cases, the tests of
// the documents and the fuzzers run.
#pragma once

#include <string>
#include <vector>

#include "compiler/plan/compile.hpp"

namespace shot::tests {

/// One target's output, each form as `shot compile --format` writes it.
struct CompiledTarget {
    std::string name;  // `sora-2-pro as tall`
    std::string bundle;
    std::string prompts;
    std::string batch;   // all its files, each after the first under a line with its suffix
    std::string broken;  // what does not hold of a prompt's source map; empty when all is well
};

struct Compiled {
    Sources sources;
    std::vector<diagnostics::Diagnostic> diagnostics;
    bool has_errors = false;
    std::string script;                   // Script::print()
    std::vector<CompiledTarget> targets;  // what errors leave is here too, and is not to be used
};

/// Compiles the script at `path`, with the nearest shot.toml or the one at `config`. Never fails: what is wrong is a
/// diagnostic. A batch reports what it cannot hold, so it is made only where it is asked for.
Compiled compile(const FileSystem& files, const std::string& path, const plan::Options& options,
                 bool with_batch = false, const std::string& config = {});

/// A bundle's text read back and written again; the failure's message where it cannot be read.
std::string rewritten_bundle(const std::string& text);

/// Parses one file's text and holds its tree against syntax::verify_tree(): what is broken, or nothing. `printed` takes
/// the tree as text where it is not null.
std::string verify_text(const std::string& path, const std::string& text, std::string* printed = nullptr);

}  // namespace shot::tests
