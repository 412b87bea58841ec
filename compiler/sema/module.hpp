// What sema keeps of a script while it works: modules (a file each) with their names, and the list of shots. Owned by
// Script; filled by load_script(), read-only after.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/sema/name_table.hpp"
#include "compiler/sema/script.hpp"
#include "compiler/sema/table.hpp"
#include "compiler/sema/vocabulary.hpp"
#include "compiler/support/arena.hpp"

namespace shot::sema {

using ModuleId = Id<struct ModuleTag>;
using syntax::NodeId;

enum class SymbolKind : std::uint8_t { None, Let, Palette, Sound, Scene, Speaker, Style, Shot, Sequence, Parameter };

/// `style`, `sound bed`: the word for messages.
std::string_view kind_name(SymbolKind kind);

/// What a name means: a declaration in a module.
struct Symbol {
    SymbolKind kind = SymbolKind::None;
    ModuleId module;
    NodeId node;
    ShotId shot;  // Shot: the compiled one, where there is one (a template and a library's shots have none)

    [[nodiscard]] explicit operator bool() const { return kind != SymbolKind::None; }
    [[nodiscard]] bool is_same(const Symbol& other) const { return module == other.module && node == other.node; }
};

enum class ParameterType : std::uint8_t {
    Text,
    Number,
    Duration,
    Size,
    Aspect,
    File,
    Palette,
    Sound,
    Scene,
    Speaker,
    Style
};

/// A parameter's value in one use of a template or a style. `text` is what `{name}` inserts.
struct Binding {
    std::string_view name;
    ParameterType type = ParameterType::Text;
    std::string_view text;
    Span origin;              // where the value was written
    std::string_view folder;  // that paths in it count from
    Symbol symbol;            // for the types that name something
    bool is_bad = false;      // the value does not fit its type, which was reported: nothing more is said of it
    bool is_open = false;     // a template is being checked by itself: the value is not known
};

/// The parameters that hold inside a declaration. Small: searched in order.
struct Environment {
    std::vector<Binding> bindings;
    [[nodiscard]] const Binding* find(std::string_view name) const;
};

/// Where a name is looked up: a module, and the parameters of the declaration that the text stands in.
struct Scope {
    ModuleId module;
    const Environment* environment = nullptr;
};

/// A name that stands for a speaker in prose: its name, its display name, `library.Name`.
struct SpeakerName {
    std::string_view text;
    Symbol symbol;
};

struct Library {
    std::string_view name;
    ModuleId module;
};

struct Module {
    explicit Module(FileId file_id) : file(file_id), tree(file_id) {}

    FileId file;
    const SourceFile* source = nullptr;
    syntax::Tree tree;
    std::string path;         // as it is opened; `std/film.shot` for the embedded
    std::string folder;       // that its paths count from
    std::string bundle_path;  // from the project's root
    bool is_embedded = false;
    int depth = 0;  // imports between the script and this file

    NameTable<Symbol> names;  // declared here, and imported by name
    NameTable<Span> name_spans;  // of imported names, for 'declared here'
    std::vector<Library> libraries;
    std::vector<std::string_view> lost_names;  // of imports that failed, which was reported: their uses are not
    std::vector<SpeakerName> speaker_names;  // by text, each once
    std::array<bool, 256> speaker_first_bytes{};

    [[nodiscard]] std::string_view slice(Range range) const { return source->slice(range); }
    [[nodiscard]] Span span(Range range) const { return make_span(file, range); }
    /// The one line of a text; empty where it has none or several.
    [[nodiscard]] Range single_piece(const syntax::Text& text) const {
        const auto pieces = tree.pieces_of(text);
        return pieces.size() == 1 ? pieces.front() : Range();
    }
    /// `none`, which takes away what a field would inherit.
    [[nodiscard]] bool is_none(const syntax::Text& text) const { return slice(single_piece(text)) == "none"; }
};

/// The longest name of a speaker that `text` begins with, of those after which `fits` takes the rest of the text. A search
/// for each shorter beginning that is a name: thousands of speakers cost a shot no more than a few.
template <class Fits>
const SpeakerName* find_speaker_name(const Module& module, std::string_view text, Fits fits) {
    const auto& names = module.speaker_names;
    std::string_view beginning = text;
    auto end = names.end();
    while (!beginning.empty()) {
        const auto after =
            std::upper_bound(names.begin(), end, beginning,
                             [](std::string_view wanted, const SpeakerName& known) { return wanted < known.text; });
        if (after == names.begin()) {
            return nullptr;
        }
        end = after - 1;
        const std::string_view name = end->text;
        if (!beginning.starts_with(name)) {
            const auto parts = std::mismatch(name.begin(), name.end(), beginning.begin(), beginning.end());
            beginning = name.substr(0, static_cast<std::size_t>(parts.first - name.begin()));
            end = after;
        } else if (fits(text.substr(name.size()))) {
            return &*end;
        } else {
            beginning = name.substr(0, name.size() - 1);
        }
    }
    return nullptr;
}

/// A `make` line: its template and where its arguments come from.
struct Made {
    NodeId node;  // in the script's own module
    Symbol shot_template;
    std::uint32_t table = 0xFFFF'FFFFU;  // index into Data::tables
};

struct LoadedTable {
    FileId file;
    std::string folder;
    Table table;
};

/// A shot that is compiled.
struct ShotInstance {
    ModuleId module;
    NodeId node;
    std::uint32_t made = 0xFFFF'FFFFU;  // index into Data::made; none: declared as it stands
    std::uint32_t row = 0;              // of its table
    std::string_view name;
    Span span;  // the name, or the row
};

struct Script::Data {
    const FileSystem* files = nullptr;
    Sources* sources = nullptr;
    LoadOptions options;
    std::string root_folder;                   // as written; empty: the current folder
    std::vector<std::string> allowed_folders;  // canonical: nothing outside them is read

    std::vector<std::unique_ptr<Module>> modules;  // the script is the first
    std::unordered_map<std::string, ModuleId> module_by_path;
    std::vector<LoadedTable> tables;
    std::vector<Made> made;
    std::vector<ShotInstance> shots;
    std::vector<TargetLine> targets;
    std::vector<Sequence> sequences;
    std::vector<FileId> file_ids;
    std::vector<std::pair<FileId, std::string>> other_bundle_paths;                // of tables
    std::unordered_map<std::string_view, std::pair<std::string_view, Span>> sets;  // let -> value of --set
    std::unique_ptr<Vocabulary> vocabulary;
    bool has_syntax_errors = false;  // a shot may seem empty because its lines could not be read
    bool has_cycles = false;  // reported: what goes round is not reported where it is used
    Arena arena;  // names in NFC, made names, values of --set

    [[nodiscard]] const Module& module(ModuleId id) const { return *modules[id.value]; }
    [[nodiscard]] Module& module(ModuleId id) { return *modules[id.value]; }
    [[nodiscard]] const syntax::Header& header(const Symbol& symbol) const {
        return module(symbol.module).tree.header(symbol.node);
    }
    [[nodiscard]] std::string_view name_of(const Symbol& symbol) const {
        return module(symbol.module).slice(header(symbol).name);
    }
    [[nodiscard]] Span name_span(const Symbol& symbol) const { return module(symbol.module).span(header(symbol).name); }
};

}  // namespace shot::sema
