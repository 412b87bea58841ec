// Diagnostics for the tests of renderers: sources and spans by the text that they are of.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/diagnostics/sink.hpp"
#include "compiler/source/source_file.hpp"

namespace shot::test {

class DiagnosticBuilder {
public:
    FileId add(std::string path, std::string text) { return sources.add(std::move(path), std::move(text)); }

    /// The first place of `text` in the file.
    [[nodiscard]] Span at(std::string_view text, FileId file = FileId{0U}) const {
        const auto begin = static_cast<std::uint32_t>(sources.get(file).text().find(text));
        return {file, begin, begin + static_cast<std::uint32_t>(text.size())};
    }
    /// The empty span before that place.
    [[nodiscard]] Span before(std::string_view text, FileId file = FileId{0U}) const {
        const Span span = at(text, file);
        return {file, span.begin, span.begin};
    }

    Sources sources;
    diagnostics::Sink sink;
};

}  // namespace shot::test
