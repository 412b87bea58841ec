#include "compiler/lint/parts.hpp"

namespace shot::lint {

bool is_heading(const Text& text, std::size_t i) {
    const std::string_view word = text.word(i);
    const bool is_aside = i > 0 && text.is_mark(i - 1, '(') && word == "beat";  // `swipes the badge (beat 4)`
    const bool begins = (i == 0 || text.is_stop(i - 1)) && !is_aside;
    if ((word == "int" || word == "ext") && text.is_mark(i + 1, '.')) {
        return true;
    }
    if (i > 0 && text.is_mark(i - 1, '[')) {
        const bool is_tag =
            word.size() > 1 && word[0] == 's' && word[1] >= '0' && word[1] <= '9' && text.is_mark(i + 1, ']');
        if (is_tag || word == "cut" || (word == "shot" && text.word(i + 1) == "cut")) {
            return true;
        }
    }
    const bool is_counted = word == "shot" || word == "scene" || word == "clip";  // `Shot one is a spoon; shot two`
    const bool is_number =
        i + 1 < text.size() && (text[i + 1].kind == Token::Kind::Number ||
                                (text.is(i + 1, Words::NumberWord) && (is_counted || text.is_mark(i + 2, ':'))));
    const bool has_colon = text.is_mark(i + 2, ':') || text.is_mark(i + 2, '(');
    if (text.is(i, Words::PartNoun) && is_number && (!text[i].is_quoted || has_colon)) {  // marks may be unpaired
        return begins || text.is_mark(i + 2, ':');                                        // `Multi shot Prompt 1:`
    }
    return begins && text.is(i, Words::Ordinal) && text.is(i + 1, Words::PartNoun) && text.is_mark(i + 2, ':');
}

std::size_t match_change_of_picture(const Text& text, std::size_t i) {
    constexpr std::size_t kReach = 4;
    const bool is_camera = text.is(i, Words::CameraName);
    if (text.is(i, Words::ChangeVerb) && (i == 0 || text.is_end(i - 1)) && text.word(i + 1) == "to" &&
        (text.is(i + 2, Words::Article) || text.is(i, Words::CutVerb))) {
        return i + 2;  // `Fade to a corridor`
    }
    if (!is_camera && !text.is(i, Words::PictureNoun)) {
        return 0;
    }
    for (std::size_t k = i + 1; k < i + kReach && text.is_word(k); ++k) {
        if (!text.is(k, Words::ChangeVerb) || (is_camera && !text.is(k, Words::CutVerb))) {
            continue;
        }
        const std::size_t to = text.word(k + 1).ends_with("ly") || text.word(k + 1) == "back" ? k + 2 : k + 1;
        const std::string_view next = text.word(to + 1);
        const bool is_away = text.word(to) == "to" || text.word(to) == "into" || text.word(to) == "between";
        return is_away && !(is_camera && next.ends_with("ing")) && next != "black" && next != "white" &&
                       next != "reveal"
                   ? to + 1
                   : 0;
    }
    return 0;
}

namespace {

bool is_number(const Text& text, std::size_t i) {
    return i < text.size() && text[i].kind == Token::Kind::Number;
}

/// `the camera cuts low`, `then cutting to`; `Cut.` at the head of a clause.
bool is_cut(const Text& text, std::size_t i) {
    if (text.word(i) == "cut" && (i == 0 || text.is_stop(i - 1))) {
        return true;
    }
    if (i == 0 || !text.is(i, Words::CutVerb)) {
        return false;
    }
    const Predicate* predicate = predicate_at(text.predicates(), i);
    const bool is_of_camera =
        text.is(i - 1, Words::CameraName) || (predicate != nullptr && text.is(predicate->subject, Words::CameraName));
    return is_of_camera || text.word(i + 1) == "to";
}

}  // namespace

bool is_time_or_count(const Text& text, std::size_t i) {
    if (!is_number(text, i)) {
        return false;
    }
    const bool is_timecode = text.word(i).find(':') != std::string_view::npos;
    const bool begins = i == 0 || text.is_stop(i - 1);
    if (i > 0 && text.is_mark(i - 1, '(') && text.is_mark(i + 1, ')')) {
        return true;
    }
    const bool is_joined = is_number(text, i + 1) && text[i + 1].is_joined;
    const bool has_dash =
        text.is_stop(i + 1) && !text.is_end(i + 1) && is_number(text, i + 2) && text.word(i + 1) != ",";
    return ((begins || is_timecode) && (is_joined || has_dash)) || (is_timecode && i > 0 && text.is_mark(i - 1, '['));
}

bool begins_part(const Text& text, std::size_t i) {
    return is_heading(text, i) || is_cut(text, i) || is_time_or_count(text, i) || match_change_of_picture(text, i) > 0;
}

}  // namespace shot::lint
