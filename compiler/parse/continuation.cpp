// Prose over several lines: deeper lines go on with a field, an action, a line of dialogue, `let`, `palette`, `sound`.
#include "compiler/parse/foreign.hpp"
#include "compiler/parse/header_checks.hpp"
#include "compiler/parse/input.hpp"
#include "compiler/parse/parse.hpp"
#include "compiler/parse/parser.hpp"
#include "compiler/parse/slips.hpp"
#include "compiler/parse/values.hpp"
#include "grammar/dialogue.hpp"

namespace shot::parse {

using syntax::FieldKind;
using syntax::FieldType;
using syntax::NodeKind;
using syntax::Text;

std::string_view look_name(Look look) {
    switch (look) {
        case Look::Field: return "a field";
        case Look::Beat: return "a beat";
        case Look::Action: return "an action";
        case Look::Dialogue: return "a line of dialogue";
        case Look::On: return "an `on` block";
        case Look::None: break;
    }
    return "prose";
}

namespace {

template <class Rule>
bool begins_with(std::string_view text) {
    Input in(text);
    return tao::pegtl::parse<Rule>(in);
}

template <class Rule>
std::string_view match(std::string_view text) {
    Input in(text);
    return tao::pegtl::parse<Rule>(in) ? text.substr(0, static_cast<std::size_t>(in.current() - text.data())) : std::string_view();
}

/// The label before the colon that `head` ends with, without `+`.
std::string_view label_of(std::string_view head) {
    head.remove_suffix(head.ends_with(':') ? 1 : 3);
    head = trim(head);
    if (head.ends_with('+')) {
        head.remove_suffix(1);
    }
    return trim(head);
}

bool begins_with_field(std::string_view line) {
    if (const std::string_view head = match<grammar::field_head>(line); !head.empty()) {
        return syntax::find_field(label_of(head)).has_value();
    }
    if (const std::string_view head = match<grammar::owner_field_head>(line); !head.empty()) {
        const std::string_view label = label_of(head);
        const auto field = syntax::find_field(label.substr(label.rfind('.') + 1));
        return field && (syntax::field_info(*field).places & syntax::kSpeaker) != 0;
    }
    // `Camera:`, `Background Sound:`
    const std::string_view head = match<grammar::dialogue_head>(line);
    if (head.empty() || head.size() > 40) {
        return false;
    }
    const Label label = find_label(label_of(head));
    return label.kind == Label::Kind::Field && !label.is_doubtful;
}

/// Cheap first: prose has no colon, no dash and no digit at its start.
Look find_prose_look(std::string_view line) {
    const char first = line[0];
    if (first == '-') {
        return line.size() == 1 || mark_at(line, 1).kind == MarkKind::Blank ? Look::Action : Look::None;
    }
    if ((first >= '0' && first <= '9') || first == '+') {
        return begins_with_beat(line) ? Look::Beat : Look::None;
    }
    if (line.find(':') == std::string_view::npos && line.find("：") == std::string_view::npos) {
        return Look::None;
    }
    if (begins_with_field(line)) {
        return Look::Field;
    }
    return begins_with<grammar::spoken_line>(line) ? Look::Dialogue : Look::None;
}

}  // namespace

bool may_continue(std::string_view line) {
    constexpr std::size_t kLongestName = 40;  // bytes; what is longer before a colon is a clause
    Headline headline;
    if (line.empty() || find_prose_look(line) != Look::None || find_headline(line, false, headline)) {
        return false;
    }
    const std::string_view head = match<grammar::dialogue_head>(line);
    return head.empty() || head.size() > kLongestName;
}

Look Parser::find_look(std::string_view line) const {
    const bool may_be_on = line[0] == 'o' && begins_with_word(line, "on") && frames_.back().place != Place::Text;
    return may_be_on && is_on_line(trim(line.substr(2))) ? Look::On : find_prose_look(line);
}

std::string Parser::text_name(const Frame& frame) const {
    const syntax::Node& node = context_.tree.nodes[frame.node];
    switch (node.kind) {
        case NodeKind::Field: return fmt::format("`{}`", context_.slice(context_.tree.fields[node.data].name));
        case NodeKind::Action: return "the action";
        case NodeKind::Dialogue: return "the line of dialogue";
        case NodeKind::Entry: return "the name of a shot";
        default: {
            const std::string_view line = context_.slice(node.range());
            return fmt::format("`{}`", line.substr(0, line.find_first_of(" \t")));
        }
    }
}

Text& Parser::frame_text(const Frame& frame) {
    syntax::Tree& tree = context_.tree;
    const syntax::Node& node = tree.nodes[frame.node];
    switch (node.kind) {
        case NodeKind::Field: return tree.fields[node.data].value;
        case NodeKind::Action: return tree.actions[node.data].text;
        case NodeKind::Dialogue: return tree.dialogues[node.data].line;
        default: return tree.headers[node.data].lead;
    }
}

void Parser::continue_text(const Line& line) {
    const Frame frame = top();
    const Look look = frame.is_verbatim ? Look::None : find_look(text(line));
    Text& prose = frame_text(frame);
    const syntax::Node& node = context_.tree.nodes[frame.node];
    const bool is_declaration = node.kind == NodeKind::Let || node.kind == NodeKind::Palette || node.kind == NodeKind::Sound;
    if (is_declaration && read_misplaced_declaration(line)) {
        return;
    }
    const bool is_list = node.kind == NodeKind::Palette || node.kind == NodeKind::Sound ||
                         (node.kind == NodeKind::Field &&
                          syntax::field_info(context_.tree.fields[node.data].kind).type != FieldType::Prose);
    if (look == Look::Action && context_.tree.is_block(prose) && is_list) {
        const std::string_view item = trim(text(line).substr(1));
        const Span dash = context_.tree.span({line.content.begin, context_.range(item).begin});
        context_.report(diag::ForeignSyntax, context_.range(text(line).substr(0, 1)), "a bullet", "each line of a list is an item, without one")
            .fix("remove it", dash, "", true);
        context_.add_piece(prose, item);
        return;
    }
    if (look == Look::None) {
        context_.add_piece(prose, text(line));
        return;
    }
    if (prose.is_empty()) {
        top().is_muted = true;  // it has no value because of this line, which is reported
    }
    Run run;
    run.kind = Run::Kind::Continuation;
    run.match = Run::Match::Beginners;
    run.is_quiet = true;
    run.width = line.width;
    run.target = frame.indent;
    run.first = text_name(frame);
    run.second = look_name(look);
    const auto kind = look == Look::Field ? syntax::find_field(trim(text(line).substr(0, text(line).find(':')))) : std::nullopt;
    run.has_fix = !prose.is_empty() && !(kind && is_given(frames_[frames_.size() - 2], *kind));
    start_run(std::move(run), line);
}

/// Under a bad line: part of the same mistake, or a line that plainly begins something and is read without it.
void Parser::skip_line(const Line& line, int width) {
    if (find_look(text(line)) == Look::None || top().indent >= width) {
        return;
    }
    Run run;
    run.kind = Run::Kind::Silent;
    run.match = Run::Match::Beginners;
    run.is_quiet = true;
    run.width = line.width;
    run.target = top().indent;
    start_run(std::move(run), line);
}

/// What can be said of a prose only after its last line.
void Parser::check_text_end(const Frame& frame) {
    const syntax::Node node = context_.tree.nodes[frame.node];
    const Text& prose = frame_text(frame);
    if (prose.is_empty()) {
        const bool is_whole_line = node.kind == NodeKind::Action || node.kind == NodeKind::Dialogue;
        const Range range = is_whole_line                    ? node.range()
                            : node.kind == NodeKind::Field ? context_.tree.fields[node.data].name
                                                             : context_.tree.headers[node.data].name;
        context_.report(diag::EmptyValue, range, context_.slice(range));
        return;
    }
    if (node.kind == NodeKind::Dialogue) {
        check_dialogue(context_.tree.dialogues[node.data]);
    } else if (node.kind == NodeKind::Field) {
        const FieldType type = syntax::field_info(context_.tree.fields[node.data].kind).type;
        if (type == FieldType::Image || type == FieldType::Media) {
            check_paths(prose, type == FieldType::Image);
        } else if (type == FieldType::List || type == FieldType::Palette || type == FieldType::Camera || type == FieldType::Lens) {
            check_list_brackets(context_, prose);
        }
    } else if (node.kind == NodeKind::Palette || node.kind == NodeKind::Sound) {
        check_list_brackets(context_, prose);
    }
}

}  // namespace shot::parse
