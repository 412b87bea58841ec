// The lints of a film: what one shot cannot see. Sequences are gone through after all shots, over what was kept of
// them.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "compiler/lint/craft.hpp"
#include "compiler/sema/vocabulary.hpp"

namespace shot::lint {
namespace {

using sema::FieldKind;
using sema::Milliseconds;

constexpr std::size_t kSeenTerms = 1024;        // a power of two
constexpr Milliseconds kLengthTolerance = 500;  // half a second is a cut's freedom
constexpr std::size_t kMostSpeakers = 4096;     // that are remembered
constexpr std::size_t kMostNouns = 4096;        // of props, likewise
constexpr std::size_t kRunning = 3;             // so many alike are monotonous

std::uint64_t mix(std::uint64_t hash, std::string_view text) {
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
    return hash * 31 + 1;
}

/// As mix(), of words whatever the case of their letters and the article before them: `A bare bulb` is `bare bulb`.
std::uint64_t mix_words(std::uint64_t hash, std::string_view text) {
    std::string words(text);
    for (char& c : words) {
        c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    std::string_view rest = words;
    for (const std::string_view article : {"a ", "an ", "the "}) {
        rest.remove_prefix(rest.starts_with(article) ? article.size() : 0);
    }
    return mix(hash, rest);
}

/// The noun of `a chipped blue cup on a saucer`, in small letters; empty where nothing describes it, as in `a cup`.
std::string noun_of(std::string_view prop) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : std::string(prop) + " ") {
        if (c != ' ') {
            word += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
            continue;
        }
        if (word == "of" || word == "with" || word == "on" || word == "in" || word == "from" || word == "for" || word == "at" || word == "by") {
            break;
        }
        if (!word.empty() && !(words.empty() && (word == "a" || word == "an" || word == "the" || word == "his" || word == "her"))) {
            words.push_back(word);
        }
        word.clear();
    }
    return words.size() < 2 ? std::string() : words.back();
}

constexpr std::uint64_t kSeed = 0xcbf29ce484222325ULL;

std::uint64_t key_of(const ShotSummary& shot, const Described& one) {
    return ((shot.scene * 31 + one.who) * 31 + one.look) * 31 + one.wardrobe;
}

std::string seconds_text(Milliseconds milliseconds) {
    const Milliseconds tenths = (milliseconds + 50) / 100;
    return tenths % 10 == 0 ? fmt::format("{} s", tenths / 10) : fmt::format("{}.{} s", tenths / 10, tenths % 10);
}

}  // namespace

std::uint64_t Craft::hash_of(sema::Phrases phrases) {
    if (phrases.is_empty()) {
        return 0;
    }
    std::uint64_t hash = kSeed;
    for (const sema::Phrase& phrase : shot_->of(phrases)) {
        hash = mix_words(hash, join(phrase));
    }
    return hash;
}

const CameraTerms& Craft::terms_of(sema::Phrase phrase) {
    CameraTerms* terms = &terms_;
    if (const auto chunks = shot_->of(phrase); chunks.size() == 1 && is_verbatim(chunks[0])) {
        seen_terms_.resize(kSeenTerms);
        const Span span = chunks[0].origin;
        auto& seen = seen_terms_[(span.begin * 2654435761U + span.file.value) >> 7U & (kSeenTerms - 1)];
        if (seen.first == span) {
            return seen.second;
        }
        seen.first = span;
        terms = &seen.second;
    }
    const sema::Terms read = vocabulary_.read(join(phrase));
    terms->framing = read.framing.empty() ? 0 : mix(kSeed, read.framing);
    terms->move = read.move.empty() ? 0 : mix(mix(kSeed, read.move), read.direction);
    terms->move_count = read.move_count;
    return *terms;
}

