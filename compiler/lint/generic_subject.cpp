// generic-subject: nobody in particular at the head of a sentence. A garment, an age, a feature anywhere in the shot
// excuses it.
#include <algorithm>

#include "compiler/lint/text_lints.hpp"

namespace shot::lint {
namespace {

/// Where a subject may begin: at the head of a sentence or clause, or after what shows it (`a video of`, `follows`).
bool is_subject_place(const Text& text, std::size_t i) {
    if (i == 0 || text.is_stop(i - 1)) {
        const bool is_apposed =
            i > 1 && text.is_mark(i - 1, ',') && text.is(i - 2, Words::Role);  // `two hikers, a man`
        return i == 0 || !(text.is_mark(i - 1, '(') || is_apposed);
    }
    const std::string_view before = text.word(i - 1);
    if (before == "of") {
        const bool is_medium = i > 2 && text.is(i - 3, Words::StyleWord);  // `anime drawing of a girl`
        return i < 2 || !text.is(i - 2, Words::Likeness) || text.is(i - 2, Words::VideoNoun) || is_medium;
    }
    constexpr Lists kTurns{Words::PanMove, Words::TiltMove, Words::PushMove, Words::PullMove, Words::CutVerb};
    if (before == "to" && i > 1 && text[i - 2].lists.has_any(kTurns)) {
        return true;  // `pans to a person`
    }
    if (before == "with" && i > 1 && text.is(i - 2, Words::BeginVerb)) {
        return true;  // `The video begins with a man.`
    }
    const bool is_behind = before == "behind" && i > 1 && text.is(i - 2, Words::Showing);  // `trailing behind a man`
    return is_behind || text.is(i - 1, Words::Showing);
}

/// `a sunset with a person cooking dinner`, `a dog, a tree, and a person walking`: who does something is looked at,
/// unless it is told as what goes on behind.
bool is_acting_place(const Text& text, std::size_t i, std::size_t noun) {
    const std::string_view before = i > 0 ? text.word(i - 1) : std::string_view();
    const std::string_view verb = text.word(noun + 1);
    if ((before != "and" && before != "with") || verb.size() <= 5 || !verb.ends_with("ing")) {
        return false;
    }
    constexpr std::size_t kReach = 12;
    for (std::size_t k = noun + 2; k < noun + kReach && !text.is_end(k); ++k) {
        if (text.is(k, Words::Afar)) {
            return false;
        }
    }
    return true;
}

/// `a young woman`, `a Swedish man`: a word before the noun that says which. A mood says none, nor does `the same man`.
bool has_description(const Text& text, std::size_t noun) {
    constexpr Lists kSaysNone{Words::Article,     Words::Indefinite,  Words::Possessive,    Words::Preposition,
                              Words::Conjunction, Words::MoodWord,    Words::NoDescription, Words::Showing,
                              Words::VideoNoun,   Words::Determiner,  Words::Person,        Words::Auxiliary,
                              Words::Praise,      Words::SmallAdverb, Words::NumberWord};
    if (noun == 0 || !text.is_word(noun - 1) || text[noun - 1].is_quoted || text[noun - 1].lists.has_any(kSaysNone)) {
        return false;
    }
    const std::string_view before = text.word(noun - 1);
    return predicate_at(text.predicates(), noun - 1) == nullptr && !before.ends_with("ly") && !before.ends_with("ing");
}

/// Whether the two nouns may be said of one person: `a person` of any, a man of no woman.
bool may_be_same(const Text& text, std::size_t a, std::size_t b) {
    return !(text.is(a, Words::Women) && text.is(b, Words::Men)) &&
           !(text.is(a, Words::Men) && text.is(b, Words::Women));
}

/// Whether the text describes the person of `noun` anywhere: `a person. A young woman stands …`.
bool is_described_elsewhere(const Text& text, std::size_t noun) {
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text.is(i, Words::Human) && !text[i].is_quoted && may_be_same(text, noun, i) && has_description(text, i)) {
            return true;
        }
    }
    return false;
}

bool any_verb(const Predicate& /*predicate*/) {
    return true;
}

