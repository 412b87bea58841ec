#include "compiler/lint/clauses.hpp"

#include <algorithm>
#include <string>

#include "compiler/lint/text.hpp"

namespace shot::lint {
namespace {

using Kind = VerbForm::Kind;

constexpr Lists kVerbs{Words::Verb, Words::StillVerb};

/// The lists of `stem` + `ending` where it is a verb.
Lists verb_lists(const Lexicon& lexicon, std::string_view stem, std::string_view ending = {}) {
    constexpr std::size_t kLongest = 32;
    char word[kLongest];
    if (stem.size() + ending.size() > kLongest) {
        return {};
    }
    const std::size_t size = static_cast<std::size_t>(
        std::copy(ending.begin(), ending.end(), std::copy(stem.begin(), stem.end(), word)) - word);
    const Lexicon::Entry* entry = lexicon.find(std::string_view(word, size));
    return entry != nullptr && entry->lists.has_any(kVerbs) ? entry->lists : Lists();
}

/// The base form of `walk`ing, `danc`ing, `run`ning: what stands before `-ing` or `-ed`.
Lists stem_lists(const Lexicon& lexicon, std::string_view stem) {
    if (stem.size() < 2) {
        return {};
    }
    const bool is_doubled = stem.size() > 2 && stem[stem.size() - 1] == stem[stem.size() - 2];
    if (Lists lists = verb_lists(lexicon, stem); !lists.is_empty()) {
        return lists;
    }
    if (Lists lists = verb_lists(lexicon, stem, "e"); !lists.is_empty()) {
        return lists;
    }
    return is_doubled ? verb_lists(lexicon, stem.substr(0, stem.size() - 1)) : Lists();
}

}  // namespace

VerbForm verb_form(const Lexicon& lexicon, std::string_view word) {
    const auto without = [word](std::size_t count) { return word.substr(0, word.size() - count); };
    if (const Lexicon::Entry* entry = lexicon.find(word); entry != nullptr) {
        if (entry->lists.has(Words::NeverVerb)) {
            return {};
        }
        if (entry->lists.has(Words::PastForm)) {
            return {Kind::Past, Lists{Words::Verb}};
        }
        if (entry->lists.has(Words::PastParticiple)) {
            return {Kind::Participle, Lists{Words::Verb}};
        }
        if (entry->lists.has_any(kVerbs)) {
            return {Kind::Base, entry->lists};
        }
    }
    if (word.size() < 4) {
        return {};
    }
    if (word.ends_with("ing")) {
        const Lists lists = stem_lists(lexicon, without(3));
        return {lists.is_empty() ? Kind::None : Kind::Ing, lists};
    }
    if (word.ends_with("ed")) {
        const Lists lists =
            word.ends_with("ied") ? verb_lists(lexicon, without(3), "y") : stem_lists(lexicon, without(2));
        return {lists.is_empty() ? Kind::None : Kind::Past, lists};
    }
    if (!word.ends_with("s")) {
        return {};
    }
    Lists lists = verb_lists(lexicon, without(1));
    if (lists.is_empty() && word.ends_with("ies")) {
        lists = verb_lists(lexicon, without(3), "y");
    } else if (lists.is_empty() && word.ends_with("es")) {
        lists = verb_lists(lexicon, without(2));
    }
    return {lists.is_empty() ? Kind::None : Kind::Third, lists};
}

namespace {

/// By its ending; what else says that a word is no noun.
bool is_adjective(std::string_view word) {
    for (const std::string_view ending : {"ful", "ous", "less", "ish", "able", "ible"}) {
        if (word.size() > ending.size() + 2 && word.ends_with(ending)) {
            return true;
        }
    }
    return false;
}

class ClauseReader {
public:
    ClauseReader(const Text& text, Predicates& out) : text_(text), out_(out), nobody_(text.size()) { begin_sentence(); }

    void read() {
        for (at_ = 0; at_ < text_.size(); ++at_) {
            read_token();
        }
    }

private:
    enum class After : std::uint8_t { Start, Determiner, Noun, Pronoun, Preposition, To, Auxiliary, Verb, Joint };