void Craft::add_to_film() {
    add_speakers();
    if (is_in_sequence_.empty() || !is_in_sequence_[shot_->id.value]) {
        return;
    }
    check_dead_time();
    ShotSummary& summary = film_.shots[shot_->id.value];
    summary.span = shot_->span;
    const sema::Phrases scene = shot_->field(FieldKind::Scene).phrases;
    summary.scene = hash_of({scene.first, std::min<std::uint32_t>(scene.count, 1)});
    summary.palette = hash_of(shot_->field(FieldKind::Palette).phrases);
    summary.light = hash_of(shot_->field(FieldKind::Lighting).phrases);
    const auto add_camera = [&](sema::Phrases list) {
        for (const sema::Phrase& phrase : shot_->of(list)) {
            const CameraTerms& terms = terms_of(phrase);
            summary.framing = terms.framing != 0 ? summary.framing * 31 + terms.framing : summary.framing;
            summary.move = terms.move != 0 ? summary.move * 31 + terms.move : summary.move;
        }
    };
    summary.framing = summary.move = 0;
    add_camera(shot_->field(FieldKind::Camera).phrases);
    for (const sema::ResolvedBeat& beat : shot_->beats) {
        add_camera(beat.attributes);
    }
    summary.first_described = static_cast<std::uint32_t>(film_.described.size());
    for (const sema::ResolvedSpeaker& speaker : shot_->speakers) {
        const auto known = std::find_if(film_.speakers.begin(), film_.speakers.end(),
                                        [&speaker](const SpeakerUse& use) { return use.span == speaker.span; });
        if (speaker.is_seen && known != film_.speakers.end()) {
            film_.described.push_back({static_cast<std::uint32_t>(known - film_.speakers.begin()),
                                       hash_of(speaker.look), hash_of(speaker.wardrobe)});
        }
    }
    summary.described_count = static_cast<std::uint32_t>(film_.described.size()) - summary.first_described;
    add_props(summary);
}

void Craft::add_props(ShotSummary& summary) {
    summary.first_prop = static_cast<std::uint32_t>(film_.props.size());
    for (const sema::Phrase& phrase : shot_->of(shot_->field(FieldKind::Props).phrases)) {
        const std::string noun = noun_of(join(phrase));
        auto known = std::find(film_.nouns.begin(), film_.nouns.end(), noun);
        if (noun.empty() || (known == film_.nouns.end() && film_.nouns.size() >= kMostNouns)) {
            continue;
        }
        if (known == film_.nouns.end()) {
            known = film_.nouns.insert(known, noun);
        }
        film_.props.push_back({static_cast<std::uint32_t>(known - film_.nouns.begin()), mix_words(kSeed, join(phrase))});
    }
    summary.prop_count = static_cast<std::uint32_t>(film_.props.size()) - summary.first_prop;
}

void Craft::add_speakers() {
    for (const sema::ResolvedSpeaker& speaker : shot_->speakers) {
        if (!speaker.is_seen || !speaker.span.file.is_valid()) {
            continue;
        }
        auto found = std::find_if(film_.speakers.begin(), film_.speakers.end(),
                                  [&speaker](const SpeakerUse& use) { return use.span == speaker.span; });
        if (found == film_.speakers.end()) {
            if (film_.speakers.size() >= kMostSpeakers) {
                continue;
            }
            found = film_.speakers.insert(found, {std::string(speaker.display), speaker.span, 0, false});
        }
        // An extension goes on with the same clip: nobody drifts in it.
        found->shots += shot_->operation == sema::Operation::Create ? 1 : 0;
        found->has_reference = found->has_reference || !speaker.references.empty();
    }
    takes_references_ = context_->takes_references;
    target_ = context_->target;
}