/// Whether the noun is who does what one of the next verbs tells; of those that `counts` takes.
bool does_anything(const Text& text, std::size_t noun, bool (*counts)(const Predicate&) = any_verb) {
    constexpr std::ptrdiff_t kVerbs = 8;  // after the noun
    const Predicates& all = text.predicates();
    const auto first = std::lower_bound(all.begin(), all.end(), noun,
                                        [](const Predicate& predicate, std::size_t at) { return predicate.verb < at; });
    return std::any_of(first, first + std::min(kVerbs, all.end() - first),
                       [&](const Predicate& predicate) { return predicate.subject == noun && counts(predicate); });
}

/// Whether the sentence is about the noun: it is who does what its own clause tells, and not by the way or far off.
bool is_who_acts(const Text& text, std::size_t noun) {
    if (noun > 2 && text.word(noun - 2) == "of" && text.is(noun - 3, Words::Likeness)) {
        return false;  // `a portrait of a woman hangs`
    }
    constexpr std::size_t kReach = 12;
    for (std::size_t k = noun + 1; k < noun + kReach && !text.is_end(k); ++k) {
        if (text.is(k, Words::Afar)) {
            return false;
        }
    }
    return does_anything(text, noun, [](const Predicate& predicate) {
        return !predicate.is_subordinate && predicate.form == Predicate::Form::Finite;
    });
}

/// What the text told of before a token: who `the man` may be.
struct Told {
    bool has_sentence = false;  // one ended
    bool has_person = false;
    bool has_pronoun = false;
    bool has_somebody = false;  // in particular, by a trade or a description, who does something

    void add(const Text& text, std::size_t i) {
        has_sentence = has_sentence || text.is_end(i);
        has_person = has_person || text.is(i, Words::Person) || text.is(i, Words::Role);
        has_pronoun = has_pronoun || text.is(i, Words::Pronoun);
        const bool is_person = text.is(i, Words::Role) || text.is(i, Words::Human);
        has_somebody = has_somebody || (is_person && has_description(text, i)) ||
                       (text.is(i, Words::Role) && does_anything(text, i));
    }
};

/// `the camera follows the person`, `focuses on the excited individual`: a word for anybody, in the first sentence,
/// before anybody was told of.
std::size_t find_anyone(const Text& text, std::size_t i, const Told& told) {
    const bool is_hand = text.is(i, Words::Article) && text.is(i + 1, Words::Anyone) && !text.is(i + 1, Words::Person);
    if ((text.word(i) != "the" && !is_hand) || told.has_sentence || told.has_person || told.has_pronoun ||
        (i > 1 && text.word(i - 1) == "of" && text.is(i - 2, Words::Likeness))) {
        return 0;
    }
    const std::size_t noun = i + 1 + text.match(i + 1, Words::MoodWord);
    return text.is(noun, Words::Anyone) && !(noun + 1 < text.size() && text[noun + 1].is_joined) ? noun : 0;
}

/// `A quiet garden, she pauses`: the first who does anything is a pronoun, and stands for nobody.
bool is_unknown_pronoun(const Text& text, std::size_t i) {
    constexpr Lists kNobody{Words::CameraName, Words::NoActor, Words::VideoNoun, Words::CameraWord, Words::PictureNoun};
    constexpr Lists kSomebody{Words::Person, Words::Role, Words::Player};
    const std::string_view word = text.word(i);
    if ((word != "she" && word != "he" && !(word == "they" && i == 0)) || text.all_lists().has_any(kSomebody)) {
        return false;
    }
    for (const Predicate& predicate : text.predicates()) {
        if (predicate.subject < text.size() && !text[predicate.subject].lists.has_any(kNobody)) {
            return predicate.subject == i && !predicate.is_subordinate;
        }
    }
    return i == 0;
}

/// `man's`, in `the man's face`.
bool is_human_possessive(const Text& text, std::size_t i) {
    const std::string_view word = text.word(i);
    const std::size_t end = word.ends_with("'s") ? word.size() - 2 : word.ends_with("’s") ? word.size() - 4 : 0;
    const Lexicon::Entry* entry = end > 0 ? text.lexicon().find(word.substr(0, end)) : nullptr;
    return entry != nullptr && entry->lists.has(Words::Human);
}

/// `The man turns.`, and nobody was told of before: it is who the rest of the shot tells of, or nobody in particular.
bool is_unknown(const Text& text, std::size_t i, const Told& told) {
    if (is_unknown_pronoun(text, i)) {
        return true;
    }
    if (told.has_sentence && text.word(i + 1) == "figure") {
        return false;  // what was told of before, whatever it is
    }
    return (text.word(i) == "the" || text.word(i) == "this") &&
           (text.is(i + 1, Words::Human) || text.is(i + 1, Words::Anyone) || is_human_possessive(text, i + 1)) &&
           !told.has_person && !told.has_pronoun;
}