    void begin_sentence() {
        after_ = After::Start;
        subject_ = head_ = aside_ = last_noun_ = nobody_;
        has_finite_ = is_subordinate_ = awaits_main_ = is_in_phrase_ = is_negated_ = false;
        last_kind_ = Kind::None;
    }

    /// A new subject: what was said of the one before is no more of this one.
    void take_head() {
        head_ = at_;
        const std::string_view word = text_.word(at_);
        is_negated_ =
            (begins_negated_ && after_ == After::Determiner) || word == "nothing" || word == "nobody" || word == "none";
    }

    /// After a comma, `and`, `while`: a subject may begin anew.
    void begin_clause() {
        is_pair_ = text_.word(at_) == "and" && head_ != nobody_;  // `Anna and Tom walk`
        after_ = After::Joint;
        is_after_and_ = false;
        if (subject_ == nobody_ && !is_subordinate_ && !has_finite_) {
            subject_ = head_;  // `The girl, who …, picks`
        }
        head_ = nobody_;
        is_in_phrase_ = false;
    }

    /// A clause by the way, whose subject is not the sentence's.
    void begin_aside(std::size_t subject) {
        is_subordinate_ = true;
        aside_ = subject;
        awaits_main_ = false;
    }
    void end_aside() {
        is_subordinate_ = awaits_main_ = false;
        aside_ = nobody_;
    }

    void read_token() {
        const std::string_view word = text_.word(at_);
        const Token& token = text_[at_];
        if (token.kind == Token::Kind::End || word == ";" || word == ":") {
            sentence_ += token.kind == Token::Kind::End ? 1 : 0;
            begin_sentence();
        } else if (token.is_quoted) {
            // Past what is said a sentence begins, whose subject may be who said it: `"Now." Turns around.`
            const bool ends_sentence = token.kind == Token::Kind::End;
            after_ = ends_sentence || (after_ == After::Start && token.kind == Token::Kind::Mark) ? After::Start
                                                                                                  : After::Noun;
        } else if (token.kind == Token::Kind::Mark) {
            begin_clause();
            end_aside();
        } else if (token.kind == Token::Kind::Number) {
            after_ = After::Determiner;
        } else if (text_.is(at_, Words::SubjectPronoun) || is_one() || (word == "that" && after_ == After::Noun) ||
                   word == "which") {
            read_pronoun(word);
        } else if (word == "does" && (text_.is(at_ + 1, Words::Indefinite) || text_.is(at_ + 1, Words::Possessive)) &&
                   (has_waiting_subject() || last_kind_ == Kind::Third)) {
            add({Kind::Third, Lists{Words::Verb}}, Predicate::Form::Finite, true);  // `does a double-take`
        } else if (text_.is(at_, Words::Auxiliary)) {
            after_ = After::Auxiliary;
            auxiliary_ = word;
            is_negated_ = is_negated_ || word.ends_with("n't");
            take_subject();
            head_ = nobody_;
            has_finite_ = true;
        } else if (text_.is(at_, Words::Article) || text_.is(at_, Words::Possessive) ||
                   text_.is(at_, Words::Indefinite) || text_.is(at_, Words::Determiner)) {
            after_ = After::Determiner;
            begins_negated_ = word == "no" || word == "neither";
        } else if (text_.is(at_, Words::Joint) || (word == "then" && after_ != After::Pronoun)) {
            begin_clause();
            is_after_and_ = word == "and";
        } else if (text_.is(at_, Words::Aside)) {
            begin_clause();
            begin_aside(nobody_);
        } else {
            read_content(word);
        }
    }

    /// `One ducks beneath the blow`; in `one duck` it counts.
    [[nodiscard]] bool is_one() const {
        return text_.word(at_) == "one" && after_ != After::Determiner &&
               verb_form(text_.lexicon(), text_.word(at_ + 1)).kind == Kind::Third;
    }

