// The lints that look at one text: each a function in a file of its own, all in one table. They know nothing of shots:
// what the rest of a shot says for or against a finding is decided by check_texts.cpp.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "compiler/lint/text.hpp"

namespace shot::lint {

enum class Lint : std::uint8_t {
    ParameterInProse,
    VagueMotion,
    SeveralScenes,
    UnnamedDialogue,
    AbstractLook,
    BrightnessNotSource,
    GenericSubject,
    TooManyMoves,
    TooManyActions,
    NegatedNoun
};

/// What a camera does, a bit each: follows, comes nearer, goes back, pans, tilts, rises or sinks, turns around.
using MoveKinds = std::uint8_t;

/// Tokens [first, last) that the lint is about. A parameter in prose is a finding each.
struct Finding {
    Lint lint = Lint::ParameterInProse;
    std::size_t first = 0;
    std::size_t last = 0;
    int count = 0;                  // of moves or actions
    bool is_only_if_alone = false;  // of a subject that another text of the shot may tell of: `The man turns.`
    MoveKinds kinds = 0;            // of moves
};

using Findings = std::vector<Finding>;

/// Lints that a text is asked for, a bit each.
using Checked = std::uint16_t;
constexpr Checked bit_of(Lint lint) {
    return static_cast<Checked>(1U << static_cast<unsigned>(lint));
}
inline constexpr Checked kAllLints = 0xFFFF;

struct TextLint {
    Lint lint;
    std::string_view name;
    Lists needs;  // of which the text holds a word (or none are named): else it is not asked
    void (*find)(const Text& text, Findings& out);
};

/// All of them, in the order of their codes.
std::span<const TextLint> text_lints();

void find_parameters(const Text& text, Findings& out);
void find_vague_motion(const Text& text, Findings& out);
void find_several_scenes(const Text& text, Findings& out);
void find_unnamed_dialogue(const Text& text, Findings& out);
void find_abstract_look(const Text& text, Findings& out);
void find_brightness(const Text& text, Findings& out);
void find_generic_subject(const Text& text, Findings& out);
/// One of a single move, too: beside those of a header it may be one too many.
void find_many_moves(const Text& text, Findings& out);
void find_many_actions(const Text& text, Findings& out);
void find_negated_nouns(const Text& text, Findings& out);

/// Whether a light or a style is named as no list of words can tell: `Wes Anderson style`, `street lamps glow`.
bool names_look(const Text& text);

/// The kinds of camera moves that a header or a camera field names: `slow dolly left`.
MoveKinds moves_named(const Text& text);

/// 0 to 60: `eight`; 0: it is no number.
int number_of_word(std::string_view word);
/// Of a finding of find_parameters(), where it is a length; else 0.
int seconds_of(const Text& text, const Finding& length);

/// The quotation that belongs to a finding of find_unnamed_dialogue(), and who speaks it: the tokens before the verb.
const Quotation* quotation_of(const Text& text, const Finding& finding);

/// Of a finding of find_negated_nouns(): the first token of the thing that is named; it goes to the finding's end.
std::size_t thing_of(const Text& text, const Finding& finding);
/// Past the noun phrase that begins at `first`: `red cars` of `red cars at night`.
std::size_t end_of_thing(const Text& text, std::size_t first);

/// The lists that the text holds a word of, each in the sense that the list means.
Lists lists_said(const Text& text);

/// What holds of a text whatever a finding says: a finding that the rest of the shot excuses is dropped by these lists.
/// `abstract-look` by ConcreteLook and LightSource, `brightness-not-source` by LightSource, `generic-subject` by Trait.
Lists excusing_lists(Lint lint);

/// What the text is asked for, found in it by itself; in the order of the lints.
void find_all(const Text& text, Checked checked, Findings& out);

}  // namespace shot::lint