bool is_caption_place(const Text& text, std::size_t i) {
    return i == 0 || text.is_stop(i - 1) || text.word(i - 1) == "of" || text.word(i - 1) == "showing";
}

/// `woman painting at home`, `man at a window`, `man and woman walk`: as captions write, with no article. A verb after
/// it (`Person moves`) makes a sentence of it, whose verb is what is asked about.
bool is_caption(const Text& text, std::size_t i) {
    const bool is_anyone = text.is(i, Words::CastingWord);  // stands for whoever it will be
    if ((i == 0 && is_anyone && !text.is_mark(i + 1, ':')) ||
        (text.word(i) == "human" && text.word(i + 1).ends_with("ing"))) {
        return true;
    }
    if (!text.is(i, Words::Human)) {
        return false;
    }
    if (i == 0 && text.is_end(i + 1)) {
        return true;  // `subject: woman`
    }
    const std::string_view next = text.word(i + 1);
    const Predicate* predicate = predicate_at(text.predicates(), i + 1);
    const bool has_object = text.is_word(i + 2) && !text.is(i + 2, Words::Preposition) &&
                            !text.is(i + 2, Words::Direction) && !text.is(i + 2, Words::Path) &&
                            !text.is(i + 2, Words::SmallAdverb) && !text.word(i + 2).ends_with("ly");
    const bool is_unknown_verb = i == 0 && next.size() > 4 && next.ends_with("s") && !next.ends_with("ss") &&
                                 predicate == nullptr;  // `Woman discusses a project`
    if (((predicate != nullptr && predicate->is_action) || is_unknown_verb) && has_object) {
        return true;  // `Woman unboxes a product`; of `Person moves` the verb is what is asked about
    }
    const bool is_doing = next == "is" && text.word(i + 2).size() > 4 && text.word(i + 2).ends_with("ing");
    return is_doing || (next.size() > 4 && next.ends_with("ing")) || text.is(i + 1, Words::Preposition) ||
           text.is(i + 1, Words::SpeechVerb) || (next == "and" && text.is(i + 2, Words::Human));
}

/// `product video of headphones`: a thing with no material, colour or make, and nothing else.
std::size_t find_bare_product(const Text& text, std::size_t i) {
    const bool is_product = text.word(i) == "product" && text.is(i + 1, Words::VideoNoun) && text.word(i + 2) == "of";
    if (!is_product) {
        return 0;
    }
    const std::size_t noun = text.is(i + 3, Words::Article) ? i + 4 : i + 3;
    return text.is_word(noun) && text.is_end(noun + 1) ? noun : 0;
}

/// `shallow depth of field`, `warm light`: a part of the sentence that is about the picture.
bool tells_of_picture(const Text& text, std::size_t first) {
    constexpr Lists kPicture{Words::CameraWord,   Words::StyleWord,    Words::LightSource,
                             Words::ConcreteLook, Words::AbstractLook, Words::BrightAdjective};
    for (std::size_t i = first; !text.is_stop(i); ++i) {
        if (text[i].lists.has_any(kPicture)) {
            return true;
        }
    }
    return false;
}

/// Whether what follows the noun tells who it is: an age, a name, a relation. Where it stands and what it does do not.
bool is_described(const Text& text, std::size_t after) {
    const std::string_view word = text.word(after);
    const bool is_anybody = (word == "of" && text.word(after + 1) == "people") ||
                            (word == "with" && text.is(after + 1, Words::Possessive) &&
                             text.is(after + 2, Words::BodyPart)) ||  // `couple of people`, `a man with his face lit`
                            (word == "with" && text.is(after + 1, Words::Article) &&
                             (text.word(after + 2) == "smile" || text.word(after + 3) == "smile"));
    if (is_anybody) {
        return false;
    }
    if (word == "of" || word == "with" || word == "named" || word == "called" || word == "made" || word == "whose") {
        return true;
    }
    if (word == "in" && text.word(after + 1) == "the" && text.is(after + 2, Words::Afar)) {
        return true;
    }
    const bool is_doing =
        text.word(after + 1).size() > 4 && text.word(after + 1).ends_with("ing") && !text.is(after + 1, Words::Trait);
    return text.is_mark(after, ',') && !text.is(after + 1, Words::Conjunction) &&
           !text.is(after + 1, Words::Preposition) && !is_doing && !tells_of_picture(text, after + 1);
}

