// unnamed-dialogue: a quotation that somebody speaks in the middle of a sentence. What a sign or a screen reads is
// none.
#include <algorithm>

#include "compiler/lint/sentence.hpp"
#include "compiler/lint/text_lints.hpp"

namespace shot::lint {
namespace {

// How far from its verb a quotation may stand (`tells the class, "…"`), and how far its subject.
constexpr std::size_t kVerbReach = 5;
constexpr std::size_t kMannerReach = 12;  // `says with a warm smile, "…"`
constexpr std::size_t kVoiceReach = 16;
constexpr std::size_t kSubjectReach = 9;
constexpr std::size_t kTagReach = 4;       // from a quotation to the verb that tells of it
constexpr std::size_t kTaggedReach = 10;   // where who says it stands between: `"…," a calm, tired woman says`
constexpr std::size_t kSpeechReach = 200;  // tokens of a speech without marks

/// Whether what says it is a thing with words on it: `a sign on the door that says`. `and` or a comma between the two
/// gives the verb to somebody else: `looks at the sign and says`.
bool is_displayed(const Text& text, std::size_t verb) {
    const Predicate* predicate = predicate_at(text.predicates(), verb);
    if (predicate != nullptr && predicate->subject < text.size() && predicate->form == Predicate::Form::Finite) {
        return text.is(predicate->subject, Words::DisplayNoun);  // `the mayor in a white cap says`
    }
    const bool is_relative =
        verb > 1 && text.is_mark(verb - 2, ',') && (text.word(verb - 1) == "which" || text.word(verb - 1) == "that");
    for (std::size_t back = is_relative ? 3 : 1; back <= kSubjectReach && back <= verb;
         ++back) {  // `the sign, which says`
        const std::size_t i = verb - back;
        const std::string_view word = text.word(i);
        if (text.is_stop(i) || word == "and" || word == "then" || text.is(i, Words::Pronoun)) {
            return false;
        }
        if (text.is(i, Words::DisplayNoun) && !text[i].is_joined) {  // `an off-screen voice says`
            // `a boy in a cap says`: it is the boy who speaks, unless `that` gives the verb to the cap.
            const bool is_worn = i > 1 && text.word(i - 2) == "in" && text.is(i - 1, Words::Article);
            const std::string_view next = text.word(i + 1);
            return !is_worn || next == "that" || next == "which" || text.word(verb) == "saying";
        }
    }
    return false;
}

/// `replies in a low, weary voice, "…"`: how it sounds stands straight before the mark.
bool is_voiced(const Text& text, std::size_t mark) {
    const std::size_t at = mark > 1 && text.is_stop(mark - 1) ? mark - 2 : mark - 1;
    const std::string_view word = mark > 0 ? text.word(at) : std::string_view();
    return word == "voice" || word == "tone" || word == "accent" || word == "whisper";
}

/// The verb of speech before a quotation: nothing but an address, adverbs and how it sounds stand between.
std::size_t find_verb_before(const Text& text, const Quotation& quotation) {
    const std::size_t mark = quotation.first - 1;
    const bool has_colon = mark > 0 && text.is_mark(mark - 1, ':');  // `shouts with all the joy he has: "…"`
    const std::size_t reach = has_colon || is_voiced(text, mark) ? kVoiceReach : kMannerReach;
    for (std::size_t back = 1; back <= reach && back <= mark; ++back) {
        const std::size_t i = mark - back;
        if (text[i].kind == Token::Kind::End || text.is_mark(i, ';') || text[i].is_quoted ||
            (text.is(i, Words::DisplayNoun) && (i < 2 || text.word(i - 2) != "into"))) {
            break;  // `speaks under a sign "Tours"`
        }
        if (text.is(i, Words::SpeechVerb)) {
            const std::string_view before = i > 0 ? text.word(i - 1) : std::string_view();
            // `wants to say`, `refuses to say`
            const bool is_refused = before == "to" && i > 1 && !text.is(i - 2, Words::BeginVerb);
            if (before == "never" || before == "not" || before == "almost" || is_refused || before.ends_with("n't")) {
                break;  // `who never says "please"`
            }
            const bool is_noun = i > 0 && text.is(i - 1, Words::Article);  // `a reply`, `the shouting crowd`
            const bool is_far = back > kVerbReach && reach == kMannerReach &&
                                !text.is(i + text.match(i, Words::SpeechVerb), Words::Preposition);
            if (is_noun || is_far) {
                break;
            }
            const std::string_view word = text.word(i);
            const bool must_touch = word.starts_with("cries") || word.starts_with("laugh") || word.starts_with("add");
            return must_touch && back > 2 ? text.size() : i;
        }
    }
    return text.size();
}

/// Whether somebody speaks of himself or to somebody in it: `I`, `you`, `Yeah`.
bool is_spoken(const Text& text, const Quotation& quotation) {
    for (std::size_t i = quotation.first; i < quotation.last; ++i) {
        if (text.is(i, Words::FirstPerson)) {
            return true;
        }
    }
    return false;
}

/// `He grins widely: "…"`, `dialogue: "…"`: somebody does something, and words follow a colon; or a label says what
/// they are.
bool is_said_by_somebody(const Text& text, const Quotation& quotation) {
    const std::size_t mark = quotation.first - 1;
    if (mark < 2 || !text.is_mark(mark - 1, ':')) {
        return false;
    }
    if (text.is(mark - 2, Words::DialogueLabel) || text.word(mark - 2) == "aloud") {
        return true;
    }
    const bool speaks = is_spoken(text, quotation);
    bool has_verb = false;
    for (std::size_t i = mark - 1; i > 0 && i + kVoiceReach > mark && !text.is_end(i - 1); --i) {
        const Predicate* predicate = predicate_at(text.predicates(), i - 1);
        const bool is_done = predicate != nullptr && predicate->form == Predicate::Form::Finite && predicate->is_action;
        // `She points at the screen: "I …"`; `He knocks: "Police"` is no speech
        if (is_done && speaks && text.is(predicate->subject, Words::Pronoun) && text.word(predicate->subject) != "it") {
            return true;
        }
        if (text.is(i - 1, Words::DisplayNoun) && !speaks) {
            return false;
        }
        has_verb = has_verb || (is_done && text.is(predicate->verb, Words::MienVerb));
    }
    return has_verb;
}

/// Words of their own between sentences, which only somebody who speaks would say: `"Let's see if I can do it."`
bool is_line_of_its_own(const Text& text, const Quotation& quotation) {
    constexpr std::size_t kLeast = 4;
    const std::size_t mark = quotation.first - 1;
    const bool stands_apart = mark > 0 && text.is_end(mark - 1) && quotation.last > quotation.first + kLeast &&
                              text.is_end(quotation.last - 1);
    return stands_apart && is_spoken(text, quotation);
}

/// `A voice off-screen: "Come in."`
bool is_of_voice(const Text& text, const Quotation& quotation) {
    const std::size_t mark = quotation.first - 1;
    if (mark > 1 && text.word(text.is_mark(mark - 1, ':') ? mark - 2 : mark - 1) == "voiceover") {
        return true;
    }
    if (mark < 2 || !text.is_mark(mark - 1, ':')) {
        return false;
    }
    bool has_voice = false;
    for (std::size_t i = mark - 1; i > 0 && i + 8 > mark && !text.is_stop(i - 1); --i) {
        has_voice = has_voice || text.word(i - 1) == "voice";
        const bool is_owned = text.word(i - 1).ends_with("'s") || text.word(i - 1).ends_with("’s");
        if (has_voice && (is_owned || text.is(i - 1, Words::Article))) {
            return true;  // `A voice off-screen: "…"`, `Monk's voice: "…"`; `Anna, female voice: "…"` is a line with a
                          // name
        }
    }
    return false;
}

/// `"…," she says`, `"…" shouts the captain`: the verb within three words of the closing mark.
std::size_t find_verb_after(const Text& text, const Quotation& quotation) {
    const bool runs_on =
        quotation.last > quotation.first &&
        (!text.is_mark(quotation.last - 1, '.') || text.is_mark(quotation.last + 1, '(') ||
         text.is_mark(quotation.last + 1, ','));  // `"Best day." (whispered)`, `"It is." , he explains`
    // `"…," a deep, resonant male narrator intones`: after a comma the sentence goes on with who it is.
    const bool names_speaker =
        quotation.last > quotation.first && text.is_mark(quotation.last - 1, ',') &&
        (text.is(quotation.last + 1, Words::Article) || text.is(quotation.last + 1, Words::Indefinite));
    const std::size_t end = quotation.last + (names_speaker ? kTaggedReach : kTagReach);
    for (std::size_t i = quotation.last + 1; runs_on && i < end && !text.is_end(i); ++i) {
        if (text.is_mark(i, ';') || text.word(i) == "and" || text.is(i, Words::DisplayNoun)) {
            break;
        }
        if (text.is(i, Words::SpeechVerb) || text.is(i, Words::SpeechAfter)) {
            return i;
        }
    }
    return text.size();
}

/// `the dog says to the man, What are you doing here?`, `she says: Go home.`: words without marks, which begin with a
/// capital after a comma or a colon. One past the sentence, or 0.
std::size_t find_unquoted(const Text& text, std::size_t verb) {
    constexpr std::size_t kAddressReach = 6;
    if (!text.is(verb, Words::SpeechVerb) || text[verb].is_quoted || is_displayed(text, verb)) {
        return 0;
    }
    const Predicate* predicate = predicate_at(text.predicates(), verb);
    const bool is_adverb = verb > 1 && text.word(verb - 1).ends_with("ly");
    const std::size_t before = verb - std::min<std::size_t>(verb, is_adverb ? 2 : 1);
    if (text.is(predicate != nullptr ? predicate->subject : before, Words::PictureNoun)) {
        return 0;  // `the visuals respond: cars race`
    }
    for (std::size_t back = 1; back <= kTagReach && back <= verb; ++back) {
        if (text[verb - back].is_quoted) {
            return 0;  // `"…," says Anna, and walks away`: what is said stands before it
        }
    }
    std::size_t mark = verb + 1;
    while (mark <= verb + kAddressReach && !text.is_stop(mark)) {
        ++mark;
    }
    const std::size_t first = mark + 1;
    if (text.is_mark(mark, ':') && mark > verb + 1 && (text.has_capital(mark - 1) || text.has_capital(verb + 1))) {
        return 0;  // `screaming Style: Pixar`, `hiss Prohibited content: …`
    }
    const bool has_mark = text.is_mark(mark, ',') || text.is_mark(mark, ':');
    if (!has_mark || !text.is_word(first) || text[first].is_quoted || !is_upper(text.text()[text[first].begin])) {
        return 0;
    }
    std::size_t end = first;
    while (!text.is_end(end) && end < first + kSpeechReach) {
        if (text[end].is_quoted && text.is_mark(mark, ',')) {
            return 0;  // `says, Anna, "…"`
        }
        ++end;
    }
    return end > first + 1 ? end : 0;
}

/// `he looks at the camera and says fresh bread, two for a dollar`: words straight after the verb, of which no sentence
/// is made of (`says that`, `says goodbye`). One past them, or 0.
std::size_t find_told(const Text& text, std::size_t verb) {
    constexpr std::size_t kLeast = 3;
    const std::string_view word = text.word(verb);
    const std::size_t first = verb + 1;
    const bool is_said = (word == "says" && verb > 0 && text.word(verb - 1) == "and") ||
                         (word == "saying" && verb > 0 && !text.is_stop(verb - 1));
    if (!is_said || text[verb].is_quoted || !text.is_word(first) || text[first].is_quoted ||
        text.is(first, Words::SaidThing) || text.is(first, Words::Preposition) || text.is(first, Words::Conjunction) ||
        text.is(first, Words::Possessive) || text.word(first).ends_with("ly") || is_displayed(text, verb)) {
        return 0;
    }
    std::size_t end = first;
    while (!text.is_end(end) && end < first + kSpeechReach) {
        if (text[end].is_quoted || text.is_mark(end, ':')) {
            return 0;
        }
        ++end;
    }
    return end >= first + kLeast ? end : 0;
}

/// `Dialogue: Is my breakfast flying?`: words without marks after what they are, that somebody would say. One past
/// them, or 0.
std::size_t find_labelled(const Text& text, std::size_t i) {
    const std::size_t count = i == 0 || text.is_stop(i - 1) ? text.match(i, Words::DialogueLabel) : 0;
    const std::size_t first = i + count + 1;
    if (count == 0 || !text.is_mark(i + count, ':') || !text.is_word(first) || text[first].is_quoted ||
        text.is(first, Words::Negation)) {
        return 0;
    }
    bool speaks = false;
    std::size_t end = first;
    while (!text.is_end(end) && end < first + kSpeechReach) {
        if (text[end].is_quoted || text.is_mark(end, ':')) {
            return 0;  // `Dialogue: Anna: …`
        }
        speaks = speaks || text.is(end, Words::FirstPerson);
        ++end;
    }
    return speaks ? end : 0;
}

/// `sings "Volare"`, `hums "Moon River"`: what the song is called.
bool is_song(const Text& text, std::size_t verb, const Quotation& quotation) {
    constexpr std::size_t kLongest = 5;  // words
    const std::string_view word = text.word(verb);
    const bool sings = word.starts_with("sing") || word.starts_with("hum") || word == "sang";
    if (!sings || quotation.last > quotation.first + kLongest) {
        return false;
    }
    for (std::size_t i = quotation.first; i < quotation.last; ++i) {
        const bool is_small = i > quotation.first && (text.is(i, Words::Preposition) || text.is(i, Words::Article) ||
                                                      text.is(i, Words::Conjunction));
        if (!text.is_word(i) || (!is_small && !text.has_capital(i))) {
            return false;
        }
    }
    return true;
}

}  // namespace

void find_unnamed_dialogue(const Text& text, Findings& out) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t labelled = find_labelled(text, i);
        const std::size_t unquoted = labelled > 0 ? labelled : find_unquoted(text, i);
        if (const std::size_t end = unquoted > 0 ? unquoted : find_told(text, i); end > 0) {
            out.push_back({Lint::UnnamedDialogue, i, end});
            i = end - 1;
        }
    }
    for (const Quotation& quotation : text.quotations()) {
        std::size_t verb = find_verb_before(text, quotation);
        if (verb < text.size() && (is_displayed(text, verb) || is_song(text, verb, quotation))) {
            continue;
        }
        const std::size_t mark = quotation.first - 1;
        if (mark > 1 && text.is_mark(mark - 1, ':') && text.is_mark(mark - 2, ']')) {
            continue;  // `[Anna, whispering]: "…"`
        }
        if (verb == text.size() && (is_of_voice(text, quotation) || is_said_by_somebody(text, quotation) ||
                                    is_line_of_its_own(text, quotation))) {
            out.push_back({Lint::UnnamedDialogue, quotation.first - 1, quotation.last + 1});
            continue;
        }
        const bool is_after = verb == text.size();
        verb = is_after ? find_verb_after(text, quotation) : verb;
        if (verb == text.size()) {
            continue;
        }
        const std::size_t first = std::min(verb, quotation.first - 1);
        const std::size_t last = std::max(verb, quotation.last) + 1;
        out.push_back({Lint::UnnamedDialogue, first, last});
    }
}

const Quotation* quotation_of(const Text& text, const Finding& finding) {
    for (const Quotation& quotation : text.quotations()) {
        if (quotation.first > finding.first && quotation.last < finding.last + 1) {
            return &quotation;
        }
    }
    return nullptr;
}

}  // namespace shot::lint
