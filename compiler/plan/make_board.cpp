// Fields and beats to the board's texts; which words of the camera hold in which beat.
#include "compiler/plan/make_board.hpp"

#include "compiler/parse/values.hpp"
#include "compiler/prompt/timeline.hpp"
#include "compiler/sema/module.hpp"
#include "compiler/support/assert.hpp"
#include "stdlib/embedded.hpp"

namespace shot::plan {

using prompt::ListEnd;
using sema::FieldKind;
using sema::Phrase;
using sema::Phrases;
using sema::ResolvedBeat;
using sema::ResolvedShot;

namespace {

/// The next element of a list whose elements, and their memory, are used again; the caller resizes the list at the end.
template <class Item>
Item& next_of(std::vector<Item>& list, std::size_t& count) {
    if (count == list.size()) {
        list.emplace_back();
    }
    return list[count++];
}

/// `#FFF` -> `#ffffff`
std::string six_digits(std::string_view hex) {
    const std::size_t times = hex.size() == 4 ? 2 : 1;
    std::string digits = "#";
    for (const char c : hex.substr(1)) {
        digits.append(times, c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c);
    }
    return digits;
}

sema::Colours read_colours() {
    auto read = sema::Colours::parse(stdlib::find_embedded("vocabulary/colours.json"));
    SHOT_ASSERT(read);  // built in, and held by a test
    return std::move(*read);
}

}  // namespace

struct BoardMaker::Draft {
    const ResolvedShot& shot;
    bundle::Board& board;
    prompt::PromptBuilder words;

    // Each view is good until the next is asked for.
    std::string_view list(Phrases first, Phrases second = {}) {
        words.roll_back(0);
        words.append_items(first, second, ListEnd::Bare);
        return words.text_from(0);
    }
    std::string_view list(FieldKind field) { return list(shot.field(field).phrases); }
    std::string_view sentences(Phrases phrases) {
        words.roll_back(0);
        words.add_sentences(phrases, 0);
        return words.text_from(0);
    }
    std::string_view item(Phrase phrase, bool drops_stop = false) {
        words.roll_back(0);
        words.append_item(phrase);
        words.trim(0, drops_stop);
        return words.text_from(0);
    }
    std::string_view line(Phrase phrase) {
        words.roll_back(0);
        words.append_phrase(phrase);
        return words.text_from(0);
    }

    void add_actions(Phrases actions, std::vector<std::string>& out, std::size_t& count) {
        for (const Phrase& action : shot.of(actions)) {
            if (const std::string_view text = item(action); !text.empty()) {
                next_of(out, count) = text;
            }
        }
    }

