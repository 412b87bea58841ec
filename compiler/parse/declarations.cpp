// Lines at the margin: declarations, and what stands there by mistake. Entries of sequences.
#include "compiler/parse/foreign.hpp"
#include "compiler/parse/parser.hpp"
#include "compiler/parse/slips.hpp"
#include "compiler/parse/values.hpp"
#include "compiler/support/nearest.hpp"

namespace shot::parse {

using syntax::NodeKind;

namespace {

struct Keyword {
    std::string_view word;
    NodeKind kind;
};

constexpr Keyword kKeywords[] = {
    {"shot", NodeKind::Shot},       {"make", NodeKind::Make},         {"style", NodeKind::Style},
    {"scene", NodeKind::Scene},     {"speaker", NodeKind::Speaker},   {"palette", NodeKind::Palette},
    {"sound", NodeKind::Sound},     {"let", NodeKind::Let},           {"import", NodeKind::Import},
    {"target", NodeKind::Target},   {"sequence", NodeKind::Sequence}, {"language", NodeKind::Language},
};

constexpr std::string_view kDeclarations =
    "`language`, `import`, `target`, `let`, `palette`, `sound`, `scene`, `speaker`, `style`, `shot`, `make`, `sequence`";

std::string_view first_word(std::string_view line) {
    std::size_t end = 0;
    while (end < line.size() && mark_at(line, end).kind == MarkKind::None) {
        ++end;
    }
    return line.substr(0, end);
}

Place place_of(NodeKind kind) {
    switch (kind) {
        case NodeKind::Shot: return Place::Shot;
        case NodeKind::Style: return Place::Style;
        case NodeKind::Scene: return Place::Scene;
        case NodeKind::Speaker: return Place::Speaker;
        case NodeKind::Sequence: return Place::Sequence;
        case NodeKind::Let:
        case NodeKind::Palette:
        case NodeKind::Sound: return Place::Text;
        default: return Place::Closed;
    }
}

syntax::Places fields_of(Place place) {
    switch (place) {
        case Place::Shot: return syntax::kShot;
        case Place::Style: return syntax::kStyle;
        case Place::Scene: return syntax::kScene;
        case Place::Speaker: return syntax::kSpeaker;
        default: return syntax::kNowhere;
    }
}

std::uint32_t field_bit(syntax::FieldKind kind) { return 1U << static_cast<unsigned>(kind); }
static_assert(syntax::kFieldCount <= 32, "Frame::seen_fields has a bit for each field");

/// `shot, wide` and `style: a look`: a header whose name is missing. `sound: rain` is a field that lost its indentation.
bool lacks_name(std::string_view line, std::string_view keyword) {
    if (!line.starts_with(keyword) || line.size() == keyword.size()) {
        return false;
    }
    const MarkKind next = mark_at(line, keyword.size()).kind;
    return next == MarkKind::Comma || (next == MarkKind::Colon && !syntax::find_field(keyword));
}

}  // namespace

bool find_headline(std::string_view line, bool has_comment, Headline& headline) {
    for (const Keyword& keyword : kKeywords) {
        if (line[0] == keyword.word[0] && (begins_with_word(line, keyword.word) || lacks_name(line, keyword.word))) {
            headline = {keyword.kind, line.substr(0, keyword.word.size()), trim(line.substr(keyword.word.size())), has_comment};
            return true;
        }
    }
    return false;
}

void Parser::read_margin(const Line& line, int width) {
    Headline headline;
    if (find_headline(text(line), line.has_comment, headline)) {
        read_declaration(line, width, headline);
        return;
    }
    read_bad_margin(line, width);
}

void Parser::read_declaration(const Line& line, int width, Headline headline) {
    const Place place = place_of(headline.kind);
    std::uint32_t data = 0;
    switch (headline.kind) {
        case NodeKind::Language:
            if (has_declaration_) {
                context_.report(diag::MisplacedLanguage, context_.range(headline.keyword));
            } else {
                check_language(context_, headline);
            }
            break;
        case NodeKind::Import: data = read_import(context_, headline); break;
        case NodeKind::Make: data = read_make(context_, headline); break;
        default: data = read_header(context_, headline); break;
    }
    has_declaration_ = true;
    Frame& frame = open(headline.kind, data, line, place, width);
    frame.fields = fields_of(place);
    if (place == Place::Text) {
        const syntax::Header& header = context_.tree.headers[data];
        frame.is_muted = frame.is_muted || !header.has_lead || header.name.is_empty();
        return;
    }
    if (frame.fields == syntax::kNowhere) {
        return;
    }
    const syntax::Header& header = context_.tree.headers[data];
    frame.header_end = line.content.end;
    if (header.has_lead) {
        bool edits = false;
        for (std::uint32_t i = 0; i < header.items.count; ++i) {
            edits = edits || context_.tree.items[header.items.first + i].kind == syntax::Item::Kind::Edits;
        }
        // Attributes go before the colon of the lead.
        const std::string_view before = trim(context_.slice({line.content.begin, context_.tree.pieces_of(header.lead).front().begin}));
        frame.header_end = context_.range(before).end - (before.ends_with(':') ? 1 : 3);
        frame.seen_fields = field_bit(place != Place::Shot ? syntax::FieldKind::Look
                                      : edits              ? syntax::FieldKind::Change
                                                           : syntax::FieldKind::Scene);
    }
}

/// A line at the margin that begins with no keyword.
void Parser::read_bad_margin(const Line& line, int width) {
    const std::string_view content = text(line);
    if (is_quiet_) {
        open_error(line, width);
        return;
    }
    const Look look = find_look(content);
    if (look != Look::None) {
        open_error(line, width);
        context_.report(diag::MisplacedLine, line.content, look_name(look), "a script by itself; it belongs into a declaration");
        return;
    }
    if (read_foreign(line, width) || read_guessed_keyword(line, width) || read_assignment(line, width)) {
        return;
    }
    open_error(line, width, Place::Unknown);
    diagnostics::Report report = context_.report(diag::UnknownLine, line.content, place_name(Place::File), kDeclarations);
    for (const std::string_view word : {"use ", "using ", "include ", "require ", "from "}) {
        if (content.starts_with(word)) {
            report.note("a library or another script comes in with `import std.look` or `import \"cast.shot\"`");
        }
    }
}

/// `Shot storm, 8s`, `shto storm, 8s`: reported, and read as what it is meant to be.
bool Parser::read_guessed_keyword(const Line& line, int width) {
    const std::string_view content = text(line);
    const std::string_view word = first_word(content);
    const std::string_view rest = trim(content.substr(word.size()));
    if (word.empty() || rest.empty() || mark_at(content, word.size()).kind != MarkKind::Blank) {
        return false;
    }
    std::vector<std::string_view> words;
    for (const Keyword& keyword : kKeywords) {
        words.push_back(keyword.word);
    }
    const std::string lower = to_lower(word);
    const auto nearest = find_nearest(lower, words);
    if (!nearest) {
        return false;
    }
    // Prose at the margin may begin with a word that looks like one; a header goes on with a name, then a mark or nothing.
    const std::string_view name = first_word(rest);
    const std::string_view after = trim(rest.substr(name.size()));
    const bool is_header = *nearest == lower || *nearest == "import" || *nearest == "make" || *nearest == "language" || after.empty() ||
                           mark_at(after, 0).kind != MarkKind::None || begins_with_word(after, "as");
    if (!is_header) {
        return false;
    }
    Headline headline;
    for (const Keyword& keyword : kKeywords) {
        if (keyword.word == *nearest) {
            headline = {keyword.kind, word, rest, line.has_comment};
        }
    }
    const std::string title = fmt::format("write `{}`", *nearest);
    if (*nearest == lower) {
        context_.report(diag::ForeignSyntax, context_.range(word), show(word), "keywords are written in small letters")
            .fix(title, context_.span(word), *nearest, true);
        read_declaration(line, width, headline);
        return true;
    }
    context_.report(diag::UnknownKeyword, context_.range(word), word)
        .note(fmt::format("did you mean `{}`?", *nearest))
        .fix(title, context_.span(word), *nearest);
    const Mute mute(context_);
    read_declaration(line, width, headline);
    return true;
}

/// A line of a sequence.
void Parser::read_entry(const Line& line, int width) {
    std::string_view name = text(line);
    if (is_dotted_name(name, true)) {
        open(NodeKind::Entry, 0, line, Place::Closed, width);
        return;
    }
    if (is_quiet_) {
        open_error(line, width);
        return;
    }
    Headline headline;
    if (find_headline(name, line.has_comment, headline) && read_misplaced_declaration(line)) {
        return;
    }
    if (name[0] == '-' && name.size() > 1) {
        const std::string_view shot = trim(name.substr(1));
        if (is_dotted_name(shot, true)) {
            context_.report(diag::ForeignSyntax, context_.range(name.substr(0, 1)), "a bullet", "a sequence lists the names of shots without one")
                .fix("remove it", context_.tree.span({line.content.begin, context_.range(shot).begin}), "", true);
            Line entry = line;
            entry.content = context_.range(shot);
            open(NodeKind::Entry, 0, entry, Place::Closed, width);
            return;
        }
    }
    const std::string_view end = name.ends_with(',') ? trim(name.substr(0, name.size() - 1)) : name;
    if (end.size() != name.size() && is_dotted_name(end, true)) {
        context_.report(diag::ForeignSyntax, {line.content.end - 1, line.content.end}, "`,`", "each shot has a line of its own")
            .fix("remove it", context_.tree.span({line.content.end - 1, line.content.end}), "", true);
        Line entry = line;
        entry.content = context_.range(end);
        open(NodeKind::Entry, 0, entry, Place::Closed, width);
        return;
    }
    if (read_foreign(line, width)) {
        return;
    }
    open_error(line, width);
    context_.report(diag::UnknownLine, line.content, place_name(Place::Sequence), "the name of a shot");
}

}  // namespace shot::parse
