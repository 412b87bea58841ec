// vague-motion: a verb that says that something moves, and an adverb in place of how and where to.
#include <algorithm>
#include <span>

#include "compiler/lint/text_lints.hpp"

namespace shot::lint {
namespace {

/// Past manners and what joins them: `very quickly and quietly`.
std::size_t skip_manners(const Text& text, std::size_t i, bool& has_manner) {
    while (i < text.size()) {
        const std::size_t count = text.match(i, Words::VagueManner);
        if (count > 0) {
            has_manner = true;
            i += count;
        } else if (text.is(i, Words::Intensity) &&
                   (text.is(i + 1, Words::VagueManner) || (text.is_word(i + 1) && text.word(i + 1).ends_with("ly")))) {
            ++i;
        } else if (has_manner && text.is_word(i) && text.word(i).ends_with("ly")) {
            ++i;
        } else {
            break;
        }
    }
    return i;
}

/// `majestically`, after a verb that leaves open what is done: how it feels, and not what one sees.
bool is_any_manner(const Text& text, std::size_t i) {
    return text.is_word(i) && text.word(i).size() > 4 && text.word(i).ends_with("ly") &&
           !text.is(i, Words::StraightManner);
}

/// Whether a clause ends at `i`, so that nothing says where the movement goes. `, ducking under` says more.
bool ends_clause(const Text& text, std::size_t i) {
    if (text.is_mark(i, ',') && text.is_word(i + 1) && text.word(i + 1).ends_with("ing")) {
        return text.is(i + 1, Words::CommentVerb);
    }
    return text.is_stop(i) || text.is(i, Words::Conjunction);
}

/// `flies around in the sky`, `moves gracefully on the stage`: where it is, and not where to.
bool is_all_over(const Text& text, std::size_t i) {
    constexpr Lists kWhere{Words::Expanse, Words::Place};
    constexpr std::size_t kReach = 3;  // words: `on a cold, snowy bridge`
    const std::string_view word = text.word(i);
    if (word != "in" && word != "on" && word != "at" && word != "under") {
        return false;
    }
    for (std::size_t k = i + 1; k < text.size() && k <= i + 1 + kReach && text.is_word(k); ++k) {
        if (text[k].lists.has_any(kWhere)) {
            return k > i + 1 || word == "under";
        }
    }
    return false;
}

/// Whether what moves by itself, or is told not to, stands straight before the verb.
bool is_excused(const Text& text, std::size_t verb) {
    if (verb == 0) {
        return !text.is(1, Words::VagueManner);  // `moving van`, a title
    }
    for (std::size_t k = verb > 2 ? verb - 2 : 0; k < verb; ++k) {
        if (text.is(k, Words::CalmMover)) {
            return true;
        }
    }
    // `her next move`, `a moving story`
    return text.is(verb - 1, Words::Article) || text.is(verb - 1, Words::Possessive) || text.word(verb - 1) == "next";
}

/// `as the car moves`, `while they move`: what moves is said by the way, of something that the sentence is not about.
bool is_by_the_way(const Text& text, std::size_t verb) {
    for (std::size_t k = verb; k > 0 && k + 4 > verb && !text.is_stop(k - 1); --k) {
        const std::string_view word = text.word(k - 1);
        if (word == "as" || word == "while" || word == "when") {
            return true;
        }
    }
    return false;
}

/// `Moving fluidly, she vaults`: what is done stands in the same sentence.
bool is_only_a_manner(const Text& text, std::size_t verb) {
    const Predicate* predicate = predicate_at(text.predicates(), verb);
    if (predicate == nullptr || predicate->form != Predicate::Form::Participle || predicate->subject < text.size()) {
        return false;
    }
    const std::span<const Predicate> near = predicates_near(text.predicates(), *predicate);
    return std::any_of(near.begin(), near.end(), [&](const Predicate& other) {
        return other.sentence == predicate->sentence && other.is_action && other.form == Predicate::Form::Finite &&
               !text.is(other.verb, Words::VagueVerb);
    });
}

/// One past what is vague; 0 where nothing is.
std::size_t find_vague(const Text& text, std::size_t i) {
    const bool is_vague_verb = text.is(i, Words::VagueVerb);
    if ((!is_vague_verb && !text.is(i, Words::StrollVerb)) || is_only_a_manner(text, i)) {
        return 0;
    }
    const std::string_view next = text.word(i + 1);
    if (text.is(i, Words::StrollVerb) && (!is_vague_verb || next == "around" || next == "about")) {
        // Only `around` and `about` are vague after `walks`; `walks around the table` goes somewhere.
        if (next != "around" && next != "about") {
            return 0;
        }
        bool has_manner = true;
        const std::size_t end = skip_manners(text, i + 2, has_manner);
        return is_all_over(text, end) || ends_clause(text, end) ? end : 0;
    }
    // `moves in a strange way`
    if (next == "in" && text.is(i + 2, Words::Article) && (text.word(i + 4) == "way" || text.word(i + 4) == "manner")) {
        return i + 5;
    }
    const bool is_base = text.word(i) == "move" || text.word(i) == "act";
    if (i > 1 && text.word(i - 1) == "to" && text.word(i - 2).starts_with("refus")) {
        return 0;  // `refuses to move`: stands still
    }
    const bool is_order = i > 0 && text.is_stop(i - 1) && text.is(i + 1, Words::VagueManner);  // `, move a bit`
    if (is_base && !is_order && predicate_at(text.predicates(), i) == nullptr && (i == 0 || text.word(i - 1) != "to")) {
        return 0;  // `in one graceful move`
    }
    bool has_manner = i > 0 && (text.is(i - 1, Words::VagueManner) || text.word(i - 1).ends_with("ly")) &&
                      text.word(i - 1) != "about";
    const std::size_t end = skip_manners(text, i + 1, has_manner);
    const bool is_bare = end == i + 1 && !has_manner;
    const bool is_open = text.word(i).starts_with("act") || text.word(i).starts_with("mov");
    if (is_bare && is_open && is_any_manner(text, end) && ends_clause(text, end + 1)) {
        return end + 1;  // `acts suspiciously`, `moves majestically`
    }
    // `begins to move, and`
    const bool is_set_off = i > 1 && text.word(i - 1) == "to" && text.is(i - 2, Words::BeginVerb) && text.is_stop(end);
    if (is_bare && !is_set_off && (!text.is_end(end) || !text.word(i).starts_with("mov") || is_by_the_way(text, i))) {
        return 0;
    }
    const bool has_purpose = text.word(end) == "to" && text.is(end + 1, Words::Purpose);  // `moves slowly to show it`
    const std::size_t music = text.word(end) == "to" ? end + (text.is(end + 1, Words::Article) ? 2 : 1) : 0;
    const bool to_music = music > 0 && text.is(music, Words::Rhythm);
    return has_purpose || (has_manner && (to_music || is_all_over(text, end))) || ends_clause(text, end) ? end : 0;
}

/// Whether another verb nearby tells what the same subject does: `a puppy plays. The puppy chases a ball`, `dancing and
/// rotating`.
bool is_told_otherwise(const Text& text, const Predicate& vague) {
    constexpr Lists kVague{Words::VagueVerb, Words::DanceVerb, Words::PlayVerb, Words::SpeechVerb};
    const std::string_view subject = text.word(vague.subject);
    const std::span<const Predicate> near = predicates_near(text.predicates(), vague);
    return std::any_of(near.begin(), near.end(), [&](const Predicate& other) {
        const std::string_view who = text.word(other.subject);
        const std::string_view verb = text.word(other.verb);
        const bool is_same = who == subject || text.is(other.subject, Words::Pronoun);
        return other.verb != vague.verb && other.is_action && is_same && !text[other.verb].lists.has_any(kVague) &&
               !verb.starts_with("look") && !verb.starts_with("smil");
    });
}

/// `a girl dancing in her room`: no dance is named, nor what the body does. One past it; 0 where it is none.
std::size_t find_vague_dance(const Text& text, std::size_t i) {
    const Predicate* predicate = predicate_at(text.predicates(), i);
    const bool is_told_verb =
        predicate != nullptr ||
        (i > 0 && (text.word(i - 1) == "to" || (text.word(i - 1) == "and" && text.is(i + 1, Words::DancePlace))));
    const bool is_noun = text.word(i) == "dance" && !is_told_verb;
    if (!text.is(i, Words::DanceVerb) || is_noun || i == 0 || text.is(i - 1, Words::Article) ||
        text.is(i - 1, Words::Possessive) || text.is(i - 1, Words::Indefinite) ||
        text.all_lists().has(Words::DanceStep)) {
        return 0;
    }
    if (i > 2 && text.is(i - 2, Words::Article) && text.is(i - 3, Words::Preposition) && text.word(i - 3) != "of") {
        return 0;  // `arcs around the couple dancing in the court`: the sentence is about the camera
    }
    bool has_manner = text.word(i + 1).size() > 4 && text.word(i + 1).ends_with("ly");  // `dances closely`
    const std::size_t end = skip_manners(text, i + 1, has_manner);
    const bool is_end = text.is_stop(end) || text.is(end, Words::Conjunction) || text.is(end, Words::DancePlace) ||
                        (has_manner && text.word(end) == "with");
    const bool is_told =
        predicate != nullptr && (is_told_otherwise(text, *predicate) || text.is(predicate->subject, Words::CalmMover));
    return is_end && !is_told && !is_excused(text, i) ? end : 0;
}

/// `a puppy playing in a field`: with what and how is open. One past it; 0 where it is none.
std::size_t find_vague_play(const Text& text, std::size_t i) {
    const Predicate* predicate = text.is(i, Words::PlayVerb) ? predicate_at(text.predicates(), i) : nullptr;
    if (predicate == nullptr || !text.is(predicate->subject, Words::Player) || is_told_otherwise(text, *predicate)) {
        return 0;
    }
    bool has_manner = false;
    std::size_t end = skip_manners(text, i + 1, has_manner);
    end += text.word(end) == "together" || text.word(end) == "outside" ? 1 : 0;
    const std::string_view next = text.word(end);
    const bool is_place =
        next == "in" || next == "at" || next == "around" || (next == "on" && text.word(end + 2) != "swing");
    return is_place || text.is_stop(end) || text.is(end, Words::Conjunction) ? end : 0;
}

/// `fighting on a snowy bridge`, and nothing more of them: the sentence ends, or goes on with the picture. `, blades
/// locked` tells.
bool is_only_there(const Text& text, std::size_t i) {
    if (!is_all_over(text, i)) {
        return false;
    }
    constexpr Lists kPicture{Words::CameraName,  Words::CameraWord,   Words::StyleWord,
                             Words::LightSource, Words::ConcreteLook, Words::AbstractLook};
    constexpr std::size_t kLongest = 20;  // words of a part
    std::size_t end = i;
    while (!text.is_stop(end) && end < i + kLongest) {
        ++end;
    }
    bool is_picture = text.is_end(end);
    for (std::size_t k = end + 1; !is_picture && !text.is_stop(k) && k < end + kLongest; ++k) {
        is_picture = text[k].lists.has_any(kPicture);
    }
    return is_picture;
}

/// `fights energetically`, `attacks the enemy violently`: a whole activity, and no more than how it feels. One past it;
/// 0 where it is none.
std::size_t find_vague_activity(const Text& text, std::size_t i) {
    constexpr std::size_t kObject = 5;  // words between: `attacks the dark knight`, `performs on stage with energy`
    const bool plays = text.is(i, Words::PlayVerb);  // `plays skilfully`; of `plays the harp with joy` one sees enough
    const Predicate* predicate =
        plays || text.is(i, Words::ActivityVerb) ? predicate_at(text.predicates(), i) : nullptr;
    if (predicate == nullptr || is_told_otherwise(text, *predicate) || is_by_the_way(text, i)) {
        return 0;
    }
    const bool on_stage = text.word(i + 1) == "on" && text.word(i + 2) == "stage" && ends_clause(text, i + 3);
    const bool is_bare = on_stage || ends_clause(text, i + 1) || is_only_there(text, i + 1);
    if (text.is(i, Words::PerformVerb) && is_bare) {
        return on_stage ? i + 3 : i + 1;  // `musicians performing`: what?
    }
    for (std::size_t k = i + 1; k <= i + (plays ? 1 : kObject) && text.is_word(k); ++k) {
        bool has_manner = false;
        std::size_t end = skip_manners(text, k, has_manner);
        end += !has_manner && is_any_manner(text, k) ? 1 : 0;
        if (end > k) {
            return ends_clause(text, end) ? end : 0;
        }
        if (text.is(k, Words::Conjunction)) {
            return 0;
        }
    }
    return 0;
}

/// Whether a phrase is said of the noun after it: `dynamic action choreography`, `dynamic motion graphics`.
bool is_modifier(const Text& text, std::size_t after) {
    return text.is_word(after) && !text.is(after, Words::Preposition) && !text.is(after, Words::Conjunction) &&
           !text.is(after, Words::SmallAdverb) && !text.is(after, Words::VagueManner) &&
           !text.is(after, Words::Auxiliary) && !text.word(after).ends_with("ly") &&
           predicate_at(text.predicates(), after) == nullptr;
}

/// `does something`, `doing stuff`.
bool is_done_thing(const Text& text, std::size_t i) {
    const std::string_view word = text.word(i);
    return (word == "does" || word == "do" || word == "doing") && !text.is_stop(i + 1);
}

/// `dynamic motion` among the qualities of a picture that tells what moves.
bool is_quality(const Text& text, std::size_t first, std::size_t last) {
    const std::string_view word = text.word(last);
    const std::string_view head = text.word(first);
    const bool is_done = head == "using" || head == "making" || head == "some";  // `making some body movements`
    const bool is_motion =
        !is_done && (word.starts_with("motion") || word.starts_with("movement") || word.starts_with("action"));
    return is_motion &&
           std::any_of(text.predicates().begin(), text.predicates().end(), [&](const Predicate& predicate) {
               return predicate.is_action &&
                      !text[predicate.verb].lists.has_any(Lists{Words::VagueVerb, Words::DanceVerb});
           });
}

}  // namespace

void find_vague_motion(const Text& text, Findings& out) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i].is_quoted) {
            continue;
        }
        bool is_known = i > 0 && text.is(i - 1, Words::Possessive);  // `her dynamic movement`: told before
        for (std::size_t k = i; k > 0 && k + 3 > i && !text.is_stop(k - 1); --k) {
            is_known = is_known || text.is(k - 1, Words::Negation);  // `no dramatic movement`
        }
        const Predicate* predicate = predicate_at(text.predicates(), i);
        is_known = is_known ||
                   (predicate != nullptr && is_told_otherwise(text, *predicate));  // `jumps down and explores the room`
        const std::size_t phrase = is_known ? 0 : text.match(i, Words::VaguePhrase);
        // `interacts with the`, `does something funny`: what comes after is a part of it.
        const bool goes_on = phrase > 0 && (text.is(i + phrase - 1, Words::Article) || is_done_thing(text, i));
        // `comes alive, lifting a bottle`, `comes to life as butterflies lift off`
        const bool is_told =
            (text.is_mark(i + phrase, ',') && !ends_clause(text, i + phrase)) || text.word(i + phrase) == "as";
        const bool is_of_noun = is_told || text.word(i + phrase) == "of" || text.is_mark(i + phrase, ':') ||
                                (!goes_on && is_modifier(text, i + phrase));
        if (const std::size_t count = is_of_noun ? 0 : phrase; count > 0 && !is_quality(text, i, i + count - 1)) {
            out.push_back({Lint::VagueMotion, i, i + count});
            i += count - 1;
        } else if (const std::size_t end = find_vague(text, i); end > 0 && !is_excused(text, i)) {
            out.push_back({Lint::VagueMotion, i, end});
            i = end - 1;
        } else if (const std::size_t dance = find_vague_dance(text, i); dance > 0) {
            out.push_back({Lint::VagueMotion, i, dance});
            i = dance - 1;
        } else if (const std::size_t play = find_vague_play(text, i); play > 0) {
            out.push_back({Lint::VagueMotion, i, play});
            i = play - 1;
        } else if (const std::size_t activity = find_vague_activity(text, i); activity > 0) {
            out.push_back({Lint::VagueMotion, i, activity});
            i = activity - 1;
        }
    }
}

}  // namespace shot::lint
