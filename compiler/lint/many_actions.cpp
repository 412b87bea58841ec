// too-many-actions, in prose: how many things happen one after the other. Whether they are too many, the length of the
// shot says. Lines of action are counted by shot_lints.cpp.
#include <algorithm>
#include <utility>

#include "compiler/lint/parts.hpp"
#include "compiler/lint/text_lints.hpp"

namespace shot::lint {
namespace {

/// What the camera, the light or the weather does is no action; beside a quotation, what is said is dialogue.
bool is_of_nobody(const Text& text, const Predicate& predicate) {
    constexpr Lists kNobody{Words::CameraName, Words::NoActor, Words::VideoNoun, Words::CameraWord, Words::PictureNoun};
    const bool is_thing = predicate.subject < text.size() && text[predicate.subject].lists.has_any(kNobody);
    return is_thing || text.is(predicate.verb, Words::CommentVerb) ||
           (text.is(predicate.verb, Words::SpeechVerb) && !text.quotations().empty());
}

/// Whether it is somebody who acts: a person, an animal, a name, or whatever acts more than once. A thing that does one
/// thing is what goes on around them.
bool is_actor(const Text& text, const Predicate& predicate) {
    constexpr Lists kActor{Words::Person, Words::Human,   Words::Anyone,         Words::Role,
                           Words::Player, Words::Praised, Words::SubjectPronoun, Words::Garment};
    const std::size_t subject = predicate.subject;
    if (subject >= text.size() || (text[subject].lists.has_any(kActor) && text.word(subject) != "it") ||
        text.is_name(subject)) {
        return true;
    }
    const std::span<const Predicate> near = predicates_near(text.predicates(), predicate);
    return std::any_of(near.begin(), near.end(), [&](const Predicate& other) {
        return other.verb != predicate.verb && other.is_action && text.word(other.subject) == text.word(subject);
    });
}

}  // namespace

void find_many_actions(const Text& text, Findings& out) {
    constexpr int kFewest = 3;         // shorter chains are not worth a look
    constexpr int kMany = 4;           // are worth one without anything beside them; three want two more
    constexpr std::size_t kMost = 99;  // longer ones are looked at no further
    if (text.predicates().size() < kFewest) {
        return;
    }
    constexpr std::size_t kPartHead = 3;  // tokens: `the scene cuts to` is one
    std::size_t parts = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!text[i].is_quoted && begins_part(text, i)) {
            ++parts;
            i += kPartHead;
        }
    }
    if (parts > 1) {
        return;  // each part has some of them
    }
    Finding found{Lint::TooManyActions, 0, 0, 0};
    std::vector<std::string_view> verbs;
    int by_the_way = 0;  // `, smiling`, `as she turns`: half goes on beside something else
    for (const Predicate& predicate : text.predicates()) {
        if (!predicate.is_action || predicate.is_of_object || is_of_nobody(text, predicate) ||
            !is_actor(text, predicate)) {
            continue;
        }
        // What is told again is no other action: `she walks …, she walks calmly`.
        if (std::find(verbs.begin(), verbs.end(), text.word(predicate.verb)) != verbs.end()) {
            continue;
        }
        if (verbs.size() == kMost) {
            break;
        }
        found.first = verbs.empty() ? predicate.verb : found.first;
        found.last = predicate.verb + 1;
        verbs.push_back(text.word(predicate.verb));
        const bool tells_on = predicate.form == Predicate::Form::Finite && !predicate.is_subordinate;
        ++(tells_on ? found.count : by_the_way);
    }
    if (found.count == 0) {
        std::swap(found.count, by_the_way);  // a caption: `a man walking, stopping, looking back`
    }
    const int beside = (by_the_way + 1) / 2;
    if (found.count >= kMany || (found.count == kFewest && found.count + beside > kMany)) {
        found.count += beside;
        out.push_back(found);
    }
}

}  // namespace shot::lint
