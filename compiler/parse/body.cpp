// Lines inside declarations, told apart by how they begin: `on`, beats, actions, fields, dialogue.
#include "compiler/parse/foreign.hpp"
#include "compiler/parse/input.hpp"
#include "compiler/parse/parser.hpp"
#include "compiler/parse/slips.hpp"
#include "grammar/dialogue.hpp"

namespace shot::parse {

using syntax::FieldKind;
using syntax::FieldType;
using syntax::NodeKind;

namespace {

/// What a parse of the head of a labelled line leaves: a field's name, or a speaker and the delivery.
struct Head {
    std::string_view label;
    std::string_view owner;     // with the dot after it
    std::string_view delivery;  // with its brackets
    std::string_view rest;      // after the colon
    bool adds = false;
};

template <class Rule>
struct HeadAction : tao::pegtl::nothing<Rule> {};

template <std::string_view Head::*kMember>
struct KeepPart {
    template <class ActionInput>
    static void apply(const ActionInput& in, Head& head) {
        head.*kMember = {in.begin(), in.size()};
    }
};
template <> struct HeadAction<grammar::field_name> : KeepPart<&Head::label> {};
template <> struct HeadAction<grammar::owner> : KeepPart<&Head::owner> {};
template <> struct HeadAction<grammar::speaker> : KeepPart<&Head::label> {};
template <> struct HeadAction<grammar::speaker_with_comma> : KeepPart<&Head::label> {};
template <> struct HeadAction<grammar::delivery> : KeepPart<&Head::delivery> {};
template <> struct HeadAction<grammar::adds_sign> {
    template <class ActionInput>
    static void apply(const ActionInput&, Head& head) {
        head.adds = true;
    }
};

template <class Rule>
bool read_head(std::string_view text, Head& head) {
    Input in(text);
    head = {};
    if (!tao::pegtl::parse<Rule, HeadAction>(in, head)) {
        return false;
    }
    head.rest = trim({in.current(), static_cast<std::size_t>(in.end() - in.current())});
    return true;
}

std::string_view inside_brackets(std::string_view delivery) {
    if (delivery.empty()) {
        return delivery;
    }
    const std::size_t open = mark_at(delivery, 0).size;
    const std::size_t close = delivery.ends_with(')') ? 1 : 3;
    return trim(delivery.substr(open, delivery.size() - open - close));
}

bool is_lower(char byte) { return byte >= 'a' && byte <= 'z'; }

}  // namespace

void Parser::read_body(const Line& line, int width) {
    const std::string_view content = text(line);
    const char first = content[0];
    if (first == '-' && (content.size() == 1 || mark_at(content, 1).kind == MarkKind::Blank)) {
        read_action(line, width, trim(content.substr(1)));
        return;
    }
    if ((first >= '0' && first <= '9') || first == '+') {
        read_beat_line(line, width);
        return;
    }
    if (first == 'o' && begins_with_word(content, "on")) {
        read_on_line(line, width);
        return;
    }
    if (read_labelled(line, width)) {
        return;
    }
    report_unknown(line, width);
}

/// A line that is right in itself, but not here.
void Parser::misplace(const Line& line, int width, std::string_view what, Place place) {
    if (!is_quiet_ && !context_.is_muted) {
        misplaced_.push_back({std::string(what), line.content, false, {}, {}});
    }
    open_error(line, width, place);
}

void Parser::read_action(const Line& line, int width, std::string_view prose) {
    if (!holds_prose()) {
        misplace(line, width, "an action");
        return;
    }
    if (read_spoken_action(line, width, prose)) {
        return;
    }
    syntax::Action action;
    action.text = context_.text_of(prose);
    context_.tree.actions.push_back(action);
    open(NodeKind::Action, static_cast<std::uint32_t>(context_.tree.actions.size() - 1), line, Place::Text, width);
}

void Parser::read_beat_line(const Line& line, int width) {
    if (top().place == Place::Beat && begins_with_beat(text(line))) {
        Run run;
        run.kind = Run::Kind::Misplaced;
        run.match = Run::Match::Deeper;
        run.width = line.width;
        run.target = top().indent;
        run.first = "a beat";
        run.second = place_name(Place::Beat);
        start_run(std::move(run), line);
        return;
    }
    if (!holds_beats()) {
        if (begins_with_beat(text(line))) {
            misplace(line, width, "a beat", Place::Unknown);
        } else {
            report_unknown(line, width);
        }
        return;
    }
    std::uint32_t index = 0;
    if (!read_beat(context_, line, index)) {
        if (!read_loose_beat(line, width)) {
            report_unknown(line, width);
        }
        return;
    }
    // Where the line stands wrongly its time may overlap others, and that it does follows from its place.
    syntax::Beat& beat = context_.tree.beats[index];
    beat.is_valid = beat.is_valid && !is_quiet_;
    open(NodeKind::Beat, index, line, Place::Beat, width).fields = syntax::kBeat;
}

void Parser::read_on_line(const Line& line, int width) {
    const std::string_view rest = trim(text(line).substr(2));
    const Frame outer = top();
    const bool is_place = outer.place == Place::Shot || outer.place == Place::Style || outer.place == Place::Scene ||
                          outer.place == Place::Unknown;
    if (!is_on_line(rest)) {
        Head head;
        const bool is_malformed = is_place && !rest.empty() && !read_head<grammar::dialogue_head>(text(line), head) &&
                                  rest.find(' ') == std::string_view::npos;
        if (!is_malformed) {
            report_unknown(line, width);
            return;
        }
    }
    if (!is_place) {
        misplace(line, width, "an `on` block", Place::On);
        top().fields = outer.fields;
        return;
    }
    const std::uint32_t index = read_on(context_, rest, line.has_comment);
    Frame& frame = open(NodeKind::On, index, line, Place::On, width);
    frame.fields = outer.fields;
}

/// Fields, fields of speakers, dialogue: what has a colon after its first words.
bool Parser::read_labelled(const Line& line, int width) {
    const std::string_view content = text(line);
    Head head;
    if (is_lower(content[0]) && read_head<grammar::field_head>(content, head)) {
        if (const auto kind = syntax::find_field(head.label)) {
            syntax::Field field;
            field.kind = *kind;
            field.adds = head.adds;
            field.name = context_.range(head.label);
            read_field(line, width, *kind, field, head.rest);
            return true;
        }
    }
    if (read_head<grammar::owner_field_head>(content, head) && syntax::find_field(head.label)) {
        read_owner_field(line, width, head.owner.substr(0, head.owner.size() - 1), head.label, head.adds, head.rest);
        return true;
    }
    if (!read_head<grammar::dialogue_head>(content, head) && !read_head<grammar::comma_dialogue_head>(content, head)) {
        return false;
    }
    std::string_view label = trim(head.label);
    const bool adds = label.ends_with('+') && head.delivery.empty();
    label = adds ? trim(label.substr(0, label.size() - 1)) : label;
    if (head.delivery.empty() && read_label(line, width, label, head.rest, adds)) {
        return true;
    }
    if (read_misplaced_declaration(line)) {
        return true;
    }
    if (holds_prose()) {
        read_dialogue(line, width, label, head.delivery, head.rest);
        return true;
    }
    if (!head.rest.empty() && mark_at(head.rest, 0).kind == MarkKind::Double && top().place != Place::Unknown) {
        misplace(line, width, "a line of dialogue");
        return true;
    }
    report_unknown_field(line, width, label);
    return true;
}

void Parser::read_field(const Line& line, int width, FieldKind kind, syntax::Field field, std::string_view value) {
    const Frame& parent = top();
    const syntax::FieldInfo& info = syntax::field_info(kind);
    if ((info.places & parent.fields) == 0 && parent.place != Place::Unknown) {
        misplace_field(line, width, kind, context_.slice(field.name));
        return;
    }
    field.value = context_.text_of(value);
    check_duplicate(field);
    context_.tree.fields.push_back(field);
    Frame& frame = open(NodeKind::Field, static_cast<std::uint32_t>(context_.tree.fields.size() - 1), line, Place::Text, width);
    frame.is_verbatim = info.type == FieldType::Text;
}

void Parser::read_owner_field(const Line& line, int width, std::string_view owner, std::string_view name, bool adds,
                              std::string_view value) {
    const FieldKind kind = *syntax::find_field(name);
    const syntax::FieldInfo& info = syntax::field_info(kind);
    const Frame parent = top();
    if ((info.places & syntax::kSpeaker) == 0) {
        open_error(line, width);
        if (!is_quiet_) {
            context_.report(diag::MisplacedField, context_.range(name), place_name(Place::Speaker), name);
        }
        return;
    }
    if (parent.place != Place::Unknown && (parent.fields & syntax::kShot) == 0) {
        misplace(line, width, "a speaker's field");
        return;
    }
    syntax::Field field;
    field.kind = kind;
    field.adds = adds;
    field.name = context_.range(name);
    field.has_owner = true;
    field.value = context_.text_of(value);
    if (!adds && !owner_fields_.emplace(parent.node, owner, kind).second) {
        const Range whole{context_.range(owner).begin, field.name.end};
        context_.report(diag::DuplicateField, whole, context_.slice(whole), place_name(parent.place).substr(2));
    }
    context_.tree.fields.push_back(field);
    Frame& frame = open(NodeKind::Field, static_cast<std::uint32_t>(context_.tree.fields.size() - 1), line, Place::Text, width);
    frame.is_verbatim = info.type == FieldType::Text;
}

void Parser::read_dialogue(const Line& line, int width, std::string_view speaker, std::string_view delivery, std::string_view words) {
    syntax::Dialogue dialogue;
    dialogue.speaker = context_.range(speaker);
    if (!delivery.empty()) {
        dialogue.delivery = context_.range(inside_brackets(delivery));
    }
    dialogue.line = context_.text_of(words);
    context_.tree.dialogues.push_back(dialogue);
    open(NodeKind::Dialogue, static_cast<std::uint32_t>(context_.tree.dialogues.size() - 1), line, Place::Text, width);
}

/// A field that replaces stands once in a place; lead prose counts.
void Parser::check_duplicate(const syntax::Field& field) {
    const std::uint32_t bit = 1U << static_cast<unsigned>(field.kind);
    Frame& parent = top();
    if (field.adds || is_quiet_) {
        return;  // what a line that stands wrongly repeats follows from its place
    }
    if ((parent.seen_fields & bit) == 0) {
        parent.seen_fields |= bit;
        return;
    }
    const std::string_view place = place_name(parent.place);
    const std::string_view name = context_.slice(field.name);
    diagnostics::Report report = context_.report(diag::DuplicateField, field.name, name, place.substr(place.find(' ') + 1));
    if (!report) {
        return;
    }
    for (std::uint32_t i = parent.node + 1; i < context_.tree.nodes.size(); ++i) {
        const syntax::Node& node = context_.tree.nodes[i];
        const bool is_first = node.kind == NodeKind::Field && context_.tree.fields[node.data].kind == field.kind &&
                              !context_.tree.fields[node.data].has_owner;
        if (is_first) {
            report.label(context_.tree.span(context_.tree.fields[node.data].name), "it stood here first");
            break;
        }
    }
    report.note("a field stands once in a place; `+:` adds to it")
        .fix(fmt::format("write `{}+:`", name), context_.insertion(field.name.end), "+");
}

}  // namespace shot::parse
