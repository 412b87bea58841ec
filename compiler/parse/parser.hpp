// The walk over the lines of a file: which block a line belongs to, what it is there, and how to go on after a bad one.
// Made and used inside parse_file().
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "compiler/parse/context.hpp"
#include "compiler/parse/headers.hpp"
#include "compiler/parse/lines.hpp"

namespace shot::parse {

/// What the lines inside a block may be.
enum class Place : std::uint8_t {
    File,
    Shot,
    Style,
    Scene,
    Speaker,
    Sequence,
    Beat,
    On,
    Unknown,  // in a declaration that could not be read: whatever stands there is taken
    Text,     // in a field, an action, a line of dialogue, `let`, `palette`, `sound`: deeper lines go on with its prose
    Closed,   // in what can hold no lines
    Skipped,  // in a bad line: deeper lines belong to the same mistake, unless they plainly begin something
};

/// How a line begins, where it may be a slip of indentation.
enum class Look : std::uint8_t { None, Field, Beat, Action, Dialogue, On };

/// A block that is open: a node whose lines may still come.
struct Frame {
    Place place{};
    syntax::Places fields = syntax::kNowhere;  // which fields it can hold
    bool is_verbatim = false;                  // Text: of `note` or `raw`
    bool discards = false;                     // the node is an Error and holds nothing: drop what was read inside it
    bool is_muted = false;                     // its line was reported
    std::uint32_t node = 0;
    int indent = 0;
    int child_indent = -1;          // of the lines inside it; -1: none yet
    std::uint32_t seen_fields = 0;  // by FieldKind; those that replace
    std::uint32_t header_end = 0;   // where an attribute can be added to the header of a shot, or 0
    std::uint32_t child_count = 0;
    Range first_child;              // the line of the first one
    std::uint32_t misplaced = 0;    // where the misplaced lines of this block begin in Parser::misplaced_
};

/// Lines that are indented wrongly, one after the other: one report, with a fix that moves them all.
struct Run {
    enum class Kind : std::uint8_t { None, Silent, Continuation, Uneven, Unexpected, Misplaced };
    enum class Match : std::uint8_t {
        Deeper,     // all lines from that width on
        Beginners,  // those of them that plainly begin something
        Exact,      // the lines of that very width
        Headlines,  // declarations from that width on: what stands inside them stands right
        Outdented,  // all lines at the margin up to the next declaration, and those under them where they need it
    };
    Kind kind = Kind::None;
    Match match{};
    bool is_quiet = false;  // what follows from the wrong place is not reported in the lines after the first
    int width = 0;          // as it stands
    int target = 0;         // as it is read
    std::optional<bool> moves_inner;  // Outdented: the lines under those at the margin stand too far left, too
    Range span;
    bool has_fix = true;    // false: moved, they would be wrong in another way
    std::string first;      // arguments of the message
    std::string second;
    std::vector<diagnostics::Edit> edits;
};

/// A line that cannot stand in its block. All of a block are one report: most often a header is missing above them.
struct MisplacedLine {
    std::string what;  // `a beat`, or the name of a field
    Range range;
    bool is_field = false;
    syntax::FieldKind field{};   // is_field
    std::vector<diagnostics::Edit> edits;  // what would mend it, where that is known
};

class Parser {
public:
    Parser(Context& context, LineReader& lines) : context_(context), lines_(lines) {}

    void parse();

private:
    // parser.cpp: blocks
    void read_line(const Line& line);
    void place_line(const Line& line, int width);
    void read_child(const Line& line, int width);
    bool check_level(const Line& line, int& width);
    Frame& open(syntax::NodeKind kind, std::uint32_t data, const Line& line, Place place, int width);
    void open_error(const Line& line, int width, Place place = Place::Skipped);
    void close_to(int width);
    void close_frame();
    void level_first_child(const Line& line, int width);
    [[nodiscard]] bool goes_on_at(const Line& line) const;
    [[nodiscard]] bool has_deeper_lines(const Line& line) const;
    /// Whether a second line of the field would be one too many in the block.
    [[nodiscard]] static bool is_given(const Frame& frame, syntax::FieldKind kind) {
        return (frame.seen_fields >> static_cast<unsigned>(kind) & 1U) != 0;
    }
    [[nodiscard]] Frame& top() { return frames_.back(); }
    [[nodiscard]] std::string_view text(const Line& line) const { return context_.slice(line.content); }

