// too-many-actions, in prose: how many things happen one after the other. Whether they are too many, the length of the
// shot says. Lines of action are counted by shot_lints.cpp.
#include <algorithm>
#include <utility>
#include <vector>

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

/// Where the parts of a list of shots begin; one part, where it is none.
std::vector<std::size_t> parts_of(const Text& text) {
    constexpr std::size_t kPartHead = 3;  // tokens: `the scene cuts to` is one
    std::vector<std::size_t> parts;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!text[i].is_quoted && begins_part(text, i)) {
            parts.push_back(i);
            i += kPartHead;
        }
    }
    if (parts.size() < 2) {
        parts.clear();
    }
    parts.push_back(text.size());
    return parts;
}

/// What is done one after the other.
class Chain {
public:
    void add(const Text& text, const Predicate& predicate) {
        constexpr std::size_t kMost = 99;  // longer ones are looked at no further
        const std::string_view verb = text.word(predicate.verb);
        // What is told again is no other action: `she walks …, she walks calmly`.
        if (verbs_.size() == kMost || std::find(verbs_.begin(), verbs_.end(), verb) != verbs_.end()) {
            return;
        }
        first_ = verbs_.empty() ? predicate.verb : first_;
        last_ = predicate.verb + 1;
        verbs_.push_back(verb);
        const bool tells_on = predicate.form == Predicate::Form::Finite && !predicate.is_subordinate;
        ++(tells_on ? told_ : beside_);
    }

    /// A finding, where there are enough for a look.
    void end(Findings& out) {
        constexpr int kFewest = 3;
        constexpr int kMany = 4;  // are worth one without anything beside them; three want two more
        if (told_ == 0) {
            std::swap(told_, beside_);  // a caption: `a man walking, stopping, looking back`
        }
        const int beside = (beside_ + 1) / 2;
        if (told_ >= kMany || (told_ == kFewest && told_ + beside > kMany)) {
            out.push_back({Lint::TooManyActions, first_, last_, told_ + beside});
        }
        *this = Chain();
    }

private:
    std::size_t first_ = 0;
    std::size_t last_ = 0;
    int told_ = 0;
    int beside_ = 0;  // `, smiling`, `as she turns`: half goes on beside something else
    std::vector<std::string_view> verbs_;
};

}  // namespace

void find_many_actions(const Text& text, Findings& out) {
    constexpr std::size_t kFewest = 3;  // shorter chains are not worth a look
    if (text.predicates().size() < kFewest) {
        return;
    }
    const std::vector<std::size_t> parts = parts_of(text);
    std::size_t part = 0;
    Chain chain;
    for (const Predicate& predicate : text.predicates()) {
        if (predicate.verb >= parts[part]) {
            chain.end(out);
            while (predicate.verb >= parts[part]) {
                ++part;
            }
        }
        if (predicate.is_action && !predicate.is_of_object && !is_of_nobody(text, predicate) &&
            is_actor(text, predicate)) {
            chain.add(text, predicate);
        }
    }
    chain.end(out);
}

}  // namespace shot::lint
