// Speakers: whom the shot names, in which order, seen or only heard, and how the prompt describes them.
#include <algorithm>

#include "compiler/sema/names.hpp"
#include "compiler/sema/shot_resolver.hpp"

namespace shot::sema {

using syntax::NodeKind;
using syntax::Tree;

std::uint32_t ShotResolver::speaker_index(const Symbol& symbol, Span mention, bool is_seen) {
    for (std::uint32_t i = 0; i < speaker_symbols_.size(); ++i) {
        if (speaker_symbols_[i].is_same(symbol)) {
            out_.speakers[i].is_seen = out_.speakers[i].is_seen || is_seen;
            return i;
        }
    }
    const syntax::Header& header = data_.header(symbol);
    const Module& module = data_.module(symbol.module);
    ResolvedSpeaker& speaker = out_.speakers.emplace_back();
    speaker.name = module.slice(header.name);
    speaker.display = display_name(data_, symbol);
    speaker.span = module.span(header.name);
    speaker.mention = mention;
    speaker.is_seen = is_seen;
    speaker_symbols_.push_back(symbol);
    return static_cast<std::uint32_t>(out_.speakers.size() - 1);
}

void ShotResolver::add_mentions(std::vector<Mention>& mentions) {
    for (const Mention& mention : mentions) {
        speaker_index(mention.speaker, mention.span, true);
    }
    mentions.clear();
}

/// What the declaration says, then what the shot's layers say of this speaker, weakest first.
void ShotResolver::collect_speaker_contributions(const Symbol& symbol, FieldKind kind,
                                                 std::vector<Contribution>& values) {
    const Module& module = data_.module(symbol.module);
    const Tree& tree = module.tree;
    const syntax::Header& header = tree.header(symbol.node);
    Contribution value;
    value.scope = {symbol.module, nullptr};
    value.is_shared = true;
    if (kind == FieldKind::Look && header.has_lead && !header.lead.is_empty()) {
        value.text = &header.lead;
        value.span = module.span(header.name);
        values.push_back(value);
    }
    for (const bool adds : {false, true}) {
        for (NodeId child = Tree::first_child(symbol.node); child < tree.node(symbol.node).next;
             child = tree.node(child).next) {
            if (tree.node(child).kind != NodeKind::Field) {
                continue;
            }
            const syntax::Field& field = tree.fields[tree.node(child).data];
            if (field.kind == kind && field.adds == adds) {
                value.text = &field.value;
                value.span = module.span(field.name);
                values.push_back(value);
            }
        }
    }
    for (const SpeakerOverride& given : overrides_) {
        if (given.field != kind || !given.speaker.is_same(symbol)) {
            continue;
        }
        if (!given.adds) {
            values.clear();
        }
        values.push_back(given.value);
    }
    std::erase_if(values, [&](const Contribution& given) {
        return data_.module(given.scope.module).is_none(*given.text);
    });
}

Phrases ShotResolver::speaker_field(const Symbol& symbol, FieldKind kind, Span* span) {
    std::vector<Contribution> values;
    collect_speaker_contributions(symbol, kind, values);
    if (span != nullptr && !values.empty()) {
        *span = values.back().span;
    }
    return evaluate_contributions(kind, values);
}

void ShotResolver::describe_speaker(ResolvedSpeaker& speaker, const Symbol& symbol) {
    speaker.look = speaker_field(symbol, FieldKind::Look);
    speaker.wardrobe = speaker_field(symbol, FieldKind::Wardrobe);
    speaker.props = speaker_field(symbol, FieldKind::Props);
    speaker.voice = speaker_field(symbol, FieldKind::Voice);
    std::vector<Contribution> references;
    collect_speaker_contributions(symbol, FieldKind::References, references);
    if (!references.empty()) {
        speaker.references_span = references.back().span;
        speaker.has_own_references = references.back().is_own;
        resolve_references(references, speaker.references);
    }
}

void ShotResolver::describe_speakers() {
    for (std::size_t i = 0; i < out_.speakers.size(); ++i) {
        describe_speaker(out_.speakers[i], speaker_symbols_[i]);
    }
}

/// In an extension, a speaker whom the source does not show brings its references anew.
void ShotResolver::mark_new_references() {
    const bool has_references = std::any_of(out_.speakers.begin(), out_.speakers.end(),
                                            [](const ResolvedSpeaker& speaker) { return !speaker.references.empty(); });
    if (out_.operation != Operation::Extend || out_.source.kind != ClipSource::Kind::Shot || !has_references ||
        out_.extension_number >= kMaxClipChain) {
        return;
    }
    ResolvedShot source;
    diagnostics::Sink quiet;  // the source reports for itself
    ShotResolver(data_, target_, source, quiet).resolve(out_.source.shot);
    for (ResolvedSpeaker& speaker : out_.speakers) {
        const bool is_shown = std::any_of(source.speakers.begin(), source.speakers.end(), [&](const ResolvedSpeaker& other) {
            return other.span == speaker.span && other.is_seen;
        });
        speaker.has_own_references = speaker.has_own_references || (!is_shown && !speaker.references.empty());
    }
}

/// True for what may stand between two names: commas, and at most one word.
static bool is_joint(std::string_view text) {
    int words = 0;
    bool in_word = false;
    for (const char c : text) {
        const bool is_separator = c == ' ' || c == ',' || c == '\t';
        if (!is_separator && !in_word) {
            ++words;
        }
        in_word = !is_separator;
    }
    return words <= 1;
}

/// A subject of names alone adds nothing to the descriptions of those whom it names.
void ShotResolver::check_subject() {
    const Phrases subject = out_.field(FieldKind::Subject).phrases;
    if (subject.is_empty()) {
        return;
    }
    const auto is_name = [&](const Chunk& chunk) {
        return std::any_of(out_.speakers.begin(), out_.speakers.end(),
                           [&](const ResolvedSpeaker& speaker) { return speaker.display == chunk.text; });
    };
    for (const Phrase& phrase : out_.of(subject)) {
        const auto chunks = out_.of(phrase);
        for (std::size_t i = 0; i < chunks.size(); ++i) {
            const bool at_edge = i == 0 || i + 1 == chunks.size();
            if (is_name(chunks[i])) {
                continue;
            }
            const bool is_end_mark = i > 0 && i + 1 == chunks.size() && chunks[i].text == ".";
            if (!is_end_mark && (at_edge || !is_joint(chunks[i].text))) {
                return;
            }
        }
    }
    out_.subject_is_names = true;
}

}  // namespace shot::sema
