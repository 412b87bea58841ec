// The texts of a shot: which lints are asked of which field, and what the whole shot says for a finding.
#include <algorithm>

#include "compiler/lint/craft.hpp"

namespace shot::lint {
namespace {

using sema::FieldKind;

constexpr std::size_t kSeenTexts = 4096;  // a power of two

constexpr Checked kParameters = bit_of(Lint::ParameterInProse);
constexpr Checked kCamera = kParameters | bit_of(Lint::VagueMotion);
constexpr Checked kLook = kParameters | bit_of(Lint::AbstractLook);
constexpr Checked kLight = kLook | bit_of(Lint::BrightnessNotSource) | bit_of(Lint::NegatedNoun);
constexpr Checked kThing = kLook | bit_of(Lint::NegatedNoun);
constexpr Checked kSpeakerLook = kThing | bit_of(Lint::GenericSubject);

/// What is asked of a field; `change` is an instruction, in which `no` and `then` are fair.
constexpr std::pair<FieldKind, Checked> kFields[] = {
    {FieldKind::Look, kAllLints},  {FieldKind::Subject, kAllLints}, {FieldKind::Scene, kAllLints},
    {FieldKind::Camera, kCamera},  {FieldKind::Lens, kParameters},  {FieldKind::Film, kLook},
    {FieldKind::Grade, kLook},     {FieldKind::Filtration, kLook},  {FieldKind::Finishing, kLook},
    {FieldKind::Lighting, kLight}, {FieldKind::Mood, kLook},        {FieldKind::Change, kParameters},
    {FieldKind::Wardrobe, kThing}, {FieldKind::Props, kThing},      {FieldKind::Sound, kParameters},
    {FieldKind::Sfx, kParameters}, {FieldKind::Music, kParameters}, {FieldKind::Raw, kAllLints},
};

}  // namespace

void Craft::read_texts() {
    part_ = 0;
    for (const auto& [kind, checked] : kFields) {
        read_all(shot_->field(kind).phrases, checked);
    }
    for (const sema::ResolvedSpeaker& speaker : shot_->speakers) {
        if (speaker.is_seen) {
            read_all(speaker.look, kSpeakerLook);
            read_all(speaker.wardrobe, kThing);
            read_all(speaker.props, kThing);
        }
    }
    read_all(shot_->actions, kAllLints);
    for (const sema::ResolvedBeat& beat : shot_->beats) {
        ++part_;
        read_all(beat.attributes, kCamera);
        read_all(beat.actions, kAllLints);
        read_all(beat.lighting, kLight);
        read_all(beat.sfx, kParameters);
        read_all(beat.music, kParameters);
    }
}

void Craft::read_all(sema::Phrases phrases, Checked checked) {
    for (const sema::Phrase& phrase : shot_->of(phrases)) {
        read_one(phrase, checked);
    }
}

/// Whether the text is the source's own, letter by letter, so that it means the same wherever it is used.
bool Craft::is_verbatim(const sema::Chunk& chunk) const {
    const Span origin = chunk.origin;
    return origin.file.is_valid() && origin.end - origin.begin == chunk.text.size() &&
           chunk.text.data() == sources_.get(origin.file).text().data() + origin.begin;
}

bool Craft::is_as_written(const sema::Chunk& chunk) const {
    return chunk.text == " " || (chunk.origin.file.is_valid() && sources_.slice(chunk.origin) == chunk.text);
}

/// Whether the phrase stands in the source as one text, line after line: nothing in it is inserted from elsewhere.
bool Craft::is_written_here(sema::Phrase phrase) const {
    Span before;
    for (const sema::Chunk& chunk : shot_->of(phrase)) {
        if (!is_as_written(chunk)) {
            return false;
        }
        if (chunk.text == " " && chunk.origin.end - chunk.origin.begin != 1) {
            continue;  // joins two lines
        }
        if (before.file.is_valid()) {
            if (chunk.origin.file != before.file || chunk.origin.begin < before.end) {
                return false;
            }
            std::string_view gap = sources_.get(before.file).text().substr(before.end, chunk.origin.begin - before.end);
            for (std::size_t at = 0; at < gap.size();) {
                at = std::min(gap.find_first_not_of(" \t\r\n", at), gap.size());
                if (at < gap.size() && gap.substr(at, 2) != "//") {
                    return false;
                }
                at = std::min(gap.find('\n', at), gap.size());
            }
        }
        before = chunk.origin;
    }
    return before.file.is_valid();
}

void Craft::read_one(sema::Phrase phrase, Checked checked) {
    Seen* seen = nullptr;
    if (const auto chunks = shot_->of(phrase); chunks.size() == 1 && is_verbatim(chunks[0])) {
        seen_.resize(kSeenTexts);
        const Span span = chunks[0].origin;
        seen = &seen_[(span.begin * 2654435761U + span.file.value) >> 7U & (kSeenTexts - 1)];
        if (seen->span == span && seen->checked == checked && seen->is_clean) {
            lists_ |= seen->lists;
            return;
        }
    }
    text_.read(join(phrase), lexicon_);
    findings_.clear();
    Lists lists = lists_said(text_);
    find_all(text_, checked, findings_);
    const bool is_spoken = std::any_of(findings_.begin(), findings_.end(),
                                       [](const Finding& finding) { return finding.lint == Lint::UnnamedDialogue; });
    if (is_spoken) {
        lists.add(Words::SoundWord);  // it is heard
    }
    lists_ |= lists;
    for (const Finding& finding : findings_) {
        if (finding.lint == Lint::ParameterInProse) {
            told_length_ =
                std::max<sema::Milliseconds>(told_length_, sema::Milliseconds{1000} * seconds_of(text_, finding));
        }
        pending_.push_back({phrase, finding, part_});
    }
    if (seen != nullptr) {
        *seen = {shot_->of(phrase)[0].origin, checked, findings_.empty(), lists};
    }
}

/// The phrase as one text.
std::string_view Craft::join(sema::Phrase phrase) {
    const auto chunks = shot_->of(phrase);
    if (chunks.size() == 1) {
        return chunks[0].text;
    }
    joined_.clear();
    for (const sema::Chunk& chunk : chunks) {
        joined_ += chunk.text;
    }
    return joined_;
}

/// Where bytes [begin, end) of a joined phrase were written; a chunk that was made stands for itself as a whole.
Span Craft::span_of(sema::Phrase phrase, std::size_t begin, std::size_t end) const {
    Span span;
    std::size_t at = 0;
    for (const sema::Chunk& chunk : shot_->of(phrase)) {
        const std::size_t next = at + chunk.text.size();
        const Span& origin = chunk.origin;
        const bool is_exact = origin.end - origin.begin == chunk.text.size();
        if (begin >= at && begin < next) {
            span = origin;
            span.begin += is_exact ? static_cast<std::uint32_t>(begin - at) : 0;
        }
        if (end > at && end <= next && span.file == origin.file) {
            const std::uint32_t last = is_exact ? origin.begin + static_cast<std::uint32_t>(end - at) : origin.end;
            span.end = std::max(last, span.begin);
        }
        at = next;
    }
    return span;
}

/// Whether more than one text tells who is seen, or a speaker is.
bool Craft::is_told_of() const {
    std::size_t texts = shot_->actions.count;
    for (const FieldKind kind : {FieldKind::Subject, FieldKind::Scene, FieldKind::Raw}) {
        texts += shot_->field(kind).phrases.count;
    }
    for (const sema::ResolvedBeat& beat : shot_->beats) {
        texts += beat.actions.count;
    }
    return texts > 1 || !shot_->speakers.empty();
}

/// What any text of the shot says excuses what another lacks: praise beside a film stock, `a man` whose coat stands in
/// the next line.
void Craft::report_findings() {
    // `lighting: dramatic lighting` is praise itself.
    const auto tells = [&](sema::Phrases list) {
        const auto phrases = shot_->of(list);
        return std::any_of(phrases.begin(), phrases.end(), [&](const sema::Phrase& phrase) {
            return std::none_of(pending_.begin(), pending_.end(), [&](const Pending& pending) {
                return pending.finding.lint == Lint::AbstractLook && pending.phrase.first == phrase.first;
            });
        });
    };
    const bool has_light = tells(shot_->field(FieldKind::Lighting).phrases) ||
                           std::any_of(shot_->beats.begin(), shot_->beats.end(),
                                       [&](const sema::ResolvedBeat& beat) { return tells(beat.lighting); });
    const bool has_look = has(FieldKind::Lens) || tells(shot_->field(FieldKind::Film).phrases) ||
                          tells(shot_->field(FieldKind::Grade).phrases) || has_light;
    const bool has_trait = has(FieldKind::Wardrobe);
    add_up_moves();
    // What becomes several shots, or a line with a name, is written anew and names who it tells of.
    const bool is_rewritten = std::any_of(pending_.begin(), pending_.end(), [](const Pending& pending) {
        return pending.finding.lint == Lint::SeveralScenes || pending.finding.lint == Lint::UnnamedDialogue;
    });
    std::erase_if(pending_, [&](const Pending& pending) {
        const Lint lint = pending.finding.lint;
        const bool is_pronoun = pending.finding.last == pending.finding.first + 1;
        const bool is_told_elsewhere =
            pending.finding.is_only_if_alone && (is_told_of() || (is_rewritten && is_pronoun));
        return is_told_elsewhere || !is_too_much(pending.finding) || lists_.has_any(excusing_lists(lint)) ||
               (lint == Lint::AbstractLook && has_look) || (lint == Lint::GenericSubject && has_trait);
    });
    for (std::size_t i = 0; i < pending_.size();) {
        std::size_t next = i + 1;
        const bool is_parameter = pending_[i].finding.lint == Lint::ParameterInProse;
        while (is_parameter && next < pending_.size() && pending_[next].finding.lint == Lint::ParameterInProse &&
               pending_[next].phrase.first == pending_[i].phrase.first) {
            ++next;
        }
        if (i == 0 || pending_[i].phrase.first != pending_[i - 1].phrase.first) {
            text_.read(join(pending_[i].phrase), lexicon_);
        }
        part_ = pending_[i].part;
        if (is_parameter) {
            report_parameters(i, next);
        } else {
            report_finding(pending_[i].phrase, pending_[i].finding);
        }
        i = next;
    }
}

}  // namespace shot::lint
