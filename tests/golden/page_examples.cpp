#include "tests/golden/page_examples.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/diagnostics/render.hpp"
#include "compiler/source/memory_file_system.hpp"
#include "tests/support/compile_text.hpp"

namespace shot::tests {
namespace {

bool is_code(std::string_view word) {
    return word.size() == 8 && word.substr(0, 4) == "SHOT";
}

std::string file_of(const Block& block) {
    for (const std::string& word : block.words) {
        if (word.find('.') != std::string::npos) {
            return word;
        }
    }
    return {};
}

bool has_word(const Block& block, std::string_view word) {
    return std::find(block.words.begin(), block.words.end(), word) != block.words.end();
}

}  // namespace

bool Example::reports(std::string_view wanted) const {
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [wanted](const auto& diagnostic) { return diagnostics::code_text(diagnostic.code) == wanted; });
}

bool Example::is_clean() const {
    return std::all_of(diagnostics.begin(), diagnostics.end(),
                       [](const auto& diagnostic) { return diagnostic.level == diagnostics::Level::Note; });
}

std::string Example::broken() const {
    if (code.empty()) {
        return is_clean() ? "" : "should compile cleanly:\n" + rendered;
    }
    const bool reports_others = std::any_of(diagnostics.begin(), diagnostics.end(), [this](const auto& diagnostic) {
        return diagnostic.level == diagnostics::Level::Error && diagnostics::code_text(diagnostic.code) != code;
    });
    if (!reports(code)) {
        return fmt::format("should report {}:\n{}", code, rendered);
    }
    return reports_others ? fmt::format("should have no error but {}:\n{}", code, rendered) : "";
}

std::vector<Example> compile_examples(const std::string& page, bool with_lints) {
    const std::vector<Block> blocks = find_blocks(page);
    MemoryFileSystem files;
    for (const Block& block : blocks) {
        if (const std::string file = file_of(block); !file.empty()) {
            files.add(file, block.text);
        }
    }
    std::vector<Example> examples;
    for (const Block& block : blocks) {
        if (block.language != "shot" || has_word(block, "fragment")) {
            continue;
        }
        Example example;
        example.block = block;
        example.is_library = !file_of(block).empty();
        for (const std::string& word : block.words) {
            example.code = is_code(word) ? word : example.code;
        }
        files.add("example.shot", block.text);
        plan::Options options;
        options.craft = with_lints;
        Compiled compiled = compile(files, "example.shot", options);
        std::erase_if(compiled.diagnostics, [&example](const auto& diagnostic) {
            return diagnostic.code == 601 && example.code != "SHOT0601";
        });
        example.rendered = diagnostics::render_plain(compiled.diagnostics, compiled.sources);
        example.diagnostics = std::move(compiled.diagnostics);
        examples.push_back(std::move(example));
    }
    return examples;
}

}  // namespace shot::tests
