// `// shot: allow NAME because …`: which lints a script silences, and where. Comments are not in the tree, so a file's
// are looked for in its text, when a lint is first reported there.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/sink.hpp"
#include "compiler/source/source_file.hpp"

namespace shot::lint {

class AllowComments {
public:
    explicit AllowComments(const Sources& sources) : sources_(sources) {}

    /// Whether the lint is silenced at the place; the comment counts as used then.
    bool allows(std::string_view name, Span span);
    /// Comments of the files that silenced nothing, and names that are no lint's.
    void report_unused(const std::vector<FileId>& files, diagnostics::Sink& sink);

private:
    /// What keeps a comment that is meant for us from being read.
    enum class Slip : std::uint8_t { None, Form, NoName };
    struct Allow {
        Slip slip = Slip::None;
        std::string_view name;    // of a lint, or `craft`
        Span span;                // the name
        std::uint32_t begin = 0;  // what it holds for
        std::uint32_t end = 0;
        bool is_used = false;
    };
    struct File {
        bool is_read = false;
        std::vector<Allow> allows;
    };
    File& file_of(FileId id);
    void read_comment(FileId id, std::size_t slashes, File& out) const;
    void read_names(FileId id, std::size_t at, Allow allow, File& out) const;
    static Allow reach_of(std::string_view text, std::size_t line);

    const Sources& sources_;
    std::vector<File> files_;  // by FileId
};

/// Whether the name is that of a lint (07 or 08), or `craft`.
bool is_lint_name(std::string_view name);

}  // namespace shot::lint
