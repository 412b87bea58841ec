// Bad lines inside declarations: what is pasted or brought along, fields in the wrong place, lines that are nothing.
#include <algorithm>

#include "compiler/parse/foreign.hpp"
#include "compiler/parse/input.hpp"
#include "compiler/parse/parser.hpp"
#include "compiler/parse/slips.hpp"
#include "compiler/parse/values.hpp"
#include "compiler/support/nearest.hpp"
#include "grammar/dialogue.hpp"

namespace shot::parse {

using syntax::FieldKind;
using syntax::NodeKind;

namespace {

std::string_view children_of(Place place) {
    switch (place) {
        case Place::Shot: return "fields, beats, actions after `- `, dialogue as `Name: \"…\"`, `on TARGET`";
        case Place::Beat: return "actions after `- `, dialogue as `Name: \"…\"`, and the fields `sfx`, `camera`, `lighting`, `music`, `note`";
        case Place::Style:
        case Place::Scene: return "fields, `on TARGET`";
        default: return "fields";
    }
}

/// `a shot or a style`: where the field can stand.
std::string places_of(FieldKind kind) {
    constexpr std::pair<syntax::Places, std::string_view> kPlaces[] = {{syntax::kShot, "a shot"},
                                                                      {syntax::kStyle, "a style"},
                                                                      {syntax::kScene, "a scene"},
                                                                      {syntax::kSpeaker, "a speaker"},
                                                                      {syntax::kBeat, "a beat"}};
    std::vector<std::string_view> names;
    for (const auto& [place, name] : kPlaces) {
        if ((syntax::field_info(kind).places & place) != 0) {
            names.push_back(name);
        }
    }
    std::string out;
    for (std::size_t i = 0; i < names.size(); ++i) {
        out += i == 0 ? "" : i + 1 == names.size() ? " or " : ", ";
        out += names[i];
    }
    return out;
}

bool is_upper_or_wide(char byte) { return (byte >= 'A' && byte <= 'Z') || static_cast<unsigned char>(byte) >= 0x80; }

/// A name, or a few words that each begin with a capital: `Old Fisherman`.
bool is_speaker_like(std::string_view speaker) {
    if (is_dotted_name(speaker)) {
        return true;
    }
    std::size_t words = 0;
    while (!speaker.empty()) {
        const std::size_t blank = std::min(speaker.find(' '), speaker.size());
        if (!is_upper_or_wide(speaker[0]) || ++words > 4) {
            return false;
        }
        speaker = trim(speaker.substr(blank));
    }
    return true;
}

/// Whether what follows a keyword and a name makes a header of them even where prose may stand: `Foghorn: …`, `Study "INT.
/// STUDY"`, `b, 8s`, `b, extends a`, and not `shot fall, and runs`.
bool is_plainly_header(std::string_view after_name) {
    if (after_name.empty()) {
        return false;
    }
    const MarkKind mark = mark_at(after_name, 0).kind;
    if (mark != MarkKind::Comma) {
        return mark == MarkKind::Colon || mark == MarkKind::Double || mark == MarkKind::OpenBracket;
    }
    const std::vector<Range> items = split_list(after_name);
    return std::any_of(items.begin(), items.end(), [&](Range item) {
        const std::string_view text = after_name.substr(item.begin, item.size());
        return find_shape(text) || begins_with_word(text, "extends") || begins_with_word(text, "edits");
    });
}

bool ends_with_mark(std::string_view text) {
    if (text.ends_with('"') || text.ends_with('\'')) {
        return true;
    }
    return text.size() >= 3 && static_cast<unsigned char>(text.back()) >= 0x80 &&
           (mark_at(text, text.size() - 3).kind == MarkKind::Double || mark_at(text, text.size() - 2).kind == MarkKind::Double ||
            mark_at(text, text.size() - 3).kind == MarkKind::Single);
}

}  // namespace

/// `- Fisherman: "…"`: an action that is a line of dialogue.
bool Parser::read_spoken_action(const Line& line, int width, std::string_view prose) {
    if (prose.empty() || !ends_with_mark(prose)) {
        return false;
    }
    Input in(prose);
    if (!tao::pegtl::parse<grammar::spoken_line>(in)) {
        return false;
    }
    const std::size_t end = std::min(prose.find_first_of(":("), std::min(prose.find("："), prose.find("（")));
    const std::string_view speaker = trim(prose.substr(0, end));
    if (!is_speaker_like(speaker)) {
        return false;
    }
    context_.report(diag::ForeignSyntax, line.content, "dialogue after `- `", "a line of dialogue begins with its speaker")
        .fix("remove the dash", context_.tree.span({line.content.begin, context_.range(prose).begin}), "", true);
    const Mute mute(context_);
    Line spoken = line;
    spoken.content = context_.range(prose);
    return read_labelled(spoken, width);
}

/// A declaration inside a declaration: it is indented too deep.
bool Parser::read_misplaced_declaration(const Line& line) {
    Headline headline;
    if (is_quiet_ || !find_headline(text(line), line.has_comment, headline) || headline.rest.empty()) {
        return false;
    }
    // `sound Foghorn: …`, `shot b, 8s`: a name, then a mark or nothing. `let him go: …` is none.
    std::size_t end = 0;
    while (end < headline.rest.size() && mark_at(headline.rest, end).kind == MarkKind::None) {
        ++end;
    }
    const std::string_view after = trim(headline.rest.substr(end));
    const bool is_in_prose = top().place == Place::Text;
    if (end == 0 || (is_in_prose ? !is_plainly_header(after) : !after.empty() && mark_at(after, 0).kind == MarkKind::None)) {
        return false;
    }
    Run run;
    run.kind = Run::Kind::Misplaced;
    run.match = Run::Match::Headlines;
    run.width = line.width;
    run.target = 0;
    run.first = fmt::format("`{}`", headline.keyword);
    run.second = is_in_prose ? text_name(top()) : std::string(place_name(top().place));
    start_run(std::move(run), line);
    return true;
}

/// Labels that are no names of fields, but plainly meant as such. False: it may be dialogue, or nothing.
bool Parser::read_label(const Line& line, int width, std::string_view label, std::string_view value, bool adds) {
    Label found = find_label(label);
    const bool is_style = found.kind == Label::Kind::Attribute && to_lower(label).starts_with("style");
    if (is_style && !is_dotted_name(value)) {
        found = {Label::Kind::Field, FieldKind::Look, {}, true};  // `Style: 90s documentary`, as prompts have it
    } else if (found.field == FieldKind::Grade && to_lower(label).starts_with("colo") && split_list(value).size() > 2) {
        found.field = FieldKind::Palette;
    }
    const bool is_spoken = !value.empty() && (mark_at(value, 0).kind == MarkKind::Double || mark_at(value, 0).kind == MarkKind::Single);
    if (found.kind == Label::Kind::None || (found.is_doubtful && is_spoken && holds_prose())) {
        return false;
    }
    if (found.kind == Label::Kind::Heading) {
        if (is_spoken) {
            return false;
        }
        read_heading(line, width, label, value, found.what);
        return true;
    }
    if (found.kind == Label::Kind::Attribute) {
        open_error(line, width);
        report_attribute(line, label, value, found.what);
        return true;
    }
    const syntax::FieldInfo& info = syntax::field_info(found.field);
    const std::string what = fmt::format("`{}:`", label);
    if (!is_quiet_) {
        context_.report(diag::ForeignSyntax, context_.range(label), what, fmt::format("the field is called `{}`", info.name))
            .fix(fmt::format("write `{}`", info.name), context_.span(label), info.name, true);
    }
    const Mute mute(context_);
    syntax::Field field;
    field.kind = found.field;
    field.adds = adds;
    field.name = context_.range(label);
    read_field(line, width, found.field, field, value);
    return true;
}

/// `Actions:`, `Dialogue:`: the lines under it are read as if it were not there.
void Parser::read_heading(const Line& line, int width, std::string_view label, std::string_view value, std::string_view hint) {
    const Frame parent = top();
    open_error(line, width);
    if (is_quiet_) {
        return;
    }
    diagnostics::Report report = context_.report(diag::ForeignSyntax, context_.range(label), fmt::format("the heading `{}:`", label), hint);
    if (value.empty()) {
        report.fix(heading_fix(line));
    } else if (to_lower(label).starts_with("action") && (parent.place == Place::Shot || parent.place == Place::Beat)) {
        report.fix("write `- `", context_.tree.span({line.content.begin, context_.range(value).begin}), "- ");
    }
}

/// Takes the heading away, and the indentation of the lines under it.
diagnostics::Fix Parser::heading_fix(const Line& line) const {
    const std::string_view text = context_.text;
    const auto next_line = [&](std::size_t at) { return std::min(text.find('\n', at), text.size() - 1) + 1; };
    std::size_t at = next_line(line.content.end);
    diagnostics::Fix fix{"remove the line", {{context_.tree.span({line.begin, static_cast<std::uint32_t>(at)}), ""}}, true};
    const std::size_t level = line.content.begin - line.begin;
    std::size_t step = 0;
    while (at < text.size() && fix.edits.size() <= kMaxLineEdits) {
        const std::size_t content = std::min(text.find_first_not_of(" \t", at), text.size());
        const std::size_t width = content - at;
        const bool is_empty = content == text.size() || text[content] == '\n' || text[content] == '\r';
        if (!is_empty && width <= level) {
            break;
        }
        step = step == 0 && !is_empty ? width - level : step;
        if (!is_empty) {
            const auto begin = static_cast<std::uint32_t>(at);
            fix.edits.push_back({context_.tree.span({begin, begin + static_cast<std::uint32_t>(std::min(step, width - level))}), ""});
        }
        at = next_line(at);
    }
    return fix;
}

/// `duration: 8s` in a shot: it belongs into the header.
void Parser::report_attribute(const Line& line, std::string_view label, std::string_view value, std::string_view what) {
    if (is_quiet_) {
        return;
    }
    const std::uint32_t header_end = frames_.size() > 2 ? frames_[frames_.size() - 2].header_end : 0;
    const std::string hint = fmt::format("{} is an attribute: it stands in the header, after a comma", what);
    diagnostics::Report report = context_.report(diag::ForeignSyntax, context_.range(label), fmt::format("`{}:`", label), hint);
    const std::string lower = to_lower(label);
    std::string item(value);
    if (lower == "seconds" && find_time(value)) {
        item += "s";
    } else if (lower == "extends" || lower == "edits") {
        item = fmt::format("{} {}", lower, value);
    }
    if (header_end == 0 || value.empty()) {
        return;
    }
    const std::size_t next = context_.text.find('\n', line.content.end);
    const auto end = static_cast<std::uint32_t>(next == std::string_view::npos ? context_.text.size() : next + 1);
    report.fix({"move it to the header",
                {{context_.insertion(header_end), fmt::format(", {}", item)}, {context_.tree.span({line.begin, end}), ""}},
                true});
}

/// `look = a dim study`; at the margin `city = Tokyo`.
bool Parser::read_assignment(const Line& line, int width) {
    const std::string_view content = text(line);
    const std::size_t sign = content.find('=');
    if (sign == std::string_view::npos || sign == 0) {
        return false;
    }
    const std::string_view label = trim(content.substr(0, sign));
    const std::string_view value = trim(content.substr(sign + 1));
    const bool is_margin = top().place == Place::File;
    const auto field = syntax::find_field(label);
    if (value.empty() || (!field && !is_name(label))) {
        return false;
    }
    const std::uint32_t end = context_.range(label).end;
    const Span between = context_.tree.span({end, context_.range(value).begin});
    if (is_margin) {
        open_error(line, width);
        context_.report(diag::ForeignSyntax, context_.range(content.substr(sign, 1)), "`=`", "a value has a name through `let NAME: value`")
            .fix({"write a `let`", {{context_.insertion(line.content.begin), "let "}, {between, ": "}}, true});
        return true;
    }
    context_.report(diag::ForeignSyntax, context_.range(content.substr(sign, 1)), "`=`", "a value stands after `:`")
        .fix("write `:`", between, ": ", true);
    const Mute mute(context_);
    if (!field) {
        open_error(line, width);
        return true;
    }
    syntax::Field node;
    node.kind = *field;
    node.name = context_.range(label);
    read_field(line, width, *field, node, value);
    return true;
}

bool Parser::read_foreign(const Line& line, int width) {
    const std::string_view content = text(line);
    const Foreign kind = find_foreign(content);
    const std::uint32_t begin = line.content.begin;
    const Range first{begin, begin + 1};
    switch (kind) {
        case Foreign::None: return false;
        case Foreign::HashComment: {
            const auto size = static_cast<std::uint32_t>(std::min(content.find_first_not_of('#'), content.size()));
            context_.report(diag::ForeignSyntax, first, "`#`", "a comment begins with `//`")
                .fix("write `//`", context_.tree.span({begin, begin + size}), "//", true);
            open_error(line, width);
            close_frame();
            return true;
        }
        case Foreign::BlockComment:
            skip_block_comment(line);
            open_error(line, width);
            close_frame();
            return true;
        case Foreign::Brace: {
            const std::size_t next = context_.text.find('\n', line.content.end);
            const auto end = static_cast<std::uint32_t>(next == std::string_view::npos ? context_.text.size() : next + 1);
            context_.report(diag::ForeignSyntax, line.content, show(content), "indentation alone makes a block")
                .fix("remove the line", context_.tree.span({line.begin, end}), "", true);
            open_error(line, width);
            close_frame();
            return true;
        }
        case Foreign::Bullet:
        case Foreign::TightDash: {
            const std::size_t size = kind == Foreign::Bullet ? bullet_size(content) : 1;
            const std::string_view prose = trim(content.substr(size));
            const Span bullet = context_.tree.span({begin, context_.range(prose).begin});
            if (!holds_prose()) {
                return false;
            }
            context_.report(diag::ForeignSyntax, context_.range(content.substr(0, size)), show(content.substr(0, size)), "an action begins with `- `")
                .fix("write `- `", bullet, "- ", true);
            const Mute mute(context_);
            read_action(line, width, prose);
            return true;
        }
        case Foreign::QuotedKey: {
            const std::size_t end = find_quote_end(content, 0, mark_at(content, 0));
            const std::string_view key = content.substr(0, end);
            open_error(line, width, Place::Unknown);
            context_.report(diag::ForeignSyntax, context_.range(key), show(key), "a name stands without quotation marks, and prose as well")
                .fix("remove the marks", context_.span(key), unquote(key));
            return true;
        }
        case Foreign::BracketTime: {
            const std::size_t end = content.find_first_of("])");
            open_error(line, width, Place::Unknown);
            context_.report(diag::ForeignSyntax, context_.range(content.substr(0, end + 1)), show(content.substr(0, end + 1)),
                            "the time of a beat stands without brackets")
                .fix("remove the brackets", context_.span(content.substr(0, end + 1)), trim(content.substr(1, end - 1)), true);
            return true;
        }
    }
    return false;
}

/// `/* … */`, perhaps over several lines: they are all left out.
void Parser::skip_block_comment(const Line& line) {
    const std::uint32_t begin = line.content.begin;
    const std::size_t close = context_.text.find("*/", begin + 2);
    diagnostics::Report report = context_.report(diag::ForeignSyntax, {begin, begin + 2}, "`/*`", "a comment begins with `//` and ends with its line");
    if (close == std::string_view::npos) {
        report.fix("write `//`", context_.tree.span({begin, begin + 2}), "//");
        return;
    }
    const std::size_t next = std::min(context_.text.find('\n', close), context_.text.size() - 1);
    lines_.skip_to(static_cast<std::uint32_t>(next + 1));
    diagnostics::Fix fix{"write `//`", {{context_.tree.span({begin, begin + 2}), "//"}}, true};
    for (std::size_t at = context_.text.find('\n', begin); at < close && fix.edits.size() <= kMaxLineEdits; at = context_.text.find('\n', at + 1)) {
        fix.edits.push_back({context_.insertion(static_cast<std::uint32_t>(at + 1)), "// "});
    }
    const auto end = static_cast<std::uint32_t>(close);
    const bool has_more = !trim(context_.text.substr(close + 2, next - close - 2)).empty();
    fix.edits.push_back({context_.tree.span({end, end + 2}), ""});
    if (!has_more && fix.edits.size() <= kMaxLineEdits) {
        report.fix(std::move(fix));
    }
}

void Parser::misplace_field(const Line& line, int width, FieldKind kind, std::string_view label) {
    if (!is_quiet_ && !context_.is_muted) {
        MisplacedLine misplaced{std::string(label), context_.range(label), true, kind, {}};
        if (top().place == Place::Beat && (syntax::field_info(kind).places & syntax::kShot) != 0 &&
            !is_given(frames_[frames_.size() - 2], kind)) {
            misplaced.edits.push_back(indent_edit(context_, line, lines_.indentation(top().indent)));
        }
        misplaced_.push_back(std::move(misplaced));
    }
    open_error(line, width);
}

/// One report for all lines of a block that cannot stand there.
void Parser::report_misplaced(const Frame& frame) {
    constexpr std::size_t kMaxLabels = 8;
    const MisplacedLine& first = misplaced_[frame.misplaced];
    const bool was_muted = std::exchange(context_.is_muted, false);
    diagnostics::Report report = first.is_field
                                     ? context_.report(diag::MisplacedField, first.range, place_name(frame.place), first.what)
                                     : context_.report(diag::MisplacedLine, first.range, first.what, place_name(frame.place));
    context_.is_muted = was_muted;
    if (first.is_field) {
        report.note(fmt::format("`{}` can stand in {}", first.what, places_of(first.field)));
    }
    if (frame.place == Place::Shot && first.is_field && first.field == FieldKind::Voice) {
        report.note("in a shot it stands with the name of its speaker, as `NAME.voice:`");
    }
    diagnostics::Fix fix{"outdent it, as a field of the shot", {}, false};
    bool has_fix = true;
    for (std::size_t i = frame.misplaced; i < misplaced_.size(); ++i) {
        const MisplacedLine& line = misplaced_[i];
        has_fix = has_fix && !line.edits.empty();
        fix.edits.insert(fix.edits.end(), line.edits.begin(), line.edits.end());
        if (i > frame.misplaced && i - frame.misplaced <= kMaxLabels) {
            report.label(context_.tree.span(line.range), line.is_field ? fmt::format("nor `{}`", line.what) : fmt::format("nor {}", line.what));
        }
    }
    if (misplaced_.size() - frame.misplaced > 1 && (frame.place == Place::Style || frame.place == Place::Scene || frame.place == Place::Speaker)) {
        report.note("is the header of a declaration missing above it?");
    }
    if (has_fix && fix.edits.size() <= kMaxLineEdits) {
        report.fix(std::move(fix));
    }
    misplaced_.resize(frame.misplaced);
}

/// A label that names no field, where there is no dialogue.
void Parser::report_unknown_field(const Line& line, int width, std::string_view label) {
    const Frame parent = top();
    open_error(line, width);
    if (is_quiet_ || parent.place == Place::Unknown) {
        return;
    }
    diagnostics::Report report = context_.report(diag::MisplacedField, context_.range(label), place_name(parent.place), cut(label));
    if (!report) {
        return;
    }
    std::vector<std::string_view> names;
    for (const syntax::FieldInfo& info : syntax::fields()) {
        if ((info.places & parent.fields) != 0) {
            names.push_back(info.name);
        }
    }
    if (const auto nearest = find_nearest(label, names)) {
        report.note(fmt::format("did you mean `{}`?", *nearest)).fix(fmt::format("write `{}`", *nearest), context_.span(label), *nearest);
    }
}

/// `0:00〜4`, `0,5-1`, `0 to 2`: the time of a beat with another dash, a comma or a word. Read as a beat without a time.
bool Parser::read_loose_beat(const Line& line, int width) {
    const std::string_view content = text(line);
    std::size_t at = 0;
    const auto read_number = [&] {
        std::string number;
        const auto is_digit = [&](std::size_t i) { return i < content.size() && content[i] >= '0' && content[i] <= '9'; };
        while (at < content.size() && (is_digit(at) || (std::string_view(".:,").find(content[at]) != std::string_view::npos && is_digit(at + 1)))) {
            number += content[at] == ',' ? '.' : content[at];
            ++at;
        }
        return number;
    };
    const auto skip_blanks = [&] { at = std::min(content.find_first_not_of(' ', at), content.size()); };
    const std::string begin = read_number();
    skip_blanks();
    bool has_dash = false;
    for (const std::string_view dash : {"〜", "～", "~", "->", "→", "to ", "-", "–", "—"}) {
        if (!has_dash && content.substr(at).starts_with(dash)) {
            has_dash = true;
            at += dash.size();
        }
    }
    skip_blanks();
    const std::string end = read_number();
    const std::string_view rest = content.substr(at);
    const bool is_end = rest.empty() || mark_at(rest, 0).kind != MarkKind::None;
    if (!has_dash || !is_end || !find_time(begin) || !find_time(end)) {
        return false;
    }
    const std::string better = fmt::format("{}–{}", begin, end);
    const std::string_view time = content.substr(0, at);
    context_.report(diag::MalformedTime, context_.range(time), time, "the time of a beat is `0.00–2.40` or `+2.40`")
        .fix(fmt::format("write `{}`", better), context_.span(time), better, true);
    syntax::Beat beat;
    beat.time = context_.range(time);
    beat.is_valid = false;
    context_.tree.beats.push_back(beat);
    open(NodeKind::Beat, static_cast<std::uint32_t>(context_.tree.beats.size() - 1), line, Place::Beat, width).fields = syntax::kBeat;
    return true;
}

/// `Narrator (quiet) "…"`
bool Parser::report_missing_colon(const Line& line, std::string_view content) {
    const std::size_t open = content.find(" (");
    const std::size_t close = open == std::string_view::npos ? open : content.find(')', open);
    if (close == std::string_view::npos || !is_speaker_like(trim(content.substr(0, open)))) {
        return false;
    }
    const std::string_view spoken = trim(content.substr(close + 1));
    if (spoken.empty() || mark_at(spoken, 0).kind != MarkKind::Double) {
        return false;
    }
    context_.report(diag::MalformedHeader, context_.range(spoken), show(spoken), "`:` before what is said")
        .fix("write a colon", context_.insertion(line.content.begin + static_cast<std::uint32_t>(close + 1)), ":", true);
    return true;
}

/// A line that is nothing that can stand here.
void Parser::report_unknown(const Line& line, int width) {
    const std::string_view content = text(line);
    const Frame parent = top();
    if (is_quiet_) {
        open_error(line, width);
        return;
    }
    if (read_foreign(line, width) || read_assignment(line, width) || read_misplaced_declaration(line)) {
        return;
    }
    open_error(line, width);
    const std::size_t bracket = std::min(content.find('('), content.find("（"));
    const bool has_colon = content.find(':') != std::string_view::npos || content.find("：") != std::string_view::npos;
    const bool is_time = (content[0] >= '0' && content[0] <= '9') || content[0] == '+';
    if (bracket != std::string_view::npos && has_colon && !is_time && report_unclosed(context_, content.substr(bracket), line.has_comment)) {
        return;
    }
    const bool takes_prose = parent.place == Place::Shot || parent.place == Place::Beat || parent.place == Place::Unknown;
    if (!has_colon && takes_prose && report_missing_colon(line, content)) {
        return;
    }
    const std::size_t time_end = std::min(content.find(' '), content.size());
    if (is_time && content.substr(0, time_end).find_first_of(".:-+") != std::string_view::npos &&
        content.substr(0, time_end).find_first_not_of("0123456789.:-+") == std::string_view::npos) {
        context_.report(diag::MalformedTime, context_.range(content.substr(0, time_end)), content.substr(0, time_end),
                        "the time of a beat is `0.00–2.40` or `+2.40`");
        return;
    }
    diagnostics::Report report = context_.report(diag::UnknownLine, line.content, place_name(parent.place), children_of(parent.place));
    if (!report) {
        return;
    }
    // `look a dim study`
    for (const syntax::FieldInfo& info : syntax::fields()) {
        if ((info.places & parent.fields) != 0 && begins_with_word(content, info.name)) {
            const auto end = line.content.begin + static_cast<std::uint32_t>(info.name.size());
            report.fix(fmt::format("write `{}:`", info.name), context_.insertion(end), ":");
        }
    }
    const std::vector<syntax::Node>& nodes = context_.tree.nodes;
    const bool is_declaration = parent.place == Place::Shot || parent.place == Place::Style || parent.place == Place::Scene || parent.place == Place::Speaker;
    if (is_declaration && !is_time && parent.child_count == 1 && context_.tree.headers[nodes[parent.node].data].has_lead) {
        const std::string_view field = parent.place == Place::Shot ? "scene" : "look";
        report.note("the prose of a header is one line")
            .fix(fmt::format("write `{}+:`, to add to it", field), context_.insertion(line.content.begin), fmt::format("{}+: ", field));
    }
    suggest_place(line, parent, report);
}

/// A line of prose: more of the line above it, where that has not ended; else an action of its own.
void Parser::suggest_place(const Line& line, const Frame& parent, diagnostics::Report& report) {
    const std::vector<syntax::Node>& nodes = context_.tree.nodes;
    const NodeKind above = nodes.size() >= 2 && nodes.size() - 2 > parent.node ? nodes[nodes.size() - 2].kind : NodeKind::Error;
    const bool may_go_on = above == NodeKind::Field || above == NodeKind::Action || above == NodeKind::Dialogue;
    const bool may_be_action = (parent.place == Place::Shot || parent.place == Place::Beat) && !has_deeper_lines(line);
    const auto go_on = [&] {
        report.fix("indent it, to go on with the line above", context_.insertion(line.content.begin), lines_.indentation(lines_.step()));
    };
    const std::string_view content = text(line);
    const bool is_sentence = content.find(' ') != std::string_view::npos && content[0] >= 'A' && content[0] <= 'Z';
    if (may_be_action && content.find_first_of("\"") != std::string_view::npos) {
        report.note("what somebody says is a line of its own: `Anna (quietly): \"We sail at noon.\"`");
    }
    const bool goes_on_first = may_go_on && !(may_be_action && is_sentence);
    if (goes_on_first) {
        go_on();
    }
    if (may_be_action) {
        report.fix("write `- `, as an action", context_.insertion(line.content.begin), "- ");
    }
    if (may_go_on && !goes_on_first) {
        go_on();
    }
}

}  // namespace shot::parse
