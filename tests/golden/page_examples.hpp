// The `shot` blocks of a page, compiled. Shared by the checks of the catalog and of the documents.
#pragma once

#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.hpp"
#include "tests/golden/markdown.hpp"

namespace shot::tests {

/// A block with what the compiler says of it, the target's retirement left out unless the block names that code.
struct Example {
    Block block;
    std::string code;         // `SHOT0301` of the fence, or empty
    bool is_library = false;  // the fence names a file: others of the page import it
    std::vector<diagnostics::Diagnostic> diagnostics;
    std::string rendered;

    [[nodiscard]] bool reports(std::string_view wanted) const;
    /// Neither errors nor warnings; what is only noted is no fault.
    [[nodiscard]] bool is_clean() const;
    /// Why the block does not do what its fence says, or empty: without a code it compiles cleanly; with one it reports
    /// that code and no other error.
    [[nodiscard]] std::string broken() const;
};

/// All `shot` blocks but fragments. Blocks of any language whose fence names a file (```csv skus.csv) are that file for
/// the page's others.
std::vector<Example> compile_examples(const std::string& page, bool with_lints);

}  // namespace shot::tests