    void read_pronoun(std::string_view word) {
        const bool is_relative = word == "who" || word == "that" || word == "which";
        if (is_relative) {
            const bool is_of_thing = word != "who" && last_noun_ != nobody_;  // `reads the sign, which says`
            const bool awaits_main = !has_finite_ && head_ != nobody_ && !is_subordinate_;
            main_ = head_;
            begin_aside(after_ == After::Noun && at_ > 0 ? at_ - 1 : is_of_thing ? last_noun_ : subject_);
            awaits_main_ = awaits_main;
        } else {
            take_head();
            is_in_phrase_ = false;
        }
        after_ = After::Pronoun;
    }

    void read_content(std::string_view word) {
        if (word == "to") {
            after_ = After::To;
            is_in_phrase_ = true;
            is_with_ = false;
            return;
        }
        if (text_.is(at_, Words::Preposition) && !text_[at_].is_joined) {
            if (word == "of" && is_picture(head_)) {
                head_ = nobody_;  // `slow motion of a player jumping`
                after_ = After::Determiner;
            } else if (after_ != After::Verb || !is_particle()) {
                after_ = After::Preposition;
                is_in_phrase_ = true;
                is_with_ = word == "with";
            }
            return;
        }
        is_negated_ = is_negated_ || word == "never" || word == "not";
        if (text_.is(at_, Words::SmallAdverb) || word == "then" || (word.size() > 4 && word.ends_with("ly"))) {
            return;
        }
        const bool may_be_verb = after_ != After::Determiner && after_ != After::Preposition && !text_[at_].is_joined;
        const VerbForm form = may_be_verb ? verb_form(text_.lexicon(), word) : VerbForm();
        if (form.kind != Kind::None && !(at_ + 1 < text_.size() && text_[at_ + 1].is_joined) && read_verb(form)) {
            return;
        }
        if (form.kind == Kind::None && is_unknown_verb(word)) {
            add({Kind::Third, Lists{Words::Verb}}, Predicate::Form::Finite, true);
            return;
        }
        if (after_ == After::Noun && word.size() > 4 && word.ends_with("ed")) {
            after_ = After::Verb;  // `a man dressed in white`
            return;
        }
        if (after_ != After::Noun && head_ == nobody_ && !is_in_phrase_ && after_ != After::Verb) {
            take_head();
        } else if (after_ == After::Noun && !is_in_phrase_ && head_ + 1 == at_) {
            head_ = at_;  // `the porter` of `the night porter`
        }
        after_ = After::Noun;
        last_noun_ = at_;
    }

    /// `steps back`, `sits up`: with a verb they are no preposition; `in` and `on` are one where a noun follows.
    [[nodiscard]] bool is_particle() const {
        return text_.is(at_, Words::Particle) || (text_.is(at_, Words::LooseParticle) && ends_phrase(at_ + 1));
    }

    /// Whether what follows fits a verb and no noun: `turns the key`, `steps into`, `waves.`
    [[nodiscard]] bool is_followed_as_verb() const {
        constexpr Lists kAfterVerb{Words::Article, Words::Possessive, Words::ObjectPronoun, Words::SmallAdverb,
                                   Words::Direction};
        const std::size_t next = at_ + 1;
        if (text_.is_stop(next)) {
            return after_ != After::Noun;
        }
        return text_[next].lists.has_any(kAfterVerb) || text_.word(next).ends_with("ly") ||
               (text_.is(next, Words::Preposition) && text_.word(next) != "of");
    }

    /// `plugs it in, turns it on and defrobs it`: goes on in a chain of verbs in the third person, and has an object.
    [[nodiscard]] bool is_unknown_verb(std::string_view word) const {
        const bool has_object = text_.is(at_ + 1, Words::ObjectPronoun) || text_.is(at_ + 1, Words::Possessive) ||
                                text_.word(at_ + 1) == "the";
        return after_ == After::Joint && last_kind_ == Kind::Third && has_object && word.size() > 3 &&
               word.ends_with("s") && !word.ends_with("ss") && !text_[at_].is_joined;
    }

