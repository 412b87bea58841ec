// What happens in a shot: actions, dialogue and beats in source order, with their times.
#include <algorithm>
#include <iterator>

#include "compiler/parse/values.hpp"
#include "compiler/sema/names.hpp"
#include "compiler/sema/shot_resolver.hpp"
#include "compiler/support/nearest.hpp"
#include "compiler/syntax/fields.hpp"

namespace shot::sema {

using syntax::NodeKind;
using syntax::Tree;

namespace {

/// Half a second: under it nobody can read what a beat shows.
constexpr Milliseconds kShortestBeat = 500;

/// `2.40`, as the formatter writes it; a third decimal only where it is needed.
std::string seconds_text(Milliseconds milliseconds) {
    if (milliseconds % 10 == 0) {
        return fmt::format("{}.{:02}", milliseconds / 1000, milliseconds % 1000 / 10);
    }
    return fmt::format("{}.{:03}", milliseconds / 1000, milliseconds % 1000);
}

std::string with_unit(Milliseconds milliseconds) {
    if (milliseconds % 1000 == 0) {
        return fmt::format("{} s", milliseconds / 1000);
    }
    return seconds_text(milliseconds) + " s";
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return result;
}

/// `dialogue: "We sail."`: what it is, and not who says it.
bool names_speech(std::string_view name) {
    const std::string word = lower(name);
    constexpr std::string_view kWords[] = {"dialogue", "dialog", "speech", "says", "said", "line", "lines", "spoken", "quote", "text", "talk"};
    return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

/// Deliveries of somebody who is heard and not seen.
bool is_heard_only(std::string_view delivery) {
    const std::string text = lower(delivery);
    for (const std::string_view phrase : {"off-screen", "off screen", "offscreen", "off-camera", "off camera", "o.s.",
                                          "voice-over", "voice over", "voiceover", "v.o.", "v/o", "o/s"}) {
        if (text.find(phrase) != std::string::npos) {
            return true;
        }
    }
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
    for (std::size_t at = text.find_first_of(kLetters); at != std::string::npos;) {
        const std::size_t end = std::min(text.find_first_not_of(kLetters, at), text.size());
        const std::string_view word = std::string_view(text).substr(at, end - at);
        if (word == "vo" || word == "os" || word == "narration") {
            return true;
        }
        at = text.find_first_of(kLetters, end);
    }
    return false;
}

}  // namespace

Phrases ShotResolver::push_phrases(const std::vector<Phrase>& phrases) {
    const Phrases result{static_cast<std::uint32_t>(out_.phrases.size()), static_cast<std::uint32_t>(phrases.size())};
    out_.phrases.insert(out_.phrases.end(), phrases.begin(), phrases.end());
    return result;
}

void ShotResolver::resolve_action(const syntax::Text& text, std::vector<Phrase>& actions) {
    mentions_.clear();
    if (const Phrase action = evaluator_.evaluate_prose(text, scope_, &mentions_); action.count > 0) {
        actions.push_back(action);
    }
    add_mentions(mentions_);
}

/// A line inside a beat, or level with it.
void ShotResolver::resolve_beat_line(NodeId node, std::vector<Phrase>& actions) {
    const Tree& tree = data_.module(scope_.module).tree;
    if (tree.node(node).kind == NodeKind::Action) {
        resolve_action(tree.actions[tree.node(node).data].text, actions);
    } else if (tree.node(node).kind == NodeKind::Dialogue) {
        resolve_dialogue(node, actions.size());
    }
}

void ShotResolver::resolve_dialogue(NodeId node, std::size_t after_actions) {
    const Module& module = data_.module(scope_.module);
    const syntax::Dialogue& dialogue = module.tree.dialogues[module.tree.node(node).data];
    const std::string_view name = module.slice(dialogue.speaker);
    const Span span = module.span(dialogue.speaker);
    Symbol speaker = find_symbol(data_, scope_, name);
    if (!speaker) {
        const auto is_all = [](std::string_view rest) { return rest.empty(); };
        if (const SpeakerName* known = find_speaker_name(module, name, is_all)) {
            speaker = known->symbol;  // by the display name
        }
    }
    if (!speaker) {
        report_unknown_speaker(name, span);
        return;
    }
    if (speaker.kind != SymbolKind::Speaker) {
        require_symbol(data_, scope_, name, span, kind_bit(SymbolKind::Speaker), "speaker", sink_);
        return;
    }
    ResolvedDialogue line;
    line.after_actions = static_cast<std::uint32_t>(after_actions);
    line.span = module.span(module.tree.node(node).range());
    std::string_view delivery;
    if (!dialogue.delivery.is_empty()) {
        line.delivery = evaluator_.evaluate_range(dialogue.delivery, scope_, true);
        delivery = evaluator_.text_of(line.delivery);
    }
    line.speaker = speaker_index(speaker, span, !is_heard_only(delivery));
    line.line = evaluate_spoken(dialogue.line);
    if (line.line.count > 0) {
        out_.dialogue.push_back(line);
    }
}

/// The words of a line, without the quotation marks around them: the parser saw that these are closed.
Phrase ShotResolver::evaluate_spoken(const syntax::Text& text) {
    const Module& module = data_.module(scope_.module);
    if (const Range piece = module.single_piece(text); !piece.is_empty()) {
        const Range words = parse::find_quoted_line(module.slice(piece)).words;
        return evaluator_.evaluate_range({piece.begin + words.begin, piece.begin + words.end}, scope_, false);
    }
    return evaluator_.evaluate_spoken_lines(text, scope_);
}

void ShotResolver::report_unknown_speaker(std::string_view name, Span span) {
    auto report = sink_.report(diag::UnknownSpeaker, span, name);
    if (!report) {
        return;
    }
    if (suggest_speaker_field(name, span, report)) {
        return;
    }
    std::vector<std::string> storage;
    std::vector<std::string_view> names = names_of(data_, scope_, kind_bit(SymbolKind::Speaker), storage);
    for (const syntax::FieldInfo& field : syntax::fields()) {
        names.push_back(field.name);
    }
    if (const auto nearest = find_nearest(name, names)) {
        report.at(fmt::format("did you mean `{}`?", *nearest)).fix(fmt::format("write `{}`", *nearest), span, *nearest);
    } else if (names_speech(name)) {
        report.note("a line begins with the name of who speaks: `Anna (quietly): \"We sail at noon.\"`");
    } else if (parse::is_name(name) && !lower(name).starts_with("voiceover")) {
        report.note(fmt::format("declare who speaks: `speaker {}: what one sees of them`", name));
    } else {
        const std::string small = lower(name);
        const bool is_voice_over = small.find("voice") != std::string::npos && small.find("over") != std::string::npos;
        report.note(is_voice_over ? "who is heard and not seen speaks as `NAME (voice-over): \"…\"`"
                                  : "words before a colon are a field's name, or a speaker's");
    }
}

/// `Bob.wardrob:`, `Big Al.wardrobe:`: a field of a speaker with a slip, or by the display name.
bool ShotResolver::suggest_speaker_field(std::string_view label, Span span, diagnostics::Report& report) {
    const std::size_t dot = label.rfind('.');
    if (dot == std::string_view::npos) {
        return false;
    }
    const std::string_view owner = label.substr(0, dot);
    Symbol speaker = find_symbol(data_, scope_, owner);
    if (!speaker) {
        const auto is_all = [](std::string_view rest) { return rest.empty(); };
        const SpeakerName* known = find_speaker_name(data_.module(scope_.module), owner, is_all);
        speaker = known != nullptr ? known->symbol : Symbol();
    }
    if (speaker.kind != SymbolKind::Speaker) {
        return false;
    }
    std::vector<std::string_view> fields;
    for (const syntax::FieldInfo& field : syntax::fields()) {
        if ((field.places & syntax::kSpeaker) != 0 && field.kind != FieldKind::Note) {
            fields.push_back(field.name);
        }
    }
    const auto field = find_nearest(label.substr(dot + 1), fields);
    if (!field) {
        report.note(fmt::format("a speaker has the fields {}", fmt::join(fields, ", ")));
        return true;
    }
    const bool is_by_name = find_symbol(data_, scope_, owner).kind == SymbolKind::Speaker;
    const std::string better = fmt::format("{}.{}", is_by_name ? owner : data_.name_of(speaker), *field);
    report.at(fmt::format("did you mean `{}`?", better)).fix(fmt::format("write `{}`", better), span, better);
    return true;
}

void ShotResolver::resolve_beat_time(const syntax::Beat& beat, ResolvedBeat& out) {
    out.begin = beat.is_relative ? previous_end_ : beat.begin;
    out.end = beat.is_relative ? previous_end_ + beat.end : beat.end;
    if (!beat.is_valid) {
        previous_time_is_valid_ = false;
        has_lost_time_ = true;
        return;
    }
    if (has_previous_beat_ && previous_time_is_valid_ && !beat.is_relative) {
        if (out.begin < previous_begin_) {
            is_out_of_order_ = true;
            sink_.report(diag::BeatsOutOfOrder, out.time_span, seconds_text(out.begin), seconds_text(previous_begin_));
        } else if (out.begin < previous_end_) {
            sink_.report(diag::BeatsOverlap, out.time_span, seconds_text(out.begin), seconds_text(previous_end_));
        } else if (out.begin > previous_end_) {
            gaps_.push_back({out.time_span, previous_end_, out.begin});
        }
    } else if (!has_previous_beat_ && out.begin > 0) {
        gaps_.push_back({out.time_span, 0, out.begin});
    }
    if (out.end - out.begin < kShortestBeat) {
        sink_.report(diag::BeatTooShort, out.time_span, with_unit(out.end - out.begin))
            .note("a viewer needs half a second to see what a beat shows");
    }
    // `+2` after a beat that runs past the end, or one whose time is not known, follows from that.
    const bool runs_past = out_.duration > 0 && out.end > out_.duration && !(beat.is_relative && has_lost_time_);
    has_lost_time_ = has_lost_time_ || runs_past;
    if (runs_past) {
        auto report = sink_.report(diag::BeatPastEnd, out.time_span, seconds_text(out.end), with_unit(out_.duration));
        if (out_.duration_span.file.is_valid()) {
            report.label(out_.duration_span, "the duration is set here");
        } else {
            report.note(
                fmt::format("no duration is given: {} makes clips of {}", target_.profile, with_unit(out_.duration)));
        }
    }
    previous_begin_ = out.begin;
    previous_end_ = std::max(previous_end_, out.end);
    previous_time_is_valid_ = true;
}

void ShotResolver::check_framing(const ResolvedBeat& beat) {
    std::string_view framing;
    std::string_view word;
    Span span;
    bool has_move = false;
    for (const Attribute& attribute : beat_attributes_) {
        has_move = has_move || (!attribute.terms.move.empty() && !attribute.terms.is_move_static);
        if (!attribute.terms.framing.empty() && framing.empty()) {
            framing = attribute.terms.framing;
            word = attribute.text;
            span = attribute.span;
        }
    }
    if (framing.empty()) {
        return;
    }
    if (!framing_.empty() && framing_ != framing && !beat.is_cut && !has_move && has_previous_beat_) {
        sink_.report(diag::UnmotivatedFraming, span, framing_, word)
            .note("say how it gets there: a move (`slow push-in`), or a `cut`");
    }
    framing_ = framing;
}

void ShotResolver::resolve_beat_header(const syntax::Beat& beat, ResolvedBeat& out) {
    beat_attributes_.clear();
    const Module& module = data_.module(scope_.module);
    for (std::uint32_t i = 0; i < beat.items.count; ++i) {
        const Attribute attribute = read_attribute(data_, module.tree.items[beat.items.first + i], scope_,
                                                   AttributePlace::Beat, evaluator_, sink_);
        if (attribute.kind == AttributeKind::None) {
            continue;
        }
        beat_attributes_.push_back(attribute);
        out.is_cut = out.is_cut || attribute.terms.transition == "cut";  // `cut`, or `hard cut wide shot`
        out.is_continuous = out.is_continuous || attribute.kind == AttributeKind::Continuous;
    }
    check_contradictions(data_, beat_attributes_, sink_);
    const std::int64_t lens = focal_length_of(beat_attributes_);
    if (lens > 0) {
        out.is_cut = out.is_cut || (has_previous_beat_ && lens_ > 0 && lens != lens_ && !out.is_continuous);
        lens_ = lens;
    }
}

/// `sfx: none`: no field, rather than the word.
bool ShotResolver::is_left_out(const syntax::Text& text) const {
    return data_.module(scope_.module).is_none(text);
}

void ShotResolver::resolve_beat_fields(NodeId node, ResolvedBeat& out, std::vector<Phrase>& camera) {
    const Tree& tree = data_.module(scope_.module).tree;
    for (const FieldKind kind : {FieldKind::Camera, FieldKind::Sfx, FieldKind::Lighting, FieldKind::Music}) {
        Phrases phrases{static_cast<std::uint32_t>(out_.phrases.size()), 0};
        for (NodeId child = Tree::first_child(node); child < tree.node(node).next; child = tree.node(child).next) {
            if (tree.node(child).kind != NodeKind::Field) {
                continue;
            }
            const syntax::Field& field = tree.fields[tree.node(child).data];
            if (field.kind == kind && !is_left_out(field.value)) {
                evaluator_.evaluate_list(field.value, scope_, kind);
            }
        }
        phrases.count = static_cast<std::uint32_t>(out_.phrases.size()) - phrases.first;
        switch (kind) {
            case FieldKind::Sfx:
                out.sfx = phrases;
                break;
            case FieldKind::Lighting:
                out.lighting = phrases;
                break;
            case FieldKind::Music:
                out.music = phrases;
                break;
            default:
                check_camera_field(data_, evaluator_, out_, phrases, false, sink_);
                camera.insert(camera.end(), out_.phrases.begin() + phrases.first, out_.phrases.end());
        }
    }
}

/// `0–3 medium shot`: what stands straight after the time is the title, in quotation marks without a doubt.
void ShotResolver::check_title(const syntax::Beat& beat) {
    const Module& module = data_.module(scope_.module);
    const std::string_view between = module.slice({beat.time.end, beat.title.begin});
    const bool is_quoted = between.find_first_not_of(" \t-") != std::string_view::npos &&
                           !between.ends_with("– ") && !between.ends_with("— ");
    const std::string_view title = module.slice(beat.title);
    const Terms terms = is_quoted ? Terms() : evaluator_.read_terms(title);
    if (!terms.is_term_only || terms.framing.empty()) {
        return;
    }
    sink_.report(diag::FramingAsTitle, module.span(beat.title), title)
        .fix("write a comma after the time, to set it", module.span({beat.time.end, beat.title.begin}), ", ");
}

/// Gives back the last node that belongs to the beat: actions and dialogue level with it are its own, too.
NodeId ShotResolver::resolve_beat(NodeId node) {
    const Module& module = data_.module(scope_.module);
    const Tree& tree = module.tree;
    const syntax::Beat& beat = tree.beats[tree.node(node).data];
    ResolvedBeat out;
    out.span = module.span(tree.node(node).range());
    out.time_span = module.span(beat.time);
    resolve_beat_time(beat, out);
    resolve_beat_header(beat, out);
    check_framing(out);
    if (!beat.title.is_empty()) {
        check_title(beat);
        out.title = evaluator_.evaluate_range(beat.title, scope_, true);
    }

    beat_actions_.clear();
    out.first_dialogue = static_cast<std::uint32_t>(out_.dialogue.size());
    if (!beat.lead.is_empty()) {
        resolve_action(beat.lead, beat_actions_);
    }
    bool has_fields = false;
    for (NodeId child = Tree::first_child(node); child < tree.node(node).next; child = tree.node(child).next) {
        resolve_beat_line(child, beat_actions_);
        has_fields = has_fields || tree.node(child).kind == NodeKind::Field;
    }
    NodeId last = node;
    for (NodeId level = tree.node(node).next; level < tree.node(node_).next; level = tree.node(level).next) {
        if (tree.node(level).kind == NodeKind::Beat) {
            break;
        }
        resolve_beat_line(level, beat_actions_);
        last = level;
    }
    out.dialogue_count = static_cast<std::uint32_t>(out_.dialogue.size()) - out.first_dialogue;

    beat_camera_.clear();
    for (const Attribute& attribute : beat_attributes_) {
        if (attribute.kind == AttributeKind::Cut || attribute.kind == AttributeKind::Continuous) {
            continue;
        }
        beat_camera_.push_back({static_cast<std::uint32_t>(out_.chunks.size()), 1});
        out_.chunks.push_back({attribute.text, attribute.span});
    }
    if (has_fields) {
        resolve_beat_fields(node, out, beat_camera_);
    }
    out.actions = push_phrases(beat_actions_);
    out.attributes = push_phrases(beat_camera_);
    out_.beats.push_back(out);
    has_previous_beat_ = true;
    return last;
}

void ShotResolver::resolve_body() {
    const Tree& tree = data_.module(scope_.module).tree;
    previous_begin_ = previous_end_ = 0;
    has_previous_beat_ = false;
    previous_time_is_valid_ = true;
    has_lost_time_ = false;
    is_out_of_order_ = false;
    gaps_.clear();
    lens_ = 0;
    framing_ = {};
    std::vector<Phrase> actions;
    for (NodeId child = Tree::first_child(node_); child < tree.node(node_).next; child = tree.node(child).next) {
        switch (tree.node(child).kind) {
            case NodeKind::Action:
                resolve_action(tree.actions[tree.node(child).data].text, actions);
                break;
            case NodeKind::Dialogue:
                resolve_dialogue(child, actions.size());
                break;
            case NodeKind::Beat:
                if (out_.beats.empty()) {
                    out_.shot_dialogue_count = static_cast<std::uint32_t>(out_.dialogue.size());
                }
                child = resolve_beat(child);
                break;
            default:
                break;
        }
    }
    if (out_.beats.empty()) {
        out_.shot_dialogue_count = static_cast<std::uint32_t>(out_.dialogue.size());
    }
    out_.actions = push_phrases(actions);
    check_times();
}

void ShotResolver::check_times() {
    for (const BeatGap& gap : gaps_) {
        if (!is_out_of_order_) {
            sink_.report(diag::BeatGap, gap.span, seconds_text(gap.from), seconds_text(gap.to))
                .note(gap.from == 0 ? "what is not said, the model invents: let the first beat start at 0.00, or add one before it"
                                    : "what is not said, the model invents: let the beat before last longer, or add one");
        }
    }
    if (out_.beats.empty() || has_lost_time_ || out_.duration == 0 || previous_end_ >= out_.duration) {
        return;
    }
    sink_
        .report(diag::BeatsStopShort, out_.beats.back().time_span, seconds_text(previous_end_),
                with_unit(out_.duration))
        .note("the model invents the rest: let the last beat last to the end, or shorten the clip");
}

}  // namespace shot::sema