    void add_lines(std::size_t first, std::size_t size, std::vector<bundle::Line>& out, std::size_t& count) {
        for (std::size_t i = first; i < first + size; ++i) {
            const sema::ResolvedDialogue& dialogue = shot.dialogue[i];
            const std::string_view text = line(dialogue.line);
            if (text.empty()) {
                continue;
            }
            bundle::Line& added = next_of(out, count);
            added.text = text;
            added.speaker = shot.speakers[dialogue.speaker].display;
            added.delivery = item(dialogue.delivery);
        }
    }
};

BoardMaker::BoardMaker(const sema::Script& script, const Sources& sources)
    : vocabulary_(*script.data().vocabulary), sources_(sources) {}

void BoardMaker::make(const ResolvedShot& shot, std::string_view first_frame, bundle::Board& board) {
    Draft draft{shot, board, {shot, words_}};
    if (shot.operation == sema::Operation::Edit) {
        board = {};
        board.change = draft.sentences(shot.field(FieldKind::Change).phrases);
        return;
    }
    set_palette(draft);
    board.lighting = draft.list(FieldKind::Lighting);
    board.sound = draft.list(shot.field(FieldKind::Sound).phrases, shot.field(FieldKind::Sfx).phrases);
    board.music = draft.list(FieldKind::Music);
    board.change.clear();
    board.first_frame = first_frame;
    board.is_silent = shot.is_silent;
    set_beats(draft);
}

void BoardMaker::set_palette(Draft& draft) {
    auto& palette = draft.board.palette;
    std::size_t count = 0;
    for (const Phrase& phrase : draft.shot.of(draft.shot.field(FieldKind::Palette).phrases)) {
        const std::string_view name = draft.item(phrase, true);
        if (name.empty()) {
            continue;
        }
        bundle::Anchor& anchor = next_of(palette, count);
        anchor.name = name;
        anchor.hex = hex_of(draft.shot, phrase, anchor.name);
    }
    palette.resize(count);
}

/// The script's own value, or else that of the colour's name.
std::string BoardMaker::hex_of(const ResolvedShot& shot, Phrase anchor, const std::string& name) {
    if (const sema::Chunk& last = shot.of(anchor).back(); last.text.empty()) {
        return six_digits(sources_.slice(last.origin));
    }
    if (!colours_) {
        colours_ = read_colours();
    }
    return std::string(colours_->find(name).value_or(""));
}

void BoardMaker::set_beats(Draft& draft) {
    const ResolvedShot& shot = draft.shot;
    if (shot.id != shot_) {
        take_ = {};
    }
    shot_ = shot.id;
    auto& beats = draft.board.beats;
    std::size_t count = 0;
    for (const ResolvedBeat& beat : shot.beats) {
        const bool is_first = count == 0;
        set_beat(draft, beat, is_first, next_of(beats, count));
    }
    if (count == 0) {
        ResolvedBeat whole;
        whole.end = shot.duration;
        set_beat(draft, whole, true, next_of(beats, count));
    }
    beats.resize(count);
}

void BoardMaker::set_beat(Draft& draft, const ResolvedBeat& beat, bool is_first, bundle::BoardBeat& out) {
    const ResolvedShot& shot = draft.shot;
    out.begin = beat.begin;
    out.end = beat.end;
    out.is_cut = prompt::is_cut_said(shot, beat);
    out.title = draft.item(beat.title, true);
    if (beat.is_cut) {
        take_ = {};
    }
    set_camera(draft, beat.attributes, out);
    set_lens(draft, beat.attributes, out.lens);
    std::size_t action_count = 0;
    std::size_t line_count = 0;
    if (is_first) {
        draft.add_actions(shot.actions, out.actions, action_count);
        draft.add_lines(0, shot.shot_dialogue_count, out.lines, line_count);
    }
    draft.add_actions(beat.actions, out.actions, action_count);
    draft.add_lines(beat.first_dialogue, beat.dialogue_count, out.lines, line_count);
    out.actions.resize(action_count);
    out.lines.resize(line_count);
    out.sfx = draft.list(beat.sfx);
    out.lighting = draft.list(beat.lighting);
    out.music = draft.list(beat.music);
}

template <class Visit>
void BoardMaker::for_each_item(Draft& draft, Phrases items, Visit visit) {
    for (const Phrase& phrase : draft.shot.of(items)) {
        if (const std::string_view item = draft.item(phrase, true); !item.empty()) {
            visit(item, topics_of(item));
        }
    }
}

/// The beat's own words. Before them those of the whole shot that they, and what the take has set, leave open: a framing
/// and an angle stay where they are, a move is over with its beat.
void BoardMaker::set_camera(Draft& draft, Phrases said, bundle::BoardBeat& out) {
    Topics settled;
    settled.framing = take_.has_framing;
    settled.angle = take_.has_angle;
    for_each_item(draft, said, [&](std::string_view /*item*/, const Topics& topics) {
        settled.framing = settled.framing || topics.framing;
        settled.angle = settled.angle || topics.angle;
        settled.move = settled.move || topics.move;
    });
    std::size_t count = 0;
    const Phrases of_shot = draft.shot.field(FieldKind::Camera).phrases;
    for_each_item(draft, of_shot, [&](std::string_view item, const Topics& topics) {
        const bool is_settled = (topics.framing && settled.framing) || (topics.angle && settled.angle) ||
                                (topics.move && settled.move);
        if (!topics.is_lens && !is_settled) {
            next_of(out.camera, count) = item;
        }
    });
    for_each_item(draft, said, [&](std::string_view item, const Topics& topics) {
        if (!topics.is_lens) {
            next_of(out.camera, count) = item;
        }
        take_.has_framing = take_.has_framing || topics.framing;
        take_.has_angle = take_.has_angle || topics.angle;
    });
    out.camera.resize(count);
}

/// The beat's, or the one that its take is shot with, or the shot's.
void BoardMaker::set_lens(Draft& draft, Phrases said, std::string& lens) {
    lens.clear();
    const auto add_lens = [&lens](std::string_view item, const Topics& topics) {
        if (topics.is_lens) {
            lens.append(lens.empty() ? "" : ", ").append(item);
        }
    };
    for_each_item(draft, said, add_lens);
    if (!lens.empty()) {
        take_.lens = lens;
    } else if (!take_.lens.empty()) {
        lens = take_.lens;
    } else {
        lens = draft.list(FieldKind::Lens);
        for_each_item(draft, draft.shot.field(FieldKind::Camera).phrases, add_lens);
    }
}

BoardMaker::Topics BoardMaker::topics_of(std::string_view item) {
    if (const auto shape = parse::find_shape(item)) {
        using parse::ShapeKind;
        const bool is_lens = shape->kind == ShapeKind::FocalLength || shape->kind == ShapeKind::Squeeze ||
                             shape->kind == ShapeKind::Aperture;
        return {is_lens, false, false, false};
    }
    const sema::Terms& terms = camera_words_.read_terms(vocabulary_, item);
    const bool is_camera =
        !terms.framing.empty() || !terms.angle.empty() || !terms.move.empty() || !terms.manner.empty();
    return {!is_camera && !terms.optics.empty(), !terms.framing.empty(), !terms.angle.empty(), !terms.move.empty()};
}

}  // namespace shot::plan
