// Parses a text for the tests: the tree as text, the diagnostics as `0201:3` (code and line), and fixes applied.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "compiler/parse/parse.hpp"

namespace shot::tests {

struct Parsed {
    std::unique_ptr<Sources> sources = std::make_unique<Sources>();
    FileId file;
    syntax::Tree tree{FileId()};
    std::vector<diagnostics::Diagnostic> diagnostics;

    [[nodiscard]] const SourceFile& source() const { return sources->get(file); }
    [[nodiscard]] std::string print() const { return syntax::print_tree(tree, source()); }
    [[nodiscard]] std::string verify() const { return syntax::verify_tree(tree, source()); }
};

inline Parsed parse(std::string_view text) {
    Parsed parsed;
    parsed.file = parsed.sources->add("film.shot", std::string(text));
    diagnostics::Sink sink;
    parsed.tree = parse::parse_file(parsed.file, parsed.source(), sink);
    parsed.diagnostics = sink.take();
    return parsed;
}

/// The tree; the text has to be without mistakes.
inline std::string tree_of(std::string_view text) {
    const Parsed parsed = parse(text);
    std::string out = parsed.verify();
    for (const diagnostics::Diagnostic& diagnostic : parsed.diagnostics) {
        out += diagnostic.message + "\n";
    }
    return out + parsed.print();
}

/// `0201:3 0212:5`
inline std::string codes(std::string_view text) {
    const Parsed parsed = parse(text);
    std::string out = parsed.verify();
    for (const diagnostics::Diagnostic& diagnostic : parsed.diagnostics) {
        out += fmt::format("{}{:04}:{}", out.empty() ? "" : " ", diagnostic.code, parsed.source().position(diagnostic.span.begin).line);
    }
    return out;
}

/// The message of the only diagnostic.
inline std::string message(std::string_view text) {
    const Parsed parsed = parse(text);
    return parsed.diagnostics.size() == 1 ? parsed.diagnostics[0].message
                                          : fmt::format("{} diagnostics", parsed.diagnostics.size());
}

/// The text with the first fix of each diagnostic applied.
inline std::string fixed(std::string_view text) {
    const Parsed parsed = parse(text);
    std::vector<diagnostics::Edit> edits;
    for (const diagnostics::Diagnostic& diagnostic : parsed.diagnostics) {
        if (!diagnostic.fixes.empty()) {
            edits.insert(edits.end(), diagnostic.fixes[0].edits.begin(), diagnostic.fixes[0].edits.end());
        }
    }
    std::stable_sort(edits.begin(), edits.end(),
                     [](const auto& a, const auto& b) { return a.span.begin > b.span.begin; });
    std::string out(text);
    for (const diagnostics::Edit& edit : edits) {
        out.replace(edit.span.begin, edit.span.end - edit.span.begin, edit.replacement);
    }
    return out;
}

}  // namespace shot::tests
