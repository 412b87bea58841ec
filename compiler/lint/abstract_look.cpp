// abstract-look: praise in place of a look. A medium, a stock, a lens, a light or a style by its name anywhere in the
// shot excuses it.
#include "compiler/lint/text_lints.hpp"

namespace shot::lint {
namespace {

/// `street lamps glow`, `studio lighting`, `lit by a candle`: a light by what makes it.
bool is_named_light(const Text& text, std::size_t i) {
    if (!text.is(i, Words::LightSource)) {
        return false;
    }
    const std::string_view next = text.word(i + 1);
    return next.starts_with("light") || next.starts_with("glow") || next == "lit" || next == "rays";
}

/// `Wes Anderson style`, `cyberpunk aesthetic`, `in the style of Goya`: a look by its name. Praise before `style` names
/// none, nor do words that fit every style.
bool is_named_style(const Text& text, std::size_t i) {
    if (text.word(i) != "style" && text.word(i) != "aesthetic") {
        return false;
    }
    if (text.word(i + 1) == "of") {
        return true;
    }
    std::size_t name = i;
    while (name > 0 && text.is(name - 1, Words::AbstractLook)) {
        --name;
    }
    if (name == 0 || !text.is_word(name - 1) || text.match(i - 1, Words::AbstractLook) > 1) {
        return false;
    }
    return !text.is(name - 1, Words::Article) && !text.is(name - 1, Words::Preposition) &&
           !text.is(name - 1, Words::AnyStyle);
}

/// `a beautiful girl`, `behind an epic waterfall`: praise of somebody, or of a thing by the way, and not of the
/// picture. What it is said of stands before the next mark, preposition or verb; a thing that the text begins with is
/// the picture.
bool praises_thing(const Text& text, std::size_t i) {
    constexpr Lists kSomebody{Words::Person, Words::Human, Words::Player, Words::Role, Words::Praised};
    constexpr Lists kPicture{Words::VideoNoun, Words::CameraWord, Words::LookNoun, Words::AbstractLook};
    constexpr std::size_t kHead = 3;  // tokens before it at the head of a text: `a very`, `a video of a`
    if (!text.is(i, Words::Praise)) {
        return false;
    }
    const std::size_t first = i + text.match(i, Words::Praise);
    std::size_t k = first;
    while (!text.is_stop(k) && !text.is(k, Words::Preposition) && !text.is(k, Words::Conjunction) &&
           !text.is(k, Words::Auxiliary) && predicate_at(text.predicates(), k) == nullptr) {
        if (text[k].lists.has_any(kPicture)) {
            return false;
        }
        ++k;
    }
    const bool begins =
        i > 1 && text.is(i - 1, Words::Indefinite) && text.is_stop(i - 2);  // `photography, an epic valley`
    const bool is_head =
        i <= kHead || begins ||
        (text.is(i - 1, Words::Indefinite) && text.word(i - 2) == "of" && text.is(i - 3, Words::VideoNoun));
    return k > first && (text[k - 1].lists.has_any(kSomebody) || !is_head);
}

}  // namespace

bool names_look(const Text& text) {
    constexpr Lists kMayName{Words::LightSource, Words::StyleWord};
    for (std::size_t i = 0; text.all_lists().has_any(kMayName) && i < text.size(); ++i) {
        if (!text[i].is_quoted && (is_named_light(text, i) || is_named_style(text, i))) {
            return true;
        }
    }
    return false;
}

void find_abstract_look(const Text& text, Findings& out) {
    if (names_look(text)) {
        return;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t count = text[i].is_quoted ? 0 : text.match(i, Words::AbstractLook);
        // Said once: `visually stunning`.
        if (count == 0 || text.is(i, Words::Brightness) || text.is_name(i) ||
            (count == text.match(i, Words::Praise) && praises_thing(text, i))) {
            continue;
        }
        out.push_back({Lint::AbstractLook, i, i + count});
        return;  // said once a text
    }
}

}  // namespace shot::lint