    [[nodiscard]] bool ends_phrase(std::size_t i) const { return text_.is_stop(i) || text_.is(i, Words::Conjunction); }

    /// `dressed in`, `surrounded by`, `painted white`: what was done to it, and no past.
    [[nodiscard]] bool is_followed_as_state() const {
        return text_.is(at_ + 1, Words::StatePreposition) || !(is_followed_as_verb() || text_.is_end(at_ + 1));
    }

    /// Whether it is a picture of something: `a shot`, `close-up`, `footage`.
    [[nodiscard]] bool is_picture(std::size_t noun) const {
        constexpr Lists kPicture{Words::VideoNoun, Words::CameraWord, Words::StyleWord, Words::PictureNoun};
        const std::string_view before = at_ > 0 ? text_.word(at_ - 1) : std::string_view();
        return noun < text_.size() && !is_in_phrase_ &&
               (text_[at_ - 1].lists.has_any(kPicture) || text_[noun].lists.has_any(kPicture) || before == "motion" ||
                before == "up");
    }

    [[nodiscard]] bool is_plural(std::size_t noun) const {
        const std::string_view word = noun < text_.size() ? text_.word(noun) : std::string_view();
        return (word.ends_with("s") && !word.ends_with("ss")) || text_.is(noun, Words::PluralNoun);
    }

    /// The subject of the verb that begins here, from now on that of its clause.
    std::size_t take_subject() {
        std::size_t& current = is_subordinate_ ? aside_ : subject_;
        if (is_after_and_ && !has_finite_ && current != nobody_ && !out_.empty() &&
            out_.back().form == Predicate::Form::Participle) {
            return current;  // `a boy wearing blue and grey clothes hits`
        }
        current = head_ != nobody_ ? head_ : current != nobody_ ? current : subject_;
        return current;
    }

    void add_of_object(const VerbForm& form) {
        const std::size_t subject = subject_;
        subject_ = at_ - 1;
        add(form, Predicate::Form::Participle, true);
        out_.back().is_of_object = true;
        subject_ = subject;
    }

    bool add(const VerbForm& form, Predicate::Form as, bool is_action) {
        // `, eyes wide open` beside what is told: the subject of the sentence stays
        const bool is_beside = as == Predicate::Form::Participle && has_finite_ && head_ != nobody_;
        const std::size_t subject = is_beside ? head_ : take_subject();
        const std::string_view next = text_.word(at_ + 1);
        // `sits down`, `gets in`, `leans toward`; `enters, sits and reads`; `starts the engine`, `continues into`
        const bool has_particle = text_.is(at_ + 1, Words::LooseParticle) &&
                                  (ends_phrase(at_ + 2) || text_.word(at_ + 2) == "closer") &&
                                  form.lists.has(Words::PostureVerb);
        const bool is_set_off = (text_.word(at_).starts_with("start") && text_.word(at_ + 1) == "the") ||
                                (text_.word(at_).starts_with("continu") && text_.is(at_ + 1, Words::Onward));
        const bool is_change =
            has_particle || is_set_off ||
            (text_.is(at_ + 1, Words::Particle) && next != "out" && next != "off" && next != "away") ||
            next.starts_with("toward") || next == "closer" ||
            (after_ == After::Joint && form.lists.has(Words::PostureVerb) && as == Predicate::Form::Finite &&
             !out_.empty() && out_.back().is_action && out_.back().sentence == sentence_);
        const bool can_be_seen = is_action && !is_negated_ && (form.lists.has(Words::Verb) || is_change);
        out_.push_back({at_, subject, as, can_be_seen, is_subordinate_, false, is_negated_,
                        form.kind == Kind::Past && as == Predicate::Form::Finite, sentence_});
        has_finite_ = has_finite_ || as == Predicate::Form::Finite;
        last_kind_ = as == Predicate::Form::Finite ? form.kind : last_kind_;
        after_ = After::Verb;
        is_in_phrase_ = false;
        head_ = nobody_;
        return true;
    }

