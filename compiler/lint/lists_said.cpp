// What a text speaks of: the lists that it holds a word of, each in the sense that the list means.
#include "compiler/lint/text_lints.hpp"

namespace shot::lint {
namespace {

/// Whether the token says how the camera frames or goes: one that somebody looks at or walks towards does not, nor what
/// a camera is (`a phone camera`), nor that it films (`the camera captures his joy`).
bool is_said_of_camera(const Text& text, std::size_t i) {
    if (text.word(i) != "camera") {
        return text.is(i, Words::CameraWord);
    }
    if (text.is(i + 1, Words::FilmingVerb) || (i > 0 && text.word(i - 1) == "phone")) {
        return false;
    }
    const std::size_t before = i > 0 && text.is(i - 1, Words::Article) ? i - 1 : i;
    return before == 0 || !text.is(before - 1, Words::Towards);
}

/// Whether the token tells somebody apart. Of what everybody has (`their eyes`, `focused eyes`) only a colour or shape
/// does, and `wearing` only with what.
bool is_trait(const Text& text, std::size_t i) {
    if (!text.is(i, Words::Trait)) {
        return false;
    }
    if (text.is(i, Words::HadByAll)) {
        const bool is_texture = text.word(i) == "skin" && text.word(i + 1).starts_with("texture");
        const bool has_shape =
            (i > 0 && text.is(i - 1, Words::VisualAdjective)) || (i > 1 && text.is(i - 2, Words::VisualAdjective));
        return has_shape && !is_texture;
    }
    const std::string_view next = text.word(i + 1);
    if (text.word(i) == "dressed") {
        return next == "in" || next == "as" || next == "like";
    }
    return !(text.is(i, Words::Wearing) && (next == "something" || next == "nothing" || next == "different"));
}

/// `in a red coat`, `her old boots`: worn by somebody, and no `pink dress on a mannequin`.
bool is_worn(const Text& text, std::size_t i) {
    constexpr std::size_t kReach = 6;
    if (!text.is(i, Words::Garment)) {
        return false;
    }
    for (std::size_t back = 1; back <= kReach && back <= i && (!text.is_stop(i - back) || text.is_mark(i - back, ','));
         ++back) {
        const std::size_t k = i - back;
        if (text.is(k, Words::Wearing)) {
            return true;
        }
        if (text.is(k, Words::Possessive)) {
            return back > 1;
        }
        if (const Predicate* predicate = predicate_at(text.predicates(), k);
            predicate != nullptr && predicate->is_action && predicate->form == Predicate::Form::Finite) {
            return false;
        }
    }
    return false;
}

/// `modern aesthetic` and `Cinematography:` name no style, nor does a `realistic voice`.
bool is_style(const Text& text, std::size_t i) {
    if (!text.is(i, Words::StyleWord)) {
        return false;
    }
    const std::string_view word = text.word(i);
    if (word == "style" || word == "aesthetic") {
        return text.word(i + 1) == "of" || i == 0 || !text.is(i - 1, Words::AnyStyle);
    }
    if (word == "film" && text.word(i + 1) == "of") {
        return text.is(i + 2, Words::Article);  // `a film of soap`
    }
    const bool is_of_sound = word == "realistic" && (text.is(i + 1, Words::NoLook) || text.is(i + 2, Words::NoLook));
    return !is_of_sound && !(word == "cinematography" && text.is_mark(i + 1, ':'));
}

/// Whether the token is heard: film has noise, too, and one knocks things over.
bool is_heard(const Text& text, std::size_t i) {
    if (!text.is(i, Words::SoundWord)) {
        return false;
    }
    const std::string_view word = text.word(i);
    const std::string_view next = text.word(i + 1);
    if (word == "noise") {
        return i == 0 || !text.is(i - 1, Words::PictureNoise);
    }
    if (word == "knocks" || word == "knock") {
        return next != "over" && next != "down" && next != "out" && next != "off" && next != "him" && next != "her";
    }
    return !(word == "music" && next == "video");
}

/// Takes the list away where no token is meant so.
void keep_if_meant(const Text& text, Words list, bool (*is_meant)(const Text& text, std::size_t i), Lists& lists) {
    for (std::size_t i = 0; lists.has(list) && i < text.size(); ++i) {
        if (!text[i].is_quoted && is_meant(text, i)) {
            return;
        }
    }
    lists.remove(list);
}

}  // namespace

Lists lists_said(const Text& text) {
    Lists lists = text.all_lists();
    keep_if_meant(text, Words::CameraWord, is_said_of_camera, lists);
    keep_if_meant(text, Words::Trait, is_trait, lists);
    keep_if_meant(text, Words::SoundWord, is_heard, lists);
    keep_if_meant(text, Words::StyleWord, is_style, lists);
    for (std::size_t i = 0; i < text.size() && lists.has(Words::Garment) && !lists.has(Words::Trait); ++i) {
        if (!text[i].is_quoted && is_worn(text, i)) {
            lists.add(Words::Trait);
        }
    }
    for (const Quotation& quotation : text.quotations()) {
        const bool is_displayed =
            quotation.first > 2 && text.is(quotation.first - 3, Words::DisplayNoun);  // `a poster: "…"`
        if (quotation.first > 1 && text.is_mark(quotation.first - 2, ':') && !is_displayed) {
            lists.add(Words::SoundWord);  // `Rick: "…"`
        }
    }
    if (names_look(text)) {
        lists.add(Words::ConcreteLook);
    }
    return lists;
}

}  // namespace shot::lint