    // runs.cpp: lines that are indented wrongly
    int shifted_width(const Line& line);
    bool moves_with_margin(const Line& line);
    void start_run(Run run, const Line& line);
    void add_to_run(const Line& line);
    void end_run();
    bool start_outdented_run(const Line& line);

    // continuation.cpp: prose over several lines
    void continue_text(const Line& line);
    void skip_line(const Line& line, int width);
    [[nodiscard]] Look find_look(std::string_view line) const;
    [[nodiscard]] std::string text_name(const Frame& frame) const;
    syntax::Text& frame_text(const Frame& frame);
    void check_text_end(const Frame& frame);

    // text_checks.cpp: quotation marks, known only after the last line of a text
    void check_dialogue(const syntax::Dialogue& dialogue);
    void mend_text_after_quote(const syntax::Dialogue& dialogue, diagnostics::Report report, std::string_view after, Range place);
    void check_paths(const syntax::Text& paths, bool is_single);
    [[nodiscard]] bool has_comment_after(std::uint32_t end) const;

    // declarations.cpp: lines at the margin
    void read_margin(const Line& line, int width);
    void read_declaration(const Line& line, int width, Headline headline);
    void read_bad_margin(const Line& line, int width);
    bool read_guessed_keyword(const Line& line, int width);
    void read_entry(const Line& line, int width);

    // body.cpp: lines inside declarations
    void read_body(const Line& line, int width);
    void read_action(const Line& line, int width, std::string_view prose);
    void read_beat_line(const Line& line, int width);
    void read_on_line(const Line& line, int width);
    bool read_labelled(const Line& line, int width);
    void read_field(const Line& line, int width, syntax::FieldKind kind, syntax::Field field, std::string_view value);
    void read_owner_field(const Line& line, int width, std::string_view owner, std::string_view name, bool adds,
                          std::string_view value);
    void read_dialogue(const Line& line, int width, std::string_view speaker, std::string_view delivery, std::string_view words);
    void check_duplicate(const syntax::Field& field);
    void misplace(const Line& line, int width, std::string_view what, Place place = Place::Skipped);
    [[nodiscard]] bool holds_beats() const { return frames_.back().place == Place::Shot || frames_.back().place == Place::Unknown; }
    [[nodiscard]] bool holds_prose() const { return holds_beats() || frames_.back().place == Place::Beat; }

    // foreign_lines.cpp: bad lines
    bool read_foreign(const Line& line, int width);
    bool read_label(const Line& line, int width, std::string_view label, std::string_view value, bool adds);
    bool read_spoken_action(const Line& line, int width, std::string_view prose);
    bool read_misplaced_declaration(const Line& line);
    bool read_assignment(const Line& line, int width);
    void read_heading(const Line& line, int width, std::string_view label, std::string_view value, std::string_view hint);
    void report_attribute(const Line& line, std::string_view label, std::string_view value, std::string_view what);
    void skip_block_comment(const Line& line);
    void report_unknown(const Line& line, int width);
    void suggest_place(const Line& line, const Frame& parent, diagnostics::Report& report);
    bool read_loose_beat(const Line& line, int width);
    bool report_missing_colon(const Line& line, std::string_view content);
    void report_unknown_field(const Line& line, int width, std::string_view label);
    void misplace_field(const Line& line, int width, syntax::FieldKind kind, std::string_view label);
    void report_misplaced(const Frame& frame);
    [[nodiscard]] diagnostics::Fix heading_fix(const Line& line) const;

    Context& context_;
    LineReader& lines_;
    std::vector<Frame> frames_;
    Run run_;
    std::vector<MisplacedLine> misplaced_;  // of the blocks that are open, in their order
    bool is_quiet_ = false;  // the place of the line has been reported: that it does not fit there is known
    bool has_declaration_ = false;
    std::set<std::tuple<std::uint32_t, std::string_view, syntax::FieldKind>> owner_fields_;  // of the shot, by block
};

/// `a shot`, `a beat`, for messages.
std::string_view place_name(Place place);
/// `a field`, `a beat`.
std::string_view look_name(Look look);
/// The declaration that a line at the margin begins, where its first word is a keyword.
bool find_headline(std::string_view line, bool has_comment, Headline& headline);
/// The edit that gives the line another indentation.
diagnostics::Edit indent_edit(const Context& context, const Line& line, std::string indentation);

}  // namespace shot::parse
