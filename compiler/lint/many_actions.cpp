// too-many-actions, in prose: how many things happen one after the other. Whether they are too many, the length of the
// shot says. Lines of action are counted by shot_lints.cpp.
#include <algorithm>

#include "compiler/lint/text_lints.hpp"

namespace shot::lint {
namespace {

/// `she walks`, `and looks`; `the walks`, `his hands` and `of lights` are nouns.
bool is_verb(const Text& text, std::size_t i) {
    if (i == 0 || text[i].is_joined || (i + 1 < text.size() && text[i + 1].is_joined)) {
        return false;
    }
    const bool is_after_noun_word = text.is(i - 1, Words::Article) || text.is(i - 1, Words::Possessive) ||
                                    text.is(i - 1, Words::Preposition) || text.is(i - 1, Words::Indefinite) ||
                                    text.is(i - 1, Words::Negation);
    const bool is_of_nobody = text.is(i - 1, Words::CameraName) || text.is(i - 1, Words::CalmMover);  // `the camera turns`
    return !is_after_noun_word && !is_of_nobody && text[i - 1].kind != Token::Kind::Number;
}

/// `she knits`, `he hesitated`: a verb that no list need hold.
bool follows_pronoun(const Text& text, std::size_t i) {
    const std::string_view before = i > 0 ? text.word(i - 1) : std::string_view();
    if (before != "he" && before != "she" && before != "they") {
        return false;
    }
    const std::string_view word = text.word(i);
    return !text.is(i, Words::StateVerb) && word.size() > 3 && ((word.ends_with("s") && !word.ends_with("ss")) || word.ends_with("ed"));
}

}  // namespace

void find_many_actions(const Text& text, Findings& out) {
    constexpr int kFewest = 5;         // shorter chains are not worth a look
    constexpr std::size_t kMost = 99;  // longer ones are looked at no further
    if (has_headings(text)) {
        return;  // they belong to several shots, which is said
    }
    Finding found{Lint::TooManyActions, 0, 0, 0};
    std::vector<std::string_view> verbs;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i].is_quoted || !(text.is(i, Words::Event) || follows_pronoun(text, i)) || !is_verb(text, i)) {
            continue;
        }
        // What is told again is no other action: `she walks …, she walks calmly`.
        if (std::find(verbs.begin(), verbs.end(), text.word(i)) != verbs.end()) {
            continue;
        }
        if (verbs.size() == kMost) {
            break;
        }
        verbs.push_back(text.word(i));
        found.first = found.count == 0 ? i : found.first;
        found.last = i + 1;
        ++found.count;
    }
    if (found.count >= kFewest) {
        out.push_back(found);
    }
}

}  // namespace shot::lint