/// Beats without action, speech or effect, and time that no beat covers.
void Craft::check_dead_time() {
    if (shot_->beats.empty() || !shot_->actions.is_empty() || shot_->duration <= 0) {
        return;
    }
    Milliseconds alive = 0;
    for (const sema::ResolvedBeat& beat : shot_->beats) {
        const bool happens = !beat.actions.is_empty() || beat.dialogue_count > 0 || !beat.sfx.is_empty();
        alive += happens ? beat.end - beat.begin : 0;
    }
    const Milliseconds dead = shot_->duration - alive;
    if (dead * 4 > shot_->duration) {
        report(diag::DeadTime, shot_->span, seconds_text(dead), seconds_text(shot_->duration), shot_->name)
            .note(
                "the model fills what nobody directs, and the cut waits for it: give the beat an action, even `- She "
                "breathes out.`, or make the clip shorter");
    }
}

void Craft::check_film(std::span<const Milliseconds> lengths, bool reports_unused) {
    const auto& sequences = script_.sequences();
    for (std::size_t i = 0; i < sequences.size(); ++i) {
        sequence_ = &sequences[i];
        check_length(sequences[i], i < lengths.size() ? lengths[i] : 0);
        check_monotony(sequences[i]);
        check_scenes(sequences[i]);
    }
    sequence_ = nullptr;
    check_drift();
    if (reports_unused) {
        allows_.report_unused(script_.files(), sink_);
    }
}

void Craft::check_length(const sema::Sequence& sequence, Milliseconds length) {
    const Milliseconds off = length > sequence.promised ? length - sequence.promised : sequence.promised - length;
    if (sequence.promised <= 0 || length <= 0 || off < kLengthTolerance) {
        return;
    }
    report(diag::LengthMissed, sequence.span, sequence.name, seconds_text(length), seconds_text(sequence.promised))
        .note(fmt::format("{} too {}: change the shots, or the promise", seconds_text(off),
                          length > sequence.promised ? "long" : "short"));
}

/// Shot and reverse shot: each shows somebody else.
bool Craft::is_reverse(const ShotSummary& before, const ShotSummary& shot) const {
    const auto shown = described_in(shot);
    const auto shown_before = described_in(before);
    const bool is_same = std::any_of(shown.begin(), shown.end(), [&](const Described& one) {
        return std::any_of(shown_before.begin(), shown_before.end(),
                           [&](const Described& other) { return other.who == one.who; });
    });
    return !shown.empty() && !shown_before.empty() && !is_same;
}

void Craft::check_monotony(const sema::Sequence& sequence) {
    std::size_t running = 0;
    const ShotSummary* before = nullptr;
    for (const sema::ShotId id : sequence.shots) {
        const ShotSummary& shot = film_.shots[id.value];
        const bool is_alike = before != nullptr && shot.framing != 0 && shot.framing == before->framing &&
                              shot.move == before->move && shot.span != before->span && !is_reverse(*before, shot);
        running = is_alike ? running + 1 : 1;
        if (running == kRunning) {
            report(diag::Monotony, shot.span, script_.shot_name(id), "the same framing and move")
                .label(before->span, "and this one before it")
                .note(
                    "a cut between two of a kind reads as a jump, and nothing is told by the third: go closer or "
                    "wider, or give the camera something else to do");
        }
        before = &shot;
    }
}

