// The syntax tree of one file: what was written, line by line, with its place; names are not looked up, values not read.
//
// Nodes stand in one array in source order, each before what is inside it; `next` is the index after the last node
// inside. What a kind holds more stands in the array of that kind. All text is given as ranges of the file. Made by
// parse(), never changed after. Budget: about 500 bytes a shot of ten lines (see tests/bench).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/source_file.hpp"
#include "compiler/syntax/fields.hpp"

namespace shot::syntax {

using NodeId = Id<struct NodeTag>;

enum class NodeKind : std::uint8_t {
    // declarations, at the margin
    Language, Import, Target, Let, Palette, Sound, Scene, Speaker, Style, Shot, Make, Sequence,
    // inside declarations
    On,        // `on veo-3.1, 6s`
    Field,     // `lighting+: ...`, `Fisherman.wardrobe: ...`
    Beat,      // `0.00–2.40 Arrival, 32mm`
    Action,    // `- prose`
    Dialogue,  // `Name (delivery): "line"`
    Entry,     // a shot's name in a sequence
    Error,     // a line that could not be read, or that stands where it cannot; reported already, holds nothing
};

/// A count of neighbours in one of the tree's arrays.
struct Slice {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    [[nodiscard]] bool is_empty() const { return count == 0; }
};

/// Prose as it was written: one trimmed range a line, without comments (Tree::pieces). Escapes (`\//`, `\{`) and
/// `{names}` are still in it.
struct Text {
    Slice pieces;
    bool is_block = false;  // nothing stood after the colon, the deeper lines are all: in a list, each is an item
    [[nodiscard]] bool is_empty() const { return pieces.is_empty(); }
};

/// An argument of `make`, of `Neon("magenta")`: `name: value` or a value alone. `value` is without its quotation marks.
struct Argument {
    Range name;  // empty for one that stands in order
    Range value;
    bool is_quoted = false;
};

/// An attribute: a whole item between two commas. For a call, `Neon("magenta")` (a name with `(` straight after it),
/// `name` is the part before the bracket; else it is the whole item. `extends`/`edits` items are read by the parser.
struct Item {
    enum class Kind : std::uint8_t { Plain, Call, Extends, Edits };
    Kind kind = Kind::Plain;
    bool is_quoted = false;  // the source of Extends/Edits stands in quotation marks: a path or a provider's id
    Range range;             // the whole item, trimmed
    Range name;              // Call: before `(`; Extends, Edits: the source, without its marks; Plain: the item
    Slice arguments;         // Call: Tree::arguments
};

/// A parameter of a template: `finish: text = "matte"`.
struct Parameter {
    Range name;
    Range type;      // empty where it is missing: read as `text`
    Range fallback;  // the default, without its quotation marks
    bool has_fallback = false;
    bool is_quoted = false;  // the default was in quotation marks
};

/// `keyword name "Title" (parameters), items: lead`. Target: `name` is the profile and `alias` what follows `as`.
/// Let, Palette, Sound: the value is `lead`. Sequence: entries are children.
struct Header {
    Range keyword;
    Range name;
    Range title;  // without its quotation marks
    Range alias;
    Slice parameters;  // Tree::parameters
    Slice items;       // Tree::items
    Text lead;
    bool has_title = false;
    bool has_parameters = false;  // `()` counts
    bool has_lead = false;
    bool is_broken = false;  // its parameters could not be read, which was reported: names in its block may be theirs
};

struct ImportedName {
    Range name;
    Range alias;  // empty: its own name
};

/// `import std.light: WindowLight, Neon as N`, `import "house.shot" as house`.
struct Import {
    Range path;  // dotted name, or what stands in the quotation marks
    Range alias;
    Slice names;  // Tree::imported_names
    bool is_quoted = false;
};

/// `make product(item: "x") as name` or `make product from "skus.csv" as sku_{sku}`.
struct Make {
    Range template_name;  // may be dotted
    Slice arguments;      // Tree::arguments
    Range table;          // without its quotation marks; empty: no table
    Range alias;          // the pattern after `as`; empty: missing (reported)
    bool has_table = false;
};

struct Field {
    FieldKind kind{};
    bool adds = false;  // `field+:`
    Range name;
    Range owner;  // `Fisherman` of `Fisherman.wardrobe:`, else empty
    Text value;
};

/// Times in milliseconds. A relative beat (`+2.40`) has `begin` -1 and its length in `end`.
struct Beat {
    Range time;
    std::int32_t begin = 0;
    std::int32_t end = 0;
    bool is_relative = false;
    bool is_valid = true;  // false: the time was reported; leave it out of the checks of time
    Range title;           // without quotation marks; empty: none
    Slice items;
    Text lead;  // the first action
    bool has_lead = false;
};

struct Dialogue {
    Range speaker;   // as written, perhaps dotted
    Range delivery;  // inside the brackets; empty: none
    Text line;       // all after the colon, quotation marks still in it
};

struct Action {
    Text text;
};

struct On {
    Range target;  // a profile, a name given with `as`, or a glob
    Slice items;
};

struct Node {
    NodeKind kind{};
    NodeId next;             // the index after the last node inside this one
    std::uint32_t data = 0;  // index into the array of its kind; Language, Entry, Error: unused
    Range range;             // the line, from its first to its last character, without continuations
};

class Tree {
public:
    explicit Tree(FileId id) : file(id) {}

    FileId file;
    std::vector<Node> nodes;
    std::vector<Header> headers;  // Target, Let, Palette, Sound, Scene, Speaker, Style, Shot, Sequence
    std::vector<Import> imports;
    std::vector<ImportedName> imported_names;
    std::vector<Make> makes;
    std::vector<Parameter> parameters;
    std::vector<Argument> arguments;
    std::vector<Item> items;
    std::vector<Field> fields;
    std::vector<Beat> beats;
    std::vector<Action> actions;
    std::vector<Dialogue> dialogues;
    std::vector<On> ons;
    std::vector<Range> pieces;

    [[nodiscard]] const Node& node(NodeId id) const { return nodes[id.value]; }
    [[nodiscard]] const Header& header(NodeId id) const { return headers[node(id).data]; }
    [[nodiscard]] Span span(Range range) const { return make_span(file, range); }
    /// First node inside `id`, or its `next` where it holds none: iterate while `child < node(id).next`,
    /// `child = node(child).next`.
    [[nodiscard]] static NodeId first_child(NodeId id) { return NodeId(id.value + 1); }
};

/// `shot compile --print=ast`: an indented line a node, with its parts quoted. Stable; the `.ast` golden files.
std::string print_tree(const Tree& tree, const SourceFile& source);

/// What always holds of a tree: ranges inside the file, `next` properly nested, slices inside their arrays. Empty when
/// all is well, else what is broken (tests and the fuzzer call it).
std::string verify_tree(const Tree& tree, const SourceFile& source);

}  // namespace shot::syntax