    /// Whether the word at `at_`, which may be a verb, is one here.
    bool read_verb(const VerbForm& form) {
        // `the camera tracks low`, `the camera never tilts, pans or zooms`
        const bool is_of_camera = (head_ != nobody_ && head_ + 1 == at_ && text_.is(head_, Words::CameraName)) ||
                                  (after_ == After::Joint && text_.is(subject_, Words::CameraName));
        const bool is_seldom = form.lists.has(Words::SeldomVerb) && !is_followed_as_verb() && !is_of_camera;
        if (text_.word(at_) == "left" && !text_.is(at_ + 1, Words::Article) && !text_.is(at_ + 1, Words::Possessive)) {
            return false;  // where to
        }
        if (form.kind == Kind::Ing && text_.word(at_ + 1) == "of") {
            return false;  // `a drawing of a girl`
        }
        const bool is_adjunct = form.kind == Kind::Ing || form.kind == Kind::Participle;
        switch (after_) {
            case After::Determiner:
            case After::Preposition:
                return false;
            case After::To:
                after_ = form.kind == Kind::Base ? After::Verb : after_;  // `to find`: what it is for
                return form.kind == Kind::Base;
            case After::Auxiliary:
                return read_after_auxiliary(form);
            case After::Pronoun:
                return add(form, is_adjunct ? Predicate::Form::Participle : Predicate::Form::Finite, true);
            case After::Noun:
                return read_after_noun(form, is_seldom);
            case After::Start:
                if (form.kind == Kind::Third) {
                    return starts_sentence(is_seldom) && add(form, Predicate::Form::Finite, true);
                }
                return form.kind == Kind::Ing && add(form, Predicate::Form::Participle, true);
            case After::Verb:
                return form.kind == Kind::Ing && add(form, Predicate::Form::Finite, true);  // `starts walking`
            case After::Joint:
                return read_after_joint(form, is_seldom);
        }
        return false;
    }

    /// `Removes helmet, turns around`; in `Waves crash` a noun begins it.
    [[nodiscard]] bool starts_sentence(bool is_seldom) const {
        if (is_seldom || text_.is_stop(at_ + 1)) {
            return false;
        }
        const Kind next = verb_form(text_.lexicon(), text_.word(at_ + 1)).kind;
        return is_followed_as_verb() || next == Kind::None || next == Kind::Ing;
    }

    bool read_after_auxiliary(const VerbForm& form) {
        if (form.kind == Kind::Ing) {
            return add(form, Predicate::Form::Finite, true);
        }
        const bool is_perfect = auxiliary_.starts_with("ha");
        const bool is_past = form.kind == Kind::Past || form.kind == Kind::Participle;
        if (is_past) {
            return add(form, Predicate::Form::Finite, is_perfect);
        }
        return form.kind == Kind::Base && !auxiliary_.starts_with("is") && add(form, Predicate::Form::Finite, true);
    }

    /// Somebody was named, and nothing said of him.
    [[nodiscard]] bool has_waiting_subject() const { return head_ != nobody_ || (subject_ != nobody_ && !has_finite_); }

    /// `with bright neon signs`; in `in the red coat turns the key` a verb follows the phrase.
    [[nodiscard]] bool ends_noun_phrase() const {
        return is_in_phrase_ && !is_followed_as_verb() && (is_with_ || !ends_phrase(at_ + 1));
    }

