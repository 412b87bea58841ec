// The standard library: every file parses without a word, every entry compiles in a shot, and its words are concrete.
#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <set>

#include "compiler/parse/parse.hpp"
#include "compiler/parse/values.hpp"
#include "compiler/plan/compile.hpp"
#include "compiler/source/memory_file_system.hpp"
#include "compiler/syntax/tree.hpp"
#include "stdlib/embedded.hpp"

namespace shot::tests {
namespace {

using syntax::NodeKind;

struct Entry {
    std::string library;  // `film`
    std::string name;
    NodeKind kind{};
    std::string words;  // every value of it that reaches a prompt, in lower case, in lines
};

std::string in_lower_case(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

void append_words(const syntax::Tree& tree, const SourceFile& source, const syntax::Text& text, std::string& words) {
    for (const Range& piece : tree.pieces_of(text)) {
        words += words.empty() ? "" : "\n";
        words += in_lower_case(source.slice(piece));
    }
}

void append_entries(const std::string& library, const syntax::Tree& tree, const SourceFile& source,
                    std::vector<Entry>& entries) {
    for (const syntax::Node& node : tree.nodes) {
        switch (node.kind) {
            case NodeKind::Let:
            case NodeKind::Palette:
            case NodeKind::Sound:
            case NodeKind::Style: {
                const syntax::Header& header = tree.headers[node.data];
                entries.push_back({library, std::string(source.slice(header.name)), node.kind, {}});
                append_words(tree, source, header.lead, entries.back().words);
                break;
            }
            case NodeKind::Field:
                if (tree.fields[node.data].kind != syntax::FieldKind::Note) {
                    append_words(tree, source, tree.fields[node.data].value, entries.back().words);
                }
                break;
            default:
                break;
        }
    }
}

std::vector<Entry> read_entries() {
    std::vector<Entry> entries;
    for (const auto& file : stdlib::embedded_files()) {
        if (!file.path.starts_with("std/")) {
            continue;
        }
        Sources sources;
        diagnostics::Sink sink;
        const FileId id = sources.add(std::string(file.path), std::string(file.text));
        const syntax::Tree tree = parse::parse_file(id, sources.get(id), sink);
        for (const auto& diagnostic : sink.take()) {
            FAIL(file.path << ":" << sources.get(id).line_of(diagnostic.span.begin) << ": " << diagnostic.message);
        }
        const auto begin = file.path.find('/') + 1;
        append_entries(std::string(file.path.substr(begin, file.path.rfind('.') - begin)), tree, sources.get(id),
                       entries);
    }
    return entries;
}

// Items between commas.
std::vector<std::string_view> items_of(std::string_view words) {
    std::vector<std::string_view> items;
    for (const Range item : parse::split_list(words)) {
        items.push_back(words.substr(item.begin, item.end - item.begin));
    }
    return items;
}

TEST_CASE("the standard library has its six files and a name once in each") {
    const auto entries = read_entries();
    CHECK(entries.size() >= 90);
    std::set<std::string> libraries;
    std::set<std::string> names;
    for (const Entry& entry : entries) {
        INFO(entry.library << "." << entry.name);
        libraries.insert(entry.library);
        CHECK(names.insert(entry.library + "." + entry.name).second);
        CHECK_FALSE(entry.words.empty());
    }
    CHECK(libraries == std::set<std::string>{"camera", "film", "light", "look", "palette", "sound"});
}

TEST_CASE("the words of the standard library are concrete") {
    for (const Entry& entry : read_entries()) {
        INFO(entry.library << "." << entry.name);
        for (const char* word : {"cinematic",
                                 "beautiful",
                                 "epic ",
                                 "stunning",
                                 "gorgeous",
                                 "breathtaking",
                                 "amazing",
                                 "masterpiece",
                                 "high quality",
                                 "high-quality",
                                 "professional",
                                 "ultra-realistic",
                                 "photorealistic",
                                 "hyper-realistic",
                                 "brightly lit",
                                 "well lit",
                                 "well-lit",
                                 "dimly lit",
                                 "bright light",
                                 "dark light",
                                 "dramatic light",
                                 "moody light",
                                 "cinematography",
                                 "1080p",
                                 "720p",
                                 "4k",
                                 "8k",
                                 "fps"}) {
            CHECK_THAT(entry.words, !Catch::Contains(word));
        }
    }
}

TEST_CASE("a palette of the standard library has three to five anchors, each with its colour") {
    std::size_t count = 0;
    for (const Entry& entry : read_entries()) {
        if (entry.kind != NodeKind::Palette) {
            continue;
        }
        ++count;
        INFO(entry.name);
        const auto anchors = items_of(entry.words);
        CHECK(anchors.size() >= 3);
        CHECK(anchors.size() <= 5);
        for (const auto anchor : anchors) {
            INFO(anchor);
            const Range hex = parse::find_hex_colour(anchor);
            CHECK(hex.end - hex.begin == 7);
            CHECK(hex.begin > 0);
        }
    }
    CHECK(count >= 10);
}

TEST_CASE("a sound bed of the standard library has two sounds or more") {
    for (const Entry& entry : read_entries()) {
        if (entry.kind == NodeKind::Sound) {
            INFO(entry.name);
            CHECK(items_of(entry.words).size() >= 2);
        }
    }
}

TEST_CASE("every entry of the standard library compiles in a shot") {
    std::string script =
        "import std.camera\nimport std.film\nimport std.light\nimport std.look\nimport std.palette\nimport std.sound\n";
    for (const Entry& entry : read_entries()) {
        const std::string name = entry.library + "." + entry.name;
        const bool is_style = entry.kind == NodeKind::Style;
        script += "\nshot " + entry.library + "-" + entry.name + ", 8s" + (is_style ? ", " + name : "") + "\n";
        if (!is_style) {
            script += "    " + entry.library + ": " + name + "\n";
        }
        script += "    - A fisherman in a yellow oilskin coils a rope.\n";
    }
    MemoryFileSystem files;
    files.add("film.shot", script);
    plan::Compilation compilation{files, {}, {}, {}};
    const sema::Script loaded =
        sema::load_script("film.shot", nullptr, {}, files, compilation.sources, compilation.sink);
    for (const auto& target : plan::select_targets(compilation, loaded)) {
        plan::compile_target(compilation, loaded, target, nullptr);
    }
    for (const auto& diagnostic : compilation.sink.take()) {
        const bool has_place = diagnostic.span.file.is_valid();
        const std::string path = has_place ? compilation.sources.get(diagnostic.span.file).path() : "";
        INFO(path << ": " << diagnostic.message);
        CHECK(diagnostic.level != diagnostics::Level::Error);
        CHECK_FALSE(path.starts_with("std/"));
    }
}

TEST_CASE("the page of the standard library has a row for every entry") {
    std::ifstream file(SHOT_SOURCE_FOLDER "/docs/language/standard-library.md");
    REQUIRE(file);
    const std::string page((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    for (const Entry& entry : read_entries()) {
        INFO(entry.library << "." << entry.name << ": run scripts/dev/list_stdlib.sh");
        CHECK_THAT(page, Catch::Contains("| `" + entry.name + "`") || Catch::Contains("| `" + entry.name + "("));
    }
}

}  // namespace
}  // namespace shot::tests
