// generic-subject: nobody in particular at the head of a sentence. A garment, an age, a feature anywhere in the shot
// excuses it.
#include "compiler/lint/text_lints.hpp"

namespace shot::lint {
namespace {

/// Where a subject may begin: at the head of a sentence or clause, or after what shows it (`a video of`, `follows`).
bool is_subject_place(const Text& text, std::size_t i) {
    if (i == 0 || text.is_stop(i - 1)) {
        return i == 0 || !text.is_mark(i - 1, '(');
    }
    const std::string_view before = text.word(i - 1);
    if (before == "of") {
        const bool is_medium = i > 2 && text.is(i - 3, Words::StyleWord);  // `anime drawing of a girl`
        return i < 2 || !text.is(i - 2, Words::Likeness) || text.is(i - 2, Words::VideoNoun) || is_medium;
    }
    const bool is_behind = before == "behind" && i > 1 && text.is(i - 2, Words::Showing);  // `trailing behind a man`
    return is_behind || text.is(i - 1, Words::Showing);
}

/// `a sunset with a person cooking dinner`, `a dog, a tree, and a person walking`: who does something is looked at, unless
/// it is told as what goes on behind.
bool is_acting_place(const Text& text, std::size_t i, std::size_t noun) {
    const std::string_view before = i > 0 ? text.word(i - 1) : std::string_view();
    const std::string_view verb = text.word(noun + 1);
    if ((before != "and" && before != "with") || verb.size() <= 5 || !verb.ends_with("ing")) {
        return false;
    }
    for (std::size_t k = noun + 2; !text.is_end(k); ++k) {
        if (text.word(k) == "background" || text.word(k) == "distance" || text.word(k) == "behind") {
            return false;
        }
    }
    return true;
}

/// `the camera follows the person`, `focuses on the excited individual`: a word for anybody, before anybody was told of.
std::size_t find_anyone(const Text& text, std::size_t i) {
    const bool is_hand = text.is(i, Words::Article) && text.is(i + 1, Words::Anyone) && !text.is(i + 1, Words::Person);
    if ((text.word(i) != "the" && !is_hand) || (i > 1 && text.word(i - 1) == "of" && text.is(i - 2, Words::Likeness))) {
        return 0;
    }
    const std::size_t noun = i + 1 + text.match(i + 1, Words::MoodWord);
    for (std::size_t k = 0; k < i; ++k) {
        if (text.is_end(k)) {
            return 0;  // who was told of in the sentence before may be meant
        }
    }
    const bool is_anyone = text.is(noun, Words::Anyone) && !(noun + 1 < text.size() && text[noun + 1].is_joined);
    return is_anyone && !text.holds(0, i, Words::Person) && !text.holds(0, i, Words::Pronoun) ? noun : 0;
}

/// `The man turns.`, and nobody was told of before: it is who the rest of the shot tells of, or nobody in particular.
bool is_unknown(const Text& text, std::size_t i) {
    if (text.word(i) != "the" || !text.is(i + 1, Words::Human) || (i > 0 && !text.is_end(i - 1))) {
        return false;
    }
    return !text.holds(0, i, Words::Person) && !text.holds(0, i, Words::Pronoun) && !text.holds(0, i, Words::Indefinite);
}

bool is_caption_place(const Text& text, std::size_t i) {
    return i == 0 || text.is_stop(i - 1) || text.word(i - 1) == "of";
}

/// `woman painting at home`, `man at a window`, `man and woman walk`: as captions write, with no article. A verb after
/// it (`Person moves`) makes a sentence of it, whose verb is what is asked about.
bool is_caption(const Text& text, std::size_t i) {
    if (!text.is(i, Words::Human)) {
        return false;
    }
    const std::string_view next = text.word(i + 1);
    return (next.size() > 4 && next.ends_with("ing")) || text.is(i + 1, Words::Preposition) || text.is(i + 1, Words::SpeechVerb) ||
           (next == "and" && text.is(i + 2, Words::Human));
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

/// Whether what follows the noun tells who it is: an age, a name, a relation. Where it stands and what it does do not.
bool is_described(const Text& text, std::size_t after) {
    const std::string_view word = text.word(after);
    if (word == "of" || word == "with" || word == "named" || word == "called" || word == "made" || word == "whose") {
        return true;
    }
    const bool is_doing = text.word(after + 1).size() > 4 && text.word(after + 1).ends_with("ing") &&
                          !text.is(after + 1, Words::Trait);
    return text.is_mark(after, ',') && !text.is(after + 1, Words::Conjunction) &&
           !text.is(after + 1, Words::Preposition) && !is_doing && !text.is(after + 1, Words::CameraWord);
}

}  // namespace

void find_generic_subject(const Text& text, Findings& out) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i].is_quoted) {
            continue;
        }
        if (const std::size_t noun = find_bare_product(text, i); noun > 0) {
            out.push_back({Lint::GenericSubject, noun, noun + 1});
            return;
        }
        if (const std::size_t noun = find_anyone(text, i); noun > 0 && !is_described(text, noun + 1)) {
            out.push_back({Lint::GenericSubject, i, noun + 1});
            return;
        }
        if (is_unknown(text, i) && !is_described(text, i + 2)) {
            out.push_back({Lint::GenericSubject, i, i + 2, kOnlyIfAlone});
            return;
        }
        const bool is_some = text.is(i, Words::SomePerson);
        const bool is_people = text.word(i) == "people";
        // `a happy woman`: a mood makes nobody in particular of her either.
        const std::size_t mood = i + 1 + text.match(i + 1, Words::MoodWord);
        const bool is_many = text.word(i) == "several" || text.word(i) == "many";  // they fill a street
        const bool has_article = text.is(i, Words::Indefinite) && !is_many && text.is(mood, Words::Person);
        const std::size_t caption = i + text.match(i, Words::MoodWord);
        const bool is_mood_caption = caption > i && is_caption_place(text, i) && is_caption(text, caption);
        const bool is_group = is_people && i > 2 && text.word(i - 1) == "of" && text.word(i - 2) == "group" &&
                              text.is(i - 3, Words::Indefinite) && is_subject_place(text, i - 3);
        if ((!is_some && !is_people && !has_article && !is_mood_caption && !(is_caption_place(text, i) && is_caption(text, i))) ||
            (!is_group && !is_subject_place(text, i) && !(has_article && is_acting_place(text, i, mood)))) {
            continue;
        }
        if (is_people && !is_group && i > 0 &&
            (text.is_stop(i - 1) || (text.word(i - 1) == "of" && !text.is(i - 2, Words::VideoNoun)))) {
            continue;  // `empty of people`, `a crowd of people`; `A street at night. People walk by` has them about
        }
        const std::size_t noun = has_article ? mood : is_mood_caption ? caption : i;
        const bool is_compound = noun + 1 < text.size() && text[noun + 1].is_joined;  // `a man-sized robot`
        const bool is_other_noun =
            text.word(noun) == "product" || text.word(noun) == "family" || text.word(noun) == "human" ? text.is_word(noun + 1) : false;
        if (is_compound || is_other_noun || is_described(text, noun + 1)) {
            continue;
        }
        out.push_back({Lint::GenericSubject, i, noun + 1});
        return;  // said once a text
    }
}

}  // namespace shot::lint
