// The lints of a script for one target: what a director's assistant would say of each shot, and of the film. Warnings
// all, with a reason and a better line; nothing here changes what a script compiles to.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "compiler/diagnostics/sink.hpp"
#include "compiler/lint/allow_comments.hpp"
#include "compiler/lint/film.hpp"
#include "compiler/lint/house_rules.hpp"
#include "compiler/lint/offers.hpp"
#include "compiler/lint/said.hpp"
#include "compiler/lint/speech.hpp"
#include "compiler/lint/text_lints.hpp"
#include "compiler/sema/script.hpp"

namespace shot::sema {
class Vocabulary;
}

namespace shot::lint {

/// What lints must know of the target and the shot's request.
struct ShotContext {
    std::string_view target;      // `sora-2`
    bool makes_sound = true;      // of this shot
    bool takes_negative = false;  // it has a field for what is not to be there
    bool takes_frame_rate = false;
    std::string_view takes_references;  // which subjects it takes references of; empty: of none
    std::int64_t helpful_words = 0;     // past which a prompt helps no more; 0: no guide says
    std::string_view prompt;
    bool is_sound = true;      // no error stands in the script or the shot: else it may lack what was not understood
    std::string_view refusal;  // what the target does with the others: `does not offer`, `was not trained at`
    std::function<bool(std::string_view)> offers;  // whether the target offers `8s`, `1080p`, `16:9`
};

/// Lives for one target.
class Craft {
public:
    /// All of them outlive it.
    Craft(const sema::Script& script, const Sources& sources, diagnostics::Sink& sink);

    /// The lint is not reported from now on.
    void allow(std::string_view name) { allowed_.push_back(name); }
    /// From now on shots are held to the rules of the house, which outlive it.
    void follow(const HouseRules& rules) { house_rules_ = &rules; }
    /// After the prompt of the shot is checked.
    void check_shot(const sema::ResolvedShot& shot, const ShotContext& context);
    /// After all shots: the sequences, and comments that silence nothing.
    /// `lengths`: of each sequence, in order; 0: not known.
    void check_film(std::span<const sema::Milliseconds> lengths, bool reports_unused);

private:
    struct Pending {
        sema::Phrase phrase;
        Finding finding;
        std::size_t part = 0;  // 0: the shot; n: its beat n - 1
    };
    /// A text of a file that was looked at: shots that share it need not look again.
    struct Seen {
        Span span;
        Checked checked = 0;
        bool is_clean = false;
        Lists lists;
    };

    // The texts of a shot (check_texts.cpp).
    void read_texts();
    void read_all(sema::Phrases phrases, Checked checked);
    void read_one(sema::Phrase phrase, Checked checked);
    std::string_view join(sema::Phrase phrase);
    [[nodiscard]] bool is_verbatim(const sema::Chunk& chunk) const;
    /// Whether the source has the same letters there; the blank that joins two lines counts as written.
    [[nodiscard]] bool is_as_written(const sema::Chunk& chunk) const;
    [[nodiscard]] bool is_written_here(sema::Phrase phrase) const;
    [[nodiscard]] Span span_of(sema::Phrase phrase, std::size_t begin, std::size_t end) const;
    void report_findings();
    /// Moves of several texts of one part, and of its header, are too many together.
    void add_up_moves();
    void add_up_moves(std::size_t part, std::span<Pending> told);
    [[nodiscard]] bool is_told_of() const;
    void report_finding(sema::Phrase phrase, const Finding& finding);
    void report_parameters(std::size_t first, std::size_t last);

    // Each lint's message, notes and fixes (report_texts.cpp, fix_parameters.cpp, fix_dialogue.cpp,
    // fix_told_dialogue.cpp, fix_offers.cpp).
    [[nodiscard]] diagnostics::Report report_one(const Finding& finding, Span span);
    [[nodiscard]] std::optional<diagnostics::Fix> make_parameter_fix(sema::Phrase phrase,
                                                                     const std::vector<Finding>& parameters) const;
    void add_dialogue_fix(diagnostics::Report& report, sema::Phrase phrase, const Finding& finding);
    [[nodiscard]] std::string_view written_in(sema::Phrase phrase, const Quotation& quotation) const;
    [[nodiscard]] std::string_view as_written(sema::Phrase phrase, std::size_t begin) const;
    void add_action_dialogue_fix(diagnostics::Report& report, sema::Phrase phrase, const Finding& finding,
                                 const Quotation& quotation);
    const SpeakerNames& speaker_names();
    void add_tag_fix(diagnostics::Report& report, sema::Phrase phrase, const Quotation& quotation);
    void add_field_dialogue_fix(diagnostics::Report& report, sema::Phrase phrase, const Finding& finding,
                                const Quotation& quotation);
    void add_offer(diagnostics::Report& report, sema::Phrase phrase, const Finding& finding);
    [[nodiscard]] std::optional<Offer> find_offer(const Finding& finding, bool is_light_field);
    bool add_offered_field(const Offer& offer, Span whole, diagnostics::Fix& fix) const;
    [[nodiscard]] bool is_shown(std::string_view things);
    const OfferWords& offer_words();