void Craft::check_scenes(const sema::Sequence& sequence) {
    std::unordered_map<std::uint64_t, const ShotSummary*> last;  // of each scene
    std::unordered_set<std::uint64_t> described;                 // somebody in a look and a wardrobe, in a scene
    std::unordered_set<std::uint64_t> shown;                     // a scene in a palette and a light: a return is no jump of its own
    for (const sema::ShotId id : sequence.shots) {
        const ShotSummary& shot = film_.shots[id.value];
        if (shot.scene == 0 || !shot.span.file.is_valid()) {
            continue;
        }
        const ShotSummary*& before = last[shot.scene];
        if (before != nullptr && before->span != shot.span) {
            const bool is_palette = shot.palette != 0 && before->palette != 0 && shot.palette != before->palette;
            const bool is_light = shot.light != 0 && before->light != 0 && shot.light != before->light;
            const bool is_return = shown.contains((shot.scene * 31 + shot.palette) * 31 + shot.light);
            if ((is_palette || is_light) && !is_return) {
                report(diag::LightJump, shot.span,
                       is_palette && is_light ? "palette, and the light with it,"
                       : is_palette           ? "palette"
                                              : "light")
                    .label(before->span, is_palette ? "the same scene in another palette" : "the same scene in another light")
                    .note(
                        "clips of one scene are cut together, and the eye sees the jump: give both the scene's own "
                        "`lighting` and `palette`, or make it another scene where time has passed");
            }
            check_described(shot, *before, described);
            check_props(shot, *before);
        }
        for (const Described& one : described_in(shot)) {
            described.insert(key_of(shot, one));
        }
        shown.insert((shot.scene * 31 + shot.palette) * 31 + shot.light);
        before = &shot;
    }
}

std::span<const Described> Craft::described_in(const ShotSummary& shot) const {
    return std::span(film_.described).subspan(shot.first_described, shot.described_count);
}

void Craft::check_described(const ShotSummary& shot, const ShotSummary& before, const std::unordered_set<std::uint64_t>& known) {
    for (const Described& now : described_in(shot)) {
        for (const Described& then : described_in(before)) {
            const bool is_look = now.who == then.who && now.look != then.look;
            const bool is_wardrobe = now.who == then.who && now.wardrobe != then.wardrobe;
            if ((is_look || is_wardrobe) && !known.contains(key_of(shot, now))) {
                report(diag::DescribedTwice, shot.span, is_look ? "the look" : "the wardrobe",
                       film_.speakers[now.who].name)
                    .label(before.span, "described otherwise here")
                    .note(
                        "other words make another person: let the `speaker` say it once, or make it another scene "
                        "where "
                        "somebody has changed");
            }
        }
    }
}

/// Where each of two shots has one prop of that noun, and in other words: two cups in a shot are two cups.
void Craft::check_props(const ShotSummary& shot, const ShotSummary& before) {
    const auto all = [this](const ShotSummary& of) { return std::span(film_.props).subspan(of.first_prop, of.prop_count); };
    const auto count = [](std::span<const DescribedProp> props, std::uint32_t noun) {
        return std::count_if(props.begin(), props.end(), [noun](const DescribedProp& prop) { return prop.noun == noun; });
    };
    for (const DescribedProp& now : all(shot)) {
        for (const DescribedProp& then : all(before)) {
            if (now.noun == then.noun && now.words != then.words && count(all(shot), now.noun) == 1 && count(all(before), now.noun) == 1) {
                report(diag::DescribedTwice, shot.span, "the description", film_.nouns[now.noun])
                    .label(before.span, "described otherwise here")
                    .note("other words make another thing: say it once, in the `scene` or a `let`, or in the same words");
            }
        }
    }
}

/// Once a film, at the first speaker who drifts.
void Craft::check_drift() {
    std::string names;
    const SpeakerUse* first = nullptr;
    std::size_t count = 0;
    for (const SpeakerUse& use : film_.speakers) {
        if (use.shots < 2 || use.has_reference) {
            continue;
        }
        first = first == nullptr ? &use : first;
        ++count;
        names += count == 1 ? fmt::format("`{}`", use.name) : count <= 3 ? fmt::format(", `{}`", use.name) : "";
    }
    if (count < 2) {
        return;
    }
    names += count > 3 ? " and others" : "";
    report(diag::SpeakerDrift, first->span, names)
        .note(takes_references_.empty()
                  ? fmt::format(
                        "{} takes no references of speakers: keep their words identical, and extend clips rather than "
                        "make new ones",
                        target_)
                  : fmt::format("without one, faces drift from clip to clip; {} takes references of {}: `references: "
                                "\"cast/name.mp4\"` in the `speaker`",
                                target_, takes_references_));
}

}  // namespace shot::lint
