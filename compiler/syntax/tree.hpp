// The syntax tree of one file: what was written, line by line, with its place; names are not looked up, values not read.
//
// Nodes stand in one array in source order, each before what is inside it; `next` is the index after the last node
// inside. What a kind holds more stands in the array of that kind. All text is given as ranges of the file. Made by
// parse(), never changed after. A large script is mostly its tree, so what is rare (prose over several lines, arguments,
// owners of fields) is kept aside: about 45 bytes a line (see tests/bench).
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
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

/// `shot`, `target`: the keyword of a declaration; of another line what it is.
std::string_view kind_name(NodeKind kind);
/// Whether lines can stand indented under it.
bool may_hold_nodes(NodeKind kind);

/// A count of neighbours in one of the tree's arrays.
struct Slice {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    [[nodiscard]] bool is_empty() const { return count == 0; }
};

/// Prose as it was written: one trimmed range a line, without comments. Escapes (`\//`, `\{`) and `{names}` are still in
/// it. Nearly all prose is one line and stands here; what has more is in Tree::long_texts. Read it through
/// Tree::pieces_of() and Tree::is_block().
struct Text {
    Range line;  // never empty for one line; else `end` is 0, and `begin` is 0 for none or counts long texts from 1

    [[nodiscard]] bool is_empty() const { return line.begin == 0 && line.end == 0; }
    [[nodiscard]] bool is_long() const { return line.begin != 0 && line.end == 0; }
};

/// Prose over several lines, or that stands below its colon.
struct LongText {
    Slice pieces;  // Tree::pieces
    bool is_block = false;  // nothing stood after the colon
};

/// An argument of `make`, of `Neon("magenta")`: `name: value` or a value alone. `value` is without its quotation marks.
struct Argument {
    Range name;  // empty for one that stands in order
    Range value;
    bool is_quoted = false;
};

/// An attribute: a whole item between two commas, trimmed. A call is `Neon("magenta")`, a name with `(` straight after
/// it. `extends`/`edits` items are read by the parser.
struct Item {
    enum class Kind : std::uint8_t { Plain, Call, Extends, Edits };
    Range range;
    Kind kind : 2;
    std::uint32_t part : 30;  // all but Plain: into Tree::item_parts; in 4 GiB are no more than 30 bits can count

    Item() : kind(Kind::Plain), part(0) {}
};

/// What an item that is not plain holds more.
struct ItemPart {
    Range name;              // Call: before `(`; Extends, Edits: the source, without its marks; Plain: the item
    Slice arguments;         // Call: Tree::arguments
    bool is_quoted = false;  // the source of Extends/Edits stands in quotation marks: a path or a provider's id
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
    bool adds = false;       // `field+:`
    bool has_owner = false;  // `Fisherman.wardrobe:`, Tree::owner_of()
    Range name;
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
    static constexpr std::uint32_t kMaxSize = (1U << 24) - 1;

    NodeId next;             // the index after the last node inside this one
    std::uint32_t data = 0;  // index into the array of its kind; Language, Entry, Error: unused
    std::uint32_t begin = 0;
    std::uint32_t size : 24;
    NodeKind kind : 8;

    Node() : size(0), kind() {}
    Node(NodeKind node_kind, NodeId node_next, std::uint32_t node_data, Range line)
        : next(node_next), data(node_data), begin(line.begin), size(std::min(line.size(), kMaxSize) & kMaxSize), kind(node_kind) {}

    /// The line, from its first to its last character, without continuations; of one longer than kMaxSize, its beginning.
    [[nodiscard]] Range range() const { return {begin, begin + size}; }
};
static_assert(sizeof(Node) == 16 && sizeof(Item) == 12 && sizeof(Field) == 20, "a large script is mostly these");

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
    std::vector<ItemPart> item_parts;
    std::vector<Field> fields;
    std::vector<Beat> beats;
    std::vector<Action> actions;
    std::vector<Dialogue> dialogues;
    std::vector<On> ons;
    std::vector<LongText> long_texts;
    std::vector<Range> pieces;  // of the long texts

    [[nodiscard]] const Node& node(NodeId id) const { return nodes[id.value]; }
    [[nodiscard]] const Header& header(NodeId id) const { return headers[node(id).data]; }
    [[nodiscard]] Span span(Range range) const { return make_span(file, range); }
    /// The lines of a text, which stands in this tree: a single one is seen where it is.
    [[nodiscard]] std::span<const Range> pieces_of(const Text& text) const;
    /// Nothing stood after the colon, the deeper lines are all: in a list, each is an item.
    [[nodiscard]] bool is_block(const Text& text) const;
    [[nodiscard]] ItemPart part_of(const Item& item) const;
    /// `Fisherman` of `Fisherman.wardrobe:`, else empty.
    [[nodiscard]] Range owner_of(const Node& node) const;
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