/// `a happy woman`, `someone`, `people`, `woman painting at home`: the noun, where one past it; 0 where it is none.
std::size_t find_somebody(const Text& text, std::size_t i) {
    const bool is_some = text.is(i, Words::SomePerson) && text.word(i + 1) != "else";  // among others
    const bool is_people = text.word(i + text.match(i, Words::MoodWord)) == "people";  // `active people`
    // A mood makes nobody in particular of her either.
    const std::size_t mood = i + 1 + text.match(i + 1, Words::MoodWord);
    const bool is_many = text.word(i) == "several" || text.word(i) == "many";     // they fill a street
    const bool is_a_people = text.word(mood) == "people" && text.word(i) == "a";  // `a people carrier`
    const bool has_article = !is_a_people && (text.is(i, Words::Indefinite) || text.is(i, Words::NumberWord)) &&
                             !is_many && text.is(mood, Words::Person);
    // `Multiple people fall into water`, `follows several people`
    const bool is_anybody = text.is(mood, Words::Human) || text.word(mood) == "people";
    const bool is_crowd = (is_many || text.word(i) == "multiple") && is_anybody &&
                          ((!text.predicates().empty() && text.predicates().front().subject == mood) ||
                           (i > 0 && text.is(i - 1, Words::Showing)));
    const std::size_t caption = i + text.match(i, Words::MoodWord);
    const bool is_caption_here = is_caption_place(text, i) && is_caption(text, caption);
    const bool is_group = (is_people || text.is(i, Words::Person)) && i > 2 && text.word(i - 1) == "of" &&
                          text.word(i - 2) == "group" && text.is(i - 3, Words::Indefinite) &&
                          is_subject_place(text, i - 3);
    const bool is_somebody = is_some || is_people || is_group || has_article || is_crowd || is_caption_here;
    if (is_people && i > 0 && text.word(i - 1) == "a") {
        return 0;  // `a people carrier`
    }
    const bool is_here = is_group || is_subject_place(text, i) ||
                         (has_article && (is_acting_place(text, i, mood) || is_who_acts(text, mood)));
    if (!is_somebody || !is_here) {
        return 0;
    }
    if (is_people && !is_group && i > 0 &&
        (text.is_stop(i - 1) || (text.word(i - 1) == "of" && !text.is(i - 2, Words::VideoNoun)))) {
        return 0;  // `empty of people`, `a crowd of people`; `A street at night. People walk by` has them about
    }
    const std::size_t noun = has_article || is_crowd ? mood : is_some || is_group ? i : caption;
    const bool is_compound = noun + 1 < text.size() && text[noun + 1].is_joined;  // `a man-sized robot`
    const bool may_be_adjective =
        text.word(noun) == "product" || text.word(noun) == "family" || text.word(noun) == "human";
    const bool is_adjective = may_be_adjective && text.is_word(noun + 1) && !text.word(noun + 1).ends_with("ing") &&
                              predicate_at(text.predicates(), noun + 1) == nullptr;
    const bool is_trade = text.is(noun + 1, Words::Role);  // `a figure skater`
    return is_compound || is_adjective || is_trade ? 0 : noun + 1;
}

}  // namespace

void find_generic_subject(const Text& text, Findings& out) {
    Told told;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i].is_quoted) {
            continue;
        }
        if (const std::size_t noun = find_bare_product(text, i); noun > 0) {
            out.push_back({Lint::GenericSubject, noun, noun + 1});
            return;  // said once a text
        }
        const std::size_t anyone = find_anyone(text, i, told);
        const bool is_only_if_alone = anyone == 0 && is_unknown(text, i, told);
        const std::size_t end = anyone > 0         ? anyone + 1
                                : is_only_if_alone ? i + (text.word(i) == "the" || text.word(i) == "this" ? 2 : 1)
                                                   : find_somebody(text, i);
        if (end > 0 && !told.has_somebody && !is_described(text, end) && !is_described_elsewhere(text, end - 1)) {
            out.push_back({Lint::GenericSubject, i, end, 0, is_only_if_alone});
            return;
        }
        told.add(text, i);
    }
}

}  // namespace shot::lint