    // The words of the house (check_house_rules.cpp).
    void check_house_rules();
    void hold_to_rules(sema::Phrases phrases);
    void hold_to_rules(sema::Phrase phrase);

    // What a shot lacks or has too much of (shot_lints.cpp).
    void check_missing();
    void check_palette();
    void check_negative();
    void check_moves();
    void check_actions();
    /// What a text says of moves and actions, against the length of the shot.
    [[nodiscard]] bool is_too_much(const Finding& finding) const;
    void report_count(const Finding& finding, Span span);
    void report_many_actions(Span place, std::int64_t count, std::string_view where, sema::Milliseconds length,
                             sema::Milliseconds each);
    void check_speech();
    const SpeechRates& speech_rates();
    /// Whether a mend may add so many actions, and a line, where the text stands: else it would call for a lint of its
    /// own. What was offered to the shot before counts.
    bool has_room_for(sema::Phrase text, std::int64_t actions, std::string_view said);
    void check_prompt_words();
    [[nodiscard]] bool has(sema::FieldKind kind) const { return !shot_->field(kind).phrases.is_empty(); }
    [[nodiscard]] bool has_any_beat(sema::Phrases sema::ResolvedBeat::*list) const;
    [[nodiscard]] bool has_content() const;

    /// Reports unless a comment silences it there, or above the shot or the sequence.
    template <class... Arguments>
    diagnostics::Report report(const diagnostics::Definition<Arguments...>& definition, Span span,
                               std::type_identity_t<Arguments>... arguments) {
        // A comment is asked first: one that a level makes needless today is not unused.
        const bool is_silenced = allows_.allows(definition.name, span) ||
                                 (shot_ != nullptr && allows_.allows(definition.name, shot_->span)) ||
                                 (sequence_ != nullptr && allows_.allows(definition.name, sequence_->span)) ||
                                 std::find(allowed_.begin(), allowed_.end(), definition.name) != allowed_.end();
        if (is_silenced) {
            return diagnostics::Report(nullptr);
        }
        return sink_.report(definition, span, arguments...);
    }

    // The film (film.cpp).
    void add_to_film();
    void add_speakers();
    void check_length(const sema::Sequence& sequence, sema::Milliseconds length);
    void check_monotony(const sema::Sequence& sequence);
    [[nodiscard]] bool is_reverse(const ShotSummary& before, const ShotSummary& shot) const;
    void check_scenes(const sema::Sequence& sequence);
    void add_props(ShotSummary& summary);
    void check_props(const ShotSummary& shot, const ShotSummary& before);
    [[nodiscard]] std::span<const Described> described_in(const ShotSummary& shot) const;
    /// `known`: who was seen so before in the scene.
    void check_described(const ShotSummary& shot, const ShotSummary& before,
                         const std::unordered_set<std::uint64_t>& known);
    void check_dead_time();
    void check_drift();
    [[nodiscard]] std::uint64_t hash_of(sema::Phrases phrases);
    const CameraTerms& terms_of(sema::Phrase phrase);

    const sema::Script& script_;
    const Sources& sources_;
    diagnostics::Sink& sink_;
    const sema::Vocabulary& vocabulary_;
    Lexicon lexicon_;
    std::optional<SpeechRates> speech_;          // read for the first line of dialogue
    std::optional<OfferWords> offer_words_;      // read for the first offer
    std::optional<SpeakerNames> speaker_names_;  // made for the first quotation
    AllowComments allows_;
    std::vector<std::string_view> allowed_;  // names of the catalog
    const HouseRules* house_rules_ = nullptr;
    Film film_;                         // its shots are kept where the script has sequences
    std::vector<bool> is_in_sequence_;  // by ShotId; empty: there is none
    std::string target_;
    std::string takes_references_;

    // Of the shot that is checked.
    const sema::ResolvedShot* shot_ = nullptr;
    const ShotContext* context_ = nullptr;
    const sema::Sequence* sequence_ = nullptr;  // whose shots are compared
    Text text_;
    std::string joined_;
    Findings findings_;
    std::vector<Pending> pending_;
    std::size_t part_ = 0;  // of what is read or reported: Pending::part
    std::vector<HouseMatch> house_matches_;
    Lists lists_;  // of all its texts
    std::vector<Seen> seen_;
    std::vector<std::pair<Span, CameraTerms>> seen_terms_;
    CameraTerms terms_;
    sema::Milliseconds told_length_ = 0;     // in prose, for want of a place in the header
    sema::Milliseconds offered_speech_ = 0;  // of mends that make dialogue
    std::int64_t offered_actions_ = 0;
};

}  // namespace shot::lint