    bool read_after_noun(const VerbForm& form, bool is_seldom) {
        switch (form.kind) {
            case Kind::Third:
                if (is_adjective(text_.word(at_ - 1)) || (head_ + 1 == at_ && text_.word(head_).ends_with("ed"))) {
                    return false;  // `their joyful calls`, `the dark, grooved stones`
                }
                if (awaits_main_ && has_finite_ && !is_seldom) {  // `The boy who steals the bread runs`
                    end_aside();
                    head_ = main_;
                }
                return has_waiting_subject() && !is_seldom && !ends_noun_phrase() &&
                       add(form, Predicate::Form::Finite, true);
            case Kind::Base:
                return !is_seldom && head_ != nobody_ && (is_pair_ || is_plural(at_ - 1)) &&
                       add(form, Predicate::Form::Finite, true);
            case Kind::Past:
                if (head_ == nobody_) {  // `with sleeves rolled up`
                    return add(form, Predicate::Form::Participle, false);
                }
                return add(form, is_followed_as_state() ? Predicate::Form::Participle : Predicate::Form::Finite,
                           !is_followed_as_state());
            case Kind::Participle:
                return add(form, Predicate::Form::Participle, false);
            case Kind::Ing:
                if ((head_ == nobody_ && has_finite_) ||
                    (is_in_phrase_ && is_with_)) {  // `follows a man walking`, `with a baby playing`
                    add_of_object(form);
                    return true;
                }
                return add(form, Predicate::Form::Participle, true);
            case Kind::None:
                break;
        }
        return false;
    }

    /// `enters the bar, orders whiskey`: a chain of verbs in the third person, and what follows is a noun.
    [[nodiscard]] bool goes_on_with_object() const {
        const std::size_t next = at_ + 1;
        constexpr Lists kNoNoun{Words::Preposition, Words::Conjunction, Words::Auxiliary};
        return last_kind_ == Kind::Third && text_.is_word(next) && !text_[next].lists.has_any(kNoNoun) &&
               verb_form(text_.lexicon(), text_.word(next)).kind == Kind::None;
    }

    bool read_after_joint(const VerbForm& form, bool is_seldom) {
        switch (form.kind) {
            case Kind::Third:
                return (!is_seldom || goes_on_with_object()) && (subject_ != nobody_ || has_finite_) &&
                       add(form, Predicate::Form::Finite, true);
            case Kind::Base:
                return !is_seldom && last_kind_ == Kind::Base && add(form, Predicate::Form::Finite, true);
            case Kind::Past:
                return last_kind_ == Kind::Past
                           ? add(form, Predicate::Form::Finite, true)
                           : is_followed_as_state() && add(form, Predicate::Form::Participle, false);
            case Kind::Ing:
                return add(form, Predicate::Form::Participle, true);
            case Kind::Participle:
            case Kind::None:
                break;
        }
        return false;
    }

    const Text& text_;
    Predicates& out_;
    std::size_t nobody_;
    std::size_t at_ = 0;
    After after_ = After::Start;
    std::size_t head_ = 0;     // of the noun phrase since the clause began, outside `in the red coat`
    std::size_t subject_ = 0;  // of the sentence's own clause
    std::size_t aside_ = 0;    // of the clause by the way
    std::size_t main_ = 0;     // whom `who` is said of
    std::size_t last_noun_ = 0;
    std::size_t sentence_ = 0;
    std::string_view auxiliary_;
    bool has_finite_ = false;
    bool is_subordinate_ = false;
    bool awaits_main_ = false;   // past `who`, of one of whom nothing else was said yet
    bool is_in_phrase_ = false;  // of a preposition
    bool is_with_ = false;       // `with`
    bool is_pair_ = false;
    bool is_after_and_ = false;
    bool begins_negated_ = false;  // `no one`
    bool is_negated_ = false;      // `she never speaks, recoils`
    Kind last_kind_ = Kind::None;  // of the finite verb before
};

}  // namespace

const Predicate* predicate_at(const Predicates& predicates, std::size_t i) {
    const auto found = std::lower_bound(predicates.begin(), predicates.end(), i,
                                        [](const Predicate& predicate, std::size_t at) { return predicate.verb < at; });
    return found != predicates.end() && found->verb == i ? &*found : nullptr;
}

std::span<const Predicate> predicates_near(const Predicates& predicates, const Predicate& one) {
    constexpr std::ptrdiff_t kReach = 24;
    const std::ptrdiff_t at = &one - predicates.data();
    const auto first = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, at - kReach));
    return std::span<const Predicate>(predicates)
        .subspan(first, std::min<std::size_t>(2 * kReach, predicates.size() - first));
}

void read_predicates(const Text& text, Predicates& out) {
    out.clear();
    ClauseReader(text, out).read();
}

}  // namespace shot::lint
